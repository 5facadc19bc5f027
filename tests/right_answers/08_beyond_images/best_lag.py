"""Right answers to best_lag, differently written."""

import numpy as np
import torch


def slices(sound, picture, most):
    n, alike = len(sound), {}
    for lag in range(-most, most + 1):
        a = sound[max(0, -lag) : n - max(0, lag)]
        b = picture[max(0, lag) : n + min(0, lag)]
        alike[lag] = np.corrcoef(a, b)[0, 1]
    return max(alike, key=alike.get)


def two_cases(sound, picture, most):
    best, found = -2.0, 0
    for lag in range(-most, most + 1):
        if lag >= 0:
            a, b = sound[: len(sound) - lag], picture[lag:]
        else:
            a, b = sound[-lag:], picture[:lag]
        value = np.corrcoef(a, b)[0, 1]
        if value > best:
            best, found = value, lag
    return found


def by_index(sound, picture, most):
    i = np.arange(len(sound))
    lags = np.arange(-most, most + 1)
    values = []
    for lag in lags:
        there = (i + lag >= 0) & (i + lag < len(picture))
        a, b = sound[there], picture[i[there] + lag]
        a, b = a - a.mean(), b - b.mean()
        values.append((a @ b) / np.sqrt((a @ a) * (b @ b)))
    return lags[int(np.argmax(values))]


def padded(sound, picture, most):
    blank = np.full(most, np.nan)
    wide = np.r_[blank, picture, blank]
    values = []
    for lag in range(-most, most + 1):
        part = wide[most + lag : most + lag + len(sound)]
        there = ~np.isnan(part)
        values.append(np.corrcoef(sound[there], part[there])[0, 1])
    return float(np.argmax(values) - most)


def standard(sound, picture, most):
    def z(x):
        return (x - x.mean()) / x.std()

    n = len(sound)
    return max(
        range(-most, most + 1),
        key=lambda lag: np.mean(
            z(sound[max(0, -lag) : n - max(0, lag)]) * z(picture[max(0, lag) : n + min(0, lag)])
        ),
    )


def largest_first(sound, picture, most):
    ordered = sorted(range(-most, most + 1), key=abs)
    n = len(sound)

    def alike(lag):
        a, b = sound[max(0, -lag) : n - max(0, lag)], picture[max(0, lag) : n - max(0, -lag)]
        return np.corrcoef(a, b)[0, 1]

    return ordered[int(np.argmax([alike(lag) for lag in ordered]))]


def tensors(sound, picture, most):
    sound, picture = torch.as_tensor(sound), torch.as_tensor(picture)
    n, values = len(sound), []
    for lag in range(-most, most + 1):
        both = [sound[max(0, -lag) : n - max(0, lag)], picture[max(0, lag) : n + min(0, lag)]]
        values.append(torch.corrcoef(torch.stack(both))[0, 1])
    return torch.stack(values).argmax() - most


def swapped_when_early(sound, picture, most):
    def late(a, b, lag):
        return np.corrcoef(a[: len(a) - lag], b[lag:])[0, 1]

    values = {lag: late(sound, picture, lag) for lag in range(most + 1)}
    values |= {-lag: late(picture, sound, lag) for lag in range(1, most + 1)}
    return max(values, key=values.get)
