"""What the towers make of the built-in pairs, stored beside them in eight bits a number."""

import numpy as np
import torch
from tqdm import tqdm

from course_utils.clip import DualEncoder
from course_utils.mistakes import MISTAKES, features_now

from .data import PAIRS, decode, read_rows
from .pack import quantize_rows


def store_features(name: str, clip: DualEncoder) -> None:
    """Write features.npz of one set: for each row, its picture and its caption."""
    rows = read_rows(name)
    images = clip.image_features([decode(row) for row in rows], progress=True)
    texts = clip.text_features([row["caption"] for row in rows], progress=True)
    np.savez_compressed(
        PAIRS / name / "features.npz", **eight_bits("image", images), **eight_bits("text", texts)
    )


def store_mistakes(clip: DualEncoder) -> None:
    """Write mistakes.npz: features of the photographs under each mistake."""
    photographs = {i: decode(r) for i, r in enumerate(read_rows("photos")) if r["kind"] == "photo"}
    images = list(photographs.values())
    stored = {"rows": np.array(list(photographs), dtype=np.int16)}
    for mistake in tqdm([name for name in MISTAKES if name != "none"], desc="mistakes"):
        batches = [
            features_now(mistake, images[start : start + 32], clip)
            for start in range(0, len(images), 32)
        ]
        stored |= eight_bits(mistake, np.concatenate(batches))
    np.savez_compressed(PAIRS / "photos" / "mistakes.npz", **stored)


def eight_bits(name: str, features: np.ndarray) -> dict[str, np.ndarray]:
    """Rows as `read_features` gives them back: int8, and a float16 scale a row."""
    whole, scale = quantize_rows(torch.from_numpy(features))
    return {name: whole.numpy(), f"{name}.scale": scale.numpy()}
