"""What every committed notebook must be: each gate yields one sentence for each thing wrong."""

import importlib
import math
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from course_utils.quizzes import load_quiz

MOST_BYTES = 1_000_000
MOST_LINES_OF_CODE = 20
MOST_LINES_OF_OUTPUT = 60
MOST_CELLS = 45
MOST_MINUTES = 60
MACHINE_PATH = re.compile(r"(/(home|root|tmp|work|Users|opt|mnt)/[\w.-]+|[A-Z]:\\\\?Users)")
MARKDOWN_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<target>[^)\s]+)[^)]*\)")
HTML_IMAGE = re.compile(r"<img\b[^>]*>")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\((?P<target>[^)\s#]+)(#[^)]*)?\)")
WIDGET = "application/vnd.jupyter.widget-view+json"
NAME = re.compile(r"\bcourse_utils(?:\.[A-Za-z_]\w*)+")


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [c for c in notebook.cells if c.cell_type == "code" and c.source.strip()]


def was_run(notebook: NotebookNode, path: Path) -> Iterator[str]:
    """Run top to bottom once, without an error."""
    counts = [cell.execution_count for cell in code_cells(notebook)]
    if counts != list(range(1, len(counts) + 1)):
        yield f"the cells were not run once from top to bottom: {counts}"
    for cell in code_cells(notebook):
        for output in cell.outputs:
            if output.output_type == "error":
                yield f"cell {cell.id} ended in {output.ename}"


def images_have_alt_text(notebook: NotebookNode, path: Path) -> Iterator[str]:
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for image in MARKDOWN_IMAGE.finditer(cell.source):
                if len(image["alt"]) < 10:
                    yield f"cell {cell.id}: the image {image['target']} needs alt text"
            for image in HTML_IMAGE.findall(cell.source):
                if not re.search(r'\balt="[^"]{10,}"', image):
                    yield f"cell {cell.id}: {image} needs alt text"
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            shown = data.get("text/html", "")  # a figure, the still of one, or a page of any sort
            still = "course-still" in shown and shown.count("<img") == 1
            drawn = "image/png" in data or shown.startswith("<img") or still
            if drawn and len(cell.metadata.get("alt", "")) < 20:
                yield f"cell {cell.id}: its figure needs alt text in the cell's metadata, under alt"
            elif "image/png" in data:
                yield f"cell {cell.id}: its figure is stored without its alt text; use make execute"
            for image in HTML_IMAGE.findall(shown):
                if not re.search(r'\balt="[^"]+"', image):
                    yield f"cell {cell.id}: {image[:60]} needs alt text"


def widgets_have_stills(notebook: NotebookNode, path: Path) -> Iterator[str]:
    """Each widget's view stands alone, after the still that a page without a kernel shows."""
    for cell in code_cells(notebook):
        data = [output.get("data", {}) for output in cell.outputs]
        for before, shown in zip([{}, *data], data, strict=False):
            if WIDGET not in shown:
                continue
            if set(shown) - {WIDGET, "text/plain"} or "course-still" not in before.get(
                "text/html", ""
            ):
                yield f"cell {cell.id}: its widget has no still of its own; use widgets.show"


def names_no_machine(notebook: NotebookNode, path: Path) -> Iterator[str]:
    for cell in notebook.cells:
        texts = [cell.source]
        for output in cell.get("outputs", []):
            texts.append(output.get("text", ""))
            texts += [v for k, v in output.get("data", {}).items() if k.startswith("text/")]
        for text in texts:
            if found := MACHINE_PATH.search(text):
                yield f"cell {cell.id} shows a path of one machine: {found.group()}"


def links_resolve(notebook: NotebookNode, path: Path) -> Iterator[str]:
    for cell in notebook.cells:
        if cell.cell_type != "markdown":
            continue
        for link in [*LINK.finditer(cell.source), *MARKDOWN_IMAGE.finditer(cell.source)]:
            target = link["target"]
            if not re.match(r"[a-z]+:", target) and not (path.parent / target).exists():
                yield f"cell {cell.id} links to {target}, which is not there"


def names_exist(notebook: NotebookNode, path: Path) -> Iterator[str]:
    """Every course_utils.something that the text names is there under that name."""
    for cell in notebook.cells:
        for name in set(NAME.findall(cell.source)):
            if not _resolves(name):
                yield f"cell {cell.id} names {name}, which does not exist"


def _resolves(name: str) -> bool:
    parts = name.split(".")
    for split in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:split]))
        except ModuleNotFoundError:
            continue
        for attribute in parts[split:]:
            if not hasattr(found, attribute):
                return False
            found = getattr(found, attribute)
        return True
    return False


def is_small(notebook: NotebookNode, path: Path) -> Iterator[str]:
    if path.stat().st_size > MOST_BYTES:
        yield f"the file has {path.stat().st_size / 1e6:.1f} MB; 1 MB is the most"
    for cell in code_cells(notebook):
        lines = len(cell.source.splitlines())
        if lines > MOST_LINES_OF_CODE:
            yield f"cell {cell.id} has {lines} lines of code; {MOST_LINES_OF_CODE} is the most"
        shown = sum(len(o.get("text", "").splitlines()) for o in cell.outputs)
        if shown > MOST_LINES_OF_OUTPUT:
            yield f"cell {cell.id} prints {shown} lines; {MOST_LINES_OF_OUTPUT} is the most"


def keeps_its_budget(notebook: NotebookNode, path: Path) -> Iterator[str]:
    budgets = {"03": 150, "07": 90, "08": 90, "09": 90, "10": 90, "p1": 120, "p2": 120, "p3": 120}
    budget = budgets.get(path.stem[:2], 60)
    seconds = notebook.metadata.get("course", {}).get("run_seconds")
    if seconds is None:
        yield "its run time was never measured: use make execute"
    elif seconds > budget:
        yield f"it runs for {seconds} s; {budget} s is the most"


def minutes(notebook: NotebookNode, quiz_questions: int) -> int:
    """What a lesson takes, by the rule of CONTRIBUTING.md, rounded up to five minutes."""
    text = [c.source for c in notebook.cells if c.cell_type == "markdown"]
    code = [c.source for c in notebook.cells if c.cell_type == "code"]
    words = sum(len(re.findall(r"\w+", source)) for source in text)
    lines = sum(len(source.splitlines()) for source in code)
    predictions = sum("= predict(" in source for source in code)
    running = notebook.metadata.get("course", {}).get("run_seconds", 0) / 60
    return 5 * math.ceil((words / 200 + lines / 20 + predictions + quiz_questions + running) / 5)


def says_its_minutes(notebook: NotebookNode, path: Path) -> Iterator[str]:
    needed = f"About {minutes(notebook, len(load_quiz(path.stem)))} minutes"
    if not any(needed in cell.source for cell in notebook.cells[:2]):
        yield f"its head should say: {needed}"


def is_short(notebook: NotebookNode, path: Path) -> Iterator[str]:
    """At most 45 cells, and at most an hour by the rule of CONTRIBUTING.md."""
    if len(notebook.cells) > MOST_CELLS:
        yield f"it has {len(notebook.cells)} cells; {MOST_CELLS} is the most"
    if (needed := minutes(notebook, len(load_quiz(path.stem)))) > MOST_MINUTES:
        yield f"it takes {needed} minutes; {MOST_MINUTES} is the most"


def is_checked(notebook: NotebookNode, path: Path) -> Iterator[str]:
    """Enough of what is shown is asserted or compared, so that a broken function is noticed."""
    checked = sum(
        "nbval-check-output" in cell.metadata.get("tags", []) or "assert" in cell.source
        for cell in code_cells(notebook)
    )
    if checked < 4:
        yield f"only {checked} cells assert something or have their output checked"


def has_the_shape_of_a_lesson(notebook: NotebookNode, path: Path) -> Iterator[str]:
    if len(notebook.cells) < 25:
        yield f"it has {len(notebook.cells)} cells; a lesson has 25 at least"
    text = "\n".join(c.source for c in notebook.cells)
    for needed in ("minutes", "you will be able to", "Recap", "quiz(", "Further reading"):
        if needed not in text:
            yield f"it lacks {needed!r}"
    if text.count("predict(") < 2:
        yield "it asks for fewer than two predictions"


EVERY = (was_run, images_have_alt_text, names_no_machine, links_resolve, names_exist)
SHAPE = (has_the_shape_of_a_lesson, says_its_minutes)
LESSON = (*EVERY, widgets_have_stills, is_small, is_checked, keeps_its_budget, *SHAPE)
SOLUTION = (*EVERY, keeps_its_budget)
EXERCISE = (names_no_machine, links_resolve, names_exist, images_have_alt_text)


def problems(path: Path, gates) -> list[str]:
    """Everything that is wrong with the notebook at `path`."""
    notebook = nbformat.read(path, as_version=4)
    return [problem for gate in gates for problem in gate(notebook, path)]
