"""Exercises from solutions: what a learner gets of a solution notebook."""

import copy
import hashlib
import re
from pathlib import Path

from nbformat import NotebookNode

from course_utils._files import write_atomically
from course_utils.grading.notebook.backups import put_fresh
from course_utils.grading.notebook.cells import (
    BEGIN,
    END,
    STUB,
    NotebookError,
    course_metadata,
    notebook_bytes,
    read_notebook,
    tags,
)

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_REGION = re.compile(
    rf"^(?P<indent>[ \t]*){BEGIN}[ \t]*\n(?P<body>.*?)^[ \t]*{END}[ \t]*$",
    re.MULTILINE | re.DOTALL,
)


def released(master: NotebookNode, stem: str) -> NotebookNode:
    """The exercise of a solution notebook: stubs for answers, nothing hidden, nothing run.

    Check cells keep the tag `check` alone, without `nbval-check-output`: what a learner's file
    stores is never a reference. JupyterLab lets nobody delete an answer or change a check.
    """
    cells = [
        _released_cell(cell)
        for cell in master.cells
        if not {"hidden", "solution-note"} & set(tags(cell))
    ]
    exercise = NotebookNode(
        cells=cells,
        metadata=NotebookNode(kernelspec=dict(KERNEL), language_info={"name": "python"}),
        nbformat=4,
        nbformat_minor=5,
    )
    exercise.metadata.course = {"exercise": stem, "fingerprint": fingerprint(exercise)}
    return exercise


def _released_cell(cell: NotebookNode) -> NotebookNode:
    kept = [tag for tag in tags(cell) if not tag.startswith("nbval-")]
    metadata = NotebookNode({"tags": kept} if kept else {})
    released = NotebookNode(
        id=cell.id, cell_type=cell.cell_type, metadata=metadata, source=cell.source
    )
    if "attachments" in cell:
        released.attachments = copy.deepcopy(cell.attachments)
    if "alt" in cell.metadata:
        metadata.alt = cell.metadata.alt
    if cell.cell_type == "code":
        released.outputs, released.execution_count = [], None
    if "answer" in kept:
        course = course_metadata(cell)
        metadata.course = {"question": course.get("question"), "points": course.get("points")}
        metadata.deletable = False
        released.source = stub(cell.source)
    elif "check" in kept:
        metadata.deletable = metadata.editable = False
    return released


def stub(source: str) -> str:
    """An answer cell as it is released: each solution part becomes `...`, or the stub it names.

    >>> stub("def f(x):\\n    ### BEGIN SOLUTION\\n    return 2 * x\\n    ### END SOLUTION")
    'def f(x):\\n    ...'
    """
    replaced, times = _REGION.subn(_stub_part, source)
    if times == 0 or any(marker in replaced for marker in (BEGIN, STUB, END)):
        raise NotebookError(f"`{BEGIN}` and `{END}` must stand in pairs, on lines of their own")
    return replaced


def _stub_part(region: re.Match) -> str:
    indent = region["indent"]
    _, marker, named = region["body"].partition(f"{indent}{STUB}\n")
    if not marker:
        return f"{indent}..."
    lines = named.splitlines()
    if any(line.strip() and not line.startswith(f"{indent}#") for line in lines):
        raise NotebookError(f"under `{STUB}` every line is a comment: `# threshold = ...`")
    return "\n".join(
        indent + line.removeprefix(f"{indent}#").removeprefix(" ") if line.strip() else ""
        for line in lines
    )


def sealed(master: NotebookNode) -> NotebookNode:
    """A solution notebook without its solution: what `course check` and `reset` need, no more.

    Answers' cells keep their markers with nothing but the stub between them; hidden cells, notes on
    the solution and outputs are gone. So `released` makes of it what it makes of the master.
    """
    notebook = released(master, "")
    by_id = {cell.id: cell for cell in master.cells}
    for cell in notebook.cells:
        if "answer" in tags(cell):
            cell.source = _REGION.sub(_sealed_part, by_id[cell.id].source)
    notebook.metadata.pop("course")
    return notebook


def _sealed_part(region: re.Match) -> str:
    indent = region["indent"]
    _, marker, named = region["body"].partition(f"{indent}{STUB}\n")
    return f"{indent}{BEGIN}\n{marker}{named}{indent}{END}"


def fingerprint(notebook: NotebookNode) -> str:
    """A short hash of the cells' kinds and texts: another one once somebody wrote in a cell."""
    digest = hashlib.sha256()
    for cell in notebook.cells:
        digest.update(f"{cell.cell_type}\0{cell.source}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def is_untouched(path: Path) -> bool:
    """Whether the exercise at path is as some release wrote it, apart from having been run."""
    try:
        notebook = read_notebook(path)
    except NotebookError:
        return False
    return course_metadata(notebook).get("fingerprint") == fingerprint(notebook)


def release_bytes(solution: Path) -> bytes:
    """The released exercise of a solution file, as it stands in the exercise's file."""
    return notebook_bytes(released(read_notebook(solution), solution.stem))


def release(solution: Path, exercise: Path) -> tuple[bool, Path | None]:
    """Write the exercise of a solution, and say whether it changed and where the old one was kept.

    An exercise that somebody worked in is kept under a dated name first.
    """
    fresh = release_bytes(solution)
    if exercise.exists() and exercise.read_bytes() == fresh:
        return False, None
    if is_untouched(exercise):
        write_atomically(exercise, fresh)
        return True, None
    return True, put_fresh(exercise, fresh)
