"""The built-in pairs: what they hold, that nothing leaks, and how `Pairs` behaves."""

import subprocess
import sys
import tomllib
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from course_utils import _stored_pairs
from course_utils.datasets import NAMES, Pairs, load_pairs
from course_utils.similarity import l2_normalize

FOLDER = Path(_stored_pairs.__file__).parent / "assets" / "pairs"
BLOCKED = tomllib.loads(
    (Path(__file__).parents[1] / "tools" / "block_list.toml").read_text(encoding="utf-8")
)
COARSE = (
    "bird fish insect mammal dinosaur reptile fruit vegetable flower tree vehicle hat "
    "item-of-clothing musical-instrument tool dish electronic-device house planet person"
)
LABELS = {
    "photos": {label.replace("-", " ") for label in COARSE.split()} | {""},
    "emoji": {
        "face",
        "people",
        "animal or plant",
        "food or drink",
        "travel or place",
        "activity",
        "object",
        "symbol",
    },
}
LICENCES = {
    "photos": {"GPL-2.0-or-later": ["LICENSE-GPL-2.0.txt"]},
    "emoji": {
        "Apache-2.0": ["LICENSE-noto-Apache-2.0.txt"],
        "MIT": ["LICENSE-fluent-emoji-MIT.txt", "LICENSE-emojibase-MIT.txt"],
        "CC-BY-4.0": ["LICENSE-twemoji-CC-BY-4.0.txt", "LICENSE-emojione-CC-BY-4.0.txt"],
    },
    "clipart": {"public domain": ["LICENSE-public-domain.txt"]},
}


@pytest.fixture(scope="module", params=NAMES)
def pairs(request) -> Pairs:
    return load_pairs(request.param)


# What the sets hold


def test_there_is_enough_for_the_lessons():
    photos, emoji, clipart = map(load_pairs, NAMES)
    kinds = Counter(photos.kinds)
    assert kinds["photo"] >= 300
    assert kinds["drawing"] >= 200
    assert len(set(emoji.concepts)) >= 1300
    assert len(set(emoji.styles)) == 5
    assert len(clipart) >= 1400
    assert len(photos.languages) >= 60
    photographs = photos.select(photos.kinds == "photo")
    for label, pictures, names in (("fruit", 25, 18), ("mammal", 60, 45)):
        chosen = photographs.select(photographs.labels == label)
        assert len(chosen) >= pictures
        assert len(set(chosen.concepts)) >= names


def test_every_row_is_complete(pairs):
    assert len(set(pairs.ids)) == len(pairs)
    for column in (pairs.captions, pairs.concepts, pairs.taxonomy, pairs.styles, pairs.kinds):
        assert all(isinstance(value, str) and value == value.strip() != "" for value in column)
    assert set(pairs.splits) <= {"train", "validation", "test"}
    assert set(pairs.kinds) <= {"photo", "drawing"}
    assert all(pair.source and pair.license for pair in pairs)


def test_labels_come_from_the_fixed_list():
    for name, labels in LABELS.items():
        assert set(load_pairs(name).labels) <= labels
    assert set(load_pairs("photos").labels) == LABELS["photos"]


def test_labels_that_folders_alone_get_wrong():
    photos = load_pairs("photos")
    labels = dict(zip(photos.captions, photos.labels, strict=True))
    assert labels["A spiny lobster"] == ""
    assert labels["The full moon"] == ""
    assert labels["An astronaut on a spacewalk"] == "person"
    assert labels["A bunch of rambutans"] == "fruit"


def test_the_hundredth_picture_is_what_its_caption_says():
    """Rows of pictures and of texts belong together: a red apple is red, an emoji's heart too."""
    for name, caption in (("photos", "A red apple"), ("emoji", "red heart"), ("emoji", "tomato")):
        pairs = load_pairs(name)
        for row in np.flatnonzero(pairs.captions == caption):
            red, green, blue = np.median(np.asarray(pairs.images[row])[40:80, 40:80], axis=(0, 1))
            assert red > 120
            assert red > 1.5 * max(green, blue)


def test_nothing_blocked_is_there(pairs):
    ids = [name.removeprefix(f"{pairs.name}/") for name in pairs.ids]
    for line, reason in BLOCKED[pairs.name].items():
        assert not [name for name in ids if fnmatch(name, line)], line
        assert len(reason) > 5


def test_sizes_are_within_the_budget():
    files = [
        file
        for folder in FOLDER.iterdir()
        for file in folder.iterdir()
        if file.suffix in (".parquet", ".md", ".txt")
    ]
    assert sum(file.stat().st_size for file in files) <= 14_000_000


def test_licences_stand_beside_each_set(pairs):
    folder, page = FOLDER / pairs.name, (FOLDER / pairs.name / "README.md").read_text("utf-8")
    assert {pair.license for pair in pairs} == set(LICENCES[pairs.name])
    for files in LICENCES[pairs.name].values():
        for file in files:
            assert (folder / file).stat().st_size > 400
    for source in {pair.source for pair in pairs}:
        assert source in page
    assert f"{len(pairs):,}" in page


def test_the_gpl_is_there_in_full():
    text = (FOLDER / "photos" / "LICENSE-GPL-2.0.txt").read_text()
    assert "Version 2, June 1991" in text
    assert "END OF TERMS AND CONDITIONS" in text


# No leakage


def test_photos_are_test_data_only():
    assert set(load_pairs("photos").splits) == {"test"}


def parts_of_both():
    emoji, clipart = load_pairs("emoji"), load_pairs("clipart")
    return np.concatenate([emoji.splits, clipart.splits]), emoji, clipart


def test_splits_share_no_concept_and_no_caption():
    splits, emoji, clipart = parts_of_both()
    for column in ("concepts", "captions"):
        values = np.concatenate([getattr(emoji, column), getattr(clipart, column)])
        where = {}
        for value, part in zip(values, splits, strict=True):
            where.setdefault(value.lower(), set()).add(part)
        assert [value for value, parts in where.items() if len(parts) > 1] == []


def test_splits_share_no_nearly_equal_caption():
    """The build keeps cosines over 0.9 together; here as stored, in eight bits."""
    splits, emoji, clipart = parts_of_both()
    vectors = l2_normalize(np.concatenate([emoji.text_features, clipart.text_features]))
    for one, other in (("train", "validation"), ("train", "test"), ("validation", "test")):
        assert (vectors[splits == one] @ vectors[splits == other].T).max() < 0.92


def test_every_part_is_large_enough(pairs):
    if pairs.name != "photos":
        counts = Counter(pairs.splits)
        assert counts["test"] >= 300
        assert counts["validation"] >= 100
        assert counts["train"] > counts["test"] + counts["validation"]


@pytest.mark.slow
def test_every_picture_decodes_and_none_is_on_two_sides():
    splits, emoji, clipart = parts_of_both()
    small = []
    for name in NAMES:
        for image in load_pairs(name).images:
            assert image.mode == "RGB"
            assert image.size == ((224, 224) if name == "photos" else (128, 128))
            assert np.asarray(image).std() > 3
            small.append(np.asarray(image.convert("L").resize((16, 16)), np.float32).ravel() / 255)
    small = np.array(small[-len(emoji) - len(clipart) :])
    held_out = small[splits != "train"]
    nearest = [np.abs(small[splits == "train"] - row).mean(axis=1).min() for row in held_out]
    assert min(nearest) > 0.004


# How `Pairs` behaves


def test_unknown_set():
    with pytest.raises(ValueError, match="no set 'foto'; the sets are 'photos', 'emoji' and"):
        load_pairs("foto")


def test_indexing_gives_a_pair(pairs):
    pair = pairs[7]
    assert (pair.caption, pair.id) == (pairs.captions[7], pairs.ids[7])
    assert pair.keywords == pairs.keywords[7]
    assert isinstance(pair.image, Image.Image)
    np.testing.assert_array_equal(np.asarray(pair.image), np.asarray(pairs.images[7]))
    assert pairs[-1].id == pairs.ids[-1]
    assert repr(pair) == f"Pair({pair.caption!r}, {pair.id})"
    with pytest.raises(IndexError):
        pairs[len(pairs)]


def test_iterating_and_slicing(pairs):
    few = pairs[10:13]
    assert [pair.id for pair in few] == list(pairs.ids[10:13])
    assert len(few.images) == len(pairs.images[10:13]) == 3
    for row in range(3):
        expected = np.asarray(pairs.images[10 + row])
        np.testing.assert_array_equal(np.asarray(few.images[row]), expected)
        np.testing.assert_array_equal(np.asarray(pairs.images[10:13][row]), expected)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 661), max_size=20))
def test_select_rows(rows):
    photos = load_pairs("photos")
    chosen = photos.select(rows)
    assert list(chosen.ids) == [photos.ids[row] for row in rows]
    again = chosen.select(np.arange(len(rows))[::-1])
    assert list(again.captions) == [photos.captions[row] for row in reversed(rows)]


@settings(max_examples=50, deadline=None)
@given(st.sets(st.integers(0, 661)))
def test_select_by_a_mask(rows):
    photos = load_pairs("photos")
    mask = np.isin(np.arange(len(photos)), list(rows))
    assert list(photos.select(mask).ids) == list(photos.ids[mask])


@pytest.mark.parametrize(
    ("which", "words"),
    [
        ([True, False], r"shape \(2,\); give \(662,\)"),
        ([0, 662], "rows outside 0 to 661"),
        ([-663], "rows outside 0 to 661"),
        ([[0, 1]], "list of row numbers"),
        ([0.5], "list of row numbers"),
        (["A frog"], "list of row numbers"),
    ],
)
def test_select_refuses(which, words):
    with pytest.raises(ValueError, match=words):
        load_pairs("photos").select(which)


def test_split():
    emoji = load_pairs("emoji")
    parts = [emoji.split(part) for part in ("train", "validation", "test")]
    assert sum(map(len, parts)) == len(emoji)
    assert set(parts[1].splits) == {"validation"}
    with pytest.raises(ValueError, match="no 'train' among these photos; there is 'test'"):
        load_pairs("photos").split("train")
    with pytest.raises(ValueError, match="no 'dev' among these emoji; there is 'train' and"):
        emoji.split("dev")


def test_halves_share_no_concept_and_cover_all_photos():
    photos = load_pairs("photos")
    choosing, reporting = photos.split("choosing"), photos.split("reporting")
    assert sorted([*choosing.ids, *reporting.ids]) == sorted(photos.ids)
    assert not set(choosing.concepts) & set(reporting.concepts)
    for part in (choosing, reporting):
        assert 310 < len(part) < 350
        assert 150 < (part.kinds == "photo").sum() < 175


def test_halves_hold_each_label_alike():
    photos = load_pairs("photos")
    photos = photos.select(photos.kinds == "photo")
    for label in set(photos.labels):
        named = photos.select(photos.labels == label)
        many = [
            len(set(named.concepts[named.halves == half])) for half in ("choosing", "reporting")
        ]
        assert abs(many[0] - many[1]) <= 1, label


def test_a_photo_keeps_its_half():
    """Written down once: a changed rule would move pictures into the half already looked at."""
    photos = load_pairs("photos")
    half_of = dict(zip(photos.captions, photos.halves, strict=True))
    known = {"A zebra": "reporting", "A violin": "choosing", "An elephant": "choosing"}
    assert {caption: half_of[caption] for caption in known} == known
    some = photos.select([600, 3, 77])
    assert list(some.halves) == [photos.halves[row] for row in (600, 3, 77)]
    assert set(some.select(some.halves == "choosing").halves) <= {"choosing"}


def test_only_photos_have_halves():
    with pytest.raises(ValueError, match="halves: emoji have none; choose on their part 'valid"):
        load_pairs("emoji").split("choosing")
    with pytest.raises(ValueError, match="halves: clipart have none"):
        _ = load_pairs("clipart").halves


def test_captions_in_other_languages():
    photos = load_pairs("photos")
    apple = photos.select(photos.captions == "A red apple")
    assert apple.captions_in("de")[0] == "Ein roter Apfel"
    assert apple.captions_in("zh_CN")[0] == "一只红苹果。"
    assert list(apple.captions_in("en")) == list(apple.captions)
    persian = photos.captions_in("fa")
    assert len(persian) == len(photos)
    assert 100 < sum(text is None for text in persian) < 400
    assert all(text for text in persian if text is not None)
    with pytest.raises(ValueError, match="no captions in 'tlh' among these photos; there is en, "):
        photos.captions_in("tlh")
    with pytest.raises(ValueError, match=r"there is en$"):
        load_pairs("clipart").captions_in("de")


def test_features_belong_to_their_rows(pairs):
    n = len(pairs)
    assert pairs.image_features.shape == (n, 1280)
    assert pairs.text_features.shape == (n, 384)
    assert pairs.image_features.dtype == pairs.text_features.dtype == np.float32
    rows = [n - 1, 0, 5]
    chosen = pairs.select(rows)
    np.testing.assert_array_equal(chosen.image_features, pairs.image_features[rows])
    np.testing.assert_array_equal(chosen.text_features, pairs.text_features[rows])


def test_equal_captions_have_equal_text_features():
    emoji = load_pairs("emoji")
    rows = np.flatnonzero(emoji.captions == "red apple")
    assert len(rows) == 5
    features = emoji.text_features[rows]
    np.testing.assert_allclose(features, features[:1].repeat(5, axis=0), atol=1e-5)


def test_columns_are_not_written_to(pairs):
    with pytest.raises(ValueError, match="read-only"):
        pairs.captions[0] = "something else"


def test_repr_says_what_it_holds():
    shown = repr(load_pairs("emoji"))
    for words in ("6,0", "'emoji'", "concepts", "train", "twemoji", "food or drink"):
        assert words in shown
    assert "languages 64" in repr(load_pairs("photos"))


def test_pictures_are_read_when_they_are_needed():
    stored = _stored_pairs.StoredPairs("photos")
    pairs = Pairs(stored, np.arange(3))
    assert len(pairs.captions) == len(pairs.images) == 3
    assert "pictures" not in vars(stored)
    assert "image" not in stored.texts
    assert pairs.images[1].size == (224, 224)
    assert "pictures" in vars(stored)
    assert "features" not in vars(stored)


def test_import_is_light():
    heavy = "pyarrow", "matplotlib", "torch", "transformers", "pandas"
    code = f"import course_utils.datasets, sys; print([m for m in {heavy} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_missing_and_damaged_files(tmp_path, monkeypatch):
    monkeypatch.setattr(_stored_pairs, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"pairs\.parquet is missing or damaged; restore it"):
        _ = _stored_pairs.StoredPairs("photos").texts
    (tmp_path / "photos").mkdir()
    whole = (FOLDER / "photos" / "pairs.parquet").read_bytes()
    (tmp_path / "photos" / "pairs.parquet").write_bytes(whole[:5000])
    with pytest.raises(ValueError, match=r"pairs\.parquet is missing or damaged; restore it"):
        _ = _stored_pairs.StoredPairs("photos").texts
    (tmp_path / "photos" / "pairs.parquet").write_bytes(whole)
    stored = _stored_pairs.StoredPairs("photos")
    assert len(stored.texts["caption"]) == 662
    with pytest.raises(ValueError, match=r"features\.npz is missing or damaged"):
        _ = stored.features
    features = {"image": np.zeros((3, 1280)), "text": np.zeros((3, 384))}
    np.savez(tmp_path / "photos" / "features.npz", **features)
    with pytest.raises(ValueError, match=r"has 3 rows for image, pairs\.parquet has 662"):
        _ = stored.features


@pytest.fixture
def drawn(monkeypatch):
    import matplotlib.pyplot as plt

    monkeypatch.setattr(plt, "show", lambda: None)
    with mpl.rc_context({"backend": "agg"}):
        yield plt
    plt.close("all")


def titles(plt) -> list[str]:
    return [axis.get_title() for axis in plt.gcf().axes if axis.images]


def test_show_draws_captioned_pictures(drawn, capsys):
    load_pairs("photos").show(5, language="de", columns=3)
    assert titles(drawn)[0] == "Ein Frosch"
    assert len(titles(drawn)) == 5
    assert len(drawn.gcf().axes) == 6
    assert capsys.readouterr().out == ""


def test_show_prints_captions_whose_letters_it_has_no_font_for(drawn, capsys):
    load_pairs("photos").show(3, language="ja")
    assert titles(drawn) == ["0", "1", "2"]
    printed = capsys.readouterr().out
    assert "Matplotlib has no font with" in printed
    assert "カエル" in printed


def test_show_nothing(drawn, capsys):
    load_pairs("photos").select([]).show()
    assert "no pairs" in capsys.readouterr().out
