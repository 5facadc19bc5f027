"""Whether the sandbox works here.

Tests that need it are skipped where it does not, with the reason. With COURSE_REQUIRE_SANDBOX set,
as in continuous integration, they run, and fail there.
"""

import os

import pytest

from course_grader.sandbox.bubblewrap import why_unavailable

REQUIRED = "COURSE_REQUIRE_SANDBOX"
REASON = why_unavailable()


needs_sandbox = pytest.mark.skipif(
    bool(REASON) and not os.environ.get(REQUIRED), reason=f"no sandbox: {REASON}"
)
