"""Emoji: one concept, several artists. Names and keywords from emojibase, drawings from Iconify."""

import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from .pictures import render_svg
from .row import Row

STYLES = {
    "noto": "Apache-2.0",
    "fluent-emoji": "MIT",
    "fluent-emoji-flat": "MIT",
    "emojione": "CC-BY-4.0",
    "twemoji": "CC-BY-4.0",
}
LABELS = {
    0: "face",
    1: "people",
    3: "animal or plant",
    4: "food or drink",
    5: "travel or place",
    6: "activity",
    7: "object",
    8: "symbol",
}
SIGNS = {"alphanum", "arrow", "av-symbol", "keycap"}  # subgroups that hold lettering and arrows
SERIES = re.compile(
    r"button$|o\u2019clock|-thirty|^input |^family: |facing right$|"
    r"(medium|medium-small|small) square$|small (blue|orange) diamond$"
)
GENDERED = re.compile(r"^(man|woman|men|women)\b.")


def _package(sources: Path, name: str) -> Path:
    return next((sources / "npm").glob(f"{name}-[0-9]*"))


def _codes(hexcode: str) -> list[str]:
    code = hexcode.lower()
    return [code, code.replace("-fe0f", ""), code.replace("fe0f-", "")]


class IconSet:
    """An Iconify package: SVG bodies by icon name, with aliases and a character table."""

    def __init__(self, sources: Path, style: str):
        folder = _package(sources, f"iconify-json-{style}")
        data = json.loads((folder / "icons.json").read_text())
        self.icons, self.aliases = data["icons"], data.get("aliases", {})
        self.side = data.get("width", 32), data.get("height", 32)
        self.names = json.loads((folder / "chars.json").read_text())

    def name_of(self, hexcode: str) -> str | None:
        return next((self.names[c] for c in _codes(hexcode) if c in self.names), None)

    def svg(self, name: str) -> str | None:
        alias = self.aliases.get(name)
        if alias is not None:
            if set(alias) != {"parent"}:  # a flipped or turned copy is another picture
                return None
            name = alias["parent"]
        icon = self.icons.get(name)
        if icon is None:
            return None
        width, height = icon.get("width", self.side[0]), icon.get("height", self.side[1])
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">{icon["body"]}</svg>'
        )


def candidates(sources: Path) -> Iterator[Row]:
    base = _package(sources, "emojibase-data")
    names = json.loads((base / "en" / "data.json").read_text())
    groups = json.loads((base / "meta" / "groups.json").read_text())
    sets = {style: IconSet(sources, style) for style in STYLES}
    for entry in sorted(names, key=lambda entry: entry["hexcode"]):
        group, name = entry.get("group"), entry["label"]
        subgroup = groups["subgroups"].get(str(entry.get("subgroup")))
        if group not in LABELS or subgroup in SIGNS or SERIES.search(name):
            continue
        if group == 1 and GENDERED.match(name) and "holding hands" not in name:
            continue  # the same figure comes once more as "person ..."
        noto = sets["noto"].name_of(entry["hexcode"])
        for style, icons in sets.items():
            icon = icons.name_of(entry["hexcode"]) or noto
            svg = icon and icons.svg(icon)
            if svg is None:
                continue
            yield Row(
                id=f"emoji/{style}/{entry['hexcode']}",
                set="emoji",
                style=style,
                concept=name,
                caption=name,
                label=LABELS[group],
                taxonomy=f"{groups['groups'][str(group)]}/{subgroup}",
                license=STYLES[style],
                draw=partial(render_svg, svg),
                keywords=entry.get("tags", []),
            )
