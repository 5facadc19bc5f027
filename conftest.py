"""Collects exercises so that `pytest --nbval-lax exercises/` is green for right answers alone."""

import pytest

# Backups are a learner's old work; the corpora of answers are loaded by their own test.
collect_ignore_glob = ["*.backup-*.ipynb", "tests/*_answers/*", "tests/grading/data/*"]


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path, parent):
    collectors = yield
    if file_path.suffix != ".ipynb" or not collectors:
        return collectors
    from nbval.plugin import IPyNbFile

    from course_utils.grading.learner.pytest_collection import ExerciseFile, solution_beside

    if solution_beside(file_path) is None:
        return collectors
    return [
        ExerciseFile.from_parent(parent, path=file_path) if isinstance(c, IPyNbFile) else c
        for c in collectors
    ]
