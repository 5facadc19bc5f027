"""Right answers to at_prevalence, differently written."""

import numpy as np


def by_rates(scores, wanted, threshold, prevalence):
    flagged = scores >= threshold
    recall, alarms = flagged[wanted].mean(), flagged[~wanted].mean()
    true, false = prevalence * recall, (1 - prevalence) * alarms
    return true / (true + false), recall


def by_weights(scores, wanted, threshold, prevalence):
    weight = np.where(wanted, prevalence / wanted.sum(), (1 - prevalence) / (~wanted).sum())
    flagged = scores >= threshold
    hit = weight[flagged & wanted].sum()
    return np.array([hit / weight[flagged].sum(), hit / weight[wanted].sum()])


def by_odds(scores, wanted, threshold, prevalence):
    flagged = scores >= threshold
    recall = float(np.mean(flagged[wanted]))
    alarms = float(np.mean(flagged[~wanted]))
    if not alarms:
        return [1.0, recall]
    odds = prevalence / (1 - prevalence) * recall / alarms
    return [odds / (1 + odds), recall]


def per_million(scores, wanted, threshold, prevalence):
    flagged = scores >= threshold
    hits = 1e6 * prevalence * np.mean(flagged[wanted])
    alarms = 1e6 * (1 - prevalence) * np.mean(flagged[~wanted])
    return hits / (hits + alarms), np.mean(flagged[wanted])


def in_python(scores, wanted, threshold, prevalence):
    yes = [s >= threshold for s, w in zip(scores, wanted, strict=True) if w]
    no = [s >= threshold for s, w in zip(scores, wanted, strict=True) if not w]
    recall, alarms = sum(yes) / len(yes), sum(no) / len(no)
    return recall * prevalence / (recall * prevalence + alarms * (1 - prevalence)), recall


def one_over(scores, wanted, threshold, prevalence):
    recall = (scores[wanted] >= threshold).mean()
    alarms = (scores[~wanted] >= threshold).mean()
    return 1 / (1 + (1 - prevalence) / prevalence * alarms / recall), recall


def averaged(scores, wanted, threshold, prevalence):
    weights = np.where(wanted, prevalence / wanted.mean(), (1 - prevalence) / (~wanted).mean())
    flagged = scores >= threshold
    return np.average(wanted[flagged], weights=weights[flagged]), np.average(flagged[wanted])


def counted(scores, wanted, threshold, prevalence):
    hits = np.count_nonzero(wanted & (scores >= threshold)) / np.count_nonzero(wanted)
    alarms = np.count_nonzero(~wanted & (scores >= threshold)) / np.count_nonzero(~wanted)
    return np.array([prevalence * hits / (prevalence * hits + (1 - prevalence) * alarms), hits])
