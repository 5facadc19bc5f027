"""Both towers of a model in every engine, in a process of its own: prints its figures as JSON.

    python -m benchmarks.encoding_run pocket 64 256 PEERS

PEERS is the environment with ONNX Runtime and OpenVINO; torch and transformers are the course's.
The model is the course's, or "clip": one of CLIP's kind, small and with random weights. Engines are
taken in turn; times are CPU seconds of one thread, the best of two, since other work on the machine
only ever adds to them.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn.functional import normalize
from transformers import (
    AutoModel,
    AutoProcessor,
    AutoTokenizer,
    CLIPConfig,
    CLIPImageProcessor,
    CLIPModel,
    CLIPProcessor,
)

from course_utils.clip import POCKET, load_clip
from course_utils.datasets import load_pairs

BATCH, ROUNDS = 32, 2
VISION = {"hidden_size": 384, "intermediate_size": 1536, "num_hidden_layers": 6, "patch_size": 32}
TEXT = {"hidden_size": 256, "intermediate_size": 1024, "num_hidden_layers": 4}
Engine = Callable[[], np.ndarray]


def small_clip(folder: Path) -> Path:
    """A model of CLIP's architecture, saved as one from the hub is."""
    torch.manual_seed(0)
    tokenizer = AutoTokenizer.from_pretrained(POCKET)
    heads = {"num_attention_heads": 6}, {"num_attention_heads": 4, "vocab_size": len(tokenizer)}
    text = TEXT | heads[1] | {"eos_token_id": tokenizer.sep_token_id}
    CLIPModel(CLIPConfig(vision_config=VISION | heads[0], text_config=text)).save_pretrained(folder)
    CLIPProcessor(CLIPImageProcessor(), tokenizer).save_pretrained(folder)
    return folder


class Tower(nn.Module):
    """One tower with its head, from tensors to a tensor: what can be exported."""

    def __init__(self, model: nn.Module, side: str) -> None:
        super().__init__()
        self.model, self.side = model, side

    def forward(self, *inputs: torch.Tensor) -> torch.Tensor:
        if self.side == "pictures":
            return self.model.get_image_features(inputs[0]).pooler_output
        return self.model.get_text_features(inputs[0], attention_mask=inputs[1]).pooler_output


def plain_loop(tower: Tower, feed: Callable) -> Engine:
    """As the documentation of transformers has it: a batch after the other, without gradients."""

    def work() -> np.ndarray:
        with torch.no_grad():
            return np.concatenate([normalize(tower(*batch)).numpy() for batch in feed()])

    return work


def exported(tower: Tower, feed: Callable, file: Path) -> Path:
    """The tower as an ONNX file that takes any number of items of any length."""
    first = next(feed())
    names = ["pixels"] if tower.side == "pictures" else ["ids", "mask"]
    axes = {0: "n"} if tower.side == "pictures" else {0: "n", 1: "length"}
    if hasattr(tower.model.vision_model, "pooler"):  # its kernel is as wide as it has channels
        tower.model.vision_model.pooler = nn.AdaptiveAvgPool2d(1)
    torch.onnx.export(
        tower, first, file, input_names=names, output_names=["out"], dynamo=False,
        dynamic_axes=dict.fromkeys(names, axes),
    )  # fmt: skip
    return file


def onnx_runtime(file: Path, feed: Callable) -> Engine:
    """Its CPU provider in one thread."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(file), options, ["CPUExecutionProvider"])
    names = [item.name for item in session.get_inputs()]

    def one(batch) -> np.ndarray:
        return session.run(None, {n: x.numpy() for n, x in zip(names, batch, strict=True)})[0]

    return lambda: unit(np.concatenate([one(batch) for batch in feed()]))


def openvino(file: Path, feed: Callable) -> Engine:
    """Its CPU device in one thread, in whole float32 numbers."""
    import openvino as peer

    core = peer.Core()
    options = {"INFERENCE_NUM_THREADS": 1, "INFERENCE_PRECISION_HINT": "f32"}
    model = core.compile_model(core.read_model(file), "CPU", options)
    return lambda: unit(
        np.concatenate([model([x.numpy() for x in batch])[0].copy() for batch in feed()])
    )


def unit(rows: np.ndarray) -> np.ndarray:
    """Rows of length 1."""
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def seconds(work: Callable) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def run(name: str, n_pictures: int, n_texts: int, folder: Path) -> dict:
    """CPU milliseconds an item of each engine, and its smallest cosine with the plain loop."""
    torch.set_num_threads(1)
    place = POCKET if name == "pocket" else small_clip(folder)
    clip, model = load_clip(place), AutoModel.from_pretrained(place).eval()
    processor = AutoProcessor.from_pretrained(place)
    shown = load_pairs("photos").images
    pictures = [shown[row] for row in range(n_pictures)]
    texts = list(dict.fromkeys(load_pairs("clipart").captions))[:n_texts]

    def pixels():
        for start in range(0, n_pictures, BATCH):
            some = pictures[start : start + BATCH]
            yield (processor.image_processor(images=some, return_tensors="pt")["pixel_values"],)

    def tokens():
        for start in range(0, n_texts, BATCH):
            some = texts[start : start + BATCH]
            batch = processor.tokenizer(some, padding=True, return_tensors="pt")
            yield batch["input_ids"], batch["attention_mask"]

    found = {}
    for side, feed, ours, n in (
        ("pictures", pixels, lambda: clip.encode_images(pictures), n_pictures),
        ("texts", tokens, lambda: clip.encode_texts(texts), n_texts),
    ):
        tower = Tower(model, side).eval()
        engines = {"plain loop": plain_loop(tower, feed), "DualEncoder": ours}
        expected = engines["plain loop"]()
        file = exported(tower, feed, folder / f"{side}.onnx")
        engines |= {"ONNX Runtime": onnx_runtime(file, feed), "OpenVINO": openvino(file, feed)}
        cosines = {e: float((work() * expected).sum(axis=1).min()) for e, work in engines.items()}
        rounds = [{e: seconds(work) for e, work in engines.items()} for _ in range(ROUNDS)]
        best = {e: 1000 * min(times[e] for times in rounds) / n for e in engines}
        found[side] = {e: {"ms": best[e], "cosine": cosines[e]} for e in engines}
    return found


if __name__ == "__main__":
    sys.path.append(str(next(Path(sys.argv[4]).glob("lib/python*/site-packages"))))
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    with tempfile.TemporaryDirectory() as made:
        print(json.dumps(run(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(made))))
