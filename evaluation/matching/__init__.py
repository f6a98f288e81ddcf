"""Labelled news → how well articles find their events: `python -m evaluation.matching`."""

from evaluation.matching.scores import score

__all__ = ["score"]
