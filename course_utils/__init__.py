"""Helpers of the Shared Space course: one small module a lesson."""

__version__ = "0.1.0"
