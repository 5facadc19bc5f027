"""A button that takes a file of the learner's: the page hands it to the kernel in pieces.

ipywidgets' own sends a file as one message. A Jupyter server drops the connection over one of more
than 10 MB and says nothing, and a page that makes a message of 200 MB may end. Here the script of a
plain HTML widget (`assets/upload.js`) writes piece after piece into a text field that nobody sees.
"""

import base64
import html
import io
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import ipywidgets as w
from traitlets import Unicode

SCRIPT = Path(__file__).parent / "assets" / "upload.js"
LARGEST = 1 << 30  # bytes: the kernel holds the file in memory, once as it is and once decoded


class _Pieces(w.Textarea):
    """A text field whose changes are not sent back to the page that made them."""

    value = Unicode("").tag(sync=True, echo_update=False)


def upload_button(label: str, accept: str, take: Callable[[BinaryIO], None]) -> w.Widget:
    """A button that asks for a file and calls `take(file)` with it, as often as one is chosen.

    accept: what the page offers, as HTML has it, such as "image/*" or ".wav". The kernel decides
    whether it can read the file. One of more than 1 GB is not handed over; a line says so.
    """
    run = html.escape(f"({SCRIPT.read_text(encoding='utf-8')})(this, {LARGEST})")
    button = w.HTML(
        '<button class="jupyter-widgets jupyter-button widget-button" style="width: auto" '
        'onclick="this.nextElementSibling.click()"><i class="fa fa-upload" aria-hidden="true"></i> '
        f"{html.escape(label)}</button>"
        f'<input type="file" accept="{html.escape(accept)}" style="display: none" '
        f'onchange="{run}"> <span class="course-upload-said" role="status"></span>'
    )
    field = _Pieces(layout=w.Layout(display="none"))
    pieces: list[bytes] = []

    def arrived(change) -> None:
        if not change["new"]:
            return
        place, size, text = change["new"].split(" ")
        field.value = ""  # the page waits for this before it sends the next
        if place == "0":
            pieces.clear()  # of an upload that was broken off
        pieces.append(base64.b64decode(text))
        if int(place) + len(pieces[-1]) == int(size):
            file = io.BytesIO(b"".join(pieces))
            pieces.clear()
            take(file)

    field.observe(arrived, "value")
    box = w.HBox([button, field])
    box.add_class("course-upload")
    return box
