"""Figures of lesson 07: words that light up their place, and what the candidates bound."""

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course_utils.metrics import bootstrap_interval
from course_utils.plotting import (
    BLACK,
    BLUE,
    GREEN,
    ORANGE,
    VERMILION,
    draw_intervals,
    wrap,
)


def scene_row(pictures: Sequence, texts: Sequence[str]) -> Figure:
    """Scenes beside each other, each in a frame with its quadrants and its text below."""
    figure, axes = plt.subplots(1, len(pictures), figsize=(2.3 * len(pictures), 2.9), squeeze=False)
    for ax, picture, text in zip(axes.flat, pictures, texts, strict=True):
        ax.imshow(picture)
        _frame(ax)
        middle = len(np.asarray(picture)) / 2
        ax.axhline(middle, color="#cccccc", linewidth=0.8)
        ax.axvline(middle, color="#cccccc", linewidth=0.8)
        ax.set_xlabel(wrap(text), fontsize=10)
    return figure


def _frame(ax: Axes) -> None:
    """A thin frame and no ticks: a scene is white, as the page is."""
    ax.grid(False)
    ax.set(xticks=[], yticks=[])
    for side in ax.spines.values():
        side.set(visible=True, color="#888888")


def heat_maps(
    pictures: Sequence,
    words: Sequence[Sequence[str]],
    grids: Sequence[np.ndarray],
    across: int = 2,
) -> Figure:
    """Each picture, and beside it for each of its words how alike each cell is; `across` a row.

    grids[i] is (n_words, side, side), cosines. Each map has its own scale, from its lowest cell
    (dark) to its highest (clear), and its best cell has a frame.
    """
    wide, high = 1 + max(map(len, words)), -(-len(pictures) // across)
    figure, axes = plt.subplots(
        high, across * wide, figsize=(1.5 * across * wide, 1.85 * high), squeeze=False
    )
    for ax in axes.flat:
        ax.axis("off")
    places = axes.reshape(-1, wide)
    for row, picture, said, maps in zip(places, pictures, words, grids, strict=False):
        row[0].axis("on")
        row[0].imshow(picture)
        _frame(row[0])
        row[0].set_title("the scene", fontsize=9)
        for ax, word, cells in zip(row[1:], said, maps, strict=False):
            _heat_map(ax, np.asarray(picture), word, cells)
    return figure


def _heat_map(ax: Axes, pixels: np.ndarray, word: str, cells: np.ndarray) -> None:
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


def album_figure(
    sizes: Sequence[int], panels: Mapping[str, Mapping[str, Sequence[np.ndarray]]]
) -> Figure:
    """A panel for each way of asking, a line for each way of searching, over the size of a text.

    panels[asked][way] holds, for each of `sizes`, one value in percent for each question; drawn are
    means with 95 % intervals.
    """
    figure, axes = plt.subplots(1, len(panels), figsize=(9.5, 3.8), sharey=True)
    marks = zip((ORANGE, VERMILION, BLUE, GREEN, BLACK), "osD^v", strict=True)
    look = dict(zip(next(iter(panels.values())), marks, strict=False))
    for ax, (asked, ways) in zip(np.atleast_1d(axes), panels.items(), strict=True):
        for row, (way, found) in enumerate(ways.items()):
            colour, mark = look[way]
            x = np.array(sizes) * 1.06 ** (row - len(ways) / 2)  # bars beside each other
            middle = np.array([values.mean() for values in found])
            ends = np.array([bootstrap_interval(values) for values in found]).T
            away = np.abs(ends - middle)
            ax.errorbar(x, middle, away, color=colour, marker=mark, capsize=3, label=way)
        ax.set_xscale("log")
        ax.set_xticks(sizes, sizes)
        ax.minorticks_off()
        ax.set(title=asked, xlabel="captions an album", ylim=(-4, 104))
    figure.axes[0].set_ylabel("first album right (%)")
    names = figure.axes[0].get_legend_handles_labels()
    figure.legend(*names, loc="outside lower center", ncols=len(look), frameon=False, fontsize=10)
    return figure


def architecture_figure(
    found_by: Mapping[str, tuple[np.ndarray, np.ndarray]], groups: np.ndarray
) -> Figure:
    """R@1 and the twin test of each architecture, with 95 % intervals over groups of questions."""
    figure, axes = plt.subplots(1, 2, figsize=(9.5, 0.5 + 0.5 * len(found_by)), sharey=True)
    for ax, which, label in zip(axes, (0, 1), ("R@1 (%)", "twin test (%)"), strict=True):
        values = [found[which] for found in found_by.values()]
        ends = [bootstrap_interval(found, groups=groups) for found in values]
        draw_intervals(ax, list(found_by), [found.mean() for found in values], ends)
        ax.set(xlabel=label, xlim=(0, 100))
    axes[1].axvline(50, color=VERMILION, linestyle="--", label="a coin")
    axes[1].legend(loc="upper right", fontsize=9)
    return figure
