"""Texts, pictures, names of sets and ids of every kind: what works, and what is refused by name."""

import re
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from course_utils import audit, mistakes
from course_utils.clip import DualEncoder, load_clip
from course_utils.datasets import load_pairs
from course_utils.search import PictureSearch
from course_utils.zero_shot import Moderator, ZeroShotClassifier, class_embeddings
from tests.bad_kinds import NO_COUNT, NO_ID, NO_TEXT, NO_TEXTS, SAME_ID, SAME_TEXTS, bad_paths
from tests.test_bad_input import SMALL, Model, agree
from tests.test_clip import tiny_clip

PETS = ["a parrot", "a frog"]
PICTURE = Image.new("RGB", (8, 8), "red")
model = Model()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clip")
    torch.manual_seed(0)
    tiny_clip(folder)
    return folder


@pytest.fixture(scope="module")
def clip(folder):
    """Small, and so fast: what is asked here is what goes in, not what is seen."""
    return load_clip(folder)


@pytest.fixture(scope="module")
def search():
    return PictureSearch()


def policies(prompts):
    return Moderator(model, {"pets": prompts}).scores(SMALL)


def calibrated(labels):
    vectors = SMALL[:2]
    return ZeroShotClassifier(model, PETS).calibrate(vectors, labels)


TEXTS = {
    "encode_texts texts": lambda clip, texts: clip.encode_texts(texts),
    "text_features texts": lambda clip, texts: clip.text_features(texts),
    "class_embeddings labels": lambda _, texts: class_embeddings(model, texts, "photo"),
    "class_embeddings templates": lambda _, texts: class_embeddings(model, PETS, texts),
    "classifier labels": lambda _, texts: ZeroShotClassifier(model, texts).predict(SMALL),
    "classifier.calibrate labels": lambda _, texts: calibrated(texts),
    "moderator policies['pets']": lambda _, texts: policies(texts),
}


def refused(name):
    name = name.split()[-1]
    return pytest.raises(ValueError, match=rf"(?<!\w){re.escape(name)}(?!\w)")


def given(name):
    return ["one {}", "the {}"] if name.endswith("templates") else PETS


@pytest.mark.parametrize("kind", SAME_TEXTS)
@pytest.mark.parametrize("name", TEXTS)
def test_texts_in_any_container(clip, name, kind):
    agree(TEXTS[name](clip, SAME_TEXTS[kind](given(name))), TEXTS[name](clip, given(name)))


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_no_list_of_texts_is_refused_by_name(clip, name):
    for wrong in [*(make() for make in NO_TEXTS.values()), set(given(name))]:
        with refused(name):
            TEXTS[name](clip, wrong)
    for wrong in NO_TEXT:
        with refused(name):
            TEXTS[name](clip, [given(name)[0], wrong])


def test_a_huge_text_is_cut_and_a_strange_one_read(search):
    vectors = search.clip.encode_texts(["a parrot " * 10_000, "\u200b", "\0", "👩‍👩‍👧", "ﷺ"])
    assert np.isfinite(vectors).all()


def test_a_picture_of_few_pixels_is_seen(search):
    sizes = [(8, 8), (1, 1), (3, 1), (1, 3), (3, 3), (4, 1), (1, 3000)]
    seen = search.clip.encode_images([Image.new("RGB", size, "red") for size in sizes])
    assert (seen @ seen[0]).min() == pytest.approx(1, abs=1e-4)


def test_pictures_in_any_container(clip, tmp_path):
    PICTURE.save(tmp_path / "red.png")
    expected = clip.encode_images([PICTURE])
    objects = np.array([PICTURE, None], dtype=object)[:1]
    paths = np.array([str(tmp_path / "red.png")])
    four = np.asarray(PICTURE)[None]
    for images in ((PICTURE,), iter([PICTURE]), objects, paths, four, map(Path, paths)):
        agree(clip.encode_images(images), expected)


@pytest.mark.parametrize(
    "images",
    [None, 3, b"cat.png", "cat.png", PICTURE, {"cat.png"}, np.array(3), np.zeros((2, 4)), [None],
     ["cat.png"], [b"cat.png"], torch.zeros(1, 3, 8, 8), [np.zeros(4)]],
)  # fmt: skip
def test_what_is_no_list_of_pictures_is_refused_by_name(clip, images):
    for see in (clip.encode_images, clip.image_features):
        with pytest.raises(ValueError, match=r"^images\b"):
            see(images)


@pytest.mark.parametrize("value", NO_COUNT)
def test_counts(clip, search, value):
    for encode, one in ((clip.encode_texts, "a frog"), (clip.encode_images, PICTURE)):
        for batch in ([one], []):
            with refused("batch_size"):
                encode(batch, batch_size=value)
    with refused("k"):
        search.find("a frog", k=value)
    with refused("quality"):
        mistakes.as_jpeg(PICTURE, quality=value)


class Hub:
    """A model that gives its vectors in another form."""

    def __init__(self, inner, form):
        self.inner, self.form = inner, form

    def __getattr__(self, name):
        return getattr(self.inner, name)

    def eval(self):
        return self

    def get_image_features(self, **batch):
        return self.form(self.inner.get_image_features(**batch))

    def get_text_features(self, **batch):
        return self.form(self.inner.get_text_features(**batch))


def test_models_give_their_vectors_in_several_forms(clip):
    forms = (lambda out: out.pooler_output, lambda out: (out.last_hidden_state, out.pooler_output))
    for form in forms:
        hub = DualEncoder(Hub(clip.model, form), clip.processor)
        agree(hub.encode_texts(PETS), clip.encode_texts(PETS))
        agree(hub.encode_images([PICTURE]), clip.encode_images([PICTURE]))
    for form in (lambda out: out.last_hidden_state, lambda out: (out.pooler_output,)):
        hub = DualEncoder(Hub(clip.model, form), clip.processor)
        with pytest.raises(ValueError, match="model gives no pooled vectors"):
            hub.encode_texts(PETS)


def test_a_model_in_bfloat16_sees_and_reads(clip, folder):
    half = load_clip(folder)
    half.model.bfloat16()
    for found, expected in (
        (half.encode_images([PICTURE]), clip.encode_images([PICTURE])),
        (half.encode_texts(PETS), clip.encode_texts(PETS)),
    ):
        assert found.dtype == np.float32
        assert (found * expected).sum(axis=1).min() > 0.9
    assert half.text_features(PETS).dtype == half.image_features([PICTURE]).dtype == np.float32


def test_names_of_models(tmp_path):
    for kind, name in bad_paths(tmp_path):
        if kind == "folder":
            continue  # an empty one is told apart: it lacks a config.json
        with pytest.raises(ValueError, match=r"^name\b|^\. has no config\.json"):
            load_clip(name)


@pytest.mark.parametrize("name", [None, 3, "", "photo", b"photos", ["photos"], np.array("photos")])
def test_names_of_sets(clip, name):
    with refused("name"):
        load_pairs(name)
    with pytest.raises(ValueError, match=r"\bnames?\b"):
        PictureSearch([name], clip)
    if name != ["photos"]:
        with pytest.raises(ValueError, match=r"\bnames?\b"):
            PictureSearch(name, clip)


@pytest.mark.parametrize("query", [*NO_TEXT, Path("cat.png"), [PICTURE], np.zeros(3)])
def test_queries(search, query):
    with refused("query"):
        search.find(query)


ROWS = [
    (1, 2), iter([1, 2]), torch.tensor([1, 2]), np.array([1, 2], np.uint8), [np.int8(1), 2],
    range(1, 3), torch.arange(-1, 661) // 2 == 0, [False, True, True] + [False] * 659,
]  # fmt: skip


@pytest.mark.parametrize("which", ROWS)
def test_rows_of_a_set(which):
    photos = load_pairs("photos")
    assert list(photos.select(which).ids) == list(photos.ids[1:3])


@pytest.mark.parametrize(
    "which",
    [None, 3, "a", [1.0], ["a"], {1}, {}, [[1]], [True], 1j, [None], [10**30], [-663], np.array(3),
     np.ma.masked_equal([1, 2], 1)],
)  # fmt: skip
def test_what_are_no_rows_of_a_set(which):
    with refused("which"):
        load_pairs("photos").select(which)
    if isinstance(which, list):
        with refused("which"):
            load_pairs("photos")[which]


def test_parts_languages_and_mistakes_by_name():
    photos = load_pairs("photos")
    for wrong in [None, 3, "none such", ["test"], np.array(["test"] * 662), b"test"]:
        for call, name in (
            (photos.split, "part"),
            (photos.captions_in, "language"),
            (mistakes.features_under, "mistake"),
            (lambda mistake: mistakes.features_now(mistake, [PICTURE], None), "mistake"),
        ):
            with refused(name):
                call(wrong)


def test_lists_of_pictures_of_a_set():
    images = load_pairs("photos").images
    for some in ([3, 5], np.array([3, 5]), torch.tensor([3, 5])):
        assert images[some][1].tobytes() == images[5].tobytes()
    for wrong in (None, "a", 1.5):
        with pytest.raises(TypeError):
            images[wrong]


@pytest.mark.parametrize("image", [None, 3, b"cat.png", "cat.png", [PICTURE]])
def test_mistakes_are_made_with_pictures(clip, image):
    for call, name in (
        (mistakes.as_jpeg, "image"),
        (mistakes.tightly_cropped, "image"),
        (lambda image: mistakes.features_now("grey", [image], clip), "images[0]"),
    ):
        with refused(name):
            call(image)
    for images in ([], PICTURE, None):
        with refused("images"):
            mistakes.features_now("grey", images, clip)


@pytest.mark.parametrize("kind", SAME_ID)
def test_one_label_in_two_forms_is_one_label(kind):
    rows = np.eye(2)
    for one in SAME_ID[kind]:
        for other in SAME_ID[kind]:
            finding = audit.batch_composition(rows, rows, labels=[one, other])
            assert list(finding.evidence["false_negatives"]) == [0, 1]
    for labels in (torch.tensor([3, 3]), np.array([3, 3]), iter("aa"), ("a", "a")):
        finding = audit.batch_composition(rows, rows, labels=labels)
        assert list(finding.evidence["false_negatives"]) == [0, 1]


@pytest.mark.parametrize("wrong", NO_ID)
def test_what_is_no_label(wrong):
    with refused("labels[1]"):
        audit.batch_composition(np.eye(2), np.eye(2), labels=["a", wrong])
    for labels in ("ab", {"a", "b"}, 3):
        with refused("labels"):
            audit.batch_composition(np.eye(2), np.eye(2), labels=labels)
