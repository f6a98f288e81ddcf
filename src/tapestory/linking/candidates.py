"""What may be a name in a text, before anything is believed."""

from __future__ import annotations

from dataclasses import dataclass

from tapestory.linking.dictionary import Name
from tapestory.linking.standing import Standing
from tapestory.linking.tickers import WrittenTicker


@dataclass(slots=True, kw_only=True, eq=False)
class Candidate:
    """A name found in the text as a whole word. Each is only equal to itself."""

    start: int
    end: int
    name: Name
    kind: Standing
    """How common the name is in texts of this language."""
    ticker: WrittenTicker | None = None
    """The written ticker that stands directly after it."""
