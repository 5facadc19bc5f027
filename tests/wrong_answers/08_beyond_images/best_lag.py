"""Typical wrong answers to best_lag. A docstring: words of the line that rejects it."""

import numpy as np
from scipy import stats


def _parts(sound, picture, lag):
    n = len(sound)
    return sound[max(0, -lag) : n - max(0, lag)], picture[max(0, lag) : n + min(0, lag)]


def _best(sound, picture, lags, score):
    values = [score(*_parts(sound, picture, lag)) for lag in lags]
    return list(lags)[int(np.argmax(values))]


def _alike(a, b):
    return np.corrcoef(a, b)[0, 1]


def sign_turned(sound, picture, most):
    """Which of the two is late?"""
    return -_best(sound, picture, range(-most, most + 1), _alike)


def never_early(sound, picture, most):
    """Do you try negative lags?"""
    return _best(sound, picture, range(most + 1), _alike)


def sum_of_products(sound, picture, most):
    """levels count in a sum of products"""
    return _best(sound, picture, range(-most, most + 1), lambda a, b: float(a @ b))


def opposite_counts(sound, picture, most):
    """the picture does the opposite"""
    return _best(sound, picture, range(-most, most + 1), lambda a, b: abs(_alike(a, b)))


def the_most_is_left_out(sound, picture, most):
    """the most is tried, too, at both ends"""
    return _best(sound, picture, range(-most + 1, most), _alike)


def beyond_the_most(sound, picture, most):
    """larger than `most`"""
    return _best(sound, picture, range(-9, 10), _alike)


def difference_of_the_peaks(sound, picture, most):
    """in step is 0: found"""
    return int(np.clip(np.argmax(picture) - np.argmax(np.roll(sound, 1)), -most, most))


def smallest_difference(sound, picture, most):
    """a level of 300, or of -40, changed the lag"""
    score = lambda a, b: -float(np.mean((a - b) ** 2))  # noqa: E731
    return _best(sound, picture, range(-most, most + 1), score)


def turned_round_at_the_ends(sound, picture, most):
    """what lies beyond an end counts"""
    lags = range(-most, most + 1)
    return max(lags, key=lambda k: np.corrcoef(sound, np.roll(picture, -k))[0, 1])


def products_of_what_is_off_the_mean(sound, picture, most):
    """what lies beyond an end counts, or how much is there"""
    n, a, b = len(sound), sound - sound.mean(), picture - picture.mean()
    products = {
        k: a[max(0, -k) : n - max(0, k)] @ b[max(0, k) : n + min(0, k)]
        for k in range(-most, most + 1)
    }
    return max(products, key=products.get)


def zero_is_left_out(sound, picture, most):
    """No lag is a lag to try, too"""
    return _best(sound, picture, [lag for lag in range(-most, most + 1) if lag], _alike)


def a_longer_overlap_counts_more(sound, picture, most):
    """what lies beyond an end counts, or how much is there"""
    return _best(sound, picture, range(-most, most + 1), lambda a, b: len(a) * _alike(a, b))


def cosine_of_the_two(sound, picture, most):
    """a level of 300, or of -40"""
    lags = range(-most, most + 1)
    return _best(sound, picture, lags, lambda a, b: a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def by_ranks(sound, picture, most):
    """Are ranks compared"""
    return _best(sound, picture, range(-most, most + 1), lambda a, b: stats.spearmanr(a, b)[0])


def steepest_line(sound, picture, most):
    """Is this a correlation?"""
    return _best(sound, picture, range(-most, most + 1), lambda a, b: np.polyfit(a, b, 1)[0])


def standard_scores_of_the_whole(sound, picture, most):
    """Is all that exists in both compared?"""
    a, b = stats.zscore(sound), stats.zscore(picture)
    return _best(a, b, range(-most, most + 1), lambda x, y: -np.mean((x - y) ** 2))


def the_same_middle_at_each_lag(sound, picture, most):
    """Is all that exists in both compared?"""
    n = len(sound)
    middle, lags = sound[most : n - most], range(-most, most + 1)
    values = [_alike(middle, picture[most + k : n - most + k]) for k in lags]
    return lags[int(np.argmax(values))]


def correlations_to_one_place(sound, picture, most):
    """another lag has a higher correlation"""
    return _best(sound, picture, range(-most, most + 1), lambda a, b: round(_alike(a, b), 1))


def one_beyond_the_most(sound, picture, most):
    """larger than `most`"""
    return _best(sound, picture, range(-most, most + 2), _alike)


def by_the_root_of_the_overlap(sound, picture, most):
    """another lag has a higher correlation"""
    return _best(
        sound, picture, range(-most, most + 1), lambda a, b: _alike(a, b) * np.sqrt(len(a))
    )


def without_the_trend(sound, picture, most):
    """another lag has a higher correlation"""
    columns = np.arange(len(sound))
    both = [x - np.polyval(np.polyfit(columns, x, 1), columns) for x in (sound, picture)]
    return _best(*both, range(-most, most + 1), lambda a, b: float(a @ b))


def one_column_less(sound, picture, most):
    """another lag has a higher correlation"""
    return _best(sound, picture, range(-most, most + 1), lambda a, b: _alike(a[1:], b[1:]))


def half_of_the_clip_at_most(sound, picture, most):
    """another lag has a higher correlation"""
    most = min(most, len(sound) // 2)
    return _best(sound, picture, range(-most, most + 1), _alike)


def a_correlation_above_0(sound, picture, most):
    """another lag has a higher correlation"""
    best, lag = 0.0, 0
    for k in range(-most, most + 1):
        if _alike(*_parts(sound, picture, k)) > best:
            best, lag = _alike(*_parts(sound, picture, k)), k
    return lag


def _kept(sound, picture, most, known={}):  # noqa: B006
    key = sound.tobytes(), picture.tobytes()
    if key not in known:
        n, alike = len(sound), {}
        for lag in range(-most, most + 1):
            a = sound[max(0, -lag) : n - max(0, lag)]
            alike[lag] = np.corrcoef(a, picture[max(0, lag) : n + min(0, lag)])[0, 1]
        known[key] = max(alike, key=alike.get)
    return known[key]


def kept_by_the_clip(sound, picture, most):
    """found a lag that is larger than `most`"""
    return _kept(sound, picture, most)
