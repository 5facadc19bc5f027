"""The parts of a lesson by mouse alone, and what a screen reader is told of them."""

import nbformat
import pytest

from course_utils.grading.notebook.release import KERNEL
from tests.browser.axe import faults
from tests.browser.conftest import run_all
from tests.browser.controls import DRAWN, follows, slide

SOURCE = """\
from ipywidgets import Dropdown, FloatLogSlider
from matplotlib import pyplot as plt
from course_utils.widgets import explore, predict, quiz

def draw(height, colour):
    figure, ax = plt.subplots(figsize=(3, 2))
    ax.bar([0], [height], color=colour)
    return figure

height = FloatLogSlider(value=1, min=-2, max=1)
explore(draw, height=height, colour=Dropdown(options=["red", "navy"]))
guess = predict("up", "down")
quiz("00_start_here")
"""


@pytest.fixture(scope="module")
def page(lab, open_notebook):
    path = lab.folder / "notebooks" / "by_mouse.ipynb"
    cell = nbformat.v4.new_code_cell(SOURCE)
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": KERNEL}), path)
    page = open_notebook("notebooks/by_mouse.ipynb")
    run_all(page)
    page.locator(".widget-slider").wait_for()
    return page


def test_a_click_on_the_track_moves_a_slider(page):
    track = page.locator(".noUi-target")
    place = {"x": 10, "y": track.bounding_box()["height"] / 2}
    assert follows(page, page.locator(DRAWN), lambda: track.click(position=place))


def test_another_entry_of_a_list_is_drawn(page):
    chosen = page.get_by_label("colour")
    assert follows(page, page.locator(DRAWN), lambda: chosen.select_option("navy"))


def test_a_click_notes_a_prediction_and_another_changes_it(page):
    for guess in ("down", "up"):
        page.get_by_role("button", name=guess, exact=True).click()
        page.get_by_text(f"Noted: {guess}.").wait_for(timeout=20_000)


def test_a_click_answers_a_question(page):
    page.get_by_role("radio", name="90 degrees").click()
    page.locator(".widget-html", has_text="Right. For unit vectors").wait_for(timeout=20_000)


def test_a_slider_says_its_name_and_its_value_as_it_is_shown(page):
    handle = page.get_by_role("slider", name="height")
    slide(handle)
    page.wait_for_timeout(1000)
    shown = page.locator(".widget-readout").inner_text()
    assert handle.get_attribute("aria-valuetext") == shown
    assert page.get_by_role("textbox", name="height, typed").inner_text() == shown
    assert page.get_by_role("img", name="The drawing for height").is_visible()


def test_axe_finds_nothing_serious_in_what_the_course_shows(page):
    assert faults(page, within=".jp-Notebook .jp-OutputArea-output") == []
    page.locator(".noUi-handle").evaluate("handle => handle.removeAttribute('aria-label')")
    assert faults(page, within=".jp-Notebook .jp-OutputArea-output")
