"""Lesson 00 as a learner meets it: opened, run, searched, answered."""

import urllib.error
import urllib.request

import pytest

from course_utils.datasets import load_pairs
from course_utils.progress import read_progress
from tests.browser.conftest import restart_kernel, run_all, tracebacks
from tests.browser.search_box import box, found, until_changed, upload

LESSON = "notebooks/00_start_here.ipynb"


@pytest.fixture(scope="module")
def lesson(open_notebook):
    page = open_notebook(LESSON)
    run_all(page)
    return page


def expected(query) -> bytes:
    """The same search, drawn here."""
    import io

    import matplotlib.pyplot as plt

    from course_utils.plotting import search_results, use_course_style
    from course_utils.search import PictureSearch

    use_course_style()
    hits = PictureSearch().find(query)
    pairs = [hit.pair for hit in hits]
    title = query if isinstance(query, str) else "pictures like yours"
    figure = search_results(
        title, [p.image for p in pairs], [p.caption for p in pairs], [h.score for h in hits]
    )
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=100, bbox_inches="tight")
    plt.close(figure)
    return buffer.getvalue()


def test_jupyterlab_requires_its_token(lab):
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{lab.url}/api/contents")
    assert refused.value.code == 403


def test_the_lesson_runs_without_an_error(lesson):
    assert tracebacks(lesson) == 0
    assert "NO " not in lesson.locator(".jp-OutputArea").first.inner_text()


def test_typing_brings_the_right_pictures(lesson):
    before = found(lesson)
    field = box(lesson).locator("input[type=text]")
    field.fill("a zebra")
    field.press("Enter")
    assert until_changed(lesson, before) == expected("a zebra")


def test_an_uploaded_picture_brings_pictures_like_it(lesson, tmp_path):
    photos = load_pairs("photos")
    row = list(photos.captions).index("A violin")
    photos.images[row].save(tmp_path / "mine.png")
    before = found(lesson)
    upload(lesson, tmp_path / "mine.png")
    assert until_changed(lesson, before) == expected(photos.images[row])


def test_a_file_that_is_no_picture_is_said_in_one_line(lesson, tmp_path):
    (tmp_path / "notes.png").write_text("these are words")
    upload(lesson, tmp_path / "notes.png")
    said = box(lesson).locator(".widget-html", has_text="is not a picture")
    said.wait_for(timeout=20_000)
    assert len(said.inner_text().splitlines()) == 1


def test_an_answer_is_kept_over_a_restart(lesson, lab):
    question = lesson.locator(".widget-radio").first
    question.get_by_text("90 degrees").click()
    said = lesson.locator(".widget-html", has_text="Right. For unit vectors")  # not its still
    said.wait_for(timeout=20_000)
    kept = read_progress(lab.folder)["quizzes"]["00_start_here"]
    assert kept == {"unit-vectors": "90 degrees"}

    restart_kernel(lesson)
    run_all(lesson)
    chosen = lesson.locator(".widget-radio").first.locator("input:checked")
    assert chosen.count() == 1
    assert "90 degrees" in chosen.locator("xpath=..").inner_text()
