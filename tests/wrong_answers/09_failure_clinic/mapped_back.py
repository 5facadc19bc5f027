"""Typical wrong answers to mapped_back. A docstring: words of the line that rejects it."""

import numpy as np

from course_utils.similarity import l2_normalize


def _fitted(x, y):
    return np.linalg.lstsq(x, y, rcond=None)[0]


def _mended(gallery, moved, back):
    return np.where(moved[:, None], l2_normalize(gallery @ back), gallery)


def _cosine(x, y, back):
    return (l2_normalize(x @ back) * y).sum(axis=1).mean()


def fitted_on_all(gallery, moved, old, new, fitting):
    """items that are left over took part in the fit"""
    back = _fitted(new, old)
    return _mended(gallery, moved, back), _cosine(new[~fitting], old[~fitting], back)


def parts_exchanged(gallery, moved, old, new, fitting):
    """the parts were exchanged"""
    back = _fitted(new[~fitting], old[~fitting])
    return _mended(gallery, moved, back), _cosine(new[fitting], old[fitting], back)


def fitted_where_it_is_reported(gallery, moved, old, new, fitting):
    """the map was fitted to the items that it is reported on"""
    back = _fitted(new[~fitting], old[~fitting])
    return _mended(gallery, moved, back), _cosine(new[~fitting], old[~fitting], back)


def from_old_to_new(gallery, moved, old, new, fitting):
    """this map leads from old to new"""
    back = _fitted(old[fitting], new[fitting])
    return _mended(gallery, moved, back), _cosine(new[~fitting], old[~fitting], back)


def transposed(gallery, moved, old, new, fitting):
    """the map is transposed"""
    back = _fitted(new[fitting], old[fitting]).T
    return _mended(gallery, moved, back), _cosine(new[~fitting], old[~fitting], back)


def a_turn_alone(gallery, moved, old, new, fitting):
    """this map can only turn"""
    u, _, v = np.linalg.svd(new[fitting].T @ old[fitting])
    return _mended(gallery, moved, u @ v), _cosine(new[~fitting], old[~fitting], u @ v)


def without_the_mean(gallery, moved, old, new, fitting):
    """fitted to rows without their mean"""
    x, y = new[fitting], old[fitting]
    back = _fitted(x - x.mean(axis=0), y - y.mean(axis=0))
    return _mended(gallery, moved, back), _cosine(new[~fitting], old[~fitting], back)


def every_row_mapped(gallery, moved, old, new, fitting):
    """rows that are of the old version were mapped, too"""
    back = _fitted(new[fitting], old[fitting])
    return l2_normalize(gallery @ back), _cosine(new[~fitting], old[~fitting], back)


def the_other_rows_mapped(gallery, moved, old, new, fitting):
    """the wrong rows were mapped"""
    back = _fitted(new[fitting], old[fitting])
    return _mended(gallery, ~moved, back), _cosine(new[~fitting], old[~fitting], back)


def nothing_mapped(gallery, moved, old, new, fitting):
    """the gallery is as it was"""
    return gallery, _cosine(new[~fitting], old[~fitting], _fitted(new[fitting], old[fitting]))


def not_normalized(gallery, moved, old, new, fitting):
    """mapped rows do not have length one"""
    back = _fitted(new[fitting], old[fitting])
    mended = np.where(moved[:, None], gallery @ back, gallery)
    return mended, _cosine(new[~fitting], old[~fitting], back)


def moved_rows_alone(gallery, moved, old, new, fitting):
    """only the moved rows came back"""
    back = _fitted(new[fitting], old[fitting])
    return l2_normalize(gallery[moved] @ back), _cosine(new[~fitting], old[~fitting], back)


def reported_on_the_fit(gallery, moved, old, new, fitting):
    """these items fitted the map"""
    back = _fitted(new[fitting], old[fitting])
    return _mended(gallery, moved, back), _cosine(new[fitting], old[fitting], back)


def reported_on_all(gallery, moved, old, new, fitting):
    """all kept items were reported"""
    back = _fitted(new[fitting], old[fitting])
    return _mended(gallery, moved, back), _cosine(new, old, back)


def a_product(gallery, moved, old, new, fitting):
    """Is it a cosine?"""
    back = _fitted(new[fitting], old[fitting])
    product = ((new[~fitting] @ back) * old[~fitting]).sum(axis=1).mean()
    return _mended(gallery, moved, back), product


def before_the_mapping(gallery, moved, old, new, fitting):
    """this is the cosine before the mapping"""
    back = _fitted(new[fitting], old[fitting])
    cosine = (new[~fitting] * old[~fitting]).sum(axis=1).mean()
    return _mended(gallery, moved, back), cosine


def cosine_first(gallery, moved, old, new, fitting):
    """the gallery comes first"""
    back = _fitted(new[fitting], old[fitting])
    return _cosine(new[~fitting], old[~fitting], back), _mended(gallery, moved, back)


def gallery_alone(gallery, moved, old, new, fitting):
    """give two things"""
    return _mended(gallery, moved, _fitted(new[fitting], old[fitting]))


def the_callers_gallery_changed(gallery, moved, old, new, fitting):
    """changed"""
    back = _fitted(new[fitting], old[fitting])
    gallery[moved] = l2_normalize(gallery[moved] @ back)
    return gallery, _cosine(new[~fitting], old[~fitting], back)


def sizes_of_cosines(gallery, moved, old, new, fitting):
    """a cosine below 0 keeps its sign"""
    back = _fitted(new[fitting], old[fitting])
    cosines = (l2_normalize(new[~fitting] @ back) * old[~fitting]).sum(axis=1)
    return _mended(gallery, moved, back), np.abs(cosines).mean()
