"""Matching beside its peers: how well, how fast, how it grows. `python -m benchmarks.matching`."""
