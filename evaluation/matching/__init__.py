"""Labelled news → how well articles find their events: `python -m evaluation.matching`."""
