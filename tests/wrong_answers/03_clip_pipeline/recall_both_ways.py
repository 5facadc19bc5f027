"""Typical wrong answers to recall_both_ways. A docstring: words of the line that rejects it."""

import numpy as np


def _unit(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def _recall(table, k):
    return ((table > table.diagonal()[:, None]).sum(axis=1) < k).mean()


def directions_exchanged(images, texts, k):
    """the two directions are exchanged"""
    table = _unit(images) @ _unit(texts).T
    return _recall(table, k), _recall(table.T, k)


def one_direction_twice(images, texts, k):
    """both numbers are of one direction"""
    table = _unit(images) @ _unit(texts).T
    return _recall(table.T, k), _recall(table.T, k)


def dot_products(images, texts, k):
    """Are all rows normalized?"""
    table = images @ texts.T
    return _recall(table.T, k), _recall(table, k)


def percentages(images, texts, k):
    """Give shares from 0 to 1"""
    table = _unit(images) @ _unit(texts).T
    return 100 * _recall(table.T, k), 100 * _recall(table, k)


def first_place_only(images, texts, k):
    """k is left out"""
    table = _unit(images) @ _unit(texts).T
    return _recall(table.T, 1), _recall(table, 1)


def one_place_too_many(images, texts, k):
    """one place too many"""
    table = _unit(images) @ _unit(texts).T
    return _recall(table.T, k + 1), _recall(table, k + 1)


def images_search_twice(images, texts, k):
    """both numbers are of one direction"""
    table = _unit(images) @ _unit(texts).T
    return _recall(table, k), _recall(table, k)


def mean_of_both(images, texts, k):
    """the mean of the two directions"""
    table = _unit(images) @ _unit(texts).T
    both = (_recall(table, k) + _recall(table.T, k)) / 2
    return both, both


def counts(images, texts, k):
    """these are counts"""
    table = _unit(images) @ _unit(texts).T
    return len(table) * _recall(table.T, k), len(table) * _recall(table, k)


def one_place_too_few(images, texts, k):
    """one place too few"""
    table = _unit(images) @ _unit(texts).T
    return _recall(table.T, k - 1), _recall(table, k - 1)


def precision(images, texts, k):
    """these are divided by k"""
    table = _unit(images) @ _unit(texts).T
    return _recall(table.T, k) / k, _recall(table, k) / k


def nearest_end_to_end(images, texts, k):
    """nearest end to end"""
    table = -((images[:, None] - texts) ** 2).sum(axis=2)
    return _recall(table.T, k), _recall(table, k)


def only_the_text_to_image(images, texts, k):
    """return two numbers"""
    return _recall((_unit(images) @ _unit(texts).T).T, k)


def lowest_cosines(images, texts, k):
    """nothing was found"""
    table = -_unit(images) @ _unit(texts).T
    return _recall(table.T, k), _recall(table, k)


def ranks_instead_of_shares(images, texts, k):
    """Text 1 finds image 2"""
    table = _unit(images) @ _unit(texts).T
    rank = (table.diagonal()[:, None] < table.T).sum(axis=1)
    return rank.mean() + 1, rank.mean() + 1


def a_share_for_each_query(images, texts, k):
    """expected a number"""
    table = _unit(images) @ _unit(texts).T
    own = table.diagonal()
    return ((table > own).sum(axis=0) < k) * 1.0, ((table > own[:, None]).sum(axis=1) < k) * 1.0


def mutates_its_input(images, texts, k):
    """your function changed images"""
    images /= np.linalg.norm(images, axis=1, keepdims=True)
    table = images @ _unit(texts).T
    return _recall(table.T, k), _recall(table, k)


def only_texts_normalized(images, texts, k):
    """long images have an advantage here"""
    table = images @ _unit(texts).T
    return _recall(table.T, k), _recall(table, k)


def only_images_normalized(images, texts, k):
    """long texts have an advantage here"""
    table = _unit(images) @ texts.T
    return _recall(table.T, k), _recall(table, k)


def cut_at_zero(images, texts, k):
    """all partners are the farthest, and behind. Are the cosines cut at 0?"""
    table = np.maximum(_unit(images) @ _unit(texts).T, 0)
    return _recall(table.T, k), _recall(table, k)


def rounded_cosines(images, texts, k):
    """a cosine of 0.999 is more than one of 0.998. Were they rounded?"""
    table = np.round(_unit(images) @ _unit(texts).T, 2)
    return _recall(table.T, k), _recall(table, k)


def in_half_precision(images, texts, k):
    """Were they rounded?"""
    table = (_unit(images) @ _unit(texts).T).astype(np.float16)
    return _recall(table.T, k), _recall(table, k)


def never_all_of_the_gallery(images, texts, k):
    """each partner comes last of three"""
    table, k = _unit(images) @ _unit(texts).T, min(k, len(images) - 1)
    return _recall(table.T, k), _recall(table, k)


def a_thousandth_added(images, texts, k):
    """and by nothing more"""
    a, b = (x / (np.linalg.norm(x, axis=1, keepdims=True) + 1e-3) for x in (images, texts))
    return _recall(b @ a.T, k), _recall(a @ b.T, k)


def columns_where_it_is_square(images, texts, k):
    """with six pairs of six numbers"""
    along = int(len(images) != images.shape[1])
    a, b = (x / np.linalg.norm(x, axis=along, keepdims=True) for x in (images, texts))
    return _recall(b @ a.T, k), _recall(a @ b.T, k)


def of_the_first_fifty(images, texts, k):
    """Are all of them asked?"""
    cosines = _unit(images[:50]) @ _unit(texts[:50]).T
    own = cosines.diagonal()
    return (
        ((cosines > own).sum(axis=0) < k).mean(),
        ((cosines > own[:, None]).sum(axis=1) < k).mean(),
    )
