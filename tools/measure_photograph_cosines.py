"""Measure what exercise 02 judges temperatures by, and write it to course_utils/assets.

    python tools/measure_photograph_cosines.py

The cosines of 64 photographs with their captions, as the exercise draws them. Stored, since a judge
that loads the model for them takes seconds for each submission.
"""

import io
from pathlib import Path

import numpy as np

from course_utils._files import write_atomically
from course_utils.clip import pair_embeddings
from course_utils.datasets import load_pairs

TARGET = Path(__file__).parents[1] / "course_utils/assets/photograph_cosines.npy"
PAIRS = 64


def photograph_cosines() -> np.ndarray:
    """Cosines of 64 photographs of different captions (rows) with these captions: float64."""
    photos = load_pairs("photos")
    rows = np.flatnonzero(photos.kinds == "photo")
    rows = rows[np.unique(photos.captions[rows], return_index=True)[1]]
    rows = np.random.default_rng(0).permutation(rows)[:PAIRS]
    images, texts = (side[rows].astype(float) for side in pair_embeddings("photos"))
    return images @ texts.T


if __name__ == "__main__":
    file = io.BytesIO()
    np.save(file, photograph_cosines())
    write_atomically(TARGET, file.getvalue())
