"""A figure's words stand in the page: in JupyterLab, in what it saves, and in exported HTML."""

import nbformat
import pytest
from nbconvert import HTMLExporter

from course_utils.alternative_text import one_line
from course_utils.grading.notebook.release import KERNEL
from tests.browser.conftest import begin, run_all, until_done

ALT = 'Three bars; the last, "green", is the highest'
SOURCE = """\
import matplotlib.pyplot as plt
from course_utils.plotting import use_course_style

use_course_style()
plt.bar([0, 1, 2], [1, 2, 3])
plt.show()
plt.bar([0, 1], [2, 1])
"""


@pytest.fixture(scope="module")
def saved(lab, open_notebook):
    """A lesson of one figure with words and one without, run and saved; its page and its file."""
    path = lab.folder / "notebooks" / "in_words.ipynb"
    cells = [
        nbformat.v4.new_code_cell(SOURCE, id="with-words", metadata={"alt": ALT}),
        nbformat.v4.new_code_cell("figure = plt.figure(); plt.plot([1, 2])", id="without-words"),
    ]
    metadata = {"kernelspec": KERNEL}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), path)
    page = open_notebook("notebooks/in_words.ipynb")
    run_all(page)
    page.locator(".jp-OutputArea img").nth(2).wait_for(timeout=60_000)
    begin(page, "docmanager:save")
    until_done(page, seconds=30)
    return page, path


def test_jupyterlab_tells_a_figure_in_the_words_of_its_cell(saved):
    page, _ = saved
    assert page.get_by_role("img", name=ALT, exact=True).count() == 2
    assert page.get_by_role("img", name=ALT).first.is_visible()


def test_a_lesson_that_was_not_run_shows_its_figures_in_words(lab, open_notebook):
    """As somebody opens it in a clone: the stored outputs, without a kernel's help."""
    name = "notebooks/05_ann_retrieval.ipynb"
    page = open_notebook(name)
    images = page.locator(".jp-OutputArea img")
    images.first.wait_for(timeout=60_000)
    texts = {one_line(c.metadata.get("alt", "")) for c in nbformat.read(lab.folder / name, 4).cells}
    named = {text for text in texts if text and page.get_by_role("img", name=text).count()}
    assert named == texts - {""}
    assert page.get_by_role("img").count() >= images.count()
    assert images.evaluate_all("all => all.every(image => image.alt)")


def test_a_figure_without_words_is_shown_as_ever(saved):
    page, path = saved
    assert page.locator(".jp-RenderedImage img").count() == 1
    first, second = nbformat.read(path, as_version=4).cells
    kinds = [
        set(o.data) - {"text/plain"} for o in first.outputs if o.output_type != "execute_result"
    ]
    assert kinds == [{"text/html"}, {"text/html"}]  # nothing is kept twice
    assert "image/png" in second.outputs[-1].data


def test_exported_html_has_the_words(saved, browser, tmp_path):
    _, path = saved
    exported = tmp_path / "exported.html"
    exported.write_text(HTMLExporter().from_filename(str(path))[0], "utf-8")
    page = browser.new_page()
    page.route("http*://**", lambda route: route.abort())  # MathJax, which this page does not need
    page.goto(exported.as_uri())
    assert page.get_by_role("img", name=ALT, exact=True).count() == 2
    page.close()
