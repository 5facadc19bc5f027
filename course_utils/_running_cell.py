"""Which cell of which notebook runs. JupyterLab and Notebook 7 say so; elsewhere nobody does."""

import os
import sys
from pathlib import Path


def running_cell() -> tuple[Path, str] | None:
    """The notebook's file and the id of the cell that runs; None where that is not known."""
    notebook = os.environ.get("JPY_SESSION_NAME")
    if not notebook or "IPython" not in sys.modules:
        return None
    from IPython import get_ipython  # the builtin of this name ends before a cell's last figure

    kernel = getattr(get_ipython(), "kernel", None)
    if kernel is None:
        return None
    cell = kernel.get_parent("shell").get("metadata", {}).get("cellId")
    return (Path(notebook), cell) if cell else None
