"""Typical wrong answers to right_ranks. A docstring: words of the line that rejects it."""

import numpy as np
from scipy.stats import rankdata


def _right(similarity, image_of_text):
    return similarity[image_of_text, np.arange(len(image_of_text))]


def _ranks(similarity, image_of_text):
    return (similarity >= _right(similarity, image_of_text)).sum(axis=0)


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
    """down a column"""
    right = _right(similarity, image_of_text)
    return (similarity[image_of_text] >= right[:, None]).sum(axis=1)


def middle_rank_of_ties(similarity, image_of_text):
    """found 2.5, expected whole numbers"""
    ranks = rankdata(-similarity, axis=0)
    return ranks[image_of_text, np.arange(len(image_of_text))]


def best_rank_of_ties(similarity, image_of_text):
    """Who wins a tie?"""
    ranks = rankdata(-similarity, method="min", axis=0)
    return ranks[image_of_text, np.arange(len(image_of_text))]


def dense_ranks(similarity, image_of_text):
    """Who wins a tie?"""
    ranks = rankdata(-similarity, method="dense", axis=0)
    return ranks[image_of_text, np.arange(len(image_of_text))]


def ties_by_the_last_position(similarity, image_of_text):
    """ties went by position"""
    order = np.argsort(similarity, axis=0, kind="stable")[::-1]
    return (order == image_of_text).argmax(axis=0) + 1


def text_j_belongs_to_image_j(similarity, image_of_text):
    """What does `image_of_text` say?"""
    n = min(similarity.shape)
    return np.array([(similarity[:, j] >= similarity[j, j]).sum() for j in range(n)])


def rank_of_image_0(similarity, image_of_text):
    """this is the rank of image 0"""
    return (similarity >= similarity[0]).sum(axis=0)


def row_of_the_best_image(similarity, image_of_text):
    """these are row numbers"""
    return similarity.argmax(axis=0)


def hits_at_1(similarity, image_of_text):
    """found True or False, expected numbers"""
    return similarity.argmax(axis=0) == image_of_text


def mean_rank(similarity, image_of_text):
    """one rank for each text"""
    return (similarity >= _right(similarity, image_of_text)).sum(axis=0).mean().round()


def right_image_taken_out(similarity, image_of_text):
    """changed similarity"""
    columns = np.arange(len(image_of_text))
    right = similarity[image_of_text, columns].copy()
    similarity[image_of_text, columns] = -np.inf
    return 1 + (similarity >= right).sum(axis=0)


def dense_ranks_and_the_ties(similarity, image_of_text):
    """ties, or places, were miscounted"""
    right = _right(similarity, image_of_text)
    pairs = zip(similarity.T, right, strict=True)
    return np.array([len(set(c[c > r].tolist())) + (c == r).sum() for c, r in pairs])


def ties_against_a_dead_model_alone(similarity, image_of_text):
    """ties, or places, were miscounted"""
    above = 1 + (similarity > _right(similarity, image_of_text)).sum(axis=0)
    return np.where((similarity == similarity[0]).all(axis=0), len(similarity), above)


def close_is_the_same(similarity, image_of_text):
    """Is that the same score?"""
    right = _right(similarity, image_of_text)
    return ((similarity > right) | np.isclose(similarity, right)).sum(axis=0)


def to_three_places(similarity, image_of_text):
    """Is that the same score?"""
    return _ranks(np.round(similarity, 3), image_of_text)


def the_right_one_set_to_minus_one(similarity, image_of_text):
    """all scores are below 0"""
    others, right = similarity.copy(), _right(similarity, image_of_text)
    others[image_of_text, np.arange(len(right))] = -1
    return 1 + (others >= right).sum(axis=0)


def no_score_is_zero(similarity, image_of_text):
    """ties, or places, were miscounted"""
    return _ranks(np.where(similarity == 0, -np.inf, similarity), image_of_text)


def described_images_alone(similarity, image_of_text):
    """no text describes image 2"""
    right = _right(similarity, image_of_text)
    return (similarity[np.unique(image_of_text)] >= right).sum(axis=0)


def ten_at_most(similarity, image_of_text):
    """the right one is the last of them"""
    return np.minimum(_ranks(similarity, image_of_text), 10)


def in_a_byte(similarity, image_of_text):
    """the right one is the last of them"""
    return _ranks(similarity, image_of_text).astype(np.uint8)


def rounded_to_six_places(similarity, image_of_text):
    """Is that the same score?"""
    return _ranks(np.round(similarity, 6), image_of_text)


def a_billionth_less_is_a_tie(similarity, image_of_text):
    """Is that the same score?"""
    return (similarity >= _right(similarity, image_of_text) - 1e-9).sum(axis=0)


def _kept(similarity, image_of_text, known={}):  # noqa: B006
    key = similarity.tobytes()
    if key not in known:
        right = similarity[image_of_text, np.arange(len(image_of_text))]
        known[key] = (similarity >= right).sum(axis=0)
    return known[key]


def kept_by_the_scores(similarity, image_of_text):
    """with another `image_of_text` came what came before"""
    return _kept(similarity, image_of_text)
