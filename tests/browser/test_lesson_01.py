"""The vector widget of lesson 01, turned by hand."""

from tests.browser.conftest import run_all

LESSON = "notebooks/01_cosine_similarity.ipynb"


def test_a_slider_changes_what_is_drawn(open_notebook):
    page = open_notebook(LESSON)
    run_all(page)
    widget = page.locator(".widget-vbox", has=page.locator(".widget-slider")).last
    picture = widget.locator("img")
    before = picture.get_attribute("src")
    handle = widget.locator(".noUi-handle").first
    handle.focus()
    handle.press("ArrowRight")
    page.wait_for_function(
        "([image, before]) => image.src !== before", arg=[picture.element_handle(), before]
    )
    assert picture.evaluate("image => image.complete && image.naturalWidth > 300")
