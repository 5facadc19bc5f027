"""Build the stored features of lesson 08 with the pocket model (authors only).

Draws charts, sketches, clips and tinted photographs, lets the model look at them, and keeps what it
sees in int8, with the rows that say how to make each picture again. Sounds and happenings need no
model: their maps over time are kept. Takes some four minutes.
"""

import argparse
import io
from itertools import islice
from pathlib import Path

import numpy as np
from tqdm import tqdm

from course_utils.clip import DualEncoder, load_clip
from course_utils.datasets import Pairs, load_pairs
from course_utils.modalities import heard, stored
from course_utils.modalities.charts import all_charts, draw_chart
from course_utils.modalities.pictures import cut_out, sketch, tinted
from course_utils.modalities.video import draw_clip, read_clip, write_clip
from course_utils.modalities.voices import NAMES

TEST_CHARTS, SKETCHED = 30, 450
CLIPS, SCENES, TINTED_A_HALF = 30, 5, 30
HAPPENINGS = 1000


def eight_bits(**features: np.ndarray) -> dict[str, np.ndarray]:
    """Rows as int8, with a float16 scale each, as `read_features` reads them."""
    kept = {}
    for name, rows in features.items():
        scale = (np.abs(rows).max(axis=1) / 127).clip(1e-6).astype(np.float16)
        kept[name] = np.round(rows / scale.astype(np.float32)[:, None]).clip(-127, 127)
        kept[name], kept[f"{name}.scale"] = kept[name].astype(np.int8), scale
    return kept


def one_a_concept(photos: Pairs, rng: np.random.Generator) -> np.ndarray:
    """Rows of photographs in random order, the first of each concept."""
    rows = rng.permutation(np.flatnonzero(photos.kinds == "photo"))
    _, first = np.unique(photos.concepts[rows].astype(str), return_index=True)
    return rows[np.sort(first)]


def charts(clip: DualEncoder) -> dict[str, np.ndarray]:
    order = np.random.default_rng(stored.SEEDS["charts"]).permutation(len(all_charts()))
    which = np.r_[np.repeat(order[TEST_CHARTS:], 3), order[:TEST_CHARTS]]
    drawn = [
        draw_chart(all_charts()[chart], stored.picture_rng("charts", row))
        for row, chart in enumerate(which)
    ]
    train = np.arange(len(which)) < len(which) - TEST_CHARTS
    seen = eight_bits(image=clip.image_features(drawn, progress=True))
    return {"chart": which.astype(np.uint8), "train": train, **seen}


def sketches(clip: DualEncoder) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(stored.SEEDS["sketches"])
    emoji, photos = load_pairs("emoji"), load_pairs("photos")
    drawn_by = np.isin(emoji.styles.astype(str), ["noto", "fluent-emoji", "emojione"])
    chosen = np.flatnonzero((emoji.splits == "train") & drawn_by)
    emoji_rows = rng.choice(chosen, SKETCHED, replace=False)
    photo_rows = np.sort(one_a_concept(photos, rng))
    pictures = [emoji.images[row] for row in emoji_rows]
    pictures += [photos.images[row] for row in photo_rows]
    drawn = [
        sketch(picture, stored.picture_rng("sketches", row)) for row, picture in enumerate(pictures)
    ]
    seen = clip.image_features(drawn, progress=True)
    rows = {"emoji_rows": emoji_rows.astype(np.int16), "photos_rows": photo_rows.astype(np.int16)}
    return {**rows, **eight_bits(emoji=seen[:SKETCHED], photos=seen[SKETCHED:])}


def clips(clip: DualEncoder) -> dict[str, np.ndarray]:
    """In every second clip the first thing comes back in the fourth scene."""
    photos = load_pairs("photos")
    labelled = one_a_concept(photos, np.random.default_rng(stored.SEEDS["clips"]))
    labelled = labelled[photos.labels[labelled] != ""]
    rows, seen, scenes = [], [], []
    for number in tqdm(range(CLIPS), desc="clips", leave=False):
        rng = np.random.default_rng([stored.SEEDS["clips"], 1, number])
        five = rng.choice(labelled, SCENES, replace=False)
        if number % 2:
            five[3] = five[0]
        things = [cut_out(photos.images[row]) for row in five]
        frames, of_scene = draw_clip(things, stored.picture_rng("clips", number))
        file = io.BytesIO()
        write_clip(file, frames)
        file.seek(0)
        rows.append(five)
        seen.append(clip.encode_images(read_clip(file)[:: stored.STEP]))
        scenes.append(of_scene[:: stored.STEP])
        assert len(seen[-1]) == len(scenes[-1])
    return {
        "rows": np.array(rows, np.int16),
        "lengths": np.array([len(vectors) for vectors in seen], np.int16),
        "scenes": np.concatenate(scenes).astype(np.uint8),
        **eight_bits(frames=np.concatenate(seen)),
    }


def tints(clip: DualEncoder) -> dict[str, np.ndarray]:
    photos, rng = load_pairs("photos"), np.random.default_rng(2029)
    rows = one_a_concept(photos, rng)
    halves = [rows[photos.halves[rows] == half] for half in ("choosing", "reporting")]
    rows = np.concatenate([half[:TINTED_A_HALF] for half in halves])
    pictures = [tinted(photos.images[row], rgb) for row in rows for rgb in stored.TINTS.values()]
    vectors = clip.encode_images(pictures, progress=True)
    return {"rows": rows.astype(np.int16), **eight_bits(vectors=vectors)}


def voices(_) -> dict[str, np.ndarray]:
    every = (heard.voices_in_turn(name) for name in tqdm(NAMES, desc="voices", leave=False))
    maps = [sound.ravel() for one in every for sound in islice(one, heard.A_THING)]
    return eight_bits(voices=np.stack(maps))


def happenings(_) -> dict[str, np.ndarray]:
    every = tqdm(heard.happenings_in_turn(), "happenings", HAPPENINGS, leave=False)
    bands, fields = zip(*islice(every, HAPPENINGS), strict=True)
    return eight_bits(
        bands=np.stack(bands).reshape(HAPPENINGS, -1),
        fields=np.stack(fields).reshape(HAPPENINGS, -1),
    )


SETS = {"charts": charts, "sketches": sketches, "clips": clips, "tinted": tints}
SETS |= {"voices": voices, "happenings": happenings}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=stored.FOLDER, help="where the files go")
    parser.add_argument("--only", choices=SETS, action="append", help="these sets, not all")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    clip = load_clip()
    for name in options.only or SETS:
        np.savez_compressed(options.out / f"{name}.npz", **SETS[name](clip))
    for file in sorted(options.out.glob("*.npz")):
        print(f"{file.name:14} {file.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
