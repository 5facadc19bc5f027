"""The course package as a graded notebook may see it: without the answers that are asked for.

A question names what it withholds (`"withheld": ["similarity.angular_distance"]`). A stage is a
copy of the package's sources in which each such function is only a name that refuses to work, and
all that it has of the grader is what probes need (see `paper.py`).
"""

import ast
from collections.abc import Iterable
from pathlib import Path

from course_utils.grading.launch import PACKAGE
from course_utils.grading.paper import question_modules, without_checks

CHECKING = (
    *("__init__", "calls", "checks", "expect", "probes", "values", "literals"),
    "questions/__init__",
)
REFUSAL = "is asked for in this exercise: it is withheld while your answer is graded"


def build_stage(
    folder: Path, withheld: Iterable[str], questions: Iterable[str], *, boxed: bool
) -> None:
    """Write `folder/course_utils`.

    withheld
        Dotted names from the package on: `similarity.top_k`, `retrieval.VectorIndex.search`.
        Raises ValueError for one that the package does not have.
    questions
        Names of the notebook's questions; modules with none of them are left out.
    boxed
        Whether the stage is seen from a sandbox, where the package's data are in /assets.
    """
    paths = [path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py")]
    sources = {
        path: (PACKAGE / path).read_text(encoding="utf-8")
        for path in paths
        if path.parts[0] not in ("grading", "assets")
    }
    for name in withheld:
        _withhold(sources, name.removeprefix("course_utils."))
    for name in CHECKING:
        path = Path("grading", f"{name}.py")
        sources[path] = (PACKAGE / path).read_text(encoding="utf-8")
    for module, source in question_modules(questions).items():
        sources[Path("grading/questions", f"{module.split('.')[-1]}.py")] = without_checks(source)
    for path, source in sources.items():
        target = folder / "course_utils" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(source, encoding="utf-8")
    assets = Path("/assets") if boxed else PACKAGE / "assets"
    (folder / "course_utils" / "assets").symlink_to(assets)


def _withhold(sources: dict[Path, str], name: str) -> None:
    """Cut a dotted name out of the module, or the modules of the package, that it begins with."""
    module, _, inside = name.partition(".")
    home = [path for path in sources if path.with_suffix("").parts[0] == module]
    for among in (home, sources):  # a module may only hand on what another one defines
        cut = {path: without(sources[path], inside) for path in among}
        if changed := {path: text for path, text in cut.items() if text != sources[path]}:
            sources.update(changed)
            return
    raise ValueError(f"withheld {name!r}: course_utils has no such function or class")


def without(source: str, name: str) -> str:
    """A module's source with one function, class or method, if it is there, made a refusal.

    >>> print(without("x = 1\\ndef f(a):\\n    return a\\n", "f").splitlines()[1])
    def f(*args, **kwargs):
    """
    scope = ast.parse(source).body
    *classes, last = name.split(".")
    for part in classes:
        scope = next((n.body for n in scope if getattr(n, "name", None) == part), [])
    found = [node for node in scope if getattr(node, "name", None) == last]
    lines = source.splitlines(keepends=True)
    for node in reversed(found):
        first = min([node.lineno, *(d.lineno for d in node.decorator_list)]) - 1
        indent = " " * node.col_offset
        refusal = [
            f"{indent}def {last}(*args, **kwargs):\n",
            f'{indent}    raise NotImplementedError("{name} {REFUSAL}")\n',
        ]
        lines[first : node.end_lineno] = refusal
    return "".join(lines)
