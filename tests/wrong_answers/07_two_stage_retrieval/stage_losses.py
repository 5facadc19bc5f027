"""Typical wrong answers to stage_losses. A docstring: words of the line that rejects it."""

import numpy as np


def _first(rows, right):
    return np.mean([row[0] in ids for row, ids in zip(rows, right, strict=True)])


def _among(rows, right, some=any):
    return np.mean([some(i in row for i in ids) for row, ids in zip(rows, right, strict=True)])


def _shares(answered, bound):
    return [answered, bound - answered, 1 - bound]


def percentages(candidates, ranked, right, K):
    """these are percentages"""
    shares = _shares(_first(ranked, right), _among(candidates[:, :K], right))
    return [100 * share for share in shares]


def numbers_of_queries(candidates, ranked, right, K):
    """these are numbers of queries"""
    shares = _shares(_first(ranked, right), _among(candidates[:, :K], right))
    return [len(right) * share for share in shares]


def losses_exchanged(candidates, ranked, right, K):
    """the two losses were exchanged"""
    answered, misread, missed = _shares(_first(ranked, right), _among(candidates[:, :K], right))
    return [answered, missed, misread]


def answered_last(candidates, ranked, right, K):
    """Which of the three comes first?"""
    answered, misread, missed = _shares(_first(ranked, right), _among(candidates[:, :K], right))
    return [misread, missed, answered]


def missed_is_misread_too(candidates, ranked, right, K):
    """what was missed counts as misread, too"""
    answered = _first(ranked, right)
    return [answered, 1 - answered, 1 - _among(candidates[:, :K], right)]


def among_is_answered(candidates, ranked, right, K):
    """among the first K is not yet first"""
    bound = _among(candidates[:, :K], right)
    return [bound, 0, 1 - bound]


def first_place_of_the_first_stage(candidates, ranked, right, K):
    """this is the first stage's first place"""
    return _shares(_first(candidates, right), _among(candidates[:, :K], right))


def k_ignored(candidates, ranked, right, K):
    """the reader sees only the first K"""
    return _shares(_first(ranked, right), _among(candidates, right))


def share_of_the_right_ones(candidates, ranked, right, K):
    """a share of the right ones was taken"""
    rows = zip(candidates[:, :K], right, strict=True)
    return _shares(_first(ranked, right), np.mean([np.isin(ids, row).mean() for row, ids in rows]))


def all_of_the_right_ones(candidates, ranked, right, K):
    """one right one among the K will do"""
    return _shares(_first(ranked, right), _among(candidates[:, :K], right, all))


def one_right_answer(candidates, ranked, right, K):
    """any of the right ones may come first"""
    single = [ids[:1] for ids in right]
    return _shares(_first(ranked, single), _among(candidates[:, :K], single))


def id_0_is_nothing(candidates, ranked, right, K):
    """many random searches"""
    answered = misread = 0
    for before, after, ids in zip(candidates, ranked, right, strict=True):
        found = next((i for i in before[:K] if i in ids), None)
        answered += bool(found) and after[0] in ids
        misread += bool(found) and after[0] not in ids
    return [answered / len(right), misread / len(right), 1 - (answered + misread) / len(right)]


def the_bound_alone(candidates, ranked, right, K):
    """three shares: answered, misread, missed"""
    bound = _among(candidates[:, :K], right)
    return [bound, 1 - bound]


def shares_of_the_losses(candidates, ranked, right, K):
    """every query belongs to one of the three"""
    answered, misread, missed = _shares(_first(ranked, right), _among(candidates[:, :K], right))
    lost = misread + missed or 1
    return [answered, misread / lost, missed / lost]


def five_whatever_k(candidates, ranked, right, K):
    """9 was not read"""
    return _shares(_first(ranked, right), _among(candidates[:, :5], right))


def five_are_read_at_most(candidates, ranked, right, K):
    """a later one of the K"""
    answered = _first(ranked, right)
    return _shares(answered, max(answered, _among(candidates[:, : min(K, 5)], right)))


def two_right_ones_at_most(candidates, ranked, right, K):
    """the third of the right ones"""
    right = [sorted(ids)[:2] for ids in right]
    return _shares(_first(ranked, right), _among(candidates[:, :K], right))


def twenty_queries(candidates, ranked, right, K):
    """8 stands first"""
    shares = _shares(_first(ranked, right), _among(candidates[:, :K], right))
    return [share * len(right) / 20 for share in shares]


def id_0_is_no_hit(candidates, ranked, right, K):
    """twenty queries"""
    rows = zip(candidates[:, :K].tolist(), right, strict=True)
    hits = [next((i for i in ids if i in row), None) for row, ids in rows]
    answered = np.array([row[0] in ids for row, ids in zip(ranked, right, strict=True)])
    return _shares(answered.mean(), np.mean(answered | [bool(hit) for hit in hits]))


def queries_by_their_candidates(candidates, ranked, right, K):
    """twenty queries"""
    places = {tuple(row): query for query, row in enumerate(candidates.tolist())}
    some = sorted(places.values())
    right = [right[query] for query in some]
    return _shares(_first(ranked[some], right), _among(candidates[some, :K], right))


def ids_within_texts(candidates, ranked, right, K):
    """1 is no part of 12 here"""
    texts = [str(ids) for ids in right]
    answered = np.mean([str(row[0]) in text for row, text in zip(ranked, texts, strict=True)])
    pairs = zip(candidates[:, :K], texts, strict=True)
    return _shares(answered, np.mean([any(str(i) in text for i in row) for row, text in pairs]))


def two_are_read_at_least(candidates, ranked, right, K):
    """with K = 1 nothing but the first candidate is read"""
    return _shares(_first(ranked, right), _among(candidates[:, : max(K, 2)], right))
