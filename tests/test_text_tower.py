"""The pocket model's texts by torch alone: the vectors of the whole model, and no other library."""

import shutil
import subprocess
import sys

import numpy as np
import pytest
import torch

from course_utils.clip import POCKET, PocketEncoder, _load_whole, load_clip, pair_embeddings
from course_utils.datasets import load_pairs

ODD = [
    "x",
    "Été, naïve café",
    "日本語",
    "a cat 🐱",
    "tab\tand\nline",
    "[MASK] [SEP]",
    "word " * 200,
]


@pytest.fixture(scope="module")
def whole():
    return _load_whole(POCKET, "pocket")


def test_vectors_are_those_of_the_whole_model_bit_for_bit(whole):
    alone, texts = load_clip(), [*ODD, *load_pairs("photos").captions[::9]]
    assert alone._tokens(texts) == whole._tokens(texts)
    for name in ("encode_texts", "text_features"):
        np.testing.assert_array_equal(getattr(alone, name)(texts), getattr(whole, name)(texts))
    assert not alone.has_model
    assert (alone.dim, alone.name) == (whole.dim, whole.name)


def test_whoever_holds_the_model_may_change_it():
    clip, other = load_clip(), load_clip()
    before, images = clip.encode_texts(ODD), pair_embeddings("photos", clip)[0]
    assert clip.model.get_text_features is not None
    np.testing.assert_array_equal(clip.encode_texts(ODD), before)
    np.testing.assert_array_equal(pair_embeddings("photos", clip)[0], images)
    with torch.no_grad():
        clip.model.text_head.projection.weight.neg_()
        clip.model.image_head.guess_projection.weight.zero_()
    np.testing.assert_array_equal(clip.encode_texts(ODD), -before)
    assert not np.array_equal(pair_embeddings("photos", clip)[0], images)
    np.testing.assert_array_equal(other.encode_texts(ODD), before)
    np.testing.assert_array_equal(pair_embeddings("photos", other)[0], images)


def test_a_picture_is_seen_by_the_whole_model(whole):
    clip, pictures = load_clip(), load_pairs("photos").images[:2]
    np.testing.assert_array_equal(clip.encode_images(pictures), whole.encode_images(pictures))
    assert clip.has_model


def test_what_the_tower_lacks_is_said_at_once(tmp_path, monkeypatch):
    from safetensors.torch import load_file, save_file

    folder = tmp_path / "assets" / "pocket"
    shutil.copytree(POCKET, folder)
    weights = load_file(folder / "model.safetensors")
    del weights["text_model.embeddings.LayerNorm.bias"]
    save_file(weights, folder / "model.safetensors", {"format": "pt"})
    monkeypatch.setattr("course_utils.clip.POCKET", folder)
    with pytest.raises(ValueError, match="lack 1 of the model's tensors"):
        load_clip()


def test_a_first_search_by_words_imports_no_transformers():
    code = (
        "import sys; from course_utils.search import PictureSearch; "
        "assert len(PictureSearch().find('a red umbrella')) == 5; "
        "assert not {'transformers', 'matplotlib', 'IPython'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_it_is_the_pocket_model_alone():
    assert isinstance(load_clip(), PocketEncoder)
