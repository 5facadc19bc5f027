"""One engine of ranking metrics over the lists in a folder: prints its figures as JSON.

    python -m benchmarks.metrics_run pytrec_eval FOLDER

The engine gets the lists in the form that it likes best, made before the clock starts; how long
that takes is measured apart. Times are CPU seconds of one thread, medians of three.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np

ROUNDS = 3
NAMES = ("recall@10", "hit rate@10", "precision@10", "reciprocal rank", "MAP", "nDCG@10")
Contest = dict[str, Callable[[], float]]


def ours(ranked: list, relevance: list[dict]) -> Contest:
    """The course's functions, each called by itself."""
    from course_utils import metrics

    relevant = [set(grades) for grades in relevance]
    return {
        "recall@10": lambda: metrics.recall_at_k(ranked, relevant, 10),
        "hit rate@10": lambda: metrics.hit_rate_at_k(ranked, relevant, 10),
        "precision@10": lambda: metrics.precision_at_k(ranked, relevant, 10),
        "reciprocal rank": lambda: metrics.mean_reciprocal_rank(ranked, relevant),
        "MAP": lambda: metrics.mean_average_precision(ranked, relevant),
        "nDCG@10": lambda: metrics.ndcg_at_k(ranked, relevance, 10, gain="linear"),
    }


def course_array(ranked: np.ndarray, relevance: list[dict]) -> Contest:
    """Ids as a search gives them, in an array."""
    return ours(ranked, relevance)


def course_strings(ranked: np.ndarray, relevance: list[dict]) -> Contest:
    """Ids as strings in lists, which is all that the peers take."""
    return ours([list(map(str, row)) for row in ranked.tolist()], as_strings(relevance))


def as_strings(relevance: list[dict]) -> list[dict]:
    """With strings for ids."""
    return [{str(i): grade for i, grade in grades.items()} for grades in relevance]


def run_and_judgements(ranked: np.ndarray, relevance: list[dict]) -> tuple[dict, dict]:
    """The dictionaries of trec_eval; scores fall with the rank."""
    scores = [float(-rank) for rank in range(ranked.shape[1])]
    lists = enumerate(ranked.tolist())
    run = {str(q): dict(zip(map(str, row), scores, strict=True)) for q, row in lists}
    return run, {str(q): grades for q, grades in enumerate(as_strings(relevance))}


def pytrec_eval(ranked: np.ndarray, relevance: list[dict]) -> Contest:
    """Its evaluator for each measure, and one for all of them."""
    import pytrec_eval as peer

    run, judged = run_and_judgements(ranked, relevance)
    theirs = ("recall.10", "success.10", "P.10", "recip_rank", "map", "ndcg_cut.10")

    def mean(*measures: str) -> float:
        rows = peer.RelevanceEvaluator(judged, set(measures)).evaluate(run).values()
        return sum(row[measures[-1].replace(".", "_")] for row in rows) / len(rows)

    each = {name: lambda m=m: mean(m) for name, m in zip(NAMES, theirs, strict=True)}
    return each | {"all six": lambda: mean(*theirs)}


def ir_measures(ranked: np.ndarray, relevance: list[dict]) -> Contest:
    """Its aggregates."""
    import ir_measures as peer

    run, judged = run_and_judgements(ranked, relevance)
    names = ("R@10", "Success@10", "P@10", "RR", "AP", "nDCG@10")
    theirs = [peer.parse_measure(name) for name in names]

    def mean(*measures) -> float:
        return peer.calc_aggregate(measures, judged, run)[measures[-1]]

    each = {name: lambda m=m: mean(m) for name, m in zip(NAMES, theirs, strict=True)}
    return each | {"all six": lambda: mean(*theirs)}


def ranx(ranked: np.ndarray, relevance: list[dict]) -> Contest:
    """Its compiled loops, compiled beforehand, on its own tables."""
    import ranx as peer

    run, judged = run_and_judgements(ranked, relevance)
    judged, run = peer.Qrels(judged), peer.Run(run)
    theirs = ["recall@10", "hit_rate@10", "precision@10", "mrr", "map", "ndcg@10"]
    each = {
        name: lambda m=m: float(peer.evaluate(judged, run, m))
        for name, m in zip(NAMES, theirs, strict=True)
    }
    return each | {"all six": lambda: float(peer.evaluate(judged, run, theirs)["ndcg@10"])}


def run(engine: str, folder: Path) -> dict:
    """Microseconds a query and the mean, of each metric."""
    ranked, ids, grades = (np.load(folder / f"{name}.npy") for name in ("ranked", "ids", "grades"))
    relevance = [
        dict(zip(*row, strict=True)) for row in zip(ids.tolist(), grades.tolist(), strict=True)
    ]
    start = time.process_time()
    contest = globals()[engine](ranked, relevance)
    ready = time.process_time() - start
    values, found = {}, {"ready": ready}
    for name, work in contest.items():
        values[name] = work()  # the first call compiles, where an engine does
        found[name] = median(seconds(work) for _ in range(ROUNDS))
    found.setdefault("all six", sum(found[name] for name in NAMES))
    per_query = {name: 1e6 * taken / len(ranked) for name, taken in found.items()}
    return {"engine": engine, "us": per_query, "values": values}


def seconds(work: Callable) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], Path(sys.argv[2]))))
