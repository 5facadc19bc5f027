"""Calling what a learner wrote: on copies, and telling a stub or an error in words."""

import dis
import inspect
import linecache
import sysconfig
from collections.abc import Callable
from pathlib import Path
from types import EllipsisType, FunctionType, TracebackType

from course_utils.grading.kernel.values import copied, same

_NOTHING = {"RESUME", "NOP", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST", "COPY_FREE_VARS"}
_OURS = str(Path(__file__).resolve().parents[1])
_LIBRARIES = (
    _OURS,
    "<frozen",
    *{sysconfig.get_paths()[key] for key in ("stdlib", "platstdlib", "purelib", "platlib")},
)


class No(Exception):
    """What a check found wrong, in words for the learner."""


class NotAnswered(Exception):
    """The answer is still the stub."""


class Answer:
    """A learner's function, called on copies of its arguments.

    `changed` names the arguments that some call changed. A call raises NotAnswered when the
    function is still a stub, and No when it returns None though it does something.
    """

    def __init__(self, function: Callable):
        self.function = function
        self.changed: set[str] = set()

    def __call__(self, *args, **kwargs):
        result, changed = call_on_copies(self.function, args, kwargs)
        self.changed |= changed
        if isinstance(result, EllipsisType) or (result is None and does_nothing(self.function)):
            raise NotAnswered
        if result is None:
            raise No("your function returned nothing (None). Is the `return` missing?")
        return result


def call_on_copies(
    function: Callable, args: tuple, kwargs: dict | None = None
) -> tuple[object, set[str]]:
    """What function returns, and the names of the arguments that it changed."""
    kwargs = kwargs or {}
    given, named = copied(args), copied(kwargs)
    result = function(*given, **named)
    places = [
        i
        for i, (before, after) in enumerate(zip(args, given, strict=True))
        if not same(before, after)
    ]
    changed = {_name_of(function, place) for place in places}
    return result, changed | {key for key in kwargs if not same(kwargs[key], named[key])}


def _name_of(function: Callable, place: int) -> str:
    try:
        return list(inspect.signature(function).parameters)[place]
    except (TypeError, ValueError, IndexError):
        return f"argument {place + 1}"


def does_nothing(function: object) -> bool:
    """Whether a Python function's body is only a docstring, `...`, `pass` or `return ...`."""
    if not isinstance(function, FunctionType):
        return False
    return all(
        step.opname in _NOTHING
        and (not step.opname.endswith("CONST") or step.argval is None or step.argval is ...)
        for step in dis.get_instructions(function)
    )


def is_stub(answer: object) -> bool:
    """Whether an answer is still the release's: `...`, or a body that does nothing."""
    if answer is None or isinstance(answer, EllipsisType):
        return True
    if isinstance(answer, (list, tuple)):
        return any(isinstance(part, EllipsisType) for part in answer)
    if isinstance(answer, dict):
        return any(isinstance(part, EllipsisType) for part in answer.values())
    if isinstance(answer, type):
        return any(map(does_nothing, vars(answer).values()))
    return does_nothing(answer)


def in_words(error: BaseException) -> str:
    """An exception's type, its message in one short line, and the line of the learner's code."""
    try:
        message = " ".join(str(error).split())
    except Exception:
        message = ""
    message = shortened(message, 200)
    text = f"{type(error).__name__}: {message}" if message else type(error).__name__
    line = shortened(_learners_line(error.__traceback__), 100)
    return f"{text}. It happened in `{line}`" if line else text


def shortened(text: str, longest: int, end: str = "...") -> str:
    """The text, or its beginning with `end` behind it: no more than `longest` letters."""
    return text if len(text) <= longest else text[: longest - len(end)] + end


def _learners_line(traceback: TracebackType | None) -> str:
    line = ""
    while traceback is not None:
        filename = traceback.tb_frame.f_code.co_filename
        if not filename.startswith(_LIBRARIES):
            # a question's own code may have been sent into the kernel: of that there is no line
            line = linecache.getline(filename, traceback.tb_lineno).strip() or line
        traceback = traceback.tb_next
    return line
