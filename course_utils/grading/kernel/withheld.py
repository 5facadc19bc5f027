"""The course's own finished functions, out of an answer's reach while a question asks for them.

One rule, wherever an answer is looked at (a check in JupyterLab, pytest, `course check`, `course
grade`): while a question is checked or probed, what it withholds may be called by the course
itself, so that what builds on it works, and by nobody else. A call is noted and not stopped: an
exception could be caught by the answer, and Python stops watching where a watcher raises.
"""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

COURSE = str(Path(__file__).parents[2]) + "/"
GRADING = str(Path(__file__).parents[1]) + "/"


class Withheld(Exception):
    """An answer called what its question asks for."""


@contextmanager
def withholding(names: tuple[str, ...]) -> Iterator[set[str]]:
    """Those of these functions and classes of the course that others than the course call.

    names
        Dotted, from the package on: `similarity.l2_normalize`, `retrieval.VectorIndex`. A function
        is known by the file and the name it was written under, however it was come by.
    """
    wanted = {}
    for name in names:
        module, _, inside = name.partition(".")
        wanted.setdefault(inside.partition(".")[0], []).append((COURSE + module, inside))

    called: set[str] = set()
    if not names:  # a watcher makes each call cost twice
        yield called
        return

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event != "call":
            return
        code = frame.f_code
        for home, inside in wanted.get(code.co_qualname.partition(".")[0], ()):
            written_there = code.co_filename.startswith((f"{home}.", f"{home}/"))
            named_so = f"{code.co_qualname}.".startswith(f"{inside}.")
            if written_there and named_so and not _of_the_course(frame.f_back):
                called.add(inside)

    before = sys.getprofile()
    sys.setprofile(note)
    threading.setprofile(note)
    try:
        yield called
    finally:
        sys.setprofile(before)
        threading.setprofile(None)


def told(called: set[str]) -> str:
    """What is told of such calls."""
    return f"your answer calls the course's own {', '.join(sorted(called))}. Write it yourself"


def _of_the_course(caller: FrameType | None) -> bool:
    """Whether the course called: not the grading, which calls answers."""
    name = caller.f_code.co_filename if caller else ""
    return name.startswith(COURSE) and not name.startswith(GRADING)
