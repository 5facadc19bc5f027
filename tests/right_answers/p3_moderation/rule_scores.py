"""Right answers to rule_scores, differently written."""

import numpy as np

from course_utils.similarity import l2_normalize


def in_columns(images, rules):
    unit = images / np.linalg.norm(images, axis=1, keepdims=True)
    columns = []
    for sentences in rules.values():
        rows = sentences / np.linalg.norm(sentences, axis=1, keepdims=True)
        columns.append((unit @ rows.T).max(axis=1))
    return np.column_stack(columns)


def with_the_course(images, rules):
    images = l2_normalize(images)
    best = [(images @ l2_normalize(rows).T).max(axis=1) for rows in rules.values()]
    return np.stack(best, axis=1)


def one_by_one(images, rules):
    def cosine(a, b):
        return a @ b / np.sqrt((a @ a) * (b @ b))

    return [[max(cosine(x, s) for s in rule) for rule in rules.values()] for x in images]


def one_product(images, rules):
    every = np.concatenate(list(rules.values()))
    starts = np.cumsum([0, *map(len, rules.values())])[:-1]
    lengths = np.outer(np.linalg.norm(images, axis=1), np.linalg.norm(every, axis=1))
    return np.maximum.reduceat(images @ every.T / lengths, starts, axis=1)
