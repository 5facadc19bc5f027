"""Typical wrong answers to merge_shards. A docstring: words of the line that rejects it."""

import numpy as np

from course_utils.scaling import merge_top


def _merge(scores, ids, k, key=lambda s, i, shard: (-s, i), once=True, hit=0, none=(-np.inf, -1)):
    found = []
    for query in range(len(scores[0])):
        hits = [
            (key(s, i, shard), s, i)
            for shard, (some, theirs) in enumerate(zip(scores, ids, strict=True))
            for s, i in zip(some[query].tolist(), theirs[query].tolist(), strict=True)
            if i >= hit
        ]
        kept, seen = [], set()
        for _, s, i in sorted(hits):
            if not once or i not in seen:
                kept.append((s, i))
            seen.add(i)
        found.append([*kept, *[none] * k][:k])
    return [[s for s, _ in row] for row in found], [[i for _, i in row] for row in found]


def listed_twice(scores, ids, k):
    """an item that two shards hold is there twice"""
    return _merge(scores, ids, k, once=False)


def once_after_the_cut(scores, ids, k):
    """cut first, then what was there twice was dropped"""
    found_scores, found_ids = _merge(scores, ids, k, once=False)
    shards = np.array(found_scores), np.array(found_ids)
    return _merge(*([part] for part in shards), k)


def once_by_the_score(scores, ids, k):
    """of two items with one score one got lost"""
    found = []
    for query in range(len(scores[0])):
        hits = {}
        for some, theirs in zip(scores, ids, strict=True):
            for s, i in zip(some[query].tolist(), theirs[query].tolist(), strict=True):
                if i >= 0:
                    hits[s] = min(i, hits.get(s, i))
        found.append([*sorted(hits.items(), reverse=True), *[(-np.inf, -1)] * k][:k])
    return [[s for s, _ in row] for row in found], [[i for _, i in row] for row in found]


def lowest_first(scores, ids, k):
    """the lowest score comes first"""
    return _merge(scores, ids, k, lambda s, i, shard: (s, i))


def shard_after_shard(scores, ids, k):
    """the first shards fill the list"""
    return _merge(scores, ids, k, lambda s, i, shard: (shard, -s, i))


def higher_id_first(scores, ids, k):
    """the lower id comes first, not the higher"""
    return _merge(scores, ids, k, lambda s, i, shard: (-s, -i))


def ties_by_shard(scores, ids, k):
    """equal scores stand shard by shard"""
    return _merge(scores, ids, k, lambda s, i, shard: (-s, shard, i))


def a_fair_part_of_each(scores, ids, k):
    """Can one not hold all the best?"""
    part = -(-k // len(scores))
    return _merge([s[:, :part] for s in scores], [i[:, :part] for i in ids], k)


def the_first_shard(scores, ids, k):
    """only the first shard was asked"""
    return _merge(scores[:1], ids[:1], k)


def one_shard_away(scores, ids, k):
    """only the first shard was asked"""
    return _merge(scores[:-1], ids[:-1], k)


def id_0_is_nothing(scores, ids, k):
    """id 0 got lost"""
    return _merge(scores, ids, k, hit=1)


def no_hits_count(scores, ids, k):
    """what has the id -1 is no hit, whatever its score"""
    return _merge(scores, ids, k, hit=-1)


def sorted_by_scores_alone(scores, ids, k):
    """an item that two shards hold is there twice"""
    return _merge(scores, ids, k, once=False, hit=-1)


def no_hit_scores_0(scores, ids, k):
    """0 is a score like any other"""
    return _merge(scores, ids, k, none=(0.0, -1))


def no_hit_is_id_0(scores, ids, k):
    """id 0 is an item. No hit is -1"""
    return _merge(scores, ids, k, none=(-np.inf, 0))


def as_long_as_it_gets(scores, ids, k):
    """k scores for each query, whatever the shards found"""
    found = np.array(_merge(scores, ids, k))
    longest = max(int((found[1] >= 0).sum(axis=1).max()), 1)
    return found[0][:, :longest], found[1][:, :longest].astype(int)


def everything_in_order(scores, ids, k):
    """k scores for each query, whatever the shards found"""
    return _merge(scores, ids, sum(s.shape[1] for s in scores))


def ids_first(scores, ids, k):
    """ids came first"""
    return _merge(scores, ids, k)[::-1]


def ids_alone(scores, ids, k):
    """give two things: scores and ids"""
    return [_merge(scores, ids, k)[1]]


def scores_sorted_without_their_ids(scores, ids, k):
    """Whose are they?"""
    found, theirs = _merge(scores, ids, k)
    order = np.sort(np.where(np.array(theirs) < 0, 10**9, theirs), axis=1)
    return found, np.where(order == 10**9, -1, order)


def one_list_for_all_queries(scores, ids, k):
    """k scores for each query"""
    found, theirs = _merge(scores, ids, k)
    return found[0], theirs[0]


def the_courses_own(scores, ids, k):
    """Write it yourself"""
    return merge_top(scores, ids, k)


def lists_of_one_length(scores, ids, k):
    """stopped by ValueError"""
    return _merge(np.stack(scores), np.stack(ids), k)


def two_shards_at_least(scores, ids, k):
    """stopped by IndexError"""
    width = scores[1].shape[1]
    return _merge([scores[0], scores[1][:, :width], *scores[2:]], ids, k)


def ids_of_24_bits(scores, ids, k):
    """the scores are right. Whose are they?"""
    found, theirs = _merge(scores, ids, k)
    return found, np.array(theirs, dtype=np.float32)


def ids_below_a_thousand(scores, ids, k):
    """stopped by IndexError"""
    found = np.full((len(scores[0]), 1000), -np.inf)
    for some, theirs in zip(scores, ids, strict=True):
        for query, row in np.argwhere(theirs >= 0):
            found[query, theirs[query, row]] = some[query, row]
    order = np.argsort(-found, axis=1, kind="stable")[:, :k]
    best = np.take_along_axis(found, order, 1)
    return best, np.where(np.isneginf(best), -1, order)


def one_shard_as_it_came(scores, ids, k):
    """equal scores: the lower id comes first, wherever it lies"""
    if len(ids) > 1:
        return _merge(scores, ids, k)
    rows = [(s[i >= 0][:k], i[i >= 0][:k]) for s, i in zip(scores[0], ids[0], strict=True)]
    found = np.full((len(rows), k), -np.inf), np.full((len(rows), k), -1)
    for query, (some, theirs) in enumerate(rows):
        found[0][query, : len(some)], found[1][query, : len(some)] = some, theirs
    return found


def a_row_for_one_query(scores, ids, k):
    """k scores for each query"""
    found, theirs = _merge(scores, ids, k)
    return (found[0], theirs[0]) if len(found) == 1 else (found, theirs)


def scores_in_two_bytes(scores, ids, k):
    """these are not the k best scores"""
    return _merge([some.astype(np.float16) for some in scores], ids, k)


def no_hit_is_below_minus_1000(scores, ids, k):
    """these are not the k best scores"""
    hits = [np.where(some > -1000, theirs, -1) for some, theirs in zip(scores, ids, strict=True)]
    return _merge(scores, hits, k)


def as_wide_as_the_first_shard(scores, ids, k):
    """each shard gave a part"""
    most = ids[0].shape[1]
    return _merge([some[:, :most] for some in scores], [some[:, :most] for some in ids], k)


def columns_that_are_full_alone(scores, ids, k):
    """these are not the k best scores"""
    full = [(some >= 0).all(axis=0) for some in ids]
    kept = [
        [some[:, columns] for some, columns in zip(parts, full, strict=True)]
        for parts in (scores, ids)
    ]
    return _merge(*kept, k)


def no_hits_away_by_sums(scores, ids, k):
    """a score is NaN"""
    both = zip(scores, ids, strict=True)
    scores = [some + np.where(theirs == -1, -np.inf, 0) for some, theirs in both]
    found = np.full((len(ids[0]), k), -np.inf), np.full((len(ids[0]), k), -1)
    for query in range(len(ids[0])):
        pairs = (zip(s[query], i[query], strict=True) for s, i in zip(scores, ids, strict=True))
        hits = sorted({hit for some in pairs for hit in some}, key=lambda hit: (-hit[0], hit[1]))
        for at, hit in enumerate([hit for hit in hits if hit[0] != -np.inf][:k]):
            found[0][query, at], found[1][query, at] = hit
    return found


def rounded_scores(scores, ids, k):
    """the scores were rounded"""
    return _merge([some.round(2) for some in scores], ids, k)


def sorted_by_rounded_scores(scores, ids, k):
    """scores that differ by little are not equal"""
    return _merge(scores, ids, k, key=lambda s, i, shard: (-round(s, 2), i))


_REMEMBERED = {}


def remembered_by_the_ids(scores, ids, k):
    """these are not the k best scores"""
    key = k, *(part.tobytes() for part in ids)
    if key not in _REMEMBERED:
        _REMEMBERED[key] = _merge(scores, ids, k)
    return _REMEMBERED[key]
