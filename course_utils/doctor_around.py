"""What the doctor tries out: OpenMP in a process of its own, the hub, the grader's sandbox."""

import importlib
import os
import subprocess
import sys
import threading
import urllib.error
import urllib.request

from course_utils.finding import Finding

HUB_SECONDS = 3
_TRY_OPENMP = """\
from course_utils.threads import load_faiss, load_torch
load_torch().ones(300, 300) @ load_torch().ones(300, 300)
load_faiss().Kmeans(4, 2, niter=1).train(load_torch().rand(99, 4).numpy())
"""
_APART = (
    "use an environment that pip alone filled: two packages brought an OpenMP library each "
    "(with conda: conda env create -f environment.yml)"
)


def openmp() -> Finding:
    """Whether torch and faiss compute in one process: two OpenMP libraries end it at once."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", _TRY_OPENMP], capture_output=True, text=True, timeout=120
        )
    except subprocess.TimeoutExpired:
        return Finding("OpenMP", "torch beside faiss hangs", _APART)
    if done.returncode == 0:
        return Finding("OpenMP", "torch and faiss compute in one process")
    last = (done.stderr.strip().splitlines() or [f"exit status {done.returncode}"])[-1]
    clash = next((line for line in done.stderr.splitlines() if "OMP: Error #15" in line), "")
    if clash or done.returncode < 0:
        return Finding("OpenMP", f"torch beside faiss ends Python: {clash or last}", _APART)
    return Finding("OpenMP", last, "mend what the other lines name, then try again")


def hub() -> Finding:
    """Whether models can be fetched by name. Nothing else of the course asks the network."""
    name, without = "Hub", "lessons need none; a model of a folder loads by its path"
    if os.environ.get("HF_HUB_OFFLINE", "").upper() in ("1", "ON", "YES", "TRUE"):
        return Finding(name, f"HF_HUB_OFFLINE is set: {without}")
    address = os.environ.get("HF_ENDPOINT") or "https://huggingface.co"
    reached = []
    # Looking up a name has no time limit of its own, so a thread does it.
    asking = threading.Thread(target=lambda: reached.append(_answers(address)), daemon=True)
    asking.start()
    asking.join(HUB_SECONDS)
    if reached == [True]:
        return Finding(name, f"{address} answers")
    return Finding(name, f"{address} cannot be reached: {without}")


def _answers(address: str) -> bool:
    try:
        request = urllib.request.Request(address, method="HEAD")
        urllib.request.urlopen(request, timeout=HUB_SECONDS).close()
    except urllib.error.HTTPError:
        return True
    except (OSError, ValueError):
        return False
    return True


def grading() -> Finding:
    """Whether a class can be graded here. A learner needs nothing of it."""
    name = "Grading"
    if sys.platform != "linux":
        return Finding(name, "a class needs Linux; nothing else does")
    # By its name: what a learner imports never imports the grader.
    why = importlib.import_module("course_grader.sandbox.bubblewrap").why_unavailable()
    return Finding(
        name,
        f"no class can be graded here: {why}; nothing else needs it"
        if why
        else "a class can be graded here",
    )
