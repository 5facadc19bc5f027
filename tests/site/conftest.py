"""The site, built once from the clone as it is, and served on this machine alone."""

import functools
import http.server
import importlib.util
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.browser.conftest import browser, launch  # noqa: F401

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "tools" / "site" / "build.py"
REPOSITORY = os.environ.get("COURSE_REPOSITORY") or "owner/name"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of the site's pages. COURSE_SITE names one that is built already."""
    if ready := os.environ.get("COURSE_SITE"):
        return Path(ready).resolve()
    if not all(map(importlib.util.find_spec, ("sphinx", "myst_nb", "furo"))):
        pytest.skip("needs the site's packages (pip install -e '.[site]')")
    out = tmp_path_factory.mktemp("site")
    environment = {
        **os.environ,
        "COURSE_REPOSITORY": REPOSITORY,
        "PYTHONPATH": str(ROOT / "tests" / "offline"),
    }
    command = [sys.executable, str(BUILD), "--out", str(out)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr[-3000:]
    return out / "html"


@pytest.fixture(scope="session")
def served(site):
    """The site's address, on a server that ends with the tests."""
    handler = functools.partial(Quiet, directory=site)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
