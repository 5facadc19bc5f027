"""The training of lesson 03, watched while it runs."""

from tests.browser.conftest import begin, tracebacks, until_there

LESSON = "notebooks/03_clip_pipeline.ipynb"
MOVES = 3


def test_the_plot_moves_while_the_model_trains(open_notebook):
    page = open_notebook(LESSON)
    until_there(page)
    begin(page, "notebook:run-all-cells")
    training = page.locator(".jp-CodeCell", has_text="redraw(losses, recalls)").last
    picture = training.locator(".jp-OutputArea img")
    training.locator(".jp-InputPrompt", has_text="[*]").wait_for(timeout=120_000)
    stored, seen = picture.get_attribute("src"), set()
    while len(seen) < MOVES:
        page.wait_for_function(
            "([cell, old]) => { const image = cell.querySelector('.jp-OutputArea img');"
            "  return image && !old.includes(image.src); }",
            arg=[training.element_handle(), [stored, *seen]],
            timeout=120_000,
        )
        seen.add(picture.get_attribute("src"))
    assert tracebacks(page) == 0
    begin(page, "notebook:interrupt-kernel")
