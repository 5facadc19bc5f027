"""Typical wrong answers to right_ranks. A docstring: words of the line that rejects it."""

import numpy as np


def _right(similarity, image_of_text):
    return similarity[image_of_text, np.arange(len(image_of_text))]


def ties_for_the_model(similarity, image_of_text):
    """Who wins a tie?"""
    return 1 + (similarity > _right(similarity, image_of_text)).sum(axis=0)


def ties_by_position(similarity, image_of_text):
    """ties went by position"""
    order = np.argsort(-similarity, axis=0, kind="stable")
    return np.array([list(order[:, j]).index(i) + 1 for j, i in enumerate(image_of_text)])


def counts_itself_twice(similarity, image_of_text):
    """the right image counted itself"""
    return 1 + (similarity >= _right(similarity, image_of_text)).sum(axis=0)


def from_zero(similarity, image_of_text):
    """The best rank is 1"""
    return (similarity >= _right(similarity, image_of_text)).sum(axis=0) - 1


def lowest_first(similarity, image_of_text):
    """Is higher closer?"""
    return (similarity <= _right(similarity, image_of_text)).sum(axis=0)


def along_the_rows(similarity, image_of_text):
    """one rank for each text (column)"""
    right = _right(similarity, image_of_text)
    return (similarity >= right).sum(axis=1)


def among_the_texts(similarity, image_of_text):
    """found"""
    right = _right(similarity, image_of_text)
    return (similarity[image_of_text] >= right[:, None]).sum(axis=1)
