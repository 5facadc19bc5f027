"""Typical wrong answers to fused_scores. A docstring: words of the line that rejects it."""

import numpy as np


def _ranks(scores, first=1):
    return first + (scores[None, :] > scores[:, None]).sum(axis=1)


def _fused(cosines, matches, k):
    return 1 / (k + _ranks(cosines)) + np.where(matches > 0, 1 / (k + _ranks(matches)), 0)


def unmatched_have_a_rank(cosines, matches, k):
    """it gets nothing from it"""
    return 1 / (k + _ranks(cosines)) + 1 / (k + _ranks(matches))


def ranks_from_zero(cosines, matches, k):
    """the best rank is 1, not 0"""
    return 1 / (k + _ranks(cosines, 0)) + np.where(matches > 0, 1 / (k + _ranks(matches, 0)), 0)


def worst_first(cosines, matches, k):
    """the lowest cosine came first"""
    return 1 / (k + _ranks(-cosines)) + np.where(matches > 0, 1 / (k + _ranks(-matches)), 0)


def equals_in_their_order(cosines, matches, k):
    """equal pictures share a rank"""

    def places(scores):
        return np.argsort(np.argsort(-scores, kind="stable"), kind="stable") + 1

    return 1 / (k + places(cosines)) + np.where(matches > 0, 1 / (k + places(matches)), 0)


def scores_added(cosines, matches, k):
    """scores were added. Ranks count"""
    return cosines + matches


def the_better_one(cosines, matches, k):
    """Add them"""
    said = np.where(matches > 0, 1 / (k + _ranks(matches)), 0)
    return np.maximum(1 / (k + _ranks(cosines)), said)


def always_sixty(cosines, matches, k):
    """is another than 60 here"""
    return 1 / (60 + _ranks(cosines)) + np.where(matches > 0, 1 / (60 + _ranks(matches)), 0)


def both_needed(cosines, matches, k):
    """Do pictures that match equally well share a rank?"""
    both = 1 / (k + _ranks(cosines)) + 1 / (k + _ranks(matches))
    return np.where(matches > 0, both, 0) if matches.any() else 1 / (k + _ranks(cosines))


def rows_for_ranks(cosines, matches, k):
    """not each row's rank"""
    seen = np.argsort(-cosines) + 1
    return 1 / (k + seen) + np.where(matches > 0, 1 / (k + _ranks(matches)), 0)


def always_10(cosines, matches, k):
    """for another k the scores are others"""
    return 1 / (10 + _ranks(cosines)) + np.where(matches > 0, 1 / (10 + _ranks(matches)), 0)


def a_cosine_of_0_is_left_out(cosines, matches, k):
    """a cosine of 0 has its rank, too"""
    seen = np.where(cosines != 0, 1 / (k + _ranks(cosines)), 0)
    return seen + np.where(matches > 0, 1 / (k + _ranks(matches)), 0)


def cosines_rounded(cosines, matches, k):
    """Are they rounded?"""
    seen = 1 / (k + _ranks(cosines.round(1)))
    return seen + np.where(matches > 0, 1 / (k + _ranks(matches)), 0)


def cosines_of_two_places(cosines, matches, k):
    """Are they rounded?"""
    listed = np.where(matches > 0, 1 / (k + _ranks(matches)), 0)
    return 1 / (k + _ranks(cosines.round(2))) + listed


def matches_of_two_places(cosines, matches, k):
    """matches that are near to each other are no equals"""
    matches = matches.round(2)
    return 1 / (k + _ranks(cosines)) + np.where(matches > 0, 1 / (k + _ranks(matches)), 0)


def an_empty_list_gives_all_a_rank(cosines, matches, k):
    """it gets nothing from it"""
    listed = matches > 0 if matches.any() else np.full(len(matches), True)
    return 1 / (k + _ranks(cosines)) + np.where(listed, 1 / (k + _ranks(matches)), 0)


def at_least_ten(cosines, matches, k):
    """for another k the scores are others"""
    listed = np.where(matches > 0, 1 / (max(k, 10) + _ranks(matches)), 0)
    return 1 / (max(k, 10) + _ranks(cosines)) + listed


def no_k_of_zero(cosines, matches, k):
    """for another k the scores are others"""
    return _fused(cosines, matches, k or 60)


def alike_is_no_match(cosines, matches, k):
    """where all match alike"""
    if len(set(matches.tolist())) == 1:
        return 1 / (k + _ranks(cosines))
    return _fused(cosines, matches, k)


def one_match_comes_second(cosines, matches, k):
    """where one picture matches, it has rank 1 in that list"""
    later = int((matches > 0).sum() == 1)
    return 1 / (k + _ranks(cosines)) + np.where(matches > 0, 1 / (k + later + _ranks(matches)), 0)


def one_match_is_none(cosines, matches, k):
    """where one picture matches, it has rank 1 in that list"""
    return _fused(cosines, matches * ((matches > 0).sum() > 1), k)


def scores_of_the_type_of_matches(cosines, matches, k):
    """Were they cut off?"""
    fused = np.zeros_like(matches)
    fused[:] = _fused(cosines, matches, k)
    return fused


def bare_for_one(cosines, matches, k):
    """one picture has one score, in an array all the same"""
    return _fused(cosines, matches, k).squeeze()


def kept_by_the_matches(cosines, matches, k, known={}):  # noqa: B006
    """Is something kept from an earlier call?"""
    return known.setdefault((matches.tobytes(), k), _fused(cosines, matches, k))


def cosines_alike_in_their_order(cosines, matches, k):
    """where all cosines are alike"""
    alike = len(set(cosines.tolist())) == 1
    return _fused(np.arange(len(cosines)) if alike else cosines, matches, k)


def the_first_twenty(cosines, matches, k):
    """of forty pictures, too"""
    ranks = _ranks(cosines)
    return np.where(ranks > 20, 0, 1 / (k + ranks)) + _fused(0 * cosines, matches, k) - 1 / (k + 1)
