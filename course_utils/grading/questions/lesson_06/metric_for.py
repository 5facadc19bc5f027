"""The question metric_for."""

from collections.abc import Mapping

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question

METRICS = ("hit rate at 1", "MRR", "precision at 5", "recall at 10", "nDCG at 5")


SHIPPED = {
    "voice": dict(zip(METRICS, "AABBB", strict=True)),
    "shortlist": dict(zip(METRICS, "AAABA", strict=True)),
    "shop": dict(zip(METRICS, "==BBA", strict=True)),
    "page": dict(zip(METRICS, "AABAB", strict=True)),
}


def _what_is_shipped(choice: Mapping[str, str]) -> list[str]:
    """Which system goes out in each job; nothing where a job is missing or there are others."""
    if set(choice) != set(SHIPPED):
        return []
    return [f"{job}: {shipped[choice[job]]}" for job, shipped in SHIPPED.items()]


@question(kind="value", observe=_what_is_shipped)
def metric_for(value, holds):
    wanted = {"voice": "A", "shortlist": "B", "shop": "A", "page": "B"}
    users = {
        "voice": "the loudspeaker never says the right answer first",
        "shortlist": "two of five right items never reach the second model",
        "shop": "the exact fit stands last on the page",
        "page": "four of the five pictures are junk",
    }
    with holds("a metric for each of the four jobs"):
        expect.kind(value, {})
        expect.that(set(value) == set(wanted), f"the jobs are {', '.join(wanted)}")
    for job, system in wanted.items():
        with holds(f"{job}: your metric ships the system that serves the users"):
            expect.that(job in value, "no metric was chosen")
            expect.one_of(value[job], METRICS)
            shipped = SHIPPED[job][value[job]]
            tie = f"{value[job]} sees no difference between the two"
            expect.that(shipped != "=", f"{tie}, and the wrong one may go out")
            ships = f"{value[job]} ships system {shipped}, and {users[job]}"
            expect.that(shipped == system, ships)
