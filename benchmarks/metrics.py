"""Ranking metrics, the COCO protocol and the bootstrap, beside what else computes them."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.index import ROOT, met
from benchmarks.metrics_run import NAMES, seconds
from course_utils import metrics
from course_utils.threads import load_torch

INTRO = """\
Microseconds a query; `ready` is what it takes to bring ids into the form that an engine wants. All
give equal values. The peers have all metrics of a list in one call, the course one a call."""
PACKAGES = ("pytrec-eval-terrier", "ir-measures", "ranx")
COPIED = "clip-benchmark"  # without what it depends on: of it, one function that needs torch
ENGINES = {
    "course_array": "the course, numbers in an array",
    "course_strings": "the course, strings in lists",
    "pytrec_eval": "pytrec_eval",
    "ir_measures": "ir_measures",
    "ranx": "ranx",
}
SIZES = {True: [(2_000, 100)], False: [(10_000, 100), (2_000, 1_000)]}
WHOLE = 100_000, 1_000  # of lists that no engine's dictionaries would fit into memory for
COCO = {True: (1_000, 5_000), False: (5_000, 25_000)}
ROUNDS, KS = 3, (1, 5, 10)
RIGHT = 20  # right answers a query, half of them in its list


def lists(queries: int, depth: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ids (queries, depth) best first, and for each query RIGHT right ones and their grades."""
    rng = np.random.default_rng(5)
    firsts, steps = rng.integers(1_000_000, size=(2, queries, 1))
    ranked = (firsts + (2 * steps + 1) * np.arange(depth)) % 2**20  # an odd step repeats no id
    places = rng.permuted(np.tile(np.arange(depth), (queries, 1)), axis=1)[:, : RIGHT // 2]
    missed = 2**20 + rng.permuted(np.tile(np.arange(50), (queries, 1)), axis=1)[:, : RIGHT // 2]
    ids = np.concatenate([np.take_along_axis(ranked, places, axis=1), missed], axis=1)
    return ranked, ids, rng.integers(1, 4, size=ids.shape)


def ranking(queries: int, depth: int, peers: Path) -> str:
    """A table: microseconds a query of each metric and engine."""
    with tempfile.TemporaryDirectory() as name:
        arrays = zip(("ranked", "ids", "grades"), lists(queries, depth), strict=True)
        for file, array in arrays:
            np.save(Path(name) / f"{file}.npy", array)
        found = [_run(engine, name, peers) for engine in ENGINES]
    for run in found[1:]:
        for metric in NAMES:
            if abs(run["values"][metric] - found[0]["values"][metric]) > 1e-9:
                sys.exit(f"{run['engine']} gives another {metric}: {run['values'][metric]}")
    columns = (*NAMES, "all six", "ready")
    lines = [
        f"### {queries:,} lists of {depth:,} ids",
        "",
        f"| engine | {' | '.join(columns)} |",
        "|---|" + "---|" * len(columns),
    ]
    for run in found:
        cells = " | ".join(f"{run['us'][column]:.1f}" for column in columns)
        lines.append(f"| {ENGINES[run['engine']]} | {cells} |")
    lines.append("")
    for peer in found[2:]:
        for us in found[:2]:
            ratios = [peer["us"][metric] / us["us"][metric] for metric in NAMES]
            together = peer["us"]["all six"] / us["us"]["all six"]
            lines.append(
                f"- {ENGINES[us['engine']]}, beside {peer['engine']}: a metric alone "
                f"**{min(ratios):.1f} to {max(ratios):.1f} times** as fast (goal ahead: "
                f"{met(min(ratios) > 1)}), all six, which {peer['engine']} has in one call, "
                f"{together:.2f} times"
            )
    return "\n".join(lines)


def _run(engine: str, folder: str, peers: Path) -> dict:
    python = sys.executable if engine.startswith("course") else peers / "bin/python"
    done = subprocess.run(
        [python, "-m", "benchmarks.metrics_run", engine, folder],
        cwd=ROOT,
        env=os.environ | {"NUMBA_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.exit(f"{engine} failed:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def whole() -> str:
    """The metrics over an array of many long lists."""
    ranked, ids, _ = lists(*WHOLE)
    relevant = [set(row) for row in ids.tolist()]
    recall = seconds(lambda: metrics.recall_at_k(ranked, relevant, 10))
    precision = seconds(lambda: metrics.mean_average_precision(ranked, relevant))
    return (
        f"An array of {WHOLE[0]:,} lists of {WHOLE[1]:,} ids: recall@10 in {recall:.1f} CPU "
        f"seconds, MAP in {precision:.1f}."
    )


def cross_modal(n_images: int, n_texts: int, peers: Path) -> str:
    """A table: `cross_modal_report` beside other ways to the same shares."""
    torch = load_torch()
    torch.set_num_threads(1)
    rng = np.random.default_rng(2)
    owner = np.arange(n_texts) % n_images
    images = rng.standard_normal((n_images, 24), dtype=np.float32)
    noise = rng.standard_normal((n_texts, 24), dtype=np.float32)
    scores = images @ (images[owner] + 1.2 * noise).T
    positive = torch.from_numpy(owner[None] == np.arange(n_images)[:, None])
    tensor, sides = torch.from_numpy(scores), ((0, 1), (1, 0))

    def shares(found_for) -> list[float]:
        """From the best ten of each text, then of each image, R@K for each k."""
        images_found, texts_found = (found_for(axis) for axis, _ in sides)
        text_hits = images_found == owner[:, None]
        image_hits = owner[texts_found] == np.arange(n_images)[:, None]
        return [float(h[:, :k].any(1).mean()) for h in (text_hits, image_hits) for k in KS]

    def ours() -> list[float]:
        report = metrics.cross_modal_report(scores, owner, KS)
        return [
            side.hit_rate[k] for side in (report.text_to_image, report.image_to_text) for k in KS
        ]

    def clip_benchmark() -> list[float]:
        return [
            float((batchify(recall_at_k, s, p, 64, "cpu", k=k) > 0).float().mean())
            for s, p in ((tensor.T, positive.T), (tensor, positive))
            for k in KS
        ]

    sys.path.append(str(next(peers.glob("lib/python*/site-packages"))))
    from clip_benchmark.metrics.zeroshot_retrieval import batchify, recall_at_k

    def topk() -> list[float]:
        return shares(lambda axis: tensor.topk(max(KS), dim=axis)[1].movedim(axis, 1).numpy())

    def argsort() -> list[float]:
        return shares(
            lambda axis: np.moveaxis(np.argsort(-scores, axis=axis), axis, 1)[:, : max(KS)]
        )

    ways = {
        "cross_modal_report": (ours, ROUNDS),
        "torch.topk": (topk, ROUNDS),
        "numpy.argsort": (argsort, 1),
        "CLIP_benchmark": (clip_benchmark, 1),
    }
    expected, taken = ours(), {}
    for name, (way, rounds) in ways.items():
        if not np.allclose(way(), expected, atol=2e-4):  # a tie may fall on either side
            sys.exit(f"{name} gives other shares: {way()}, not {expected}")
        taken[name] = median(seconds(way) for _ in range(rounds))
    lines = [
        f"### {n_images:,} pictures x {n_texts:,} texts",
        "",
        "| way | CPU s | times ours |",
        "|---|---|---|",
    ]
    lines += [
        f"| {way} | {s:.3f} | {s / taken['cross_modal_report']:.1f} |" for way, s in taken.items()
    ]
    return "\n".join(lines)


def bootstrap() -> str:
    """A table: intervals from 10,000 resamples."""
    lines = ["| values | groups | CPU s |", "|---|---|---|"]
    for n, each in ((1_000, 1), (5_000, 1), (25_000, 5), (25_000, 1)):
        values = np.random.default_rng(6).random(n)
        groups = None if each == 1 else np.arange(n) // each
        taken = median(
            seconds(lambda v=values, g=groups: metrics.bootstrap_interval(v, groups=g))
            for _ in range(ROUNDS)
        )
        lines.append(f"| {n:,} | {'none' if each == 1 else f'of {each}'} | {taken:.2f} |")
    return "\n".join(lines)
