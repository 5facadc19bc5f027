"""Lesson 5: finding the nearest vectors without looking at all of them.

`index` is what you use, `kinds` what happens inside it, `files` how it is kept on disk, `structure`
what the pictures of the lesson are drawn from, and `sample` makes many vectors out of few.
"""

from course_utils.retrieval.index import VectorIndex
from course_utils.retrieval.sample import realistic_vectors

__all__ = ["VectorIndex", "realistic_vectors"]
