"""Helpers of the Shared Space course: one small module a lesson."""

import sys

__version__ = "0.1.0"

# nbformat and Jupyter's server import jsonschema, which spends a second and more on a grammar of
# web addresses where it finds one. Nothing in the course asks for it.
sys.modules.setdefault("rfc3987_syntax", None)
