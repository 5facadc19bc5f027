"""Right answers to metric_for: more than one choice is right."""


def first_place_and_precision():
    return {
        "voice": "hit rate at 1",
        "shortlist": "recall at 10",
        "shop": "nDCG at 5",
        "page": "precision at 5",
    }


def mrr_for_the_voice():
    return {
        "voice": "MRR",
        "shortlist": "recall at 10",
        "shop": "nDCG at 5",
        "page": "precision at 5",
    }


def ndcg_for_the_page():
    jobs = ["page", "shop", "shortlist", "voice"]
    return dict(zip(jobs, ["nDCG at 5", "nDCG at 5", "recall at 10", "MRR"], strict=True))
