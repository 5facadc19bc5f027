"""How alike the answers of a class are, for a person to look at: it is a hint, never a verdict.

An answer is the set of its code's parts (subtrees of the syntax tree), names of its own, comments
and docstrings left out. What the exercise gave out counts nothing, nor what nearly all wrote, and
what many wrote counts little: a part weighs as the logarithm of how rare it is (as a word does in
Spärck Jones, 1972). Two answers to a question are alike when they share ALIKE of the shorter one's
weight and ENOUGH of it. Among the 3,267 pairs of different right answers that lie in
tests/right_answers the largest share is 0.6; a copy with new names has 1.
"""

import ast
import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

SMALLEST = 5  # nodes of a part: `x + 1` is nobody's own
NEARLY_ALL = 0.8
FEW = 3  # in a class so small nothing is left out as everybody's
LONGEST = 20_000  # characters of an answer
ENOUGH = 12.0  # weight that two short answers, right in the same way, do not reach
ALIKE = 0.7


@dataclass(frozen=True)
class Pair:
    """Two learners, and for each question alike the share of the shorter answer's weight."""

    first: str
    second: str
    questions: dict[str, float]

    @property
    def share(self) -> float:
        return max(self.questions.values())


def parts(source: str) -> frozenset[str]:
    """Digests of the parts of a piece of code; empty where it cannot be parsed.

    >>> parts("def f(a):\\n    return a.sum(axis=1) + 1") == parts(
    ...     "def f(rows):  # mine\\n    return rows.sum(axis=1) + 1"
    ... )
    True
    """
    try:
        tree = _Plain().visit(ast.parse(source[:LONGEST]))
        nodes = [node for node in ast.walk(tree) if isinstance(node, ast.expr | ast.stmt)]
        large = [n for n in nodes if sum(1 for _ in ast.walk(n)) >= SMALLEST]
        dumps = [ast.dump(node) for node in large]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
    return frozenset(hashlib.sha256(dump.encode("utf-8", "replace")).hexdigest() for dump in dumps)


class _Plain(ast.NodeTransformer):
    """Names that the answer itself gives become one, docstrings go."""

    def visit_Module(self, node: ast.Module) -> ast.Module:
        walked = list(ast.walk(node))
        self.own = {n.arg for n in walked if isinstance(n, ast.arg)}
        self.own |= {
            n.id for n in walked if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
        }
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(id="_" if node.id in self.own else node.id, ctx=node.ctx)

    def visit_arg(self, node: ast.arg) -> ast.arg:
        return ast.arg(arg="_")

    def visit_Expr(self, node: ast.Expr) -> ast.Expr | None:
        if isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            return None
        return self.generic_visit(node)


def alike(
    answers: Mapping[str, Mapping[str, frozenset[str]]],
    stubs: Mapping[str, frozenset[str]],
    most: int = 20,
) -> list[Pair]:
    """The pairs of learners with answers that are alike, first those with most of them.

    answers
        For each learner and question the parts of the answer.
    stubs
        For each question the parts of what was given out.
    """
    count = Counter((q, part) for of in answers.values() for q, all_ in of.items() for part in all_)
    everybody = max(FEW, NEARLY_ALL * len(answers))
    weight = {
        key: math.log(len(answers) / times) + 1
        for key, times in count.items()
        if times <= everybody and key[1] not in stubs.get(key[0], ())
    }
    own = {
        learner: {q: {(q, part) for part in all_} & weight.keys() for q, all_ in of.items()}
        for learner, of in answers.items()
    }
    pairs = []
    for first, second in combinations(sorted(own), 2):
        shares = {
            question: _share(weight, own[first][question], own[second][question])
            for question in own[first].keys() & own[second].keys()
        }
        found = sorted((q for q, share in shares.items() if share >= ALIKE), key=shares.get)
        if found:
            pairs.append(Pair(first, second, {q: shares[q] for q in reversed(found)}))
    return sorted(pairs, key=lambda p: (-len(p.questions), -p.share, p.first, p.second))[:most]


def _share(weight: Mapping, first: set, second: set) -> float:
    """How much of the lighter one both have; 0 where that is little."""
    common = _sum(weight, first & second)
    return common / min(_sum(weight, first), _sum(weight, second)) if common >= ENOUGH else 0.0


def _sum(weight: Mapping[tuple[str, str], float], keys: Iterable[tuple[str, str]]) -> float:
    return math.fsum(weight[key] for key in keys)
