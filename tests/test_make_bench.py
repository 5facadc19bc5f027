"""What make bench says of an index: its sums on numbers that are known, and one small run of it."""

import struct
from itertools import count

import numpy as np
import pytest

from benchmarks import around_faiss, growth, index, index_run

KINDS = index.OURS


def rows_that_grow(power):
    """Rows of a table in which everything grows with n to this power."""
    return [
        {"engine": kind, "n": n, "dim": 8, "build": 3 * n**power, "single_us": n**power}
        | {"mb": n**power, "recall": 1.0, "per_second": 5.0, "width": ""}
        for kind in KINDS
        for n in (10, 100, 1000, 10_000)
    ]


@pytest.mark.parametrize("power", [0, 0.5, 1, 2])
def test_a_slope_is_the_power(power):
    rows = rows_that_grow(power)
    assert growth.slope(rows, "ivf", "n", "build") == pytest.approx(power)
    assert f"| ivf | {power:.2f} | {power:.2f} | {power:.2f} |" in growth.table(rows, "n")


def test_the_plot_is_a_small_png_whose_text_says_what_it_shows():
    rows = rows_that_grow(0.5)
    png = growth.picture(rows)
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (720, 256)
    assert len(png) < 100_000
    said = growth.alternative_text(rows)
    assert "from 10 to 10,000 vectors" in said
    assert all(f"{kind} 0.50" in said for kind in KINDS)


def row(engine, per_second, build, single):
    return {"engine": engine, "goal": "0.95", "width": "", "recall": 0.95, "bytes": 1.0} | {
        "per_second": per_second, "build": build, "single_us": single,
    }  # fmt: skip


def test_ratios_say_which_goals_are_missed():
    said = index.report(9, 4, [row("refine", 120, 2, 10), row("hnswlib", 100, 10, 5)])
    assert "**1.20 times** as many queries a CPU second (goal 1.25: missed)" in said
    assert "in 0.20 of the time (goal 0.5: met); asked one query at a time, 0.50 times" in said
    said = index.report(9, 4, [row("refine", 130, 6, 10), row("usearch", 100, 10, 5)])
    assert "**1.30 times** as many queries a CPU second (goal 1.25: met)" in said
    assert "in 0.60 of the time (goal 0.5: missed)" in said


def test_the_scan_is_the_slow_way_itself():
    rng = np.random.default_rng(0)
    vectors, queries = (around_faiss.unit(rng.normal(size=(n, 8))) for n in (300, 5))
    mask = rng.random(300) < 0.2
    answer = around_faiss.scan(vectors.astype(np.float32), np.arange(300) * 2, mask)
    ids = answer(3 * queries.astype(np.float32))[1]
    scores = np.where(mask, queries @ vectors.T, -2)
    np.testing.assert_array_equal(ids, 2 * np.argsort(-scores, axis=1)[:, : around_faiss.K])


def test_both_are_asked_alike_and_in_turn():
    asked = []
    ours, theirs = (lambda q, name=name: asked.append((name, q)) for name in ("ours", "theirs"))
    around_faiss.paired(ours, theirs, [1, 2], 4)
    assert asked == [
        ("theirs", 1), ("ours", 1), ("ours", 2), ("theirs", 2),
        ("theirs", 1), ("ours", 1), ("ours", 2), ("theirs", 2),
    ]  # fmt: skip


def test_a_run_takes_the_cheapest_that_finds_enough_and_reports_of_others(tmp_path, monkeypatch):
    costs = count(1)  # each width costs more than the one before
    monkeypatch.setattr(index_run, "cpu_seconds", lambda work: next(costs))
    index.lay_out(tmp_path, 3000, 16)
    found = index_run.run("refine", tmp_path)["at"]
    assert found.keys() == {"default", "0.95", "0.97"}
    for goal in (0.95, 0.97):
        assert found[str(goal)]["recall"] == pytest.approx(goal, abs=0.03)
    narrow, wide = (found[goal]["options"] for goal in ("0.95", "default"))
    assert narrow["nprobe"] < wide["nprobe"]
    monkeypatch.setattr(index_run, "cpu_seconds", lambda work: -next(costs))
    last = index_run.run("refine", tmp_path)["at"]["0.95"]
    assert last["options"]["nprobe"] > wide["nprobe"]
    assert index_run.run("refine", tmp_path, only_default=True)["at"].keys() == {"default"}
