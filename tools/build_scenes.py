"""Build the scenes of lesson 07 from the built-in pairs and the pocket model (authors only).

Draws each scene, lets the image tower look at it, and keeps 16 cells a scene in int8, with the
rows and boxes that say how to draw it again. Takes some two minutes.
"""

import argparse
from pathlib import Path

import numpy as np
from tqdm import tqdm

from course_utils.clip import DualEncoder, load_clip
from course_utils.datasets import Pairs, load_pairs
from course_utils.rerank import drawing, sides
from course_utils.rerank.scenes import FOLDER, article, quantized, simple_drawings, simple_photos

BANK = 1_200
UNSEEN = "twemoji"  # the artist whose drawings make the gallery
FAMILIES = {"gallery": 100, "photos": 50}


def picker(pairs: Pairs, rows: np.ndarray, rng: np.random.Generator):
    """A function that gives one random row for a name, among `rows` of the pairs."""
    of = {name: rows[pairs.captions[rows] == name] for name in sorted(set(pairs.captions[rows]))}
    return list(of), lambda name: int(rng.choice(of[name]))


def bank_scenes(pairs: Pairs, rows: np.ndarray, seed: int):
    """Rows (n, 4) and boxes (n, 4, 3): four different things a scene, all about equally often."""
    rng = np.random.default_rng(seed)
    names, pick = picker(pairs, rows, rng)
    order: list[str] = []
    while len(order) < 4 * BANK:
        order += list(rng.permutation(names))
    chosen, boxes = [], []
    for start in range(0, 4 * BANK, 4):
        four = order[start : start + 4]
        if len(set(four)) < 4:  # where one shuffled list ends and the next begins
            four = list(rng.choice(names, 4, replace=False))
        chosen.append([pick(name) for name in four])
        boxes.append(drawing.random_boxes(rng))
    return np.array(chosen), np.array(boxes)


def family_scenes(pairs: Pairs, rows: np.ndarray, families: int, seed: int):
    """Rows (n, 4) with -1 for an empty quadrant, boxes, and the quadrants of the two things (n, 2).

    Four scenes a family: A B, B A, A C and C A, side by side in every second family and one above
    the other in the rest, each with a third thing in one of the other quadrants.
    """
    rng = np.random.default_rng(seed)
    names, pick = picker(pairs, rows, rng)
    chosen, boxes, places = [], [], []
    for family in range(families):
        a, b, c, *others = rng.choice(names, 7, replace=False)
        for pair, other in zip(((a, b), (b, a), (a, c), (c, a)), others, strict=True):
            line = rng.integers(2)
            two = (2 * line, 2 * line + 1) if family % 2 == 0 else (line, line + 2)
            scene = np.full(4, -1)
            scene[list(two)] = [pick(name) for name in pair]
            scene[rng.choice(np.flatnonzero(scene < 0))] = pick(other)
            chosen.append(scene)
            boxes.append(drawing.random_boxes(rng))
            places.append(two)
    return np.array(chosen), np.array(boxes), np.array(places)


def maps_of(clip: DualEncoder, pairs: Pairs, rows: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    maps = []
    for start in tqdm(range(0, len(rows), 100), desc=pairs.name, leave=False):
        part = slice(start, start + 100)
        scenes = [
            drawing.draw_scene([None if r < 0 else pairs.images[r] for r in four], places)
            for four, places in zip(rows[part], boxes[part], strict=True)
        ]
        maps.append(sides.see(clip, scenes).astype(np.float16))
    return np.concatenate(maps)


def fitted_space(clip: DualEncoder, maps: np.ndarray, names: list[str]) -> sides.Space:
    """The directions from 300 scenes of the bank and from its names, each name counted ten times.

    Kept in float16, so that what is computed here is what the stored file gives.
    """
    cells = sides.cell_vectors(clip, maps[:300].astype(np.float32)).reshape(-1, clip.dim)
    texts = clip.encode_texts([article(name) for name in names])
    cell_mean, text_mean = cells.mean(axis=0), texts.mean(axis=0)
    both = np.concatenate([cells - cell_mean, np.tile(texts - text_mean, (10, 1))])
    directions = np.linalg.svd(both, full_matrices=False)[2][: sides.DIM].T
    kept = [part.astype(np.float16).astype(np.float32) for part in (cell_mean, text_mean)]
    return sides.Space(*kept, directions.astype(np.float16).astype(np.float32))


def cells_of(clip: DualEncoder, maps: np.ndarray, space: sides.Space) -> dict[str, np.ndarray]:
    """The cells of scenes as int8 with one scale a cell."""
    cells = np.concatenate(
        [
            sides.project(sides.cell_vectors(clip, part.astype(np.float32)), space.cell_mean, space)
            for part in np.array_split(maps, max(1, len(maps) // 100))
        ]
    )
    whole, scale = quantized(cells)
    return {"cells": whole, "scale": scale}


def kept(rows: np.ndarray, boxes: np.ndarray) -> dict[str, np.ndarray]:
    return {"rows": rows.astype(np.int16), "boxes": boxes.astype(np.uint8)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=FOLDER, help="where the files go")
    parser.add_argument("--seed", type=int, default=2026, help="of the two galleries")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)

    clip, emoji, photos = load_clip(), load_pairs("emoji"), load_pairs("photos")
    simple = simple_drawings(emoji)
    simple = simple[emoji.splits[simple] == "train"]
    drawn_by_others = simple[emoji.styles[simple] != UNSEEN]

    rows, boxes = bank_scenes(emoji, drawn_by_others, seed=0)
    maps = maps_of(clip, emoji, rows, boxes)
    names = sorted(set(emoji.captions[drawn_by_others]))
    space = fitted_space(clip, maps, names)
    empty = cells_of(clip, sides.see(clip, [drawing.draw_scene([None] * 4, boxes[0])]), space)
    parts = {name: getattr(space, name).astype(np.float16) for name in vars(space)}
    blank = {f"empty_{name}": value for name, value in empty.items()}
    bank = {**kept(rows, boxes), **cells_of(clip, maps, space), **blank, **parts}
    np.savez_compressed(options.out / "bank.npz", **bank)

    # A name that only the unseen artist drew was never in a scene of the bank.
    by_unseen = simple[(emoji.styles[simple] == UNSEEN) & np.isin(emoji.captions[simple], names)]
    sets = {"gallery": (emoji, by_unseen), "photos": (photos, simple_photos(photos))}
    for seed, (name, (pairs, among)) in enumerate(sets.items(), options.seed):
        rows, boxes, places = family_scenes(pairs, among, FAMILIES[name], seed)
        maps = maps_of(clip, pairs, rows, boxes)
        whole, scale = quantized(sides.pooled_vectors(clip, maps.astype(np.float32)))
        pooled = {"pooled": whole, "pooled_scale": scale, "places": places.astype(np.uint8)}
        cells = cells_of(clip, maps, space)
        np.savez_compressed(options.out / f"{name}.npz", **kept(rows, boxes), **cells, **pooled)
    for file in sorted(options.out.glob("*.npz")):
        print(f"{file.name:12} {file.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
