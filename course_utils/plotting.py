"""Figures that more than one lesson draws."""

import textwrap
from collections.abc import Callable, Sequence

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


def on_globe(vectors: np.ndarray) -> np.ndarray:
    """The three directions in which vectors (n, d) differ most, pushed onto a globe: (n, 3).

    The first of them faces the reader, as the third coordinate. Two vectors that lie apart can
    meet on the globe: it is a shadow, to look at and not to measure.

    >>> on_globe(np.diag([3.0, 2.0, 1.0, 1.0])).shape
    (4, 3)
    """
    centred = vectors - vectors.mean(axis=0)
    directions = np.linalg.svd(centred, full_matrices=False)[2][[1, 2, 0]].T
    # A direction's sign is arbitrary: its largest part is made positive, on every machine alike.
    directions *= np.sign(directions[np.abs(directions).argmax(axis=0), range(3)])
    shadow = centred @ directions
    return shadow / np.linalg.norm(shadow, axis=1, keepdims=True)


def draw_globe(
    ax: Axes,
    points: np.ndarray,
    region_of: Callable[[np.ndarray], np.ndarray],
    shaded: Sequence[int],
    star: np.ndarray,
    nearest: Sequence[int],
) -> None:
    """The front of a globe in regions, the shaded ones blue, with the points that face the reader.

    points (n, 3) are dots, blue where their region is shaded; star (3,) is a query, and rings mark
    the rows in nearest. region_of takes directions (..., 3) and gives the number of each's region.
    """
    x, y = np.meshgrid(np.linspace(-1.01, 1.01, 404), np.linspace(-1.01, 1.01, 404))
    outside = x**2 + y**2 > 1
    region = region_of(np.stack([x, y, np.sqrt(np.where(outside, 0, 1 - x**2 - y**2))], axis=-1))
    colours = np.where(np.isin(region, shaded)[..., None], [0.78, 0.89, 1.0], [1.0, 1.0, 1.0])
    colours[(region != np.roll(region, 1, 0)) | (region != np.roll(region, 1, 1))] = 0.4
    colours[outside] = 1
    ax.imshow(colours, extent=(-1.01, 1.01, -1.01, 1.01), origin="lower")
    ax.add_patch(plt.Circle((0, 0), 1, fill=False, edgecolor="black"))
    ax.axis("off")
    front = points[:, 2] > 0.1  # the half that faces the reader, but for its rim
    looked = np.isin(region_of(points[front]), shaded)
    ax.scatter(*points[front, :2].T, s=5, color=np.where(looked, BLUE, "#999999"))
    rings = {"facecolor": "none", "edgecolor": VERMILION, "linewidth": 1.5, "zorder": 5}
    ax.scatter(*points[nearest, :2].T, s=60, **rings)
    ax.plot(*star[:2], "*", markersize=15, color=VERMILION, markeredgecolor="white", zorder=6)


def draw_walk(points: np.ndarray, links: Sequence[np.ndarray], paths: Sequence, star) -> Figure:
    """The layers of a graph on a globe, from the top down, and the walk of one search through them.

    points (n, 3); links and paths hold, for each layer that is drawn, its edges (m, 2) and the rows
    that the walk stands on. The last panel shows the end of the last layer's walk larger.
    """
    figure, axes = plt.subplots(1, len(links) + 1, figsize=(2.3 * (len(links) + 1), 2.7))
    for place, (ax, pairs, path) in enumerate(
        zip(axes, [*links, links[-1]], [*paths, paths[-1]], strict=True)
    ):
        pairs = pairs[(points[pairs, 2] > 0).all(axis=1)]
        ax.plot(*points[pairs][:, :, :2].transpose(2, 1, 0), color="#bbbbbb", linewidth=0.4)
        ax.scatter(*points[np.unique(pairs), :2].T, s=4, color=BLUE)
        ax.plot(*points[path, :2].T, "o-", markersize=4, color=VERMILION, linewidth=2)
        ax.plot(*star[:2], "*", markersize=13, color=VERMILION, markeredgecolor="white", zorder=5)
        ax.add_patch(plt.Circle((0, 0), 1, fill=False, edgecolor="black"))
        number = max(0, len(links) - 1 - place)
        ax.set(title=f"layer {number}: {len(np.unique(pairs))} points in front", aspect="equal")
        ax.title.set_fontsize(9)
        ax.axis("off")
    reach = 1.3 * np.abs(points[paths[-1], :2] - star[:2]).max() + 0.02
    axes[-1].set(xlim=(star[0] - reach, star[0] + reach), ylim=(star[1] - reach, star[1] + reach))
    axes[-1].set_title("layer 0, near the star", fontsize=9)
    return figure


def draw_codebook(ax: Axes, pieces: np.ndarray, entries: np.ndarray) -> None:
    """Pieces (n, 2) as dots, and the entries (m, 2) of their codebook, each in its region."""
    reach = 1.1 * np.abs(np.concatenate([pieces, entries])).max()
    x, y = np.meshgrid(np.linspace(-reach, reach, 300), np.linspace(-reach, reach, 300))
    apart = np.stack([x, y], axis=-1)[..., None, :] - entries
    entry = np.square(apart).sum(axis=-1).argmin(axis=-1)
    ax.scatter(*pieces.T, s=1, color=BLUE, alpha=0.4)
    levels = np.arange(0.5, len(entries))
    ax.contour(x, y, entry, levels=levels, colors="#888888", linewidths=0.6)
    ax.plot(*entries.T, "D", color=VERMILION, markersize=6, markeredgecolor="white")
    ax.set(aspect="equal")
