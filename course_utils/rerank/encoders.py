"""Two encoders that never see a pair: one vector a side, and one vector a token."""

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from course_utils.rerank.sides import DIM, GRID, RAW

LONGEST = 24  # tokens of a text, [CLS] and [SEP] included


class _Encoder(nn.Module):
    """What both share: cells as they are, tokens corrected by a small network, a weight a token.

    Only the text side learns. What is stored of a scene stays what it is, so training needs no new
    index.
    """

    def __init__(self, seed: int = 0, hidden: int = 128) -> None:
        super().__init__()
        with torch.random.fork_rng():
            torch.manual_seed(seed)
            self.places = nn.Parameter(torch.randn(LONGEST, hidden) * 0.02)
            self.linear = nn.Linear(DIM, DIM)
            self.inner = nn.Linear(DIM + RAW, hidden)
            self.outer = nn.Linear(hidden, DIM)
            self.importance = nn.Linear(DIM + RAW, 1)
            self.log_scale = nn.Parameter(torch.tensor(2.5))
            nn.init.eye_(self.linear.weight)
            nn.init.normal_(self.outer.weight, std=0.01)
            for layer in (self.linear, self.outer, self.importance):
                nn.init.zeros_(layer.bias)
            nn.init.zeros_(self.importance.weight)

    def cells(self, scenes: Tensor) -> Tensor:
        """Unit cells, (n, 16, 128)."""
        return F.normalize(scenes, dim=-1)

    def tokens(self, tokens: Tensor, mask: Tensor) -> Tensor:
        """Unit tokens, (n, length, 128), zeros where the mask is false."""
        inner = F.gelu(self.inner(tokens) + self.places[: tokens.shape[1]])
        return (
            F.normalize(self.linear(tokens[..., :DIM]) + self.outer(inner), dim=-1)
            * mask[..., None]
        )

    def weights(self, tokens: Tensor, mask: Tensor) -> Tensor:
        """What share of a text each token counts, (n, length)."""
        return self.importance(tokens)[..., 0].masked_fill(~mask, -1e9).softmax(dim=1)

    def weighted(self, tokens: Tensor, mask: Tensor) -> Tensor:
        return self.tokens(tokens, mask) * self.weights(tokens, mask)[..., None]

    @torch.inference_mode()
    def encode_texts(self, tokens: np.ndarray, mask: np.ndarray) -> np.ndarray:
        """Of token vectors (n, length, 512) what is compared with scenes, float32."""
        return self.text(torch.from_numpy(tokens), torch.from_numpy(mask)).numpy()

    @torch.inference_mode()
    def encode_scenes(self, scenes: np.ndarray) -> np.ndarray:
        """Of cells (n, 16, 128) what is stored of a scene, float32."""
        return self.scene(torch.from_numpy(scenes)).numpy()


class PooledEncoder(_Encoder):
    """A dual encoder: a scene is the mean of its cells, a text the weighted mean of its tokens."""

    def scene(self, scenes: Tensor) -> Tensor:
        return F.normalize(self.cells(scenes).mean(dim=1), dim=-1)

    def text(self, tokens: Tensor, mask: Tensor) -> Tensor:
        return F.normalize(self.weighted(tokens, mask).sum(dim=1), dim=-1)

    def score(self, scenes: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
        """Cosines, (n_texts, n_scenes)."""
        return self.text(tokens, mask) @ self.scene(scenes).T


class LateInteraction(_Encoder):
    """ColBERT's way: all tokens and all cells stay, and MaxSim compares them.

    A token's vector is as long as the share that it counts, so that `maxsim` weighs by itself.
    """

    def __init__(self, seed: int = 0, hidden: int = 128, positions: bool = False) -> None:
        super().__init__(seed, hidden)
        self.cell_places = nn.Parameter(torch.zeros(GRID * GRID, DIM)) if positions else None

    def scene(self, scenes: Tensor) -> Tensor:
        if self.cell_places is None:
            return self.cells(scenes)
        return F.normalize(self.cells(scenes) + self.cell_places, dim=-1)

    def text(self, tokens: Tensor, mask: Tensor) -> Tensor:
        return self.weighted(tokens, mask)

    def score(self, scenes: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
        """Sums of cosines by weight, (n_texts, n_scenes)."""
        # One product for all pairs is a third faster than one for each text.
        products = self.text(tokens, mask).flatten(0, 1) @ self.scene(scenes).flatten(0, 1).T
        best = products.unflatten(1, (len(scenes), -1)).amax(dim=-1)
        return best.unflatten(0, (len(tokens), -1)).sum(dim=1)
