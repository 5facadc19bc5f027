"""Which tests share a process where several run: those of a file, whose fixtures are made once.

xdist's own groups are of no use here: with pytest 9.2, xdist 3.8 loses them without a word.
"""

import pytest

BROWSER = ("tests/browser/", "tests/site/")  # one JupyterLab, one build of the site, for all
# What takes long by itself and shares nothing: it comes last, and fills the processes evenly.
EACH_ALONE = ("test_agreement.py", "test_execution.py", "test_run_again.py", "test_teeth.py")


def group(nodeid: str) -> str:
    """What the tests of one process have in common: a file, or the browser.

    >>> group("tests/test_cli.py::test_help[a]"), group("tests/browser/test_lesson_00.py::test_it")
    ('tests/test_cli.py', 'browser')
    >>> group("tests/notebooks/test_teeth.py::test_it[01]")
    'tests/notebooks/test_teeth.py::test_it[01]'
    """
    file = nodeid.partition("::")[0]
    if file.startswith(BROWSER):
        return "browser"
    return nodeid if file.endswith(EACH_ALONE) else file


@pytest.hookimpl(optionalhook=True)  # without xdist nobody asks
def pytest_xdist_make_scheduler(config, log):
    from xdist.scheduler import LoadScopeScheduling

    class ByGroup(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return group(nodeid)

    return ByGroup(config, log)
