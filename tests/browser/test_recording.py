"""Sound and film recorded in the page: with a made microphone and camera, and without any."""

import nbformat
import numpy as np
import pytest

from course_utils.grading.notebook.release import KERNEL
from course_utils.modalities import write_wav
from tests.browser.conftest import in_kernel, run_all, tracebacks

SOURCE = """\
import numpy as np
from matplotlib import pyplot as plt
from course_utils.modalities import read_clip, read_wav
from course_utils.widgets import upload_box

heard, seen = [], []

def drawn(number):
    figure, ax = plt.subplots(figsize=(3, 1))
    ax.set_title(str(number))
    return figure

def hear(file):
    if file is not None:
        heard.append(read_wav(file))
    return drawn(len(heard))

def see(file):
    if file is not None:
        seen.append(read_clip(file, 4))
    return drawn(len(seen))

upload_box(hear, None, ".wav", "a WAV", "How many were heard", record=("sound", 2))
upload_box(see, None, ".webp", "a clip", "How many were seen", record=("film", 2))
"""
HEARD = """
(samples, rate), = heard
loud = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
print(rate, len(samples) / rate, loud.argmax() * rate / len(samples))
"""
SEEN = """
frames, = seen
print(len(frames), frames[0].width, len({frame.tobytes() for frame in frames}))
"""


def opened(browser, lab):
    cell = nbformat.v4.new_code_cell(SOURCE)
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": KERNEL})
    nbformat.write(notebook, lab.folder / "notebooks" / "recording.ipynb")
    page = browser.new_page(viewport={"width": 1300, "height": 1600})
    page.goto(f"{lab.url}/lab/tree/notebooks/recording.ipynb?token={lab.token}&reset")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    run_all(page)
    assert tracebacks(page) == 0
    return page


@pytest.fixture
def with_devices(launch, tmp_path):
    """A browser whose microphone hears a tone of 440 hertz, and whose camera sees a test film."""
    t = np.arange(4 * 48_000) / 48_000
    write_wav(tmp_path / "tone.wav", 0.5 * np.sin(2 * np.pi * 440 * t), 48_000)
    browser = launch(
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-audio-capture={tmp_path / 'tone.wav'}",
    )
    yield browser
    browser.close()


def test_what_is_recorded_arrives(with_devices, lab):
    page = opened(with_devices, lab)
    page.get_by_role("button", name="Record 2 s of sound").click()
    page.wait_for_timeout(4_000)
    rate, seconds, hertz = map(float, in_kernel(page, HEARD).split())
    assert rate == 16_000
    assert 1.5 < seconds < 3
    assert abs(hertz - 440) < 3
    page.get_by_role("button", name="Record 2 s of film").click()
    page.wait_for_timeout(5_000)
    frames, width, different = map(int, in_kernel(page, SEEN).split())
    assert 4 <= frames <= 10
    assert width == 192
    assert different > 1


def test_without_a_microphone_a_line_says_what_to_do(browser, lab):
    page = opened(browser, lab)
    try:
        page.get_by_role("button", name="Record 2 s of sound").click()
        said = page.locator(".course-recorder-said").first
        said.filter(has_text="No recording").wait_for()
        assert "upload the file" in said.inner_text()
        assert in_kernel(page, "print(len(heard))").strip() == "0"
        assert page.get_by_role("button", name="Record 2 s of sound").is_enabled()
    finally:
        page.close()
