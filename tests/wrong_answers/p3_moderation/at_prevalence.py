"""Typical wrong answers to at_prevalence. A docstring: words of the line that rejects it."""

import numpy as np


def _rates(scores, wanted, threshold):
    flagged = scores >= threshold
    return flagged[wanted].mean(), flagged[~wanted].mean()


def _at(recall, alarms, prevalence):
    true, false = prevalence * recall, (1 - prevalence) * alarms
    return true / (true + false), recall


def of_the_sample(scores, wanted, threshold, prevalence):
    """this is the precision in the sample"""
    flagged = scores >= threshold
    return wanted[flagged].mean(), flagged[wanted].mean()


def sample_times_prevalence(scores, wanted, threshold, prevalence):
    """Both rates have to be weighed anew"""
    flagged = scores >= threshold
    return prevalence * wanted[flagged].mean(), flagged[wanted].mean()


def one_minus_false_alarms(scores, wanted, threshold, prevalence):
    """this is one minus the false alarm rate"""
    recall, alarms = _rates(scores, wanted, threshold)
    return 1 - alarms, recall


def recall_first(scores, wanted, threshold, prevalence):
    """precision comes first"""
    recall, alarms = _rates(scores, wanted, threshold)
    true, false = prevalence * recall, (1 - prevalence) * alarms
    return recall, true / (true + false)


def above_only(scores, wanted, threshold, prevalence):
    """found"""
    flagged = scores > threshold
    recall, alarms = flagged[wanted].mean(), flagged[~wanted].mean()
    true, false = prevalence * recall, (1 - prevalence) * alarms
    return true / (true + false), recall


def recall_made_rare(scores, wanted, threshold, prevalence):
    """Of the wanted pictures, how many reach the threshold?"""
    recall, alarms = _rates(scores, wanted, threshold)
    true, false = prevalence * recall, (1 - prevalence) * alarms
    return true / (true + false), prevalence * recall


def at_the_threshold_no_recall(scores, wanted, threshold, prevalence):
    """Of the wanted pictures, how many reach the threshold?"""
    recall, alarms = (scores[wanted] > threshold).mean(), (scores[~wanted] >= threshold).mean()
    right, wrong = prevalence * recall, (1 - prevalence) * alarms
    return right / (right + wrong), recall


def at_the_threshold_no_alarm(scores, wanted, threshold, prevalence):
    """Of all that is flagged on the platform, what is flagged rightly?"""
    recall, alarms = (scores[wanted] >= threshold).mean(), (scores[~wanted] > threshold).mean()
    right, wrong = prevalence * recall, (1 - prevalence) * alarms
    return right / (right + wrong), recall


def nearly_at_the_threshold(scores, wanted, threshold, prevalence):
    """At the threshold and above it"""
    flagged = (scores > threshold) | np.isclose(scores, threshold)
    return _at(flagged[wanted].mean(), flagged[~wanted].mean(), prevalence)


def clean_scores_set_to_zero(scores, wanted, threshold, prevalence):
    """Of the wanted pictures"""
    recall = (scores * wanted >= threshold).sum() / wanted.sum()
    return _at(min(recall, 1), (scores[~wanted] >= threshold).mean(), prevalence)


def no_more_than_in_the_sample(scores, wanted, threshold, prevalence):
    """the prevalence is 0.6, which is more than in the sample"""
    return _at(*_rates(scores, wanted, threshold), min(prevalence, wanted.mean()))


def no_threshold_of_0(scores, wanted, threshold, prevalence):
    """the threshold is 0 here"""
    return _at(*_rates(scores, wanted, threshold or 0.5), prevalence)


def no_alarm_no_precision(scores, wanted, threshold, prevalence):
    """so all that is flagged is flagged rightly"""
    recall, alarms = _rates(scores, wanted, threshold)
    return _at(recall, alarms, prevalence) if alarms else (0.0, recall)


def by_the_odds_of_no_alarm(scores, wanted, threshold, prevalence):
    """ZeroDivisionError"""
    recall, alarms = map(float, _rates(scores, wanted, threshold))
    odds = prevalence / (1 - prevalence) * recall / alarms
    return odds / (1 + odds), recall


def no_hit_is_no_number(scores, wanted, threshold, prevalence):
    """where no wanted picture is found, precision and recall are 0"""
    recall, alarms = _rates(scores, wanted, threshold)
    return 1 / (1 + alarms * (1 - prevalence) / prevalence / recall) if recall else np.nan, recall


_known = {}


def rates_of_a_threshold_kept(scores, wanted, threshold, prevalence):
    """Was something kept from an earlier call?"""
    recall, alarms = _known.setdefault(float(threshold), _rates(scores, wanted, threshold))
    return _at(recall, alarms, prevalence)
