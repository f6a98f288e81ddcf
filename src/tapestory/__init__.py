"""Tapestory: hold the story to the tape.

Reads news feeds, groups articles into events, and keeps for each event who said it first,
what moved beyond the market, and which of the competing explanations the moves support.
"""

__version__ = "0.1.0"
