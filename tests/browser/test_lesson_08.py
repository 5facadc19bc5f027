"""The two boxes of lesson 08: a hum and a clip of the learner's own."""

import base64

import numpy as np
import pytest
from PIL import Image

from course_utils.modalities import tunes, write_clip, write_wav
from tests.browser.conftest import in_kernel, run_all, tracebacks

LESSON = "notebooks/08_beyond_images.ipynb"
SHOWN = """
import base64, io

buffer = io.BytesIO()
{answer}({path!r}).savefig(buffer, format="png", dpi=100, bbox_inches="tight")
print(base64.b64encode(buffer.getvalue()).decode())
"""


def picture(box) -> bytes:
    return base64.b64decode(
        box.locator("img").evaluate(
            """async image => {
            const blob = await (await fetch(image.src)).blob();
            const reader = new FileReader();
            return await new Promise(done => {
                reader.onload = () => done(reader.result.split(",")[1]);
                reader.readAsDataURL(blob);
            });
        }"""
        )
    )


def hand_in(page, box, path) -> bytes:
    """Upload a file and give the picture that answers it."""
    before = picture(box)
    with page.expect_file_chooser() as chooser:
        box.locator(".course-upload button").click()
    chooser.value.set_files(path)
    for _ in range(150):
        page.wait_for_timeout(200)
        if (now := picture(box)) != before:
            return now
    raise AssertionError("the picture did not change")


@pytest.mark.slow
def test_a_hum_and_a_clip_of_ones_own_are_answered(open_notebook, tmp_path):
    page = open_notebook(LESSON)
    run_all(page)
    assert tracebacks(page) == 0
    boxes = page.locator(".widget-vbox", has=page.locator(".course-upload"))
    assert boxes.count() == 2

    rng = np.random.default_rng(7)
    write_wav(tmp_path / "mine.wav", tunes.hum(tunes.random_tune(rng), rng), tunes.RATE)
    colours = ["red"] * 8 + ["navy"] * 8 + ["white"] * 8
    write_clip(tmp_path / "mine.webp", [Image.new("RGB", (64, 64), colour) for colour in colours])
    for box, answer, name in (
        (boxes.first, "find_tune", "mine.wav"),
        (boxes.last, "your_shots", "mine.webp"),
    ):
        path = str(tmp_path / name)
        shown = hand_in(page, box, path)
        assert shown == base64.b64decode(in_kernel(page, SHOWN.format(answer=answer, path=path)))
