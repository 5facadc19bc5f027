"""Encoding beside the plain loop of transformers, ONNX Runtime and OpenVINO; and a large folder."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.index import ROOT, met
from benchmarks.index_run import private_mb
from course_utils.threads import usable_cores

INTRO = """\
CPU milliseconds an item, from picture or text to vector, in one thread. The plain loop is that of
the documentation of transformers, in batches of 32; `cosine` is the smallest with its vectors. The
course needs torch alone; the others need what a learner has not installed. The small CLIP has
CLIP's architecture, 384 and 256 numbers wide, with random weights."""
PACKAGES = ("onnx", "onnxruntime", "openvino")
ITEMS = {True: (32, 256), False: (64, 1024)}
GOALS = {"pictures": 3, "texts": 2}
FOLDER = {True: 1_000, False: 10_000}


def towers(quick: bool, peers: Path) -> str:
    """A table for each model and tower."""
    lines = []
    for name, title in (("pocket", "The course's model"), ("clip", "A small CLIP")):
        numbers = map(str, ITEMS[quick])
        command = [sys.executable, "-m", "benchmarks.encoding_run", name, *numbers, str(peers)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"encoding failed:\n{done.stderr[-2000:]}")
        for side, engines in json.loads(done.stdout.splitlines()[-1]).items():
            plain, ours = engines["plain loop"]["ms"], engines["DualEncoder"]
            lines += [f"### {title}, {side}", ""]
            lines += ["| engine | ms an item | plain loop / it | cosine |", "|---|---|---|---|"]
            lines += [
                f"| {engine} | {it['ms']:.2f} | {plain / it['ms']:.2f} | {it['cosine']:.6f} |"
                for engine, it in engines.items()
            ]
            gain, goal = plain / ours["ms"], GOALS[side]
            lines += [
                "",
                f"- **{gain:.1f} times** the plain loop (goal {goal}: {met(gain >= goal)}), equal "
                f"to 1e-4 in cosine: {met(ours['cosine'] > 1 - 1e-4)}",
                "",
            ]
    return "\n".join(lines).strip()


def folder(n: int) -> str:
    """A folder of made pictures, encoded in a process of its own: time and memory."""
    with tempfile.TemporaryDirectory() as name:
        rng = np.random.default_rng(0)
        for row in range(n):
            small = rng.integers(0, 256, (8, 6, 3), dtype=np.uint8)
            Image.fromarray(small).resize((400, 300)).save(Path(name) / f"{row:05}.jpg")
        command = [sys.executable, "-m", "benchmarks.encoding", name]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"a folder failed:\n{done.stderr[-2000:]}")
    some, whole = json.loads(done.stdout.splitlines()[-1])
    grown = 1000 * (whole["mb"] - some["mb"]) / (0.9 * n)
    return (
        f"A folder of {n:,} small JPEG files, decoded on {usable_cores()} cores beside the "
        f"encoding: {1000 * whole['cpu'] / n:.1f} CPU ms a picture. After a tenth of them the "
        f"process holds {some['mb']:.0f} MB, after all {whole['mb']:.0f} MB: {grown:.1f} kB more a "
        "picture, of which its vector is 1.5."
    )


def in_folder(pictures: Path) -> list[dict]:
    """What a tenth of the folder, then all of it, takes."""
    from course_utils.clip import load_clip

    clip, paths, found = load_clip(), sorted(pictures.iterdir()), []
    for some in (paths[::10], paths):
        start = time.process_time()
        vectors = clip.encode_images(some, progress=True)
        found.append({"cpu": time.process_time() - start, "mb": private_mb()})
    assert vectors.shape == (len(paths), clip.dim)
    return found


if __name__ == "__main__":
    print(json.dumps(in_folder(Path(sys.argv[1]))))
