"""The stored features of lesson 08: what they are said to be, and the same when made again."""

import io
import json
from itertools import islice

import numpy as np
import pytest

from course_utils.benchmarks import activitynet
from course_utils.clip import load_clip
from course_utils.modalities import (
    heard,
    load_charts,
    load_clips,
    load_happenings,
    load_sketches,
    load_tinted,
    load_voices,
    read_clip,
    stored,
    write_clip,
)
from course_utils.modalities.charts import all_charts
from course_utils.modalities.voices import NAMES as THINGS

NAMES = {"charts", "sketches", "clips", "tinted", "voices", "happenings"}


def alike(a, b):
    return (a * b).sum(axis=-1) / np.linalg.norm(a, axis=-1) / np.linalg.norm(b, axis=-1)


def test_charts_made_again():
    charts, sample = load_charts(), [0, 133, 269, 270, 299]
    seen = load_clip().image_features([charts.picture(row) for row in sample])
    assert alike(seen, charts.image_features[sample]).min() > 0.995


@pytest.mark.parametrize("name", ["emoji", "photos"])
def test_sketches_made_again(name):
    sketches, sample = load_sketches(name), [0, 100, 200]
    seen = load_clip().image_features([sketches.picture(row) for row in sample])
    assert alike(seen, sketches.image_features[sample]).min() > 0.995


def test_a_clip_made_again():
    clip = load_clips()[0]
    file = io.BytesIO()
    write_clip(file, clip.frames())
    file.seek(0)
    frames = read_clip(file)[:: stored.STEP]
    assert len(frames) == len(clip.scenes)
    sample = [0, len(frames) // 2, len(frames) - 1]
    seen = load_clip().encode_images([frames[i] for i in sample])
    assert alike(seen, clip.vectors[sample]).min() > 0.98


def test_tints_made_again():
    photos, encoder = load_tinted(), load_clip()
    seen = encoder.encode_images([photos.picture(3, "red"), photos.picture(40, "blue")])
    kept = photos.vectors[[3, 40], [photos.colours.index("red"), photos.colours.index("blue")]]
    assert alike(seen, kept).min() > 0.98


@pytest.mark.parametrize("name", THINGS[::10])
def test_voices_made_again(name):
    sounds, owner = load_voices()
    kept = sounds[owner == THINGS.index(name)]
    for made, stored_one in zip(islice(heard.voices_in_turn(name), 2), kept, strict=False):
        np.testing.assert_allclose(stored_one, made, atol=0.05)  # half a step of eight bits


def test_happenings_made_again():
    for made, *kept in zip(islice(heard.happenings_in_turn(), 4), *load_happenings(), strict=False):
        np.testing.assert_allclose(kept[0], made[0], atol=0.05)
        np.testing.assert_allclose(kept[1], made[1], atol=0.05)


def test_as_many_sounds_of_each_thing_and_happenings_as_the_lesson_says():
    sounds, owner = load_voices()
    assert sounds.shape == (1020, 32, 40)
    assert np.bincount(owner).tolist() == [34] * 30
    bands, fields = load_happenings()
    assert (bands.shape, fields.shape) == ((1000, 24, 64), (1000, 32, 64))


def test_no_combination_of_the_test_is_trained_on():
    charts = load_charts()
    train = {chart for chart, to_train in zip(charts.charts, charts.train, strict=True) if to_train}
    test = set(charts.charts) - train
    assert (len(train), len(test)) == (90, 30)
    assert train | test == set(all_charts())
    assert charts.image_features.shape == (len(charts.captions), 1280)


def test_each_sketched_photograph_is_of_another_concept():
    photos, emoji = load_sketches("photos"), load_sketches("emoji")
    assert len(set(photos.pairs.concepts)) == len(photos) == 269
    assert set(emoji.pairs.splits) == {"train"}
    assert "twemoji" not in set(emoji.pairs.styles)


def test_clips_have_five_scenes_in_order():
    clips = load_clips()
    assert len(clips) == 30
    for clip in clips:
        assert clip.spans[0].start == 0
        assert len(clip.spans) == len(clip.script) == 5
        assert clip.spans[-1].end == len(clip.scenes) == len(clip.vectors)
        assert (np.diff(clip.scenes) >= 0).all()
        assert (clip.things.ids[3] == clip.things.ids[0]) == (clip.number % 2 == 1)


def test_clips_go_through_the_layout_of_activitynet(tmp_path):
    clip = load_clips()[4]
    (tmp_path / "val_1.json").write_text(json.dumps({"v_4": clip.as_activitynet()}))
    (video,) = activitynet(tmp_path / "val_1.json")
    assert video.duration == len(clip.scenes) / 4
    assert [part.sentence for part in video.segments] == clip.script
    assert [(4 * part.start, 4 * part.end) for part in video.segments] == clip.spans


def test_as_many_tints_of_each_half():
    photos = load_tinted()
    assert photos.vectors.shape == (60, 6, 384)
    assert sorted(photos.pairs.halves) == ["choosing"] * 30 + ["reporting"] * 30
    assert len(set(photos.pairs.concepts)) == 60


def test_an_unknown_name_is_refused():
    with pytest.raises(ValueError, match="name must be 'emoji' or 'photos'"):
        load_sketches("photo")


def test_the_files_are_small_and_licensed():
    files = list(stored.FOLDER.glob("*.npz"))
    assert {file.stem for file in files} == NAMES
    assert sum(file.stat().st_size for file in files) <= 4.5e6
    card = (stored.FOLDER / "README.md").read_text(encoding="utf-8")
    for needed in ("GPL-2.0", "CC-BY-4.0", "Apache-2.0", "MIT", *(f.name for f in files)):
        assert needed in card
