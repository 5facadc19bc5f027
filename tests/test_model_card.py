"""The numbers on the model card are what the shipped model gives on the shipped pictures."""

import re
from functools import cache

import numpy as np
import pytest
import torch
from torch.nn.functional import normalize

from course_utils.clip import POCKET, load_clip
from course_utils.datasets import Pairs, load_pairs

CARD = (POCKET / "README.md").read_text(encoding="utf-8")
# A few hundred pictures: another machine's rounding may move one or two of them.
TOLERANCE = 0.8


def row(name: str) -> list[float]:
    """The numbers of the card's row that begins with this name."""
    (line,) = re.findall(rf"^\| {re.escape(name)} \|(.+)\|$", CARD, flags=re.M)
    return [float(number) for number in re.findall(r"\d+\.\d", line)]


@cache
def pictures(name: str) -> Pairs:
    pairs = load_pairs(name)
    mask = {
        "photos": pairs.kinds == "photo",
        "emoji": (pairs.splits == "test") & (pairs.styles == "noto"),
        "clipart": pairs.splits == "test",
    }
    return pairs.select(mask[name])


@cache
@torch.inference_mode()
def halves(name: str, labelled: bool = False) -> dict[str, np.ndarray]:
    """Unit rows of the pictures by names, by the correction, and by both."""
    shown = load_pairs(name) if labelled else pictures(name)
    clip = load_clip()
    features = torch.from_numpy(clip.image_features(shown.images))
    names, correction = clip.model.image_head.parts(features)
    found = {"names": names, "correction": correction, "both": names + correction}
    return {part: normalize(vectors, dim=-1).numpy() for part, vectors in found.items()}


def recall_both_ways(images: np.ndarray, captions: np.ndarray) -> list[float]:
    """R@1, R@5, R@10 in percent from text to image, then from image to text."""
    distinct = np.unique(captions)
    scores = load_clip().encode_texts(list(distinct)) @ images.T
    right = distinct[:, None] == captions
    found = []
    for s, r in ((scores, right), (scores.T, right.T)):
        best = np.take_along_axis(r, np.argsort(-s, axis=1, kind="stable"), axis=1).argmax(axis=1)
        found += [100 * np.mean(best < k) for k in (1, 5, 10)]
    return found


ROWS = {
    "327 photographs, 314 captions": ("photos", "both"),
    "227 emoji of unseen concepts (noto)": ("emoji", "both"),
    "405 drawings of unseen concepts, 274 captions": ("clipart", "both"),
    **{f"photographs: {part}": ("photos", part) for part in ("names", "correction", "both")},
    **{f"unseen emoji: {part}": ("emoji", part) for part in ("names", "correction", "both")},
}


def slow_without_photographs(name: str) -> object:
    return pytest.param(name, marks=[] if ROWS[name][0] == "photos" else [pytest.mark.slow])


@pytest.mark.parametrize("name", [slow_without_photographs(name) for name in ROWS])
def test_the_card_gives_the_recall_that_the_model_has(name):
    pairs, part = ROWS[name]
    shown = pictures(pairs)
    counts = [int(n) for n in re.findall(r"\d+", name)]
    assert not counts or counts[0] == len(shown)
    assert len(counts) < 2 or counts[1] == len(set(shown.captions))
    np.testing.assert_allclose(
        recall_both_ways(halves(pairs)[part], shown.captions), row(name), atol=TOLERANCE
    )


@pytest.mark.parametrize("name", ["photos", pytest.param("emoji", marks=[pytest.mark.slow])])
def test_both_halves_are_what_the_model_gives(name):
    encoded = load_clip().encode_images(pictures(name).images[:8])
    np.testing.assert_allclose(encoded, halves(name)["both"][:8], atol=1e-5)


@pytest.mark.slow
@pytest.mark.parametrize("part", ["names", "correction", "both"])
def test_the_card_gives_the_zero_shot_accuracy_that_the_model_has(part):
    labels = load_pairs("photos").labels
    named = labels != ""
    classes = sorted(set(labels[named]))
    prompts = [f"a photo of {'an' if c[0] in 'aeiou' else 'a'} {c}" for c in classes]
    assert (len(classes), named.sum()) == (20, 423)
    vectors = halves("photos", labelled=True)[part]
    best = (vectors @ load_clip().encode_texts(prompts).T).argmax(axis=1)
    right = np.array(classes, dtype=object)[best] == labels
    np.testing.assert_allclose([100 * right[named].mean()], row(part), atol=TOLERANCE)


def test_the_first_paragraph_says_what_the_picture_side_is():
    first = CARD.split("\n\n")[1]
    assert "class names" in first
    assert "correction" in first
