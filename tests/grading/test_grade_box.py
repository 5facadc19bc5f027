"""The fork server, the box and one submission in it, with no heavy packages loaded."""

import contextlib
import mmap
import os
import platform
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

from course_grader.exam import ExamError
from course_grader.sandbox import boxed_kernel, bubblewrap
from course_grader.sandbox.bubblewrap import SandboxUnavailable
from course_grader.sandbox.inside import seccomp
from course_grader.sandbox.inside.protocol import BOXED, OPEN
from course_grader.sandbox.settings import FIXED, Limits
from course_grader.workers.client import Desk, Settings
from course_utils.grading.notebook.cells import notebook_bytes
from tests.attacks import disruption, escape, forgery, markup, theft
from tests.attacks.attack import Attack
from tests.grading import trial
from tests.grading.sandbox import needs_sandbox

QUICK_LIMITS = Limits(deadline=60, memory=700, output=4)
# a choice, one of each kind; all are in test_grade_attacks.py
QUICK = (
    *("own_probe", "forged_output_messages", "forged_value", "value_by_asking_the_check"),
    *("reference_in_check_source", "finished_function", "exit", "memory_of_many"),
    *("namespaces", "is_not_root", "network", "neighbours"),
)


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    return trial.build_course(tmp_path_factory.mktemp("trial") / "course")


def open_desk(course: Path, monkeypatch_module, **settings) -> Desk:
    monkeypatch_module.setenv("PYTHONPATH", str(course))
    desk = Desk(Settings(modules=["numpy"], limits=QUICK_LIMITS, **settings))
    desk.open()
    return desk


@pytest.fixture(scope="module")
def patch():
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="module")
def desk(course, patch):
    desk = open_desk(course, patch, hidden=[str(course)])
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def exam(course, desk):
    text = (course / f"solutions/{trial.STEM}.ipynb").read_text()
    return desk.prepare(trial.STEM, text, "a seed")


def score(verdict: dict) -> dict[str, float]:
    return {question["name"]: question["score"] for question in verdict["questions"]}


@needs_sandbox
class TestOneSubmission:
    def test_a_right_one_has_full_marks(self, desk, exam):
        verdict = desk.grade(exam, notebook_bytes(trial.right_submission()))
        assert (verdict["status"], verdict["score"]) == ("graded", trial.MAX_SCORE)
        assert [mark for q in verdict["questions"] for mark, _ in q["checks"]] == ["ok"] * 4

    def test_a_fresh_one_has_none(self, desk, exam):
        verdict = desk.grade(exam, notebook_bytes(trial.exercise()))
        assert (verdict["status"], verdict["score"]) == ("graded", 0)
        assert {line for q in verdict["questions"] for _, line in q["checks"]} == {
            "not answered yet"
        }

    def test_each_question_by_itself(self, desk, exam):
        for name, points in trial.POINTS.items():
            verdict = desk.grade(exam, notebook_bytes(trial.submission(**{name: "right"})))
            assert score(verdict) == {**dict.fromkeys(trial.POINTS, 0), name: points}

    def test_a_wrong_answer_is_told_its_misconception(self, desk, exam):
        wrong = "def trial_rows(x):\n    return x / np.linalg.norm(x)"
        verdict = desk.grade(exam, notebook_bytes(trial.submission(trial_rows=wrong)))
        [[mark, line]] = verdict["questions"][0]["checks"]
        assert mark == "no"
        assert "Which axis" in line

    def test_an_answer_that_changes_its_input_is_wrong(self, desk, exam):
        changes = (
            "def trial_rows(x):\n    x /= np.linalg.norm(x, axis=1, keepdims=True)\n    return x"
        )
        verdict = desk.grade(exam, notebook_bytes(trial.submission(trial_rows=changes)))
        assert verdict["score"] == 0

    @pytest.mark.slow
    def test_a_loop_costs_its_question_and_no_other(self, course, desk, patch):
        short = Desk(Settings(modules=["numpy"], limits=Limits(deadline=8)))
        try:
            text = (course / f"solutions/{trial.STEM}.ipynb").read_text()
            exam = short.prepare(trial.STEM, text, "a seed")
            loop = disruption.LOOP_IN_PROBE
            answers = {
                "trial_rows": "right",
                "trial_angles": "right",
                "trial_nearest": loop,
                "trial_keep": "right",
            }
            verdict = short.grade(exam, notebook_bytes(trial.submission(**answers)))
        finally:
            short.close()
        assert verdict["status"] == "timeout"
        assert score(verdict) == {
            "trial_rows": 2,
            "trial_angles": 2,
            "trial_nearest": 0,
            "trial_keep": 1,
        }
        assert verdict["reason"] == "stopped after 8 s at question trial_nearest"
        assert verdict["questions"][2]["error"] == "stopped after 8 s"

    def test_a_solution_that_fails_is_refused(self, course, desk):
        text = (course / f"solutions/{trial.STEM}.ipynb").read_text()
        with pytest.raises(ExamError, match="trial_rows"):
            desk.prepare(trial.STEM, text.replace("axis=1, keepdims", "axis=7, keepdims"), "s")

    def test_a_solution_that_needs_what_is_withheld_is_refused(self, course, desk):
        text = (course / f"solutions/{trial.STEM}.ipynb").read_text()
        finished = "__import__('course_utils.similarity').similarity.l2_normalize(x) / "
        with pytest.raises(ExamError, match="trial_rows"):
            desk.prepare(trial.STEM, text.replace("return x / ", f"return {finished}", 1), "s")

    def test_the_seed_decides_the_exam(self, course, desk, exam):
        text = (course / f"solutions/{trial.STEM}.ipynb").read_text()
        assert desk.prepare(trial.STEM, text, "a seed").text == exam.text
        other = desk.prepare(trial.STEM, text, "another")
        for name, [cell] in exam.hidden.items():
            old, new = (next(c for c in e.master.cells if c.id == cell) for e in (exam, other))
            assert old.source != new.source
            assert old.outputs[0].text != new.outputs[0].text, name


def quick_attacks() -> list[Attack]:
    modules = (forgery, theft, disruption, markup)
    attacks = [attack for module in modules for attack in module.ATTACKS] + escape.attacks(9)
    return [attack for attack in attacks if attack.name in QUICK]


@needs_sandbox
class TestAttacks:
    @pytest.mark.parametrize("attack", quick_attacks(), ids=lambda attack: attack.name)
    def test_gains_nothing(self, desk, exam, attack):
        verdict = desk.grade(exam, attack.content())
        assert verdict["status"] in attack.statuses, verdict["reason"]
        assert verdict["score"] == attack.score

    def test_a_killed_examiner_takes_its_box_along_and_is_replaced(self, desk, exam):
        servers = _descendants(desk._process.pid)
        assert servers
        desk._process.kill()
        desk._process.wait()
        end = time.monotonic() + 20
        while any(Path(f"/proc/{pid}").exists() for pid in servers) and time.monotonic() < end:
            time.sleep(0.05)
        assert not any(Path(f"/proc/{pid}").exists() for pid in servers)
        verdict = desk.grade(exam, notebook_bytes(trial.right_submission()))
        assert verdict["score"] == trial.MAX_SCORE


def _descendants(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in children] + [p for c in children for p in _descendants(int(c))]


@pytest.mark.slow
def test_without_a_sandbox_the_same_grades(course, patch):
    desk = open_desk(course, patch, mode=OPEN)
    try:
        text = (course / f"solutions/{trial.STEM}.ipynb").read_text()
        exam = desk.prepare(trial.STEM, text, "a seed")
        verdict = desk.grade(exam, notebook_bytes(trial.right_submission()))
        assert verdict["score"] == trial.MAX_SCORE
        crash = disruption.ATTACKS[0]
        assert crash.name == "exit"
        verdict = desk.grade(exam, crash.content())
        assert (verdict["status"], verdict["score"]) == (crash.status, crash.score)
        [outlives] = [attack for attack in disruption.ATTACKS if attack.name == "outlives"]
        desk.grade(exam, outlives.content())
        end = time.monotonic() + 10
        while _named("course-outlives") and time.monotonic() < end:
            time.sleep(0.05)
        assert not _named("course-outlives")
    finally:
        desk.close()


def _named(name: str) -> list[Path]:
    found = []
    for path in Path("/proc").glob("[0-9]*/comm"):
        with contextlib.suppress(OSError):
            found += [path] if path.read_text().strip() == name else []
    return found


class TestLaunch:
    def test_a_missing_bubblewrap_is_one_line(self, monkeypatch):
        monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: None)
        assert bubblewrap.why_unavailable().startswith("bubblewrap is not installed")

    def test_forbidden_namespaces_are_one_line(self, monkeypatch, tmp_path):
        fake = tmp_path / "bwrap"
        fake.write_text(
            "#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n"
        )
        fake.chmod(0o755)
        tmp_path.chmod(0o755)
        for parent in tmp_path.parents[:-1]:
            if parent.stat().st_uid == os.getuid():
                parent.chmod(parent.stat().st_mode | 0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
        reason = bubblewrap.why_unavailable()
        assert "forbids what bubblewrap needs" in reason
        assert "\n" not in reason

    def test_it_is_not_quietly_left_out(self, course, monkeypatch, tmp_path):
        (tmp_path / "bwrap").write_text("#!/bin/sh\nexit 1\n")
        (tmp_path / "bwrap").chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
        with pytest.raises(SandboxUnavailable):
            Desk(Settings(mode=BOXED, modules=["numpy"])).open()

    def test_the_course_and_the_submissions_are_not_shown(self, tmp_path):
        inside = Path(sys.prefix, "share")
        mounts = bubblewrap.visible_folders(tmp_path, [tmp_path / "submissions", inside])
        shown = {mount.target for mount in mounts if mount.source}
        assert not any(tmp_path.is_relative_to(target) for target in shown)
        course = Path(bubblewrap.COURSE).parent
        assert not any(
            course == target or (course in target.parents and "venv" not in str(target))
            for target in shown
        )
        assert next(m for m in mounts if m.target == inside).source is None

    def test_only_the_kernels_folder_can_be_written(self, tmp_path):
        (tmp_path / "kernels").mkdir()
        mounts = bubblewrap.visible_folders(tmp_path, [])
        assert [m.target for m in mounts if m.writable] == [Path("/kernels")]


class TestForkServer:
    def test_a_second_thread_or_shared_memory_is_refused(self):
        code = (
            "import threading, time, mmap\n"
            "from course_grader.sandbox.inside.zygote import assert_safe_to_fork\n"
            "assert_safe_to_fork()\n"
            "def refused(word):\n"
            "    try: assert_safe_to_fork()\n"
            "    except RuntimeError as error: assert word in str(error), error\n"
            "    else: raise SystemExit('not refused')\n"
            "shared = mmap.mmap(-1, 4096)\n"
            "refused('shared memory')\n"
            "shared.close()\n"
            "threading.Thread(target=time.sleep, args=(9,), daemon=True).start()\n"
            "refused('2 threads')\n"
        )
        environment = os.environ | {"OMP_NUM_THREADS": "1"}
        subprocess.run([sys.executable, "-c", code], check=True, env=environment)


@pytest.mark.skipif(platform.machine() not in seccomp.ARCHITECTURES, reason="no filter for it")
def test_the_filter_denies_what_it_lists():
    """Walks through the program as the system would (see seccomp_data in linux/seccomp.h)."""
    code = seccomp.program(platform.machine())
    column, audit = seccomp.ARCHITECTURES[platform.machine()]
    steps = list(struct.iter_unpack("HBBI", code))

    def verdict(number: int, architecture: int = audit, arguments: tuple = (0, 0, 0, 0)) -> int:
        place, accumulator = 0, 0
        while True:
            kind, yes, no, value = steps[place]
            if kind == seccomp.RETURN:
                return value
            if kind == seccomp.LOAD:
                seen = {0: number, 4: architecture, 16: arguments[0]}
                accumulator = (seen | {32: arguments[2], 40: arguments[3]})[value]
                place += 1
                continue
            if kind == seccomp.AND:
                accumulator &= value
                place += 1
                continue
            holds = accumulator == value if kind == seccomp.JUMP_EQUAL else accumulator >= value
            place += 1 + (yes if holds else no)

    for numbers in seccomp.DENIED.values():
        assert verdict(numbers[column]) == seccomp.DENY
    assert verdict(0 if column == 0 else 63) == seccomp.ALLOW  # read
    assert verdict(0, architecture=3) == seccomp.KILL
    assert verdict(seccomp.X32_CALLS) == seccomp.DENY
    for family in (1, 2, 10, 16):
        assert verdict(seccomp.SOCKET[column], arguments=(family, 1, 0, 0)) == seccomp.ALLOW
    for family in (0, 17, 38, 40, 44):  # packets, the kernel's ciphers, AF_VSOCK, AF_XDP
        assert verdict(seccomp.SOCKET[column], arguments=(family, 1, 0, 0)) == seccomp.DENY
    private, shared, of_a_file = 0x22, 0x21, 0x01
    assert verdict(seccomp.MMAP[column], arguments=(0, 0, 3, private)) == seccomp.ALLOW
    assert verdict(seccomp.MMAP[column], arguments=(0, 0, 3, of_a_file)) == seccomp.ALLOW
    assert verdict(seccomp.MMAP[column], arguments=(0, 0, 3, shared | 0x4000)) == seccomp.DENY
    assert verdict(seccomp.SETSOCKOPT[column], arguments=(3, 1, 7, 0)) == seccomp.DENY
    assert verdict(seccomp.SETSOCKOPT[column], arguments=(3, 1, 2, 0)) == seccomp.ALLOW


def test_a_process_that_ends_while_it_is_watched_counts_nothing(monkeypatch):
    """Short-lived children end between any two looks at /proc: no look may raise."""
    code = "import os\nfor _ in range(4000):\n    if not os.fork(): os._exit(0)\n    os.wait()"
    with subprocess.Popen([sys.executable, "-c", code]) as forking:
        while forking.poll() is None:
            for pid in boxed_kernel._family(forking.pid):
                boxed_kernel._resident(pid)
                boxed_kernel._proportional(pid)
    assert boxed_kernel._family(forking.pid) == [forking.pid]
    assert boxed_kernel._proportional(forking.pid) == 0
    monkeypatch.setattr(Path, "read_text", lambda self, *args: "")  # it ended while it was read
    assert boxed_kernel._proportional(forking.pid) == 0


def test_a_thread_that_ends_hides_no_child_of_another(monkeypatch):
    """The first thread listed has ended when its children are asked for."""
    real = Path.iterdir
    gone = Path("/proc/self/task/0")
    monkeypatch.setattr(Path, "iterdir", lambda self: [gone, *real(self)])
    with subprocess.Popen(["sleep", "60"]) as child:
        try:
            assert child.pid in boxed_kernel._family(os.getpid())
        finally:
            child.kill()


def test_the_quick_sum_counts_memory_shared_between_processes():
    with mmap.mmap(-1, 100 << 20) as shared:
        before = boxed_kernel._resident(os.getpid())
        shared[:] = bytes(len(shared))
        grown = boxed_kernel._resident(os.getpid()) - before
    assert grown >= 100 << 20


@needs_sandbox
def test_threads_and_seeds_are_the_graders_whatever_a_user_set(course, monkeypatch):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    desk = open_desk(course, monkeypatch)
    try:
        environ = Path(f"/proc/{desk._process.pid}/environ").read_text().split("\0")
    finally:
        desk.close()
    assert {f"{name}={value}" for name, value in FIXED.items()} <= set(environ)
