"""What a worker does: one shard, whole or not at all, and never a second time."""

import io
import tarfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from course_utils._files import write_atomically
from course_utils.clip import DualEncoder, load_clip
from course_utils.images import read_image
from course_utils.scaling.shards import batched, picture_of, read_shard

AT_ONCE = 256  # pictures decoded at a time: a shard need not fit into memory


def part_of(shard: Path, out: Path) -> Path:
    """Where the vectors of a shard go."""
    return out / "parts" / f"{shard.stem}.npz"


def is_done(shard: Path, out: Path) -> bool:
    """Whether the vectors of this shard, of the size it has now, are there."""
    part = part_of(shard, out)
    if not part.exists():
        return False
    with np.load(part) as stored:
        return int(stored["shard_bytes"]) == shard.stat().st_size


def embed_shard(shard: Path, out: Path, model: str) -> str:
    """Embed the pictures of one shard into its part, unless that is done; the shard's name.

    The part appears under its name only when it is whole and on the disk: a worker that dies
    before leaves nothing that counts, and whoever takes the shard over begins it anew.
    """
    if is_done(shard, out):
        return shard.name
    size = shard.stat().st_size
    encoder, bad, keys = _encoder(model), [], []
    vectors = [np.empty((0, encoder.dim), np.float32)]
    for some in batched(_pictures(shard, bad), AT_ONCE):
        keys += [key for key, _ in some]
        vectors.append(encoder.encode_images([picture for _, picture in some]))
    content = io.BytesIO()
    np.savez(
        content,
        keys=np.array(keys, dtype=np.str_),
        vectors=np.concatenate(vectors),
        bad=np.array(bad, dtype=np.str_).reshape(-1, 2),
        shard_bytes=size,
    )
    write_atomically(part_of(shard, out), content.getvalue())
    return shard.name


def _pictures(shard: Path, bad: list[tuple[str, str]]) -> Iterator[tuple[str, Image.Image]]:
    """Key and picture of each sample that has one; the others go to `bad` with the reason."""
    seen = set()
    try:
        for key, files in read_shard(shard):
            content = picture_of(files)
            if content is None:
                bad.append((key, "has no picture"))
            elif key in seen:
                bad.append((key, "is in the shard already"))
            else:
                seen.add(key)
                try:
                    yield key, read_image(io.BytesIO(content))
                except ValueError as error:
                    bad.append((key, str(error)))
    except tarfile.TarError as error:
        bad.append(("", f"the shard is damaged from here on: {error}"))


@cache
def _encoder(model: str) -> DualEncoder:
    return load_clip(model)
