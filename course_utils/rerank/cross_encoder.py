"""A cross-encoder: it reads a text and a scene together, and gives one number for the pair."""

from copy import deepcopy

import numpy as np
import torch
from numpy.typing import ArrayLike
from torch import Tensor, nn

from course_utils._arrays import as_array
from course_utils._checks import matrix
from course_utils.rerank.encoders import LONGEST, LateInteraction
from course_utils.rerank.sides import DIM, GRID, RAW

CELLS = GRID * GRID


class CrossEncoder(nn.Module):
    """Scores pairs of text and scene; a tenth of a million weights beyond its late interaction.

    Each token looks at all cells, more at those it resembles, and takes home where it looked: a
    mean of the positions, with one for "nowhere". Then the tokens read one another in two
    Transformer layers. Only there can "left" meet the place of the zebra and that of the violin.
    Beside what the Transformer says, the score of the late interaction counts.

    late: a trained `LateInteraction`, copied and never changed. heads must divide width.

    >>> reader = CrossEncoder(LateInteraction(seed=0), seed=0)
    >>> tokens, cells = np.ones((7, 512), dtype=np.float32), np.ones((3, 16, 128), dtype=np.float32)
    >>> reader.score(tokens, cells).shape
    (3,)
    """

    def __init__(
        self,
        late: LateInteraction,
        width: int = 64,
        heads: int = 4,
        layers: int = 2,
        seed: int = 0,
    ) -> None:
        super().__init__()
        if width % heads:
            raise ValueError(f"heads must divide width, but {heads} does not divide {width}")
        self.late = deepcopy(late).requires_grad_(False)
        with torch.random.fork_rng():
            torch.manual_seed(seed)
            self.log_sharpness = nn.Parameter(torch.tensor(3.0))
            self.nowhere = nn.Parameter(torch.tensor(0.35))
            self.cell_places = nn.Parameter(torch.randn(CELLS + 1, width) * 0.5)  # last: nowhere
            self.token_places = nn.Parameter(torch.randn(LONGEST, width) * 0.3)
            self.word = nn.Linear(RAW, width)
            self.look = nn.Linear(DIM, width)
            self.likeness = nn.Linear(1, width)
            layer = nn.TransformerEncoderLayer(
                width,
                heads,
                2 * width,
                dropout=0.0,
                activation="gelu",
                batch_first=True,
                norm_first=True,
            )
            self.reader = nn.TransformerEncoder(layer, layers, enable_nested_tensor=False)
            self.verdict = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, 1))
            self.log_trust = nn.Parameter(torch.tensor(2.5))
            nn.init.normal_(self.look.weight, std=0.01)

    def forward(
        self, scenes: Tensor, tokens: Tensor, mask: Tensor, text: Tensor, scene: Tensor
    ) -> Tensor:
        """Scores (n_pairs,) of the pairs text[i], scene[i]: rows of `tokens` and of `scenes`."""
        with torch.no_grad():
            ours, cells = self.late.tokens(tokens, mask), self.late.scene(scenes)
            weights = self.late.weights(tokens, mask)[text]
        likeness = torch.bmm(ours[text], cells[scene].transpose(1, 2))
        nowhere = self.nowhere.expand(*likeness.shape[:2], 1)
        attention = (torch.cat([likeness, nowhere], dim=-1) * self.log_sharpness.exp()).softmax(-1)
        seen = self.cell_places[:-1] + self.look(scenes)
        nothing = self.cell_places[-1].expand(len(seen), 1, -1)
        found = torch.bmm(attention, torch.cat([seen, nothing], dim=1)[scene])
        best = likeness.amax(dim=-1)
        words = self.word(tokens[..., DIM:]) + self.token_places[: tokens.shape[1]]
        states = words[text] + found + self.likeness(best[..., None])
        states = self.reader(states, src_key_padding_mask=~mask[text])
        real = mask[text][..., None].float()
        verdict = self.verdict((states * real).sum(dim=1) / real.sum(dim=1))[:, 0]
        return verdict + self.log_trust.exp() * (best * weights).sum(dim=1)

    @torch.inference_mode()
    def score(self, query_tokens: ArrayLike, items: ArrayLike) -> np.ndarray:
        """Scores of one text with each of n scenes: (n,) float32, higher is better.

        query_tokens (n_tokens, 512) without padding, items (n, 16, 128). Raises ValueError for
        other shapes, for values that are not finite, and for texts longer than `LONGEST` tokens.
        """
        query_tokens = _checked("query_tokens", query_tokens, (None, DIM + RAW))
        items = _checked("items", items, (None, CELLS, DIM))
        if not 1 <= len(query_tokens) <= LONGEST:
            raise ValueError(
                f"query_tokens must hold 1 to {LONGEST} tokens, but hold {len(query_tokens)}"
            )
        mask = torch.ones(1, len(query_tokens), dtype=torch.bool)
        first, every = torch.zeros(len(items), dtype=torch.long), torch.arange(len(items))
        return self(items, query_tokens[None], mask, first, every).numpy()


class PlainReader(CrossEncoder):
    """For comparison: the same Transformer from scratch, over tokens and cells side by side.

    Nothing tells it which token resembles which cell. It would have to learn that, too.
    """

    def __init__(self, late: LateInteraction, seed: int = 0) -> None:
        super().__init__(late, seed=seed)
        with torch.random.fork_rng():
            torch.manual_seed(seed)
            self.look.reset_parameters()  # not near zero: the cells are all that it sees

    def forward(
        self, scenes: Tensor, tokens: Tensor, mask: Tensor, text: Tensor, scene: Tensor
    ) -> Tensor:
        """Scores (n_pairs,) of the pairs text[i], scene[i]: rows of `tokens` and of `scenes`."""
        words = self.word(tokens[..., DIM:]) + self.token_places[: tokens.shape[1]]
        seen = self.look(scenes) + self.cell_places[:-1]
        states = torch.cat([words[text], seen[scene]], dim=1)
        real = torch.cat([mask, mask.new_ones(len(mask), CELLS)], dim=1)[text]
        states = self.reader(states, src_key_padding_mask=~real)
        return self.verdict((states * real[..., None]).sum(dim=1) / real.sum(dim=1)[:, None])[:, 0]


def _checked(name: str, x: ArrayLike, shape: tuple[int | None, ...]) -> Tensor:
    x = as_array(name, x)
    said = tuple("n" if side is None else side for side in shape)
    if x.ndim != len(shape) or any(b not in (None, a) for a, b in zip(x.shape, shape, strict=True)):
        raise ValueError(f"{name} must have shape {said}, but has {x.shape}".replace("'", ""))
    return torch.tensor(matrix(name, x.reshape(-1, x.shape[-1])).reshape(x.shape).copy())
