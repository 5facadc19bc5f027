"""Finding, naming and opening submissions, whatever lies in the folder."""

import errno
import os
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_grader.intake import Refused, read_submission
from course_grader.sandbox.limited_process import ChildFailed, in_child
from course_grader.submissions import find_submissions, label

STEM = "97_trial"
STEMS = ["96_other", STEM]


def put(root: Path, name: str, content: bytes = b"{}") -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def found(root: Path) -> dict[tuple[str, str], str]:
    return {s.key: s.refused for s in find_submissions(root, STEMS)}


def test_both_layouts_and_any_mix_of_exercises(tmp_path):
    put(tmp_path, f"ann/{STEM}.ipynb")
    put(tmp_path, "ann/96_other.ipynb")
    put(tmp_path, f"bob__{STEM}.ipynb")
    put(tmp_path, f"_c__d_e__{STEM}.ipynb")
    rows = {("ann", STEM): "", ("ann", "96_other"): "", ("bob", STEM): ""}
    assert found(tmp_path) == {**rows, (label("_c__d_e"), STEM): ""}


def test_the_order_is_that_of_the_names(tmp_path):
    for name in ("zoe", "ann", "Max", "élise"):
        put(tmp_path, f"{name}/{STEM}.ipynb")
    learners = [s.learner for s in find_submissions(tmp_path, STEMS)]
    assert learners == sorted(learners)


def test_what_is_no_exercise_is_a_refused_row(tmp_path):
    for name in ("ann/Untitled.ipynb", "ann/97_trial (1).ipynb", "98_x.ipynb", "__97_trial.ipynb"):
        put(tmp_path, name)
    rows = found(tmp_path)
    assert len(rows) == 4
    assert all("not called like an exercise" in refused for refused in rows.values())


def test_files_beside_a_notebook_and_hidden_folders_are_nobody_s_submission(tmp_path):
    for name in ("numpy.py", "conftest.py", ".ipynb_checkpoints/a.ipynb", f"{STEM}.ipynb"):
        put(tmp_path, f"ann/{name}")
    for name in ("notes.txt", f".ipynb_checkpoints/{STEM}.ipynb", ".git/HEAD"):
        put(tmp_path, name)
    assert found(tmp_path) == {("ann", STEM): ""}


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        ([], "no notebook in its folder: it is empty"),
        ([f"{STEM}.ipynb.txt"], f"no notebook in its folder: found {STEM}.ipynb.txt"),
        (["work.zip", "a.json", "b", "c"], "found a.json, b, c and 1 more"),
        ([f"exercises/{STEM}.ipynb"], "no notebook in its folder: found exercises"),
    ],
)
def test_every_learner_s_folder_has_a_row_with_its_reason(tmp_path, names, reason):
    (tmp_path / "ann").mkdir()
    for name in names:
        put(tmp_path, f"ann/{name}")
    [refused] = found(tmp_path).values()
    assert reason in refused


def test_a_folder_that_cannot_be_opened_has_a_row(tmp_path, monkeypatch):
    put(tmp_path, f"ann/{STEM}.ipynb")
    put(tmp_path, f"bob/{STEM}.ipynb")
    scandir = os.scandir

    def closed(path):
        if getattr(path, "name", "") == "ann":
            raise PermissionError(errno.EACCES, "no")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    rows = {("ann", ""): "its folder cannot be opened: Permission denied", ("bob", STEM): ""}
    assert found(tmp_path) == rows


def test_an_ending_in_capitals_is_the_same(tmp_path):
    put(tmp_path, f"ann/{STEM}.IPYNB")
    assert found(tmp_path) == {("ann", STEM): ""}


def test_one_name_in_two_unicode_forms_is_two_learners(tmp_path):
    put(tmp_path, f"Zo\u00eb/{STEM}.ipynb")
    put(tmp_path, f"Zoe\u0308/{STEM}.ipynb")
    names = {unicodedata.normalize("NFC", learner) for learner, _ in found(tmp_path)}
    assert len(names) == 2


def test_handed_in_twice_is_one_refused_row(tmp_path):
    put(tmp_path, f"ann/{STEM}.ipynb")
    put(tmp_path, f"ann__{STEM}.ipynb")
    [(key, refused)] = found(tmp_path).items()
    assert key == ("ann", STEM)
    assert "2 times" in refused


def test_links_folders_and_pipes_are_refused(tmp_path):
    secret = put(tmp_path, "elsewhere/secret.txt", b"secret")
    root = tmp_path / "submissions"
    (root / "ann").mkdir(parents=True)
    (root / f"ann/{STEM}.ipynb").symlink_to(secret)
    (root / "bob").symlink_to(secret.parent)
    (root / f"cyd/{STEM}.ipynb").mkdir(parents=True)
    (root / "dan").mkdir()
    os.mkfifo(root / f"dan/{STEM}.ipynb")
    (root / f"eve__{STEM}.ipynb").symlink_to("/dev/zero")
    assert found(root) == {
        ("ann", STEM): "it is a symbolic link",
        ("bob", ""): "its folder is a symbolic link",
        ("cyd", STEM): "it is not a plain file",
        ("dan", STEM): "it is not a plain file",
        ("eve", STEM): "it is a symbolic link",
    }


def test_opening_follows_no_link_and_waits_for_no_pipe(tmp_path):
    target = put(tmp_path, "real/a.ipynb", b"text")
    (tmp_path / "linked").symlink_to(target.parent)
    (tmp_path / "real/b.ipynb").symlink_to(target)
    os.mkfifo(tmp_path / "real/c.ipynb")
    assert read_submission(tmp_path, ("real", "a.ipynb"), 10) == b"text"
    for parts in (("linked", "a.ipynb"), ("real", "b.ipynb"), ("real", "c.ipynb"), ("no", "a")):
        with pytest.raises(Refused):
            read_submission(tmp_path, parts, 10)


def test_the_size_is_bounded(tmp_path):
    put(tmp_path, "a.ipynb", b"x" * (1 << 20))
    assert len(read_submission(tmp_path, ("a.ipynb",), 1 << 20)) == 1 << 20
    with pytest.raises(Refused, match="more than 0 MiB"):
        read_submission(tmp_path, ("a.ipynb",), (1 << 20) - 1)


@pytest.mark.parametrize("name", ["Zoë Müller", "हिन्दी", "李雷", "a.b@c.org", "o-n_e+2", "x" * 80])
def test_plain_names_stay(name):
    assert label(name) == name


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=255))
def test_labels_are_safe_as_files_cells_and_text(name):
    try:
        made = label(name)
    except UnicodeEncodeError:
        return  # no file can be called so
    assert made not in ("", ".", "..")
    assert ".." not in made
    assert unicodedata.category(made[0])[0] in "LN" or made[0] == "_"
    assert not any(unicodedata.category(c)[0] == "C" or c in "/\\<>&\"'=:" for c in made)
    assert len(made.encode()) < 100
    assert made == name or "~" in made


def test_different_names_have_different_labels():
    names = ["a/b", "a:b", "a\nb", "a_b", os.fsdecode(b"a\xffb"), os.fsdecode(b"a\xfeb"), "a b "]
    assert len({label(name) for name in names}) == len(names)


def test_a_child_is_limited_and_fails_alone():
    assert in_child(lambda write: write(b"x" * 300_000), memory=256, seconds=20) == b"x" * 300_000
    for work in (
        lambda write: bytearray(1 << 30),
        lambda write: os.kill(os.getpid(), 9),
        lambda write: 1 / 0,
    ):
        with pytest.raises(ChildFailed):
            in_child(work, memory=256, seconds=20)


def test_a_child_that_does_not_end_is_ended():
    def work(write):
        while True:
            pass

    for endless in (work, lambda write: time.sleep(60)):
        with pytest.raises(ChildFailed, match="within 1 s"):
            in_child(endless, memory=256, seconds=1)


def test_a_child_that_has_to_wait_for_the_machine_has_its_time():
    def work(write):
        time.sleep(1.5)
        write(b"done")

    assert in_child(work, memory=256, seconds=1) == b"done"
