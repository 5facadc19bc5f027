"""Every slider and every list of every lesson, moved once by the keyboard: the drawing follows."""

import re
from pathlib import Path

import pytest

from tests.browser.conftest import run_all, tracebacks

ROOT = Path(__file__).parents[2]
EXPLORED = sorted(
    path.stem
    for path in (ROOT / "notebooks").glob("*.ipynb")
    if re.search(r"\bexplore\(", path.read_text(encoding="utf-8"))
)
BYTES = """async image => {
    const blob = await (await fetch(image.src)).blob();
    return Array.from(new Uint8Array(await blob.arrayBuffer())).join();
}"""


def drawn(box) -> str:
    return box.locator("img").evaluate(BYTES)


def at_rest(page, box) -> str:
    """The picture once it has stayed for a while: the move before may be drawn late."""
    before, now = "", drawn(box)
    while now != before:
        page.wait_for_timeout(1000)
        before, now = now, drawn(box)
    return now


def follows(page, box, move) -> bool:
    """Whether another picture stands there some time after `move()`."""
    before = at_rest(page, box)
    move()
    for _ in range(50):
        page.wait_for_timeout(200)
        if drawn(box) != before:
            return True
    return False


def slide(handle):
    """One step to the right, or to the left where there is none."""
    at_end = handle.get_attribute("aria-valuenow") == handle.get_attribute("aria-valuemax")
    handle.focus()
    handle.press("ArrowLeft" if at_end else "ArrowRight")


def choose_another(select):
    """By the list that Alt opens with an arrow: JupyterLab takes plain arrows for its cells."""
    index = select.evaluate("select => select.selectedIndex")
    keys = select.page.keyboard
    select.focus()
    keys.press("Alt+ArrowDown")
    keys.press("ArrowUp" if index == select.locator("option").count() - 1 else "ArrowDown")
    keys.press("Enter")
    assert select.evaluate("select => select.selectedIndex") != index


def test_the_lessons_with_drawings_to_move_are_found():
    assert {"01_cosine_similarity", "05_ann_retrieval", "07_two_stage_retrieval"} <= set(EXPLORED)


@pytest.mark.slow
@pytest.mark.parametrize("lesson", EXPLORED)
def test_the_drawing_follows_every_control(open_notebook, lesson):
    page, errors = open_notebook(f"notebooks/{lesson}.ipynb"), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    run_all(page, seconds=600)
    assert tracebacks(page) == 0
    image = page.locator(".widget-image")
    boxes = page.locator(".jp-OutputArea .widget-vbox:has(> .widget-image)")
    moved, still = 0, []
    for box in boxes.filter(has=image).all():
        box.scroll_into_view_if_needed()
        controls = [(slide, handle) for handle in box.locator(".noUi-handle").all()]
        controls += [(choose_another, select) for select in box.locator("select").all()]
        for move, control in controls:
            moved += 1
            if not follows(page, box, lambda move=move, control=control: move(control)):
                label = control.locator("xpath=ancestor::*[contains(@class, 'widget-inline')][1]")
                still.append(label.inner_text())
    assert moved
    assert still == []
    assert errors == []
