"""The words of a domain: concepts that meet across languages without a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One idea and the terms that name it, so that 算力过剩 and "excess compute" meet."""

    id: str
    kind: str
    """"entity", "concept", "hedge", "attrib" or "assert"."""
    terms: Mapping[str, tuple[str, ...]]
    """Language (en, zh, ko, ja) → terms, lower case."""
    symbol: str = ""
    """For entities that are listed."""
