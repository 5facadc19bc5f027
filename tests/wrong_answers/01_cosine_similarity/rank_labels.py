"""Typical wrong answers to rank_labels. A docstring: words of the line that rejects it."""

import numpy as np


def _cosines(image, texts):
    return texts @ image / np.linalg.norm(texts, axis=1) / np.linalg.norm(image)


def no_normalization(image, texts):
    """Are the texts normalized?"""
    scores = texts @ image
    order = np.argsort(-scores)
    return order, scores[order]


def image_normalized_only(image, texts):
    """the long vector won, though its angle is larger"""
    scores = texts @ (image / np.linalg.norm(image))
    order = np.argsort(-scores)
    return order, scores[order]


def texts_normalized_only(image, texts):
    """Are image and texts both normalized?"""
    scores = texts @ image / np.linalg.norm(texts, axis=1)
    order = np.argsort(-scores)
    return order, scores[order]


def worst_first(image, texts):
    """Which way does it sort?"""
    cosines = _cosines(image, texts)
    order = np.argsort(cosines)
    return order, cosines[order]


def ranks_instead_of_an_order(image, texts):
    """Which texts come first, second"""
    cosines = _cosines(image, texts)
    return np.argsort(np.argsort(-cosines)), np.sort(cosines)[::-1]


def cosines_left_unsorted(image, texts):
    """the cosines are still in the order of the texts"""
    cosines = _cosines(image, texts)
    return np.argsort(-cosines), cosines


def only_the_best(image, texts):
    """one row number for each text"""
    cosines = _cosines(image, texts)
    return cosines.argmax(), cosines.max()


def only_the_order(image, texts):
    """return two arrays"""
    return np.argsort(-_cosines(image, texts))


def exchanged(image, texts):
    """the two are exchanged"""
    cosines = _cosines(image, texts)
    order = np.argsort(-cosines)
    return cosines[order], order


def sign_lost(image, texts):
    """Is its sign lost?"""
    cosines = np.abs(_cosines(image, texts))
    order = np.argsort(-cosines)
    return order, cosines[order]


def distances(image, texts):
    """these are distances"""
    far = 1 - _cosines(image, texts)
    order = np.argsort(far)
    return order, far[order]


def angles(image, texts):
    """these are angles"""
    angles = np.arccos(_cosines(image, texts))
    order = np.argsort(angles)
    return order, angles[order]


def counted_from_one(image, texts):
    """rows are counted from 0"""
    cosines = _cosines(image, texts)
    order = np.argsort(-cosines)
    return order + 1, cosines[order]


def ranked_by_dot_products(image, texts):
    """the long vector won, though its angle is larger"""
    order = np.argsort(-(texts @ image))
    return order, _cosines(image, texts)[order]


def longest_first(image, texts):
    """the long vector won, though its angle is larger"""
    order = np.argsort(-np.linalg.norm(texts, axis=1))
    return order, _cosines(image, texts)[order]


def an_argsort_of_an_argsort(image, texts):
    """Which texts come first, second"""
    cosines = _cosines(image, texts)
    ranks = (-cosines).argsort().argsort()
    return ranks, cosines[ranks]


def one_array_of_pairs(image, texts):
    """return two arrays"""
    cosines = _cosines(image, texts)
    return [(i, cosines[i]) for i in np.argsort(-cosines)]


def mutates_its_input(image, texts):
    """your function changed image"""
    image /= np.linalg.norm(image)
    cosines = _cosines(image, texts)
    order = np.argsort(-cosines)
    return order, cosines[order]


def the_ten_best(image, texts):
    """any number of labels: one, and 120"""
    cosines = _cosines(image, texts)
    order = np.argsort(-cosines)[:10]
    return order, cosines[order]


def negative_cosines_cut(image, texts):
    """negative cosines were cut at 0"""
    cosines = _cosines(image, texts)
    order = np.argsort(-cosines)
    return order, cosines[order].clip(0)


def squeezed(image, texts):
    """for one text too"""
    cosines = _cosines(image, texts)
    order = np.argsort(-cosines)
    return order.squeeze(), cosines[order].squeeze()


def rows_looked_up_by_value(image, texts):
    """of equal texts one row came twice"""
    cosines = _cosines(image, texts).tolist()
    ordered = sorted(cosines, reverse=True)
    return np.array([cosines.index(cosine) for cosine in ordered]), np.array(ordered)


def rows_kept_by_value(image, texts):
    """one row number for each text, for equal ones too"""
    row_of = {cosine: row for row, cosine in enumerate(_cosines(image, texts).tolist())}
    ordered = sorted(row_of, reverse=True)
    return np.array([row_of[cosine] for cosine in ordered]), np.array(ordered)


def sorted_by_two_places(image, texts):
    """Were they rounded?"""
    cosines = texts @ image / np.linalg.norm(texts, axis=1) / np.linalg.norm(image)
    order = np.argsort(-cosines.round(2), kind="stable")
    return order, cosines[order]


def turned_where_it_is_square(image, texts):
    """with five labels of five numbers"""
    texts = texts if len(texts) != len(image) else texts.T
    cosines = texts @ image / np.linalg.norm(texts, axis=1) / np.linalg.norm(image)
    order = np.argsort(-cosines)
    return order, cosines[order]


def a_short_image_left_short(image, texts):
    """an image of another length got other cosines"""
    cosines = texts @ image / np.linalg.norm(texts, axis=1) / max(1, np.linalg.norm(image))
    order = np.argsort(-cosines)
    return order, cosines[order]


def the_hundred_best(image, texts):
    """any number of labels: one, and 120"""
    cosines = _cosines(image, texts)
    order = np.argsort(-cosines)[:100]
    return order, cosines[order]


def ranked_by_four_places(image, texts):
    """any number of labels: one, and 120"""
    cosines = _cosines(image, texts)
    order = np.argsort(-cosines.round(4), kind="stable")
    return order, cosines[order]
