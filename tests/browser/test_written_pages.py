"""The pages that commands write: everybody can use them, in both themes, on a phone, by keys."""

import pytest

from course_grader.likeness import Pair
from course_grader.report.alike_page import alike_page
from course_grader.report.class_page import class_page
from course_grader.report.feedback import feedback_page
from course_grader.report.lessons import Place
from course_grader.report.marks import marks
from course_utils.progress_table import Row, progress_page
from tests.browser.axe import faults

PHONE = {"width": 360, "height": 740}
LESSON = Place("lesson 01, “3 · What does skipping normalization cost?”", "https://example.org/#a")
CODE = "def rank_labels(image, texts):\n    return np.argsort(-(texts @ image))  " + "x" * 200


def asked(name: str, score: int, checks: list) -> dict:
    found = {"name": name, "title": f"Question · {name}", "points": 2, "score": score}
    return found | {"checks": checks, "error": "", "answer": CODE, "lesson": "01#skip"}


RECORD = {
    "learner": "a_rather_long_name_of_a_learner_as_platforms_make_them@example.org",
    "notebook": "01_cosine_similarity",
    "status": "graded",
    "reason": "",
    "score": 2,
    "max_score": 4,
    "questions": [asked("l2_normalize", 2, [["ok", "x"]]), asked("rank_labels", 0, [["no", "y"]])],
    "notes": ["rank_labels: 2 cells define it. The last counts"],
}
ITEM = {"notebook": "01_cosine_similarity", "question": "rank_labels", "right": 1, "answers": 2}


def written() -> dict[str, str]:
    pair = Pair("ada", "bob", {"rank_labels": 0.8})
    return {
        "feedback": feedback_page(RECORD, {"01#skip": LESSON}),
        "class": class_page(marks([RECORD]), [ITEM | {"commonest": [("swapped?", 1)]}]),
        "alike": alike_page({"01_cosine_similarity": [(pair, {"rank_labels": (CODE, CODE)})]}),
        "progress": progress_page(
            [
                Row("02_infonce_and_temperature", "60", "3 of 4", "4 of 5", "11 of 15"),
                Row("p2 A classifier made of sentences", "", "", "", "-"),
            ]
        ),
    }


PAGES = written()


@pytest.fixture
def visit(browser, tmp_path):
    """A function that opens one of the pages in a theme."""
    contexts = []

    def opened(name, theme="light", **how):
        file = tmp_path / "page.html"
        file.write_text(PAGES[name], encoding="utf-8")
        contexts.append(browser.new_context(color_scheme=theme, **how))
        page = contexts[-1].new_page()
        page.goto(file.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(visit, name, theme):
    page = visit(name, theme)
    page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert faults(page) == []


def test_axe_would_find_what_cannot_be_read(visit):
    page = visit("feedback")
    page.add_style_tag(content="p { color: #ccc }")
    assert any("color-contrast" in fault for fault in faults(page))


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_needs_no_sideways_scrolling(visit, name):
    page = visit(name, viewport=PHONE)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_ground_follows_the_theme(visit, theme):
    """Where only the text follows, links are pale on white."""
    page = visit("feedback", theme)
    light = (
        page.evaluate("() => getComputedStyle(document.documentElement).color") == "rgb(0, 0, 0)"
    )
    assert light == (theme == "light")


def test_the_keyboard_gets_to_a_question_and_folds_an_answer(visit):
    page = visit("feedback")
    page.get_by_role("link", name="Question · rank_labels").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#question-2")
    page.keyboard.press("Tab")  # the lesson
    assert page.evaluate("() => document.activeElement.href") == LESSON.href
    page.keyboard.press("Tab")
    answer = page.locator("details").nth(1)
    assert answer.get_attribute("open") is not None
    page.keyboard.press("Enter")
    assert answer.get_attribute("open") is None
    outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineWidth")
    assert float(outline.removesuffix("px")) >= 3
