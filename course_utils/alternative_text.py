"""Figures that say in words what they show, to whoever does not see them.

A lesson keeps the words in its cells' metadata, which a kernel is not told and JupyterLab does not
put into the page. Here the kernel looks its cell up in the lesson's file.
"""

import base64
import html
import json
from functools import lru_cache
from pathlib import Path

from course_utils._running_cell import running_cell


def describe_figures() -> None:
    """From now on a figure of a cell with alt text is shown as HTML that carries it.

    Works where JupyterLab or Notebook 7 runs the lesson; elsewhere nothing changes.
    """
    if not running_cell():
        return
    import matplotlib.pyplot as plt
    from IPython import get_ipython
    from matplotlib.figure import Figure

    plt.switch_backend(plt.get_backend())  # the inline backend sets its formats when it is loaded
    formatters = get_ipython().display_formatter.formatters
    as_png = formatters["image/png"].type_printers.get(Figure)
    if as_png is None or Figure in formatters["text/html"].type_printers:
        return  # another backend shows the figures, or this was done before
    formatters["text/html"].for_type(Figure, lambda figure: image_html(as_png(figure), alt()))
    formatters["image/png"].for_type(Figure, lambda figure: None if alt() else as_png(figure))


def image_html(png: bytes | str | tuple, text: str) -> str | None:
    """An image with its text as HTML; None where there is no text."""
    if not text:
        return None
    png = png[0] if isinstance(png, tuple) else png  # with metadata, where the display is fine
    png = png if isinstance(png, str) else base64.b64encode(png).decode()
    return f'<img alt="{html.escape(text)}" src="data:image/png;base64,{png}">'


def alt() -> str:
    """The alt text of the cell that runs, from the saved lesson; "" where there is none."""
    try:
        lesson, cell = running_cell()
        return one_line(str(_texts(lesson, lesson.stat().st_mtime_ns).get(cell, "")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ""  # moved or damaged: a figure shows anyway


def one_line(text: str) -> str:
    return " ".join(text.split())


@lru_cache(maxsize=1)
def _texts(lesson: Path, changed: int) -> dict[str, str]:
    """The alt text of each cell: a figure asks twice, and a lesson has a megabyte."""
    notebook = json.loads(lesson.read_text("utf-8"))
    return {c.get("id"): c["metadata"].get("alt", "") for c in notebook["cells"]}
