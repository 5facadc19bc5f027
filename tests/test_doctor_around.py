"""The doctor's trials: each is provoked, in a process of its own where it ends one."""

import http.server
import socket
import sys
import threading

import pytest

from course_utils import doctor
from course_utils import doctor_around as around

CLASH = """\
import os, sys
print("OMP: Error #15: Initializing libomp.dylib, but found libiomp5.dylib", file=sys.stderr)
print("OMP: Hint This means that multiple copies ...", file=sys.stderr)
sys.stderr.flush()
os.abort()
"""


def test_two_openmp_libraries_are_told(tmp_path, monkeypatch):
    (tmp_path / "faiss.py").write_text(CLASH)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    finding = around.openmp()
    assert "OMP: Error #15" in finding.found
    assert "conda env create" in finding.mend


def test_a_hang_of_both_is_told(monkeypatch):
    def hangs(*_, **__):
        raise around.subprocess.TimeoutExpired("python", 120)

    monkeypatch.setattr(around.subprocess, "run", hangs)
    assert "hangs" in around.openmp().found


def test_a_missing_package_is_no_clash(tmp_path, monkeypatch):
    (tmp_path / "faiss.py").write_text("raise ImportError('no faiss')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    finding = around.openmp()
    assert finding.found == "ImportError: no faiss"
    assert "other lines" in finding.mend


@pytest.fixture
def served(monkeypatch):
    """A hub on this machine that answers 404, as one behind a proxy may."""
    server = http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    yield
    server.shutdown()
    server.server_close()


def test_a_hub_that_answers_is_said(served):
    assert "answers" in around.hub().found


def test_a_hub_out_of_reach_is_said_and_stops_nothing(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{port}")
    finding = around.hub()
    assert finding.ok
    assert "cannot be reached: lessons need none" in finding.found


def test_a_hub_that_never_answers_is_given_up(monkeypatch):
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    monkeypatch.setattr(around, "HUB_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{silent.getsockname()[1]}")
        assert "cannot be reached" in around.hub().found


def test_a_hub_switched_off_is_not_asked(monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setattr(around, "_answers", lambda address: pytest.fail("it asks"))
    assert "HF_HUB_OFFLINE" in around.hub().found


def test_a_clone_in_a_folder_that_the_sandbox_replaces_is_told(monkeypatch):
    from course_grader.sandbox import bubblewrap

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "prefix", "/tmp/clone/.venv")
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda program: f"/usr/bin/{program}")
    finding = around.grading()
    assert finding.ok
    assert "/tmp/clone/.venv is in a folder that the sandbox replaces" in finding.found
    assert "elsewhere" in finding.found


def test_without_linux_grading_is_said_and_stops_nothing(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert "needs Linux" in around.grading().found


def test_the_doctor_looks_at_all_three():
    assert {around.openmp, around.hub, around.grading} <= set(doctor.LOOKS)
