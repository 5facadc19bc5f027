"""Typical wrong answers to PictureIndex. A docstring: words of the line that rejects it."""

import csv
import json
import pickle
from pathlib import Path
from typing import ClassVar
from unicodedata import normalize

import numpy as np


class _Right:
    def __init__(self, vectors, names):
        self.vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        self.names = [str(name) for name in names]

    def cosines(self, query):
        return self.vectors @ (query / np.linalg.norm(query))

    def save(self, path):
        with Path(path).open("wb") as file:
            np.savez(file, vectors=self.vectors, names=self.names)

    @classmethod
    def load(cls, path):
        with np.load(path) as kept:
            return cls(kept["vectors"], kept["names"])


class products(_Right):
    """Are both sides unit vectors?"""

    def __init__(self, vectors, names):
        self.vectors, self.names = vectors, [str(name) for name in names]


class query_as_it_is(_Right):
    """Are both sides unit vectors?"""

    def cosines(self, query):
        return self.vectors @ query


class another_name(_Right):
    """What does np.savez do with a name without .npz?"""

    def save(self, path):
        np.savez(path, vectors=self.vectors, names=self.names)

    @classmethod
    def load(cls, path):
        with np.load(f"{path}.npz") as kept:
            return cls(kept["vectors"], kept["names"])


class two_files(_Right):
    """one file was to be saved"""

    def save(self, path):
        super().save(path)
        Path(f"{path}.names").write_text("\n".join(self.names), encoding="utf-8")


class pickled(_Right):
    """pickle was asked to read the file"""

    def save(self, path):
        Path(path).write_bytes(pickle.dumps([self.vectors, self.names]))

    @classmethod
    def load(cls, path):
        return cls(*pickle.loads(Path(path).read_bytes()))


class objects(_Right):
    """Object arrays cannot be loaded"""

    def save(self, path):
        with Path(path).open("wb") as file:
            np.savez(file, vectors=self.vectors, names=np.array(self.names, dtype=object))


class kept_in_the_class(_Right):
    """this was saved elsewhere, or loaded before"""

    def save(self, path):
        super().save(path)
        type(self).last = self

    @classmethod
    def load(cls, path):
        return cls.last


class names_cut_short(_Right):
    """none cut short"""

    def save(self, path):
        with Path(path).open("wb") as file:
            np.savez(file, vectors=self.vectors, names=np.array(self.names, dtype="<U8"))


class names_sorted(_Right):
    """the names were sorted, the vectors not"""

    def save(self, path):
        with Path(path).open("wb") as file:
            np.savez(file, vectors=self.vectors, names=sorted(self.names))


class without_names(_Right):
    """In their order, in any alphabet"""

    @classmethod
    def load(cls, path):
        with np.load(path) as kept:
            return cls(kept["vectors"], range(len(kept["vectors"])))


class arrays_alone(_Right):
    """load gives no PictureIndex"""

    @classmethod
    def load(cls, path):
        return np.load(path)["vectors"]


class letters_of_english(_Right):
    """UnicodeEncodeError"""

    def save(self, path):
        with Path(path).open("wb") as file:
            np.savez(file, vectors=self.vectors, names=np.array(self.names, dtype="S"))


class a_line_a_name(_Right):
    """A name may hold commas, tabs and line breaks"""

    def save(self, path):
        with Path(path).open("wb") as file:
            np.save(file, self.vectors)
            file.write("\n".join(self.names).encode())

    @classmethod
    def load(cls, path):
        with Path(path).open("rb") as file:
            return cls(np.load(file), file.read().decode().splitlines())


class kept_by_its_path(_Right):
    """Everything has to be in the file"""

    kept: ClassVar = {}

    def save(self, path):
        Path(path).write_text("saved", encoding="utf-8")
        self.kept[path] = self

    @classmethod
    def load(cls, path):
        return cls.kept[path]


class in_place(_Right):
    """your class changed the vectors"""

    def __init__(self, vectors, names):
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        super().__init__(vectors, names)


class query_in_place(_Right):
    """your class changed the query"""

    def cosines(self, query):
        query /= np.linalg.norm(query)
        return self.vectors @ query


class spaces_lost(_Right):
    """spaces at a name's ends got lost"""

    def save(self, path):
        with Path(path).open("wb") as file:
            names = [name.strip() for name in self.names]
            np.savez(file, vectors=self.vectors, names=names)


class each_name_once(_Right):
    """a vector got lost"""

    def save(self, path):
        kept = dict(zip(self.names, self.vectors, strict=True))
        with Path(path).open("wb") as file:
            np.savez(file, vectors=list(kept.values()), names=list(kept))


class added_to_the_file(_Right):
    """the older index is in that file"""

    def save(self, path):
        with Path(path).open("ab") as file:
            np.save(file, self.vectors)
            np.save(file, self.names)

    @classmethod
    def load(cls, path):
        with Path(path).open("rb") as file:
            return cls(np.load(file), np.load(file))


class vectors_of_the_class(_Right):
    """What is kept in the class is shared by all"""

    def __init__(self, vectors, names):
        super().__init__(vectors, names)
        type(self).kept = self.vectors

    def cosines(self, query):
        return self.kept @ (query / np.linalg.norm(query))


class names_of_the_class(_Right):
    """What is kept in the class is shared by all"""

    kept: ClassVar = []

    def __init__(self, vectors, names):
        super().__init__(vectors, names)
        type(self).kept = self.shown

    @property
    def names(self):
        return self.kept

    @names.setter
    def names(self, names):
        self.shown = names


class the_first_query_for_all(_Right):
    """a second query got the cosines of the first"""

    def cosines(self, query):
        if not hasattr(self, "asked"):
            self.asked = query / np.linalg.norm(query)
        return self.vectors @ self.asked


class in_columns(_Right):
    """A name may hold commas, tabs and line breaks"""

    def save(self, path):
        with Path(path).open("wb") as file:
            np.savez(file, vectors=self.vectors, names=np.array("\t".join(self.names)))

    @classmethod
    def load(cls, path):
        with np.load(path) as kept:
            return cls(kept["vectors"], str(kept["names"]).split("\t"))


class thirty_two_letters(_Right):
    """with all their signs, none cut short"""

    def __init__(self, vectors, names):
        super().__init__(vectors, np.array(names, dtype="U32"))


class in_small_letters(_Right):
    """capital letters became small ones"""

    def __init__(self, vectors, names):
        super().__init__(vectors, [str(name).lower() for name in names])


class the_first_that_was_loaded(_Right):
    """this was saved elsewhere, or loaded before"""

    first: ClassVar[dict] = {}

    @classmethod
    def load(cls, path):
        return cls.first.setdefault("loaded", super().load(path))


class a_folder(_Right):
    """'mine' was to be saved"""

    def save(self, path):
        Path(path).mkdir(exist_ok=True)
        super().save(Path(path) / "index")

    @classmethod
    def load(cls, path):
        return super().load(Path(path) / "index")


class other_line_ends(_Right):
    """a line break became another"""

    def save(self, path):
        with Path(path).open("w", encoding="utf-8") as file:
            csv.writer(file).writerows(
                [name, *row] for name, row in zip(self.names, self.vectors.tolist(), strict=True)
            )

    @classmethod
    def load(cls, path):
        with Path(path).open(encoding="utf-8") as file:
            names, *columns = zip(*csv.reader(file), strict=True)
        return cls(np.array(columns, dtype=float).T, names)


class composed(_Right):
    """a letter and its accent became another"""

    def __init__(self, vectors, names):
        super().__init__(vectors, [normalize("NFC", name) for name in names])


class written_over_the_beginning(_Right):
    """the older index is in that file, too"""

    def save(self, path):
        with Path(path).open("r+" if Path(path).exists() else "w", encoding="utf-8") as file:
            json.dump([self.vectors.tolist(), self.names], file)

    @classmethod
    def load(cls, path):
        vectors, names = json.loads(Path(path).read_text(encoding="utf-8"))
        return cls(np.array(vectors), names)


class kept_by_path(_Right):
    """this is the file that was there before"""

    known: ClassVar = {}

    def save(self, path):
        super().save(path)
        self.known.pop(path, None)

    @classmethod
    def load(cls, path):
        if path not in cls.known:
            cls.known[path] = super().load(path)
        return cls.known[path]


class a_copy_of_the_old_one(_Right):
    """leaves nothing beside it"""

    def save(self, path):
        if Path(path).exists():
            Path(path).rename(f"{path}.bak")
        super().save(path)


class bare_for_one(_Right):
    """in an array all the same"""

    def cosines(self, query):
        return super().cosines(query).squeeze()


class as_they_are_if_the_first_is_unit(_Right):
    """Are both sides unit vectors?"""

    def __init__(self, vectors, names):
        super().__init__(vectors, names)
        if np.isclose(np.linalg.norm(vectors[0]), 1):
            self.vectors = vectors


class pickle_is_allowed(_Right):
    """It runs whatever a stranger's file says"""

    @classmethod
    def load(cls, path):
        with np.load(path, allow_pickle=True) as kept:
            return cls(kept["vectors"], kept["names"])


class a_small_number_on_each_length(_Right):
    """Is the length of a short vector taken as it is?"""

    def __init__(self, vectors, names):
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        self.vectors, self.names = vectors / (lengths + 1e-6), [str(name) for name in names]


class a_small_number_on_the_querys_length(_Right):
    """Is the length of a short vector taken as it is?"""

    def cosines(self, query):
        return self.vectors @ (query / (np.linalg.norm(query) + 1e-6))


class lengths_of_1_at_least(_Right):
    """Is the length of a short vector taken as it is?"""

    def __init__(self, vectors, names):
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        self.vectors, self.names = vectors / np.maximum(lengths, 1), [str(name) for name in names]


class empty_names_left_out(_Right):
    """names, where 9 were saved"""

    def save(self, path):
        with Path(path).open("wb") as file:
            np.savez(file, vectors=self.vectors, names=[name for name in self.names if name])


class of_the_type_of_the_vectors(_Right):
    """Were they cut off?"""

    def __init__(self, vectors, names):
        super().__init__(vectors, names)
        self.vectors = self.vectors.astype(vectors.dtype)


class as_many_vectors_as_numbers(_Right):
    """Has each row its own length?"""

    def __init__(self, vectors, names):
        super().__init__(vectors, names)
        if vectors.shape[0] == vectors.shape[1]:
            self.vectors = vectors / np.linalg.norm(vectors, axis=0)


class saved_only_where_it_was_made(_Right):
    """what was loaded cannot be saved"""

    def __init__(self, vectors, names):
        super().__init__(vectors, names)
        self.parts = {"vectors": self.vectors, "names": self.names}

    def save(self, path):
        with Path(path).open("wb") as file:
            np.savez(file, **self.parts)

    @classmethod
    def load(cls, path):
        index = cls.__new__(cls)
        with np.load(path) as kept:
            index.vectors, index.names = kept["vectors"], kept["names"]
        return index


class saved_once(_Right):
    """the older index is in that file, too"""

    saved = False

    def save(self, path):
        if not self.saved:
            super().save(path)
        self.saved = True


class read_when_asked(_Right):
    """load has to read all of it at once"""

    @classmethod
    def load(cls, path):
        index = super().load(path)
        index.path = path
        return index

    def cosines(self, query):
        index = type(self).load(self.path) if "path" in vars(self) else self
        return _Right.cosines(index, query)


class one_row_loses_its_brackets(_Right):
    """one vector has one cosine, in an array all the same"""

    @classmethod
    def load(cls, path):
        index = super().load(path)
        index.vectors = index.vectors.squeeze()
        return index


class one_name_is_a_string(_Right):
    """one vector has one name"""

    @classmethod
    def load(cls, path):
        index = super().load(path)
        if len(index.names) == 1:
            index.names = index.names[0]
        return index


class names_sorted_where_they_lie(_Right):
    """your class changed the list of names"""

    def __init__(self, vectors, names):
        super().__init__(vectors, names)
        if isinstance(names, list):
            names.sort()


class cosines_kept_by_names_and_query(_Right):
    """What is kept in the class is shared by all"""

    known: ClassVar = {}

    def cosines(self, query):
        key = (*self.names, query.tobytes())
        return self.known.setdefault(key, super().cosines(query))
