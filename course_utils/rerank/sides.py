"""From scenes and sentences to rows: 16 cells a scene, one vector a token."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional as F

from course_utils._encoding import one_length_batches
from course_utils.clip import DualEncoder

GRID = 4  # cells a side
DIM = 128  # numbers a cell, and of the part of a token that is compared with cells
RAW = 384  # numbers a token brings from the text tower besides
SPREAD = 0.6 * DIM**0.5  # brings the numbers of a cell near 1, which suits a network


@dataclass(frozen=True)
class Space:
    """The 128 directions in which cells and captions differ most, and the means taken off first.

    cell_mean and text_mean (384,), directions (384, 128); all float32.
    """

    cell_mean: np.ndarray
    text_mean: np.ndarray
    directions: np.ndarray


@dataclass(frozen=True)
class Texts:
    """Token vectors of n texts: `tokens` (n, longest, 128 + 384), zeros after a text's end.

    The first 128 numbers lie in the space of the cells; the other 384 are the text tower's own, in
    which a word also says what stands around it. `pieces` are the tokens as strings, with [CLS]
    first and [SEP] last.
    """

    tokens: np.ndarray
    pieces: tuple[tuple[str, ...], ...]

    @property
    def mask(self) -> np.ndarray:
        """Which places hold a token: (n, longest) of bool."""
        lengths = np.array([len(text) for text in self.pieces])
        return np.arange(self.tokens.shape[1]) < lengths[:, None]


@torch.inference_mode()
def see(clip: DualEncoder, scenes: Sequence[Image.Image], batch_size: int = 20) -> np.ndarray:
    """The image tower's map of each scene, 8 x 8 places: (n, 8, 8, 1280) float32.

    For the pocket model and scenes of 256 x 256 pixels.
    """
    maps = []
    for start in range(0, len(scenes), batch_size):
        pixels = np.stack([np.asarray(s) for s in scenes[start : start + batch_size]])
        batch = torch.from_numpy(pixels).permute(0, 3, 1, 2).float().div(127.5).sub(1)
        seen = clip.model.vision_model(batch.contiguous(memory_format=torch.channels_last))
        maps.append(seen.last_hidden_state.permute(0, 2, 3, 1))
    return torch.cat(maps).numpy()


@torch.inference_mode()
def pooled_vectors(clip: DualEncoder, maps: np.ndarray) -> np.ndarray:
    """One vector a scene, as the model means it: (n, 384) float32 unit rows."""
    features = torch.from_numpy(maps).mean(dim=(1, 2))
    return F.normalize(clip.model.image_head(features), dim=-1).numpy()


@torch.inference_mode()
def cell_vectors(clip: DualEncoder, maps: np.ndarray) -> np.ndarray:
    """The image head on each of 4 x 4 cells: (n, 16, 384) float32 unit rows, read row by row."""
    places = F.avg_pool2d(torch.from_numpy(maps).permute(0, 3, 1, 2), 2).permute(0, 2, 3, 1)
    return F.normalize(clip.model.image_head(places.flatten(1, 2)), dim=-1).numpy()


def project(vectors: np.ndarray, mean: np.ndarray, space: Space) -> np.ndarray:
    """Vectors (..., 384) in the directions of the space: (..., 128) float32."""
    return ((vectors - mean) @ space.directions * SPREAD).astype(np.float32)


@torch.inference_mode()
def read(clip: DualEncoder, texts: Sequence[str], space: Space) -> Texts:
    """The token vectors of texts, by the pocket model's text tower and head."""
    tokenizer, model = clip.processor.tokenizer, clip.model
    ids = tokenizer(list(texts))["input_ids"]
    tokens = np.zeros((len(ids), max(map(len, ids)), DIM + RAW), dtype=np.float32)
    for rows in one_length_batches([len(text) for text in ids], 256):
        batch = torch.tensor([ids[row] for row in rows])
        out: Tensor = model.text_model(batch, attention_mask=torch.ones_like(batch))
        raw = out.last_hidden_state
        aligned = F.normalize(model.text_head(raw), dim=-1).numpy()
        place = np.ix_(list(rows), range(batch.shape[1]))
        own = F.normalize(raw, dim=-1).numpy() * (0.5 * RAW**0.5)
        both = [project(aligned, space.text_mean, space), own]
        tokens[place] = np.concatenate(both, axis=-1)
    pieces = tuple(tuple(tokenizer.convert_ids_to_tokens(text)) for text in ids)
    return Texts(tokens, pieces)
