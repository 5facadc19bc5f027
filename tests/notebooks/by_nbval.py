"""Running a notebook as `pytest --nbval-lax` does, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

# `course_utils` first: it spares nbval an import that takes seconds.
PYTEST = "import course_utils, pytest, sys; sys.exit(pytest.main())"


def run_by_nbval(path: Path, *options: str, **variables: str) -> subprocess.CompletedProcess:
    """pytest over one notebook, with these options and variables of the environment.

    No other plugin of pytest's is loaded than nbval: they take longer to load than many a cell.
    """
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    environment |= {"OMP_NUM_THREADS": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **variables}
    command = [sys.executable, "-c", PYTEST, "-p", "nbval.plugin", "--nbval-lax", str(path), "-q"]
    command += ["-p", "no:cacheprovider", "--nbval-cell-timeout=300", "-c", os.devnull]
    command += [f"--rootdir={path.parent}", *options]
    return subprocess.run(command, env=environment, cwd=path.parent, capture_output=True, text=True)
