"""One interface to image-text models: the course's pocket model, and any model built like CLIP."""

from collections.abc import Callable, Sequence
from functools import cache, cached_property
from itertools import islice
from os import PathLike
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from PIL import Image
from safetensors import SafetensorError
from torch import Tensor

from ._checks import positive_int
from ._encoding import (
    batches,
    fold_batch_norms,
    in_batches,
    one_length_batches,
    prepared_ahead,
)
from ._heads import ImageHead, TextHead, load_heads, mean_of_tokens
from ._model_folder import check_folder
from ._text_tower import TextTower
from ._texts import listed
from ._texts import texts as checked_texts
from .datasets import Pairs, load_pairs
from .images import read_named

if TYPE_CHECKING:  # importing it takes seconds, and who only reads stored vectors needs no tower
    from transformers import PreTrainedModel, ProcessorMixin

POCKET = Path(__file__).parent / "assets" / "pocket"

Picture = Image.Image | np.ndarray | str | Path
AHEAD = 32  # pictures read and resized before their turn


class DualEncoder:
    """Turns pictures and texts into vectors of one space.

    >>> clip = load_clip()
    >>> clip.encode_texts(["a red umbrella", "a parrot"]).shape
    (2, 384)
    """

    def __init__(
        self, model: "PreTrainedModel", processor: "ProcessorMixin", name: str = ""
    ) -> None:
        self.model = model.eval()
        self.processor = processor
        self.name = name

    def __repr__(self) -> str:
        return f"DualEncoder({self.name!r}: {type(self.model).__name__}, dim={self.dim})"

    @property
    def dim(self) -> int:
        """Length of an embedding. SigLIP has no projection; its towers are of one width."""
        config = self._config
        return getattr(config, "projection_dim", None) or config.vision_config.hidden_size

    @property
    def logit_scale(self) -> float:
        """What the model was trained to multiply cosines by, 1 / temperature."""
        return float(self.model.logit_scale.detach().exp())

    def encode_images(
        self, images: Sequence[Picture], batch_size: int = 4, progress: bool = False
    ) -> np.ndarray:
        """Embeddings of pictures: (n, dim) float32, unit rows.

        A picture is a PIL image, a uint8 array (height, width, 3) or a path. Files are decoded on
        all cores, a few at a time, so that a folder of any size fits into memory. More in a batch
        is no faster: what the layers give then leaves the processor's caches. Raises ValueError
        for anything else and for files that hold no picture.
        """
        return self._see(self._embed_pixels, self.dim, images, batch_size, progress)

    def encode_texts(
        self, texts: Sequence[str], batch_size: int = 256, progress: bool = False
    ) -> np.ndarray:
        """Embeddings of texts: (n, dim) float32, unit rows. Raises ValueError for empty texts."""
        return self._read(self._embed_tokens, self.dim, texts, batch_size, progress)

    def image_features(
        self, images: Sequence[Picture], batch_size: int = 4, progress: bool = False
    ) -> np.ndarray:
        """What the image tower gives before the head: (n, 1280) float32 for the pocket model."""
        vision = self._config.vision_config
        width = getattr(vision, "hidden_dim", None) or vision.hidden_size
        return self._see(self._pool_pixels, width, images, batch_size, progress)

    def text_features(
        self, texts: Sequence[str], batch_size: int = 256, progress: bool = False
    ) -> np.ndarray:
        """What the text tower gives before the head: (n, 384) float32 for the pocket model."""
        width = self._config.text_config.hidden_size
        return self._read(self._pool_tokens, width, texts, batch_size, progress)

    def _see(
        self,
        encode: Callable[[dict], Tensor],
        width: int,
        images: Sequence[Picture],
        batch_size: int,
        progress: bool,
    ) -> np.ndarray:
        images, one_at_a_time = _checked_images(images), Lock()

        def prepare(row: int) -> dict:
            with one_at_a_time:  # what gives pictures, or an open one, may not bear two threads
                picture = images[row]
                if not isinstance(picture, str | PathLike):
                    picture = read_named(f"images[{row}]", picture)
            if isinstance(picture, str | PathLike):
                picture = read_named(f"images[{row}]", picture)
            batch = self.processor.image_processor(images=[picture], return_tensors="pt")
            pixels = batch["pixel_values"].to(self.model.dtype)
            if pixels.ndim == 4:
                pixels = pixels.contiguous(memory_format=torch.channels_last)
            return {**batch, "pixel_values": pixels}

        groups = batches(range(len(images)), batch_size)
        prepared = prepared_ahead(prepare, range(len(images)), AHEAD)
        joined = (_joined(list(islice(prepared, len(rows)))) for rows in groups)
        return in_batches(joined, encode, groups, width, progress)

    def _read(
        self,
        encode: Callable[[dict], Tensor],
        width: int,
        texts: Sequence[str],
        batch_size: int,
        progress: bool,
    ) -> np.ndarray:
        texts, batch_size = checked_texts("texts", texts), positive_int("batch_size", batch_size)
        if not texts:
            return np.empty((0, width), dtype=np.float32)
        tokens, siglip = self._tokens(texts), self._is_siglip

        def prepare(rows: Sequence[int]) -> dict:
            ids = torch.tensor([tokens[row] for row in rows])
            return {"input_ids": ids} | ({} if siglip else {"attention_mask": torch.ones_like(ids)})

        # Only texts of one length share a batch, so no time goes into padding.
        groups = one_length_batches([len(ids) for ids in tokens], batch_size)
        return in_batches(map(prepare, groups), encode, groups, width, progress)

    @property
    def _config(self) -> Any:
        return self.model.config

    @property
    def _is_siglip(self) -> bool:
        return self._config.model_type.startswith("siglip")

    def _tokens(self, texts: list[str]) -> list[list[int]]:
        # SigLIP was trained on texts padded to full length, and attends to the padding.
        return self.processor.tokenizer(
            texts,
            padding="max_length" if self._is_siglip else False,
            truncation=True,
            max_length=self._config.text_config.max_position_embeddings,
        )["input_ids"]

    def _embed_pixels(self, batch: dict) -> Tensor:
        return _unit(_pooled(self.model.get_image_features(**batch)))

    def _embed_tokens(self, batch: dict) -> Tensor:
        return _unit(_pooled(self.model.get_text_features(**batch)))

    def _pool_pixels(self, batch: dict) -> Tensor:
        return _pooled(self.model.vision_model(**batch))

    def _pool_tokens(self, batch: dict) -> Tensor:
        out = self.model.text_model(**batch)
        if _is_pocket(self.model):
            return mean_of_tokens(out.last_hidden_state, batch["attention_mask"])
        return _pooled(out)


class PocketEncoder(DualEncoder):
    """The course's own model. What needs `transformers` is loaded when it is first asked for.

    Importing that takes longer than a first search. Until then the text tower is one in torch
    alone, with the same vectors.
    """

    def __init__(self, texts: TextTower) -> None:
        self.name, self._texts = "pocket", texts

    @cached_property
    def model(self) -> "PreTrainedModel":
        return self._whole[0]

    @cached_property
    def processor(self) -> "ProcessorMixin":
        return self._whole[1]

    @cached_property
    def _whole(self) -> tuple["PreTrainedModel", "ProcessorMixin"]:
        whole, self._texts = _load_whole(POCKET), None
        return whole.model, whole.processor

    @property
    def has_model(self) -> bool:
        """Whether somebody asked for the model, and may have changed it."""
        return not vars(self).keys().isdisjoint(("model", "_whole"))

    @property
    def _config(self) -> Any:
        return self.model.config if self.has_model else self._texts.config

    def _tokens(self, texts: list[str]) -> list[list[int]]:
        return super()._tokens(texts) if self.has_model else self._texts.tokens(texts)

    def _embed_tokens(self, batch: dict) -> Tensor:
        if self.has_model:
            return super()._embed_tokens(batch)
        return _unit(self._texts.head(self._pool_tokens(batch)))

    def _pool_tokens(self, batch: dict) -> Tensor:
        if self.has_model:
            return super()._pool_tokens(batch)
        return mean_of_tokens(self._texts.hidden(batch["input_ids"]), batch["attention_mask"])


def _checked_images(images: Sequence[Picture]) -> Sequence[Picture]:
    if isinstance(images, Picture) and getattr(images, "ndim", 3) not in (1, 4):
        raise ValueError("images must be a list of pictures; for one picture pass [picture]")
    # A lazy sequence, such as the pictures of a set, is decoded batch by batch.
    lazy = isinstance(images, Sequence | np.ndarray) and not isinstance(images, bytes)
    return images if lazy else listed("images", images, "pictures")


def _joined(ones: list[dict]) -> dict:
    """A batch of batches of one."""
    return {name: torch.cat([one[name] for one in ones]) for name in ones[0]}


def _pooled(output: Any) -> Tensor:
    """The vectors in what a model gives: itself, a tuple's second, or by their name."""
    if isinstance(output, tuple):
        output = output[1] if len(output) > 1 else None
    vectors = getattr(output, "pooler_output", output)
    if not isinstance(vectors, Tensor) or vectors.ndim != 2:
        raise ValueError(f"model gives no pooled vectors, but a {type(output).__name__}")
    return vectors


def _unit(vectors: Tensor) -> Tensor:
    return torch.nn.functional.normalize(vectors.float(), dim=-1)


def load_clip(name: str | Path = "pocket") -> DualEncoder:
    """The pocket model, or any model built like CLIP or SigLIP by its folder or name on the hub.

    Raises ValueError when there is no such model, or when one of its files is damaged.
    """
    if str(name) != "pocket":
        return _load_whole(name)
    check_folder(POCKET)
    try:
        return PocketEncoder(TextTower(POCKET))
    except Exception:
        return _load_whole(POCKET, "pocket")  # which says what is wrong with its files


def _load_whole(place: str | Path, name: str = "") -> DualEncoder:
    from ._model_files import load_files

    model, processor = load_files(place)
    if _is_pocket(model):
        model.vision_model = fold_batch_norms(model.vision_model)
    return DualEncoder(model, processor, name or str(place))


def _is_pocket(model: "PreTrainedModel") -> bool:
    return model.config.model_type == "pocket-clip"


@cache
def _pocket_heads() -> tuple[ImageHead, TextHead]:
    try:
        return load_heads(POCKET)
    except (OSError, ValueError, KeyError, AttributeError, RuntimeError, SafetensorError):
        model = load_clip().model  # which says what is wrong with its files
        return model.image_head, model.text_head


def pair_embeddings(name: str, clip: DualEncoder | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Unit rows of a built-in set, (n, dim) for its pictures and (n, dim) for its captions.

    For the pocket model they come from the stored features, in a second at most and once a process;
    what you get is a copy of your own. Any other `clip` encodes the set, which takes minutes.
    """
    pairs = load_pairs(name)
    if clip is None or (isinstance(clip, PocketEncoder) and not clip.has_model):
        images, texts = _pocket_embeddings(pairs.name)
        return images.copy(), texts.copy()
    if clip.name != "pocket":
        texts = clip.encode_texts(list(pairs.captions), progress=True)
        return clip.encode_images(pairs.images, progress=True), texts
    return _from_features(pairs, clip.model.image_head, clip.model.text_head)


@cache
def _pocket_embeddings(name: str) -> tuple[np.ndarray, np.ndarray]:
    return _from_features(load_pairs(name), *_pocket_heads())


def _from_features(
    pairs: Pairs, image_head: ImageHead, text_head: TextHead
) -> tuple[np.ndarray, np.ndarray]:
    return _in_blocks(image_head, pairs.image_features), _in_blocks(text_head, pairs.text_features)


@torch.inference_mode()
def _in_blocks(head: ImageHead | TextHead, features: np.ndarray) -> np.ndarray:
    """Unit rows, some at a time: all 6,094 emoji at once take 800 MB on the way, and longer."""
    return torch.cat([_unit(head(rows)) for rows in torch.from_numpy(features).split(128)]).numpy()
