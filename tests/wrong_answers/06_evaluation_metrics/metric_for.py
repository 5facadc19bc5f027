"""Typical wrong answers to metric_for. A docstring: words of the line that rejects it."""


def _right_but(**changed):
    right = {"voice": "MRR", "shortlist": "recall at 10", "shop": "nDCG at 5"}
    return {**right, "page": "precision at 5", **changed}


def recall_for_the_voice():
    """recall at 10 ships system B, and the loudspeaker never says the right answer first"""
    return _right_but(voice="recall at 10")


def precision_for_the_voice():
    """precision at 5 ships system B, and the loudspeaker"""
    return _right_but(voice="precision at 5")


def ndcg_for_the_voice():
    """nDCG at 5 ships system B, and the loudspeaker"""
    return _right_but(voice="nDCG at 5")


def hit_rate_for_the_shortlist():
    """hit rate at 1 ships system A, and two of five"""
    return _right_but(shortlist="hit rate at 1")


def precision_for_the_shortlist():
    """precision at 5 ships system A, and two of five"""
    return _right_but(shortlist="precision at 5")


def mrr_for_the_shortlist():
    """never reach the second model"""
    return _right_but(shortlist="MRR")


def ndcg_for_the_shortlist():
    """nDCG at 5 ships system A"""
    return _right_but(shortlist="nDCG at 5")


def precision_for_the_shop():
    """the exact fit stands last"""
    return _right_but(shop="precision at 5")


def recall_for_the_shop():
    """recall at 10 ships system B, and the exact fit stands last"""
    return _right_but(shop="recall at 10")


def mrr_for_the_shop():
    """MRR sees no difference between the two"""
    return _right_but(shop="MRR")


def hit_rate_for_the_shop():
    """sees no difference between the two"""
    return _right_but(shop="hit rate at 1")


def hit_rate_for_the_page():
    """hit rate at 1 ships system A, and four of the five"""
    return _right_but(page="hit rate at 1")


def mrr_for_the_page():
    """four of the five pictures are junk"""
    return _right_but(page="MRR")


def recall_for_all():
    """recall at 10 ships system A, and four of the five pictures are junk"""
    return dict.fromkeys(_right_but(), "recall at 10")


def a_job_forgotten():
    """the jobs are voice, shortlist, shop, page"""
    return {"voice": "MRR"}


def a_job_too_many():
    """the jobs are voice, shortlist, shop, page"""
    return _right_but(radio="MRR")


def a_metric_that_was_not_offered():
    """expected one of"""
    return _right_but(voice="accuracy")


def a_list():
    """found a list, expected a dict"""
    return list(_right_but().values())
