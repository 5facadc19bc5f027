"""The forms in which people hand in the same answers: a function each, from a notebook to bytes.

An answer cell of the notebook given has its stub in its metadata.
"""

import ast
import copy
import json
from collections.abc import Callable

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from course_utils.grading.notebook.cells import notebook_bytes, tags

Form = Callable[[NotebookNode], bytes]


def as_written(notebook: NotebookNode) -> bytes:
    return notebook_bytes(notebook)


def without_ids(notebook: NotebookNode) -> bytes:
    """By an editor that knows neither ids nor our metadata."""
    cells = [
        {key: value for key, value in cell.items() if key != "id"} | {"metadata": {}}
        for cell in notebook.cells
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 0}).encode()


def below_the_stub(notebook: NotebookNode) -> bytes:
    return notebook_bytes(_each_answer(notebook, lambda cell: [_stub(cell), _new(cell.source)]))


def below_the_stub_without_ids(notebook: NotebookNode) -> bytes:
    return without_ids(_each_answer(notebook, lambda cell: [_stub(cell), _new(cell.source)]))


def old_attempt_above(notebook: NotebookNode) -> bytes:
    return notebook_bytes(
        _each_answer(notebook, lambda cell: [_new(f"{_name(cell)} = lambda *a: None"), cell])
    )


def all_in_one_new_cell(notebook: NotebookNode) -> bytes:
    """Behind the last answer, the stubs left where they were."""
    last = [cell for cell in notebook.cells if "answer" in tags(cell)][-1].id
    whole = "\n\n".join(cell.source for cell in notebook.cells if "answer" in tags(cell))
    return notebook_bytes(
        _each_answer(
            notebook, lambda cell: [_stub(cell), *([_new(whole)] if cell.id == last else [])]
        )
    )


def first_two_merged(notebook: NotebookNode) -> bytes:
    """The second answer stands below the first, in its cell; its own cell is deleted."""
    made = copy.deepcopy(notebook)
    first, second = [cell for cell in made.cells if "answer" in tags(cell)][:2]
    first.source += "\n\n" + second.source
    made.cells = [cell for cell in made.cells if cell is not second]
    return notebook_bytes(made)


def copied_stub_first(notebook: NotebookNode) -> bytes:
    """A cell copied with its id: the copy above is the stub."""
    return notebook_bytes(_each_answer(notebook, lambda cell: [_stub(cell), cell]))


def copied_empty_first(notebook: NotebookNode) -> bytes:
    return notebook_bytes(_each_answer(notebook, lambda cell: [_with(cell, source=""), cell]))


def answer_in_markdown(notebook: NotebookNode) -> bytes:
    return notebook_bytes(_each_answer(notebook, lambda cell: [_text(cell, "markdown")]))


def answer_in_raw(notebook: NotebookNode) -> bytes:
    return notebook_bytes(_each_answer(notebook, lambda cell: [_text(cell, "raw")]))


def imports_and_helpers_apart(notebook: NotebookNode) -> bytes:
    """All but the last statement of an answer stands in a cell of its own, above it."""
    return notebook_bytes(_each_answer(notebook, _split))


def odd_cells(notebook: NotebookNode) -> bytes:
    """Spare cells as broken tools leave them."""
    data = json.loads(notebook_bytes(notebook))
    data["cells"] += [
        {"cell_type": "code", "metadata": {}},
        {"cell_type": "code", "metadata": {}, "source": None, "outputs": [None]},
        {"cell_type": "heading", "level": 1, "metadata": {}, "source": "Done"},
        {"cell_type": "sketch", "metadata": None, "source": ["a", "b"]},
        {"cell_type": "raw", "metadata": {"tags": "x"}, "source": "\n"},
    ]
    return json.dumps(data).encode()


def as_version_3(notebook: NotebookNode) -> bytes:
    cells = [
        {"cell_type": "code", "input": c.source, "language": "python", "outputs": []}
        if c.cell_type == "code"
        else {"cell_type": "markdown", "source": c.source}
        for c in notebook.cells
    ]
    old = {"worksheets": [{"cells": cells}], "metadata": {"name": ""}}
    return json.dumps(old | {"nbformat": 3, "nbformat_minor": 0}).encode()


def minor_7(notebook: NotebookNode) -> bytes:
    return json.dumps(json.loads(notebook_bytes(notebook)) | {"nbformat_minor": 7}).encode()


def with_bom_and_crlf(notebook: NotebookNode) -> bytes:
    return b"\xef\xbb\xbf" + notebook_bytes(notebook).replace(b"\n", b"\r\n")


def nan_in_an_output(notebook: NotebookNode) -> bytes:
    data = json.loads(notebook_bytes(notebook))
    shown = {"application/vnd.plotly.v1+json": {"y": [float("nan"), float("inf")]}}
    data["cells"].append(
        {
            "cell_type": "code",
            "metadata": {},
            "source": "1",
            "execution_count": 1,
            "outputs": [{"output_type": "display_data", "metadata": {}, "data": shown}],
        }
    )
    return json.dumps(data).encode()


FORMS: list[Form] = [
    as_written,
    without_ids,
    below_the_stub,
    below_the_stub_without_ids,
    old_attempt_above,
    all_in_one_new_cell,
    first_two_merged,
    copied_stub_first,
    copied_empty_first,
    answer_in_markdown,
    answer_in_raw,
    imports_and_helpers_apart,
    odd_cells,
    as_version_3,
    minor_7,
    with_bom_and_crlf,
    nan_in_an_output,
]
NO_ANSWER = {answer_in_markdown, answer_in_raw}


def _each_answer(notebook: NotebookNode, made: Callable) -> NotebookNode:
    other = copy.deepcopy(notebook)
    other.cells = [
        new for cell in other.cells for new in (made(cell) if "answer" in tags(cell) else [cell])
    ]
    return other


def _name(cell: NotebookNode) -> str:
    return cell.metadata.course["question"]


def _new(source: str) -> NotebookNode:
    return new_code_cell(source)


def _with(cell: NotebookNode, **what: str) -> NotebookNode:
    return NotebookNode(copy.deepcopy(cell) | what)


def _stub(cell: NotebookNode) -> NotebookNode:
    return _with(cell, source=cell.metadata.stub)


def _text(cell: NotebookNode, kind: str) -> NotebookNode:
    made = _with(cell, cell_type=kind)
    del made["outputs"], made["execution_count"]
    return made


def _split(cell: NotebookNode) -> list[NotebookNode]:
    body = ast.parse(cell.source).body
    lines = cell.source.splitlines()
    start = min([body[-1].lineno, *(d.lineno for d in getattr(body[-1], "decorator_list", []))])
    above, below = "\n".join(lines[: start - 1]), "\n".join(lines[start - 1 :])
    return [_new(above), _with(cell, source=below)]
