"""Train, validation and test by concept: whatever looks or reads alike stays on one side."""

import hashlib
from pathlib import Path

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

SAME_CAPTION = 0.9  # cosine of sentence embeddings
SAME_PICTURE = 6  # differing bits of 63
SAME_DRAWING = 3
SHARES = {"emoji": (0.18, 0.10), "clipart": (0.25, 0.10)}  # of the groups: test, validation
LARGEST_HELD_OUT = 12  # concepts in a group that may leave the training set


def embed_captions(captions: list[str], model: Path) -> np.ndarray:
    """Unit rows from a sentence encoder: the mean of the last hidden states over real tokens."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(model)
    encoder = AutoModel.from_pretrained(model).eval()
    unique = sorted(set(captions), key=lambda text: (len(text), text))
    rows = []
    with torch.inference_mode():
        for start in range(0, len(unique), 128):
            batch = tokenizer(unique[start : start + 128], padding=True, return_tensors="pt")
            states = encoder(**batch).last_hidden_state
            mask = batch["attention_mask"][..., None]
            rows.append((states * mask).sum(1) / mask.sum(1))
    vectors = torch.nn.functional.normalize(torch.cat(rows), dim=-1).numpy()
    table = dict(zip(unique, vectors, strict=True))
    return np.stack([table[caption] for caption in captions])


def hamming(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Differing bits between every row of `a` and every row of `b`."""
    a, b = a.astype(np.float32), b.astype(np.float32)
    return a @ (1 - b).T + (1 - a) @ b.T


def repeats(hashes: np.ndarray) -> np.ndarray:
    """True for every row that shows the same drawing as an earlier row."""
    alike = hamming(hashes, hashes) <= SAME_DRAWING
    return np.tril(alike, k=-1).any(axis=1)


def groups(concepts: list[str], captions: np.ndarray, hashes: np.ndarray) -> np.ndarray:
    """A number for every row; rows linked by concept, caption or picture share it."""
    _, concept = np.unique(concepts, return_inverse=True)
    alike = (captions @ captions.T > SAME_CAPTION) | (hamming(hashes, hashes) <= SAME_PICTURE)
    first, second = np.nonzero(alike)
    links = coo_array((np.ones(len(first)), (concept[first], concept[second])))
    return connected_components(links, directed=False)[1][concept]


def lot(name: str) -> float:
    """A number in [0, 1) that belongs to a name: it stays when other rows come or go."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:6], "big") / 2**48


def assign(sets: list[str], concepts: list[str], group: np.ndarray) -> np.ndarray:
    """A split for every row, the same for all rows of a group."""
    sets, split = np.asarray(sets), np.full(len(sets), "train", dtype=object)
    for number in np.unique(group):
        rows = np.flatnonzero(group == number)
        names = sorted({concepts[row] for row in rows})
        test, validation = SHARES["clipart" if "clipart" in sets[rows] else "emoji"]
        place = lot(names[0])
        if len(names) <= LARGEST_HELD_OUT and place < test + validation:
            split[rows] = "test" if place < test else "validation"
    return split
