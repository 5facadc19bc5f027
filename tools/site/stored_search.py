"""The search of the landing page: pictures and queries as vectors, compared by the browser."""

import base64
import io
import json
from pathlib import Path

import numpy as np

PICTURES = 300
NEAREST = 4  # pictures kept for each query, so that it has an answer
SIDE = 160
QUERIES = (
    "a red umbrella", "a cat", "a dog outside", "a bird on a branch", "a horse", "an elephant",
    "a fish", "a bee on a flower", "a big truck", "a car", "a bicycle", "an aeroplane", "a boat",
    "a train", "a bridge", "a house", "a castle", "a church", "a city at night", "mountains",
    "the sea", "snow", "a tree", "a flower", "fruit", "something sweet to eat", "vegetables",
    "a cup of coffee", "bread", "a musical instrument", "a guitar", "a chair", "a clock", "shoes",
    "a hat", "a ball", "a computer", "a telephone", "a book", "tools", "a ship", "a frog",
    "a spider", "a butterfly", "a monkey", "a sheep", "a wild animal", "something to sit on",
    "something with wheels", "something that flies", "a quarterly report",
)  # fmt: skip


def write(folder: Path) -> None:
    """Write pictures as WebP and `stored.js`: captions, and vectors of 8 bits a number."""
    from course_utils.clip import load_clip
    from course_utils.datasets import load_pairs

    folder.mkdir(parents=True)
    photos, clip = load_pairs("photos"), load_clip()
    pictures = clip.encode_images(photos.images)
    queries = clip.encode_texts(list(QUERIES))
    rows = chosen(pictures, queries)
    for number, row in enumerate(rows):
        (folder / f"{number}.webp").write_bytes(_small(photos.images[row]))
    stored = {
        "captions": [photos.captions[row] for row in rows],
        "queries": list(QUERIES),
        "dim": clip.dim,
        "pictureVectors": _bytes(pictures[rows]),
        "queryVectors": _bytes(queries),
    }
    (folder / "stored.js").write_text(f"window.stored = {json.dumps(stored)};\n", "utf-8")


def chosen(pictures: np.ndarray, queries: np.ndarray) -> list[int]:
    """Rows of the pictures to show: the nearest of each query, then others evenly."""
    best = np.argsort(-queries @ pictures.T, axis=1)[:, :NEAREST]
    rows = set(best.ravel().tolist())
    others = [row for row in range(len(pictures)) if row not in rows]
    evenly = np.linspace(0, len(others) - 1, PICTURES - len(rows)).astype(int)
    return sorted(rows | {others[at] for at in evenly})


def _small(image) -> bytes:
    image = image.convert("RGB")
    image.thumbnail((SIDE, SIDE))
    data = io.BytesIO()
    image.save(data, "WEBP", quality=70)
    return data.getvalue()


def _bytes(vectors: np.ndarray) -> str:
    """Unit vectors as signed bytes; one scale for all, so that the order of cosines stays."""
    scaled = np.round(np.asarray(vectors) / np.abs(vectors).max(axis=1, keepdims=True) * 127)
    return base64.b64encode(scaled.astype(np.int8).tobytes()).decode()
