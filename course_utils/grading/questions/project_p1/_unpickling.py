"""Loading that must not unpickle."""

import pickle
from contextlib import contextmanager
from inspect import signature
from unittest import mock

import numpy as np

from course_utils.grading.kernel.answers import No


@contextmanager
def unpickling_refused():
    """Inside, nothing can be unpickled: an answer that tries or allows it is told why."""
    load = np.load

    def refuse(*_, **__):
        raise No("pickle was asked to read the file. It runs whatever a stranger's file says")

    def careful(*arguments, **named):
        if signature(load).bind(*arguments, **named).arguments.get("allow_pickle"):
            refuse()
        return load(*arguments, **named)

    unpickling = mock.patch.multiple(pickle, load=refuse, loads=refuse, Unpickler=refuse)
    with unpickling, mock.patch.object(np, "load", careful):
        yield
