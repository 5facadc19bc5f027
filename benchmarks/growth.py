"""How VectorIndex grows with vectors and with dims, by default: slopes, a table and a plot."""

import io
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.ticker import NullFormatter

from benchmarks import index
from course_utils.plotting import PALETTE, use_course_style
from course_utils.retrieval.options import MANY, VAST

SIZES = {True: (1_000, 4_000, 16_000, 64_000), False: (1_000, 10_000, 100_000, 300_000)}
DIMS, DIM = (64, 128, 256, 768), 128
OF_DIMS = {True: 5_000, False: 20_000}
SHOWN = {"build": "build, CPU s", "single_us": "one query, µs", "mb": "memory, MB"}

INTRO = f"""\
Each kind as it is by default. Memory is what the process holds more once the index is built. A
slope s says that something grows as the size to the power of s: 1 is in proportion, 0.5 as the
square root, 0 not at all. Slopes are fitted to all four sizes, in logarithms; from {MANY:,} vectors
on ivf has more cells and hnsw walks wider, and from {VAST:,} on refine has more cells
(`retrieval/options.py`), so that their lines bend."""


def measured(quick: bool, peers: Path) -> tuple[list[dict], list[dict]]:
    """A row for each kind and number of vectors, and one for each kind and dim."""

    def rows(n: int, dim: int) -> list[dict]:
        found = index.rows(index.measure(n, dim, 1, peers, index.OURS, "default"))
        return [row | {"n": n, "dim": dim, "mb": row["bytes"] * n / 2**20} for row in found]

    by_size = [row for n in SIZES[quick] for row in rows(n, DIM)]
    return by_size, [row for dim in DIMS for row in rows(OF_DIMS[quick], dim)]


def slope(rows: list[dict], engine: str, size: str, quantity: str) -> float:
    """The power of the size that this quantity grows with."""
    mine = [row for row in rows if row["engine"] == engine]
    x, y = (np.log([max(row[key], 1e-6) for row in mine]) for key in (size, quantity))
    return np.polyfit(x, y, 1)[0]


def table(rows: list[dict], size: str) -> str:
    """What was measured, then the slopes."""
    head = {"n": "vectors", "dim": "dim"}[size]
    lines = [
        f"| kind | {head} | recall@10 | queries a CPU s | {' | '.join(SHOWN.values())} | set to |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for engine in index.OURS:
        for row in (row for row in rows if row["engine"] == engine):
            lines.append(
                f"| {engine} | {row[size]:,} | {row['recall']:.3f} | {row['per_second']:,.0f} | "
                f"{row['build']:.3g} | {row['single_us']:.0f} | {row['mb']:.3g} | {row['width']} |"
            )
    lines += ["", f"| slope with {head} | {' | '.join(SHOWN.values())} |", "|---|---|---|---|"]
    for engine in index.OURS:
        slopes = (f"{slope(rows, engine, size, quantity):z.2f}" for quantity in SHOWN)
        lines.append(f"| {engine} | {' | '.join(slopes)} |")
    return "\n".join(lines)


def picture(rows: list[dict]) -> bytes:
    """Time and memory beside the number of vectors, a line a kind: a PNG."""
    use_course_style()
    figure, axes = plt.subplots(1, len(SHOWN), figsize=(9, 3.2))
    for axis, (quantity, label) in zip(axes, SHOWN.items(), strict=True):
        for engine, colour in zip(index.OURS, PALETTE, strict=False):
            mine = [row for row in rows if row["engine"] == engine]
            power = slope(rows, engine, "n", quantity)
            axis.loglog(
                [row["n"] for row in mine], [row[quantity] for row in mine],
                "o-", color=colour, markersize=4, label=f"{engine}, slope {power:.2f}",
            )  # fmt: skip
        axis.set(xlabel="vectors", title=label)
        axis.yaxis.set_minor_formatter(NullFormatter())
        axis.legend(fontsize=7)
    png = io.BytesIO()
    figure.savefig(png, format="png", dpi=80)
    plt.close(figure)
    return png.getvalue()


def alternative_text(rows: list[dict]) -> str:
    """What the plot shows, in words."""
    n = sorted({row["n"] for row in rows})
    said = []
    for quantity, label in SHOWN.items():
        slopes = (f"{kind} {slope(rows, kind, 'n', quantity):z.2f}" for kind in index.OURS)
        said.append(f"{label.split(',')[0]}: {', '.join(slopes)}")
    return (
        f"Three plots with logarithmic axes, from {n[0]:,} to {n[-1]:,} vectors, a line for each "
        f"kind of index. Slopes of {'; of '.join(said)}."
    )
