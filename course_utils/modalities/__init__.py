"""Lesson 8: the recipe of pictures and captions on sounds, tunes, sketches, charts and video.

`training` is the recipe, `encoders` are small networks for it. `sound` and `video` read and write
real files. `alignment` finds what each sentence of a script speaks of. `tunes`, `charts`,
`pictures`, `happenings` and `voices` make what there is to learn from, `stored` and `heard` keep
what takes long to make.
"""

from course_utils.modalities.alignment import (
    Span,
    align,
    align_shots,
    best_shot,
    longest_run,
    overlap,
    shots,
)
from course_utils.modalities.encoders import Contour, Corrected, Listener, Timed, head
from course_utils.modalities.heard import load_happenings, load_voices, moving_things
from course_utils.modalities.sound import (
    log_mel,
    log_semitones,
    read_wav,
    resampled,
    write_wav,
)
from course_utils.modalities.stored import load_charts, load_clips, load_sketches, load_tinted
from course_utils.modalities.training import PairBatches, embed, train_pair
from course_utils.modalities.video import read_clip, write_clip

__all__ = [
    "Contour",
    "Corrected",
    "Listener",
    "PairBatches",
    "Span",
    "Timed",
    "align",
    "align_shots",
    "best_shot",
    "embed",
    "head",
    "load_charts",
    "load_clips",
    "load_happenings",
    "load_sketches",
    "load_tinted",
    "load_voices",
    "log_mel",
    "log_semitones",
    "longest_run",
    "moving_things",
    "overlap",
    "read_clip",
    "read_wav",
    "resampled",
    "shots",
    "train_pair",
    "write_clip",
    "write_wav",
]
