"""What the page records becomes a file that the lesson reads; a browser test records for real."""

import base64
import io

import ipywidgets as w
import numpy as np
import pytest
from PIL import Image

from course_utils import recording, widgets
from course_utils.modalities import read_clip, read_wav


def as_text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def picture(colour: str) -> str:
    file = io.BytesIO()
    Image.new("RGB", (192, 144), colour).save(file, "jpeg")
    return as_text(file.getvalue())


def parts(widget, kind):
    found = [widget] if isinstance(widget, kind) else []
    return found + [
        part for child in getattr(widget, "children", ()) for part in parts(child, kind)
    ]


def test_samples_become_a_wav():
    samples = np.array([0, 16384, -32768, 32767], "<i2")
    back, rate = read_wav(recording.wav_of(as_text(samples.tobytes())))
    assert rate == 16_000
    np.testing.assert_allclose(back, [0, 0.5, -1, 1], atol=1e-4)


def test_pictures_become_a_clip_of_four_a_second():
    frames = read_clip(recording.clip_of(" ".join(map(picture, ["red", "red", "blue"]))), 4)
    assert [np.argmax(frame.getpixel((9, 9))) for frame in frames] == [0, 0, 2]


def test_what_is_recorded_is_taken_each_time():
    taken = []
    box = recording.recorder("sound", 3, taken.append)
    (field,) = parts(box, w.Textarea)
    for _ in range(2):
        field.value = as_text(b"\0\0\1\0")
    assert [len(read_wav(file)[0]) for file in taken] == [2, 2]
    assert field.value == ""


def test_a_box_with_a_recorder_answers_what_was_recorded(monkeypatch):
    shown, asked = [], []
    monkeypatch.setattr(widgets, "show", lambda box, still: shown.append(box))

    def answer(file):
        if file:
            asked.append(read_wav(file))
        raise ValueError("no drawing here")

    widgets.upload_box(answer, None, ".wav", "a WAV", "A bar", ("sound", 2))
    _, field = parts(shown[0], w.Textarea)
    field.value = as_text(b"\0\0\1\0\2\0")
    assert len(asked[0][0]) == 3
    assert "no drawing here" in [part.value for part in parts(shown[0], w.HTML)]


@pytest.mark.parametrize("kind", ["sound", "film"])
def test_the_button_asks_nothing_of_another_machine(kind):
    button = parts(recording.recorder(kind, 5, print), w.HTML)[0].value
    assert "http" not in button.replace("over https", "")
    assert f"5 s of {kind}" in button
