"""One file for one index: what it is, its ids and faiss's bytes, under a checksum.

    8 bytes   b"SSINDEX\\n"
    4 bytes   format version
    8 bytes   length of the rest
    32 bytes  SHA-256 of everything else
    the rest: 4 bytes length of the header, the header (JSON), 8 bytes an id, faiss's bytes

Numbers are little-endian. faiss reads flipped bits without a word, and wrong lengths can crash it:
so the checksum is compared first. It tells damage, not intent; open files of people you trust.
"""

import hashlib
import json
import os
import struct
from pathlib import Path
from reprlib import repr as shortened

import numpy as np

from course_utils._files import write_atomically

MAGIC = b"SSINDEX\n"
VERSION = 1
START = struct.Struct("<8sIQ")
DIGEST = hashlib.sha256().digest_size


def write(path: str | os.PathLike, header: dict, ids: np.ndarray, index_bytes: np.ndarray) -> None:
    """Write the file beside its place, then move it there: path holds the old or the new one."""
    path = _file(path)
    text = json.dumps(header | {"n": len(ids)}).encode()
    rest = [struct.pack("<I", len(text)), text, ids.astype("<i8").tobytes(), index_bytes]
    start = START.pack(MAGIC, VERSION, sum(map(len, rest)))
    digest = _checksum(start, *rest)
    write_atomically(path, [start, digest, *rest])


def read(path: str | os.PathLike) -> tuple[dict, np.ndarray, np.ndarray]:
    """(header, ids, faiss's bytes); ValueError unless the file is whole and unchanged."""
    path = _file(path)
    data = memoryview(path.read_bytes())
    if data[: len(MAGIC)] != MAGIC[: len(data)] or not data:
        raise ValueError(f"{path} is no file of a VectorIndex")
    body = START.size + DIGEST
    if len(data) < body:
        raise ValueError(f"{path} is truncated: only {len(data)} bytes are left of it")
    _, version, length = START.unpack_from(data)
    if version > VERSION:
        raise ValueError(
            f"{path} has file format {version}, but this version of the course reads up to "
            f"{VERSION}: update it, or build the index again"
        )
    start, digest, rest = data[: START.size], data[START.size : body], data[body:]
    if len(rest) < length:
        raise ValueError(f"{path} is truncated: {length - len(rest)} bytes are missing at its end")
    if _checksum(start, rest) != digest:
        raise ValueError(f"{path} is damaged: its checksum does not fit; build the index again")
    (size,) = struct.unpack_from("<I", rest)
    header = json.loads(bytes(rest[4 : 4 + size]))
    ids_end = 4 + size + 8 * header["n"]
    ids = np.frombuffer(rest[4 + size : ids_end], dtype="<i8").astype(np.int64)
    return header, ids, np.frombuffer(rest[ids_end:], dtype=np.uint8)


def _file(path: str | os.PathLike) -> Path:
    try:
        name = os.fspath(path)
        usable = isinstance(name, str) and name and b"\0" not in os.fsencode(name)
    except (TypeError, UnicodeEncodeError):  # no path at all, or half a letter in it
        usable = False
    if not usable:
        raise ValueError(f"path must be the name of a file, but is {shortened(path)}")
    return Path(name)


def _checksum(*parts: bytes | memoryview | np.ndarray) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()
