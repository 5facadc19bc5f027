"""Search in vectors, beside hnswlib and usearch: the same vectors, queries and wants for each."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.vectors import vectors_and_queries
from course_utils.retrieval import VectorIndex

ROOT = Path(__file__).resolve().parents[1]
PEERS = ("hnswlib", "usearch")
OURS = ("refine", "hnsw", "ivf", "flat")
CHOOSING, REPORTING, SEED = 500, 1000, 3
SIZES = {  # vectors, and numbers in each
    True: [(20_000, 128), (10_000, 768)],
    False: [(20_000, 64), (20_000, 128), (20_000, 768), (100_000, 128), (1_000_000, 128)],
}


def lay_out(folder: Path, n: int, dim: int) -> None:
    """Vectors, two lots of queries and their true ten, where each engine finds them."""
    vectors, queries = vectors_and_queries(n, CHOOSING + REPORTING, dim, SEED)
    flat = VectorIndex(dim)
    flat.add(vectors)
    true = flat.search(queries, 10)[1]
    np.save(folder / "vectors.npy", vectors)
    for name, part in (("choosing", slice(CHOOSING)), ("reporting", slice(CHOOSING, None))):
        np.save(folder / f"{name}.npy", queries[part])
        np.save(folder / f"true_{name}.npy", true[part])


def measure(
    n: int, dim: int, rounds: int, peers: Path, engines: tuple[str, ...], *how: str
) -> dict[str, list[dict]]:
    """What each engine reports, `rounds` times, one engine after the other in each round."""
    found = {engine: [] for engine in engines}
    with tempfile.TemporaryDirectory() as name:
        lay_out(Path(name), n, dim)
        for _ in range(rounds):
            for engine in engines:
                python = peers / "bin/python" if engine in PEERS else sys.executable
                command = [python, "-m", "benchmarks.index_run", engine, name, *how]
                done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
                if done.returncode:
                    sys.exit(f"{engine} failed:\n{done.stderr[-2000:]}")
                found[engine].append(json.loads(done.stdout.splitlines()[-1]))
    return found


def rows(found: dict[str, list[dict]]) -> list[dict]:
    """A row for each engine and want: medians over the rounds."""
    table = []
    for engine, runs in found.items():
        for goal in ("default", "0.95", "0.97"):
            points = [run["at"][goal] for run in runs if goal in run["at"]]
            if points:
                middle = {
                    key: median(point[key] for point in points)
                    for key in ("recall", "per_second", "single_us")
                }
                whole = {key: median(run[key] for run in runs) for key in ("build", "bytes")}
                widths = points[-1]["options"]
                width = ", ".join(f"{a} {b}" for a, b in widths.items())
                table.append({"engine": engine, "goal": goal, "width": width, **middle, **whole})
    return table


def report(n: int, dim: int, table: list[dict]) -> str:
    """The table and the ratios, as Markdown."""
    lines = [
        f"### {n:,} vectors of {dim} numbers",
        "",
        "| engine | wanted | set to | recall@10 | queries a CPU s | one query, µs | build, CPU s "
        "| bytes a vector |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in table:
        lines.append(
            f"| {row['engine']} | {row['goal']} | {row['width']} | {row['recall']:.3f} "
            f"| {row['per_second']:,.0f} | {row['single_us']:.0f} | {row['build']:.1f} "
            f"| {row['bytes']:,.0f} |"
        )
    lines.append("")
    at = {(row["engine"], row["goal"]): row for row in table}
    for goal in ("0.95", "0.97"):
        for peer in PEERS:
            if ("refine", goal) in at and (peer, goal) in at:
                ours, theirs = at["refine", goal], at[peer, goal]
                speed = ours["per_second"] / theirs["per_second"]
                lines.append(
                    f"- refine beside {peer}, recall {goal} wanted: **{speed:.2f} times** as many "
                    f"queries a CPU second (goal 1.25: {met(speed >= 1.25)}), built in "
                    f"{ours['build'] / theirs['build']:.2f} of the time (goal 0.5: "
                    f"{met(ours['build'] <= 0.5 * theirs['build'])}); asked one query at a time, "
                    f"{theirs['single_us'] / ours['single_us']:.2f} times as many"
                )
    return "\n".join(lines)


def met(holds: bool) -> str:
    """In words."""
    return "met" if holds else "missed"
