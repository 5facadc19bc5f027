"""The shop of lesson 05: a customer uploads a photograph."""

import base64

from course_utils.datasets import load_pairs
from tests.browser.conftest import in_kernel, run_all, tracebacks
from tests.browser.search_box import found, until_changed, upload

LESSON = "notebooks/05_ann_retrieval.ipynb"
SHOWN = """
import base64, io
from PIL import Image

asked = Image.open({path!r}).convert("RGB")
buffer = io.BytesIO()
shop_window(asked).savefig(buffer, format="png", dpi=100, bbox_inches="tight")
print(base64.b64encode(buffer.getvalue()).decode())
"""
NAMES = "print(*captions[find_articles(asked)[1]], sep='; ')"


def test_a_photograph_of_an_article_finds_it_among_the_first_five(open_notebook, tmp_path):
    page = open_notebook(LESSON)
    run_all(page)
    assert tracebacks(page) == 0

    photos = load_pairs("photos")
    photograph = photos.images[list(photos.captions).index("A violin")]
    path = tmp_path / "mine.jpg"
    photograph.rotate(8, fillcolor="white").crop((12, 12, 224, 224)).save(path)
    before = found(page)
    upload(page, path)
    after = until_changed(page, before)
    assert after == base64.b64decode(in_kernel(page, SHOWN.format(path=str(path))))
    names = in_kernel(page, NAMES).strip().split("; ")
    assert len(names) == 5
    assert "A violin" in names
