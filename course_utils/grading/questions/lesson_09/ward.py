"""The question ward."""

from collections.abc import Mapping

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question

RIGHT = {
    "A": "wrong colours",
    "B": "skipped row",
    "C": "other requests",
    "D": "two versions",
    "E": "wrong metric",
}
# What speaks against a name, for any patient that does not have it.
AGAINST = {
    "hub": "no row of it is found by more than 6 of 100 queries",
    "leak": "a leak makes a score better. Here none is better than the healthy one",
    "repeated captions": "its captions are those of the healthy space, which repeat as often",
    "other requests": "the same is asked of it as of the healthy space",
    "wrong colours": "its kept pictures get the vectors that they had",
    "wrong metric": "all that its index returns is nearest by cosine",
    "two versions": "nowhere in its file are own texts at chance, 50 %",
    "skipped row": "texts beside the own one are no closer to a picture",
}
# What speaks against it for one patient.
ALONE = {
    ("A", "other requests"): "the kept pictures are the same ones as ever, and 48 of 50 moved",
    ("A", "two versions"): "all along the file texts fit. What happens to pictures on their way?",
    ("B", "two versions"): "at chance it would be 50 %. And why are neighbours' texts closer?",
    ("D", "other requests"): "the means of the two months are alike, and half the file is lost",
    ("E", "wrong colours"): "its vectors are as they were. What else could choose other rows?",
}


def _said(patient, name):
    """What is to be said of a name for one patient: nothing where it is right."""
    if name == RIGHT[patient]:
        return "explains it"
    return ALONE.get((patient, name)) or AGAINST.get(name, "no such sickness")


def _what_is_said(named):
    whole = isinstance(named, Mapping) and set(named) == set(RIGHT)
    return [_said(patient, str(named[patient])) for patient in RIGHT] if whole else []


@question(kind="value", observe=_what_is_said)
def ward(value, holds):
    expect.that(isinstance(value, Mapping), "give a dict with the keys 'A' to 'E'")
    with holds("a sickness for each of A, B, C, D and E"):
        missing = sorted(RIGHT.keys() - value.keys())
        expect.that(not missing, f"the dict has no {', '.join(map(repr, missing))}")
        more = sorted(map(str, value.keys() - RIGHT.keys()))
        expect.that(not more, f"there is no patient {', '.join(more)}. They are A to E")
        for name in value.values():
            expect.one_of(name, AGAINST)
    with holds("each sickness is the sickness of one"):
        names = list(map(str, value.values()))
        twice = sorted({name for name in names if names.count(name) > 1})
        expect.that(not twice, f"{', '.join(twice)} comes twice. Each of the five has its own")
    for patient in RIGHT:
        with holds(f"{patient} is explained"):
            name = value.get(patient)
            expect.that(name == RIGHT[patient], f"{name}: {_said(patient, str(name))}")
