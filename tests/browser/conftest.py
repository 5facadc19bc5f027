"""A real JupyterLab, as `course lab` starts it, and a real Chromium that opens it."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue

import pytest

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}


@dataclass(frozen=True)
class Lab:
    url: str
    token: str
    folder: Path


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """JupyterLab over a copy of the course, so that no test touches the learner's own files."""
    folder = tmp_path_factory.mktemp("course")
    for part in ("notebooks", "exercises"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copytree(ROOT / "tests" / "data", folder / "tests" / "data")  # lesson 06 reads them
    settings = tmp_path_factory.mktemp("settings")
    for name, values in SETTINGS.items():
        path = settings / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values))
    environment = {
        **os.environ,
        "JUPYTERLAB_SETTINGS_DIR": str(settings),
        "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path_factory.mktemp("workspaces")),
        "PYTHONPATH": str(ROOT / "tests" / "offline"),
    }
    command = [
        sys.executable,
        "-m",
        "course_utils",
        "lab",
        "--no-browser",
        f"--port={_free_port()}",
    ]
    command += ["--LabApp.expose_app_in_browser=True"]
    server = subprocess.Popen(
        command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True
    )
    said = Queue()
    threading.Thread(target=_forward, args=(server.stderr, said), daemon=True).start()
    try:
        url, token = _address(said)
        yield Lab(url, token, folder)
    finally:
        server.terminate()
        server.wait(20)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _forward(stream, queue):
    for line in stream:
        queue.put(line)


def _address(said: Queue) -> tuple[str, str]:
    lines, end = [], time.monotonic() + 90
    while time.monotonic() < end:
        try:
            lines.append(said.get(timeout=1))
        except Empty:
            continue
        if found := re.search(r"(http://127\.0\.0\.1:\d+)/lab\S*\?token=(\w+)", lines[-1]):
            _until_it_listens(found[1], end)
            return found[1], found[2]
    pytest.fail("JupyterLab did not start:\n" + "".join(lines[-20:]))


def _until_it_listens(url: str, end: float) -> None:
    """JupyterLab names its address a moment before it answers there."""
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{url}/api", timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return


@pytest.fixture(scope="session")
def launch():
    """A function that starts headless Chromium, with flags of a test's own.

    Without Chromium the test is skipped, unless COURSE_REQUIRE_BROWSER is set.
    """
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        if os.environ.get("COURSE_REQUIRE_BROWSER"):
            pytest.fail("no Chromium here, and COURSE_REQUIRE_BROWSER is set")
        pytest.skip("needs Chromium (Debian and Ubuntu: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    root = hasattr(os, "geteuid") and os.geteuid() == 0
    options = [*QUIET, *(["--no-sandbox"] if root else [])]
    with sync_playwright() as playwright:
        yield lambda *flags: playwright.chromium.launch(
            executable_path=path, args=[*options, *flags]
        )


@pytest.fixture(scope="session")
def browser(launch):
    """Headless Chromium."""
    browser = launch()
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def open_notebook(lab, browser):
    """A function that opens a notebook of the course in a page of its own."""
    pages = []

    def open_page(name: str):
        page = browser.new_page(viewport={"width": 1300, "height": 1600})
        pages.append(page)
        page.goto(f"{lab.url}/lab/tree/{name}?token={lab.token}&reset")
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
        return page

    yield open_page
    for page in pages:
        page.close()


def until_there(page) -> None:
    """JupyterLab asks which kernel to take when a cell is run before the kernel is there."""
    page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel",
        timeout=60_000,
    )


def run_all(page, seconds: int = 180) -> None:
    """Run every cell and wait for the last one."""
    until_there(page)
    begin(page, "notebook:run-all-cells")
    until_done(page, seconds)


def restart_kernel(page) -> None:
    """Restart the kernel as the menu does, and agree when asked."""
    begin(page, "kernelmenu:restart")
    page.locator(".jp-Dialog .jp-mod-accept").click()
    until_done(page, seconds=60)


def begin(page, command: str) -> None:
    """Start one of JupyterLab's own commands, and go on."""
    page.evaluate(
        """command => {
            window.done = false;
            window.jupyterapp.commands.execute(command).then(() => { window.done = true; });
        }""",
        command,
    )


def until_done(page, seconds: int) -> None:
    page.wait_for_function("() => window.done", timeout=seconds * 1000)


def in_kernel(page, code: str) -> str:
    """What the code prints when the notebook's own kernel runs it."""
    return page.evaluate(
        """async code => {
            const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
            const request = kernel.requestExecute({ code });
            let printed = '';
            request.onIOPub = message => {
                if (message.header.msg_type === 'stream') printed += message.content.text;
                if (message.header.msg_type === 'error') printed += message.content.evalue;
            };
            await request.done;
            return printed;
        }""",
        code,
    )


def tracebacks(page) -> int:
    """How many cells show one: JupyterLab draws an error as it draws standard error."""
    drawn = '[data-mime-type="application/vnd.jupyter.stderr"]'
    return page.locator(f".jp-OutputArea {drawn}", has_text="Traceback").count()
