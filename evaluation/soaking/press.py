"""A feed's number and a minute → what its publisher has out at that minute: the same in every run.

A few feeds publish all day, most now and then, many a single piece. What happens to companies is
told by several feeds, within hours; the rest by one. Some pieces are corrected later. A feed shows
its pieces of the last twelve hours, and never fewer than its latest twenty: whoever asks as often
as a feed publishes sees them all. Every sentence is ours.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from evaluation.soaking.stories import story

START = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
"""Minute 0, on a Monday."""
DAY = 24 * 60
WINDOW = 12 * 60
"""Minutes that a piece is shown at least."""
LEAST_SHOWN = 20
_OLD = 3
"""Pieces that were out before the first minute."""
_RATES = (24, 8, 8, 4, 4, 4, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1)
"""Pieces a day that nobody else tells, by the feed's number."""
_SHARED = 40
"""Stories a day that several feeds tell, where there are two hundred."""
_SOON = 3
"""How many of them come out within the first 40 minutes."""
_TELLERS = (2, 6)
"""How many tell such a story, at least and at most."""
_CORRECTED = 0.06


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that a publisher brings out."""

    feed: int
    number: int
    """Within its feed."""
    minute: int
    """When it is published; negative before the first."""
    corrected: int | None
    """When its text changes, if ever."""
    story: int
    shared: bool
    """Whether others tell the same story."""
    teller: int
    """Which of them it is."""

    @property
    def url(self) -> str:
        """Its address, without what trackers add."""
        return f"https://soak{self.feed}.example/{self.number}-of-the-day"

    @property
    def title(self) -> str:
        """Its headline."""
        return story(self.story, shared=self.shared).title(self.teller)

    def text(self, minute: int) -> str:
        """Return what it says at a minute."""
        told = story(self.story, shared=self.shared)
        if not self.is_corrected(minute):
            return told.text(self.teller)
        miscounted = {"percent": "0.4", "count": str(int(told.facts["count"]) + 3)}
        return f"{told.text(self.teller, miscounted)} Corrected: we had miscounted."

    def is_corrected(self, minute: int) -> bool:
        """Tell whether its text has changed by a minute."""
        return self.corrected is not None and minute >= self.corrected


def editions(feeds: int, minutes: int) -> list[list[Piece]]:
    """Return everything that each feed publishes until a minute, oldest first."""
    planned: list[list[tuple[int, int, bool, int]]] = [
        [*_alone(feed, minutes)] for feed in range(feeds)
    ]
    dice = random.Random(f"shared {feeds}")  # noqa: S311 (the same in every run)
    for number in range(_SHARED * feeds * -(-minutes // DAY) // 200):
        # The first ones come out soon, so that even an hour has something to tell.
        minute = dice.randrange(0, 40 if number < _SOON else -(-minutes // DAY) * DAY)
        tellers = dice.sample(range(feeds), min(feeds, dice.randint(*_TELLERS)))
        for teller, feed in enumerate(tellers):
            planned[feed].append((minute + teller * dice.randint(2, 40), number, True, teller))
    return [
        [piece for piece in _numbered(feed, plan) if piece.minute <= minutes]
        for feed, plan in enumerate(planned)
    ]


def _alone(feed: int, minutes: int) -> Iterator[tuple[int, int, bool, int]]:
    """Yield minute, story, whether it is shared, and which teller, of what one feed alone tells."""
    dice = random.Random(f"alone {feed}")  # noqa: S311 (the same in every run)
    times = [-37 * (i + 1) for i in range(_OLD)]
    for day in range(-(-minutes // DAY)):
        times += [day * DAY + dice.randrange(DAY) for _ in range(_RATES[feed % len(_RATES)])]
    for number, minute in enumerate(times):
        yield minute, 100_000 * feed + number, False, number


def _numbered(feed: int, plan: Sequence[tuple[int, int, bool, int]]) -> Iterator[Piece]:
    dice = random.Random(f"pieces {feed}")  # noqa: S311 (the same in every run)
    for number, (minute, of, shared, teller) in enumerate(sorted(plan)):
        late = minute + dice.randint(20, 200)
        corrected = late if minute >= 0 and dice.random() < _CORRECTED else None
        yield Piece(feed, number, minute, corrected, of, shared, teller)


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
