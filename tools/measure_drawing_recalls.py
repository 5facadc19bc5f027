"""Measure what exercise 01 judges plans by, and write it to course_utils/assets.

    python tools/measure_drawing_recalls.py

How many of one artist's drawings find the other artist's among ten, for vectors cut to each length,
plain and turned by PCA. Stored, since reading the drawings and turning them takes most of a second,
which each check of an answer would pay.
"""

import io
from pathlib import Path

import numpy as np

from course_utils._files import write_atomically
from course_utils.datasets import load_pairs

TARGET = Path(__file__).parents[1] / "course_utils/assets/drawing_recalls.npy"
MOST = 1280


def drawings() -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """What the image tower gives for one thing drawn by two artists, plain and turned by PCA."""
    emoji = load_pairs("emoji")
    gallery = emoji.select(emoji.styles == "fluent-emoji")
    queries = emoji.select(emoji.styles == "noto")
    queries = queries.select(np.isin(queries.concepts, gallery.concepts))
    plain = _unit(queries.image_features), _unit(gallery.image_features)
    sample = plain[1][::3]
    turn = np.linalg.svd(sample - sample.mean(axis=0), full_matrices=False)[2].T
    return {"plain": plain, "pca": (plain[0] @ turn, plain[1] @ turn)}


def _unit(x: np.ndarray) -> np.ndarray:
    length = np.linalg.norm(x, axis=1, keepdims=True)
    return x / np.where(length > 0, length, 1)


def found_at_10(sides: tuple[np.ndarray, np.ndarray], dim: int) -> int:
    """How many of the queries have their partner among the first ten by their first numbers.

    A picture that ties with the partner counts against it: who would come first is luck.
    """
    queries, gallery = (_unit(side[:, :dim]) for side in sides)
    scores = queries @ gallery.T
    return int(((scores >= np.diag(scores)[:, None]).sum(axis=1) <= 10).sum())


if __name__ == "__main__":
    counts = {
        method: [found_at_10(sides, dim) for dim in range(1, MOST + 1)]
        for method, sides in drawings().items()
    }
    number = len(drawings()["plain"][0])
    file = io.BytesIO()
    # a row a method, in front of it the number of queries
    np.save(file, np.array([[number, *counts[m]] for m in ("plain", "pca")], dtype=np.uint16))
    write_atomically(TARGET, file.getvalue())
