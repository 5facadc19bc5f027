"""Measure, and write docs/performance.md.

    python -m benchmarks [--quick] [--rounds 3] [--peers FOLDER]

Peers get an environment of their own, made in FOLDER (.venv-peers) unless it is there.
"""

import argparse
import os
import platform
import subprocess
import time
import venv
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks import around_faiss, encoding, grading, growth, index, metrics, start
from course_utils._files import write_atomically
from course_utils.threads import usable_cores

TARGET = index.ROOT / "docs/performance.md"
PACKAGES = ("hnswlib", "usearch", *metrics.PACKAGES, *encoding.PACKAGES)
ASKED, FILTERED = 10_000, 50_000  # of more, a search itself varies by more than 10 µs

INTRO = """\
# Performance

Written by `make bench`; no number here is typed. {machine}
{versions}

Times are CPU seconds of one thread, medians. Other programs on the machine slow CPU seconds too,
since caches and memory are shared: read ratios, which come from engines run in turn, not times."""

SEARCH = """\
## Search in vectors

Vectors are made: clusters that vary along few directions, queries from the other side of a gap
(`benchmarks/vectors.py`). Each engine tries its widths on {choosing} queries; for each recall that
is wanted the cheapest width is taken, and reported is what it does with {reporting} others, so that
recall can be a little off what was wanted. `default` is what `VectorIndex` does unless told
otherwise. hnswlib has 16 links and `ef_construction` 100; usearch its defaults, 32-bit numbers. A
million vectors the peers take in with all cores; the CPU seconds of all are counted."""

FILTER = """\
A scan does by hand what is asked: it makes the queries unit vectors, gathers the allowed ones from
an array, compares with each (`faiss.knn`) and turns places into ids. Both get the same mask. The
scan checks nothing, and has all vectors in one array: those of ivf lie in their cells, where
gathering takes longer. The goal is never to be slower. Every kind with whole vectors compares
exactly here, so its recall is 1: a test has scores and ids equal to the scan's, bit for bit."""


def machine() -> str:
    """In plain words."""
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"Measured on {date.today():%d %B %Y}, {usable_cores()} cores of a {platform.machine()} "
        f"processor, {pages:.0f} GiB of memory, {platform.system()}; "
        f"the load was {os.getloadavg()[0]:.0f} when it began."
    )


def versions(peers: Path) -> str:
    """Of what was measured."""
    code = (
        "from importlib.metadata import version as v; "
        "print(*(p + ' ' + v(p) for p in %r), sep=', ')"
    )
    theirs = [str(peers / "bin/python"), "-c", code % ((*PACKAGES, metrics.COPIED),)]
    found = subprocess.run(theirs, capture_output=True, text=True, check=True).stdout.strip()
    return f"Python {platform.python_version()}, faiss {version('faiss-cpu')}, {found}."


def environment(folder: Path) -> None:
    """The peers' environment, made once."""
    if not (folder / "bin/python").exists():
        venv.create(folder, with_pip=True)
    pip = [str(folder / "bin/python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, *PACKAGES, "numpy"], check=True)
    subprocess.run([*pip, "--no-deps", metrics.COPIED], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--peers", type=Path, default=index.ROOT / ".venv-peers")
    parser.add_argument("--out", type=Path, default=TARGET)
    given = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    began = time.perf_counter()
    environment(given.peers)
    said = [INTRO.format(machine=machine(), versions=versions(given.peers))]

    def say(*parts: str) -> None:
        """Into the page at once, so that a run that breaks off leaves what it measured."""
        print(*parts, sep="\n\n", flush=True)
        said.extend(parts)
        write_atomically(given.out, ("\n\n".join(said) + "\n").encode())

    rounds = given.rounds or (1 if given.quick else 3)
    size = FILTERED // 5 if given.quick else FILTERED
    say("## Start", "Whole processes, median of some runs.", start.report(rounds))
    say(f"## One query, {ASKED:,} vectors", "The goal is 10 µs around faiss.")
    say(around_faiss.wrapper(ASKED))
    say(f"## Among some of {size:,} vectors", FILTER, around_faiss.filtered(size))
    say(SEARCH.format(choosing=index.CHOOSING, reporting=f"{index.REPORTING:,}"))
    for n, dim in index.SIZES[given.quick]:
        turns = rounds if n * dim <= 20_000 * 128 else 1
        ours = index.OURS if (n, dim) == (20_000, 128) else ("refine",)
        found = index.measure(n, dim, turns, given.peers, (*ours, *index.PEERS))
        say(index.report(n, dim, index.rows(found)), f"Rounds: {turns}.")
    by_size, by_dim = growth.measured(given.quick, given.peers)
    plot = given.out.with_name("growth.png")
    write_atomically(plot, growth.picture(by_size))
    say("## Growth of an index", growth.INTRO)
    say(f"![{growth.alternative_text(by_size)}]({plot.name})", growth.table(by_size, "n"))
    say(f"With {growth.OF_DIMS[given.quick]:,} vectors each:", growth.table(by_dim, "dim"))
    say("## Encoding", encoding.INTRO, encoding.towers(given.quick, given.peers))
    say("### A large folder", encoding.folder(encoding.FOLDER[given.quick]))
    say("## Metrics", metrics.INTRO)
    for queries, depth in metrics.SIZES[given.quick]:
        say(metrics.ranking(queries, depth, given.peers))
    if not given.quick:
        say(metrics.whole())
    say(metrics.cross_modal(*metrics.COCO[given.quick], given.peers))
    say("### 10,000 resamples", metrics.bootstrap())
    say("## Grading a class")
    for part in grading.report(given.quick, given.peers / "graders"):
        say(part)
    minutes = (time.perf_counter() - began) / 60
    say(f"All of this took {minutes:.0f} minutes.")


if __name__ == "__main__":
    main()
