"""Typical wrong answers to hand_moments. A docstring: words of the line that rejects it."""


def shared_seconds_counted_twice():
    """How often do the shared seconds count then?"""
    return [2 / 10, 1, 2.6]


def share_of_the_found_span():
    """this is the share of the found span"""
    return [2 / 4, 1, 2.6]


def share_of_the_true_span():
    """this is the share of the true span"""
    return [2 / 6, 1, 2.6]


def seconds_shared():
    """these are the shared seconds"""
    return [2, 1, 2.6]


def seconds_covered():
    """these are the seconds that either covers"""
    return [8, 1, 2.6]


def frames_from_one():
    """does B start at 2 with frames counted from 0?"""
    return [0.25, 2, 2.6]


def best_single_frame():
    """B's best single frame is 3"""
    return [0.25, 3, 2.5]


def no_frame_for_the_first():
    """sentence A needs a frame of its own, too"""
    return [0.25, 0, 2.0]


def out_of_order():
    """the best of each frame is out of order"""
    return [0.25, 1, 2.8]


def sum_of_the_last_cut():
    """this is the sum with B from frame 3"""
    return [0.25, 1, 2.5]


def sum_of_the_middle_cut():
    """this is the sum with B from frame 2"""
    return [0.25, 1, 2.3]


def the_mean():
    """this is the mean"""
    return [0.25, 1, 0.65]


def four_numbers():
    """a list of three numbers"""
    return [0.25, 0, 1, 2.6]


def another_number():
    """and that is not it"""
    return [0.25, 1, 3.1]
