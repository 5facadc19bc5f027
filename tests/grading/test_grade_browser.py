"""Feedback pages in a real browser: no script of a learner's runs, whatever it is hidden in."""

import os
import re
import shutil
import subprocess

import pytest

from course_grader.report.feedback import feedback_page
from course_grader.report.verdict import plain
from tests.attacks import markup
from tests.grading.test_grade_results import record

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
BROWSER = next(filter(None, map(shutil.which, BROWSERS)), None)
PLACES = ("learner", "notebook", "reason", "name", "error", "answer", "check", "note")
EVIL = (
    markup.SCRIPT,
    markup.IMAGE,
    markup.BREAKOUT,
    f"</title></style>{markup.SCRIPT}",
    f'" autofocus onfocus="{markup.OWNED}',
    f'<iframe srcdoc="<script>parent.{markup.OWNED}</script>"></iframe>',
    f'<meta http-equiv=refresh content="0;url=javascript:{markup.OWNED}">',
)

pytestmark = pytest.mark.skipif(
    BROWSER is None and not os.environ.get("COURSE_REQUIRE_BROWSER"), reason="no Chromium here"
)


def opened(page: str, tmp_path) -> str:
    """The page's document after the browser has opened it and run what it runs."""
    file = tmp_path / "page.html"
    file.write_text(page, encoding="utf-8")
    root = ["--no-sandbox"] if os.getuid() == 0 else []
    command = [
        *(BROWSER, "--headless", *root, "--disable-gpu", "--virtual-time-budget=2000"),
        *(f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", file.as_uri()),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def page_with(evil: dict[str, str]) -> str:
    """A feedback page with these strings in their places."""
    made = record(rows=0, checks=[("no", plain(evil["check"], 300))], error=evil["error"])
    made |= {key: evil[key] for key in ("learner", "notebook", "reason")}
    made["questions"][0] |= {"name": evil["name"], "answer": evil["answer"]}
    made["notes"] = [evil["note"]]
    return feedback_page(made)


def test_the_browser_would_run_it(tmp_path):
    assert "owned" in opened(f"<title>x</title><p>{markup.IMAGE}{markup.SCRIPT}", tmp_path)


def test_no_script_in_a_page_runs(tmp_path):
    everything = "".join(EVIL)
    shown = opened(page_with(dict.fromkeys(PLACES, everything)), tmp_path)
    assert "<title>owned" not in shown
    assert "<body>owned" not in shown
    assert "Your notebook" not in shown
    assert "0 of 3 points" in shown
    for tag in ("<script", "<img", "<svg", "<iframe"):
        assert tag not in shown
    assert not re.search(r"<[^>]*\bonfocus=", shown)
    assert shown.count("<meta") == 3


def test_without_escaping_the_page_itself_still_forbids_it(tmp_path):
    page = page_with(dict.fromkeys(PLACES, "x"))
    shown = opened(page.replace("</body>", f"{markup.SCRIPT}{markup.IMAGE}</body>"), tmp_path)
    assert "<title>owned" not in shown
    assert "0 of 3 points" in shown
