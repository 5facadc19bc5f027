"""A saved lesson on the next day: a still or a living widget, never an error."""

import nbformat
import pytest
from nbconvert import HTMLExporter

from course_utils.grading.notebook.release import KERNEL
from tests.browser.conftest import begin, restart_kernel, run_all, until_done

SOURCE = """\
from ipywidgets import IntSlider
from matplotlib import pyplot as plt
from course_utils.widgets import explore, predict

def draw(height):
    figure, ax = plt.subplots(figsize=(3, 2))
    ax.bar([0], [height])
    return figure

explore(draw, height=IntSlider(value=3, max=9))
guess = predict("up", "down")
"""
ERROR = "Error displaying widget"


@pytest.fixture
def saved(lab, open_notebook):
    """A small lesson that was run and saved, and so is trusted; its page, still open."""
    path = lab.folder / "notebooks" / "day_two.ipynb"
    cell = nbformat.v4.new_code_cell(SOURCE)
    metadata = {"kernelspec": KERNEL}
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=metadata), path)
    page = open_notebook("notebooks/day_two.ipynb")
    run_all(page)
    page.locator(".widget-slider").wait_for()
    begin(page, "docmanager:save")
    until_done(page, seconds=30)
    return page


def shut_down(page) -> None:
    page.evaluate("() => window.jupyterapp.serviceManager.sessions.shutdownAll()")


def stills(page):
    return page.locator(".course-still:visible")


def assert_stills_stand_alone(page):
    page.wait_for_timeout(6_000)  # the widget's renderer looks for its model for two seconds
    assert stills(page).count() == 2
    assert page.get_by_text(ERROR).locator("visible=true").count() == 0
    assert page.get_by_role("img", name="The drawing for height 3").is_visible()


def test_while_the_kernel_lives_only_the_widget_is_seen(saved):
    assert stills(saved).count() == 0
    assert saved.locator(".widget-slider:visible").count() == 1
    assert saved.locator(".widget-image:visible").count() == 1


def test_after_a_restart_the_still_says_to_run_the_cell(saved):
    restart_kernel(saved)
    stills(saved).first.wait_for(timeout=20_000)
    assert stills(saved).count() == 2
    assert saved.locator(".widget-slider:visible").count() == 0
    assert "Run this cell" in stills(saved).first.inner_text()


def test_a_closed_tab_opens_with_its_widgets_while_the_kernel_lives(saved, open_notebook):
    saved.close()
    page = open_notebook("notebooks/day_two.ipynb")
    page.locator(".widget-slider:visible").wait_for(timeout=60_000)
    page.wait_for_timeout(3_000)
    assert stills(page).count() == 0
    assert page.get_by_text(ERROR).locator("visible=true").count() == 0
    shut_down(page)


@pytest.mark.parametrize("trusted", [True, False])
def test_a_lesson_whose_kernel_is_gone_opens_with_its_stills(lab, saved, open_notebook, trusted):
    shut_down(saved)
    saved.close()
    name = "notebooks/day_two.ipynb"
    if not trusted:
        notebook = nbformat.read(lab.folder / name, as_version=4)
        notebook.cells[0].source += "# another text, so no signature"
        nbformat.write(notebook, lab.folder / name)
    page = open_notebook(name)
    assert_stills_stand_alone(page)
    shut_down(page)


def test_in_classic_notebook_too(lab, saved, browser):
    shut_down(saved)
    saved.close()
    page = browser.new_page(viewport={"width": 1300, "height": 1600})
    page.goto(f"{lab.url}/notebooks/notebooks/day_two.ipynb?token={lab.token}")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    assert_stills_stand_alone(page)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.locator(".widget-slider:visible").wait_for(timeout=60_000)
    assert stills(page).count() == 0
    page.close()


def test_exported_html_has_the_stills(lab, saved, browser, tmp_path):
    exported = tmp_path / "exported.html"
    page, _ = HTMLExporter().from_filename(str(lab.folder / "notebooks" / "day_two.ipynb"))
    exported.write_text(page, "utf-8")
    page = browser.new_page()
    page.route("http*://**", lambda route: route.abort())
    page.goto(exported.as_uri())
    assert_stills_stand_alone(page)
    page.close()
