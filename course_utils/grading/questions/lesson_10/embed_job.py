"""The question embed_job."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers
from course_utils.grading.questions.lesson_10._disk import Trial

MOST_STEPS = 400  # far more than any way to do it takes


def _job(rng):
    """Four shards, whose names stand in no order, and what each picture becomes.

    The last one's name, with a 0 behind it, is the first one's.
    """
    shards, table = {}, {}
    last = 10 * (rng.permutation(9)[:3] + 1) + [0, *rng.integers(10, size=2)]
    sizes = rng.permutation([1, 2, 3, 5])
    for number, many in zip([*last, last[0] // 10], sizes, strict=True):
        order = "53142"[:many]  # they do not come by their names
        pictures = [f"{number}-{i}-{rng.integers(10**9)}.webp" for i in order]
        shards[f"shard{number}"] = pictures
        table |= {picture: rng.integers(1, 10_000, 3) / 16 for picture in pictures}
    return shards, table


def _deaths(answer, job):
    """The job of an answer after each death there can be: killed at step 0, at step 1, ..."""
    for steps in range(MOST_STEPS):
        trial = Trial(*job)
        if trial.run(answer, steps) is not None:
            return
        yield trial


def _jobs_and_deaths(rng):
    return (*_job(rng), rng.integers(3, 25, (4, 5)).tolist())


def _first(shards):
    """A job of one shard."""
    name = next(iter(shards))
    return {name: shards[name]}


def _consequences(answer, shards, table, deaths):
    """Undisturbed, after each single death, and after several: what is found, and what it took."""
    job, calm = (shards, table), Trial(shards, table)
    found = [numbers(calm.run(answer)).tolist(), calm.damaged(), calm.begun()]
    once, again = dict(calm.encoded), calm.run(answer)
    found += [once == dict.fromkeys(table, 1), calm.again, numbers(again).tolist()]
    for trial in _deaths(answer, job):
        fair = not trial.damaged() and len(trial.begun()) <= 1
        right = np.array_equal(numbers(trial.run(answer)), trial.rows(shards))
        found.append(fair and right and not trial.again)
    found[6:] = [all(found[6:])]
    for some in deaths:
        trial = Trial(*job)
        ends = [trial.run(answer, steps) for steps in [*some, np.inf]]
        found.append([numbers(ends[-1]).tolist(), trial.damaged(), trial.again])
    alone = Trial(_first(shards), table)
    return [*found, numbers(alone.run(answer)).tolist(), list(map(alone.state, alone.shards))]


@question(inputs=_jobs_and_deaths, observe=_consequences, count=2)
def embed_job(answer, holds):
    job = _job(np.random.default_rng(7))

    def compare(trial, found):
        found, right = numbers(found), trial.rows(trial.shards)
        expect.that(found.ndim == 2, "one array for all shards: a row for each picture")
        lost = "Where are the rows of the shards that an earlier run had finished?"
        expect.that(len(found) >= len(right), f"{len(right)} pictures, {len(found)} rows. {lost}")
        more = f"{len(right)} pictures, {len(found)} rows. What else lies on the disk?"
        expect.that(len(found) <= len(right), more)
        by_name = "the shards came in the order of their names, not in the order given"
        expect.unlike(found, trial.rows(sorted(trial.shards)), by_name)
        sorted_within = [trial.table[p] for shard in trial.shards.values() for p in sorted(shard)]
        names = "the pictures of a shard came in the order of their names"
        expect.unlike(found, np.array(sorted_within), names)
        cut = "the values were cut to whole numbers. Which kind of numbers has the array?"
        expect.unlike(found, np.trunc(right), cut)
        expect.equal(found, right, "these are not the rows of the pictures, shard by shard")
        nowhere = [name for name in trial.shards if trial.state(name) == "nothing"]
        expect.that(not nowhere, f"nothing lies under the name of {len(nowhere)} shards in the end")
        expect.that(not trial.damaged(), "something else than its rows lies under a shard's name")

    with holds("nothing happens: the rows of all pictures, shard by shard"):
        trial = Trial(*job)
        try:
            found = trial.run(answer)
        except FileNotFoundError:
            part = f"{min(trial.shards, key=len)} is not done: its name is a part of another one's"
            expect.that(set(trial.encoded) == set(trial.table), part)
            raise
        compare(trial, found)
        most = max(trial.encoded.values())
        expect.that(most == 1, f"a picture was encoded {most} times, though nothing happened")
    with holds("one shard alone: its rows, and they lie under its name"):
        alone = Trial(_first(job[0]), job[1])
        expect.equal(numbers(alone.run(answer)), alone.rows(alone.shards))
        beside = "what lies under the name of the only shard is not its rows"
        expect.that([*map(alone.state, alone.shards)] == ["finished"], beside)
    with holds("called again when all is done, it encodes nothing"):
        trial = Trial(*job)
        trial.run(answer)
        compare(trial, trial.run(answer))
        expect.that(not trial.again, f"{trial.again} pictures were encoded again")
    with holds("whenever it dies, under a shard's name lies nothing, or all of its rows"):
        for trial in _deaths(answer, job):
            half = (
                "it died, and a part of the rows lay under a shard's name. A write can end midway"
            )
            expect.that(not trial.damaged(), half)
    with holds("whenever it dies, all shards but the one in hand are safe"):
        for trial in _deaths(answer, job):
            begun = len(trial.begun())
            safe = f"it died, and {begun} shards that it had encoded lay nowhere under their names"
            expect.that(begun <= 1, safe)
    with holds("called again after a death, it loses nothing and repeats no finished shard"):
        for trial in _deaths(answer, job):
            found = trial.run(answer)
            trusted = "what a death had left half written was taken for a whole shard"
            expect.that(not trial.damaged(), trusted)
            compare(trial, found)
            repeated = f"{trial.again} pictures of finished shards were encoded again"
            expect.that(not trial.again, repeated)
    with holds("it may die again and again"):
        rng = np.random.default_rng(8)
        for _ in range(20):
            trial = Trial(*_job(rng))
            ends = [trial.run(answer, int(steps)) for steps in rng.integers(3, 25, 6)]
            compare(trial, ends[-1] if ends[-1] is not None else trial.run(answer))
