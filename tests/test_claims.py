"""docs/claims.md says, for each line of each lesson's recap, which cells show it."""

import re
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[1]
LESSONS = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
CLAIMS = (ROOT / "docs/claims.md").read_text(encoding="utf-8")
COLUMNS = ["recap line", "cell", "number and interval", "controlled", "chosen on"]


def recap_lines(notebook: nbformat.NotebookNode) -> list[str]:
    """The items of the list under `## Recap`, each up to its first full stop."""
    text = "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    below = re.split(r"^## Recap$", text, flags=re.M)[1]
    recap = re.split(r"^#", below, flags=re.M)[0]
    items = re.findall(r"^(?:-|\d+\.) (.+(?:\n(?!-|\d+\.|\n).+)*)", recap, flags=re.M)
    return [first_sentence(" ".join(item.split())) for item in items]


def first_sentence(line: str) -> str:
    return re.match(r".+?\.(?=\s|$)|.+", line)[0]


def rows(text: str, lesson: str) -> list[list[str]]:
    """The rows of a lesson's table; `\\|` is a stroke inside a cell."""
    section = re.search(rf"^## {lesson}$(.*?)(?=^## |\Z)", text, flags=re.M | re.S)
    lines = re.findall(r"^\|(.+)\|$", section[1], flags=re.M) if section else []
    table = [[c.strip().replace(r"\|", "|") for c in re.split(r"(?<!\\)\|", x)] for x in lines]
    return [row for row in table if not set("".join(row)) <= set("-: ") and row != COLUMNS]


def problems(text: str, lesson: str, notebook: nbformat.NotebookNode) -> list[str]:
    """What is wrong with the claims of a lesson."""
    table, lines = rows(text, lesson), recap_lines(notebook)
    code = {cell.id for cell in notebook.cells if cell.cell_type == "code"}
    claimed = [row[0] for row in table]
    found = [f"no row: {line}" for line in lines if claimed.count(line) != 1]
    found += [f"no such recap line: {line}" for line in claimed if line not in lines]
    for row in table:
        if len(row) != len(COLUMNS) or not all(row):
            found.append(f"needs {len(COLUMNS)} columns, all filled: {row[0]}")
            continue
        cells = re.findall(r"`([^`]+)`", row[1])
        found += [f"no code cell {cell}: {row[0]}" for cell in cells if cell not in code]
        found += [] if cells else [f"names no cell: {row[0]}"]
        found += [] if re.search(r"\d", row[2]) else [f"gives no number: {row[0]}"]
    return found


# Their rows are still to be written; strict, so that whoever writes them has to take this away.
WITHOUT_ROWS = ()


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=pytest.mark.xfail(strict=True, reason="its rows are not written"))
        if path.stem[:2] in WITHOUT_ROWS
        else path
        for path in LESSONS
    ],
    ids=[path.stem[:3] for path in LESSONS],
)
def test_every_line_of_a_recap_is_carried_by_a_cell(path):
    assert problems(CLAIMS, path.stem, nbformat.read(path, as_version=4)) == []


NOTEBOOK = nbformat.v4.new_notebook(
    cells=[
        nbformat.v4.new_code_cell("1", id="one"),
        nbformat.v4.new_markdown_cell(
            "Text.\n\n## Recap\n\n1. It is 2.5 |s|. So.\n2. Two\nlines.", id="end"
        ),
        nbformat.v4.new_markdown_cell("## Further reading\n\n- A book.", id="books"),
    ]
)
TABLE = r"""
## 09_example

| recap line | cell | number and interval | controlled | chosen on |
|---|---|---|---|---|
| It is 2.5 \|s\|. | `one` | 2.5 [2, 3] | nothing | nothing |
| Two lines. | `one`, `one` | 2 | nothing | nothing |

## 10_other
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("| Two lines. | `one`, `one` | 2 | nothing | nothing |\n", ""),
        ("Two lines.", "Two lines"),
        ("2.5 [2, 3]", "much"),
        ("2.5 [2, 3]", ""),
        ("`one`, `one`", "`end`"),
        ("`one`, `one`", "one"),
        ("## 10_other", "| Three. | `one` | 3 | nothing | nothing |"),
        ("## 10_other", "| Two lines. | `one` | 3 | nothing | nothing |"),
        ("09_example", "08_example"),
    ],
)
def test_a_wrong_table_of_claims_is_refused(old, new):
    assert problems(TABLE, "09_example", NOTEBOOK) == []
    assert problems(TABLE.replace(old, new), "09_example", NOTEBOOK) != []
