"""The course's own finished functions, out of reach while a question about them is answered."""

import importlib
import sys
from types import ModuleType

_hidden: dict[str, ModuleType] = {}


def withhold(*names: str) -> None:
    """Let `from course_utils.similarity import l2_normalize` fail for the dotted names given.

    A module that has the function is replaced by a copy without it. Functions keep the module that
    they were written in, so that what builds on the withheld one still works.
    """
    for name in names:
        home, _, attribute = name.rpartition(".")
        function = getattr(importlib.import_module(home), attribute)
        for path, module in list(sys.modules.items()):
            if path.startswith("course_utils.") and not path.startswith("course_utils.grading"):
                held = [key for key, value in vars(module).items() if value is function]
                if held:
                    _replace(path, module, held)


def give_back() -> None:
    """Undo `withhold`."""
    for path, module in _hidden.items():
        _install(path, module)
    _hidden.clear()


def _replace(path: str, module: ModuleType, held: list[str]) -> None:
    _hidden.setdefault(path, module)
    without = ModuleType(path, module.__doc__)
    vars(without).update({key: value for key, value in vars(module).items() if key not in held})
    _install(path, without)


def _install(path: str, module: ModuleType) -> None:
    sys.modules[path] = module
    parent, _, name = path.rpartition(".")
    setattr(sys.modules[parent], name, module)
