"""Reading stored features: eight bits a number, a scale a row, compressed."""

from pathlib import Path

import numpy as np


def read_features(file: Path) -> dict[str, np.ndarray]:
    """Arrays of an .npz file; int8 rows times their `<name>.scale` become float32.

    Raises ValueError where the file is missing or damaged.
    """
    try:
        with np.load(file) as stored:
            arrays = dict(stored)
    except Exception as error:  # zip, NumPy and the system each have their own
        raise ValueError(
            f"{file} is missing or damaged; restore it with `git checkout -- {file.name}` "
            "in its folder, or install the course again"
        ) from error
    return {
        name: values * arrays[f"{name}.scale"].astype(np.float32)[:, None]
        if f"{name}.scale" in arrays
        else values
        for name, values in arrays.items()
        if not name.endswith(".scale")
    }
