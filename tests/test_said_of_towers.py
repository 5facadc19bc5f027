"""What docstrings and lessons say of LiT, and of what is trained together, is true.

LiT (Zhai et al. 2022) freezes the image tower and trains the text tower. The pocket model freezes
both: its heads are trained together, its towers never were.
"""

import re
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = [p for folder in ("course_utils", "tools") for p in sorted((ROOT / folder).rglob("*.py"))]
PAGES = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
NOTEBOOKS = [p for f in ("notebooks", "solutions") for p in sorted((ROOT / f).glob("*.ipynb"))]
LIT = re.compile(r"\bLiT\b")


def paragraphs():
    """(place, text) of each paragraph of the sources, the pages and the notebooks' text."""
    for path in [*SOURCES, *PAGES]:
        for text in path.read_text(encoding="utf-8").split("\n\n"):
            yield path.name, " ".join(text.split())
    for path in NOTEBOOKS:
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                for text in re.split(r"\n\n|\n- ", cell.source):
                    yield f"{path.stem}#{cell.id}", " ".join(text.split())


def untrue(text):
    """What is wrong in a paragraph, or None."""
    if LIT.search(text) and not re.search(r"freez|frozen|locked|Locked", text):
        return "LiT is named without what it freezes"
    for sentence in re.split(r"(?<=[.!?:]) ", text):
        if re.search(r"train\w* (together|jointly)", sentence) and "head" not in sentence.lower():
            return "only heads were trained together"
    return None


def test_what_is_said_of_lit_and_of_training_together_is_true():
    assert [(place, why) for place, text in paragraphs() if (why := untrue(text))] == []


def test_lit_is_named_at_all():
    assert len({place for place, text in paragraphs() if LIT.search(text)}) >= 3


@pytest.mark.parametrize(
    "text",
    ["A model in the manner of LiT.", "Two towers that were trained together on pairs of both."],
)
def test_an_untrue_sentence_is_found(text):
    assert untrue(text)
