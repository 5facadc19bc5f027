"""What a worker does: one shard, whole or not at all, and never a second time."""

import hashlib
import io
import json
import tarfile
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from course_utils._files import write_atomically
from course_utils.images import read_image
from course_utils.scaling.colours import Colours
from course_utils.scaling.shards import batched, is_line, picture_of, read_shard

SETTINGS = "embedding.json"
AT_ONCE = 256  # pictures decoded at a time: a shard need not fit into memory


def part_of(shard: Path, out: Path) -> Path:
    """Where the vectors of a shard go."""
    return out / "parts" / f"{shard.stem}.npz"


def is_done(shard: Path, out: Path) -> bool:
    """Whether the vectors of this shard, with the content it has now, are there and whole.

    Reads both once: under a second for a gigabyte of pictures, against minutes of embedding.
    """
    try:
        with np.load(part_of(shard, out)) as part:
            whole = len(part["vectors"]) == len(part["keys"])
            return whole and str(part["shard_sha256"]) == _sha256(shard)
    except (FileNotFoundError, KeyError, ValueError, EOFError, zipfile.BadZipFile):
        return False


def embed_shard(shard: Path, out: Path, model: str) -> str:
    """Embed the pictures of one shard into its part, unless that is done; the shard's name.

    The part appears under its name only when it is whole and on the disk: a worker that dies
    before leaves nothing that counts, and whoever takes the shard over begins it anew. Raises
    ValueError where `out` was begun with other weights (`check_weights`).
    """
    if is_done(shard, out):
        return shard.name
    content_before = _sha256(shard)  # should the shard change while it is read, it is not done
    check_weights(out, model)
    encoder, bad, keys = _encoder(model)[0], [], []
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
        shard_sha256=content_before,
    )
    write_atomically(part_of(shard, out), content.getvalue())
    return shard.name


def check_weights(out: Path, model: str) -> None:
    """Raise ValueError where `out` was begun with other weights of this model's name.

    A folder can be trained further, and a hub name moves on. The first who embeds notes which
    weights are meant; what another worker has in its memory is compared, not what its disk says.
    """
    settings = json.loads((out / SETTINGS).read_text("utf-8"))
    weights = _encoder(model)[1]
    if settings.get("weights", weights) != weights:
        raise ValueError(
            f"out: {out} holds vectors of other weights that were called {model!r} as well, and "
            "those are of another space; give another folder"
        )
    if "weights" not in settings:
        write_atomically(out / SETTINGS, json.dumps(settings | {"weights": weights}).encode())


def _pictures(shard: Path, bad: list[tuple[str, str]]) -> Iterator[tuple[str, Image.Image]]:
    """Key and picture of each sample that has one; the others go to `bad` with the reason."""
    seen = set()
    try:
        for key, files in read_shard(shard):
            content = picture_of(files)
            if not is_line(key):
                bad.append((ascii(key), "is no name that a line of keys.txt can hold"))
            elif content is None:
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


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def _encoder(model: str):
    """The encoder of that name, and what tells its weights from others: kept for all shards."""
    if model == "colours":
        return Colours(), "none"
    from course_utils.clip import load_clip  # torch: who only searches does not wait for it

    encoder = load_clip(model)
    return encoder, _weights(encoder.model.config)


def _weights(config) -> str:
    """The commit of a model from the hub, or a checksum of a folder's files of weights."""
    if commit := getattr(config, "_commit_hash", None):
        return commit
    folder = Path(config.name_or_path)
    files = sorted([*folder.glob("*.safetensors"), *folder.glob("*.bin")])
    return hashlib.sha256("".join(map(_sha256, files)).encode()).hexdigest()
