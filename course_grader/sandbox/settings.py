"""What is set for the grader's processes, whatever their user has set, and for a submission."""

from dataclasses import dataclass, replace

# The examiner forks, as the fork server does: a process that forks may have one thread only.
FIXED = {
    "LC_ALL": "C.UTF-8",
    **{f"{name}_NUM_THREADS": "1" for name in ("OMP", "MKL", "OPENBLAS")},
    "PYTHONHASHSEED": "0",
    "TOKENIZERS_PARALLELISM": "false",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "ARROW_DEFAULT_MEMORY_POOL": "system",  # its own keeps what was freed
}
ENVIRONMENT = FIXED | {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "HOME": "/tmp",
    "MPLCONFIGDIR": "/tmp",
    "PYTHONDONTWRITEBYTECODE": "1",
}


@dataclass(frozen=True)
class Limits:
    """What one submission may use; MiB, seconds, numbers of processes."""

    deadline: int = 120
    cell: int = 30
    memory: int = 2048
    processes: int = 64
    file_size: int = 64
    output: int = 8

    def patient(self) -> "Limits":
        """The same with five times the time."""
        return replace(self, deadline=5 * self.deadline, cell=5 * self.cell)

    def of_a_process(self) -> dict[str, int]:
        """The part that a kernel sets on itself (see `box.set_limits`)."""
        return {
            "memory": self.memory,
            "processes": self.processes,
            "file_size": self.file_size,
            "seconds": self.deadline,
        }
