"""A picture of any size that a camera makes can be searched by."""

from unicodedata import normalize

import nbformat
import numpy as np
import pytest
from PIL import Image

from course_utils.datasets import load_pairs
from course_utils.grading.notebook.release import KERNEL
from course_utils.uploading import LARGEST
from tests.browser.conftest import run_all
from tests.browser.search_box import box, found, until_changed, upload
from tests.odd_pictures import READABLE, write_odd_pictures

SOURCE = """\
from itertools import count
from matplotlib import pyplot as plt
from course_utils.widgets import search_box

searches = count()

def search(query):
    figure, ax = plt.subplots(figsize=(3, 2))
    ax.set_title(f"search {next(searches)}")
    return figure

search_box(search)
"""


@pytest.fixture
def page(lab, open_notebook):
    cell = nbformat.v4.new_code_cell(SOURCE)
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": KERNEL})
    nbformat.write(notebook, lab.folder / "notebooks" / "uploads.ipynb")
    page = open_notebook("notebooks/uploads.ipynb")
    run_all(page)
    box(page).locator("img").wait_for()
    return page


def test_a_picture_of_more_than_ten_megabytes_is_taken(page, tmp_path):
    noise = np.random.default_rng(0).integers(0, 256, (2200, 2000, 3), dtype=np.uint8)
    path = tmp_path / "large.png"
    Image.fromarray(noise).save(path)
    assert path.stat().st_size > 12e6
    before = found(page)
    upload(page, path)
    until_changed(page, before)


def test_odd_pictures_are_taken_and_broken_ones_are_said_in_one_line(page, tmp_path):
    write_odd_pictures(tmp_path / "mine", load_pairs("photos").images[0])
    for path in sorted((tmp_path / "mine").iterdir()):
        before = found(page)
        upload(page, path)
        if normalize("NFC", path.name) in {normalize("NFC", name) for name in READABLE}:
            until_changed(page, before)
            assert said(page) == ""
        else:
            page.wait_for_function("box => box.innerText !== ''", arg=line(page).element_handle())
            assert len(said(page).splitlines()) == 1
            assert found(page) == before
            ask(page, path.stem)  # words are answered again, and the line goes
            until_changed(page, before)
            assert said(page) == ""


def ask(page, words) -> None:
    field = box(page).get_by_label("Search for")
    field.fill(words)
    field.press("Enter")


def line(page):
    return box(page).locator("> .widget-html")


def said(page) -> str:
    return line(page).inner_text().strip()


def test_the_picture_is_named_by_what_was_asked(page):
    assert page.get_by_role("img", name="The pictures found for: a red umbrella").is_visible()
    ask(page, "a cat")
    page.get_by_role("img", name="The pictures found for: a cat").wait_for(timeout=20_000)


def test_a_file_that_is_too_large_is_said_and_the_next_is_taken(page, tmp_path):
    with (tmp_path / "film.png").open("wb") as file:
        file.truncate(LARGEST + 1)  # a hole, not a gigabyte
    before = found(page)
    upload(page, tmp_path / "film.png")
    said_beside = box(page).get_by_role("status")
    page.wait_for_function("one => one.innerText !== ''", arg=said_beside.element_handle())
    assert said_beside.inner_text() == "film.png has 1,025 MB; a file may have up to 1,024 MB."
    Image.new("RGB", (20, 20), "red").save(tmp_path / "mine.png")
    upload(page, tmp_path / "mine.png")
    until_changed(page, before)
    assert said_beside.inner_text() == "mine.png"
