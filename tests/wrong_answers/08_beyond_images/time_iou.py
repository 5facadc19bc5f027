"""Typical wrong answers to time_iou. A docstring: words of the line that rejects it."""

import numpy as np


def _shared(a, b):
    return max(0.0, min(a[1], b[1]) - max(a[0], b[0]))


def _length(span):
    return span[1] - span[0]


def lengths_added(a, b):
    """the shared seconds count twice below the line"""
    return _shared(a, b) / (_length(a) + _length(b))


def share_of_the_first(a, b):
    """this is a share of one of the spans"""
    return _shared(a, b) / _length(a)


def share_of_the_second(a, b):
    """this is a share of one of the spans"""
    return _shared(a, b) / _length(b)


def seconds(a, b):
    """these are seconds"""
    return _shared(a, b)


def ends_as_frames(a, b):
    """they touch in one moment, which has no length"""
    shared = max(0.0, min(a[1], b[1]) - max(a[0], b[0]) + 1)
    return shared / (_length(a) + _length(b) + 2 - shared)


def negative_overlap(a, b):
    """an overlap cannot be negative"""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (_length(a) + _length(b) - shared)


def whether_they_overlap(a, b):
    """share two of eight: found 1"""
    return float(_shared(a, b) > 0)


def whole_seconds(a, b):
    """many random spans"""
    one, other = (set(range(int(s), int(e))) for s, e in (a, b))
    return len(one & other) / max(1, len(one | other))


def only_when_a_comes_first(a, b):
    """the other way round"""
    shared = max(0.0, min(a[1], b[1]) - b[0])
    return shared / (_length(a) + _length(b) - shared)


def a_little_below_the_line(a, b):
    """Is something added"""
    both = max(0.0, min(a[1], b[1]) - max(a[0], b[0]))
    return both / (max(a[1], b[1]) - min(a[0], b[0]) + 1e-4)


def a_second_at_least(a, b):
    """or at least a second?"""
    both = max(0.0, min(a[1], b[1]) - max(a[0], b[0]))
    return both / max(1.0, a[1] - a[0] + b[1] - b[0] - both)


def spans_that_begin_together(a, b):
    """they begin together, or end together"""
    a, b = sorted([tuple(a), tuple(b)])
    if a[0] < b[0] < a[1]:
        return (min(a[1], b[1]) - b[0]) / (max(a[1], b[1]) - a[0])
    return float(a == b)


def spans_that_end_together(a, b):
    """they begin together, or end together"""
    both = max(0.0, min(a[1], b[1]) - max(a[0], b[0]))
    share = both / (max(a[1], b[1]) - min(a[0], b[0]))
    return share if a[1] != b[1] or a[0] == b[0] else 0.0


def a_small_share_is_none(a, b):
    """a small share is a share"""
    both = max(0.0, min(a[1], b[1]) - max(a[0], b[0]))
    share = both / (max(a[1], b[1]) - min(a[0], b[0]))
    return share if share >= 0.1 else 0.0


def times_in_two_bytes(a, b):
    """when the hour is full"""
    (start, end), (begin, stop) = np.float16([a, b]).astype(float).tolist()
    both = max(0.0, min(end, stop) - max(start, begin))
    return both / max(end - start + stop - begin - both, 1e-9)


_KEPT = {}


def kept_by_the_first_span(a, b):
    """(0, 8) was there before"""
    both = max(0.0, min(a[1], b[1]) - max(a[0], b[0]))
    return _KEPT.setdefault(tuple(a), both / (a[1] - a[0] + b[1] - b[0] - both))


def hundredths(a, b):
    """Is something rounded?"""
    a, b = ([round(100 * x) for x in span] for span in (a, b))
    return _shared(a, b) / max(_length(a) + _length(b) - _shared(a, b), 1)


def within_a_minute(a, b):
    """when the hour is full"""
    a, b = ([min(x, 60) for x in span] for span in (a, b))
    return _shared(a, b) / max(_length(a) + _length(b) - _shared(a, b), 1e-9)


def seconds_of_the_hour(a, b):
    """when the hour is full"""
    a, b = ([x % 3600 for x in span] for span in (a, b))
    return _shared(a, b) / (_length(a) + _length(b) - _shared(a, b) or 1)
