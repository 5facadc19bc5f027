"""MSR-VTT: short video clips with captions."""

import os
from dataclasses import dataclass

from course_utils.benchmarks._files import field, no_duplicates, not_empty, read_json, split_name

SPLITS = ("train", "validate", "test")


@dataclass(frozen=True, slots=True)
class VideoClip:
    """Seconds `start` to `end` of the video at `url`, with its captions."""

    id: str
    captions: tuple[str, ...]
    split: str
    url: str
    start: float
    end: float
    category: int


def msr_vtt(path: str | os.PathLike, split: str | None = None) -> list[VideoClip]:
    """Clips of MSR-VTT with their captions, from train_val_videodatainfo.json or the test file.

    Xu et al. 2016: 10,000 clips of 10 to 30 seconds from 257 popular searches, 41 hours in all, in
    20 categories, with 20 captions each, 200,000 in all: 6,513 clips for training, 497 to validate
    ("validate", or "val" for short), 2,990 for test. Papers on retrieval mostly report "1K-A" (Yu
    et al. 2018): 1,000 clips that come as a list of ids, one caption each, with which you filter
    what this returns. Many captions of a clip are alike, and some fit other clips too.

    Licence: released for research. The clips belong to the makers of the videos, and many of those
    are gone from YouTube; the file holds addresses and times only.
    """
    content = read_json(path, dict, "MSR-VTT's train_val_videodatainfo.json")
    if split is not None and split_name(split) not in map(split_name, SPLITS):
        raise ValueError(f"split must be one of {', '.join(SPLITS)}, but is {split!r}")
    videos = field(content, "videos", list, f"{path}")
    not_empty(videos, path, "clips with captions")
    captions = {
        field(video, "video_id", str, f"{path}, videos[{i}]"): [] for i, video in enumerate(videos)
    }
    no_duplicates((video["video_id"] for video in videos), f"{path}", "the clip")
    for i, sentence in enumerate(field(content, "sentences", list, f"{path}")):
        where = f"{path}, sentences[{i}]"
        video_id = field(sentence, "video_id", str, where)
        if video_id not in captions:
            raise ValueError(f"{where}: there is no video with video_id {video_id!r}")
        captions[video_id].append(field(sentence, "caption", str, where).strip())
    clips = []
    for i, video in enumerate(videos):
        where = f"{path}, videos[{i}]"
        clip = VideoClip(
            id=video["video_id"],
            captions=tuple(captions[video["video_id"]]),
            split=field(video, "split", str, where),
            url=field(video, "url", str, where),
            start=field(video, "start time", (float, int), where),
            end=field(video, "end time", (float, int), where),
            category=field(video, "category", int, where),
        )
        if split is None or split_name(split) == split_name(clip.split):
            clips.append(clip)
    if split and not clips:
        raise ValueError(
            f"{path} has no clip in split {split!r}: the test clips have a file of their own"
        )
    return clips
