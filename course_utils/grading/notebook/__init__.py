"""Exercises as notebooks: their cells, release, backups, and the rebuild of what is handed in."""
