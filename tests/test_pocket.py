"""The pocket model: its interface, its files, and the quality that no rebuild may fall below."""

import json

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.torch import load_file
from torch.nn import functional as F
from transformers import AutoModel, AutoProcessor

from course_utils._encoding import fold_batch_norms
from course_utils.clip import POCKET, load_clip, pair_embeddings
from course_utils.datasets import load_pairs
from course_utils.pocket import (
    ImageHead,
    PocketConfig,
    PocketModel,
    dequantize,
    mean_of_tokens,
    row_scaled,
)

TEXTS = ["a photo of a cat", "an owl", "a very long sentence about a red umbrella in the rain"]


@pytest.fixture(scope="module")
def model():
    return PocketModel.from_pretrained(POCKET).eval()


@pytest.fixture(scope="module")
def batch():
    processor = AutoProcessor.from_pretrained(POCKET)
    noise = np.random.default_rng(0).integers(0, 256, (4, 96, 128, 3), dtype=np.uint8)
    return processor(text=TEXTS, images=list(noise), padding=True, return_tensors="pt")


def test_auto_classes_load_it():
    model = AutoModel.from_pretrained(POCKET)
    assert isinstance(model, PocketModel)
    assert {value.dtype for value in model.parameters()} == {torch.float32}


def test_every_stored_weight_arrives(model):
    expected = dequantize(load_file(POCKET / "model.safetensors"))
    arrived = model.state_dict()
    assert expected.keys() == arrived.keys()
    for name, value in expected.items():
        torch.testing.assert_close(arrived[name], value, rtol=0, atol=0)


@torch.inference_mode()
def test_forward_is_scaled_cosine_of_the_features(model, batch):
    out = model(**batch)
    images = model.get_image_features(batch["pixel_values"]).pooler_output
    texts = model.get_text_features(batch["input_ids"], batch["attention_mask"]).pooler_output
    cosines = F.cosine_similarity(images[:, None], texts[None], dim=-1)
    assert out.logits_per_image.shape == (4, 3)
    torch.testing.assert_close(out.logits_per_text, out.logits_per_image.T)
    torch.testing.assert_close(out.logits_per_image, model.logit_scale.exp() * cosines)
    torch.testing.assert_close(out.image_embeds.norm(dim=-1), torch.ones(4))


@torch.inference_mode()
def test_padding_changes_nothing(model):
    processor = AutoProcessor.from_pretrained(POCKET)
    together = processor.tokenizer(TEXTS, padding=True, return_tensors="pt")
    embedded = model.get_text_features(**together).pooler_output
    for row, text in enumerate(TEXTS):
        alone = model.get_text_features(**processor.tokenizer([text], return_tensors="pt"))
        torch.testing.assert_close(alone.pooler_output[0], embedded[row], rtol=0, atol=1e-5)


def test_saved_in_full_precision_it_loads_again(model, batch, tmp_path):
    model.save_pretrained(tmp_path)
    again = PocketModel.from_pretrained(tmp_path).eval()
    with torch.inference_mode():
        before, after = model(**batch), again(**batch)
    torch.testing.assert_close(before.logits_per_image, after.logits_per_image, rtol=0, atol=0)


@torch.inference_mode()
def test_folding_changes_nothing(model, batch):
    pixels = batch["pixel_values"]
    plain = model.vision_model(pixels).pooler_output
    folded = fold_batch_norms(PocketModel.from_pretrained(POCKET).vision_model)
    assert not [m for m in folded.modules() if isinstance(m, torch.nn.BatchNorm2d)]
    channels_last = pixels.contiguous(memory_format=torch.channels_last)
    torch.testing.assert_close(folded(channels_last).pooler_output, plain, rtol=0, atol=1e-4)


def test_a_squeeze_block_that_does_something_stays(model):
    tower = PocketModel.from_pretrained(POCKET).vision_model
    tower.encoder.blocks[3].squeeze_excite.expand.bias.data[0] = 0
    blocks = fold_batch_norms(tower).encoder.blocks
    kept = [i for i, b in enumerate(blocks) if not isinstance(b.squeeze_excite, torch.nn.Identity)]
    assert kept == [3]


def test_a_sure_classifier_guesses_its_class():
    config = PocketConfig(
        vision_config={"hidden_dim": 6}, text_config={"hidden_size": 5}, class_names=list("abcdef")
    )
    head = ImageHead(config)
    torch.nn.init.eye_(head.classifier.weight)
    torch.nn.init.zeros_(head.classifier.bias)
    head.class_texts.copy_(F.normalize(torch.randn(6, 5), dim=-1))
    with torch.inference_mode():
        torch.testing.assert_close(head.guess(100 * torch.eye(6)), head.class_texts)


def test_the_guess_does_not_jump_where_two_classes_tie():
    """Which of two equal classes is the last one counted must not matter."""
    config = PocketConfig(
        vision_config={"hidden_dim": 4},
        text_config={"hidden_size": 4},
        class_names=list("abcd"),
        class_top_k=2,
    )
    head = ImageHead(config)
    torch.nn.init.eye_(head.classifier.weight)
    torch.nn.init.zeros_(head.classifier.bias)
    head.class_texts.copy_(torch.eye(4))
    above = torch.tensor([2.0, 1.0 + 1e-6, 1.0, 0.0])
    with torch.inference_mode():
        change = head.guess(above) - head.guess(above[[0, 2, 1, 3]])
        assert change.abs().max() < 1e-4
        assert head.guess(torch.zeros(4)).isfinite().all()


def test_heads_can_be_trained(model):
    features = torch.rand(8, 1280)
    model.image_head(features).square().mean().backward()
    assert model.image_head.correction[1].weight.grad.abs().sum() > 0
    model.zero_grad()


def test_mean_of_tokens_leaves_padding_out():
    tokens = torch.tensor([[[1.0], [3.0], [100.0]], [[2.0], [4.0], [6.0]]])
    mask = torch.tensor([[1, 1, 0], [1, 1, 1]])
    assert mean_of_tokens(tokens, mask).tolist() == [[2.0], [4.0]]


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 6), st.integers(1, 9), st.integers(0, 2**32 - 1))
def test_int8_rows_come_back_to_half_a_step(rows, columns, seed):
    values = torch.randn(rows, columns, generator=torch.Generator().manual_seed(seed % 2**31))
    scale = (values.abs().amax(dim=1) / 127).half()
    whole = (values / scale.float()[:, None]).round().clamp(-127, 127).to(torch.int8)
    back = dequantize({"w": whole, "w.scale": scale, "b": values[0]})
    assert back.keys() == {"w", "b"}
    assert ((back["w"] - values).abs() <= 0.6 * scale.float()[:, None] + 1e-6).all()
    torch.testing.assert_close(row_scaled(whole[:, :, None], scale)[..., 0], back["w"])


def test_its_files_are_small_and_licensed():
    files = [file for file in POCKET.rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) <= 25e6
    card = (POCKET / "README.md").read_text(encoding="utf-8")
    for licence in (POCKET / "LICENSES").iterdir():
        assert licence.name in card
    assert len(list((POCKET / "LICENSES").iterdir())) >= 3
    assert json.loads((POCKET / "config.json").read_text())["model_type"] == "pocket-clip"


def first_right(scores: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Rank, from 0, of each row's best-scored right column."""
    order = np.argsort(-scores, axis=1, kind="stable")
    return np.take_along_axis(right, order, axis=1).argmax(axis=1)


def test_quality_on_unseen_photographs_stays():
    """The floor under the quality of any rebuild, from the stored files alone."""
    pairs = load_pairs("photos")
    images, texts = pair_embeddings("photos")
    kinds = np.array(pairs.kinds)
    rows = np.flatnonzero(kinds == "photo")
    captions = np.array(pairs.captions)[rows]
    distinct, first = np.unique(captions, return_index=True)
    scores = texts[rows][first] @ images[rows].T
    right = distinct[:, None] == captions[None]
    text_to_image, image_to_text = first_right(scores, right), first_right(scores.T, right.T)
    assert len(rows) >= 300
    assert np.mean(text_to_image < 1) >= 0.28
    assert np.mean(text_to_image < 10) >= 0.62
    assert np.mean(image_to_text < 10) >= 0.61


def test_zero_shot_on_unseen_photographs_stays():
    pairs = load_pairs("photos")
    images, _ = pair_embeddings("photos")
    labels = np.array(pairs.labels)
    classes = sorted(set(labels) - {""})
    prompts = [f"a photo of {'an' if label[0] in 'aeiou' else 'a'} {label}" for label in classes]
    prototypes = load_clip().encode_texts(prompts)
    predicted = np.array(classes)[(images @ prototypes.T).argmax(axis=1)]
    assert len(classes) == 20
    assert np.mean(predicted[labels != ""] == labels[labels != ""]) >= 0.58
