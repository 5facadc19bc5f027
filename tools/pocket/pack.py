"""Making the model small: the words it needs, and eight bits a weight."""

import re
from collections.abc import Iterable
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor
from transformers import (
    BertModel,
    BertTokenizer,
    CLIPImageProcessorPil,
    CLIPProcessor,
    PreTrainedTokenizerBase,
)

from course_utils.pocket import PocketConfig, PocketModel, dequantize

from .towers import load_lite0, load_minilm, text_config

LONGEST_TEXT = 64
FREQUENT = 8000  # BERT's word pieces are numbered roughly from frequent to rare


def needed_pieces(tokenizer: PreTrainedTokenizerBase, texts: Iterable[str]) -> list[int]:
    """Numbers of the word pieces to keep: those in `texts`, the frequent ones, every character."""
    texts = sorted(set(texts))
    keep = {piece for row in tokenizer(texts)["input_ids"] for piece in row}
    keep |= set(tokenizer.all_special_ids)
    for piece, number in tokenizer.get_vocab().items():
        frequent = number < FREQUENT and re.fullmatch(r"(##)?[a-z0-9.,!?;:'\-]+", piece)
        if frequent or re.fullmatch(r"(##)?[a-z0-9]", piece):
            keep.add(number)
    return sorted(keep)


def trim_text_tower(
    tower: BertModel, tokenizer: PreTrainedTokenizerBase, keep: list[int]
) -> tuple[BertModel, BertTokenizer]:
    """The tower and its tokenizer with the given word pieces, for texts of at most 64 tokens."""
    weights = tower.state_dict()
    weights["embeddings.word_embeddings.weight"] = tower.embeddings.word_embeddings.weight[keep]
    places = tower.embeddings.position_embeddings.weight[:LONGEST_TEXT]
    weights["embeddings.position_embeddings.weight"] = places
    small = BertModel(text_config(len(keep), LONGEST_TEXT), add_pooling_layer=False).eval()
    small.load_state_dict(weights)
    pieces = tokenizer.convert_ids_to_tokens(keep)
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    return small, BertTokenizer(vocab=vocabulary, do_lower_case=True, model_max_length=LONGEST_TEXT)


def processor(tokenizer: BertTokenizer) -> CLIPProcessor:
    """The stock CLIP processor with this model's sizes. Lite0 was trained on pixels in [-1, 1]."""
    side = {"height": 224, "width": 224}
    images = CLIPImageProcessorPil(
        size=side, do_center_crop=False, image_mean=[0.5] * 3, image_std=[0.5] * 3
    )
    return CLIPProcessor(image_processor=images, tokenizer=tokenizer)


def quantize(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """Each matrix and kernel as int8 with a float16 scale a row; vectors stay float32."""
    stored = {}
    for name, value in weights.items():
        if value.ndim >= 2 and value.numel() > 2000 and value.is_floating_point():
            stored[name], stored[f"{name}.scale"] = quantize_rows(value)
        else:
            stored[name] = value.contiguous()
    return stored


def quantize_rows(values: Tensor) -> tuple[Tensor, Tensor]:
    """int8 (n, ...) and float16 (n,), so that `row_scaled` gives the values back."""
    rows = values.detach().float().flatten(start_dim=1)
    scale = (rows.abs().amax(dim=1) / 127).clamp(min=1e-7).half()
    whole = (rows / scale.float()[:, None]).round().clamp(-127, 127)
    return whole.to(torch.int8).reshape(values.shape).contiguous(), scale


def save(model, tokenizer: BertTokenizer, folder: Path) -> None:
    """Write everything that `from_pretrained` reads."""
    folder.mkdir(parents=True, exist_ok=True)
    model.config.save_pretrained(folder)
    processor(tokenizer).save_pretrained(folder)
    save_file(quantize(model.state_dict()), folder / "model.safetensors", {"format": "pt"})


def assemble(
    sources: Path, texts: Iterable[str], class_names: list[str]
) -> tuple[PocketModel, BertTokenizer]:
    """The model with its towers as they will ship, rounded to eight bits, and untrained heads."""
    vision, classifier = load_lite0(sources)
    published, full_tokenizer = load_minilm(sources)
    keep = needed_pieces(full_tokenizer, texts)
    text, tokenizer = trim_text_tower(published, full_tokenizer, keep)
    config = PocketConfig(
        vision_config=vision.config, text_config=text.config, class_names=class_names
    )
    model = PocketModel(config).eval()
    model.vision_model.load_state_dict(vision.state_dict())
    model.text_model.load_state_dict(text.state_dict())
    model.image_head.classifier.load_state_dict(classifier.state_dict())
    model.load_state_dict(dequantize(quantize(model.state_dict())))
    return model, tokenizer
