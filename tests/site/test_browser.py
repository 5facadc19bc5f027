"""The site in a real browser: search, both themes, a phone, the keyboard, and axe on each page."""

import pytest

from tests.browser.axe import COLOURS, faults

pytestmark = pytest.mark.slow
PHONE = {"width": 360, "height": 740}
PARTS = 6  # of the pages, so that one that is slow is seen
# What reaches beyond the window and stands in nothing that scrolls: the theme cuts it off.
CUT = """() => {
    const scrolls = one => ['auto', 'scroll'].includes(getComputedStyle(one).overflowX);
    const reachable = one => {
        for (; one.tagName !== 'ARTICLE'; one = one.parentElement) if (scrolls(one)) return true;
        return false;
    };
    return [...document.querySelectorAll('article *')]
        .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
        .filter(one => !reachable(one.parentElement))
        .map(one => one.outerHTML.slice(0, 150));
}"""

# Of the words that code is coloured by, one of each colour: axe takes a minute for a lesson's.
ONE_OF_EACH_COLOUR = """() => {
    const seen = new Set();
    for (const word of document.querySelectorAll('.highlight pre span[class]')) {
        const colour = `${word.closest('.highlight').parentElement.className} ${word.className}`;
        if (seen.has(colour)) word.remove();
        seen.add(colour);
    }
}"""


@pytest.fixture(scope="module")
def visit(browser, served):
    """A function that opens a page in a theme; whatever it asks of another machine is refused."""
    contexts = []

    def opened(path="index.html", theme="light", **how):
        context = browser.new_context(color_scheme=theme, **how)
        contexts.append(context)
        page = context.new_page()
        page.wrong = []
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.on("console", lambda c: page.wrong.append(c.text) if c.type == "error" else None)
        page.on("request", lambda r: page.wrong.append(r.url) if served not in r.url else None)
        page.goto(f"{served}/{path}")
        return page

    yield opened
    for context in contexts:
        context.close()


def asked_away(page):
    return [what for what in page.wrong if not what.startswith(("data:", "blob:"))]


def test_the_landing_page_answers_from_stored_vectors(visit):
    page = visit()
    pictures = page.locator("#found img")
    assert pictures.count() == 8
    assert "umbrella" in pictures.first.get_attribute("alt").lower()
    page.get_by_label("Search for").fill("a guitar")
    page.get_by_role("button", name="Search", exact=True).click()
    assert "“a guitar”" in page.get_by_role("status").inner_text()
    assert "guitar" in pictures.first.get_attribute("alt").lower()
    assert pictures.first.evaluate("image => image.decode().then(() => image.naturalWidth)") > 50
    assert asked_away(page) == []


def test_other_words_find_the_nearest_query_or_are_told(visit):
    page = visit()
    box, said = page.get_by_label("Search for"), page.get_by_role("status")
    box.fill("umbrella, please")
    box.press("Enter")
    assert "“a red umbrella”" in said.inner_text()
    box.fill("xylophones")
    box.press("Enter")
    assert "no vector for these words" in said.inner_text()
    assert page.locator("#found img").count() == 0


def test_the_stored_search_ranks_as_the_model_does(visit):
    """Eight bits a number keep the first picture of nine queries in ten, tried on all of them."""
    import numpy as np

    from course_utils.clip import load_clip
    from course_utils.datasets import load_pairs

    page, clip, photos = visit(), load_clip(), load_pairs("photos")
    queries, captions = page.evaluate("() => [window.stored.queries, window.stored.captions]")
    scores = clip.encode_texts(queries) @ clip.encode_images(photos.images).T
    box, same = page.get_by_label("Search for"), 0
    for query, row in zip(queries, scores, strict=True):
        box.fill(query)
        box.press("Enter")
        first = page.locator("#found img").first.get_attribute("alt")
        same += first == photos.captions[int(np.argmax(row))]
    assert len(captions) == 300
    assert same >= 0.9 * len(queries)


def test_the_full_text_search_finds_a_lesson(visit):
    page = visit("search.html?q=hubness")
    page.locator("#search-results li a").first.wait_for(timeout=30_000)
    assert asked_away(page) == []


def test_the_keyboard_reaches_the_search_and_shows_where_it_is(visit):
    page = visit()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.id") == "words":
            break
    else:
        pytest.fail("Tab never reaches the box")
    outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineWidth")
    assert float(outline.removesuffix("px")) >= 2


def test_a_phone_shows_all_of_every_page_without_sideways_scrolling(visit, site, served):
    page, cut = visit(viewport=PHONE), {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        page.goto(f"{served}/{name}")
        if found := page.evaluate(CUT):
            cut[name] = found[0]
    assert cut == {}
    page.evaluate("() => { document.querySelector('h1').style.width = '700px'; }")
    assert page.evaluate(CUT)


@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing_serious_on_any_page_in_either_theme(visit, site, served, part):
    """A page is loaded once; in the dark, colours are looked at again: the rest is the same."""
    page, found = visit(), []
    for path in sorted(site.rglob("*.html"))[part::PARTS]:
        name = path.relative_to(site).as_posix()
        page.emulate_media(color_scheme="light")
        page.goto(f"{served}/{name}")
        page.evaluate(ONE_OF_EACH_COLOUR)
        found += [f"{name}: {fault}" for fault in faults(page)]
        page.emulate_media(color_scheme="dark")
        found += [f"{name}, dark: {fault}" for fault in faults(page, options=COLOURS)]
    assert found == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_would_find_what_cannot_be_read_in_a_theme(visit, theme):
    page = visit()
    page.add_style_tag(content=f"@media (prefers-color-scheme: {theme}) {{ p {{ color: #888 }} }}")
    page.add_style_tag(content="p { background: #777 }")
    page.emulate_media(color_scheme=theme)
    assert any("color-contrast" in fault for fault in faults(page, options=COLOURS))
