"""Lesson 5: finding the nearest vectors without looking at all of them.

`index` is what you use. `kinds` is what happens inside it, `options` how it is set, `auto` how it
chooses for itself, `ids` how it keeps your ids, `files` how it lies on disk. `structure` shows its
cells, codebooks, graph and planes, and `sample` makes many vectors out of few.
"""

from course_utils.retrieval.index import VectorIndex
from course_utils.retrieval.sample import realistic_vectors

__all__ = ["VectorIndex", "realistic_vectors"]
