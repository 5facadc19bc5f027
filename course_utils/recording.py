"""A button that records in the page: the microphone as WAV, the camera as an animated WebP.

An ipywidget of plain HTML, whose script (`assets/record.js`) runs in the browser and hands what it
recorded to the kernel through a text field that nobody sees. Nothing goes to another machine.
"""

import base64
import html
import io
import wave
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import ipywidgets as w
from PIL import Image

SCRIPT = Path(__file__).parent / "assets" / "record.js"
RATE, FPS = 16_000, 4  # as the script has them
LABELS = {"sound": "Record {} s of sound", "film": "Record {} s of film"}


def recorder(kind: str, seconds: int, take: Callable[[BinaryIO], None]) -> w.Widget:
    """A button that records `seconds` of "sound" or "film" and calls `take(file)` with it.

    The file is a WAV of 16,000 samples a second, or an animated WebP of four frames a second. Where
    there is no microphone or camera, or it may not be used, a line beside the button says so.
    """
    as_file = {"sound": wav_of, "film": clip_of}[kind]
    label = LABELS[kind].format(seconds)
    run = f"({SCRIPT.read_text(encoding='utf-8')})(this, '{kind}', {seconds})"
    button = w.HTML(
        '<button class="jupyter-widgets jupyter-button widget-button" style="width: auto" '
        f'onclick="{html.escape(run)}">{label}</button> '
        '<span class="course-recorder-said" role="status"></span>'
    )
    field = w.Textarea(layout=w.Layout(display="none"))

    def handed_in(change) -> None:
        if change["new"]:
            field.value = ""  # so that the same again is seen as new
            take(as_file(change["new"]))

    field.observe(handed_in, "value")
    box = w.HBox([button, field])
    box.add_class("course-recorder")
    return box


def wav_of(text: str) -> BinaryIO:
    """A WAV file from base64 of 16-bit samples, 16,000 a second."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(base64.b64decode(text))
    file.seek(0)
    return file


def clip_of(text: str) -> BinaryIO:
    """An animated WebP from pictures, each as base64, with blanks between them."""
    from course_utils.modalities import write_clip

    pictures = [Image.open(io.BytesIO(base64.b64decode(one))) for one in text.split()]
    file = io.BytesIO()
    write_clip(file, [picture.convert("RGB") for picture in pictures], FPS)
    file.seek(0)
    return file
