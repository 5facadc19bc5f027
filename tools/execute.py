"""Run notebooks top to bottom, offline, and keep their outputs and their seconds.

    python tools/execute.py                                  every lesson and every solution
    python tools/execute.py notebooks/01_cosine_similarity.ipynb

What differs from run to run (timings, terminal progress, memory addresses) is taken out, so that
running twice changes nothing that matters.
"""

import base64
import html
import io
import os
import re
import sys
import time
from pathlib import Path

import click
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from PIL import Image
from tqdm import tqdm

from course_utils.alternative_text import image_html, one_line

ROOT = Path(__file__).resolve().parent.parent
OFFLINE = ROOT / "tests" / "offline"
STILL = re.compile(r"(?<=data:image/png;base64,)[A-Za-z0-9+/=]+")
ADDRESS = re.compile(r" at 0x[0-9a-f]{6,}")


def execute(path: Path) -> float:
    """Run one notebook in place; returns its seconds. The file changes only when all cells ran."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=600,
        kernel_name="python3",
        store_widget_state=False,  # each widget's still is in its output
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
    )
    start = time.perf_counter()
    client.execute()
    seconds = time.perf_counter() - start
    tidy(notebook)
    notebook.metadata.setdefault("course", {})["run_seconds"] = round(seconds)
    beside = path.with_suffix(".tmp")
    nbformat.write(notebook, beside)
    beside.replace(path)
    return seconds


def tidy(notebook: nbformat.NotebookNode) -> None:
    """Take out what says more of the machine than of the lesson."""
    language = notebook.metadata.get("language_info", {})
    notebook.metadata.pop("widgets", None)
    notebook.metadata["language_info"] = {"name": language.get("name", "python")}
    notebook.metadata["kernelspec"] = {
        "display_name": "Python 3",
        "language": "python",
        "name": "python3",
    }
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.metadata.pop("execution", None)
        cell.outputs = [
            o for o in cell.outputs if not (o.output_type == "stream" and o.name == "stderr")
        ]
        for output in cell.outputs:
            if "text" in output:
                output["text"] = ADDRESS.sub("", output["text"])
            data = output.get("data", {})
            if "image/png" in data:
                data["image/png"] = with_palette(data["image/png"])
            if "text/html" in data:  # the still of a widget
                data["text/html"] = STILL.sub(lambda png: with_palette(png[0]), data["text/html"])
    in_words(notebook)


def in_words(notebook: nbformat.NotebookNode) -> None:
    """Keep each figure as HTML with its cell's alt text: nobody shows that of a stored PNG.

    In a cell without a figure the text goes to the picture of its widget's still.
    """
    for cell in notebook.cells:
        text = one_line(cell.metadata.get("alt", ""))
        shown = [output.data for output in cell.get("outputs", []) if "data" in output]
        for data in shown:
            if text and "image/png" in data:
                data["text/html"] = image_html(data.pop("image/png"), text)
        if any(data.get("text/html", "").startswith("<img") for data in shown):
            continue
        for data in shown:
            still, said = data.get("text/html", ""), html.escape(text)
            if said and "course-still" in still and said not in still:
                data["text/html"] = still.replace('<img alt="', f'<img alt="{said}. ', 1)


def with_palette(png: str) -> str:
    """The picture in 256 colours where that is smaller: a third of the bytes, alike to the eye."""
    image = Image.open(io.BytesIO(base64.b64decode(png))).convert("RGB")
    small = io.BytesIO()
    image.quantize(256, dither=Image.Dither.NONE).save(small, format="PNG", optimize=True)
    found = base64.b64encode(small.getvalue()).decode()
    return min(found, png.replace("\n", ""), key=len)


@click.command()
@click.argument("notebooks", nargs=-1, type=click.Path(exists=True, path_type=Path))
def main(notebooks):
    """Run NOTEBOOKS (all lessons and solutions when none is named) and keep their outputs."""
    every = sorted((ROOT / "notebooks").glob("*.ipynb")) + sorted(
        (ROOT / "solutions").glob("*.ipynb")
    )
    os.environ["PYTHONPATH"] = os.pathsep.join(
        filter(None, [str(OFFLINE), os.environ.get("PYTHONPATH")])
    )
    for path in tqdm(list(notebooks) or every, unit="notebook"):
        try:
            tqdm.write(f"{path.name:36} {execute(path):5.0f} s")
        except CellExecutionError as error:
            sys.exit(f"{path.name} failed and was left as it was.\n{error}")


if __name__ == "__main__":
    main()
