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
    odds = prevalence / (1 - prevalence) * recall / float(np.mean(flagged[~wanted]))
    return [odds / (1 + odds), recall]
