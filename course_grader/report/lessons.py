"""Where a lesson teaches what a question asks: its section, and the address of the cell."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nbformat import NotebookNode

from course_utils.grading.notebook.cells import read_notebook

_HEADING = re.compile(r"^#{2,3} (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Place:
    """A section of a lesson in words, and its address; none where the pages have no address."""

    words: str
    href: str = ""


def place(taught: str, lessons: Path, site: str = "") -> Place | None:
    """The place of a cell that is named like `01#skip`; None where no such cell is there.

    lessons
        The folder of the lessons' notebooks.
    site
        The address of the pages that `make site` builds; "" for none.
    """
    number, _, cell_id = taught.partition("#")
    for path in lessons.glob(f"{number}_*.ipynb"):
        if (heading := _headings(path).get(cell_id)) is not None:
            page = f"{site.rstrip('/')}/notebooks/{path.stem}.html#cell-{cell_id}"
            return Place(f"lesson {number}, “{heading}”", page if site else "")
    return None


@cache
def _headings(path: Path) -> dict[str, str]:
    """For each cell of a lesson the heading that stands over it."""
    return headings(read_notebook(path))


def headings(lesson: NotebookNode) -> dict[str, str]:
    """By cell, the heading with which it begins, or the last one above it."""
    current, found = "", {}
    for cell in lesson.cells:
        inside = list(_HEADING.finditer(cell.source)) if cell.cell_type == "markdown" else []
        begins = inside and not cell.source[: inside[0].start()].strip()
        found[cell.id] = inside[0][1] if begins else current
        current = inside[-1][1] if inside else current
    return found
