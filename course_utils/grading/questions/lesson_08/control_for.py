"""The question control_for."""

from collections.abc import Mapping

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question

CONTROLS = ("no training", "other pictures", "left out", "late", "more data", "other seed")

# What each control would show if the claim were false; where it would show nothing, why.
SEEN = {
    "training": {
        "no training": "the untrained space does as well",
        "other pictures": "a training that is meant to fail fails. Was the real one worth it?",
        "left out": "that asks about new things. What did training add on the old ones?",
        "late": "that asks about timing",
        "more data": "a higher score after more of it. Than what, without it?",
        "other seed": "two trainings agree. What would none have given?",
    },
    "meaning": {
        "no training": "an untrained ear is at chance. So is every trained one without a meaning?",
        "other pictures": "the score stays with pictures that have nothing to do with the sounds",
        "left out": "that asks how far the meaning reaches, not where it comes from",
        "late": "the encoder does not care when",
        "more data": "a higher score would leave open why",
        "other seed": "the same score would leave open why",
    },
    "new things": {
        "no training": "that is chance, for old and new things alike",
        "other pictures": "that breaks the old things. What about new ones?",
        "left out": "things without a pair are found at chance",
        "late": "that asks about timing",
        "more data": "more sounds of the same things are no new things",
        "other seed": "another seed hears the same things",
    },
    "timing": {
        "no training": "that is chance, in step and out of step",
        "other pictures": "that breaks what is heard, too, not only when",
        "left out": "that asks about new kinds",
        "late": "a picture out of step is found as often as one in step",
        "more data": "a higher score would leave open what it comes from",
        "other seed": "the same score would leave open what it comes from",
    },
}
RIGHT = {
    "training": "no training",
    "meaning": "other pictures",
    "new things": "left out",
    "timing": "late",
}


def _what_is_seen(choice: Mapping[str, str]) -> list[str]:
    """What each chosen control would show; nothing where a claim is missing or there are others."""
    if set(choice) != set(SEEN):
        return []
    return [f"{claim}: {seen[choice[claim]]}" for claim, seen in SEEN.items()]


@question(kind="value", observe=_what_is_seen)
def control_for(value, holds):
    with holds("a control for each of the four claims"):
        expect.kind(value, {})
        expect.that(set(value) == set(RIGHT), f"the claims are {', '.join(RIGHT)}")
    for claim, control in RIGHT.items():
        with holds(f"{claim}: your control could refute it"):
            expect.that(claim in value, "no control was chosen")
            expect.one_of(value[claim], CONTROLS)
            expect.that(value[claim] == control, SEEN[claim][value[claim]])
