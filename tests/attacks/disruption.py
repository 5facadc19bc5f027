"""Stopping, stalling and filling: what was earned before it must stay, and the next one run."""

from tests.attacks.attack import Attack, in_question_3

DEAF = """
import signal
for number in range(1, 64):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
while True:
    pass
"""
HANGING_OBJECT = """
class Slow(np.ndarray):
    def __array_finalize__(self, obj):
        while True:
            pass

def trial_nearest(a, b):
    return a.view(Slow), b
"""
HANGING_ERROR = """
class Slow(Exception):
    def __str__(self):
        while True:
            pass

raise Slow
"""
LOOP_IN_PROBE = "def trial_nearest(a, b):\n    while True:\n        pass\n"
DIES_IN_PROBE = "import os\ndef trial_nearest(a, b):\n    os._exit(0)\n"
MEMORY = "hoard = []\nwhile True:\n    hoard.append(bytearray(32 << 20))\n"
MEMORY_OF_MANY = """
import os, time
for _ in range(12):
    if os.fork() == 0:
        hoard = bytearray(os.urandom(1 << 20)) * 250
        time.sleep(600)
time.sleep(600)
"""
HUGE_RESULT = "def trial_nearest(a, b):\n    return np.ones((200_000, 200_000)), a\n"
OUTPUT = "while True:\n    print('x' * 1_000_000)\n"
ONE_MESSAGE = "print('x' * 60_000_000)\n"
MANY_MESSAGES = """
from IPython.display import display
while True:
    display('x' * 2000)
"""
OUTPUT_IN_PROBE = """
import sys
def trial_nearest(a, b):
    while True:
        sys.__stdout__.write("x" * 99)
"""
FORKS = """
import os, time
children = 0
while children < 500:
    try:
        if os.fork() == 0:
            time.sleep(600)
    except OSError:
        break
    children += 1
assert children < 100
"""
THREADS = """
import threading, time
threads = 0
try:
    while threads < 500:
        threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
        threads += 1
except RuntimeError:
    pass
assert threads < 100
"""
OUTLIVES = """
import ctypes, os, time
if os.fork() == 0:
    os.setpgid(0, 0)
    if os.fork() == 0:
        ctypes.CDLL(None).prctl(15, b"course-outlives", 0, 0, 0)
        time.sleep(600)
    os._exit(0)
time.sleep(0.2)
"""
DISK = """
import pathlib
def fill(folder):
    try:
        for n in range(1000):
            pathlib.Path(folder, str(n)).write_bytes(bytes(16 << 20))
    except OSError as error:
        return error
assert fill("/tmp") and fill("/dev/shm")
"""
MANY_FILES = """
import pathlib
try:
    for n in range(1_000_000):
        pathlib.Path("/tmp", str(n)).touch()
except OSError:
    n = -1
assert n == -1
"""
LOUD = """
import logging, os, sys
logging.basicConfig(level=0, stream=sys.stdout, force=True)
get_ipython().events.register("post_run_cell", lambda result: print("took 1 s", file=sys.stderr))
def trial_nearest(a, b):
    logging.info("loud")
    logging.getLogger().handlers[0].setStream(sys.__stderr__)
    logging.info("loud")
    os.system("echo loud")
    breakpoint()
    a, b = (x / np.linalg.norm(x, axis=1, keepdims=True) for x in (a, b))
    cosines = a @ b.T
    return cosines.argmax(axis=1), cosines.max(axis=1)
"""
UNSIGNED = """
def trial_nearest(a, b):
    for frames in ([b"<IDS|MSG>", b"x", b"{}", b"{}", b"{}", b"{}"], [b"junk"] * 5, [b""] * 2):
        get_ipython().kernel.iopub_socket.send_multipart(frames)
    return a, b
"""
STOPS_ITS_LOOP = """
def trial_nearest(a, b):
    get_ipython().kernel.io_loop.stop()
    return a, b
"""
CLOSED = "import os\nos.closerange(3, 4096)\n"
RECURSION = """
import sys
sys.setrecursionlimit(10**9)
class Deep:
    def __getattr__(self, name):
        return getattr(self, name + "x")
Deep().x
"""
EXIT_LATER = """
import os, threading
threading.Timer(0.05, os._exit, (0,)).start()
import time
time.sleep(600)
"""

ATTACKS = [
    in_question_3("exit", "import os\nos._exit(0)", "crashed"),
    in_question_3("system_exit", "raise SystemExit", "graded"),
    in_question_3("quit", "quit()", "graded"),
    in_question_3("quit_indented", "if True:\n    quit()", ("graded", "crashed")),
    in_question_3("exit_in_a_probe", DIES_IN_PROBE, "crashed"),
    in_question_3("exit_later", EXIT_LATER, "crashed"),
    in_question_3("segfault", "import ctypes\nctypes.string_at(0)", "crashed"),
    in_question_3("abort", "import os\nos.abort()", "crashed"),
    in_question_3("deep_recursion", RECURSION, ("crashed", "graded", "timeout")),
    in_question_3("endless_loop", "while True:\n    pass", "timeout"),
    in_question_3("endless_loop_in_a_probe", LOOP_IN_PROBE, "timeout"),
    in_question_3("deaf_loop", DEAF, "timeout"),
    in_question_3("hanging_object", HANGING_OBJECT, "timeout"),
    in_question_3("hanging_error", HANGING_ERROR, "timeout"),
    in_question_3("asks_for_input", "input()", "graded"),
    in_question_3("memory", MEMORY, ("graded", "crashed")),
    in_question_3("memory_of_many", MEMORY_OF_MANY, "crashed"),
    in_question_3("huge_result", HUGE_RESULT, "graded"),
    in_question_3("output", OUTPUT, "crashed"),
    in_question_3("one_big_message", ONE_MESSAGE, ("crashed", "graded")),
    in_question_3("many_messages", MANY_MESSAGES, ("crashed", "timeout")),
    in_question_3("output_in_a_probe", OUTPUT_IN_PROBE, ("crashed", "timeout")),
    in_question_3("forks", FORKS, "graded"),
    in_question_3("threads", THREADS, "graded"),
    in_question_3("outlives", OUTLIVES, "graded"),
    in_question_3("fills_the_disk", DISK, "graded"),
    in_question_3("many_files", MANY_FILES, "graded"),
    in_question_3("logs_beside_its_probe_and_leaves_a_breakpoint", LOUD, "graded", score=8),
    in_question_3("stops_its_loop", STOPS_ITS_LOOP, "crashed"),
    in_question_3("messages_without_a_signature", UNSIGNED, "crashed"),
    in_question_3("closes_its_sockets", CLOSED, ("crashed", "timeout")),
    Attack("exit_at_once", status="crashed", answers={"trial_rows": "import os\nos._exit(1)"}),
]
