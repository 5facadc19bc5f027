"""Files that are no notebooks, or odd ones; those that can only be made on disk are in the test."""

import copy
import json

from course_utils.grading.notebook.cells import notebook_bytes
from tests.attacks.attack import Attack
from tests.grading import trial

RIGHT = json.loads(notebook_bytes(trial.right_submission()))
TEXT = json.dumps(RIGHT)


def changed(change) -> bytes:
    """A right submission's JSON, changed."""
    data = copy.deepcopy(RIGHT)
    change(data)
    return json.dumps(data).encode()


def _without_ids(data):
    data["nbformat_minor"] = 0
    for cell in data["cells"]:
        del cell["id"]


def _same_ids(data):
    for cell in data["cells"]:
        cell["id"] = "same"


def _version_3() -> bytes:
    cells = [
        {
            "cell_type": "code",
            "language": "python",
            "input": "".join(cell["source"]),
            "outputs": [],
            "collapsed": False,
            "metadata": {},
        }
        for cell in RIGHT["cells"]
        if cell["cell_type"] == "code"
    ]
    worksheets = [{"cells": cells, "metadata": {}}]
    return json.dumps(
        {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": worksheets}
    ).encode()


def _odd_metadata(data):
    data["metadata"] = []
    for cell in data["cells"]:
        cell["metadata"] = {"tags": {"a": 1}, "course": "x"}


def _odd_source(data):
    data["cells"][2]["source"] = 5


def _odd_cells(data):
    data["cells"] = {"0": data["cells"]}


def _surrogate(data):
    data["cells"][2]["source"] = "# \ud800\n" + "".join(data["cells"][2]["source"])


def _null_byte(data):
    for cell in data["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = "\0" + "".join(cell["source"])


def _many_cells(data):
    data["cells"] += [{"cell_type": "markdown", "metadata": {}, "source": "x"}] * 30_000


def _deep_code(data):
    for cell in data["cells"]:
        if cell["id"].endswith("-answer"):
            cell["source"] = "x = " + "(" * 20_000


def _long_code(data):
    data["cells"][2]["source"] = "x = 0\n" + "x += 1\n" * 20_000 + trial.SOLUTIONS["trial_rows"]


ATTACKS = [
    Attack("empty", status="unreadable", raw=b""),
    Attack("truncated", status="unreadable", raw=TEXT.encode()[: len(TEXT) // 2]),
    Attack("a_list", status="unreadable", raw=b"[]"),
    Attack("null", status="unreadable", raw=b"null"),
    Attack("no_cells", status="unreadable", raw=b'{"nbformat": 4, "metadata": {}}'),
    Attack("deep", status="unreadable", raw=b"[" * 1_000_000),
    Attack(
        "deep_notebook",
        status="unreadable",
        raw=b'{"nbformat": 4, "cells": ' + b"[" * 500_000 + b"]" * 500_000 + b"}",
    ),
    Attack("not_utf_8", status="unreadable", raw=b'{"nbformat": 4, "cells": ["\xff\xfe"]}'),
    Attack("utf_16", status="unreadable", raw=TEXT.encode("utf-16")),
    Attack("huge_number", status="unreadable", raw=b'{"nbformat": ' + b"9" * 99_999 + b"}"),
    Attack("too_large", status="rejected", raw=b" " * (9 << 20)),
    Attack(
        "from_the_future",
        status="unreadable",
        raw=TEXT.replace('"nbformat": 4', '"nbformat": 5').encode(),
    ),
    Attack("odd_source_voids_nothing_else", score=6, raw=changed(_odd_source)),
    Attack("odd_cells", status="unreadable", raw=changed(_odd_cells)),
    Attack("version_3_is_right", score=8, raw=_version_3()),
    Attack("version_4_0_is_right", score=8, raw=changed(_without_ids)),
    Attack("same_ids_are_right", score=8, raw=changed(_same_ids)),
    Attack("odd_metadata_is_right", score=8, raw=changed(_odd_metadata)),
    Attack("byte_order_mark_is_right", score=8, raw=b"\xef\xbb\xbf" + TEXT.encode()),
    Attack("surrogate_is_right", score=8, raw=changed(_surrogate)),
    Attack("many_cells_are_right", score=8, raw=changed(_many_cells)),
    Attack("long_code_is_right", score=8, raw=changed(_long_code)),
    Attack("null_bytes", raw=changed(_null_byte)),
    Attack("deep_code", status=("graded", "timeout"), raw=changed(_deep_code)),
]
