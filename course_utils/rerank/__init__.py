"""Lesson 7: late interaction, a cross-encoder, and a search in two stages.

`interaction` compares many vectors with many, `two_stages` lets a slow reader order what a quick
search found, `encoders` and `cross_encoder` hold the three models, `training` and `practice` train
them. `scenes`, `drawing`, `questions` and `sides` are the pictures and sentences they work on.
"""

from course_utils.rerank.cross_encoder import CrossEncoder, PlainReader
from course_utils.rerank.encoders import LateInteraction, PooledEncoder
from course_utils.rerank.interaction import maxsim
from course_utils.rerank.practice import Practice
from course_utils.rerank.questions import and_questions, asked_pairs, position_questions, twin
from course_utils.rerank.scenes import load_scenes, load_space
from course_utils.rerank.sides import read
from course_utils.rerank.training import train
from course_utils.rerank.two_stages import two_stage_search

__all__ = [
    "CrossEncoder",
    "LateInteraction",
    "PlainReader",
    "PooledEncoder",
    "Practice",
    "and_questions",
    "asked_pairs",
    "load_scenes",
    "load_space",
    "maxsim",
    "position_questions",
    "read",
    "train",
    "twin",
    "two_stage_search",
]
