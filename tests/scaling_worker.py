"""The task of a worker with a model that starts at once: the mean colour of a picture."""

import time

import numpy as np

from course_utils.scaling import task


class MeanColour:
    dim = 3

    def encode_images(self, pictures):
        colours = np.array([np.asarray(picture).mean(axis=(0, 1)) for picture in pictures]) + 1
        return (colours / np.linalg.norm(colours, axis=1, keepdims=True)).astype(np.float32)


def embed_shard(shard, out, model):
    task._encoder = lambda model: MeanColour()
    time.sleep(0.5)  # long enough for a kill to meet some in their work
    return task.embed_shard(shard, out, model)
