"""One loop that trains the three architectures on families of questions and scenes."""

import time
from collections.abc import Iterable

import torch
from torch import Tensor, nn

from course_utils.rerank.cross_encoder import CrossEncoder
from course_utils.rerank.practice import Batch

STRANGERS = 2  # scenes of other families that the cross-encoder also sees with each question


def train(
    model: nn.Module, batches: Iterable[Batch], steps: int, seed: int = 0, peak: float = 2e-3
) -> tuple[list[float], float]:
    """Train a model on `steps` batches; gives the losses and the CPU seconds.

    The loss is InfoNCE over the scenes that a question is compared with: all of the batch for an
    encoder, the four of its family and two strangers for a `CrossEncoder`, which pays for each
    pair. Where two scenes are right, their shares are added. AdamW, one cycle.

    Runs on one thread, so that the same seed gives the same model whatever the setting.
    """
    generator = torch.Generator().manual_seed(seed)
    learned = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(learned, lr=peak, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, peak, total_steps=steps, pct_start=0.15
    )
    threads, start, losses = torch.get_num_threads(), time.process_time(), []
    torch.set_num_threads(1)
    try:
        for batch in batches:
            scores, right = _compared(model, batch, generator)
            loss = (scores.logsumexp(1) - scores.masked_fill(~right, -1e9).logsumexp(1)).mean()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learned, 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
    finally:
        torch.set_num_threads(threads)
    model.eval()
    return losses, time.process_time() - start


def _compared(model: nn.Module, batch: Batch, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Scores of each question with the scenes it is compared with, and which of them are right."""
    scenes, tokens, mask, right = batch
    if not isinstance(model, CrossEncoder):
        return model.score(scenes, tokens, mask) * model.log_scale.exp(), right
    questions, n = torch.arange(len(tokens)), len(scenes)
    own = 4 * (questions // 2)[:, None] + torch.arange(4)
    # Any scene but the four of the family: counted on from them, round the batch.
    away = torch.randint(4, n, (len(tokens), STRANGERS), generator=generator)
    seen = torch.cat([own, (own[:, :1] + away) % n], dim=1)
    text = questions.repeat_interleave(seen.shape[1])
    scores = model(scenes, tokens, mask, text, seen.flatten()).view_as(seen)
    return scores, right.gather(1, seen)
