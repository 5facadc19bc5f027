"""torch and faiss in one process: imported in one order, and both at work."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import numpy as np

from course_utils.retrieval import VectorIndex
from course_utils.threads import BLAS_FROM, OneThread, load_faiss

BOTH_AT_WORK = """
import sys
from threading import Thread
from course_utils.threads import load_faiss
faiss = load_faiss()
modules = list(sys.modules)
assert modules.index("torch") < modules.index("faiss"), "faiss came first"
import numpy as np
import torch

torch.set_num_threads(2)
faiss.omp_set_num_threads(2)
vectors = np.random.default_rng(0).normal(size=(1000, 32)).astype(np.float32)

def search():
    index = faiss.IndexHNSWFlat(32, 8)
    index.add(vectors)
    index.search(vectors[:500], 5)
    faiss.Kmeans(32, 20, niter=3).train(vectors)

def learn():
    weights = torch.randn(300, 300, requires_grad=True)
    (weights @ weights).softmax(dim=1).square().sum().backward()
    torch.arange(200_000).float().sort()  # arrays past 32,768 are where a wrong order crashes

for work in (learn, search, learn):
    work()
threads = [Thread(target=work) for work in (learn, search)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("done")
"""


def test_torch_comes_first_and_both_run_their_threads_in_one_process():
    command = [sys.executable, "-c", BOTH_AT_WORK]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout) == (0, "done\n"), done.stderr


def blas_limit():
    return load_faiss().cvar.distance_compute_blas_threshold


def test_the_limit_comes_back_when_the_last_of_several_leaves():
    usual, first, second = blas_limit(), OneThread(), OneThread()
    assert usual > BLAS_FROM
    first.__enter__()
    second.__enter__()
    first.__exit__()
    assert blas_limit() == BLAS_FROM
    second.__exit__()
    assert blas_limit() == usual


def test_an_error_inside_changes_nothing_outside():
    faiss = load_faiss()
    before = blas_limit(), faiss.omp_get_max_threads()
    try:
        with OneThread():
            raise KeyError
    except KeyError:
        assert (blas_limit(), faiss.omp_get_max_threads()) == before


def test_searches_in_many_threads_leave_everything_as_it_was():
    usual, together = blas_limit(), Barrier(8)
    vectors = np.random.default_rng(0).normal(size=(300, 16)).astype(np.float32)
    index = VectorIndex(16)
    index.add(vectors)
    expected = index.search(vectors, 5)[1]

    def search(_):
        together.wait()
        return [index.search(vectors, 5)[1] for _ in range(30)]

    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(search, range(8)):
            assert all((ids == expected).all() for ids in found)
    assert blas_limit() == usual
