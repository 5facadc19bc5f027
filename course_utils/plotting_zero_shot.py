"""Figures of lesson 4: labels as bars, wordings, confusions, thresholds and how sure is sure."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from course_utils.calibration import expected_calibration_error
from course_utils.plotting import BLACK, BLUE, GREEN, ORANGE, PURPLE, VERMILION, wrap


def label_bars(
    images: Sequence, scores: np.ndarray, labels: Sequence[str], truth: Sequence[str]
) -> Figure:
    """Pictures, each with its three closest labels as bars; green where the label is the true one.

    scores (n, n_labels) are cosines, truth is one label a picture.
    """
    figure, axes = plt.subplots(2, len(images), figsize=(10.5, 3.9), height_ratios=[1.6, 1])
    for (picture_ax, bar_ax), image, row, true in zip(axes.T, images, scores, truth, strict=True):
        best = np.argsort(-row, kind="stable")[:3][::-1]
        picture_ax.imshow(image)
        picture_ax.axis("off")
        colours = [GREEN if labels[i] == true else VERMILION for i in best]
        bar_ax.barh(range(3), row[best], color=colours)
        bar_ax.set_yticks(range(3), [labels[i].replace(" ", "\n") for i in best], fontsize=9)
        bar_ax.set(xlim=(0, 0.6), xlabel="cosine")
    return figure


def leads(panels: dict[str, dict[str, tuple[float, float]]], marked: Sequence[str]) -> Figure:
    """A panel a kind of picture: what each wording gains where one chooses, and where one reports.

    panels: {title: {wording: (points on the choosing half, points on the reporting half)}}. The
    marked wordings get a square of their own, the others a grey dot.
    """
    figure, axes = plt.subplots(1, len(panels), figsize=(9, 3.9), sharex=True, sharey=True)
    for ax, (title, points) in zip(axes, panels.items(), strict=True):
        ax.axhline(0, color="black", linewidth=0.8)
        ax.axvline(0, color="black", linewidth=0.8)
        ax.axline((0, 0), slope=1, color="grey", linestyle=":")
        plain = [place for name, place in points.items() if name not in marked]
        ax.plot(*np.transpose(plain), "o", color="grey", label="one template")
        for name, colour in zip(marked, (BLUE, VERMILION), strict=False):
            ax.plot(*points[name], "s", markersize=9, color=colour, label=name)
        ax.set(title=title, xlabel="ahead of the bare label (points),\nchoosing half", aspect=1)
    axes[0].set_ylabel("reporting half (points)")
    axes[-1].legend(fontsize=9, loc="lower left", bbox_to_anchor=(1, 0))
    return figure


def confusion_matrices(
    matrices: dict[str, np.ndarray], rows: Sequence[str], columns: Sequence[str]
) -> Figure:
    """Counts of pictures side by side: a row for each true label, a column for each guess."""
    figure, axes = plt.subplots(1, len(matrices), figsize=(10.5, 4.6), sharey=True)
    for ax, (title, matrix) in zip(axes, matrices.items(), strict=True):
        ax.imshow(matrix / matrix.sum(axis=1, keepdims=True), cmap="Blues", vmin=0, vmax=1.5)
        for (i, j), count in np.ndenumerate(matrix):
            ax.text(j, i, count or "", ha="center", va="center", fontsize=9)
        ax.set_xticks(range(len(columns)), columns, rotation=90)
        ax.set_yticks(range(len(rows)), rows)
        ax.set(title=title, xlabel="guess")
        ax.grid(False)
    axes[0].set_ylabel("true label")
    return figure


def accuracy_over_shots(
    shots: Sequence[int],
    curves: dict[str, Sequence[tuple[float, float, float]]],
    line: tuple[float, float, float],
) -> Figure:
    """Right guesses in percent against labelled pictures a label, each as (share, low, high).

    line is what needs no labelled picture: a dashed line, its interval as a band.
    """
    figure, ax = plt.subplots(figsize=(7.5, 3.6))
    ax.axhspan(*line[1:], color="#dddddd", zorder=0)
    ax.axhline(line[0], linestyle="--", color="black", label="sentences alone, no picture")
    for place, (name, curve) in enumerate(curves.items()):
        at = np.array(shots) * 1.04 ** (2 * place - 1)  # side by side, so that intervals show
        share, low, high = np.transpose(curve)
        gaps = [share - low, high - share]
        colour = (VERMILION, BLUE, GREEN)[place]
        ax.errorbar(at, share, gaps, fmt="o-", color=colour, capsize=3, label=name)
    ax.set_xscale("log", base=2)
    ax.set_xticks(shots, shots)
    ax.set(xlabel="labelled photographs of each label", ylabel="right (%)")
    ax.legend(fontsize=9, loc="lower right")
    return figure


def named_pictures(
    images: Sequence, truth: Sequence[str], guesses: Sequence[str], near: Sequence[bool]
) -> Figure:
    """Pictures in a row with true name and guess; a near guess is blue and marked ≈, else ≠."""
    figure, axes = plt.subplots(1, len(images), figsize=(10.5, 1.9))
    for ax, image, true, guess, close in zip(axes, images, truth, guesses, near, strict=True):
        ax.imshow(image)
        ax.axis("off")
        ax.set_title(f"{wrap(true, 13)}\n{'≈' if close else '≠'} {wrap(guess, 11)}", fontsize=9)
        ax.title.set_color(BLUE if close else VERMILION)
    return figure


def score_histograms(curves: dict[str, np.ndarray], threshold: float, label: str) -> Figure:
    """Where the scores of each kind of picture lie, as densities, and a threshold among them."""
    figure, ax = plt.subplots(figsize=(7.5, 3))
    bins = np.linspace(0, max(values.max() for values in curves.values()), 16)
    for (name, values), colour in zip(curves.items(), (BLUE, ORANGE, VERMILION), strict=False):
        ax.hist(values, bins, density=True, histtype="step", lw=2.5, color=colour, label=name)
    ax.axvline(threshold, linestyle="--", color="black", label="threshold")
    ax.set(xlabel=label, ylabel="density of pictures")
    ax.legend()
    return figure


def reliability(panels: dict[str, np.ndarray], truth: np.ndarray, bins: int = 10) -> Figure:
    """Reliability diagrams: in each bin of confidence the share that is right, and how many.

    panels: {name: probabilities (n, n_labels)}; truth (n,) the index of each right label. The title
    says the name and the calibration error.
    """
    figure, axes = plt.subplots(1, len(panels), figsize=(9, 3.8), sharey=True)
    for ax, (name, probabilities) in zip(axes, panels.items(), strict=True):
        right = probabilities.argmax(axis=1) == truth
        bin_of = np.ceil(bins * probabilities.max(axis=1))
        ax.plot([0, 1], [0, 1], "--", color="grey")
        for b in np.unique(bin_of):
            middle = (b - 0.5) / bins
            ax.bar(middle, right[bin_of == b].mean(), 0.9 / bins, color=BLUE, alpha=0.7)
            ax.text(middle, 0.02, (bin_of == b).sum(), ha="center", fontsize=9)
        ax.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence (numbers: pictures)")
        ax.set_title(f"{name}: ECE {expected_calibration_error(probabilities, truth, bins):.3f}")
    axes[0].set_ylabel("share that is right")
    return figure


def precision_recall_curves(curves: dict[str, tuple[np.ndarray, np.ndarray]]) -> Figure:
    """Precision against recall, a curve for each name: {name: (precision, recall)}, six at most.

    The first three are drawn solid, the others dashed.
    """
    figure, ax = plt.subplots(figsize=(8, 3.8))
    colours = (BLUE, ORANGE, GREEN, VERMILION, PURPLE, BLACK)
    styles = ("-",) * 3 + ("--",) * 3
    for (name, (precision, recall)), colour, style in zip(
        curves.items(), colours, styles, strict=False
    ):
        ax.plot(recall, precision, style, color=colour, label=name)
    ax.set(xlabel="recall", ylabel="precision", xlim=(0, 1.01), ylim=(0, 1.03))
    ax.legend(fontsize=9, loc="lower left", bbox_to_anchor=(1, 0))
    return figure


def share_bars(shares: dict[str, tuple[float, float, float]], chance: float, label: str) -> Figure:
    """A bar in percent for each name, from (share, low, high), and chance as a dashed line."""
    figure, ax = plt.subplots(figsize=(7.5, 3.2))
    value, low, high = np.transpose(list(shares.values()))
    gaps = [value - low, high - value]
    ax.bar(range(len(shares)), value, color=BLUE, yerr=gaps, capsize=4)
    ax.axhline(chance, linestyle="--", color=VERMILION, label="chance")
    ax.set_xticks(range(len(shares)), shares, rotation=30)
    ax.set(ylabel=label)
    ax.legend()
    return figure
