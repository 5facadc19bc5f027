"""Time DualEncoder against the plain transformers loop, over the same items in one run."""

import argparse
import time
from collections.abc import Callable

import torch
from torch.nn.functional import normalize
from tqdm import tqdm
from transformers import AutoModel, AutoProcessor

from course_utils.clip import POCKET, load_clip
from course_utils.datasets import load_pairs


def plain_images(model, processor, images: list, batch_size: int = 32) -> None:
    """The loop of the documentation: a batch at a time through processor and model."""
    for start in range(0, len(images), batch_size):
        batch = processor(images=images[start : start + batch_size], return_tensors="pt")
        with torch.no_grad():
            normalize(model.get_image_features(**batch).pooler_output, dim=-1)


def plain_texts(model, processor, texts: list[str], batch_size: int = 256) -> None:
    """The same for texts."""
    for start in range(0, len(texts), batch_size):
        batch = processor(text=texts[start : start + batch_size], return_tensors="pt", padding=True)
        with torch.no_grad():
            normalize(model.get_text_features(**batch).pooler_output, dim=-1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--images", type=int, default=256)
    parser.add_argument("--texts", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3, help="the best round of each counts")
    options = parser.parse_args()

    clip = load_clip()
    model, processor = (
        AutoModel.from_pretrained(POCKET).eval(),
        AutoProcessor.from_pretrained(POCKET),
    )
    pairs = load_pairs("photos")
    images = [pairs.images[row % len(pairs.images)] for row in range(options.images)]
    captions = [c for name in ("photos", "clipart", "emoji") for c in load_pairs(name).captions]
    texts = list(dict.fromkeys(captions))[: options.texts]

    contests: dict[str, tuple[int, Callable, Callable]] = {
        "images": (
            len(images),
            lambda: plain_images(model, processor, images),
            lambda: clip.encode_images(images),
        ),
        "texts": (
            len(texts),
            lambda: plain_texts(model, processor, texts),
            lambda: clip.encode_texts(texts),
        ),
    }
    print(f"{torch.get_num_threads()} threads, best of {options.rounds} rounds, items a second")
    print(f"{'':8}{'items':>8}{'plain loop':>12}{'DualEncoder':>13}{'gain':>7}")
    for what, (n, plain, ours) in contests.items():
        slow = fast = float("inf")
        for _ in tqdm(range(options.rounds), desc=what, leave=False):
            slow, fast = min(slow, seconds(plain)), min(fast, seconds(ours))
        print(f"{what:8}{n:8}{n / slow:12.1f}{n / fast:13.1f}{slow / fast:7.2f}")


def seconds(work: Callable) -> float:
    """Wall-clock time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
