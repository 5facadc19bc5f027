"""What stands in the pages: read as files, without a browser."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest

from course_utils.alternative_text import one_line
from course_utils.grading.notebook.cells import read_notebook
from course_utils.grading.notebook.find import notebooks
from tests.site.conftest import REPOSITORY, ROOT
from tests.test_alternative_text import is_figure

pytestmark = pytest.mark.slow
LESSONS = notebooks(ROOT / "notebooks")
MOST_BYTES = 2_000_000


class Parts(HTMLParser):
    """Links, ids, pictures and what else a page loads."""

    def __init__(self, path):
        super().__init__()
        self.links, self.ids, self.images, self.loads = [], set(), [], []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.ids |= {found.get("id"), found.get("name")}
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])
        if tag == "img":
            self.images.append(found)
        if tag in ("img", "script") and found.get("src"):
            self.loads.append(found["src"])
        if tag == "link" and found.get("rel") == "stylesheet":
            self.loads.append(found["href"])


@pytest.fixture(scope="module")
def pages(site):
    return {path: Parts(path) for path in sorted(site.rglob("*.html"))}


def local(page, reference):
    split = urlsplit(reference)
    if split.scheme or split.netloc:
        return None
    return (page.parent / unquote(split.path)).resolve() if split.path else page.resolve()


def test_every_notebook_and_guide_has_a_page(site):
    for kind in ("notebooks", "exercises", "solutions"):
        assert all((site / kind / f"{p.stem}.html").exists() for p in notebooks(ROOT / kind))
    for name in ("instructors", "authoring", "claims", "coverage", "citations"):
        assert (site / "docs" / f"{name}.html").exists()
    assert "l2_normalize" in (site / "reference" / "similarity.html").read_text("utf-8")


def test_every_link_within_the_site_leads_somewhere(pages):
    by_path = {path.resolve(): parts for path, parts in pages.items()}
    dead = []
    for page, parts in pages.items():
        for link in parts.links:
            target, anchor = local(page, link), urlsplit(link).fragment
            if target is None:
                continue
            there = target.exists() and (
                not anchor or target not in by_path or unquote(anchor) in by_path[target].ids
            )
            if not there:
                dead.append(f"{page.name}: {link}")
    assert dead == []


def test_nothing_is_loaded_from_another_machine(pages):
    away = [f"{p.name}: {src}" for p, parts in pages.items() for src in parts.loads
            if urlsplit(src).scheme not in ("", "data")]  # fmt: skip
    assert away == []


def test_a_page_weighs_less_than_two_megabytes(pages, site):
    for page, parts in pages.items():
        files = {local(page, src.partition("?")[0]) for src in parts.loads} - {None}
        files = {file for file in files if file.is_file()}
        assert page.stat().st_size + sum(f.stat().st_size for f in files) < MOST_BYTES, page.name


def test_every_picture_says_what_it_shows(pages):
    assert [(p.name, i.get("src", "")[:60]) for p, parts in pages.items() for i in parts.images
            if not i.get("alt")] == []  # fmt: skip


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_every_cell_of_a_lesson_can_be_linked_to(lesson, pages, site):
    ids = pages[site / "notebooks" / f"{lesson.stem}.html"].ids
    assert {f"cell-{cell.id}" for cell in read_notebook(lesson).cells[1:]} <= ids


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_figures_carry_the_alt_text_of_their_cell(lesson, pages, site):
    shown = {image.get("alt") for image in pages[site / "notebooks" / f"{lesson.stem}.html"].images}
    cells = [c for c in read_notebook(lesson).cells if c.cell_type == "code"]
    figures = {one_line(c.metadata.alt) for c in cells if any(map(is_figure, c.outputs))}
    assert figures
    assert figures <= shown


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_widgets_are_seen_by_their_stills_and_links_open_the_lesson(lesson, site):
    page = (site / "notebooks" / f"{lesson.stem}.html").read_text("utf-8")
    still = 'class="course-still"'
    stills = sum(str(c.get("outputs")).count(still) for c in read_notebook(lesson).cells)
    assert page.count(still) == stills > 0
    assert "widget-view" not in page
    assert f"{REPOSITORY}/blob/colab/notebooks/{lesson.name}" in page
    for place in ("mybinder.org/v2/gh", "colab.research.google.com/github", "codespaces.new"):
        assert re.search(rf'href="https://{re.escape(place)}/{REPOSITORY}', page)
    binder = re.search(r'mybinder\.org/[^"]*labpath=([^"]*)"', page)
    assert unquote(binder[1]) == f"my-course/notebooks/{lesson.name}"
    assert "course init my-course" in (ROOT / "binder" / "postBuild").read_text()
