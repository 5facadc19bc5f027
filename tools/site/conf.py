"""Sphinx's settings for the course's site; tools/site/build.py runs it."""

import importlib.metadata
import re

project = "Shared Space"
author = "the authors of Shared Space"
version = release = importlib.metadata.version("shared-space")
extensions = ["myst_nb", "sphinx.ext.autodoc"]
language = "en-GB"
source_suffix = {".md": "myst-nb", ".ipynb": "myst-nb", ".rst": "restructuredtext"}

nb_execution_mode = "off"
nb_merge_streams = True
myst_heading_anchors = 3
myst_enable_extensions = ["attrs_block", "colon_fence"]
myst_links_external_new_tab = False
suppress_warnings = ["mystnb.unknown_mime_type", "myst.header", "misc.highlighting_failure"]

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
default_role = "literal"

html_theme = "furo"
html_title = "Shared Space"
html_favicon = "static/icon.svg"
html_css_files = ["site.css"]
html_js_files = ["scrolling.js"]
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"


def _as_written(app, what, name, obj, options, lines):
    """Docstrings mark code by single backticks and write *, | and a last _ as they are."""
    example = False
    for at, line in enumerate(lines):
        example = bool(line.strip()) and (example or line.lstrip().startswith(">>>"))
        if not example:
            parts = re.split(r"(`[^`]*`)", line)
            parts[::2] = [re.sub(r"[*|]|_\b", r"\\\g<0>", part) for part in parts[::2]]
            lines[at] = "".join(parts)


ARRAY_LIKE = re.compile(r"[~\w.]*Buffer \|.*?NestedSequence\[complex \| bytes \| str\]")


def _short(app, what, name, obj, options, signature, returns):
    """numpy.typing.ArrayLike by its name, not by the seven types that it is."""
    return ARRAY_LIKE.sub("ArrayLike", signature or "") or None, returns


def setup(app):
    app.connect("autodoc-process-signature", _short)
    app.connect("autodoc-process-docstring", _as_written)
