"""Whether the sandbox works here.

Tests that need it are skipped where it does not, with the reason. With COURSE_REQUIRE_SANDBOX set,
as in continuous integration, they run, and fail there.
"""

import contextlib
import os
from collections.abc import Iterator
from unittest.mock import patch

import pytest

from course_grader.sandbox.bubblewrap import why_unavailable

REQUIRED = "COURSE_REQUIRE_SANDBOX"
REASON = why_unavailable()


needs_sandbox = pytest.mark.skipif(
    bool(REASON) and not os.environ.get(REQUIRED), reason=f"no sandbox: {REASON}"
)


@contextlib.contextmanager
def examiner_here(**options) -> Iterator:
    """An `Examiner` in this process; what it sets for a process of its own is taken back."""
    from course_grader.workers.process import Examiner

    with patch.dict(os.environ), contextlib.closing(Examiner(**options)) as examiner:
        yield examiner
