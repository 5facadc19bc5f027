"""Measured beside peers: `make bench` runs these and writes docs/performance.md."""
