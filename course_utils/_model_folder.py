"""What is wrong with the files of a model's folder, without loading any of it."""

import json
from pathlib import Path

from safetensors import SafetensorError, safe_open


def check_folder(folder: Path) -> None:
    """Raise ValueError that names the first file of a model folder that is missing or damaged."""
    if not (folder / "config.json").is_file():
        raise ValueError(f"{folder} has no config.json; {restored_by(folder)}")
    for file in sorted(folder.glob("*.json")):
        try:
            json.loads(file.read_text(encoding="utf-8"))
        except ValueError as error:
            raise ValueError(
                f"{file} is damaged (not valid JSON); {restored_by(folder)}"
            ) from error
    weights = sorted(folder.glob("*.safetensors"))
    if not weights and not list(folder.glob("*.bin")):
        raise ValueError(f"{folder} has no model.safetensors; {restored_by(folder)}")
    for file in weights:
        try:
            with safe_open(file, framework="pt"):
                pass
        except SafetensorError as error:
            raise ValueError(
                f"{file} is damaged (truncated or not safetensors); {restored_by(folder)}"
            ) from error


def restored_by(folder: Path) -> str:
    if folder.parent.name == "assets":
        return (
            "restore it with `git checkout -- course_utils/assets/pocket`, "
            "or install the course again"
        )
    return "save or download that model again"
