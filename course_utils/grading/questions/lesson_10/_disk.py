"""A disk that outlives a job, and a job that is killed at a given step of its work."""

from collections import Counter

import numpy as np

from course_utils.grading.kernel.returned import numbers


class Killed(BaseException):
    """Signal 9: no `except Exception` stops it, and nothing works any more afterwards."""


class Power:
    """What every step takes one of, until there is none."""

    def __init__(self, steps):
        self.left, self.gone = steps, False

    def step(self):
        self.gone |= self.left <= 0
        if self.gone:
            raise Killed
        self.left -= 1


class Disk:
    """Rows under names. A write takes as many steps as it has rows, and can end in its midst."""

    def __init__(self):
        self.rows, self.power = {}, Power(np.inf)

    def write(self, name, rows):
        rows = numbers(rows)
        for n in range(len(rows) + 1):
            self.power.step()
            self.rows[str(name)] = rows[:n].copy()

    def rename(self, old, new):
        rows = self.read(old)
        del self.rows[str(old)]
        self.rows[str(new)] = rows

    def read(self, name):
        self.power.step()
        if str(name) not in self.rows:
            raise FileNotFoundError(f"nothing lies under the name {name!r}")
        return self.rows[str(name)].copy()

    def names(self):
        self.power.step()
        return sorted(self.rows)


class Trial:
    """A job to be done with an answer: what it is given, and what became of it.

    shards {name: pictures} and table {picture: row} say what is to be embedded. `encoded` counts
    how often each picture was, `again` how often one was whose shard was finished.
    """

    def __init__(self, shards, table):
        self.shards, self.table = shards, table
        self.shard_of = {p: name for name, pictures in shards.items() for p in pictures}
        self.right = {name: np.array([table[p] for p in ps]) for name, ps in shards.items()}
        self.disk, self.encoded, self.again = Disk(), Counter(), 0

    def run(self, answer, steps=np.inf):
        """What is returned, or None where it was killed after so many steps."""
        self.disk.power = power = Power(steps)

        def encode(pictures):
            rows = []
            for picture in pictures:
                power.step()
                self.encoded[picture] += 1
                self.again += self.state(self.shard_of[picture]) == "finished"
                rows.append(self.table[picture])
            return np.array(rows)

        try:
            found = answer(self.shards, encode, self.disk)
        except Killed:
            return None
        return None if power.gone else found

    def rows(self, names):
        """What these shards' rows are, one below the other."""
        return np.concatenate([self.right[name] for name in names])

    def state(self, name):
        """What lies under a shard's name."""
        if name not in self.disk.rows:
            return "nothing"
        whole = np.array_equal(self.disk.rows[name], self.right[name])
        return "finished" if whole else "damaged"

    def damaged(self):
        return [name for name in self.shards if self.state(name) == "damaged"]

    def begun(self):
        """Shards of which a picture was encoded, and that are not finished."""
        shards = dict.fromkeys(self.shard_of[picture] for picture in self.encoded)
        return [name for name in shards if self.state(name) != "finished"]
