"""LAION: addresses of pictures on the web and the texts beside them."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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
    path = Path(path)
    files = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
    if not files or not files[0].is_file():
        state = "holds no *.parquet file" if path.is_dir() else "does not exist"
        raise FileNotFoundError(f"{path} {state}: expected LAION's Parquet files")
    return (pair for file in files for pair in _pairs(file))


def _pairs(path: Path) -> Iterator[WebPair]:
    import pyarrow
    from pyarrow import parquet

    try:
        table = parquet.ParquetFile(path)
    except pyarrow.ArrowInvalid as error:
        raise ValueError(f"{path}: not a Parquet file, or a damaged one") from error
    with table:
        here = {name.lower(): name for name in table.schema_arrow.names}
        column_of = {
            field: next((here[name] for name in names if name in here), None)
            for field, names in COLUMNS.items()
        }
        for field in ("url", "text"):
            if column_of[field] is None:
                names = " or ".join(name.upper() for name in COLUMNS[field])
                there = ", ".join(here.values())
                raise ValueError(f"{path}: expected a column {names}, found {there}")
        found = {field: column for field, column in column_of.items() if column}
        for batch in table.iter_batches(ROWS, columns=list(found.values())):
            columns = [batch.column(column).to_pylist() for column in found.values()]
            for values in zip(*columns, strict=True):
                if values[0] is not None:
                    yield WebPair(**dict(zip(found, values, strict=True)))
