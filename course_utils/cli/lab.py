"""`course lab`."""

import os
import sys

import click

from course_utils.progress import course_folder

LARGEST = 200 << 20  # bytes of a file that a learner may hand to a widget


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def lab(options):
    """Open JupyterLab at the first lesson. OPTIONS go to JupyterLab as they are.

    \b
    Examples:
      course lab
      course lab --no-browser --port 8890
    """
    first = course_folder() / "notebooks" / "00_start_here.ipynb"
    command = [sys.executable, "-m", "jupyterlab", f"--notebook-dir={course_folder()}"]
    command += [f"--LabApp.default_url=/lab/tree/notebooks/{first.name}", *options]
    command.append(f"--ServerApp.tornado_settings={{'websocket_max_message_size': {LARGEST}}}")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    # Threads that wait without spinning: beside a busy browser a lesson trains with half the CPU.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    os.chdir(course_folder())
    if sys.platform == "win32":  # execv returns to the console at once there
        import subprocess

        sys.exit(subprocess.call(command))
    os.execv(sys.executable, command)
