"""A project's app as a notebook of its own: what Voila serves as a page."""

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from course_utils.grading.notebook.cells import tags
from course_utils.grading.notebook.release import KERNEL

APP = "app"


def app_page(notebook: NotebookNode) -> NotebookNode:
    """The set-up, the answers with their checks, and the cells with the tag `app`, in their order.

    Checks are run and not shown: the app asks by them whether there are answers. Raises ValueError
    for a notebook without a cell of that tag.
    """
    if not any(APP in tags(cell) for cell in notebook.cells):
        raise ValueError(f"no cell of this notebook has the tag {APP!r}: it has no app")
    cells = [cell for cell in map(_of_the_page, notebook.cells) if cell]
    return new_notebook(cells=cells, metadata={"kernelspec": dict(KERNEL)})


def _of_the_page(cell: NotebookNode) -> NotebookNode | None:
    if "check" in tags(cell):
        return new_code_cell(f"%%capture\n{cell.source}")
    if cell.id == "setup" or {APP, "answer"} & set(tags(cell)):
        new = new_markdown_cell if cell.cell_type == "markdown" else new_code_cell
        return new(cell.source)
    return None
