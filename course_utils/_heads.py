"""The heads of the pocket model, and how its weights are stored: torch alone.

What lessons take from stored features needs no more. `transformers`, which the towers need, takes
longer to import than all else together.
"""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import torch
from safetensors import safe_open
from torch import Tensor, nn
from torch.nn import functional as F

if TYPE_CHECKING:
    from .pocket import PocketConfig


class ImageHead(nn.Module):
    """From the image tower's features to the shared space: a guess in words, plus a correction.

    The guess is ConSE (Norouzi et al., 2014, section 3.2): the texts of the likeliest ImageNet
    classes, averaged by their probabilities. The correction is a small network on the features,
    which can say what no class name says.
    """

    def __init__(self, config: "PocketConfig") -> None:
        super().__init__()
        features, texts = config.vision_config.hidden_dim, config.text_config.hidden_size
        self.temperature, self.top_k = config.class_temperature, config.class_top_k
        self.classifier = nn.Linear(features, len(config.class_names))
        self.register_buffer("class_texts", torch.zeros(len(config.class_names), texts))
        self.register_buffer("text_mean", torch.zeros(texts))
        self.register_buffer("feature_mean", torch.zeros(features))
        self.register_buffer("feature_std", torch.ones(features))
        self.guess_projection = nn.Linear(texts, config.projection_dim, bias=False)
        self.correction = nn.Sequential(
            nn.Dropout(0.2),
            nn.Linear(features, config.hidden_dim),
            nn.GELU(),
            nn.Dropout(0.2),
            nn.Linear(config.hidden_dim, config.projection_dim),
        )

    def guess(self, features: Tensor) -> Tensor:
        """The weighted mean of the likeliest class texts: (..., 384), unit length.

        A class weighs what its probability exceeds that of the first class left out. So weights
        fade to 0, and a hair's breadth between two classes changes the guess by no more than that.
        """
        probabilities = (self.classifier(features) / self.temperature).softmax(dim=-1)
        k = min(self.top_k, probabilities.shape[-1] - 1)
        likeliest, classes = probabilities.topk(k + 1, dim=-1)
        weights, classes = likeliest[..., :-1] - likeliest[..., -1:], classes[..., :-1]
        weights = weights / weights.sum(dim=-1, keepdim=True).clamp(min=1e-9)
        mean_text = (weights[..., None] * self.class_texts[classes]).sum(dim=-2)
        return F.normalize(mean_text, dim=-1)

    def parts(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """The two vectors that `forward` adds, (n, 384) each: from class names, and correction."""
        standardized = 8 * F.normalize((features - self.feature_mean) / self.feature_std, dim=-1)
        names = self.guess_projection(self.guess(features) - self.text_mean)
        return names, self.correction(standardized)

    def forward(self, features: Tensor) -> Tensor:
        names, correction = self.parts(features)
        return names + correction


class TextHead(nn.Module):
    """From the mean of the text tower's token vectors to the shared space."""

    def __init__(self, config: "PocketConfig") -> None:
        super().__init__()
        self.register_buffer("text_mean", torch.zeros(config.text_config.hidden_size))
        self.projection = nn.Linear(
            config.text_config.hidden_size, config.projection_dim, bias=False
        )

    def forward(self, features: Tensor) -> Tensor:
        return self.projection(F.normalize(features, dim=-1) - self.text_mean)


def load_heads(folder: Path) -> tuple[ImageHead, TextHead]:
    """Both heads of the model in a folder, without its towers; whatever reading raises."""
    config = read_config(folder)
    heads = {"image_head": ImageHead(config), "text_head": TextHead(config)}
    with safe_open(folder / "model.safetensors", framework="pt") as stored:
        return tuple(read_head(stored, name, head) for name, head in heads.items())


def read_config(folder: Path) -> SimpleNamespace:
    """The model's config.json, with its fields as attributes."""
    settings = (folder / "config.json").read_text(encoding="utf-8")
    return json.loads(settings, object_hook=lambda fields: SimpleNamespace(**fields))


def read_part(stored: safe_open, name: str) -> dict[str, Tensor]:
    """The weights that an open file has under a part's name, by their names within it."""
    mine = [key for key in stored.keys() if key.startswith(f"{name}.")]  # noqa: SIM118
    weights = dequantize({key: stored.get_tensor(key) for key in mine})
    return {key.removeprefix(f"{name}."): weight for key, weight in weights.items()}


def read_head(stored: safe_open, name: str, head: nn.Module) -> nn.Module:
    """The head with what an open file of weights has under that name."""
    head.load_state_dict(read_part(stored, name))
    return head.eval()


def mean_of_tokens(tokens: Tensor, attention_mask: Tensor | None = None) -> Tensor:
    """Mean over the tokens of each text, padding left out: (n, length, dim) to (n, dim)."""
    if attention_mask is None:
        return tokens.mean(dim=1)
    if not attention_mask.any(dim=1).all():
        raise ValueError("attention_mask must keep a token of each text, but a row of it is all 0")
    mask = attention_mask[..., None].to(tokens.dtype)
    return (tokens * mask).sum(dim=1) / mask.sum(dim=1)


def dequantize(stored: dict[str, Tensor]) -> dict[str, Tensor]:
    """Float32 weights from int8 rows: each row is its integers times the row's `.scale`."""
    return {
        name: row_scaled(value, stored[f"{name}.scale"]) if f"{name}.scale" in stored else value
        for name, value in stored.items()
        if not name.endswith(".scale")
    }


def row_scaled(values: Tensor, scale: Tensor) -> Tensor:
    """int8 (n, ...) times float16 (n,), row by row, as float32."""
    return values.float() * scale.float().reshape(-1, *[1] * (values.ndim - 1))
