"""The app of project 1, as `course app` serves it: a page of its own."""

import json
import os
import re
import shutil
import subprocess
import sys
from queue import Queue
from threading import Thread

import numpy as np
import pytest

from course_utils.clip import pair_embeddings
from course_utils.datasets import NAMES, load_pairs
from course_utils.projects import feed
from tests.browser.conftest import ROOT, _forward, _free_port

pytestmark = pytest.mark.slow
NAME = "p1_retrieval_demo.ipynb"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A learner's folder in which project 1 is answered, with the files that its run leaves."""
    folder = tmp_path_factory.mktemp("course")
    for part in ("notebooks", "exercises", "solutions"):
        (folder / part).mkdir()
    for part in ("exercises", "solutions"):
        shutil.copy(ROOT / "solutions" / NAME, folder / part / NAME)
    found = feed()
    captions = np.unique(found.captions)
    vector_of = {}
    for name in NAMES:
        vector_of |= dict(zip(load_pairs(name).captions, pair_embeddings(name)[1], strict=True))
    kept = {"pictures": (found.embeddings, found.captions)}
    kept["captions"] = ([vector_of[caption] for caption in captions], captions)
    for name, (vectors, names) in kept.items():
        with (folder / f"exercises/p1_{name}.index").open("wb") as file:
            np.savez(file, vectors=vectors, names=names)
    settings = json.dumps({"threshold": 0.3, "k": 1})
    (folder / "exercises/p1_settings.json").write_text(settings)
    return folder


@pytest.fixture(scope="module")
def app(folder, browser):
    """The app on its page, once it has searched."""
    command = [sys.executable, "-m", "course_utils", "app", "p1", "--no-browser"]
    environment = {
        **os.environ,
        "OMP_NUM_THREADS": "1",
        "PYTHONPATH": str(ROOT / "tests" / "offline"),
    }
    server = subprocess.Popen(
        [*command, f"--port={_free_port()}"],
        cwd=folder,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    said = Queue()
    Thread(target=_forward, args=(server.stderr, said), daemon=True).start()
    try:
        while not (found := re.search(r"http://localhost:\d+/", said.get(timeout=120))):
            pass
        page = browser.new_page(viewport={"width": 1000, "height": 1200})
        page.asked_of_others = []
        page.route(re.compile(r"^https?://(?!localhost)"), lambda route: _refuse(page, route))
        page.goto(found[0], timeout=120_000)
        live = page.locator(".widget-vbox").first  # the still of the same is hidden
        live.get_by_text("best of 2845 pictures").wait_for(timeout=240_000)
        yield live
        page.close()
    finally:
        server.terminate()
        server.wait(20)


def _refuse(page, route) -> None:
    page.asked_of_others.append(route.request.url)
    route.abort()


def test_nothing_is_asked_of_another_machine(app):
    assert app.page.asked_of_others == []


def captions(app) -> list[str]:
    return app.locator("figure img").evaluate_all("all => all.map(image => image.alt)")


def ask(app, words: str, answer: str) -> None:
    box = app.get_by_label("Words")
    box.fill(words)
    box.press("Enter")
    app.get_by_text(answer).wait_for(timeout=60_000)


def upload(app, path) -> None:
    with app.page.expect_file_chooser() as chooser:
        app.locator(".course-upload button").click()
    chooser.value.set_files(path)


def test_the_page_shows_the_app_and_nothing_else(app):
    assert app.page.get_by_role("heading").all_inner_texts() == ["Find a picture"]
    assert "A red umbrella" in captions(app)
    assert app.page.get_by_text("Question 1").count() == 0
    assert app.page.get_by_text("Traceback").count() == 0
    assert app.page.locator(".course-still:visible").count() == 0


def test_words_find_within_a_kind(app):
    app.get_by_label("Kind").select_option("photo")
    app.get_by_text("best of 327 pictures").wait_for(timeout=60_000)
    box = app.get_by_label("Words")
    box.fill("a violin")
    box.press("Enter")
    app.locator("figure:first-child img[alt='A violin']").wait_for(timeout=60_000)
    assert app.get_by_text("best of 327 pictures").count() == 1
    app.get_by_label("Kind").select_option("every kind")


def test_what_is_not_there_is_said(app):
    ask(app, "quarterly tax return", "Nothing found")
    assert captions(app) == []


def test_a_result_says_why_it_came(app):
    ask(app, "an angry cat", "best of 2845 pictures")
    app.get_by_label("Why?").select_option(index=1)
    second = captions(app)[1]
    app.get_by_alt_text(f"Where {second} is like: an angry cat").wait_for(timeout=60_000)
    assert app.get_by_text("takes this picture for").count() == 1


def test_a_picture_finds_words(app, tmp_path):
    photos = load_pairs("photos")
    photo = photos.images[list(photos.captions).index("A violin")]
    photo.rotate(8, fillcolor="white").save(tmp_path / "mine.png")
    upload(app, tmp_path / "mine.png")
    app.get_by_text("Your picture is near to:").wait_for(timeout=60_000)
    assert "A violin" in captions(app)[:3]


def test_a_file_that_is_no_picture_is_said_in_one_line(app, tmp_path):
    (tmp_path / "notes.png").write_text("milk")
    upload(app, tmp_path / "notes.png")
    app.get_by_text("is not a picture that can be read").wait_for(timeout=60_000)
