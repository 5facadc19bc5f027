"""DualEncoder over the pocket model and over tiny models of other families."""

import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from transformers import (
    AutoProcessor,
    AutoTokenizer,
    BertConfig,
    BertModel,
    CLIPConfig,
    CLIPImageProcessorPil,
    CLIPModel,
    CLIPProcessor,
    CLIPTokenizer,
    Siglip2Config,
    Siglip2ImageProcessorPil,
    Siglip2Model,
    Siglip2Processor,
    SiglipConfig,
    SiglipImageProcessorPil,
    SiglipModel,
    SiglipProcessor,
)

from course_utils.clip import POCKET, load_clip, pair_embeddings
from course_utils.datasets import load_pairs
from course_utils.mistakes import MISTAKES, features_now, features_under

TEXTS = ["a cat", "a photo of a red umbrella", "owl", "two boats on a lake at night"]
TOWER = {
    "hidden_size": 16,
    "intermediate_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
}
LENGTH = 12


@pytest.fixture(scope="module")
def pocket():
    return load_clip()


@pytest.fixture(scope="module")
def pictures():
    noise = np.random.default_rng(0).integers(0, 256, (7, 40, 56, 3), dtype=np.uint8)
    return list(noise)


def tiny_clip(folder: Path) -> None:
    letters = [letter + end for letter in "abcdefghijklmnopqrstuvwxyz" for end in ("", "</w>")]
    pieces = ["<|startoftext|>", "<|endoftext|>", *letters]
    tokenizer = CLIPTokenizer(vocab={piece: i for i, piece in enumerate(pieces)}, merges=[])
    text = TOWER | {
        "vocab_size": len(pieces),
        "max_position_embeddings": LENGTH,
        "bos_token_id": 0,
        "eos_token_id": 1,
        "pad_token_id": 1,
    }
    vision = TOWER | {"hidden_size": 24, "image_size": 32, "patch_size": 8}
    config = CLIPConfig(text_config=text, vision_config=vision, projection_dim=10)
    CLIPModel(config).save_pretrained(folder)
    size = {"height": 32, "width": 32}
    images = CLIPImageProcessorPil(size={"shortest_edge": 32}, crop_size=size)
    CLIPProcessor(images, tokenizer).save_pretrained(folder)


def siglip_text(tokenizer) -> dict:
    special = {"pad_token_id": 0, "bos_token_id": 1, "eos_token_id": 2}
    size = {"vocab_size": len(tokenizer), "max_position_embeddings": LENGTH}
    return TOWER | special | size | {"projection_size": 16}


def tiny_siglip(folder: Path) -> None:
    tokenizer = AutoTokenizer.from_pretrained(POCKET)
    vision = TOWER | {"image_size": 32, "patch_size": 8}
    config = SiglipConfig(text_config=siglip_text(tokenizer), vision_config=vision)
    SiglipModel(config).save_pretrained(folder)
    images = SiglipImageProcessorPil(size={"height": 32, "width": 32})
    SiglipProcessor(images, tokenizer).save_pretrained(folder)


def tiny_siglip2(folder: Path) -> None:
    tokenizer = AutoTokenizer.from_pretrained(POCKET)
    vision = TOWER | {"num_patches": 16, "patch_size": 8}
    config = Siglip2Config(text_config=siglip_text(tokenizer), vision_config=vision)
    Siglip2Model(config).save_pretrained(folder)
    images = Siglip2ImageProcessorPil(patch_size=8, max_num_patches=16)
    Siglip2Processor(images, tokenizer).save_pretrained(folder)


FAMILIES = {"clip": tiny_clip, "siglip": tiny_siglip, "siglip2": tiny_siglip2}


@pytest.fixture(scope="module", params=FAMILIES)
def tiny(request, tmp_path_factory):
    """A tiny, randomly initialized model of one family, and the folder it was saved to."""
    folder = tmp_path_factory.mktemp(request.param)
    torch.manual_seed(0)
    FAMILIES[request.param](folder)
    return request.param, folder, load_clip(folder)


def unit(vectors: torch.Tensor) -> np.ndarray:
    return torch.nn.functional.normalize(vectors, dim=-1).numpy()


@torch.inference_mode()
def test_a_tiny_model_gives_what_transformers_gives(tiny, pictures):
    family, _, clip = tiny
    pixels = clip.processor.image_processor(images=pictures, return_tensors="pt")
    expected = unit(clip.model.get_image_features(**pixels).pooler_output)
    np.testing.assert_allclose(clip.encode_images(pictures), expected, atol=1e-5)

    fixed = {"padding": "max_length", "max_length": LENGTH, "truncation": True}
    options = {"padding": True} if family == "clip" else fixed
    tokens = clip.processor.tokenizer(TEXTS[:3:2], return_tensors="pt", **options)
    mask = {"attention_mask": tokens["attention_mask"]} if family == "clip" else {}
    expected = unit(clip.model.get_text_features(tokens["input_ids"], **mask).pooler_output)
    np.testing.assert_allclose(clip.encode_texts(TEXTS[:3:2]), expected, atol=1e-5)


def test_a_tiny_model_has_the_whole_interface(tiny, pictures):
    _, folder, clip = tiny
    assert clip.encode_images(pictures).shape == (7, clip.dim)
    assert clip.encode_texts(TEXTS).shape == (4, clip.dim)
    assert clip.encode_images([]).shape == clip.encode_texts([]).shape == (0, clip.dim)
    assert clip.logit_scale == pytest.approx(float(clip.model.logit_scale.detach().exp()))
    assert clip.image_features(pictures).shape == (7, clip.model.config.vision_config.hidden_size)
    assert clip.text_features(TEXTS).shape == (4, clip.model.config.text_config.hidden_size)
    assert str(folder) in repr(clip)


def test_the_pocket_model_gives_what_transformers_gives(pocket, pictures):
    from course_utils.pocket import PocketModel

    plain = PocketModel.from_pretrained(POCKET).eval()
    processor = AutoProcessor.from_pretrained(POCKET)
    batch = processor(text=TEXTS, images=pictures, padding=True, return_tensors="pt")
    with torch.inference_mode():
        out = plain(**batch)
    np.testing.assert_allclose(pocket.encode_images(pictures), out.image_embeds, atol=1e-5)
    np.testing.assert_allclose(pocket.encode_texts(TEXTS), out.text_embeds, atol=1e-5)
    assert pocket.dim == 384


def test_rows_are_unit_float32(pocket, pictures):
    for rows in (pocket.encode_images(pictures), pocket.encode_texts(TEXTS)):
        assert rows.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)


def test_order_and_batch_size_change_nothing(pocket, pictures):
    texts = [*TEXTS, "a", "a parrot that sits on the shoulder of an old sailor with one eye"]
    images, words = pocket.encode_images(pictures), pocket.encode_texts(texts)
    shuffled = np.random.default_rng(1).permutation(6)
    for size in (1, 2, 5):
        again = pocket.encode_images([pictures[row] for row in shuffled], batch_size=size)
        np.testing.assert_allclose(again, images[shuffled], atol=1e-5)
        again = pocket.encode_texts([texts[row] for row in shuffled], batch_size=size)
        np.testing.assert_allclose(again, words[shuffled], atol=1e-5)


def test_images_paths_and_arrays_are_one_picture(pocket, pictures, tmp_path):
    file = tmp_path / "picture.png"
    image = Image.fromarray(pictures[0])
    image.save(file)
    forms = pocket.encode_images([pictures[0], image, file, str(file)])
    np.testing.assert_allclose(forms, forms[:1].repeat(4, axis=0), atol=1e-6)


def test_long_texts_are_cut_not_refused(pocket):
    assert pocket.encode_texts(["umbrella " * 300]).shape == (1, 384)


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ("a cat", "texts must be a list of texts; for one text pass"),
        (["a cat", ""], r"texts\[1\] must not be empty, but is ''"),
        ([" \n"], r"texts\[0\] must not be empty"),
        (["a cat", None], r"texts\[1\] must be a text, but is a NoneType"),
        ([3], r"texts\[0\] must be a text, but is a int"),
    ],
)
def test_bad_texts_get_one_sentence(pocket, texts, message):
    with pytest.raises(ValueError, match=message):
        pocket.encode_texts(texts)


def test_bad_images_get_one_sentence(pocket, pictures, tmp_path):
    with pytest.raises(ValueError, match="images must be a list of pictures"):
        pocket.encode_images(pictures[0])
    with pytest.raises(ValueError, match="images must be a list of pictures"):
        pocket.encode_images("picture.png")
    with pytest.raises(ValueError, match=r"missing\.png"):
        pocket.encode_images([tmp_path / "missing.png"])
    with pytest.raises(ValueError, match="batch_size must be"):
        pocket.encode_images(pictures, batch_size=0)


def truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("model.safetensors", truncate),
        ("config.json", truncate),
        ("tokenizer.json", truncate),
        ("tokenizer.json", lambda file: file.write_bytes(b"\xff\xfe\x00")),
        ("model.safetensors", Path.unlink),
        ("config.json", Path.unlink),
    ],
)
def test_a_damaged_file_is_named(tiny, tmp_path, name, damage):
    folder = tmp_path / "model"
    shutil.copytree(tiny[1], folder)
    damage(folder / name)
    with pytest.raises(ValueError, match="save or download that model again") as raised:
        load_clip(folder)
    assert name in str(raised.value)
    assert "\n" not in str(raised.value)


def test_the_pocket_model_says_how_to_restore_it(tmp_path, monkeypatch):
    folder = tmp_path / "assets" / "pocket"
    shutil.copytree(POCKET, folder)
    truncate(folder / "model.safetensors")
    monkeypatch.setattr("course_utils.clip.POCKET", folder)
    with pytest.raises(ValueError, match="git checkout -- course_utils/assets/pocket"):
        load_clip()


def test_missing_tensors_are_not_made_up(tmp_path):
    from safetensors.torch import load_file, save_file

    tiny_clip(tmp_path)
    weights = load_file(tmp_path / "model.safetensors")
    del weights["visual_projection.weight"]
    save_file(weights, tmp_path / "model.safetensors", {"format": "pt"})
    with pytest.raises(ValueError, match="lack 1 of the model's tensors"):
        load_clip(tmp_path)


def test_one_tower_is_not_enough(tmp_path):
    tokenizer = AutoTokenizer.from_pretrained(POCKET)
    BertModel(BertConfig(vocab_size=len(tokenizer), **TOWER)).save_pretrained(tmp_path)
    tokenizer.save_pretrained(tmp_path)
    with pytest.raises(ValueError, match="an image tower and a text tower"):
        load_clip(tmp_path)


def test_without_a_network_a_hub_name_gets_one_sentence(monkeypatch, tmp_path):
    def unreachable(*args, **kwargs):
        raise OSError("no route to host")

    monkeypatch.setattr("huggingface_hub.HfApi.model_info", unreachable)
    with pytest.raises(ValueError, match="without a network") as raised:
        load_clip("nobody/no-such-model")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", ["photos", "emoji", "clipart"])
def test_stored_features_are_those_of_the_shipped_pictures(pocket, name):
    pairs = load_pairs(name)
    images, texts = pair_embeddings(name)
    assert images.shape == texts.shape == (len(pairs.captions), 384)
    rows = np.random.default_rng(7).choice(len(images), size=12, replace=False)
    again = pocket.encode_images([pairs.images[row] for row in rows])
    assert (again * images[rows]).sum(axis=1).min() > 0.999
    again = pocket.encode_texts([pairs.captions[row] for row in rows])
    assert (again * texts[rows]).sum(axis=1).min() > 0.999


def test_pair_embeddings_are_computed_once_and_are_copies_of_your_own():
    first = pair_embeddings("photos")
    for side in first:
        side[:] = 0
    again, by_hand = pair_embeddings("photos"), pair_embeddings("photos", load_clip())
    for kept, computed in zip(again, by_hand, strict=True):
        np.testing.assert_array_equal(kept, computed)
        assert kept.flags.writeable


def test_embeddings_of_many_rows_are_those_of_all_at_once(pocket):
    clipart = load_pairs("clipart")  # more rows than one block holds
    heads = pocket.model.image_head, pocket.model.text_head
    with torch.inference_mode():
        for head, rows, found in zip(
            heads,
            (clipart.image_features, clipart.text_features),
            pair_embeddings("clipart"),
            strict=True,
        ):
            once = torch.nn.functional.normalize(head(torch.from_numpy(rows)), dim=-1)
            np.testing.assert_allclose(found, once.numpy(), rtol=0, atol=1e-6)


def test_pair_embeddings_of_another_model_are_its_own(tmp_path):
    tiny_clip(tmp_path)
    clip = load_clip(tmp_path)
    pairs = load_pairs("photos")
    images, texts = pair_embeddings("photos", clip)
    assert images.shape == texts.shape == (len(pairs.captions), clip.dim)
    expected = clip.encode_images([pairs.images[3]])
    np.testing.assert_allclose(images[3:4], expected, atol=1e-5)


def test_stored_mistakes_can_be_made_again(pocket):
    images = load_pairs("photos").images
    for mistake in MISTAKES:
        if mistake == "none":
            continue
        rows, stored = features_under(mistake)
        some = [0, 100, 200]
        again = features_now(mistake, [images[rows[row]] for row in some], pocket)
        length = np.linalg.norm(again, axis=1) * np.linalg.norm(stored[some], axis=1)
        assert ((again * stored[some]).sum(axis=1) / length).min() > 0.999, mistake


def test_an_unknown_mistake_gets_one_sentence():
    with pytest.raises(ValueError, match="mistake must be one of"):
        features_under("upside-down")
