"""What bounds a process that reads what people handed in: memory written to, not address space."""

import mmap
import subprocess
import sys

import pytest

from course_grader.sandbox.limited_process import ChildFailed, in_child

GIB = 1 << 30


def reserve_and_write(reserved: int, written: int):
    def work(write):
        # what an allocator does for each of its threads, the more the busier the machine is
        places = mmap.mmap(-1, reserved, flags=mmap.MAP_PRIVATE, prot=mmap.PROT_READ)
        write(str(len(bytes(written)) + len(places) - reserved).encode())

    return work


def test_reserved_address_space_costs_nothing():
    said = in_child(reserve_and_write(8 * GIB, 1000), memory=512, seconds=20)
    assert said == b"1000"


def test_memory_that_is_written_to_is_bounded():
    with pytest.raises(ChildFailed):
        in_child(reserve_and_write(4096, GIB), memory=512, seconds=20)


JUDGE = """
from course_grader.run.nbval_run import READER_MEMORY
from course_grader.sandbox.limited_process import in_child
from course_grader.value_answers import _transcript
from course_utils.grading.kernel.plain_data import to_text

judge = {"question": "temperature", "seed": 3, "draws": None}
work = lambda write: write(_transcript(judge, to_text(0.05)).encode())
print(in_child(work, memory=READER_MEMORY, seconds=120).decode())
"""


def test_the_grader_s_own_reader_can_judge_what_takes_torch():
    # in a process of its own, as the grader's: torch's threads do not outlive a fork
    run = subprocess.run(
        [sys.executable, "-c", JUDGE], capture_output=True, text=True, check=True, timeout=240
    )
    assert "'can be learned': True, 'several are pushed': True" in run.stdout
