"""One candidate pair, before it has a split."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PIL import Image


@dataclass
class Row:
    id: str
    set: str
    style: str
    concept: str
    caption: str
    label: str
    taxonomy: str
    license: str
    draw: Callable[[], Image.Image | None] = field(repr=False)
    keywords: list[str] = field(default_factory=list)
    kind: str = "drawing"
    captions: dict[str, str] = field(default_factory=dict)
    author: str = ""
    blocked: bool = False
    split: str = "test"
