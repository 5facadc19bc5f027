"""What the check says in JupyterLab, pytest and `course check` say, and `course grade` gives.

Every right and every wrong answer of the corpora, packed into notebooks with one for each question,
and every form in which people hand notebooks in.
"""

import pytest

from course_utils.grading.notebook.cells import notebook_bytes, read_notebook
from course_utils.grading.notebook.release import released
from tests.grading import answers, four_ways
from tests.grading.answers import RIGHT, packed
from tests.grading.handed_in import FORMS, NO_ANSWER
from tests.grading.sandbox import examiner_here, needs_sandbox

pytestmark = needs_sandbox

STEMS = sorted(path.stem for path in answers.SOLUTIONS.glob("*.ipynb"))
QUICK, QUICK_FORMS = "04_zero_shot_prompting", FORMS[:6]


@pytest.fixture(scope="module")
def examiner():
    with examiner_here() as examiner:
        yield examiner


def differences(examiner, stem, tmp_path, chosen, contents) -> list[str]:
    """Where the four ways, or the corpora, do not say the same of these notebooks."""
    path = answers.SOLUTIONS / f"{stem}.ipynb"
    master, exam = read_notebook(path), examiner.prepare(stem, path.read_text(), "agreement")
    by_pytest = four_ways.by_pytest(master, contents, tmp_path / "pytest")
    found = []
    for book, content in contents.items():
        lab = four_ways.in_lab(master, content, tmp_path)
        check = four_ways.by_check(master, content, tmp_path)
        grade = four_ways.by_grade(examiner, exam, content)
        for question, (folder, which, _) in chosen[book].items():
            ways = [way[question] for way in (check, grade, by_pytest[book])]
            ways += [lab[question]] if lab else []  # an endless answer ends its kernel there
            where = f"{book}, {question}, {folder}/{which}"
            if {way.right for way in ways} != {folder == RIGHT}:
                found.append(f"{where}: right is {[way.right for way in ways]}")
            said = {way.lines for way in ways} - {()}
            if len(said) > 1:
                found.append(f"{where}: the checks say {said}")
    return found


def books(stem, chosen):
    exercise = released(read_notebook(answers.SOLUTIONS / f"{stem}.ipynb"), stem)
    return {
        book: four_ways.with_answers(exercise, {q: source for q, (_, _, source) in each.items()})
        for book, each in chosen.items()
    }


@pytest.mark.parametrize(
    ("stem", "part"),
    [
        pytest.param(QUICK, slice(0, 2)),
        *(pytest.param(stem, slice(None), marks=pytest.mark.slow) for stem in STEMS),
    ],
)
def test_every_kept_answer_is_judged_alike_in_all_four_ways(examiner, tmp_path, stem, part):
    chosen = {f"book_{number}": each for number, each in enumerate(packed(stem)[part])}
    contents = {book: notebook_bytes(made) for book, made in books(stem, chosen).items()}
    assert differences(examiner, stem, tmp_path, chosen, contents) == []


@pytest.mark.parametrize(
    ("stem", "forms"),
    [
        pytest.param(QUICK, QUICK_FORMS),
        *(pytest.param(stem, FORMS, marks=pytest.mark.slow) for stem in STEMS),
    ],
)
def test_the_form_in_which_it_is_handed_in_changes_nothing(examiner, tmp_path, stem, forms):
    kept = packed(stem)
    chosen = {form.__name__: kept[number % len(kept)] for number, form in enumerate(forms)}
    made = books(stem, chosen)
    contents = {form.__name__: form(made[form.__name__]) for form in forms}
    for form in NO_ANSWER & set(forms):
        chosen[form.__name__] = {
            question: ("no_answer", which, source)
            for question, (_, which, source) in chosen[form.__name__].items()
        }
    assert differences(examiner, stem, tmp_path, chosen, contents) == []
