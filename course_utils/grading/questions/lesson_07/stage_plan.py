"""The question stage_plan."""

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.questions._plans import read_plan

PICTURES, MEMORY, MILLISECONDS, WANTED = 2_000_000, 8e9, 200, 0.6
CELLS, NUMBERS, POOLED, SCALE = 16, 128, 384, 2
READS, FIRST = 4, 0.9  # ms a picture; how often the reader puts a right candidate first
SEARCH = {"pooled": 20, "late": 120, "none": 0}
COLUMNS = (5, 10, 15, 20, 30, 40, 50, 100)
RECALL = {
    "pooled": (0.29, 0.40, 0.47, 0.52, 0.59, 0.65, 0.69, 0.80),
    "late": (0.48, 0.60, 0.68, 0.72, 0.78, 0.82, 0.85, 0.91),
}
THREE = 'give three things, such as ("pooled", 4, 10)'


def _read(plan):
    """(first stage, bytes, K), in whatever they came; fails where they are no plan."""
    truths = "bytes and K are whole numbers, not True or False"
    stage, size, k = read_plan(plan, SEARCH, THREE, truths)
    expect.one_of(size, (1, 2, 4))
    least = 'K is 5 at least: nothing smaller was measured. For "none" it is the number of pictures'
    expect.that(k >= COLUMNS[0] and (stage != "none" or k == PICTURES), least)
    return stage, size, k


def _bytes(stage, size):
    """Of one picture: the cells, which the reader needs, and what the first stage needs besides."""
    cells = CELLS * (NUMBERS * size + (SCALE if size == 1 else 0))
    return cells + (4 * POOLED if stage == "pooled" else 0)


def _accuracy(stage, k):
    """R@1; a K between two columns counts as the smaller one."""
    if stage == "none":
        return FIRST
    column = max(i for i, measured in enumerate(COLUMNS) if measured <= k)
    return FIRST * RECALL[stage][column]


def _consequences(plan):
    stage, size, k = _read(plan)
    return {
        "fits": _bytes(stage, size) * PICTURES <= MEMORY,
        "in time": SEARCH[stage] + READS * k <= MILLISECONDS,
        "finds enough": _accuracy(stage, k) >= WANTED,
    }


@question(kind="value", observe=_consequences)
def stage_plan(value, holds):
    with holds("a first stage, the bytes of a number, how many pictures the reader reads"):
        _read(value)
    stage, size, k = _read(value)
    with holds("2 million pictures fit into 8 GB"):
        one = _bytes(stage, size)
        both = " Both stages store something." if stage == "pooled" else ""
        much = f"{one:,} bytes a picture are {one * PICTURES / 1e9:.3f} GB.{both}"
        expect.that(one * PICTURES <= MEMORY, f"{much} What could be smaller?")
    with holds("a search takes at most 200 ms"):
        time = SEARCH[stage] + READS * k
        expect.that(time <= MILLISECONDS, f"it takes {time:,} ms. How much is left to the reader?")
    with holds("R@1 is at least 0.60"):
        found = _accuracy(stage, k)
        bound = found / FIRST
        why = "The first stage bounds it" if bound < WANTED else "The reader loses a tenth of that"
        short = f"R@1 is {found:.3f}: {bound:.2f} have the right one among {k}. {why}"
        expect.that(found >= WANTED, short)
