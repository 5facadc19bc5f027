"""What a hand on the keyboard does with the parts of a lesson, and what has to follow."""

import re

BYTES = """async image => {
    const blob = await (await fetch(image.src)).blob();
    return Array.from(new Uint8Array(await blob.arrayBuffer())).join();
}"""
DRAWN = ".jp-OutputArea .widget-vbox:has(> .widget-image)"


def drawn(box) -> str:
    return box.locator("> img").evaluate(BYTES)


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


def ask(field):
    """Type other words and press Enter."""
    field.focus()
    field.fill("a bicycle")
    field.press("Enter")


def moves(box):
    """Each control of a drawing with how it is moved: sliders, lists, boxes for words."""
    yield from ((slide, handle) for handle in box.locator(".noUi-handle").all())
    yield from ((choose_another, select) for select in box.locator("select").all())
    yield from ((ask, field) for field in box.locator("input[type=text]").all())


def what_stands_still(page) -> tuple[int, list[str]]:
    """How many controls of drawings were moved, and the names of those that nothing followed."""
    moved, still = 0, []
    for box in page.locator(DRAWN).all():
        box.scroll_into_view_if_needed()
        for move, control in moves(box):
            moved += 1
            if not follows(page, box, lambda move=move, control=control: move(control)):
                label = control.locator("xpath=ancestor::*[contains(@class, 'widget-inline')][1]")
                still.append(label.inner_text())
    return moved, still


def predict_all(page) -> int:
    """Choose the first of each prediction's options by keyboard; how many there are."""
    asked = page.locator(".jp-OutputArea .widget-vbox:has(> .widget-toggle-buttons)").all()
    for box in asked:
        box.locator("button").first.focus()
        page.keyboard.press("Space")
        box.get_by_text("Noted:").wait_for(timeout=60_000)
    return len(asked)


def answer_all(page) -> int:
    """Answer each question of each quiz, by Tab from one option to the next; how many there are."""
    asked = page.locator(".jp-OutputArea .widget-vbox:has(> .widget-radio)").all()
    for box in asked:
        options = box.locator("input[type=radio]")
        options.first.focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        assert options.nth(1).is_checked()
        box.get_by_text(re.compile(r"^(Right|Not quite)\.")).wait_for(timeout=60_000)
    return len(asked)


def run_cells(page, ids: list[str]) -> None:
    """Run the cells of these ids, one after the other."""
    page.evaluate(
        """async ids => {
            const { content } = window.jupyterapp.shell.currentWidget;
            for (const [place, cell] of content.widgets.entries()) {
                if (!ids.includes(cell.model.id)) continue;
                content.deselectAll();
                content.activeCellIndex = place;
                await window.jupyterapp.commands.execute('notebook:run-cell');
            }
        }""",
        ids,
    )
