"""The course package as a graded notebook sees it: no grader, no checks, no source text.

A stage is a copy of `course_utils` in which the folder `grading` has what runs beside an answer:
`kernel`, whole, and the questions that are probed there, cut down to what draws their inputs and
looks at results. It is compiled: what stands in a file may be read by a submission.
"""

import ast
import py_compile
import shutil
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path

from course_grader.sandbox.bubblewrap import COURSE
from course_utils.grading.kernel.question import QUESTIONS, Question
from course_utils.grading.notebook.cell_names import defined_names, used_names

UNSEEN = ("assets", "cli", "__pycache__", "notebook", "learner", "questions")


def build_stage(folder: Path, questions: Iterable[Question], *, boxed: bool) -> None:
    """Write `folder/course_utils`.

    questions
        Those of the notebook. Answers that are values are judged elsewhere: theirs stay out.
    boxed
        Whether the stage is seen from a sandbox, as /course, the package's data in /assets.
    """
    package = folder / "course_utils"
    shutil.copytree(COURSE, package, ignore=shutil.ignore_patterns(*UNSEEN))
    probed = [question for question in questions if question.kind != "value"]
    for module, source in question_sources(probed).items():
        path = package / Path(*module.split(".")[1:]).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(without_checks(source), encoding="utf-8")
    shown = Path("/course/course_utils") if boxed else package
    for source in package.rglob("*.py"):
        name = str(shown / source.relative_to(package))
        py_compile.compile(str(source), f"{source}c", dfile=name, doraise=True)
        source.unlink()
    (package / "assets").symlink_to("/assets" if boxed else COURSE / "assets")


def question_sources(questions: Iterable[Question]) -> dict[str, str]:
    """The modules of these questions and what they share: name and source, shared ones first."""
    sources: dict[str, str] = {}
    for question in questions:
        name = question.checks.__module__
        for shared in _imported_questions(name):
            sources.setdefault(shared, _source(shared))
        sources[name] = _source(name)
    return sources


@cache
def _source(module: str) -> str:
    return Path(import_module(module).__file__).read_text(encoding="utf-8")


@cache
def _imported_questions(module: str) -> list[str]:
    return [
        node.module
        for node in ast.walk(ast.parse(_source(module)))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{QUESTIONS}.")
    ]


def without_checks(source: str) -> str:
    """A question's module with what its probe needs: no checks, nor what only checks use.

    >>> text = "def a(): b()\\ndef b(): 1\\ndef c(): 2\\n@question(inputs=a)\\ndef q(x, holds): c()"
    >>> print(without_checks(text).replace("\\n\\n", "\\n"))
    def a():
        b()
    def b():
        1
    @question(inputs=a)
    def q(x, holds):
        ...
    """
    tree = ast.parse(source)
    questions = [node for node in tree.body if _is_question(node)]
    if not questions:  # a module that questions share: they say what they use of it
        return source
    for node in questions:
        node.body = [ast.Expr(ast.Constant(...))]
    kept = list(questions)
    for node in kept:
        used = used_names(ast.unparse(node))
        kept += [n for n in tree.body if n not in kept and used & defined_names(ast.unparse(n))]
    tree.body = [node for node in tree.body if node in kept]
    return ast.unparse(tree)


def _is_question(node: ast.stmt) -> bool:
    called = [d.func for d in getattr(node, "decorator_list", ()) if isinstance(d, ast.Call)]
    return any(getattr(function, "id", "") == "question" for function in called)
