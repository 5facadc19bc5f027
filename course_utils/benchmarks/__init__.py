"""Readers of the benchmarks that papers on cross-modal retrieval report, in their real layouts.

Nothing is downloaded: get the files from their owners, on their owners' terms. Each docstring says
which files, how large, which paper, and what the licence asks. A missing file raises
FileNotFoundError; a malformed one ValueError, which names the file, the place and what belongs
there. What fits in memory comes as a list; AudioSet and LAION come one record at a time.

To score a model with `metrics.cross_modal_report`, five captions an image::

    images = benchmarks.coco_captions("dataset_coco.json", split="test")
    texts = [caption for image in images for caption in image.captions[:5]]
    image_of_text = [row for row, image in enumerate(images) for _ in image.captions[:5]]
"""

from course_utils.benchmarks._activitynet import Segment, Video, activitynet
from course_utils.benchmarks._audioset import AudioClip, audioset
from course_utils.benchmarks._captioned import CaptionedImage
from course_utils.benchmarks._coco import coco_captions
from course_utils.benchmarks._flickr30k import flickr30k
from course_utils.benchmarks._laion import WebPair, laion
from course_utils.benchmarks._msr_vtt import VideoClip, msr_vtt

__all__ = [
    "AudioClip",
    "CaptionedImage",
    "Segment",
    "Video",
    "VideoClip",
    "WebPair",
    "activitynet",
    "audioset",
    "coco_captions",
    "flickr30k",
    "laion",
    "msr_vtt",
]
