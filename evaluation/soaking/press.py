"""A feed's number and a minute → what its publisher has out at that minute: the same in every run.

A few feeds publish all day, most now and then, many a single piece. Some pieces are corrected
later. A feed shows its pieces of the last twelve hours, and never fewer than its latest twenty:
whoever asks as often as a feed publishes sees them all. Every sentence is ours.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

START = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
"""Minute 0."""
DAY = 24 * 60
WINDOW = 12 * 60
"""Minutes that a piece is shown at least."""
LEAST_SHOWN = 20
_OLD = 10
"""Pieces that were out before the first minute."""
_RATES = (96, 24, 24, 24, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 1, 1, 1, 1, 1, 1)
"""Pieces a day, by the feed's number."""
_CORRECTED = 0.06
_WHO = ("The pilot boat", "A choir", "The mill", "Two gardeners", "The lock keeper", "A school")
_DOES = ("paints", "counts", "repairs", "lends out", "moves", "praises", "sketches", "auctions")
_WHAT = ("ladders", "lanterns", "oars", "maps", "kettles", "windows", "scales", "umbrellas")
_SENTENCES = (
    "It took longer than planned, which surprised nobody who had been there before.",
    "Neighbours brought benches and stayed until the lamps were lit.",
    "A clerk wrote everything down twice, once in pencil.",
    "The harbour office has promised an answer by the end of the month.",
    "Rain kept the visitors away, but not the geese.",
    "What remains is stored in the loft above the chandlery.",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that a publisher brings out."""

    feed: int
    number: int
    minute: int
    """When it is published; negative before the first."""
    corrected: int | None
    """When its text changes, if ever."""

    @property
    def url(self) -> str:
        """Its address, without what trackers add."""
        return f"https://soak{self.feed}.example/{self.number}-of-the-day"

    @property
    def title(self) -> str:
        """Its headline."""
        dice = self._dice("title")
        return f"{dice.choice(_WHO)} {dice.choice(_DOES)} {self.number + 2} {dice.choice(_WHAT)}"

    def text(self, minute: int) -> str:
        """Return what it says at a minute."""
        dice = self._dice("text")
        said = " ".join(dice.sample(_SENTENCES, 4))
        if not self.is_corrected(minute):
            return f"There were {self.number + 2} of them. {said}"
        return f"Corrected: there were {self.number + 902}. {said} We had miscounted."

    def is_corrected(self, minute: int) -> bool:
        """Tell whether its text has changed by a minute."""
        return self.corrected is not None and minute >= self.corrected

    def _dice(self, what: str) -> random.Random:
        return random.Random(f"{what} {self.feed} {self.number}")  # noqa: S311 (same in every run)


def pieces(feed: int, minutes: int) -> list[Piece]:
    """Return everything that a feed publishes until a minute, oldest first."""
    dice = random.Random(f"pieces {feed}")  # noqa: S311 (the same in every run)
    rate = _RATES[feed % len(_RATES)]
    times = [-37 * (_OLD - i) for i in range(_OLD)]
    times += sorted(dice.randrange(0, DAY) for _ in range(rate))
    made = []
    for number, minute in enumerate(times):
        late = minute + dice.randint(20, 200)
        corrected = late if minute >= 0 and dice.random() < _CORRECTED else None
        made.append(Piece(feed, number, minute, corrected))
    return [piece for piece in made if piece.minute <= minutes]


def shown(everything: Sequence[Piece], minute: int) -> list[Piece]:
    """Return what a feed shows at a minute, newest first."""
    out = [piece for piece in everything if piece.minute <= minute]
    young = sum(piece.minute > minute - WINDOW for piece in out)
    return out[-max(young, LEAST_SHOWN) :][::-1]


def document(feed: int, showing: Sequence[Piece], minute: int) -> bytes:
    """Return a feed that shows these pieces, in this order."""
    write = _atom if feed % 3 == 2 else _rss
    return "".join(write(feed, showing, minute)).encode()


def _rss(feed: int, showing: Sequence[Piece], minute: int) -> Iterator[str]:
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>\n'
        f"<title>Soak {feed}</title><link>https://soak{feed}.example/</link>\n"
        "<description>A day</description>\n"
    )
    for piece in showing:
        when = format_datetime(START + timedelta(minutes=piece.minute))
        yield (
            f"<item><title>{escape(piece.title)}</title>"
            f"<link>{piece.url}?utm_source=rss&amp;utm_medium=feed</link>"
            f'<guid isPermaLink="false">soak{feed}-{piece.number}</guid>'
            f"<pubDate>{when}</pubDate>"
            f"<description><![CDATA[<p>{escape(piece.text(minute))}</p>]]></description></item>\n"
        )
    yield "</channel></rss>\n"


def _atom(feed: int, showing: Sequence[Piece], minute: int) -> Iterator[str]:
    home = f"https://soak{feed}.example/"
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f'<title>Soak {feed}</title><id>{home}</id><link href="{home}"/>'
        f"<updated>{START.isoformat()}</updated>\n"
    )
    for piece in showing:
        when = (START + timedelta(minutes=piece.minute)).isoformat()
        yield (
            f"<entry><title>{escape(piece.title)}</title><id>{piece.url}</id>"
            f'<link href="{piece.url}?utm_source=atom"/><published>{when}</published>'
            f"<updated>{when}</updated>"
            f'<content type="html">{escape(f"<p>{escape(piece.text(minute))}</p>")}</content>'
            "</entry>\n"
        )
    yield "</feed>\n"
