"""Open Clip Art Library drawings (public domain) with an English title that says what they show."""

import html
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image

from .pictures import open_file, square
from .row import Row

SVG = Path("deb/openclipart-svg/usr/share/openclipart/svg")
PNG = Path("deb/openclipart-png/usr/share/openclipart/png")
WORDNET = Path("deb/wordnet-base/usr/share/wordnet")
CAPTIONS = Path(__file__).parents[1] / "clipart.toml"
FOLDERS_OUT = re.compile(
    r"^(shapes|special|logos|buttons|decorations|geography|"
    r"computer/(icons|buttons|folders|diagrams)|"
    r"signs_and_symbols/(flags|map_symbols|led|clocks)|transportation/(aiga|roadsigns)|"
    r"recreation/games/(cards|chess)|office/telephone|people/(smilies|stickmen)|"
    r"unsorted/duplicates)"
)
WORDS_OUT = re.compile(
    r"aiga|etiquette|untitled|unknown|architetto|rollandin|template|copyright|http|logo|"
    r"test|example|\bflag\b|\bmap\b|nude|naked|sexy|stripper|pantyhose|collant|marijuana|nazi|"
    r"swastika|cigar",
    re.I,
)
NAMES_A_SERIES = re.compile(r"clip ?art|collection|theme|various|submission|sibmission|\bby ", re.I)
NOISE = re.compile(
    r"\b(bw|b w|b and w|black and white|bn|md|v|ver|version|alt|final|remix|icon|outlined?|contour|"
    r"colou?r(ed)?|image|picture|clothing|simple|generic|stylized|cartoon|revisited|body part)\b"
)
GENERIC = """
card people person icon symbol food menu animal various clipart image picture drawing new old part
simple back front left right open close user architecture
"""
SMALL_WORDS = """
a an the and or of on in at to for with from under over by his her its their is it's 's t
"""
KEYWORDS_OUT = {"", "hash", "unsorted", "signs and symbols", "menu", "clip art", "computer icons"}
SERIES = 6  # drawings of one title; more of them are variations
MAX_DIFFERENCE = 0.12  # between our rendering and Debian's, mean absolute, black to white is 1


def vocabulary(sources: Path) -> set[str]:
    """All single words of WordNet, and a few small words it does not list."""
    words = set(SMALL_WORDS.split())
    for part in ("noun", "verb", "adj", "adv"):
        with (sources / WORDNET / f"index.{part}").open() as lines:
            words |= {line.split(" ", 1)[0] for line in lines if not line.startswith(" ")}
        with (sources / WORDNET / f"{part}.exc").open() as lines:
            words |= {line.split(" ", 1)[0] for line in lines}
    return words


def known(word: str, words: set[str]) -> bool:
    stems = (word, word.removesuffix("'s"), word.removesuffix("s"), word.removesuffix("es"))
    endings = [
        word[: -len(e)] + r
        for e, r in (("ies", "y"), ("ing", ""), ("ing", "e"), ("ed", ""))
        if word.endswith(e)
    ]
    return any(stem in words for stem in (*stems, *endings))


def tidy(title: str) -> str:
    """A title as a lower-case caption: no numbers, brackets, file-name signs or version words."""
    title = re.sub(r"\(.*?\)", " ", title)
    title = re.sub(r"([a-z])([A-Z])", r"\1 \2", title).lower()
    title = re.sub(r"\d+(\.\d+)?(st|nd|rd|th)?|[^a-z' ]", " ", title)
    return re.sub(r"\s+", " ", NOISE.sub(" ", title)).strip(" '")


def read_metadata(path: Path) -> dict:
    """Title, keywords, author and the public-domain mark of an SVG's own metadata."""
    text = path.read_bytes()[:400_000].decode("utf-8", "replace")
    found = re.search(r"<metadata.*?</metadata>", text, re.S)
    block = found[0] if found else ""
    agents = re.findall(r"<(?:cc:)?Agent.*?</(?:cc:)?Agent>", block, re.S)
    work = re.sub(r"<(?:cc:)?Agent.*?</(?:cc:)?Agent>", "", block, flags=re.S)

    def field(name: str, block: str) -> str:
        found = re.search(rf"<dc:{name}[^>]*>(.*?)</dc:{name}>", block, re.S)
        return html.unescape(re.sub(r"<[^>]+>", " ", found[1])).strip() if found else ""

    people = [field("title", agent) for agent in agents]
    return {
        "title": field("title", work),
        "keywords": [html.unescape(k).strip() for k in re.findall(r"<rdf:li>(.*?)</rdf:li>", work)],
        "author": next((p for p in people if p and "Open Clip Art" not in p), ""),
        "free": "PublicDomain" in block,
    }


def accept_title(data: dict, stem: str, words: set[str]) -> str | None:
    """The caption made of a title, or None where it is no plain English name."""
    series = NAMES_A_SERIES.search(data["title"])
    title = stem if series else data["title"]
    caption = tidy(title)
    parts = caption.split()
    unwanted = " ".join([title, *data["keywords"]])
    if WORDS_OUT.search(unwanted) or caption in GENERIC.split():
        return None
    if not 0 < len(parts) <= 6 or max(map(len, parts)) < 3:
        return None
    return caption if all(known(part, words) for part in parts if len(part) > 1) else None


def draw(svg: Path, png: Path) -> Image.Image | None:
    """Render the SVG; None where Debian's own rendering of it looks different."""
    picture, reference = square(open_file(svg)), square(open_file(png))
    if picture is None or reference is None:
        return None
    small = [np.asarray(p.convert("L").resize((32, 32))) / 255.0 for p in (picture, reference)]
    return picture if np.abs(small[0] - small[1]).mean() < MAX_DIFFERENCE else None


def captions_by_eye() -> dict[str, str]:
    return tomllib.loads(CAPTIONS.read_text(encoding="utf-8"))["captions"]


def candidates(sources: Path) -> Iterator[Row]:
    words, titles, captions = vocabulary(sources), Counter(), captions_by_eye()
    for svg in sorted((sources / SVG).rglob("*.svg")):
        name = svg.relative_to(sources / SVG).with_suffix("")
        png = (sources / PNG / name).with_suffix(".png")
        if FOLDERS_OUT.match(name.as_posix()) or not svg.is_file() or not png.exists():
            continue
        data = read_metadata(svg)
        by_eye = captions.get(name.as_posix())
        caption = by_eye or accept_title(data, name.name, words)
        titles[caption] += 1
        if caption is None or not data["free"] or (titles[caption] > SERIES and not by_eye):
            continue
        folder = name.parts[0].replace("_", " ")
        keywords = dict.fromkeys(map(tidy, data["keywords"])).keys() - KEYWORDS_OUT - {caption}
        yield Row(
            id=f"clipart/{name.as_posix()}",
            set="clipart",
            style="openclipart",
            concept=caption.lower(),
            caption=caption,
            label="" if folder == "unsorted" else folder,
            taxonomy=name.parent.as_posix(),
            license="public domain",
            draw=partial(draw, svg, png),
            keywords=sorted(k for k in keywords if all(known(w, words) for w in k.split())),
            author=data["author"],
        )
