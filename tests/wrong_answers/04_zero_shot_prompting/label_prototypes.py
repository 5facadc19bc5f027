"""Typical wrong answers to label_prototypes. A docstring: words of the line that rejects it."""

import numpy as np

from course_utils.zero_shot import class_embeddings


def plain_means(prompts):
    """How long is the mean of two unit vectors"""
    return prompts.mean(axis=1)


def sums(prompts):
    """these are sums"""
    return prompts.sum(axis=1)


def prompts_normalized_once_more(prompts):
    """How long is the mean of two unit vectors"""
    return (prompts / np.linalg.norm(prompts, axis=2, keepdims=True)).mean(axis=1)


def one_length_for_all(prompts):
    """all rows are divided by one length"""
    means = prompts.mean(axis=1)
    return means / np.linalg.norm(means)


def columns_normalized(prompts):
    """the columns have length 1"""
    means = prompts.mean(axis=1)
    return means / np.linalg.norm(means, axis=0)


def first_prompt_only(prompts):
    """What about the others?"""
    return prompts[:, 0]


def largest_numbers(prompts):
    """no direction that any prompt has"""
    largest = prompts.max(axis=1)
    return largest / np.linalg.norm(largest, axis=1, keepdims=True)


def averaged_over_the_labels(prompts):
    """one prototype for each label"""
    means = prompts.mean(axis=0)
    return means / np.linalg.norm(means, axis=1, keepdims=True)


def divided_in_place(prompts):
    """changed"""
    prompts /= prompts.shape[1]
    means = prompts.sum(axis=1)
    return means / np.linalg.norm(means, axis=1, keepdims=True)


def medians(prompts):
    """these are medians"""
    middle = np.median(prompts, axis=1)
    return middle / np.linalg.norm(middle, axis=1, keepdims=True)


def mean_of_one_label(prompts):
    """one prototype for each label"""
    mean = prompts.mean(axis=(0, 1))
    return mean / np.linalg.norm(mean)


def divided_by_the_squared_length(prompts):
    """Each row is divided by its own length"""
    means = prompts.mean(axis=1)
    return means / (means**2).sum(axis=1, keepdims=True)


def divided_by_the_sum_of_its_numbers(prompts):
    """Its direction is that of the mean"""
    means = prompts.mean(axis=1)
    return means / means.sum(axis=1, keepdims=True)


def largest_number_1(prompts):
    """Each row is divided by its own length"""
    means = prompts.mean(axis=1)
    return means / np.abs(means).max(axis=1, keepdims=True)


def without_its_mean(prompts):
    """Its direction is that of the mean"""
    means = prompts.mean(axis=1) - prompts.mean(axis=(0, 1))
    return means / np.linalg.norm(means, axis=1, keepdims=True)


def all_prompts(prompts):
    """one prototype for each label"""
    return prompts / np.linalg.norm(prompts, axis=2, keepdims=True)


def columns_for_rows(prompts):
    """one prototype for each label"""
    means = prompts.mean(axis=1)
    return (means / np.linalg.norm(means, axis=1, keepdims=True)).T


def the_courses_classifier(prompts):
    """calls the course's own class_embeddings"""

    class Encoder:
        def encode_texts(self, texts, **options):
            return prompts.reshape(-1, prompts.shape[2]).astype(np.float32)

    labels = [str(i) for i in range(len(prompts))]
    return class_embeddings(Encoder(), labels, ["{}"] * prompts.shape[1])


def squeezed(prompts):
    """a row for one label, too"""
    means = prompts.mean(axis=1)
    return (means / np.linalg.norm(means, axis=1, keepdims=True)).squeeze()


def equal_prompts_once(prompts):
    """one prompt stands there twice. It counts twice in the mean"""
    means = [np.unique(rows.round(9), axis=0).mean(axis=0) for rows in prompts]
    return np.array([mean / np.linalg.norm(mean) for mean in means])


def short_means_left_short(prompts):
    """the mean of two nearly opposite prompts is short"""
    means = prompts.mean(axis=1)
    return means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 0.5)


def lengths_along_the_columns_of_a_square(prompts):
    """a picture at 45° goes to the label whose prompts agree"""
    means = prompts.mean(axis=1)
    lengths = np.linalg.norm(means, axis=1)
    return means / lengths if len(means) == means.shape[1] else means / lengths[:, None]


def rows_sorted(prompts):
    """the labels were given the other way round"""
    means = prompts.mean(axis=1)
    rows = means / np.linalg.norm(means, axis=1, keepdims=True)
    return rows[np.argsort(rows[:, 0])]


def at_least_a_tenth(prompts):
    """the mean of two nearly opposite prompts is short"""
    means = prompts.mean(axis=1)
    return means / np.linalg.norm(means, axis=1, keepdims=True).clip(0.1)
