"""Likeness: what is copied is on top, what is everybody's is not shown, a person judges."""

import pytest
from click.testing import CliRunner

from course_grader.likeness import alike, parts
from course_utils.cli import course
from tests.grading.sample import RIGHT_ROWS, course_folder, with_answers, write

COPIED = """\
def rank(scores, k):
    order = sorted(range(len(scores)), key=lambda i: (-scores[i], i))
    best = [order[place] for place in range(min(k, len(order)))]
    return {name: scores[name] / max(scores) for name in best if scores[name] > 0}
"""
DISGUISED = """\
def rank(values, n):
    '''My own words.'''
    ranking = sorted(range(len(values)), key=lambda row: (-values[row], row))
    # another comment
    top = [ranking[j] for j in range(min(n, len(ranking)))]
    return {key: values[key] / max(values) for key in top if values[key] > 0}
"""
OTHER = """\
def rank(scores, k):
    import heapq
    found = {}
    for score, name in heapq.nlargest(k, zip(scores, range(len(scores)))):
        if score > 0:
            found[name] = score / max(scores)
    return found
"""
STUB = "def rank(scores, k):\n    '''What was asked.'''\n    ..."


def of(**sources):
    return {learner: {"rank": parts(source)} for learner, source in sources.items()}


def test_new_names_comments_and_docstrings_do_not_hide_a_copy():
    (pair,) = alike(of(ada=COPIED, bob=DISGUISED, cyd=OTHER), {"rank": parts(STUB)})
    assert (pair.first, pair.second, pair.questions) == ("ada", "bob", ("rank",))
    assert pair.share == pytest.approx(1)


def test_other_ways_are_not_alike():
    assert alike(of(ada=COPIED, bob=OTHER), {}) == []


def test_what_was_given_out_counts_nothing():
    assert alike(of(ada=COPIED, bob=DISGUISED), {"rank": parts(COPIED)}) == []


def test_what_nearly_all_wrote_counts_nothing():
    everybody = {f"learner {n}": COPIED for n in range(9)}
    assert alike(of(**everybody, last=OTHER), {}) == []


def test_a_rare_copy_stands_above_a_common_way():
    common = {f"learner {n}": OTHER for n in range(5)}
    pairs = alike(of(**common, ada=COPIED + OTHER, bob=DISGUISED + "x = 3"), {}, most=99)
    assert all(0 <= pair.share <= 1 for pair in pairs)
    assert ("ada", "bob") in {(pair.first, pair.second) for pair in pairs}


def test_short_answers_are_not_shown():
    assert alike(of(ada="threshold = 0.3", bob="threshold = 0.3"), {}) == []


@pytest.mark.parametrize("source", ["def (", "\0", "(" * 5000, "-" * 19_000 + "1", "x = '\ud800'"])
def test_what_cannot_be_parsed_has_no_parts(source):
    assert len(parts(source)) <= 1


def test_the_command_shows_pairs_and_writes_both_answers_escaped(tmp_path, monkeypatch):
    folder = course_folder(tmp_path)
    monkeypatch.chdir(folder)
    long = RIGHT_ROWS + f"\n\n{COPIED}\nif rank([1.0], 1) == '<script>':\n    unit_rows = rank\n"
    notebook = with_answers(long)
    exercise = write(folder, notebook)
    for learner in ("ada", "bob"):
        (folder / "submissions" / learner).mkdir(parents=True)
        copy = folder / "submissions" / learner / exercise.name
        copy.write_bytes(exercise.read_bytes())
    (folder / "submissions" / "cyd").mkdir()
    (folder / "submissions" / "cyd" / exercise.name).write_text("{")
    said = CliRunner().invoke(course, ["alike", "submissions", "--out", "alike.html"])
    assert said.exit_code == 0, said.output
    assert "100%  ada and bob: unit_rows" in said.output
    assert "not a verdict" in said.output
    page = (folder / "alike.html").read_text()
    assert "&lt;script&gt;" in page.replace("&#39;", "'")
    assert "<script" not in page
