"""Right answers to PictureIndex, differently written."""

import base64
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import numpy as np


def _unit(x):
    return x / np.linalg.norm(x, axis=-1, keepdims=True)


class open_file:
    def __init__(self, vectors, names):
        self.vectors = _unit(vectors)
        self.names = np.array(names, dtype=str)

    def cosines(self, query):
        return self.vectors @ _unit(query)

    def save(self, path):
        with Path(path).open("wb") as file:
            np.savez(file, vectors=self.vectors, names=self.names)

    @classmethod
    def load(cls, path):
        with np.load(path) as kept:
            return cls(kept["vectors"], kept["names"])


class as_json:
    def __init__(self, vectors, names):
        self.vectors, self.names = np.asarray(vectors), [str(name) for name in names]

    def cosines(self, query):
        lengths = np.linalg.norm(self.vectors, axis=1) * np.linalg.norm(query)
        return self.vectors @ query / lengths

    def save(self, path):
        table = dict(zip(map(str, range(len(self.names))), self.vectors.tolist(), strict=True))
        Path(path).write_text(json.dumps([self.names, table]), encoding="utf-8")

    @staticmethod
    def load(path):
        names, table = json.loads(Path(path).read_text(encoding="utf-8"))
        return as_json(np.array(list(table.values())), names)


class zipped:
    def __init__(self, vectors, names):
        self.vectors, self.names = _unit(np.array(vectors)), list(names)

    def cosines(self, query):
        return (self.vectors * _unit(query)).sum(axis=1)

    def save(self, path):
        vectors = io.BytesIO()
        np.save(vectors, self.vectors)
        with zipfile.ZipFile(path, "w") as file:
            file.writestr("vectors.npy", vectors.getvalue())
            file.writestr("names.json", json.dumps(self.names))

    @classmethod
    def load(cls, path):
        with zipfile.ZipFile(path) as file:
            vectors = np.load(io.BytesIO(file.read("vectors.npy")))
            return cls(vectors, json.loads(file.read("names.json")))


class renamed:
    def __init__(self, vectors, names):
        self.vectors = _unit(vectors).astype(np.float32)
        self.names = tuple(names)

    def cosines(self, query):
        return np.einsum("nd,d->n", self.vectors, query / np.sqrt(query @ query))

    def save(self, path):
        beside = Path(f"{path}.npz")
        np.savez_compressed(beside, self.vectors, np.array(self.names, dtype=str))
        beside.replace(path)

    @classmethod
    def load(cls, path):
        kept = np.load(path)
        return cls(kept["arr_0"], kept["arr_1"].tolist())


class lines:
    """A line a picture: its vector and its name, in base64."""

    def __init__(self, vectors, names):
        self.vectors, self.names = _unit(np.asarray(vectors, dtype=float)), list(map(str, names))

    def cosines(self, query):
        return [float(row @ query) / float(np.linalg.norm(query)) for row in self.vectors]

    def save(self, path):
        rows = [base64.b64encode(row.tobytes()).decode() for row in self.vectors]
        names = [base64.b64encode(name.encode()).decode() for name in self.names]
        text = "\n".join(f"{row} {name}" for row, name in zip(rows, names, strict=True))
        Path(path).write_bytes(text.encode())

    @classmethod
    def load(cls, path):
        both = [
            map(base64.b64decode, line.split(b" ")) for line in Path(path).read_bytes().splitlines()
        ]
        rows, names = zip(*both, strict=True)
        return cls([np.frombuffer(row) for row in rows], [name.decode() for name in names])


class in_torch:
    def __init__(self, vectors, names):
        import torch

        self.vectors = torch.nn.functional.normalize(torch.as_tensor(np.asarray(vectors)), dim=1)
        self.names = [*names]

    def cosines(self, query):
        import torch

        return self.vectors @ torch.nn.functional.normalize(torch.as_tensor(query), dim=0)

    def save(self, path):
        with Path(path).open("wb") as file:
            np.savez(file, v=self.vectors.numpy(), n=np.array(self.names, dtype=np.str_))

    @classmethod
    def load(cls, path):
        with Path(path).open("rb") as file:
            kept = np.load(file)
            return cls(kept["v"], kept["n"])


class header_and_bytes:
    """A line of JSON, then the numbers as they lie in memory."""

    def __init__(self, vectors, names):
        self.vectors = np.ascontiguousarray(_unit(vectors), dtype="<f8")
        self.names = [str(name) for name in names]

    def cosines(self, query):
        return np.dot(self.vectors, query) / np.linalg.norm(query)

    def save(self, path):
        head = json.dumps({"shape": self.vectors.shape, "names": self.names})
        Path(path).write_bytes(f"{head}\n".encode() + self.vectors.tobytes())

    @classmethod
    def load(cls, path):
        head, _, numbers = Path(path).read_bytes().partition(b"\n")
        kept = json.loads(head)
        return cls(np.frombuffer(numbers, "<f8").reshape(kept["shape"]), kept["names"])


class in_a_database:
    """A row of SQLite a picture."""

    def __init__(self, vectors, names):
        self.rows = [(str(name), row) for name, row in zip(names, _unit(vectors), strict=True)]

    @property
    def names(self):
        return tuple(name for name, _ in self.rows)

    def cosines(self, query):
        return np.stack([row for _, row in self.rows]) @ _unit(np.asarray(query))

    def save(self, path):
        Path(path).unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as file, file:
            file.execute("create table pictures (place integer primary key, name, vector)")
            rows = [(name, row.tobytes()) for name, row in self.rows]
            file.executemany("insert into pictures (name, vector) values (?, ?)", rows)

    @classmethod
    def load(cls, path):
        with closing(sqlite3.connect(path)) as file:
            rows = file.execute("select name, vector from pictures order by place").fetchall()
        return cls(np.stack([np.frombuffer(v) for _, v in rows]), [name for name, _ in rows])
