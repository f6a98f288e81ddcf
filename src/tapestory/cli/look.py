"""How a page is laid out, and for whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tapestory.cli.terminal import Style
from tapestory.model import ArticleId, Match

Paint = Callable[[str, Style], str]


def _unpainted(text: str, _style: Style) -> str:
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a reader wants of a page, and what the terminal can show."""

    zone: str = "UTC"
    """The reader's, an IANA name."""
    prices: bool = True
    """Whether any prices are stored."""
    cut: bool = True
    """Shorten titles and names to the width; what is piped is never cut."""
    paint: Paint = field(default=_unpainted)
    decisions: Mapping[ArticleId, Sequence[Match]] | None = None
    """Every decision about each article, oldest first, for matches to be explained; None to say
    in a word only how strong each is."""
