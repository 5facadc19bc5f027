"""What the widgets do when they are touched; a browser test does the same through JupyterLab."""

import subprocess
import sys
from base64 import b64encode

import ipywidgets as w
import matplotlib.pyplot as plt
import pytest
from PIL import Image as Pictures

from course_utils import widgets
from course_utils.progress import read_progress
from course_utils.quizzes import load_quiz

NAME = "00_start_here"


@pytest.fixture
def shown(monkeypatch):
    """What was displayed: one mime bundle a widget, the still's and the view's in one."""
    found = []

    def display(bundle, raw):
        if "text/html" in bundle:
            found.append({})
        found[-1].update(bundle)

    monkeypatch.setattr(widgets, "display", display)
    return found


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for part in ("notebooks", "exercises"):
        (tmp_path / part).mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def parts(bundle, kind):
    """Widgets of one kind inside what was displayed, in order."""
    every = w.widgets.widget._instances
    queue, found = [every[bundle["application/vnd.jupyter.widget-view+json"]["model_id"]]], []
    while queue:
        widget = queue.pop(0)
        found += [widget] if isinstance(widget, kind) else []
        queue = [*getattr(widget, "children", ()), *queue]
    return found


def test_an_answer_is_explained_and_kept(shown, folder):
    widgets.quiz(NAME)
    first = load_quiz(NAME)[0]
    radio, why = parts(shown[0], w.RadioButtons)[0], parts(shown[0], w.HTML)[1]
    radio.value = first.options[0].text
    assert "Not quite" in why.value
    radio.value = first.options[1].text
    assert "Right." in why.value
    assert read_progress(folder)["quizzes"][NAME] == {first.id: first.options[1].text}


def test_a_kept_answer_is_there_next_time(shown, folder):
    widgets.quiz(NAME)
    parts(shown[0], w.RadioButtons)[0].value = load_quiz(NAME)[0].options[1].text
    widgets.quiz(NAME)
    assert parts(shown[1], w.RadioButtons)[0].value == load_quiz(NAME)[0].options[1].text


def test_a_kept_answer_that_no_longer_exists_is_ignored(shown, folder):
    (folder / "progress.json").write_text('{"quizzes": {"00_start_here": {"recall": "gone"}}}')
    widgets.quiz(NAME)
    assert all(radio.value is None for radio in parts(shown[0], w.RadioButtons))


def test_a_quiz_outside_the_course_folder_works_and_says_that_nothing_is_kept(
    shown, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    widgets.quiz(NAME)
    assert "not kept" in capsys.readouterr().out
    parts(shown[0], w.RadioButtons)[0].value = load_quiz(NAME)[0].options[1].text
    assert not (tmp_path / "progress.json").exists()


def test_the_progress_panel_looks_again(shown, folder):
    widgets.progress_panel()
    table, button = parts(shown[0], w.HTML)[0], parts(shown[0], w.Button)[0]
    assert "1 of 5" not in table.value
    widgets.quiz(NAME)
    parts(shown[1], w.RadioButtons)[0].value = load_quiz(NAME)[0].options[1].text
    button.click()
    assert "1 of 5" in table.value


def test_a_page_without_a_kernel_still_shows_question_and_answers(shown, folder):
    widgets.quiz(NAME)
    still = shown[0]["text/html"]
    assert all(o.text in still for q in load_quiz(NAME) for o in q.options if "°" not in o.text)


def test_a_prediction_is_noted(shown):
    guess = widgets.predict("same", "worse")
    assert guess.value is None
    guess.value = "worse"
    assert "worse" in parts(shown[0], w.HTML)[0].value


@pytest.fixture
def cell(monkeypatch, folder):
    """The cell that runs, as a page says it."""
    monkeypatch.setattr(widgets, "running_cell", lambda: (folder / "notebooks/01_a.ipynb", "first"))


def test_a_prediction_is_kept_for_its_cell_and_is_there_next_time(shown, folder, cell):
    widgets.predict("same", "worse").value = "worse"
    assert read_progress(folder)["predictions"] == {"01_a": {"first": "worse"}}
    assert widgets.predict("same", "worse").value == "worse"
    assert "Noted: <b>worse</b>" in parts(shown[1], w.HTML)[0].value
    assert widgets.predict("same", "better").value is None


def test_a_prediction_that_cannot_be_kept_is_noted_and_said(shown, cell, monkeypatch):
    def read_only(*_, **__):
        raise PermissionError("read-only")

    monkeypatch.setattr(widgets, "keep", read_only)
    widgets.predict("same", "worse").value = "same"
    assert "Noted: <b>same</b>" in parts(shown[0], w.HTML)[0].value
    assert "not kept: read-only" in parts(shown[0], w.HTML)[0].value


def draw(height):
    figure, ax = plt.subplots()
    ax.bar([0], [height])
    ax.set_ylim(0, 10)
    return figure


def test_a_slider_redraws_its_figure(shown):
    plt.close("all")
    slider = w.FloatSlider(value=1, max=10)
    widgets.explore(draw, height=slider)
    picture = parts(shown[0], w.Image)[0]
    before = picture.value
    slider.value = 9
    assert picture.value != before
    assert bytes(picture.value).startswith(b"\x89PNG")
    assert picture.tooltip == "The drawing for height 9.0"
    assert plt.get_fignums() == []


def test_the_still_stands_in_an_output_of_its_own_and_says_what_it_shows(monkeypatch):
    displayed = []
    monkeypatch.setattr(widgets, "display", lambda bundle, raw: displayed.append(bundle))
    widgets.explore(draw, height=w.FloatSlider(value=3, max=10))
    still, view = displayed
    assert 'alt="The drawing for height 3.0"' in still["text/html"]
    assert 'src="data:image/png;base64,iVBOR' in still["text/html"]
    assert "application/vnd.jupyter.widget-view+json" not in still
    assert "text/html" not in view


def searched(asked):
    def search(query):
        asked.append(query)
        return draw(len(asked))

    return search


def upload(bundle, content):
    """What the page does with a file that is one piece long."""
    field = parts(bundle, w.Textarea)[0]
    field.value = f"0 {len(content)} {b64encode(content).decode()}"


def test_typing_searches_for_the_words(shown):
    asked = []
    widgets.search_box(searched(asked), "a red umbrella")
    parts(shown[0], w.Text)[0].value = "a cat"
    assert asked == ["a red umbrella", "a cat"]


def test_enter_on_nothing_is_answered_in_words(shown):
    asked = []
    widgets.search_box(searched(asked), "a red umbrella")
    parts(shown[0], w.Text)[0].value = "  "
    assert asked == ["a red umbrella"]
    assert "Type a few words" in parts(shown[0], w.HTML)[-1].value


def test_every_control_has_a_label(shown):
    slider = w.FloatSlider(value=1, max=10)
    widgets.explore(draw, height=slider)
    widgets.search_box(searched([]))
    assert slider.description == "height"
    assert parts(shown[1], w.Text)[0].description == "Search for"


def test_an_answer_that_cannot_be_kept_is_said(shown, folder, monkeypatch):
    def read_only(*_, **__):
        raise PermissionError("read-only")

    widgets.quiz(NAME)
    monkeypatch.setattr(widgets, "keep", read_only)
    parts(shown[0], w.RadioButtons)[0].value = load_quiz(NAME)[0].options[1].text
    said = parts(shown[0], w.HTML)[1].value
    assert "Right." in said
    assert "not kept: read-only" in said


def test_an_uploaded_picture_is_searched_for(shown, tmp_path):
    asked = []
    widgets.search_box(searched(asked))
    Pictures.new("RGB", (40, 30), "red").save(tmp_path / "a.png")
    upload(shown[0], (tmp_path / "a.png").read_bytes())
    assert asked[-1].size == (40, 30)


def test_an_upload_that_is_no_picture_is_said(shown):
    asked = []
    widgets.search_box(searched(asked))
    upload(shown[0], b"these are words")
    assert len(asked) == 1
    assert "is not a picture" in parts(shown[0], w.HTML)[-1].value


def test_an_uploaded_file_is_answered(shown, tmp_path):
    asked = []
    widgets.upload_box(searched(asked), "the start", ".wav", "a WAV", "A bar")
    before = parts(shown[0], w.Image)[0].value
    upload(shown[0], b"samples")
    assert asked[0] == "the start"
    assert asked[1].read() == b"samples"
    assert parts(shown[0], w.Image)[0].value != before
    assert 'alt="A bar"' in shown[0]["text/html"]


def test_an_uploaded_file_that_cannot_be_read_is_said(shown):
    def refuse(file):
        if file != "the start":
            raise ValueError("file is no WAV file")
        return draw(1)

    widgets.upload_box(refuse, "the start", ".wav", "a WAV", "A bar")
    upload(shown[0], b"words")
    assert "file is no WAV file" in [part.value for part in parts(shown[0], w.HTML)]


def test_a_lesson_loads_nothing_slow_that_it_does_not_need():
    code = (
        "import sys; from course_utils import widgets; assert 'nbformat' not in sys.modules; "
        "import jsonschema; assert sys.modules['rfc3987_syntax'] is None"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
