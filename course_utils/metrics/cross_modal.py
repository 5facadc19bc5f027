"""The protocol of MS-COCO and Flickr30K: retrieval in both directions, several texts an image."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from course_utils._arrays import as_array
from course_utils._checks import matrix, positive_int

BLOCK = 4_000_000  # numbers of the matrix compared at once
ROWS = 255  # of a block at most: as many as eight bits can count


@dataclass(frozen=True, eq=False)
class Direction:
    """Queries of one kind: the rank of the best right answer to each (1 is best), and R@K.

    What papers on image-text retrieval write as R@K is the hit rate: the share of queries with at
    least one right answer in the first K.
    """

    ranks: np.ndarray  # float64; inf where a query has no right answer
    hit_rate: dict[int, float]
    median_rank: float

    @property
    def recall(self) -> dict[int, float]:
        """`hit_rate` under the name that papers give it."""
        return self.hit_rate


@dataclass(frozen=True, eq=False, repr=False)
class CrossModalReport:
    """Both directions of `cross_modal_report`; print it for a table."""

    text_to_image: Direction
    image_to_text: Direction

    def __repr__(self) -> str:
        columns = "".join(f"{f'R@{k}':>9}" for k in self.text_to_image.hit_rate)
        lines = [f"{'':13}{'queries':>9}{columns}{'median rank':>13}"]
        for name in ("text_to_image", "image_to_text"):
            side = getattr(self, name)
            shares = "".join(f"{share:9.1%}" for share in side.hit_rate.values())
            head = f"{name.replace('_', ' ')}{len(side.ranks):9,}"
            lines.append(f"{head}{shares}{side.median_rank:13,.4g}")
        return "\n".join(lines)


def cross_modal_report(
    similarity: ArrayLike, image_of_text: ArrayLike, ks: Iterable[int] = (1, 5, 10)
) -> CrossModalReport:
    """R@K and median rank of text-to-image and image-to-text retrieval, the MS-COCO protocol.

    similarity (n_images, n_texts), finite, higher is closer; image_of_text (n_texts,) gives the row
    of the image that each text describes. An image may have several texts (five in MS-COCO); the
    rank of an image query is that of its best text, so this R@K is a hit rate (Karpathy and Fei-Fei
    2015, section 4.1). An image without a text counts as never answered. Ties are pessimistic: a
    right answer ranks behind every wrong one with the same score, so that a model which scores
    everything alike gets 0, not 1.

    Nothing is sorted: a rank is one more than the number of wrong answers that score as high as the
    right one. That takes one pass over the matrix, a few rows at a time, and no copy of it.

    ValueError for a similarity that is not finite and 2-D, for an image_of_text that does not give
    each column a row, and for ks that are not whole numbers of at least 1.

    >>> report = cross_modal_report([[0.9, 0.2, 0.1], [0.3, 0.8, 0.4]], [0, 1, 0], ks=(1, 2))
    >>> report
                   queries      R@1      R@2  median rank
    text to image        3    66.7%   100.0%            1
    image to text        2   100.0%   100.0%            1
    >>> report.text_to_image.ranks
    array([1., 1., 2.])
    """
    ks = _cutoffs(ks)
    similarity = as_array("similarity", similarity)
    similarity = matrix("similarity", similarity, at_least=1, dtype=similarity.dtype)
    own_image = _image_rows(image_of_text, similarity)

    # float16 goes to float32, block by block: the same numbers, and several times faster.
    dtype = np.result_type(similarity, np.float32)
    right = similarity[own_image, np.arange(len(own_image))].astype(dtype)
    best = np.full(len(similarity), -np.inf, dtype)
    np.maximum.at(best, own_image, right)
    image_ranks = np.empty(len(similarity))
    text_ranks = np.zeros(len(right))
    rows = min(max(1, BLOCK // len(right)), ROWS)
    for start in range(0, len(similarity), rows):
        block = similarity[start : start + rows].astype(dtype, copy=False)
        # Counts of eight bits down a block, and a row at a time: twice as fast as sums of truths.
        text_ranks += (block >= right).sum(axis=0, dtype=np.uint8)
        for image, row in enumerate(block, start):
            image_ranks[image] = np.count_nonzero(row >= best[image])
    # Both counts hold right answers too: a text's one image; an image's texts that tie for best.
    own_best = np.bincount(own_image[right == best[own_image]], minlength=len(similarity))
    image_ranks = np.where(own_best > 0, image_ranks - own_best + 1, np.inf)

    def direction(ranks: np.ndarray) -> Direction:
        return Direction(
            ranks, {k: float((ranks <= k).mean()) for k in ks}, float(np.median(ranks))
        )

    return CrossModalReport(direction(text_ranks), direction(image_ranks))


def _cutoffs(ks: Iterable[int]) -> list[int]:
    if isinstance(ks, str | bytes) or not isinstance(ks, Iterable) or getattr(ks, "ndim", 1) == 0:
        raise ValueError(f"ks must be several whole numbers, such as (1, 5, 10), but is {ks!r}")
    ks = [positive_int("ks", k) for k in ks]
    if not ks:
        raise ValueError("ks must be at least one whole number, such as (1, 5, 10), but is empty")
    return ks


def _image_rows(image_of_text: ArrayLike, similarity: np.ndarray) -> np.ndarray:
    rows = as_array("image_of_text", image_of_text)
    n_images, n_texts = similarity.shape
    if rows.shape != (n_texts,) or rows.dtype.kind not in "iu":
        raise ValueError(
            f"image_of_text must hold a whole number for each of the {n_texts} columns (texts) of "
            f"similarity, but has shape {rows.shape} and dtype {rows.dtype}"
        )
    if rows.min() < 0 or rows.max() >= n_images:
        raise ValueError(
            f"image_of_text must hold rows of similarity, 0 to {n_images - 1}, "
            f"but goes from {rows.min()} to {rows.max()}"
        )
    return rows
