"""The pocket model's text tower with torch alone: from words to the vector of a text.

It is the BERT of `transformers` (Devlin et al., 2019) without what the pocket model does not use,
and computes the same, bit for bit. A first search does not wait for what takes longer to import
than all else together.
"""

from functools import partial
from pathlib import Path

import torch
from safetensors import safe_open
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from ._heads import TextHead, read_config, read_head, read_part


class TextTower:
    """Reads texts: `tokens` of many, the `hidden` states of a batch of one length."""

    def __init__(self, folder: Path) -> None:
        """The tower in a model's folder; raises whatever reading it raises."""
        self.config = read_config(folder)
        self.text = self.config.text_config
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(self.text.max_position_embeddings)
        self._tokenizer.no_padding()
        with safe_open(folder / "model.safetensors", framework="pt") as stored:
            self._weights = read_part(stored, "text_model")
            self.head: TextHead = read_head(stored, "text_head", TextHead(self.config))
        with torch.inference_mode():
            self.hidden(torch.zeros(1, 1, dtype=torch.long))  # a tensor that lacks shows here

    def tokens(self, texts: list[str]) -> list[list[int]]:
        """The ids of each text's tokens, from [CLS] to [SEP]."""
        return [found.ids for found in self._tokenizer.encode_batch(texts)]

    def hidden(self, ids: Tensor) -> Tensor:
        """What the last layer gives for ids (n, length): (n, length, 384)."""
        weights, heads = self._weights, self.text.num_attention_heads

        def part(name: str) -> tuple[Tensor, Tensor]:
            return weights[f"{name}.weight"], weights[f"{name}.bias"]

        def normed(name: str, x: Tensor) -> Tensor:
            weight, bias = part(f"{name}.LayerNorm")
            return F.layer_norm(x, weight.shape, weight, bias, self.text.layer_norm_eps)

        embedding = "embeddings.{}_embeddings.weight".format
        words = F.embedding(ids, weights[embedding("word")])
        x = words + weights[embedding("token_type")][0]
        x = normed("embeddings", x + weights[embedding("position")][: ids.shape[1]])
        for number in range(self.text.num_hidden_layers):
            layer = f"encoder.layer.{number}"
            linear = partial(lambda layer, name, x: F.linear(x, *part(f"{layer}.{name}")), layer)
            sides = (linear(f"attention.self.{side}", x) for side in ("query", "key", "value"))
            q, k, v = (side.unflatten(-1, (heads, -1)).transpose(1, 2) for side in sides)
            seen = F.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2)
            x = normed(f"{layer}.attention.output", linear("attention.output.dense", seen) + x)
            wide = F.gelu(linear("intermediate.dense", x))
            x = normed(f"{layer}.output", linear("output.dense", wide) + x)
        return x
