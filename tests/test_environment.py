"""The environment that `make` or conda makes is the one that the course was written for."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
CONDA_NAMES = {"torch": "pytorch", "matplotlib": "matplotlib-base"}
CARD = ("jupyterlab", "torch", "transformers", "faiss-cpu", "matplotlib", "ipywidgets", "nbval")


def needs(lines):
    return {r.name: r.specifier for r in map(Requirement, lines)}


def conda():
    found = {}
    for line in (ROOT / "environment.yml").read_text().splitlines():
        if match := re.fullmatch(r"  - ([a-z0-9-]+)([<>=].*)?", line):
            found[match[1]] = SpecifierSet(match[2] or "")
    return found


def locked():
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    return needs(line for line in lines if not line.startswith("#"))


def test_conda_and_pip_ask_for_the_same():
    pip = {CONDA_NAMES.get(n, n): s for n, s in needs(PROJECT["dependencies"]).items()}
    assert pip == {n: s for n, s in conda().items() if n not in ("conda-forge", "python", "pip")}


def test_the_packages_of_the_course_are_asked_for_as_ranges():
    pip = needs(PROJECT["dependencies"])
    assert set(CARD) <= pip.keys()
    assert all("==" not in str(specifier) for specifier in pip.values())


@pytest.mark.parametrize("extra", ["", *PROJECT["optional-dependencies"]])
def test_the_lock_has_a_version_within_each_range(extra):
    lines = PROJECT["optional-dependencies"][extra] if extra else PROJECT["dependencies"]
    pins = {name.lower(): str(s).removeprefix("==") for name, s in locked().items()}
    for name, specifier in needs(lines).items():
        assert specifier.contains(pins[name.lower()]), name


@pytest.mark.parametrize("unwanted", ["torchvision", "timm", "open-clip-torch", "nvidia", "triton"])
def test_nothing_brings(unwanted):
    names = {d.name.lower() for d in distributions()} | set(locked())
    assert not [name for name in names if name.startswith(unwanted)]


def test_clip_classes_import_without_torchvision():
    subprocess.run(
        [sys.executable, "-c", "from transformers import CLIPModel, CLIPProcessor"], check=True
    )


def test_the_package_imports_nothing_heavy():
    code = "import sys, course_utils; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"torch", "transformers", "faiss", "numpy", "matplotlib", "IPython", "pyarrow"}
    assert not heavy & set(loaded)


def test_help_imports_nothing_heavy():
    code = "import sys\nfrom course_utils.cli import course\n"
    code += "course(['--help'], standalone_mode=False)\nprint(*sys.modules, file=sys.stderr)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stderr.split()
    assert not {"torch", "transformers", "faiss", "numpy", "matplotlib"} & set(loaded)
