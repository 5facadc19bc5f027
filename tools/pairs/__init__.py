"""One module a source, then splitting and packing: what `build_pairs.py` runs."""
