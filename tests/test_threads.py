"""torch and faiss in one process: imported in one order, and both at work."""

import subprocess
import sys

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
