"""Figures of lesson 07: words that light up their place, and what the candidates bound."""

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from course_utils.plotting import BLUE, ORANGE, VERMILION


def heat_maps(
    pictures: Sequence, words: Sequence[Sequence[str]], grids: Sequence[np.ndarray]
) -> Figure:
    """A row a picture: the picture, then for each of its words how alike each cell is.

    grids[i] is (n_words, side, side), cosines. Each map has its own scale, from its lowest cell
    (dark) to its highest (clear), and its best cell has a frame.
    """
    columns = 1 + max(map(len, words))
    figure, axes = plt.subplots(
        len(pictures), columns, figsize=(1.35 * columns, 1.75 * len(pictures)), squeeze=False
    )
    for ax in axes.flat:
        ax.axis("off")
    for row, picture, said, maps in zip(axes, pictures, words, grids, strict=True):
        row[0].imshow(picture)
        row[0].set_title("the scene", fontsize=9)
        for ax, word, cells in zip(row[1:], said, maps, strict=False):
            _heat_map(ax, np.asarray(picture), word, cells)
    return figure


def _heat_map(ax, pixels: np.ndarray, word: str, cells: np.ndarray) -> None:
    side = len(pixels) // len(cells)
    light = (cells - cells.min()) / max(float(np.ptp(cells)), 1e-9)
    shade = np.kron(light, np.ones((side, side)))[..., None]
    ax.imshow((pixels * shade + 60 * (1 - shade)).astype(np.uint8))
    top, left = np.unravel_index(cells.argmax(), cells.shape)
    frame = {"fill": False, "edgecolor": VERMILION, "linewidth": 2}
    ax.add_patch(plt.Rectangle((left * side, top * side), side, side, **frame))
    ax.set_title(word, fontsize=9)


def two_stage_figure(measured: Mapping[int, Mapping[str, float]], candidates: int) -> Figure:
    """What one number of candidates costs and gives, beside all the others.

    measured: for each number of candidates "bound" and "right", shares of the queries; "first" and
    "second", milliseconds a query; "bytes", read by the second stage for a query.
    """
    numbers, here = sorted(measured), measured[candidates]
    figure, (left, right) = plt.subplots(
        1, 2, figsize=(9.5, 3.2), gridspec_kw={"width_ratios": [3, 2]}
    )
    for key, colour, style, label in (
        ("bound", ORANGE, "o--", "recall@K of the first stage: the bound"),
        ("right", BLUE, "o-", "R@1 after the second stage"),
    ):
        left.plot(numbers, [measured[n][key] for n in numbers], style, color=colour, label=label)
        left.plot(candidates, here[key], "o", markersize=12, color=colour)
    left.axvline(candidates, color="#999999", zorder=0)
    left.set_xscale("log")
    left.set_xticks(numbers, numbers)
    left.minorticks_off()
    left.set(xlabel="K, candidates", ylabel="share of the questions", ylim=(0, 1.02))
    left.legend(loc="lower right", fontsize=9)
    slowest = measured[numbers[-1]]
    right.barh(["first stage", "second stage"], [here["first"], here["second"]], color=BLUE)
    right.set(xlabel="milliseconds a query", xlim=(0, 1.1 * (slowest["first"] + slowest["second"])))
    right.invert_yaxis()
    right.set_title(f"{here['bytes'] / 1e3:,.1f} kB read by the second stage", fontsize=10)
    figure.suptitle(
        f"K = {candidates}: {here['right']:.0%} right, at most {here['bound']:.0%} possible, "
        f"{here['first'] + here['second']:.1f} ms",
        fontsize=12,
    )
    return figure
