"""Typical wrong answers to angular_distance. A docstring: words of the line that rejects it."""

import numpy as np


def _unit(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def no_normalization(a, b):
    """Are the rows normalized?"""
    return np.arccos(np.clip(a @ b.T, -1, 1)) / np.pi


def degrees(a, b):
    """these are degrees"""
    return np.degrees(np.arccos(np.clip(_unit(a) @ _unit(b).T, -1, 1)))


def radians(a, b):
    """these are radians"""
    return np.arccos(np.clip(_unit(a) @ _unit(b).T, -1, 1))


def one_minus_cosine(a, b):
    """this is 1 - cos"""
    return 1 - _unit(a) @ _unit(b).T


def half_of_one_minus_cosine(a, b):
    """follows the cosine, not the angle"""
    return (1 - _unit(a) @ _unit(b).T) / 2


def no_clipping_gives_nan(a, b):
    """A cosine of 1.0000001 has no angle"""
    return np.arccos(_unit(a) @ _unit(b).T) / np.pi


def pairs_only_on_the_diagonal(a, b):
    """one value for every pair"""
    n = min(len(a), len(b))
    cosine = np.sum(_unit(a[:n]) * _unit(b[:n]), axis=1)
    return np.arccos(np.clip(cosine, -1, 1)) / np.pi


def cosines_in_float32(a, b):
    """Is something computed in float32?"""
    a, b = np.float32(a), np.float32(b)
    return np.arccos(np.clip(_unit(a) @ _unit(b).T, -1, 1)).astype(float) / np.pi


def mutates_its_input(a, b):
    """your function changed a"""
    a /= np.linalg.norm(a, axis=1, keepdims=True)
    b /= np.linalg.norm(b, axis=1, keepdims=True)
    return np.arccos(np.clip(a @ b.T, -1, 1)) / np.pi


def opposite_is_two(a, b):
    """the opposite direction is 2 here"""
    return np.arccos(np.clip(_unit(a) @ _unit(b).T, -1, 1)) / (np.pi / 2)


def nearness(a, b):
    """near and far are exchanged"""
    return 1 - np.arccos(np.clip(_unit(a) @ _unit(b).T, -1, 1)) / np.pi


def cosines_themselves(a, b):
    """these are cosines"""
    return _unit(a) @ _unit(b).T


def lines_without_a_direction(a, b):
    """the sign of the cosine is lost"""
    return np.arccos(np.clip(np.abs(_unit(a) @ _unit(b).T), 0, 1)) / np.pi


def arc_sine(a, b):
    """the arc sine is 0 at a right angle"""
    return np.arcsin(np.clip(_unit(a) @ _unit(b).T, -1, 1)) / np.pi


def only_one_side_normalized(a, b):
    """doubling b changed the result"""
    return np.arccos(np.clip(_unit(a) @ b.T, -1, 1)) / np.pi


def nan_to_zero(a, b):
    """rows in opposite directions came out as 0 apart"""
    angles = np.arccos(_unit(a) @ _unit(b).T) / np.pi
    return np.nan_to_num(angles)


def turned(a, b):
    """one value for every pair"""
    return np.arccos(np.clip(_unit(b) @ _unit(a).T, -1, 1)) / np.pi


def straight_lines(a, b):
    """a detour is shorter, so this is no metric"""
    return np.sum((_unit(a)[:, None] - _unit(b)) ** 2, axis=2) / 4


def cosines_kept_in_float32(a, b):
    """Is something computed in float32?"""
    cosines = (_unit(a) @ _unit(b).T).astype(np.float32)
    return np.arccos(cosines.clip(-1, 1)) / np.pi


def no_angle_beyond_the_right_one(a, b):
    """what becomes of negative cosines?"""
    return np.arccos(np.clip(_unit(a) @ _unit(b).T, 0, 1)) / np.pi


def chords(a, b):
    """The angle is the way along the circle"""
    return np.linalg.norm(_unit(a)[:, None] - _unit(b), axis=2) / 2


def rounded(a, b):
    """these are rounded"""
    return (np.arccos(np.clip(_unit(a) @ _unit(b).T, -1, 1)) / np.pi).round(3)


def squeezed(a, b):
    """one value for every pair"""
    return (np.arccos(np.clip(_unit(a) @ _unit(b).T, -1, 1)) / np.pi).squeeze()


def returned_in_half_precision(a, b):
    """Leave all digits"""
    a = a / np.linalg.norm(a, axis=1, keepdims=True)
    b = b / np.linalg.norm(b, axis=1, keepdims=True)
    return np.float16(np.arccos((a @ b.T).clip(-1, 1)) / np.pi)


def mirrored_where_it_is_square(a, b):
    """with as many rows in a as in b"""
    a, b = (x / np.linalg.norm(x, axis=1, keepdims=True) for x in (a, b))
    angles = np.arccos((a @ b.T).clip(-1, 1)) / np.pi
    if len(a) == len(b):
        below = np.tril_indices(len(a), -1)
        angles[below] = angles.T[below]
    return angles


def five_places(a, b):
    """a small angle is right to six places"""
    a, b = (x / np.linalg.norm(x, axis=1, keepdims=True) for x in (a, b))
    return np.round(np.arccos((a @ b.T).clip(-1, 1)) / np.pi, 5)


def nearly_parallel_is_parallel(a, b):
    """a small angle is right to six places"""
    a, b = (x / np.linalg.norm(x, axis=1, keepdims=True) for x in (a, b))
    cosines = (a @ b.T).clip(-1, 1)
    return np.arccos(np.where(cosines > 1 - 1e-6, 1, cosines)) / np.pi


def nearly_opposite_is_opposite(a, b):
    """Were they taken for opposite?"""
    a, b = (x / np.linalg.norm(x, axis=1, keepdims=True) for x in (a, b))
    cosines = np.clip(a @ b.T, -1, 1)
    return np.where(np.isclose(cosines, -1), 1.0, np.arccos(cosines) / np.pi)


def short_rows_left_short(a, b):
    """Are rows normalized whatever their lengths?"""
    a, b = (x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 0.1) for x in (a, b))
    return np.arccos(np.clip(a @ b.T, -1, 1)) / np.pi
