"""A kernel that knows its lesson's file shows figures with the words of their cells."""

import html
import os
import re
from pathlib import Path

import nbformat
import pytest
from jupyter_client.manager import start_new_kernel
from nbconvert import HTMLExporter

from course_utils.alternative_text import image_html, one_line
from course_utils.grading.notebook.find import notebooks

LESSONS = notebooks(Path(__file__).resolve().parents[1] / "notebooks")

SET_UP = "from course_utils.plotting import use_course_style as style, plt\nstyle()\nstyle()"
PLOT = "plt.plot([1, 2])\nplt.show()"


@pytest.fixture(scope="module")
def lesson(tmp_path_factory):
    path = tmp_path_factory.mktemp("a lesson") / "lesson.ipynb"
    cell = nbformat.v4.new_code_cell(PLOT, id="figure", metadata={"alt": 'A line that\n"rises"'})
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
    return path


@pytest.fixture(scope="module")
def shown(lesson):
    """A function that runs code as the cell of an id and returns what is displayed."""
    environment = {**os.environ, "JPY_SESSION_NAME": str(lesson)}
    manager, client = start_new_kernel(env=environment)

    def run(code, cell):
        content = {"code": code, "silent": False, "store_history": False}
        request = client.session.msg("execute_request", content, metadata={"cellId": cell})
        client.shell_channel.send(request)
        displayed = []
        while True:
            reply = client.get_iopub_msg(timeout=120)
            if reply["parent_header"].get("msg_id") != request["header"]["msg_id"]:
                continue
            assert reply["msg_type"] != "error", reply["content"]
            if reply["msg_type"] == "display_data":
                displayed.append(reply["content"]["data"])
            if reply["content"].get("execution_state") == "idle":
                return displayed

    run(SET_UP, "set-up")
    yield run
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def test_a_figure_carries_the_words_of_its_cell_and_is_kept_once(shown):
    (data,) = shown(PLOT, "figure")
    assert data["text/html"].startswith('<img alt="A line that &quot;rises&quot;" src="data:image/')
    assert "image/png" not in data


def test_a_figure_that_stands_at_the_end_of_a_cell_carries_them_too(shown):
    (data,) = shown("plt.plot([1, 2]);", "figure")
    assert 'alt="A line' in data["text/html"]


def test_a_figure_of_a_cell_without_words_is_a_picture_as_ever(shown):
    (data,) = shown(PLOT, "another")
    assert "image/png" in data
    assert "text/html" not in data


@pytest.mark.parametrize("text", ["{", "[]", '{"cells": [3]}', None])
def test_a_lesson_that_cannot_be_read_shows_its_figures(shown, lesson, text):
    kept = lesson.read_bytes()
    lesson.write_text(text) if text else lesson.unlink()
    (data,) = shown(PLOT, "figure")
    lesson.write_bytes(kept)
    assert "image/png" in data


def test_no_words_no_html():
    assert image_html(b"png", "") is None
    assert image_html((b"png", {"width": 3}), "A line").endswith(';base64,cG5n">')


def is_figure(output):
    data = output.get("data", {})
    return "image/png" in data or data.get("text/html", "").startswith("<img")


def pages():
    """Every lesson in one template, and one in the other: a lesson's fault is in both."""
    for lesson in LESSONS:
        yield pytest.param(lesson, "lab", id=f"{lesson.stem}-lab")
        marks = [pytest.mark.slow] if lesson != LESSONS[0] else []
        yield pytest.param(lesson, "classic", id=f"{lesson.stem}-classic", marks=marks)


@pytest.mark.parametrize(("lesson", "template"), pages())
def test_a_lesson_as_it_is_stored_is_exported_with_its_words(lesson, template):
    page, _ = HTMLExporter(template_name=template).from_filename(str(lesson))
    said = [re.search(r'alt="([^"]*)"', image) for image in re.findall(r"<img[^>]*>", page)]
    said = [html.unescape(found[1]) for found in said]
    figures = [
        one_line(cell.metadata.alt)
        for cell in nbformat.read(lesson, as_version=4).cells
        if any(is_figure(output) for output in cell.get("outputs", []))
    ]
    assert figures
    assert set(figures) <= set(said)
    assert not [words for words in said if words.startswith("No description")]
