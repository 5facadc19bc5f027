"""Right answers to metric_for: more than one choice is right."""

import json
from collections import OrderedDict, defaultdict

import numpy as np

METRICS = ["hit rate at 1", "MRR", "precision at 5", "recall at 10", "nDCG at 5"]


def first_place_and_precision():
    return {
        "voice": "hit rate at 1",
        "shortlist": "recall at 10",
        "shop": "nDCG at 5",
        "page": "precision at 5",
    }


def mrr_for_the_voice():
    return {**first_place_and_precision(), "voice": "MRR"}


def ndcg_for_the_page():
    jobs = ["page", "shop", "shortlist", "voice"]
    return dict(zip(jobs, ["nDCG at 5", "nDCG at 5", "recall at 10", "MRR"], strict=True))


def hit_rate_and_ndcg():
    return dict(page="nDCG at 5", voice="hit rate at 1", shop="nDCG at 5", shortlist="recall at 10")


def chosen_by_number():
    return dict(voice=METRICS[0], shortlist=METRICS[3], shop=METRICS[-1], page=METRICS[2])


def strings_of_numpy():
    chosen = np.array(METRICS)[[1, 3, 4, 2]]
    return dict(zip(["voice", "shortlist", "shop", "page"], chosen, strict=True))


def an_ordered_dict():
    return OrderedDict(first_place_and_precision())


def a_default():
    found = defaultdict(lambda: "nDCG at 5", voice="MRR", shortlist="recall at 10")
    for job in ("shop", "page"):
        found[job]
    return found


def read_from_json():
    return json.loads(json.dumps(mrr_for_the_voice()))
