"""Typical wrong answers to few_shot_rows. A docstring: words of the line that rejects it."""

import numpy as np


def _unit(x):
    return x / np.linalg.norm(x, axis=-1, keepdims=True)


def _blend(texts, images, targets, weight, mean=lambda own: _unit(own.mean(axis=0))):
    rows = texts.copy()
    for label in np.unique(targets):
        rows[label] = (1 - weight) * texts[label] + weight * mean(images[targets == label])
    return rows


def not_normalized_at_the_end(texts, images, targets, weight):
    """A long row wins pictures for its length"""
    return _blend(texts, images, targets, weight)


def short_means(texts, images, targets, weight):
    """normalize it before you blend"""
    return _unit(_blend(texts, images, targets, weight, lambda own: own.mean(axis=0)))


def sums(texts, images, targets, weight):
    """leans more on them"""
    return _unit(_blend(texts, images, targets, weight, lambda own: own.sum(axis=0)))


def swapped(texts, images, targets, weight):
    """the weight belongs to the pictures"""
    return _unit(_blend(texts, images, targets, 1 - weight))


def pictures_alone(texts, images, targets, weight):
    """the weight belongs to the pictures"""
    return _unit(_blend(texts, images, targets, 1.0))


def mean_of_nothing(texts, images, targets, weight):
    """The mean of no pictures is no number"""
    own = [images[targets == label] for label in range(len(texts))]
    means = [_unit(rows.mean(axis=0)) if len(rows) else np.full(4, np.nan) for rows in own]
    return _unit((1 - weight) * texts + weight * np.array(means))


def a_zero_row(texts, images, targets, weight):
    """It has nothing else to go by"""
    rows = _unit(_blend(texts, images, targets, weight))
    rows[~np.isin(np.arange(len(texts)), targets)] = 0
    return rows


def only_the_seen(texts, images, targets, weight):
    """a row a class"""
    return _unit(_blend(texts, images, targets, weight))[np.unique(targets)]


def two_pictures_at_least(texts, images, targets, weight):
    """a class with one picture kept its sentence alone"""
    rows = _unit(_blend(texts, images, targets, weight))
    few = np.bincount(targets, minlength=len(texts)) < 2
    return np.where(few[:, None], texts, rows)


def twins_count_once(texts, images, targets, weight):
    """counted as one"""

    def mean(own):
        return _unit(np.unique(own, axis=0).mean(axis=0))

    return _unit(_blend(texts, images, targets, weight, mean))


def nothing_left_at_weight_one(texts, images, targets, weight):
    """keeps its sentence at weight 1, too"""
    sums = np.zeros_like(texts)
    np.add.at(sums, targets, images)
    length = np.linalg.norm(sums, axis=1, keepdims=True)
    return _unit((1 - weight) * texts + weight * sums / np.where(length > 0, length, 1))


def weight_of_zero_is_a_half(texts, images, targets, weight):
    """weight 0 is the sentences"""
    return _unit(_blend(texts, images, targets, weight or 0.5))


def never_pictures_alone(texts, images, targets, weight):
    """weight 0 is the sentences, weight 1 the pictures"""
    return _unit(_blend(texts, images, targets, min(weight, 0.9)))


def one_class_is_not_blended(texts, images, targets, weight):
    """Where one class alone has pictures, its row is blended, too"""
    seen = len(np.unique(targets)) > 1
    return _unit(_blend(texts, images, targets, weight)) if seen else texts.copy()


_kept = {}


def kept_by_weight(texts, images, targets, weight):
    """Is nothing kept from before?"""
    key = weight, texts.shape, len(images)
    return _kept.setdefault(key, _unit(_blend(texts, images, targets, weight)))
