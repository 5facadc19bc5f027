"""The question sickness."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import texts
from course_utils.grading.questions.lesson_09._patients import WAYS, patient

EACH, ENOUGH = 3, 2  # spaces of each way, and how many of them are to be named rightly

# What is said of a space of each way that was given another name.
SEEN = {
    "as it should be": "nothing is wrong with it. Two equal rows of 200 are not many",
    "long rows, index by cosine": "its rows are long, but all that was found is near by cosine",
    "an index that misses some": "its index misses a tenth, as quick ones do. The rest is near",
    "long rows, index by product": "what was found has the largest products. Is it near by cosine?",
    "long rows, index by L2": "what was found is near by the L2 distance. And by cosine?",
    "the end is another version": "from some row on a query's own row is anywhere, by chance",
    "rows of another version, scattered": "rows of the other version need not stand together",
    "the gallery lost a row": "from some row on what belongs to query i stands in row i - 1",
    "the queries lost a row": "from some row on what belongs to query i stands in row i + 1",
    "a mean among the rows": "one row is among the first ten of nearly all queries",
    "things twice, to the last bit": "80 of its 200 rows are there twice",
    "things twice, not quite equal": "80 of its rows have a twin that is not quite equal",
}
# What is said instead where this name was given.
INSTEAD = {
    ("two versions", "hub"): "it has a hub, since many queries miss their own rows. Look there",
    ("two versions", "skipped row"): "the rows beside it are no nearer either",
    ("wrong metric", "hub"): "long rows are found often by this index. Why only by it?",
}


def _seeds(rng):
    """A seed for each space: the spaces themselves are made one by one, when they are asked for."""
    return (rng.integers(2**32, size=(len(WAYS), EACH)),)


def _named(answer, seeds):
    """For each way to be healthy or sick whether enough of its spaces got their name."""
    ways, right = list(WAYS), np.zeros(len(WAYS), int)
    for number in np.random.default_rng(0).permutation(seeds.size):
        way = ways[number // EACH]
        if right[number // EACH] == ENOUGH:
            continue
        space = patient(np.random.default_rng(seeds.flat[number]), way)
        right[number // EACH] += texts([answer(*space)])[0] == WAYS[way]
    return (right == ENOUGH).tolist()


@question(inputs=_seeds, observe=_named, count=1)
def sickness(answer, holds):
    rng = np.random.default_rng(7)

    def named(way):
        found = []
        while len(found) < EACH and found.count(WAYS[way]) < ENOUGH:
            found += texts([answer(*patient(rng, way))])
            expect.one_of(found[-1], list(dict.fromkeys(WAYS.values())))
        others = [name for name in found if name != WAYS[way]]
        if len(others) > EACH - ENOUGH:
            why = INSTEAD.get((WAYS[way], others[0]), SEEN[way])
            expect.that(False, f"{len(others)} of {EACH} are called {others[0]!r}: {why}")

    for way, name in WAYS.items():
        with holds(f"{name}: {way}" if name != "healthy" else f"not sick: {way}"):
            named(way)
