"""ActivityNet Captions: long videos described event by event."""

import os
from dataclasses import dataclass
from typing import NamedTuple

from course_utils.benchmarks._files import field, not_empty, read_json


class Segment(NamedTuple):
    """What happens from second `start` to second `end`."""

    start: float
    end: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Video:
    """A video of `duration` seconds and its described segments; the id is v_ and YouTube's id."""

    id: str
    duration: float
    segments: tuple[Segment, ...]


def activitynet(path: str | os.PathLike) -> list[Video]:
    """Videos of ActivityNet Captions, from train.json, val_1.json or val_2.json.

    Krishna et al. 2017: 20,000 videos, 849 hours, with 100,000 sentences, each with its own start
    and end; segments may overlap. train.json has 10,009 videos, val_1.json 4,917, and val_2.json
    describes 4,885 of these again; the test captions are not public. To retrieve whole videos, one
    joins the sentences of a video into a paragraph, in order.

    Times are given as in the file, where a few segments end before they start or after the video.

    Licence: none is named in the caption files. The videos belong to their makers; the file holds
    YouTube's ids only, and many are gone.
    """
    videos = []
    for video_id, video in read_json(path, dict, "ActivityNet Captions' train.json").items():
        where = f"{path}, {video_id!r}"
        duration = field(video, "duration", (float, int), where)
        times = field(video, "timestamps", list, where)
        sentences = field(video, "sentences", list, where)
        if len(times) != len(sentences):
            raise ValueError(
                f"{where}: timestamps and sentences must pair up, "
                f"but are {len(times)} and {len(sentences)}"
            )
        segments = []
        for i, (time, sentence) in enumerate(zip(times, sentences, strict=True)):
            if not (
                isinstance(time, list)
                and [type(t) in (int, float) for t in time] == [True, True]
                and isinstance(sentence, str)
            ):
                raise ValueError(
                    f"{where}: segment {i} must be [start, end] and a sentence, "
                    f"but is {time!r} and {sentence!r}"
                )
            segments.append(Segment(*time, sentence.strip()))
        videos.append(Video(video_id, duration, tuple(segments)))
    return not_empty(videos, path, "videos with captions")
