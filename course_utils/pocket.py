"""The pocket model: two pretrained towers, kept as they were, and trained heads that join them.

An EfficientNet-Lite0 sees the picture, a six-layer MiniLM reads the text, and two heads turn what
they give into vectors of one space. The picture's vector is a guess in the names of ImageNet's
classes (ConSE: Norouzi et al., 2014, section 3.2) plus a trained correction. Only the heads were
trained on pairs; LiT (Zhai et al., 2022) is a cousin that freezes the image tower and trains the
whole text tower. The model has the interface of `transformers.CLIPModel`, so code written for CLIP
runs on it unchanged.
"""

from os import PathLike
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import (
    AutoConfig,
    AutoModel,
    BertConfig,
    BertModel,
    EfficientNetConfig,
    EfficientNetModel,
    PretrainedConfig,
    PreTrainedModel,
)
from transformers.modeling_outputs import BaseModelOutputWithPooling
from transformers.models.clip.modeling_clip import CLIPOutput

from ._heads import ImageHead, TextHead, dequantize, mean_of_tokens, row_scaled

__all__ = [
    "ImageHead",
    "PocketConfig",
    "PocketModel",
    "TextHead",
    "dequantize",
    "mean_of_tokens",
    "row_scaled",
]


class PocketConfig(PretrainedConfig):
    """Sizes of the pocket model, and the names of the 1,000 ImageNet classes it starts from."""

    model_type = "pocket-clip"

    def __init__(
        self,
        vision_config: dict | None = None,
        text_config: dict | None = None,
        projection_dim: int = 384,
        hidden_dim: int = 512,
        class_names: list[str] | None = None,
        class_temperature: float = 4.0,
        class_top_k: int = 40,
        logit_scale_init_value: float = 2.66,
        **kwargs,
    ) -> None:
        self.vision_config = EfficientNetConfig(**_as_dict(vision_config))
        self.text_config = BertConfig(**_as_dict(text_config))
        self.projection_dim = projection_dim
        self.hidden_dim = hidden_dim
        self.class_names = class_names or []
        self.class_temperature = class_temperature
        self.class_top_k = class_top_k
        self.logit_scale_init_value = logit_scale_init_value
        super().__init__(**kwargs)


def _as_dict(config: dict | PretrainedConfig | None) -> dict:
    return config.to_dict() if isinstance(config, PretrainedConfig) else dict(config or {})


class PocketModel(PreTrainedModel):
    """Image and text tower with a head each; the interface of `transformers.CLIPModel`.

    `image_head` and `text_head` take what `vision_model` pools, (n, 1280), and the mean of the
    token vectors, (n, 384): the features that the course stores for its own pictures and captions.
    """

    config_class = PocketConfig
    main_input_name = "pixel_values"

    def __init__(self, config: PocketConfig) -> None:
        super().__init__(config)
        self.vision_model = EfficientNetModel(config.vision_config)
        self.text_model = BertModel(config.text_config, add_pooling_layer=False)
        self.image_head = ImageHead(config)
        self.text_head = TextHead(config)
        self.logit_scale = nn.Parameter(torch.tensor(config.logit_scale_init_value))
        self.post_init()

    def get_image_features(self, pixel_values: Tensor, **kwargs) -> BaseModelOutputWithPooling:
        """Image embeddings, (n, 384) and not yet of unit length, in `.pooler_output`.

        `pixel_values` is (n, 3, 224, 224), scaled to [-1, 1]. `.last_hidden_state` holds the
        7 x 7 cells before pooling, (n, 1280, 7, 7).
        """
        seen = self.vision_model(pixel_values)
        return BaseModelOutputWithPooling(
            last_hidden_state=seen.last_hidden_state,
            pooler_output=self.image_head(seen.pooler_output),
        )

    def get_text_features(
        self, input_ids: Tensor, attention_mask: Tensor | None = None, **kwargs
    ) -> BaseModelOutputWithPooling:
        """Text embeddings, (n, 384) and not yet of unit length, in `.pooler_output`."""
        tokens = self.text_model(input_ids, attention_mask=attention_mask).last_hidden_state
        return BaseModelOutputWithPooling(
            last_hidden_state=tokens,
            pooler_output=self.text_head(mean_of_tokens(tokens, attention_mask)),
        )

    def forward(
        self,
        input_ids: Tensor,
        pixel_values: Tensor,
        attention_mask: Tensor | None = None,
        **kwargs,
    ) -> CLIPOutput:
        """Similarities of every picture and every text, times `logit_scale.exp()`."""
        images = F.normalize(self.get_image_features(pixel_values).pooler_output, dim=-1)
        texts = self.get_text_features(input_ids, attention_mask).pooler_output
        texts = F.normalize(texts, dim=-1)
        logits = self.logit_scale.exp() * texts @ images.T
        return CLIPOutput(
            logits_per_image=logits.T,
            logits_per_text=logits,
            image_embeds=images,
            text_embeds=texts,
        )

    @classmethod
    def from_pretrained(cls, folder: str | PathLike, **kwargs):
        """The model of a folder, with its int8 weights turned back into float32."""
        config = kwargs.pop("config", None) or PocketConfig.from_pretrained(folder)
        weights = dequantize(load_file(Path(folder) / "model.safetensors"))
        return super().from_pretrained(None, config=config, state_dict=weights, **kwargs)


AutoConfig.register(PocketConfig.model_type, PocketConfig, exist_ok=True)
AutoModel.register(PocketConfig, PocketModel, exist_ok=True)
