"""Shared prices and answer files in; how right and how honest the measured moves are out.

Right: the 33 reference event studies are reproduced, and day 0 is that of the answer file. Honest:
on ordinary days, each taken as if something had happened, a test at 5 % rejects on about 5 % of
them, for single names and for sector baskets.
"""

from evaluation.moves.scores import score

__all__ = ["score"]
