"""Typical wrong answers to domain_thresholds. A docstring: words of the line that rejects it."""

import numpy as np


def _line(scores, allowed):
    return min(s for s in scores if np.mean(scores >= s) <= allowed)


def _each(choose, report=lambda ours, others, line: np.mean(others >= line)):
    """{domain: (threshold, share)} by choose(ours, others, allowed) and report(ours, others, t)."""

    def found(scores, domain, choosing, allowed):
        pairs = {}
        for name in set(domain.tolist()):
            here = domain == name
            ours, others = scores[here & choosing], scores[here & ~choosing]
            line = choose(ours, others, allowed)
            pairs[name] = line, report(ours, others, line)
        return pairs

    return found


def _right(ours, others, allowed):
    return _line(ours, allowed)


def one_line_for_all(scores, domain, choosing, allowed):
    """Is it one world?"""
    line = _line(scores[choosing], allowed)
    return _each(lambda ours, others, a: line)(scores, domain, choosing, allowed)


def chosen_on_all_scores(scores, domain, choosing, allowed):
    """the other scores had a part in choosing"""
    return _each(lambda o, p, a: _line(np.r_[o, p], a))(scores, domain, choosing, allowed)


def parts_exchanged(scores, domain, choosing, allowed):
    """the two parts were exchanged"""
    return _each(_right)(scores, domain, ~choosing, allowed)


def chosen_where_it_is_reported(scores, domain, choosing, allowed):
    """the line was chosen on the scores that it is reported on"""
    return _each(lambda ours, others, a: _line(others, a))(scores, domain, choosing, allowed)


def first_that_is_not_allowed(scores, domain, choosing, allowed):
    """more than `allowed` of the chosen ones pass"""

    def choose(ours, others, a):
        return np.sort(ours)[::-1][int(a * len(ours))]

    return _each(choose)(scores, domain, choosing, allowed)


def strictly_above_the_line(scores, domain, choosing, allowed):
    """more than `allowed` of the chosen ones pass"""

    def choose(ours, others, a):
        return min(s for s in ours if np.mean(ours > s) <= a)

    return _each(choose)(scores, domain, choosing, allowed)


def fewer_than_allowed(scores, domain, choosing, allowed):
    """May `allowed` itself be reached?"""

    def choose(ours, others, a):
        return np.sort(ours)[::-1][max(int(a * len(ours)) - 2, 0)]

    return _each(choose)(scores, domain, choosing, allowed)


def quantile(scores, domain, choosing, allowed):
    """a quantile lies between two scores"""
    return _each(lambda o, p, a: np.quantile(o, 1 - a))(scores, domain, choosing, allowed)


def lower_end(scores, domain, choosing, allowed):
    """this is the lower end"""

    def choose(ours, others, a):
        return max(s for s in ours if np.mean(ours <= s) <= a)

    return _each(choose)(scores, domain, choosing, allowed)


def highest_score(scores, domain, choosing, allowed):
    """Which is the lowest that will do?"""
    return _each(lambda ours, others, a: ours.max())(scores, domain, choosing, allowed)


def reported_on_the_choosing_part(scores, domain, choosing, allowed):
    """this is the share of the scores that chose the line"""
    report = _each(_right, lambda ours, others, t: np.mean(ours >= t))
    return report(scores, domain, choosing, allowed)


def reported_on_all(scores, domain, choosing, allowed):
    """all scores of the domain were reported"""
    report = _each(_right, lambda ours, others, t: np.mean(np.r_[ours, others] >= t))
    return report(scores, domain, choosing, allowed)


def reported_on_other_domains(scores, domain, choosing, allowed):
    """scores of other domains were reported as well"""
    report = _each(_right, lambda ours, others, t: np.mean(scores[~choosing] >= t))
    return report(scores, domain, choosing, allowed)


def share_below(scores, domain, choosing, allowed):
    """Which are false alarms?"""
    report = _each(_right, lambda ours, others, t: np.mean(others < t))
    return report(scores, domain, choosing, allowed)


def number_of_alarms(scores, domain, choosing, allowed):
    """this is a number of alarms"""
    report = _each(_right, lambda ours, others, t: np.sum(others >= t))
    return report(scores, domain, choosing, allowed)


def divided_by_all_others(scores, domain, choosing, allowed):
    """How many has this one?"""
    report = _each(_right, lambda ours, others, t: np.sum(others >= t) / sum(~choosing))
    return report(scores, domain, choosing, allowed)


def per_cent(scores, domain, choosing, allowed):
    """this is per cent"""
    report = _each(_right, lambda ours, others, t: 100 * np.mean(others >= t))
    return report(scores, domain, choosing, allowed)


def share_first(scores, domain, choosing, allowed):
    """the share came first"""
    found = _each(_right)(scores, domain, choosing, allowed)
    return {name: both[::-1] for name, both in found.items()}


def thresholds_alone(scores, domain, choosing, allowed):
    """give two numbers for each domain"""
    found = _each(_right)(scores, domain, choosing, allowed)
    return {name: line for name, (line, _) in found.items()}


def a_domain_is_left_out(scores, domain, choosing, allowed):
    """there is nothing for"""
    found = _each(_right)(scores, domain, choosing, allowed)
    del found[max(found)]
    return found


def no_line_below_zero(scores, domain, choosing, allowed):
    """These are thresholds"""
    found = _each(lambda ours, others, allowed: max(0.0, _line(ours, allowed)))
    return found(scores, domain, choosing, allowed)


def lines_up_to_one(scores, domain, choosing, allowed):
    """These are thresholds"""
    return _each(lambda ours, others, allowed: min(_line(ours, allowed), 1.0))(
        scores, domain, choosing, allowed
    )


def three_domains(scores, domain, choosing, allowed):
    """there is nothing for"""
    found = _each(_right)(scores, domain, choosing, allowed)
    return {name: found[name] for name in sorted(found)[:3]}


def names_without_their_capitals(scores, domain, choosing, allowed):
    """there is nothing for Maps"""
    lines = {}
    for name in np.unique(domain):
        ours, others = (scores[(domain == name) & part] for part in (choosing, ~choosing))
        line = min(s for s in ours if np.mean(ours >= s) <= allowed)
        lines[str(name).lower()] = line, np.mean(others >= line)
    return lines


def _kept(scores, domain, choosing, allowed, known={}):  # noqa: B006
    key = scores.tobytes(), domain.tobytes(), choosing.tobytes()
    if key not in known:
        known[key] = {}
        for name in np.unique(domain):
            ours, others = (scores[(domain == name) & part] for part in (choosing, ~choosing))
            known[key][str(name)] = (line := _line(ours, allowed)), np.mean(others >= line)
    return known[key]


def kept_whatever_is_allowed(scores, domain, choosing, allowed):
    """with another `allowed` came what came before"""
    return _kept(scores, domain, choosing, allowed)
