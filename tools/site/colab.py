"""Write the lessons and exercises for Colab: the same notebooks behind a cell that installs.

    python tools/site/colab.py owner/name --out build/colab

Only where it is published has the course an address to be installed from, so the cell stands in
this edition and not in the lessons. The site's workflow puts it on the branch `colab`.
"""

import sys
from pathlib import Path

import click
import nbformat

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from course_utils.grading.notebook.find import notebooks  # noqa: E402

FOLDERS = ("notebooks", "exercises")
CELL = """\
# Colab has no course yet: this installs it and lays out its files. Elsewhere it does nothing.
import importlib.util
import os

if importlib.util.find_spec("course_utils") is None:
    %pip install --quiet "git+https://github.com/{repository}"
    !course init course
    os.chdir("course/{folder}")"""


def edition(path: Path, repository: str) -> nbformat.NotebookNode:
    """The notebook at `path` with the cell at its head; the rest is as it was."""
    notebook = nbformat.read(path, as_version=4)
    source = CELL.format(repository=repository, folder=path.parent.name)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(source, id="colab"))
    return notebook


@click.command()
@click.argument("repository")
@click.option("--out", type=click.Path(path_type=Path), default=ROOT / "build" / "colab")
def main(repository, out):
    for folder in FOLDERS:
        (out / folder).mkdir(parents=True, exist_ok=True)
        for path in notebooks(ROOT / folder):
            nbformat.write(edition(path, repository), out / folder / path.name)
    click.echo(f"written: {out}")


if __name__ == "__main__":
    main()
