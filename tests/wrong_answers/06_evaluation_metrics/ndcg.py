"""Typical wrong answers to ndcg. A docstring: words of the line that rejects it."""

import numpy as np


def _dcg(values, gain=lambda g: 2**g - 1, base=2):
    return sum(gain(g) / (np.log(rank + 1) / np.log(base)) for rank, g in enumerate(values, 1))


def _both(ranked, grades, k):
    found = [grades.get(item, 0) for item in ranked[:k]]
    return found, sorted(grades.values(), reverse=True)


def the_code_in_use(ranked, grades, k):
    """What is the ideal made of?"""
    found = np.array([grades.get(item, 0) for item in ranked[:k]])
    ideal = np.sort(found)[::-1]
    discount = np.log2(np.arange(len(found)) + 2)
    return float((found / discount).sum() / ((ideal / discount).sum() + 1e-3))


def ideal_from_the_list(ranked, grades, k):
    """What is the ideal made of?"""
    found, _ = _both(ranked, grades, k)
    ideal = _dcg(sorted(found, reverse=True))
    return float(_dcg(found) / ideal) if ideal else 0.0


def linear_gain(ranked, grades, k):
    """this is linear gain"""
    found, every = _both(ranked, grades, k)
    ideal = _dcg(every[:k], float)
    return float(_dcg(found, float) / ideal) if ideal else 0.0


def without_minus_one(ranked, grades, k):
    """grade 0 gains nothing"""
    found, every = _both(ranked, grades, k)
    ideal = _dcg(every[:k], lambda g: 2**g)
    return float(_dcg(found, lambda g: 2**g) / ideal) if any(every) else 0.0


def keeps_the_epsilon(ranked, grades, k):
    """What was added below the line?"""
    found, every = _both(ranked, grades, k)
    return float(_dcg(found) / (_dcg(every[:k]) + 1e-3))


def ideal_not_cut(ranked, grades, k):
    """How long is the ideal list?"""
    found, every = _both(ranked, grades, k)
    ideal = _dcg(every)
    return float(_dcg(found) / ideal) if ideal else 0.0


def discount_from_rank_zero(ranked, grades, k):
    """the discount at rank r is log2(r + 1)"""
    found, every = _both(ranked, grades, k)

    def dcg(values):
        return sum((2**g - 1) / max(np.log2(r), 1) for r, g in enumerate(values, 1))

    ideal = dcg(every[:k])
    return float(dcg(found) / ideal) if ideal else 0.0


def discount_is_the_rank(ranked, grades, k):
    """the discount at rank r is log2(r + 1)"""
    found, every = _both(ranked, grades, k)

    def dcg(values):
        return sum((2**g - 1) / r for r, g in enumerate(values, 1))

    ideal = dcg(every[:k])
    return float(dcg(found) / ideal) if ideal else 0.0


def discount_one_rank_too_late(ranked, grades, k):
    """the discount at rank r is log2(r + 1)"""
    found, every = _both(ranked, grades, k)

    def dcg(values):
        return sum((2**g - 1) / np.log2(r + 2) for r, g in enumerate(values, 1))

    ideal = dcg(every[:k])
    return float(dcg(found) / ideal) if ideal else 0.0


def without_a_discount(ranked, grades, k):
    """where is the rank?"""
    found, every = _both(ranked, grades, k)
    ideal = sum(2**g - 1 for g in every[:k])
    return float(sum(2**g - 1 for g in found) / ideal) if ideal else 0.0


def a_smaller_epsilon(ranked, grades, k):
    """What was added below the line?"""
    found, every = _both(ranked, grades, k)
    return float(_dcg(found) / (_dcg(every[:k]) + 1e-4))


def ideal_as_long_as_the_list(ranked, grades, k):
    """the ideal list is not as short as the one retrieved"""
    found, every = _both(ranked, grades, k)
    ideal = _dcg(every[: min(k, len(ranked))])
    return float(_dcg(found) / ideal) if ideal else 0.0


def list_not_cut(ranked, grades, k):
    """what stands behind rank k changed the result"""
    found, every = _both(ranked, grades, len(ranked))
    ideal = _dcg(every[:k])
    return float(_dcg(found) / ideal) if ideal else 0.0


def stops_before_rank_k(ranked, grades, k):
    """rank k itself still counts"""
    found, every = _both(ranked, grades, k - 1)
    ideal = _dcg(every[: k - 1])
    return float(_dcg(found) / ideal) if ideal else 0.0


def unknown_ids_fail(ranked, grades, k):
    """stopped by KeyError"""
    ideal = _dcg(sorted(grades.values(), reverse=True)[:k])
    return float(_dcg([grades[item] for item in ranked[:k]]) / ideal) if ideal else 0.0


def without_the_ideal(ranked, grades, k):
    """a perfect list is exactly 1"""
    return float(_dcg(_both(ranked, grades, k)[0]))


def nothing_to_find_is_perfect(ranked, grades, k):
    """There is nothing to divide by"""
    found, every = _both(ranked, grades, k)
    ideal = _dcg(every[:k])
    return float(_dcg(found) / ideal) if ideal else 1.0


def worst_first_as_the_ideal(ranked, grades, k):
    """a perfect list is exactly 1"""
    found, every = _both(ranked, grades, k)
    ideal = _dcg(every[::-1][:k])
    return float(_dcg(found) / ideal) if ideal else 0.0


def divides_by_zero(ranked, grades, k):
    """without any grade above 0 it is 0"""
    found, every = _both(ranked, grades, k)
    return float(_dcg(found)) / float(_dcg(every[:k]))


def grades_end_at_three(ranked, grades, k):
    """A grade may be 5"""
    found, ideal = _both(ranked, {item: min(grade, 3) for item, grade in grades.items()}, k)
    best = _dcg(ideal[:k])
    return float(_dcg(found) / best) if best else 0.0


def ten_places_at_most(ranked, grades, k):
    """Do all 12 places count?"""
    found, best = _both(ranked, grades, min(k, 10))
    ideal = _dcg(best[: min(k, 10)])
    return float(_dcg(found) / ideal) if ideal else 0.0


def gains_in_a_byte(ranked, grades, k):
    """A grade may be 9"""
    found, best = _both(ranked, grades, k)

    def gain(grade):
        return float(np.uint8(2) ** np.uint8(grade) - np.uint8(grade > 0))

    ideal = _dcg(best[:k], gain)
    return float(_dcg(found, lambda g: gain(g) if g else 0.0) / ideal) if ideal else 0.0


def nothing_found_divides_by_zero(ranked, grades, k):
    """stopped by ZeroDivisionError"""
    found, best = _both(ranked, grades, k)
    ideal = float(_dcg(best[:k]))
    return 1 / (ideal / float(_dcg(found))) if ideal else 0.0


def a_hundred_places_at_most(ranked, grades, k):
    """Do all 120 places count?"""
    found = [grades.get(item, 0) for item in ranked[: min(k, 100)]]
    ideal = _dcg(sorted(grades.values(), reverse=True)[: min(k, 100)])
    return float(_dcg(found) / ideal) if ideal else 0.0


def a_millionth_below_the_line(ranked, grades, k):
    """What was added below the line?"""
    found, every = _both(ranked, grades, k)
    return float(_dcg(found) / (_dcg(every[:k]) + 1e-6))


def next_to_nothing_below_the_line(ranked, grades, k):
    """What was added below the line?"""
    found, every = _both(ranked, grades, k)
    return float(_dcg(found) / (_dcg(every[:k]) + 1e-12))
