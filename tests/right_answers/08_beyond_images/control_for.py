"""Right answers to control_for, differently written."""

from collections import OrderedDict, defaultdict


def in_order():
    return {
        "training": "no training",
        "meaning": "other pictures",
        "new things": "left out",
        "timing": "late",
    }


def zipped():
    claims = ("training", "meaning", "new things", "timing")
    return dict(zip(claims, ("no training", "other pictures", "left out", "late"), strict=True))


def another_order():
    return dict(
        reversed(
            [
                ("training", "no training"),
                ("meaning", "other pictures"),
                ("new things", "left out"),
                ("timing", "late"),
            ]
        )
    )


def keywords():
    known = dict(training="no training", meaning="other pictures", timing="late")
    return {**known, "new things": "left out"}


def built_one_by_one():
    chosen = {}
    chosen["timing"] = "late"
    chosen["new things"] = "left out"
    chosen["meaning"] = "other pictures"
    chosen["training"] = "no training"
    return chosen


def ordered():
    return OrderedDict(zip(in_order(), in_order().values(), strict=True))


def default():
    chosen = defaultdict(lambda: "no training", in_order())
    assert chosen["training"] == "no training"
    return chosen


def from_the_controls():
    claim_of = {"no training": "training", "other pictures": "meaning", "late": "timing"}
    claim_of["left out"] = "new things"
    return {claim: control for control, claim in claim_of.items()}
