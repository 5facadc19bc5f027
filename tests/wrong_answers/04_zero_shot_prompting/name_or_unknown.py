"""Typical wrong answers to name_or_unknown. A docstring: words of the line that rejects it."""

import numpy as np


def _unit(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def no_normalization(images, prototypes, labels, threshold):
    """Are the prototypes normalized?"""
    scores = images @ prototypes.T
    return [labels[r.argmax()] if r.max() >= threshold else "unknown" for r in scores]


def pictures_not_normalized(images, prototypes, labels, threshold):
    """Are the pictures normalized?"""
    scores = images @ _unit(prototypes).T
    return [labels[r.argmax()] if r.max() >= threshold else "unknown" for r in scores]


def prototypes_not_normalized(images, prototypes, labels, threshold):
    """Are the prototypes normalized?"""
    scores = _unit(images) @ prototypes.T
    return [labels[r.argmax()] if r.max() >= threshold else "unknown" for r in scores]


def farthest_label(images, prototypes, labels, threshold):
    """the farthest label wins"""
    scores = _unit(images) @ _unit(prototypes).T
    return [labels[r.argmin()] if r.max() >= threshold else "unknown" for r in scores]


def row_numbers(images, prototypes, labels, threshold):
    """give names, not numbers"""
    scores = _unit(images) @ _unit(prototypes).T
    return [int(r.argmax()) if r.max() >= threshold else -1 for r in scores]


def one_fate_for_all(images, prototypes, labels, threshold):
    """all pictures share one fate"""
    scores = _unit(images) @ _unit(prototypes).T
    if scores.max() < threshold:
        return ["unknown"] * len(images)
    return [labels[i] for i in scores.argmax(axis=1)]


def only_above_the_threshold(images, prototypes, labels, threshold):
    """under, or at it?"""
    scores = _unit(images) @ _unit(prototypes).T
    return [labels[r.argmax()] if r.max() > threshold else "unknown" for r in scores]


def never_unknown(images, prototypes, labels, threshold):
    """a cosine of 0.58 passed a threshold of 0.9"""
    scores = _unit(images) @ _unit(prototypes).T
    return [labels[i] for i in scores.argmax(axis=1)]


def names_cut_by_numpy(images, prototypes, labels, threshold):
    """no room for more letters"""
    scores = _unit(images) @ _unit(prototypes).T
    names = np.array(labels)[scores.argmax(axis=1)]
    names[scores.max(axis=1) < threshold] = "unknown"
    return names


def absolute_cosines(images, prototypes, labels, threshold):
    """A cosine of -1 is the farthest"""
    scores = np.abs(_unit(images) @ _unit(prototypes).T)
    return [labels[r.argmax()] if r.max() >= threshold else "unknown" for r in scores]


def always_unknown(images, prototypes, labels, threshold):
    """a cosine of 1 became unknown"""
    return ["unknown"] * len(images)


def none_for_unknown(images, prototypes, labels, threshold):
    """None is no name"""
    scores = _unit(images) @ _unit(prototypes).T
    return [labels[r.argmax()] if r.max() >= threshold else None for r in scores]


def unknown_in_other_letters(images, prototypes, labels, threshold):
    """in small letters"""
    scores = _unit(images) @ _unit(prototypes).T
    return [labels[r.argmax()] if r.max() >= threshold else "Unknown" for r in scores]


def unknown_ones_left_out(images, prototypes, labels, threshold):
    """3 pictures, 2 names"""
    scores = _unit(images) @ _unit(prototypes).T
    kept = [labels[r.argmax()] for r in scores if r.max() > max(threshold, 0.95)]
    return kept


def mean_score_decides(images, prototypes, labels, threshold):
    """a cosine of 1 became unknown"""
    scores = _unit(images) @ _unit(prototypes).T
    return [labels[r.argmax()] if r.mean() >= threshold else "unknown" for r in scores]


def softmax_for_cosines(images, prototypes, labels, threshold):
    """a cosine of 1 became unknown"""
    odds = np.exp(_unit(images) @ _unit(prototypes).T)
    shares = odds / odds.sum(axis=1, keepdims=True)
    return [labels[r.argmax()] if r.max() >= threshold else "unknown" for r in shares]


def columns_normalized(images, prototypes, labels, threshold):
    """the long one won"""
    scores = _unit(images) @ (prototypes / np.linalg.norm(prototypes)).T
    return [labels[r.argmax()] if r.max() >= threshold else "unknown" for r in scores]


def one_name_for_all(images, prototypes, labels, threshold):
    """3 pictures, 1 names"""
    scores = _unit(images) @ _unit(prototypes).T
    return [labels[scores.max(axis=0).argmax()]]


def a_string(images, prototypes, labels, threshold):
    """give a list with a name for each picture"""
    scores = _unit(images) @ _unit(prototypes).T
    return ", ".join(labels[r.argmax()] if r.max() >= threshold else "unknown" for r in scores)


def rounded_cosines(images, prototypes, labels, threshold):
    """Was it rounded?"""
    scores = (_unit(images) @ _unit(prototypes).T).round(1)
    return [labels[r.argmax()] if r.max() >= threshold else "unknown" for r in scores]


def labels_sorted(images, prototypes, labels, threshold):
    """the labels were sorted"""
    scores = _unit(images) @ _unit(prototypes).T
    names = sorted(labels)
    return [names[r.argmax()] if r.max() >= threshold else "unknown" for r in scores]


def cosines_cut_at_0(images, prototypes, labels, threshold):
    """Are they cut at 0?"""
    scores = (_unit(images) @ _unit(prototypes).T).clip(0)
    return [labels[r.argmax()] if r.max() >= threshold else "unknown" for r in scores]


def unknown_behind(images, prototypes, labels, threshold):
    """all its cosines are negative"""
    scores = _unit(images) @ _unit(prototypes).T
    return [labels[r.argmax()] if r.max() >= max(threshold, 0) else "unknown" for r in scores]


def unknown_between_two(images, prototypes, labels, threshold):
    """the second is nearly as near"""
    names = []
    for scores in _unit(images) @ _unit(prototypes).T:
        second, first = np.sort(scores)[-2:]
        known = first >= threshold and first - second > 0.05
        names.append(labels[scores.argmax()] if known else "unknown")
    return names


def rounded_to_hundredths(images, prototypes, labels, threshold):
    """a cosine of 0.57735 passed a threshold of 0.58. Was it rounded?"""
    scores = np.round(_unit(images) @ _unit(prototypes).T, 2)
    return [labels[s.argmax()] if s.max() >= threshold else "unknown" for s in scores]


def in_half_precision(images, prototypes, labels, threshold):
    """a cosine of 0.57735 passed a threshold of 0.57738. Was it rounded?"""
    scores = (_unit(images) @ _unit(prototypes).T).astype(np.float16)
    return [labels[s.argmax()] if s.max() >= threshold else "unknown" for s in scores]


def nearest_end_to_end(images, prototypes, labels, threshold):
    """the nearest end to end won"""
    best = np.linalg.norm(images[:, None] - prototypes, axis=2).argmin(axis=1)
    scores = _unit(images) @ _unit(prototypes).T
    return [
        labels[b] if s[b] >= threshold else "unknown" for b, s in zip(best, scores, strict=True)
    ]


def each_name_once(images, prototypes, labels, threshold):
    """Two pictures may have one name"""
    scores, names = _unit(images) @ _unit(prototypes).T, []
    for s in scores:
        name = labels[s.argmax()]
        names.append("unknown" if s.max() < threshold or name in names else name)
    return names


def unknown_where_two_are_near(images, prototypes, labels, threshold):
    """the second is nearly as near"""
    names = []
    for s in _unit(images) @ _unit(prototypes).T:
        best, *others = sorted(s, reverse=True)
        near = others and best - others[0] < 1e-3
        names.append("unknown" if best < threshold or near else labels[s.argmax()])
    return names


def one_label_without_its_axis(images, prototypes, labels, threshold):
    """three pictures have names with one label, too"""
    scores = np.atleast_2d(np.squeeze(_unit(images) @ _unit(prototypes).T))
    best = scores.max(axis=1) if len(labels) > 1 else scores[:, 0]
    names = [labels[s.argmax() % len(labels)] for s in scores]
    return [n if b >= threshold else "unknown" for n, b in zip(names, best, strict=True)]


def a_hair_under_passes(images, prototypes, labels, threshold):
    """a cosine of 0.57735 passed a threshold of 0.57738"""
    scores = _unit(images) @ _unit(prototypes).T
    return [labels[s.argmax()] if s.max() > threshold - 5e-5 else "unknown" for s in scores]


def cosines_below_0_pass_as_0(images, prototypes, labels, threshold):
    """Is cut at 0?"""
    scores = _unit(images) @ _unit(prototypes).T
    kept = np.maximum(scores.max(axis=1), 0) >= threshold
    return [labels[s.argmax()] if k else "unknown" for s, k in zip(scores, kept, strict=True)]


def a_threshold_of_0_is_none(images, prototypes, labels, threshold):
    """Is 0 taken for no threshold?"""
    scores = _unit(images) @ _unit(prototypes).T
    lowest = threshold or -2
    return [labels[s.argmax()] if s.max() >= lowest else "unknown" for s in scores]


def short_prototypes_left_short(images, prototypes, labels, threshold):
    """a short prototype lost"""
    lengths = np.linalg.norm(prototypes, axis=1, keepdims=True)
    scores = _unit(images) @ (prototypes / np.maximum(lengths, 1)).T
    return [labels[s.argmax()] if s.max() >= threshold else "unknown" for s in scores]


def long_names_cut_by_numpy(images, prototypes, labels, threshold):
    """'dinosaur' became 'dinosau'"""
    scores = _unit(images) @ _unit(prototypes).T
    names, kept = np.full(len(images), "unknown"), scores.max(axis=1) >= threshold
    names[kept] = np.array(labels)[scores.argmax(axis=1)[kept]]
    return names.tolist()
