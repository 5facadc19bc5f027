"""What shards found, each for itself: scores and ids, and what stands where it found less."""

import numpy as np

QUERIES, K, MANY = 3, 5, 1_000_003  # ids are as large as in a gallery of 90 million


def _shard(rng, items, width, fillers):
    """What a shard that holds `items` {id: score} finds: the best, then -1 and any score at all."""
    scores, ids = rng.choice(fillers, (QUERIES, width)), np.full((QUERIES, width), -1)
    for query, found in enumerate(rng.integers(1, K + 1, QUERIES).clip(max=width)):
        best = sorted(items, key=lambda i: (-items[i][query], rng.random()))[:found]
        ids[query, : len(best)] = best
        scores[query, : len(best)] = [items[i][query] for i in best]
    return scores, ids


def _found(rng, shards=4, items=14, levels=5, width=K, step=0.25, fillers=(-np.inf, 0.0, 2.0)):
    """What shards found: many equal scores, below 0 as well, and most items on two shards."""
    everything = {
        MANY * int(i): step * rng.integers(-levels, levels, QUERIES)
        for i in rng.permutation(90)[:items]
    }
    everything[0] = step * rng.integers(0, levels, QUERIES)  # id 0 is an id like any other
    parts = [{} for _ in range(shards)]
    for i, score in everything.items():
        for shard in rng.permutation(shards)[: rng.integers(1, 3)]:
            parts[shard][i] = score
    widths = rng.integers(1, width + 1, shards)
    found = [_shard(rng, *of, fillers) for of in zip(parts, widths, strict=True)]
    return [scores for scores, _ in found], [ids for _, ids in found], K


def cases(rng):
    """Shards that found k each or little together, lists shorter than k, one shard, one query.

    Also: no number at all beside no hit, scores that differ in the fourth place alone, and the
    same ids as before with other scores.
    """
    few = _found(rng, shards=2, items=2)
    short, tied, near = _found(rng, width=2), _found(rng, levels=1), _found(rng, levels=2)
    alone = tied[0][:1], tied[1][:1], K
    scores, ids, _ = _found(rng)  # one query, with scores far below 0 that differ by little
    one = [part[:1] - 4096 for part in scores], [part[:1] for part in ids], K
    odd = _found(rng, items=6, fillers=(np.nan, np.inf))
    fine = _found(rng, step=0.0004)
    again = [2 * part for part in near[0]], *near[1:]
    usual = [_found(rng), near, few, short, (*near[:2], 1), alone, one]
    return ([*usual, odd, fine, again],)
