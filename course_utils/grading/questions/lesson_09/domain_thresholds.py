"""The question domain_thresholds."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.answers import No, NotAnswered
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, pair
from course_utils.grading.kernel.values import kind_of
from course_utils.grading.questions._kept import and_another, and_as_before, nothing_is_kept

DOMAINS = ("Maps", "maps", "old photos", "7")  # names that are easily taken for others
TWO = "give two numbers for each domain: the threshold, and the false alarms of its other scores"


def _domains(rng):
    """Four domains whose scores lie at different heights: one line is below 0, one above 1.

    Parts of 16 or 32 and sixteenths as what is allowed are exact in floating-point numbers. At
    times the share that is allowed is reached, at times it falls between two.
    """
    names = rng.permutation(DOMAINS)
    allowed = float(rng.choice([2, 3, 4]) / 16 + rng.choice([0, 0.02]))
    scores, domain, choosing = [], [], []
    for name, height in zip(names, rng.permutation([-0.8, 0, 0.3, 2.5]), strict=True):
        ours, others = int(rng.choice([16, 32])), int(rng.integers(20, 30))
        scores.append(rng.normal(height, 0.3, ours + others))
        domain += [str(name)] * (ours + others)
        choosing += [True] * ours + [False] * others
    order = rng.permutation(len(domain))
    scores = np.concatenate(scores)[order]
    return scores, np.array(domain)[order], np.array(choosing)[order], allowed


def _read(found):
    """{domain: (threshold, share)}, in whatever numbers came."""
    if found is ...:
        raise NotAnswered
    if not isinstance(found, dict):
        raise No(f"found {kind_of(found)}, expected a dict: a pair for each domain")
    pairs = {str(name): pair(both, TWO) for name, both in found.items()}
    return {name: (number(line), number(share)) for name, (line, share) in pairs.items()}


def _result(answer, *arguments):
    return {name: list(both) for name, both in _read(answer(*arguments)).items()}


def _case(rng):
    """Ten rows of each domain, in turn, and of these the same number to choose with."""
    domain = np.array(DOMAINS[:3])[(np.arange(30) + rng.integers(3)) % 3]
    choosing = rng.permuted(np.arange(10) % 2 == 0).repeat(3)
    return rng.normal(size=30), domain, choosing, float(rng.choice([0.2, 0.4, 0.6]) + 0.01)


@question(inputs=and_another(_domains, _case), observe=and_as_before(_result, _read))
def domain_thresholds(answer, holds):
    def line(scores, allowed):
        """The lowest of the scores that lets through no more than is allowed of them."""
        return min(s for s in scores if np.mean(scores >= s) <= allowed)

    def slow(scores, domain, choosing, allowed):
        found = {}
        for name in sorted(set(domain.tolist())):
            ours, others = (scores[(domain == name) & part] for part in (choosing, ~choosing))
            lowest = line(ours, allowed)
            found[name] = lowest, np.mean(others >= lowest)
        return found

    def misread(scores, domain, choosing, allowed):
        """What each misconception finds, {domain: (threshold, share)}, and what to say of it."""

        def right(ours, others):
            return line(ours, allowed)

        def way(words, choose=right, report=lambda ours, others, t: np.mean(others >= t)):
            found = {}
            for name in sorted(set(domain.tolist())):
                ours, others = (scores[(domain == name) & part] for part in (choosing, ~choosing))
                t = choose(ours, others)
                found[name] = t, report(ours, others, t)
            return found, words

        def moved(ours, steps):
            there = np.sort(ours)
            return there[max(0, np.searchsorted(there, line(ours, allowed)) + steps)]

        def by_others(ours, others):
            return line(others, allowed)

        def passing(ours, others, t):
            return np.mean(ours >= t)

        rest, for_all = scores[~choosing], line(scores[choosing], allowed)
        turned = {n: both[::-1] for n, both in slow(scores, domain, choosing, allowed).items()}
        between = "a quantile lies between two scores. Take one of them"
        together = "the other scores had a part in choosing. What are they for?"
        low = "one score too low: more than `allowed` of the chosen ones pass"
        lower_end = "this is the lower end. False alarms are at or above the line"
        best = "that is the highest score. Which is the lowest that will do?"
        all_reported = "all scores of the domain were reported. Which took no part?"
        elsewhere = "scores of other domains were reported as well"
        below = "this share stays below. Which are false alarms?"
        count = "this is a number of alarms. Which share of the others is it?"
        of_all = "divided by the others of all domains. How many has this one?"
        return (
            way("one line for all domains. Is it one world?", lambda o, p: for_all),
            way(together, lambda o, p: line(np.r_[o, p], allowed)),
            way("the two parts were exchanged. Where is `choosing` true?", by_others, passing),
            way("the line was chosen on the scores that it is reported on", by_others),
            way(low, lambda o, p: moved(o, -1)),
            way("one score too high. May `allowed` itself be reached?", lambda o, p: moved(o, 1)),
            way(between, lambda o, p: np.quantile(o, 1 - allowed)),
            way(lower_end, lambda o, p: -line(-o, allowed)),
            way(best, lambda o, p: max(o)),
            way("this is the share of the scores that chose the line", right, passing),
            way(all_reported, right, lambda o, p, t: np.mean(np.r_[o, p] >= t)),
            way(elsewhere, right, lambda o, p, t: np.mean(rest >= t)),
            way(below, right, lambda o, p, t: np.mean(p < t)),
            way(count, right, lambda o, p, t: np.sum(p >= t)),
            way(of_all, right, lambda o, p, t: np.sum(p >= t) / len(rest)),
            way("this is per cent. Give a share", right, lambda o, p, t: 100 * np.mean(p >= t)),
            (turned, "the share came first. Give the threshold, then the share"),
        )

    def compare(*arguments):
        found, right = _read(answer(*arguments)), slow(*arguments)
        missing, more = sorted(right.keys() - found.keys()), sorted(found.keys() - right.keys())
        expect.that(not missing, f"there is nothing for {', '.join(missing)}")
        expect.that(not more, f"{', '.join(more)} is no domain of these scores")
        values = np.array([found[name] for name in right])
        known = np.array([right[name] for name in right])
        for wrong, words in misread(*arguments):
            wrong = np.array([wrong[name] for name in right], dtype=float)
            if not np.allclose(wrong, known):
                expect.unlike(values, wrong, words)
        expect.close(values[:, 0], known[:, 0], "These are thresholds")
        expect.close(values[:, 1], known[:, 1], "The thresholds are right. Which scores pass them?")

    with holds("one domain: two of eight may pass"):
        scores = np.array([1, 2, 3, 4, 5, 6, 7, 8, 4.5, 9, 6.5, 7.5]) / 10
        compare(scores, np.array(["maps"] * 12), np.arange(12) < 8, 0.25)
    rng = np.random.default_rng(7)
    with holds("a line for each domain"):
        compare(*_domains(rng))
    with holds("many random domains"):
        for _ in range(8):
            compare(*_domains(rng))
    with holds("another call is another question"):
        nothing_is_kept(lambda *args: _read(answer(*args)), _case, "scores domain choosing allowed")
