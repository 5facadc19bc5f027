"""The question diagnosis."""

from collections.abc import Mapping

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question

FAULTS = ("scaled twice", "turned", "channels swapped", "none")


@question(kind="value")
def diagnosis(value, holds):
    right = {"A": "scaled twice", "B": "channels swapped", "C": "turned", "D": "none"}
    expect.that(isinstance(value, Mapping), "give a dict with the keys 'A', 'B', 'C' and 'D'")
    with holds("one fault for each of A, B, C and D"):
        missing = sorted(right.keys() - value.keys())
        expect.that(not missing, f"the dict has no {', '.join(map(repr, missing))}")
        more = sorted(map(str, value.keys() - right.keys()))
        expect.that(not more, f"there is no service {', '.join(more)}. They are A, B, C and D")
        for fault in value.values():
            expect.one_of(fault, FAULTS)
    with holds("each fault is the fault of one"):
        twice = sorted({str(f) for f in value.values() if list(value.values()).count(f) > 1})
        expect.that(not twice, f"{', '.join(twice)} comes twice. Each of the four has its own")
    with holds("A is explained"):
        same = "all its pictures have nearly one vector. Which fault leaves hardly any contrast?"
        expect.that(value.get("A") == right["A"], same)
    with holds("B is explained"):
        mild = "it loses little, yet its vectors moved. Which fault changes colours only?"
        expect.that(value.get("B") == right["B"], mild)
    with holds("C is explained"):
        half = "its pictures differ as they should, yet many are wrong. What hides shapes?"
        expect.that(value.get("C") == right["C"], half)
    with holds("D is explained"):
        noise = "its vectors are the right ones still. Can a fault of preparation leave them so?"
        expect.that(value.get("D") == right["D"], noise)
