"""Loading that must not unpickle."""

import pickle
from contextlib import contextmanager
from unittest import mock

from course_utils.grading.kernel.answers import No


@contextmanager
def unpickling_refused():
    """Inside, nothing can be unpickled: an answer that tries it is told why."""

    def refuse(*_, **__):
        raise No("pickle was asked to read the file. It runs whatever a stranger's file says")

    with mock.patch.multiple(pickle, load=refuse, loads=refuse, Unpickler=refuse):
        yield
