"""What lesson 10 needs beside the course: workers, and a vector database."""

from importlib import import_module

INSTALL = 'python -m pip install "shared-space[scale]"'
NEEDED = {"dask": "Dask", "distributed": "Dask", "pymilvus": "Milvus", "milvus_lite": "Milvus"}


def require(*modules: str) -> None:
    """Raise ModuleNotFoundError, which says how to get it, where one of NEEDED is missing.

    >>> require("dask", "distributed")
    """
    for module in modules:
        try:
            import_module(module)
        except ImportError:
            message = f"{NEEDED[module]} is missing. Get it by: {INSTALL}"
            raise ModuleNotFoundError(message, name=module) from None


def lacking() -> str:
    """What to say where something is missing, and nothing where all is there."""
    try:
        require(*NEEDED)
    except ModuleNotFoundError as error:
        return str(error)
    return ""
