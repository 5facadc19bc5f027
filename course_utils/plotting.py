"""Figures that more than one lesson draws."""

import textwrap
from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.offsetbox import AnnotationBbox, OffsetImage
from matplotlib.patheffects import withStroke

# Okabe and Ito's palette (2008): told apart with every common form of colour blindness.
BLUE, ORANGE, GREEN, VERMILION, PURPLE, SKY, YELLOW, BLACK = PALETTE = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#D55E00",
    "#CC79A7",
    "#56B4E9",
    "#F0E442",
    "#000000",
)


def use_course_style() -> None:
    """Set matplotlib's defaults for the course: one palette, a white ground in every theme."""
    plt.rcParams.update(
        {
            "figure.figsize": (8, 4.5),
            "figure.facecolor": "white",
            "figure.constrained_layout.use": True,
            "savefig.facecolor": "white",
            "axes.prop_cycle": plt.cycler(color=PALETTE),
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.grid": True,
            "grid.color": "#dddddd",
            "axes.axisbelow": True,
            "font.size": 11,
            "axes.titlesize": 12,
            "image.cmap": "cividis",
        }
    )


def picture_grid(
    images: Sequence, titles: Sequence[str] | None = None, columns: int = 5, size: float = 1.7
) -> Figure:
    """Pictures in rows, each with its title wrapped below; `size` is inches a picture."""
    titles = [""] * len(images) if titles is None else titles
    rows = -(-len(images) // columns)
    figure, axes = plt.subplots(
        rows, columns, figsize=(columns * size, rows * (size + 0.5)), squeeze=False
    )
    for ax in axes.flat:
        ax.axis("off")
    for ax, image, title in zip(axes.flat, images, titles, strict=False):
        ax.imshow(image)
        ax.text(0.5, -0.04, wrap(title), ha="center", va="top", transform=ax.transAxes, fontsize=9)
    return figure


def wrap(text: str, width: int = 22, lines: int = 2) -> str:
    """The text in at most `lines` lines of `width` characters, cut with an ellipsis."""
    return "\n".join(textwrap.wrap(text, width, max_lines=lines, placeholder=" …"))


def search_results(
    query: str, images: Sequence, captions: Sequence[str], scores: Sequence[float]
) -> Figure:
    """What a search found, best first, each picture with its caption and its cosine."""
    titles = [f"{wrap(c)}\n{s:.2f}" for c, s in zip(captions, scores, strict=True)]
    figure = picture_grid(images, columns=len(images))
    for ax, title in zip(figure.axes, titles, strict=True):
        ax.set_title(title, fontsize=9)
    figure.suptitle(query, fontsize=12)
    return figure


def plane(vectors: np.ndarray) -> np.ndarray:
    """The two directions in which the vectors differ most (PCA), as (n, 2) coordinates."""
    centred = vectors - vectors.mean(axis=0)
    _, _, directions = np.linalg.svd(centred, full_matrices=False)
    # A direction's sign is arbitrary: its largest part is made positive, on every machine alike.
    largest = np.abs(directions[:2]).argmax(axis=1)
    signs = np.sign(directions[[0, 1], largest])
    return centred @ (directions[:2] * signs[:, None]).T


def pin_picture(ax: Axes, image, xy: np.ndarray, zoom: float = 0.25) -> None:
    """A thumbnail whose centre lies at `xy` in the axes' own units; its white ground is clear."""
    pixels = np.asarray(image.convert("RGBA")).copy()
    pixels[(pixels[..., :3] > 245).all(axis=-1), 3] = 0
    box = OffsetImage(pixels, zoom=zoom)
    ax.add_artist(AnnotationBbox(box, xy, frameon=False, pad=0))


def space_map(
    images: Sequence, captions: Sequence[str], image_xy: np.ndarray, text_xy: np.ndarray
) -> Figure:
    """Pictures and captions as pins in one plane, each matching pair joined by a line."""
    figure, ax = plt.subplots(figsize=(9, 6.5))
    for a, b in zip(image_xy, text_xy, strict=True):
        ax.plot(*zip(a, b, strict=True), color="#999999", linewidth=1, zorder=1)
    for image, xy in zip(images, image_xy, strict=True):
        pin_picture(ax, image, xy, zoom=0.22)
    ax.scatter(*text_xy.T, color=VERMILION, s=18, zorder=5)
    # From top to bottom the labels stand right and left of their points in turn: fewer overlap.
    for place, i in enumerate(np.argsort(-text_xy[:, 1])):
        side = {"xytext": (5, 2)} if place % 2 == 0 else {"xytext": (-5, 2), "ha": "right"}
        label = ax.annotate(captions[i], text_xy[i], textcoords="offset points", **side)
        label.set(fontsize=9, zorder=4, path_effects=[withStroke(linewidth=3, foreground="white")])
    ax.scatter(*image_xy.T, alpha=0)
    ax.set(xlabel="first principal direction", ylabel="second principal direction")
    ax.margins(0.12)
    return figure
