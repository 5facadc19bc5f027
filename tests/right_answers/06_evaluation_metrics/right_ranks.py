"""Right answers to right_ranks, written in different ways."""

import numpy as np
import torch
from scipy.stats import rankdata


def wrong_ones_plus_one(similarity, image_of_text):
    columns = np.arange(similarity.shape[1])
    right = similarity[image_of_text, columns]
    is_wrong = np.ones(similarity.shape, dtype=bool)
    is_wrong[image_of_text, columns] = False
    return 1 + (is_wrong & (similarity >= right)).sum(axis=0)


def a_text_at_a_time(similarity, image_of_text):
    ranks = []
    for text, image in enumerate(image_of_text):
        scores = similarity[:, text]
        ranks.append(int(np.count_nonzero(scores >= scores[image])))
    return np.array(ranks)


def by_sorting(similarity, image_of_text):
    similarity = similarity.copy()
    columns = np.arange(len(image_of_text))
    right = similarity[image_of_text, columns]
    similarity[image_of_text, columns] = -np.inf
    ascending = np.sort(similarity, axis=0)
    below = [np.searchsorted(ascending[:, j], right[j], side="left") for j in columns]
    return len(similarity) - np.array(below) + 1


def largest_rank_of_ties(similarity, image_of_text):
    ranks = rankdata(-similarity, method="max", axis=0)
    return ranks[image_of_text, np.arange(len(image_of_text))]


def a_list(similarity, image_of_text):
    return [
        sum(1 for score in similarity[:, j] if score >= similarity[i, j])
        for j, i in enumerate(image_of_text)
    ]


def a_tensor(similarity, image_of_text):
    scores, images = torch.from_numpy(similarity), torch.as_tensor(image_of_text)
    right = scores.gather(0, images[None])
    return (scores >= right).sum(dim=0)


def in_float32_and_transposed(similarity, image_of_text):
    of_texts = similarity.T.astype(np.float32)
    right = np.take_along_axis(of_texts, np.asarray(image_of_text)[:, None], axis=1)
    return np.count_nonzero(of_texts >= right, axis=1).astype(np.uint16)


def not_those_below(similarity, image_of_text):
    right = np.einsum("ij,ij->j", similarity, np.eye(len(similarity))[:, image_of_text])
    return len(similarity) - (similarity < right).sum(axis=0)


def whole_numbers_as_floats(similarity, image_of_text):
    at_least = np.greater_equal(similarity, similarity[image_of_text, range(len(image_of_text))])
    return np.ones(len(similarity)) @ at_least


def the_right_one_pushed_back(similarity, image_of_text):
    """A stable sort with the right image last among its equals."""
    ranks = []
    for j, i in enumerate(image_of_text):
        order = sorted(range(len(similarity)), key=lambda row: (-similarity[row, j], row == i))
        ranks.append(order.index(i) + 1)
    return tuple(ranks)


def ranks_of_scipy(similarity, image_of_text):
    return rankdata(-similarity, method="max", axis=0).astype(int)[
        image_of_text, np.arange(similarity.shape[1])
    ]
