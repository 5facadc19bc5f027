"""nbval's comments and cell magics taken out of answers, with the code computing the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbval.plugin import comment_markers, find_comment_markers

from course_utils.grading.notebook.nbval_markers import without_cell_magics, without_markers

SKIP = "# NBVAL_SKIP"


def markers(source):
    return list(find_comment_markers(source))


def value(source):
    namespace = {}
    exec(source, namespace)
    return namespace["x"]


@pytest.mark.parametrize("marker", comment_markers)
@pytest.mark.parametrize("form", ["# {}", "#{}", "   ###   {}   ", "x = 1\n    # {}\ny = 2"])
def test_no_spelling_of_a_comment_is_left(marker, form):
    source = form.format(marker)
    assert markers(source)
    assert not markers(without_markers(source))


@pytest.mark.parametrize(
    "source",
    [
        f'x = """a\n{SKIP}\nb"""',
        "x = '''a\n  ## NBVAL_SKIP \nb'''",
        f"x = 'a\\\n{SKIP}\x0cb'",
        f'x = r"""a\n{SKIP}\nb\\d"""',
        f"x = r'a\\\n{SKIP}\x0cb'",
        f'x = b"""a\n{SKIP}\nb"""',
        f'x = rb"""a\n{SKIP}\nb"""',
        f'y = 3\nx = f"""a{{y}}\n{SKIP}\n{{y!r:>5}}"""',
        f'y = 3\nx = rf"""a{{y}}\n{SKIP}\n{{y}}"""',
        f'x = """a\n{SKIP}\nb""".upper() + "c"',
        f'def f():\n    """Doc.\n\n    {SKIP}\n    """\nx = f.__doc__',
        f'x = """a\x0c{SKIP}\x0c"""',
        f'x = """\u2028{SKIP}\u2028"""',
        f"x = 1 #\x0c{SKIP}",
        f'x = """\n{SKIP}\n{SKIP}\n# NBVAL_IGNORE_OUTPUT\n"""\n{SKIP}',
    ],
)
@pytest.mark.filterwarnings("ignore:Conflicting comment markers")
def test_strings_keep_their_value(source):
    assert markers(source)
    clean = without_markers(source)
    assert not markers(clean)
    assert value(clean) == value(source)


def test_code_that_python_cannot_read_is_disarmed_too():
    source = f"def f(x) return\n{SKIP}\n%time 1"
    assert without_markers(source) == "def f(x) return\n#: NBVAL_SKIP\n%time 1"


def test_ordinary_code_is_left_as_it_is():
    source = "# a comment\nx = '# NBVAL_SKIP'  # NBVAL_SKIP\n#NBVAL_SKIPPED"
    assert not markers(source)
    assert without_markers(source) == source


pieces = st.sampled_from(
    ["x = 1", SKIP, "  " + SKIP, '"""', "'''", "r'''", "\\", "\n", "\r", "\x0b", "\x85", "a", "f('"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(pieces, max_size=12).map("".join))
def test_nothing_is_left_in_any_text(source):
    assert not markers(without_markers(source))


@pytest.mark.parametrize(
    ("source", "clean", "magics"),
    [
        ("%%time\nx = 1", "# %%time\nx = 1", ["%%time"]),
        ("\n\n  %%script true\nx = 1", "\n\n# %%script true\nx = 1", ["%%script true"]),
        ("%%time\n%%capture out\nx = 1", "# %%time\n# %%capture out\nx = 1", None),
        ("x = 1\n%matplotlib inline", "x = 1\n%matplotlib inline", []),
        ("x = 1\n%%time", "x = 1\n%%time", []),
        ("", "", []),
    ],
)
def test_cell_magics_become_comments(source, clean, magics):
    found, named = without_cell_magics(source)
    assert found == clean
    assert named == (["%%time", "%%capture out"] if magics is None else magics)
    assert "run_cell_magic" not in ipython_reads(found)


def ipython_reads(source):
    from IPython.core.inputtransformer2 import TransformerManager

    return TransformerManager().transform_cell(source)
