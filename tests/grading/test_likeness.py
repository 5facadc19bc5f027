"""Likeness: what is copied is on top, what is everybody's is not shown, a person judges."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest
from click.testing import CliRunner

from course_grader.likeness import ALIKE, ENOUGH, alike, parts
from course_utils.cli import course
from course_utils.grading.notebook.cells import question_cells, read_notebook
from course_utils.grading.notebook.find import notebooks
from course_utils.grading.notebook.release import stub
from tests.grading.sample import RIGHT_ROWS, course_folder, with_answers, write

ROOT = Path(__file__).resolve().parents[2]
RIGHT = ROOT / "tests" / "right_answers"
SOLUTIONS = notebooks(ROOT / "solutions")

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
    assert (pair.first, pair.second) == ("ada", "bob")
    assert pair.questions == {"rank": pytest.approx(1)}


def test_other_ways_are_not_alike():
    assert alike(of(ada=COPIED, bob=OTHER), {}) == []


def test_one_copied_question_of_many_is_shown_and_the_others_are_not_named():
    own = {
        learner: {f"question {n}": parts(f"def f(x):\n    return {name}(x * {n}, {n}, {name})")
                  for n in range(9)}
        for learner, name in (("ada", "sorted"), ("bob", "filter"), ("cyd", "map"))
    }  # fmt: skip
    for learner, copy in (("ada", COPIED), ("bob", DISGUISED)):
        own[learner]["rank"] = parts(copy)
    (pair,) = alike(own, {})
    assert list(pair.questions) == ["rank"]


def test_what_was_given_out_counts_nothing():
    assert alike(of(ada=COPIED, bob=DISGUISED), {"rank": parts(COPIED)}) == []


def test_what_nearly_all_wrote_counts_nothing():
    everybody = {f"learner {n}": COPIED for n in range(9)}
    assert alike(of(**everybody, last=OTHER), {}) == []


def test_a_rare_copy_stands_above_a_common_way():
    common = {f"learner {n}": OTHER for n in range(5)}
    pairs = alike(of(**common, ada=COPIED + OTHER, bob=DISGUISED + "x = 3"), {}, most=99)
    assert all(ALIKE <= pair.share <= 1 for pair in pairs)
    assert ("ada", "bob") in {(pair.first, pair.second) for pair in pairs}


def test_short_answers_are_not_shown():
    assert alike(of(ada="threshold = 0.3", bob="threshold = 0.3"), {}) == []


class _Renamed(ast.NodeTransformer):
    """Every name that an answer gives, another; what it asks for by name (`axis=1`) stays."""

    def __init__(self, own):
        self.own = own

    def visit_Name(self, node):
        node.id = self.own.get(node.id, node.id)
        return node

    def visit_arg(self, node):
        node.arg = self.own.get(node.arg, node.arg)
        return self.generic_visit(node)


def disguised(source):
    """A copy of an answer under other names, with a docstring and a line that does nothing."""
    tree = ast.parse(source)
    names = {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}
    names |= {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and type(n.ctx) is ast.Store}
    tree = _Renamed({name: f"my_{name}" for name in names}).visit(tree)
    body = getattr(tree.body[-1], "body", tree.body)
    body.insert(0, ast.parse("nothing = None").body[0])
    body.insert(0, ast.parse("'My own words.'").body[0])
    return ast.unparse(tree)


def idioms(path):
    """The right answers that lie in a file, each differently written."""
    text = path.read_text("utf-8")
    made = (ast.FunctionDef, ast.ClassDef)
    own = [n for n in ast.parse(text).body if isinstance(n, made) and not n.name.startswith("_")]
    return [ast.get_source_segment(text, node) for node in own]


def independent_class(notebook):
    """A learner for each idiom: nobody writes a question as another does."""
    learners = defaultdict(dict)
    for question in question_cells(notebook):
        (path,) = RIGHT.glob(f"*/{question.name}.py")
        for n, source in enumerate(idioms(path)):
            learners[f"learner {n}"][question.name] = source
    return learners


def likeness_of(learners, notebook):
    stubs = {q.name: parts(stub(notebook.cells[q.answer].source)) for q in question_cells(notebook)}
    found = {who: {q: parts(s) for q, s in of.items()} for who, of in learners.items()}
    return found, alike(found, stubs, most=99)


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.stem)
def test_right_answers_of_independent_minds_are_not_reported_and_a_copy_is(path):
    notebook = read_notebook(path)
    learners = independent_class(notebook)
    assert len(learners) >= 8
    _, pairs = likeness_of(learners, notebook)
    assert pairs == []
    learners["copyist"] = {q: disguised(source) for q, source in learners["learner 1"].items()}
    found, pairs = likeness_of(learners, notebook)
    assert [(pair.first, pair.second) for pair in pairs] == [("copyist", "learner 1")]
    long = [q for q, of in found["learner 1"].items() if len(of) >= ENOUGH]
    assert set(long) <= pairs[0].questions.keys()
    assert len(long) >= 3


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
    assert "ada and bob: unit_rows 100%" in said.output
    assert "not a verdict" in said.output
    page = (folder / "alike.html").read_text()
    assert "&lt;script&gt;" in page.replace("&#39;", "'")
    assert "<script" not in page
