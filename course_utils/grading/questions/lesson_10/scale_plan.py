"""The question scale_plan."""

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.questions._plans import read_plan

PICTURES, NUMBERS, ID, COPIES = 400_000_000, 768, 8, 2
MEMORY, CORES, EUROS = 100e9, 4, 400  # of a machine: bytes, cores that may be busy, a month
BUDGET, QUERIES, WANTED = 5_000, 50, 0.9
CPU = {"exact": 200.0, "cells": 0.25}  # core seconds a query
RECALL = {"exact": 1.0, "cells": 0.97}
CODES = {32: (0.2, 0.62), 64: (0.35, 0.84), 96: (0.5, 0.91), 128: (0.65, 0.94)}
THREE = 'give three things, such as ("cells", 4, 20)'


def _read(plan):
    """(kind, bytes, machines), in whatever they came; fails where they are no plan."""
    truths = "bytes and machines are whole numbers, not True or False"
    kind, size, machines = read_plan(plan, (*CPU, "codes"), THREE, truths)
    if kind == "codes":
        expect.that(size in CODES, f"a code of {size} bytes was not measured: 32, 64, 96 or 128")
    else:
        expect.that(size in (2, 4), f"a number of a whole vector takes 2 bytes or 4, not {size}")
    expect.that(machines >= COPIES, "two copies on different machines need two machines at least")
    return kind, size, machines


def _bytes(kind, size):
    """Of one picture, in memory, once."""
    return (size if kind == "codes" else NUMBERS * size) + ID


def _cores(kind, size):
    """Busy all the time at the busiest hour."""
    return QUERIES * (CODES[size][0] if kind == "codes" else CPU[kind])


def _recall(kind, size):
    return CODES[size][1] if kind == "codes" else RECALL[kind]


def _consequences(plan):
    kind, size, machines = _read(plan)
    return {
        "fits": COPIES * PICTURES * _bytes(kind, size) <= machines * MEMORY,
        "keeps up": _cores(kind, size) <= machines * CORES,
        "finds enough": _recall(kind, size) >= WANTED,
        "in the budget": machines * EUROS <= BUDGET,
    }


@question(kind="value", observe=_consequences)
def scale_plan(value, holds):
    with holds("a kind, a number of bytes, a number of machines"):
        _read(value)
    kind, size, machines = _read(value)
    with holds("two copies of 400 million fit into the machines' memory"):
        both = COPIES * PICTURES * _bytes(kind, size)
        once = " One copy would fit." if both <= COPIES * machines * MEMORY else ""
        much = f"two copies take {both / 1e9:,.1f} GB, and there are {machines * MEMORY / 1e9:,.0f}"
        expect.that(both <= machines * MEMORY, f"{much}.{once} What could be smaller?")
    with holds("50 queries a second are answered with half of the cores"):
        busy = _cores(kind, size)
        slow = f"{busy:,.1f} cores would be busy, and {machines * CORES} may be. Memory is not all"
        expect.that(busy <= machines * CORES, slow)
    with holds("nine of ten neighbours are found"):
        found = f"recall@10 is {_recall(kind, size):.2f}. Which codes find more?"
        expect.that(_recall(kind, size) >= WANTED, found)
    with holds("at most 5,000 € a month"):
        money = f"{machines} machines cost {machines * EUROS:,} € a month"
        expect.that(machines * EUROS <= BUDGET, money)
