"""A picture of any size that a camera makes can be searched by."""

import nbformat
import numpy as np
import pytest
from PIL import Image

from course_utils.grading.notebook.release import KERNEL
from tests.browser.conftest import run_all
from tests.browser.search_box import box, found, until_changed, upload

SOURCE = """\
from matplotlib import pyplot as plt
from course_utils.widgets import search_box

def search(query):
    figure, ax = plt.subplots(figsize=(3, 2))
    ax.set_title(query if isinstance(query, str) else str(query.size))
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
