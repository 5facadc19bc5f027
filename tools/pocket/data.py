"""The shipped pairs as training and validation need them: features of pictures and of texts."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import torch
from pairs import gcompris
from pairs.pictures import square
from PIL import Image
from torch import Tensor
from torch.nn import functional as F

from course_utils._features import read_features
from course_utils.clip import DualEncoder

from .colours import choose, repaint
from .head import Pictures
from .wordnet import with_article

PAIRS = Path(__file__).parents[2] / "course_utils" / "assets" / "pairs"
SETS = ("photos", "emoji", "clipart")
UNSEEN_STYLE = "twemoji"  # kept for lessons that test on an artist nobody has trained on
REPAINTED = 900


@dataclass
class Gallery:
    """Pictures and their captions that no training has seen."""

    images: Tensor
    image_captions: list[str]
    texts: Tensor
    captions: list[str]


def read_rows(name: str) -> list[dict]:
    """The rows of a built-in set, in the order of its features."""
    return pq.read_table(PAIRS / name / "pairs.parquet").to_pylist()


def decode(row: dict) -> Image.Image:
    """The picture of a row."""
    return Image.open(io.BytesIO(row["image"])).convert("RGB")


def vocabulary_texts() -> list[str]:
    """All captions and keywords, the captions in other languages too."""
    texts = []
    for row in (row for name in SETS for row in read_rows(name)):
        texts += [row["caption"], *row["keywords"], *dict(row.get("captions", [])).values()]
    return texts


def with_keywords(caption: str, keywords: Sequence[str], most: int = 4) -> str:
    """The caption followed by a few keywords that say something new.

    >>> with_keywords("red apple", ["apple", "fruit"])
    'red apple: fruit'
    """
    new = [word for word in keywords if word.lower() not in caption.lower()][:most]
    return f"{caption}: {', '.join(new)}" if new else caption


def four_forms(captions: Sequence[str], keywords: Sequence[Sequence[str]]) -> list[list[str]]:
    """Each caption as it stands, with keywords, and in two prompts."""
    return [
        list(captions),
        [with_keywords(*pair) for pair in zip(captions, keywords, strict=True)],
        [f"a picture of {caption.lower()}" for caption in captions],
        [f"a photo of {caption.lower()}" for caption in captions],
    ]


def unit_texts(clip: DualEncoder, texts: Sequence[str]) -> Tensor:
    """Unit text features, each distinct text read once."""
    distinct = sorted(set(texts))
    number = {text: i for i, text in enumerate(distinct)}
    features = torch.from_numpy(clip.text_features(distinct, progress=True))
    return F.normalize(features, dim=-1)[[number[text] for text in texts]]


def pictures(clip: DualEncoder, features: Tensor, rows: Sequence[dict]) -> Pictures:
    """Training pairs from rows and their image features."""
    captions = [row["caption"] for row in rows]
    forms = four_forms(captions, [row["keywords"] for row in rows])
    texts = [unit_texts(clip, form) for form in forms]
    return Pictures(features, texts, [caption.lower() for caption in captions])


def part(name: str, split: str, style: str | None = None) -> tuple[list[dict], Tensor]:
    """Rows of one part of a set, and their stored image features."""
    features = read_features(PAIRS / name / "features.npz")["image"]
    rows = read_rows(name)
    keep = [
        i
        for i, row in enumerate(rows)
        if row["split"] == split and row["style"] != UNSEEN_STYLE and style in (None, row["style"])
    ]
    return [rows[i] for i in keep], torch.from_numpy(features[keep])


def read_pictures(clip: DualEncoder) -> tuple[Pictures, Pictures]:
    """The training pairs as they ship, and some repainted in a colour that the caption says."""
    parts = [part(name, "train") for name in ("emoji", "clipart")]
    rows = [row for rows, _ in parts for row in rows]
    plain = pictures(clip, torch.cat([features for _, features in parts]), rows)
    chosen = choose([r["caption"] for r in rows], [r["label"] for r in rows], REPAINTED)
    repainted = [repaint(decode(rows[i]), colour) for i, colour in chosen]
    named = [rows[i] | {"caption": f"{colour} {rows[i]['caption']}"} for i, colour in chosen]
    features = torch.from_numpy(clip.image_features(repainted, progress=True))
    return plain, pictures(clip, features, named)


def read_galleries(clip: DualEncoder, sources: Path) -> dict[str, Gallery]:
    """What choices are made on: named pictures from GCompris, and held-out concepts."""
    found = [(row, square(row.draw())) for row in gcompris.candidates(sources)]
    found = [(row, picture) for row, picture in found if picture is not None]
    features = clip.image_features([picture for _, picture in found], progress=True)
    galleries = {}
    for kind in ("photo", "drawing"):
        keep = [i for i, (row, _) in enumerate(found) if row.kind == kind]
        captions = [with_article(found[i][0].caption) for i in keep]
        galleries[f"gcompris {kind}s"] = gallery(clip, features[keep], captions)
    for name, style in (("emoji", "noto"), ("clipart", None)):
        rows, images = part(name, "validation", style)
        galleries[name] = gallery(clip, images, [row["caption"] for row in rows])
    return galleries


def gallery(clip: DualEncoder, images: np.ndarray | Tensor, captions: list[str]) -> Gallery:
    """A gallery whose texts are its distinct captions."""
    distinct = list(dict.fromkeys(captions))
    texts = unit_texts(clip, distinct)
    return Gallery(torch.as_tensor(images), captions, texts, distinct)
