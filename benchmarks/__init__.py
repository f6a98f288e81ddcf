"""How fast: ratios against peers, measured in one run. Run as `python -m benchmarks.run`."""
