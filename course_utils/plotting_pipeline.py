"""Figures of lesson 3: from pixels to a decision, and a training that is watched."""

from collections.abc import Callable, Sequence

import matplotlib.pyplot as plt
import numpy as np
from IPython.display import display
from matplotlib.figure import Figure

from course_utils.plotting import BLUE, PALETTE, VERMILION, draw_intervals, wrap


def cosine_table(cosines: np.ndarray, pictures: Sequence[str], sentences: Sequence[str]) -> Figure:
    """Pictures (rows) against sentences (columns), each cosine written in its field."""
    figure, ax = plt.subplots(figsize=(10, 3.8))
    shown = ax.imshow(cosines, vmin=-0.2, vmax=0.8)
    for (row, column), value in np.ndenumerate(cosines):
        colour = "black" if value > 0.35 else "white"
        ax.text(column, row, f"{value:z.2f}", ha="center", va="center", color=colour)
    ax.set_xticks(range(len(sentences)), [wrap(s, 12, 4) for s in sentences], fontsize=8)
    ax.set_yticks(range(len(pictures)), pictures)
    ax.grid(False)
    figure.colorbar(shown, label="cosine")
    return figure


def tower_stages(picture, stages: dict) -> Figure:
    """A picture, then each stage {grid size: (channels, size, size)} of the tower that sees it.

    Bright is where the channels differ most from each other (their standard deviation), each panel
    on its own scale.
    """
    figure, axes = plt.subplots(1, len(stages) + 1, figsize=(11, 2.6))
    axes[0].imshow(picture)
    axes[0].set_title("picture", fontsize=10)
    for ax, (size, state) in zip(axes[1:], stages.items(), strict=True):
        ax.imshow(state.std(axis=0))
        ax.set_title(f"{size} x {size} cells", fontsize=10)
    for ax in axes:
        ax.axis("off")
    figure.suptitle(
        "bright: channels differ most (each panel on its own scale)", fontsize=10, y=0.08
    )
    return figure


def patches(pixels: np.ndarray, side: int) -> Figure:
    """Pixels (3, height, width) from -1 to 1: the whole, and cut into patches `side` wide."""
    picture = (np.moveaxis(np.asarray(pixels), 0, 2) + 1).clip(0, 2) / 2
    rows, columns = picture.shape[0] // side, picture.shape[1] // side
    figure = plt.figure(figsize=(8, 3.2))
    left, right = figure.subfigures(1, 2)
    whole = left.subplots()
    whole.imshow(picture)
    whole.set_title(f"{picture.shape[1]} x {picture.shape[0]} pixels", fontsize=10)
    cut = right.subplots(rows, columns)
    for (row, column), ax in np.ndenumerate(cut):
        down, across = side * row, side * column
        ax.imshow(picture[down : down + side, across : across + side], vmin=0, vmax=1)
    for ax in [whole, *cut.flat]:
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set(visible=True, color="#999999")
        ax.grid(False)
    right.suptitle(f"{rows * columns} patches, one token each", fontsize=10)
    return figure


def training_plot(steps: int, chance: float) -> Callable[[Sequence[float], Sequence], None]:
    """An empty figure, and the function that redraws it in place: redraw(losses, recalls).

    losses is one number a step, recalls are pairs (step, R@10 in percent).
    """
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4))
    handle = display(figure, display_id=True)
    plt.close(figure)

    def redraw(losses: Sequence[float], recalls: Sequence[tuple[int, float]]) -> None:
        left.clear(), right.clear()
        left.plot(losses, color=BLUE)
        left.set(xlabel="step", ylabel="loss", xlim=(0, steps), ylim=(0, max(5.2, *losses)))
        right.plot(*zip(*recalls, strict=True), "o-", color=VERMILION)
        right.axhline(chance, color="grey", linestyle=":")
        right.text(steps, chance + 1, "chance", ha="right", color="grey")
        right.set(xlabel="step", ylabel="R@10, artist never seen (%)")
        right.set(xlim=(0, steps), ylim=(0, 100))
        handle.update(figure)

    return redraw


def recall_bars(
    groups: Sequence[str],
    found: dict[str, Sequence[tuple[float, float, float]]],
    chance: Sequence[float],
    label: str = "R@10, text to image (%)",
) -> Figure:
    """For each group of bars, each model's (recall, low, high) in percent, and chance as a line."""
    figure, ax = plt.subplots(figsize=(8.5, 4))
    width = 0.84 / len(found)
    for place, (name, bars) in enumerate(found.items()):
        at = np.arange(len(groups)) + width * place
        value, low, high = np.transpose(bars)
        ax.bar(at, value, 0.92 * width, color=PALETTE[place], label=name)
        ax.errorbar(at, value, [value - low, high - value], fmt="none", ecolor="black", capsize=3)
        for x, v, top in zip(at, value, high, strict=True):
            ax.text(x, top + 2, f"{v:.0f}", ha="center")
    ends = np.arange(len(groups)) - 0.55 * width
    ax.hlines(chance, ends, ends + 0.84, color="black", linestyle=":", label="chance")
    ax.set_xticks(np.arange(len(groups)) + 0.42 - width / 2, groups)
    ax.set(ylabel=label, ylim=(0, 140), yticks=range(0, 101, 20))
    ax.legend(loc="upper center", ncols=len(found) + 1, fontsize=9)
    return figure


def points_lost(lost: dict, most: float) -> Figure:
    """A bar for each mistake, from {name: Comparison}: R@1 lost in points; most is all there is."""
    figure, ax = plt.subplots(figsize=(8, 3.6))
    intervals = [100 * np.array(loss.interval) for loss in lost.values()]
    draw_intervals(ax, list(lost), [100 * loss.difference for loss in lost.values()], intervals)
    ax.axvline(100 * most, color="black", linestyle=":")
    ax.text(100 * most - 0.3, len(lost) - 1, "all there is to lose", ha="right", va="center")
    ax.axvline(0, color="black", linewidth=0.8)
    ax.set(xlabel="R@1 lost, text to image (percentage points, 95 % interval)")
    return figure
