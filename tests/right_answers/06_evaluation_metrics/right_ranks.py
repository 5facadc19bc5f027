"""Right answers to right_ranks, written in different ways."""

import numpy as np


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
