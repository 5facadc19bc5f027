"""How long a submission takes: `course grade` against nbgrader, on the same answers. Slow.

    python tools/benchmark_grader.py [--submissions 20] [--venv FOLDER]

nbgrader gets a virtual environment of its own (made in FOLDER unless it is there) and runs its
kernels in this one. Every notebook imports torch, transformers and faiss. Both grade the same
submissions one after the other, nbgrader first; the table has seconds of wall-clock time.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.grading import trial  # noqa: E402

IMPORTS = "import faiss\nimport numpy as np\nimport torch\nfrom transformers import AutoModel\n"
WRONG = "def trial_rows(x):\n    return x / np.linalg.norm(x)\n"
TESTS = {
    "trial_rows": "x = np.array([[3.0, 4.0], [0.0, -2.0]])\n"
    "assert np.allclose(trial_rows(x), [[0.6, 0.8], [0.0, -1.0]])",
    "trial_angles": "a = np.array([[1.0, 0.0], [0.0, 2.0]])\n"
    "assert np.allclose(trial_angles(a, a), [[0, 0.5], [0.5, 0]])",
    "trial_nearest": "a = np.array([[1.0, 0.0], [0.0, 2.0]])\n"
    "assert (trial_nearest(a, a)[0] == [0, 1]).all()",
    "trial_keep": "assert 0.25 < trial_keep <= 0.31",
}
CONFIGURATION = """\
c = get_config()
c.CourseDirectory.course_id = "benchmark"
c.ExecutePreprocessor.timeout = 120
c.ExecutePreprocessor.kernel_name = "course"
"""


def answers(number: int) -> dict[str, str]:
    """Every fourth learner is wrong in the first question, so that both must tell."""
    return {**trial.SOLUTIONS, **({"trial_rows": WRONG} if number % 4 == 3 else {})}


def nbgrader_notebook(sources: dict[str, str]) -> nbformat.NotebookNode:
    """The trial exercise as an nbgrader assignment with these answers."""
    cells = [new_code_cell(IMPORTS)]
    for name, source in sources.items():
        flags = {"schema_version": 3, "task": False, "locked": False}
        answer = {**flags, "grade": False, "solution": True, "grade_id": name}
        test = {**flags, "grade": True, "solution": False, "locked": True, "points": 2}
        test["grade_id"] = f"{name}-test"
        cells += [
            new_code_cell(source, metadata={"nbgrader": answer}),
            new_code_cell(TESTS[name], metadata={"nbgrader": test}),
        ]
    kernel = {"name": "course", "display_name": "course", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def time_nbgrader(folder: Path, environment: Path, count: int) -> float:
    """Seconds that `nbgrader autograde` takes for all submissions."""
    specification = folder / "jupyter/kernels/course/kernel.json"
    specification.parent.mkdir(parents=True)
    argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    names = {"argv": argv, "display_name": "course", "language": "python"}
    specification.write_text(json.dumps(names))
    (folder / "nbgrader_config.py").write_text(CONFIGURATION)
    places = {folder / "source/ps1": trial.SOLUTIONS}
    places |= {folder / f"submitted/s{n:03}/ps1": answers(n) for n in range(count)}
    for place, sources in places.items():
        place.mkdir(parents=True)
        nbformat.write(nbgrader_notebook(sources), place / "trial.ipynb")
    path = f"{environment / 'bin'}:{os.environ['PATH']}"  # nbgrader calls alembic by its name
    settings = os.environ | {"JUPYTER_PATH": str(folder / "jupyter"), "PATH": path}

    def nbgrader(*words: str) -> None:
        command = [str(environment / "bin/nbgrader"), *words]
        done = subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"nbgrader {' '.join(words)} failed:\n{done.stderr[-3000:]}")

    nbgrader("generate_assignment", "ps1", "--create", "--force")
    start = time.perf_counter()
    nbgrader("autograde", "ps1", "--create", "--force")
    return time.perf_counter() - start


def time_course(folder: Path, count: int, workers: int) -> tuple[float, list[float], str]:
    """Seconds that `course grade` takes in all, when each grade was there, and the gradebook."""
    course = trial.build_course(folder / "course", setup=IMPORTS)
    for number in range(count):
        place = folder / f"submissions/s{number:03}/{trial.STEM}.ipynb"
        place.parent.mkdir(parents=True)
        notebook = trial.submission(setup=IMPORTS, **answers(number))
        nbformat.write(notebook, place)
    out = folder / "grades"
    start = time.time()
    subprocess.run(
        [
            *(sys.executable, "-P", "-m", "course_utils", "grade", str(folder / "submissions")),
            *("--out", str(out), "--solutions", str(course / "solutions")),
            *("--workers", str(workers)),
        ],
        env=trial.environment(course),
        check=True,
        capture_output=True,
    )
    total = time.time() - start
    moments = sorted(path.stat().st_mtime - start for path in (out / "records").glob("*/*.json"))
    return total, moments, (out / "gradebook.csv").read_text()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=20)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--venv", type=Path)
    chosen = parser.parse_args()
    count = chosen.submissions
    with tempfile.TemporaryDirectory(prefix="benchmark-") as temporary:
        folder = Path(temporary)
        environment = chosen.venv or folder / "nbgrader"
        if not (environment / "bin/nbgrader").exists():
            venv.create(environment, with_pip=True)
            pip = [str(environment / "bin/python"), "-m", "pip", "install", "-q", "nbgrader"]
            subprocess.run(pip, check=True)
        (folder / "a").mkdir()
        (folder / "b").mkdir()
        theirs = time_nbgrader(folder / "a", environment, count)
        total, moments, gradebook = time_course(folder / "b", count, chosen.workers)
    each = (moments[-1] - moments[0]) / (count - 1)
    print(f"{count} submissions that import torch, transformers and faiss; seconds")
    print(f"{'':34} {'in all':>8} {'each':>7} {'times faster':>13}")
    print(f"{'nbgrader autograde':34} {theirs:8.1f} {theirs / count:7.2f} {'1':>13}")
    for name, seconds, one in (
        ("course grade, start included", total, total / count),
        ("course grade, once it runs", moments[-1] - moments[0], each),
    ):
        print(f"{name:34} {seconds:8.1f} {one:7.2f} {theirs / count / one:13.1f}")
    right = sum(",8,8," in row for row in gradebook.splitlines())
    print(f"full marks: {right} of {count}, expected {count - count // 4}")


if __name__ == "__main__":
    main()
