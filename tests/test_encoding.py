"""What makes encoding fast gives what the plain way gives, and holds no more than it must."""

import shutil
import subprocess
import sys
import threading
import time

import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn

from course_utils import _encoding
from course_utils._encoding import LinearByOneDnn, onednn_product, prepared_ahead
from course_utils.clip import POCKET, _pocket_heads, load_clip, pair_embeddings
from course_utils.threads import usable_cores


@pytest.fixture(scope="module")
def clip():
    return load_clip()


def random_pictures(n, size=(40, 30)):
    rng = np.random.default_rng(0)
    return [Image.fromarray(rng.integers(0, 256, (*size, 3), dtype=np.uint8)) for _ in range(n)]


# --- linear layers -----------------------------------------------------------------------------


@pytest.mark.parametrize("shape", [(1, 7), (5, 7), (3, 4, 7), (2, 3, 4, 7), (0, 7), (2, 0, 7)])
@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64, torch.bfloat16])
@torch.inference_mode()
def test_onednn_multiplies_as_torch_does(shape, bias, dtype):
    torch.manual_seed(0)
    layer, x = nn.Linear(7, 5, bias=bias).to(dtype), torch.randn(shape).to(dtype)
    with LinearByOneDnn():
        found = layer(x)
    torch.testing.assert_close(found, layer(x), rtol=1e-5, atol=1e-6)


@torch.inference_mode()
def test_onednn_is_what_multiplies_where_torch_has_it(monkeypatch):
    if onednn_product() is None:
        pytest.skip("this torch has no oneDNN")
    seen = []
    monkeypatch.setattr(_encoding, "onednn_product", lambda: lambda x, *_: seen.append(x) or x)
    with LinearByOneDnn():
        nn.Linear(7, 5)(torch.ones(2, 7))
    nn.Linear(7, 5)(torch.ones(2, 7))  # outside, torch does as it does
    assert len(seen) == 1


def test_without_onednn_embeddings_are_the_same(clip, monkeypatch):
    pictures, texts = random_pictures(5), ["a parrot", "a tram at night", "two mugs"]
    images, words = clip.encode_images(pictures), clip.encode_texts(texts)
    monkeypatch.setattr(_encoding, "onednn_product", lambda: None)
    np.testing.assert_allclose(clip.encode_images(pictures), images, atol=1e-5)
    np.testing.assert_allclose(clip.encode_texts(texts), words, atol=1e-5)


def test_gradients_pass_through_the_towers_as_ever(clip):
    tokens = clip.processor.tokenizer(["a parrot"], return_tensors="pt")
    hidden = clip.model.text_model(**tokens).last_hidden_state
    pixels = torch.rand(1, 3, 224, 224, requires_grad=True)
    (clip.model.get_image_features(pixels).pooler_output.sum() + hidden.sum()).backward()
    assert pixels.grad.abs().max() > 0
    assert clip.model.text_model.encoder.layer[0].output.dense.weight.grad.abs().max() > 0
    clip.model.zero_grad()


# --- ahead -------------------------------------------------------------------------------------


def test_items_come_in_order_whoever_is_ready_first():
    def slow_first(item):
        time.sleep(0.02 if item == 0 else 0)
        return item

    assert list(prepared_ahead(slow_first, range(20), ahead=8)) == list(range(20))
    assert list(prepared_ahead(slow_first, [], ahead=8)) == []


def test_no_more_is_prepared_than_was_asked_for():
    prepared = []
    items = prepared_ahead(prepared.append, range(100), ahead=3)
    for _ in range(5):
        next(items)
    assert 5 <= len(prepared) <= 5 + 3 + 1
    items.close()
    assert len(prepared) <= 5 + 3 + 1


def test_what_goes_wrong_is_said_when_its_turn_comes():
    def prepare(item):
        if item % 4 == 3:
            raise ValueError(f"item {item}")
        return item

    items = prepared_ahead(prepare, range(20), ahead=10)
    assert [next(items) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ValueError, match="item 3"):
        next(items)
    assert threading.active_count() < 50


def test_items_are_prepared_on_every_core():
    together = threading.Barrier(usable_cores(), timeout=30)
    list(prepared_ahead(lambda item: together.wait(), range(usable_cores()), ahead=99))


# --- pictures ----------------------------------------------------------------------------------


def test_files_in_parallel_are_what_they_are_one_by_one(clip, tmp_path):
    paths = []
    for row, picture in enumerate(random_pictures(40, (60, 90))):
        picture.resize((20 + 7 * row, 300 - 5 * row)).save(tmp_path / f"{row:02}.png")
        paths.append(tmp_path / f"{row:02}.png")
    together = clip.encode_images(paths)
    alone = np.concatenate([clip.encode_images([path]) for path in paths])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_one_open_picture_may_stand_in_a_list_many_times(clip, tmp_path):
    random_pictures(1, (300, 300))[0].save(tmp_path / "one.png")
    with Image.open(tmp_path / "one.png") as picture:
        rows = clip.encode_images([picture] * 40)
    np.testing.assert_allclose(rows, rows[:1].repeat(40, axis=0), atol=1e-5)


def test_a_sequence_gives_one_picture_at_a_time(clip):
    pictures, inside = random_pictures(12), threading.Semaphore(1)

    class OneAtATime(list):
        def __getitem__(self, row):
            assert inside.acquire(blocking=False)
            time.sleep(0.002)
            inside.release()
            return super().__getitem__(row)

    rows = clip.encode_images(OneAtATime(pictures))
    np.testing.assert_allclose(rows, clip.encode_images(pictures), atol=1e-6)


def test_the_first_bad_picture_is_named(clip, tmp_path):
    good = random_pictures(1)[0]
    for row in (4, 9):
        (tmp_path / f"{row}.png").write_bytes(b"no picture")
    paths = [tmp_path / f"{row}.png" if row in (4, 9) else good for row in range(12)]
    with pytest.raises(ValueError, match=r"images\[4\]: '4\.png' is not a picture"):
        clip.encode_images(paths)


# --- start -------------------------------------------------------------------------------------


def test_stored_vectors_come_without_the_towers():
    code = (
        "import sys, course_utils.plotting, course_utils.widgets;"
        "from course_utils.clip import pair_embeddings; pair_embeddings('emoji');"
        "sys.exit('transformers' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


@pytest.mark.parametrize("name", ["photos", "emoji", "clipart"])
def test_the_heads_alone_give_what_the_whole_model_gives(clip, name):
    for alone, whole in zip(pair_embeddings(name), pair_embeddings(name, clip), strict=True):
        np.testing.assert_array_equal(alone, whole)


def test_a_damaged_file_is_named_by_what_reads_the_heads(tmp_path, monkeypatch):
    folder = tmp_path / "assets" / "pocket"
    shutil.copytree(POCKET, folder)
    monkeypatch.setattr("course_utils.clip.POCKET", folder)
    for name in ("model.safetensors", "config.json"):
        kept = (folder / name).read_bytes()
        (folder / name).write_bytes(kept[: len(kept) // 2])
        with pytest.raises(ValueError, match=f"{name} is damaged .*git checkout"):
            _pocket_heads.__wrapped__()
        (folder / name).write_bytes(kept)
    assert len(_pocket_heads.__wrapped__()) == 2
