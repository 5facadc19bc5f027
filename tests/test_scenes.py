"""The stored scenes: what they are said to be, and the same when a sample is made again."""

import itertools

import numpy as np
import pytest

from course_utils.clip import load_clip
from course_utils.rerank import (
    and_questions,
    asked_pairs,
    load_scenes,
    load_space,
    position_questions,
    read,
    twin,
)
from course_utils.rerank import scenes as stored
from course_utils.rerank.drawing import SIZE, draw_scene, random_boxes, trimmed
from course_utils.rerank.questions import holds, phrase, turned
from course_utils.rerank.sides import cell_vectors, pooled_vectors, project, see

NAMES = ("bank", "gallery", "photos")
SIZES = {"bank": 1_200, "gallery": 400, "photos": 200}


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_made_again_is_what_is_stored(name):
    scenes, clip, space = load_scenes(name), load_clip(), load_space()
    sample = np.random.default_rng(0).choice(len(scenes), 4, replace=False)
    maps = see(clip, [scenes.picture(int(row)) for row in sample])
    again = project(cell_vectors(clip, maps), space.cell_mean, space)
    error = np.linalg.norm(again - scenes.cells[sample], axis=-1)
    assert (error / np.linalg.norm(scenes.cells[sample], axis=-1)).max() < 0.05
    if scenes.pooled is not None:
        np.testing.assert_allclose(pooled_vectors(clip, maps), scenes.pooled[sample], atol=0.01)


@pytest.mark.parametrize("name", NAMES)
def test_sizes_and_shapes(name):
    scenes = load_scenes(name)
    assert len(scenes) == SIZES[name]
    assert scenes.cells.shape == (len(scenes), 16, 128)
    assert scenes.cells.dtype == np.float32
    assert scenes.boxes.shape == (len(scenes), 4, 3)
    left, top, side = np.moveaxis(scenes.boxes, -1, 0)
    quadrant = np.arange(4)
    assert (left >= quadrant % 2 * 128).all()
    assert (left + side <= (quadrant % 2 + 1) * 128).all()
    assert (top + side <= (quadrant // 2 + 1) * 128).all()


def test_the_bank_knows_every_thing_of_the_gallery_from_other_artists():
    bank, gallery = load_scenes("bank"), load_scenes("gallery")
    styles = bank.pairs.styles
    assert "twemoji" not in set(styles[bank.rows.ravel()])
    assert set(styles[gallery.rows[gallery.rows >= 0]]) == {"twemoji"}
    assert set(gallery.names.ravel()) - {""} <= set(bank.names.ravel())
    assert set(bank.pairs.splits[bank.rows.ravel()]) == {"train"}
    assert all(len(set(four)) == 4 for four in bank.names)


@pytest.mark.parametrize("name", ["gallery", "photos"])
def test_families_are_twins_of_two_pairs(name):
    scenes = load_scenes(name)
    for row, (names, places) in enumerate(zip(scenes.names, scenes.places, strict=True)):
        first, second = names[places]
        other = scenes.names[twin(row)]
        assert (second, first) == tuple(other[scenes.places[twin(row)]])
        assert (names != "").sum() == 3
    assert len(asked_pairs(scenes)) >= len(scenes) // 2 - 2  # a pair can come up twice


def test_questions_are_answered_by_their_scene_and_not_by_its_twin():
    gallery = load_scenes("gallery")
    questions, every = position_questions(gallery), np.arange(len(gallery))
    assert questions.relevant[every, every].all()
    assert not questions.relevant[every, twin(every)].any()
    assert len(set(questions.family)) == 100
    both = and_questions(gallery)
    assert both.relevant.sum(axis=1).min() >= 2
    words = " ".join(questions.texts)
    assert all(relation in words for relation in (" left of ", " right of ", " above ", " below "))


def test_holds_says_where_things_are():
    names = np.array([["a cat", "", "a dog", "a hat"]])
    assert holds(names, "a cat", "a hat", True).all()
    assert not holds(names, "a hat", "a cat", True).any()
    assert holds(names, "a cat", "a dog", False).all()
    assert not holds(names, "a dog", "a cat", False).any()
    assert holds(names, "a dog", "a cat", None).all()
    assert not holds(names, "a dog", "a cow", None).any()


def test_the_four_phrases():
    said = [phrase("a", "b", *two) for two in itertools.product((True, False), repeat=2)]
    assert said == ["b right of a", "a left of b", "b below a", "a above b"]


def test_a_turned_question_is_answered_by_the_twin():
    for side_by_side, told_from_second in itertools.product((True, False), repeat=2):
        said = phrase("a", "b", side_by_side, told_from_second)
        assert turned(said) == phrase("b", "a", side_by_side, not told_from_second)
        assert turned(turned(said)) == said


@pytest.mark.parametrize("text", ["a cat and a dog", "a left of b above c", "left of"])
def test_what_has_no_one_relation_cannot_be_turned(text):
    with pytest.raises(ValueError, match="text must hold one of left of"):
        turned(text)


def test_boxes_and_pictures_follow_the_seed():
    boxes = random_boxes(np.random.default_rng(3))
    np.testing.assert_array_equal(boxes, random_boxes(np.random.default_rng(3)))
    picture = load_scenes("gallery").pairs.images[0]
    scene = np.asarray(draw_scene([picture, None, None, None], boxes))
    assert scene.shape == (SIZE, SIZE, 3)
    assert (scene[:, 128:] == 255).all()
    assert (scene[128:] == 255).all()
    assert (scene[:128, :128] < 200).any()
    assert max(trimmed(picture).size) <= max(picture.size)


def test_int8_comes_back_to_half_a_step():
    vectors = np.random.default_rng(0).normal(size=(5, 16, 128)).astype(np.float32)
    whole, scale = stored.quantized(vectors)
    error = np.abs(stored.restored(whole, scale) - vectors)
    assert error.max() < 0.6 * np.abs(vectors).max() / 127 + 1e-3


def test_an_unknown_name_is_refused():
    with pytest.raises(ValueError, match="name must be 'bank', 'gallery' or 'photos'"):
        load_scenes("galery")


def test_the_files_are_small_and_licensed():
    files = list(stored.FOLDER.glob("*.npz"))
    assert {file.stem for file in files} == set(NAMES)
    assert sum(file.stat().st_size for file in files) <= 4e6
    card = (stored.FOLDER / "README.md").read_text(encoding="utf-8")
    for needed in ("GPL-2.0", "CC-BY-4.0", "Apache-2.0", "MIT", *(f.name for f in files)):
        assert needed in card


def test_untrained_cells_know_their_things():
    """What the training starts from: a thing's name is nearest to a cell of its own quadrant."""
    gallery, clip, space = load_scenes("gallery"), load_clip(), load_space()
    names = gallery.names[np.arange(400), gallery.places[:, 0]]
    words = read(clip, list(names), space)
    means = np.stack(
        [
            row[mask][1:-1, :128].mean(axis=0)
            for row, mask in zip(words.tokens, words.mask, strict=True)
        ]
    )
    best = np.einsum(
        "nd,ncd->nc", means, gallery.cells / np.linalg.norm(gallery.cells, axis=-1)[..., None]
    )
    cell = best.argmax(axis=1)
    quadrant = cell // 8 * 2 + cell % 4 // 2
    assert np.mean(quadrant == gallery.places[:, 0]) > 0.6  # chance is .25
