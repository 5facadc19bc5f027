"""Notebooks of exercises: reading and writing them, and the cells of each question."""

import ast
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from course_utils.grading.notebook.cell_names import used_names

BEGIN, STUB, END = "### BEGIN SOLUTION", "### BEGIN STUB", "### END SOLUTION"
EXERCISE_NAME = re.compile(r"(\d\d|p\d)_\w+")
_SEED = re.compile(r"\bseed=(\d+)(?:, draws=\[[\d, ]*\])?")


class NotebookError(ValueError):
    """A notebook that cannot be read or is not written as an exercise should be; one line."""


@dataclass
class QuestionCells:
    """Where one question stands in a solution notebook: numbers of its cells."""

    name: str
    points: float
    answer: int
    checks: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)

    @property
    def cells(self) -> tuple[int, ...]:
        return (self.answer, *self.checks, *self.hidden)


def read_notebook(path: Path) -> NotebookNode:
    """The notebook in the current format (4); cells without an id get one.

    Raises NotebookError with one line that names the file, whatever is in it.
    """
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
        return parse_notebook(text)
    except FileNotFoundError:
        raise NotebookError(f"{path} is not there") from None
    except OSError as error:
        raise NotebookError(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise NotebookError(f"{path} is not a notebook: it is not UTF-8 text") from None
    except NotebookError as error:
        raise NotebookError(f"{path} is not a notebook: {error}") from None


def parse_notebook(text: str) -> NotebookNode:
    """As read_notebook, from the file's text. Nothing in it is trusted to be well formed."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotebookError(f"its JSON is damaged ({str(error)[:100]})") from None
    if not isinstance(data, dict) or not isinstance(data.get("nbformat"), int):
        raise NotebookError("it has no nbformat number")
    try:
        if data["nbformat"] == 4:
            notebook = nbformat.from_dict(data)
        else:
            notebook = nbformat.convert(nbformat.reader.reads(text), 4)
        for number, cell in enumerate(notebook.cells):
            _mend(cell, number)
        notebook = nbformat.v4.rwbase.rejoin_lines(notebook)
    except Exception as error:
        reason = str(error).split("\n")[0][:100] or type(error).__name__
        raise NotebookError(f"its contents are not cells ({reason})") from None
    if not isinstance(notebook.get("metadata"), dict):
        notebook.metadata = NotebookNode()
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return notebook


def _mend(cell: NotebookNode, number: int) -> None:
    """Make a cell whole: an odd one that no answer is in must not void the answers beside it."""
    if cell.get("cell_type") not in ("code", "markdown", "raw"):
        cell.cell_type = "raw"
    if isinstance(cell.get("source"), list):
        cell.source = "".join(map(str, cell.source))
    if not isinstance(cell.get("source"), str):
        cell.source = ""
    # A JSON escape can smuggle in half a character, which no file could hold again.
    cell.source = cell.source.encode("utf-8", "replace").decode("utf-8")
    if not isinstance(cell.get("metadata"), dict):
        cell.metadata = NotebookNode()
    if not isinstance(cell.get("id"), str):
        cell.id = f"cell-{number + 1}"
    if cell.cell_type == "code":
        outputs = cell.get("outputs")
        outputs = outputs if isinstance(outputs, list) else []
        cell.outputs = [output for output in outputs if isinstance(output, dict)]
        cell.setdefault("execution_count", None)


def notebook_bytes(notebook: NotebookNode) -> bytes:
    """The notebook as it stands in a file: the same bytes for the same notebook, on any machine."""
    return (nbformat.v4.writes_json(notebook) + "\n").encode("utf-8")


def tags(cell: NotebookNode) -> list[str]:
    """The cell's tags; an odd value counts as none."""
    found = cell.metadata.get("tags", [])
    return [tag for tag in found if isinstance(tag, str)] if isinstance(found, list) else []


def course_metadata(cell: NotebookNode) -> dict:
    """What stands under the one key `course` in a cell's metadata."""
    found = cell.metadata.get("course", {})
    return found if isinstance(found, dict) else {}


def question_cells(master: NotebookNode) -> list[QuestionCells]:
    """The questions of a solution notebook, in order. Raises NotebookError for a stray cell."""
    questions: dict[str, QuestionCells] = {}
    for number, cell in enumerate(master.cells):
        course = course_metadata(cell)
        if "answer" in tags(cell):
            name = course.get("question")
            if not isinstance(name, str) or name in questions:
                raise NotebookError(f"cell {cell.id}: an answer needs a question's name of its own")
            questions[name] = QuestionCells(name, course.get("points", 0), number)
        elif "check" in tags(cell) or "hidden" in tags(cell):
            call = "check" if "check" in tags(cell) else "probe"
            name = called_with(cell.source, call)
            if name not in questions:
                raise NotebookError(f"cell {cell.id}: {call}({name}) has no answer cell before it")
            kept = questions[name].checks if call == "check" else questions[name].hidden
            kept.append(number)
    return list(questions.values())


def question_at(master: NotebookNode, number: int) -> QuestionCells | None:
    """The question whose answer a cell runs: its own; else the latest above that the cell uses."""
    questions = question_cells(master)
    for question in questions:
        if number in question.cells:
            return question
    above = [question for question in questions if question.answer < number]
    used = used_names(master.cells[number].source)
    return ([q for q in above if q.name in used] or above or [None])[-1]


def called_with(source: str, function: str) -> str | None:
    """The question's name in `check(name)`, `check(name=value)` or `probe(name, seed=0)`."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) == function:
            if node.args and isinstance(node.args[0], ast.Name):
                return node.args[0].id
            names = [k.arg for k in node.keywords if k.arg not in ("seed", "draws")]
            return names[0] if names else None
    return None


def printed(cell: NotebookNode) -> str:
    """What a run cell wrote to standard output."""
    return "".join(
        output.text
        for output in cell.get("outputs", [])
        if output.output_type == "stream" and output.name == "stdout"
    )


def of_the_probe(text: str, reference: str) -> str:
    """Of what a hidden cell wrote, its probe's part: the lines from the reference's heading on.

    Around it may stand what an answer logs, or what a learner's hook prints after each cell.

    >>> of_the_probe("INFO used\\nf  seed 0\\n  1  2.0\\ntook 1 s\\n", "f  seed 0\\n  1  3.0\\n")
    'f  seed 0\\n  1  2.0\\n'
    """
    lines = reference.splitlines(keepends=True)
    start = text.rfind(lines[0]) if lines else -1
    return "".join(text[start:].splitlines(keepends=True)[: len(lines)]) if start >= 0 else text


def seed_of(source: str) -> int | None:
    """The seed in a hidden cell's source."""
    found = _SEED.search(source)
    return int(found[1]) if found else None


def with_seed(source: str, seed: int, draws: list[int] | None = None) -> str:
    """A hidden cell's source with another seed, and with the draws that are fair for it.

    >>> with_seed("probe(recall_at_k, seed=0)", 7, [0, 2])
    'probe(recall_at_k, seed=7, draws=[0, 2])'
    """
    chosen = f"seed={seed}" + (f", draws={draws}" if draws is not None else "")
    changed, times = _SEED.subn(chosen, source)
    if times != 1:
        raise NotebookError("a hidden cell should contain one `probe(name, seed=0)`")
    return changed
