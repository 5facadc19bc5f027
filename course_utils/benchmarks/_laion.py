"""LAION: addresses of pictures on the web and the texts beside them."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from course_utils._paths import looked_up

ROWS = 10_000  # rows in memory at once
COLUMNS = {
    "url": ("url",),
    "text": ("text", "caption"),
    "width": ("width",),
    "height": ("height",),
    "similarity": ("similarity",),
    "punsafe": ("punsafe",),
    "pwatermark": ("pwatermark",),
}
TEXTS = "string", "large_string", "binary", "large_binary", "null"
NUMBERS = "integer", "floating", "null"


@dataclass(frozen=True, slots=True)
class WebPair:
    """An address, the picture's alternative text, its size, and scores; None where not known.

    similarity is CLIP's cosine of picture and text; punsafe and pwatermark are the probabilities,
    by two classifiers, that the picture is not safe for work and that it has a watermark.
    """

    url: str
    text: str | None
    width: float | None = None
    height: float | None = None
    similarity: float | None = None
    punsafe: float | None = None
    pwatermark: float | None = None


def laion(path: str | os.PathLike) -> Iterator[WebPair]:
    """Pairs of LAION, one at a time, from a Parquet file or a folder of them (by name)::

        large = (pair for pair in laion("laion2B-en") if pair.width and pair.width >= 512)

    Only 10,000 rows and the columns of `WebPair` are in memory at once. The columns URL and TEXT
    must be there (Re-LAION calls them url and caption); of the others, LAION-400M has no
    punsafe and pwatermark. A row without an address is skipped.

    Schuhmann et al. 2022: LAION-5B has 5.85 billion pairs, 2.32 billion with English text, kept
    where CLIP's cosine was at least .28 (.26 for other languages). Nobody checked the texts.

    Licence: the tables were CC BY 4.0; the pictures, which are not part of LAION, have their own
    rights, and many addresses are dead. LAION-5B was withdrawn in December 2023, after Thiel
    (Stanford Internet Observatory) found links to pictures of child abuse in it. Do not use or keep
    old copies: Re-LAION-5B (August 2024, 5.5 billion pairs) removes them, for research only.
    """
    path, there = looked_up("path", path)
    files = sorted(path.glob("*.parquet")) if there == "folder" else [path]
    if there == "nothing" or not files:
        state = "holds no *.parquet file" if there == "folder" else "does not exist"
        raise FileNotFoundError(f"{path} {state}: expected LAION's Parquet files")
    return (pair for file in files for pair in _pairs(file))


def _pairs(path: Path) -> Iterator[WebPair]:
    import pyarrow
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(path) as table:
            found = _columns(path, table.schema_arrow)
            for batch in table.iter_batches(ROWS, columns=list(found.values())):
                columns = [_values(batch.column(column)) for column in found.values()]
                for values in zip(*columns, strict=True):
                    if values[0]:
                        yield WebPair(**dict(zip(found, values, strict=True)))
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: holds bytes that are not UTF-8 text") from error
    except (pyarrow.ArrowInvalid, OSError) as error:
        raise ValueError(f"{path}: not a Parquet file, or a damaged one") from error


def _columns(path: Path, schema) -> dict[str, str]:
    """For each field of a `WebPair` that the file has, its column, the address first."""
    from pyarrow import types

    here = {name.lower(): name for name in schema.names}
    found = {}
    for field, names in COLUMNS.items():
        column = next((here[name] for name in names if name in here), None)
        is_text = field in ("url", "text")
        if column is None and is_text:
            names = " or ".join(name.upper() for name in names)
            there = ", ".join(schema.names)
            raise ValueError(f"{path}: expected a column {names}, found {there}")
        if column is None:
            continue
        kind = schema.field(column).type
        kind = kind.value_type if types.is_dictionary(kind) else kind
        fits = TEXTS if is_text else NUMBERS
        if not any(getattr(types, f"is_{fit}")(kind) for fit in fits):
            wanted = "text" if is_text else "numbers"
            raise ValueError(f"{path}: the column {column} must hold {wanted}, but holds {kind}")
        found[field] = column
    return found


def _values(column) -> list:
    """Texts as str, where a writer has left bytes, too; NaN, as pandas marks a gap, as None."""
    values = column.to_pylist()
    return [
        value.decode() if isinstance(value, bytes) else value if value == value else None
        for value in values
    ]
