"""`pip install .` from a clean checkout, as the image and Binder do it, and a folder made by it."""

import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"
pytestmark = pytest.mark.slow


def run(*command, folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The command, from a checkout, in an environment that shares only our other packages."""
    checkout = tmp_path_factory.mktemp("check out")
    for name in run("git", "ls-files", "-z", folder=ROOT).split("\0"):
        if (ROOT / name).is_file():
            (checkout / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, checkout / name)
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment)
    python = environment / SCRIPTS / "python"
    own = run(python, "-c", "import sysconfig as s; print(s.get_path('purelib'))", folder=checkout)
    (Path(own.strip()) / "needs.pth").write_text(sysconfig.get_path("purelib"))
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet")
    run(*pip, "--no-index", "--no-deps", "--no-build-isolation", ".", folder=checkout)
    where = run(
        python, "-c", "import course_utils; print(course_utils.__file__)", folder=environment
    )
    assert Path(where.strip()).is_relative_to(own.strip())
    return environment / SCRIPTS / "course"


def test_an_empty_folder_gets_the_course_and_answers_a_search(course, tmp_path):
    run(course, "init", "my course", folder=tmp_path)
    folder = tmp_path / "my course"
    for kind in ("notebooks", "exercises", "solutions"):
        laid = {path.name for path in (folder / kind).glob("[0-9p]?_*.ipynb")}
        tracked = run("git", "ls-files", kind, folder=ROOT).split()
        assert laid == {Path(name).name for name in tracked if name.endswith(".ipynb")}
    assert "umbrella" in run(course, "search", "a red umbrella", folder=folder)
    assert run(course, "update", folder=folder).startswith("0 files written")
    run(course, "progress", folder=folder)
