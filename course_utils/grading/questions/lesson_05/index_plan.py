"""The question index_plan.

What plans find was measured once, by tools/measure_index_plans.py, and is looked up: k-means comes
out a little differently on every processor, and a judge should not.
"""

import json
from functools import cache
from importlib.resources import files

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.questions._plans import read_plan

PICTURES, MEMORY, READS, WANTED = 200_000_000, 16e9, 100, 0.95
KINDS = ("flat", "hnsw", "ivfpq", "refine")
DIM, NEIGHBOURS, MOST_PIECES, MOST_CANDIDATES = 384, 10, 64, 100
GALLERIES = ("clip art", "all pictures", "many made")
THREE = 'give three things, such as ("hnsw", 0, 0) or ("refine", 96, 200)'


@cache
def _measured():
    """For each gallery its size, and recall@10 by M and by candidates from 10 to 100."""
    found = json.loads((files("course_utils") / "assets/index_plans.json").read_text("utf-8"))
    return [(found[name]["n"], found[name]["recall"]) for name in GALLERIES]


def _read(plan):
    """(kind, M, candidates), in whatever they came; fails where they are no plan."""
    truths = "M and the candidates are whole numbers, not True or False"
    kind, pieces, candidates = read_plan(plan, KINDS, THREE, truths)
    if kind in ("ivfpq", "refine"):
        divides = "M is the number of pieces, and 384 numbers must divide into them evenly"
        expect.that(pieces > 0 and DIM % pieces == 0, divides)
        ten = "ten neighbours are wanted: candidates >= 10"
        expect.that(candidates >= NEIGHBOURS, ten)
    return kind, pieces, candidates


def _bytes(kind, pieces):
    return {"flat": 4 * DIM, "hnsw": 4 * DIM + 2 * 16 * 4}.get(kind, pieces + 8)


def _recalls(kind, pieces, candidates):
    """Size of each gallery and recall@10 there; longer codes and more candidates: at least so."""
    if kind in ("flat", "hnsw"):
        return [(n, 1.0) for n, _ in _measured()]
    row, place = str(min(pieces, MOST_PIECES)), min(candidates, MOST_CANDIDATES) - NEIGHBOURS
    return [(n, recall[row][place if kind == "refine" else 0]) for n, recall in _measured()]


def _consequences(plan):
    kind, pieces, candidates = _read(plan)
    return {
        "fits": _bytes(kind, pieces) * PICTURES <= MEMORY,
        "few reads": kind != "refine" or candidates <= READS,
        "finds enough": _recalls(kind, pieces, candidates)[-1][1] >= WANTED,
    }


@question(kind="value", observe=_consequences)
def index_plan(value, holds):
    with holds("a kind, a number of codes, a number of candidates"):
        _read(value)
    with holds("200 million of them fit into 16 GB"):
        kind, pieces, _ = _read(value)
        size = _bytes(kind, pieces) * PICTURES
        too_much = f"they take {size / 1e9:.1f} GB. How many bytes may one picture have?"
        expect.that(size <= MEMORY, too_much)
    with holds("at most 100 vectors are read from disk for a query"):
        kind, _, reads = _read(value)
        few = kind != "refine" or reads <= READS
        expect.that(few, f"{reads} reads. How far down do the true ten stand?")
    with holds("nineteen of twenty neighbours are found among 100,000 too"):
        plan = _read(value)
        found = _recalls(*plan)
        if found[-1][1] < WANTED:
            numbers = ", ".join(f"{recall:.4f} among {n:,}" for n, recall in found)
            bound = "The codes bound it. What do large systems do with the best estimates?"
            grows = (
                "It holds in the small gallery and fails in the large one, as rivals come closer"
            )
            more = "More candidates, or longer codes?"
            small = found[0][1] >= WANTED
            why = bound if plan[0] == "ivfpq" else grows if small else more
            expect.that(False, f"recall@10 is {numbers}. {why}")
