"""A number of articles a day → feeds of made-up news on instruments that there are, hour by hour.

Nothing here is anybody's text: stories are those of `benchmarks.matching.stream`, in coined words;
its most famous names are called what our instruments are called, and each article says a thing or
two that is read: a move, a figure, whose report it is, how sure anybody was.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.matching.stream import LIVE_DAYS, SPAN_DAYS, START, Story, Stream
from tapestory.model import Instrument

BEGUN = START
FEEDS = 100
_EVENTS_AN_ARTICLE = 0.43
"""Measured on the stream: 70 % of its events are told by one article."""
_SHOWN = 40
"""Entries of a feed; what is older has left it."""
_SHARED = 0.1
"""Of the articles, how many a second feed carries too."""
_REWORDED = 0.03
_TELLING = (
    "{name} shares fell {n}.4% on Thursday after {outlet} reported the plan.",
    "According to {outlet}, {name} is in talks to lease {n}0,000 GPUs.",
    "{name} said in a statement that its capex would reach ${n}0 billion in 2026.",
    "A spokesperson for {name} denied that it had signed a deal worth ${n}.2 billion.",
    "People familiar with the matter said {name} may still change its mind.",
    "{name} rose {n}% by the close of trading.",
    "The rumour about {name} could not be independently verified.",
    "Cheaper models make each token cost less, so demand for chips will only grow.",
)
_OUTLETS = ("Bloomberg", "Reuters", "the Harbour Times", "The Information", "CNBC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One article as feeds carry it."""

    number: int
    title: str
    text: str
    lang: str
    time: datetime
    feeds: tuple[int, ...]

    def entry(self, feed: int) -> str:
        """Return the item of one feed."""
        return (
            f"<item><title>{escape(self.title)}</title>"
            f"<link>https://outlet-{feed:03}.example/{self.number:08}</link>"
            f'<guid isPermaLink="false">piece-{self.number:08}</guid>'
            f"<pubDate>{format_datetime(self.time)}</pubDate>"
            f"<description>{escape(self.text)}</description></item>\n"
        )


class Press:
    """Publishes: a folder of feeds that show what was out by a time.

    Args:
        folder: Where the feeds are written.
        a_day: Articles, on average once the first day is over.
        named: Instruments that the news is about.
        seed: The same news for the same seed.
        later: How long after `BEGUN` the news begins.
    """

    def __init__(
        self,
        folder: Path,
        *,
        a_day: int,
        named: Sequence[Instrument],
        seed: int = 7,
        later: timedelta = timedelta(0),
    ) -> None:
        self._folder = folder
        self._seed, self._later = seed, later
        self._dice = random.Random(seed)  # noqa: S311  # made-up news, no secrets
        self._feeds = feeds_for(a_day)
        events = round(a_day * _EVENTS_AN_ARTICLE * (LIVE_DAYS + SPAN_DAYS))
        stream = Stream(events, seed=seed)
        for number, instrument in enumerate(named):
            for language in stream.languages.values():
                language.names[number] = _name_of(instrument, language.lang)
        self._languages = stream.languages
        self._stories: Iterator[Story] = iter(stream)
        self._next = next(self._stories)
        self._shown: list[deque[Piece]] = [deque(maxlen=_SHOWN) for _ in range(self._feeds)]

    def publish(self, until: datetime) -> int:
        """Write the feeds as they are at a time; return how many articles are new in them."""
        self._folder.mkdir(parents=True, exist_ok=True)
        changed: set[int] = set()
        new = 0
        while self._next.time + self._later <= until:
            piece = self._piece(self._next)
            new += 1
            for feed in piece.feeds:
                self._shown[feed].append(piece)
                changed.add(feed)
            self._next = next(self._stories)
        for feed in sorted(changed):
            self._write(feed)
        return new

    def skip(self, until: datetime) -> None:
        """Let what was told by a time be past: no feed shows it."""
        while self._next.time + self._later <= until:
            self._next = next(self._stories)

    def _piece(self, story: Story) -> Piece:
        dice = self._dice
        count = 2 if dice.random() < _SHARED else 1
        said = " ".join(self._said(story) for _ in range(dice.choice((1, 2, 2, 3))))
        return Piece(
            number=100_000_000 * self._seed + story.number,
            title=story.title,
            text=f"{story.lead}\n\n{said}",
            lang=story.lang,
            time=story.time + self._later,
            feeds=tuple(dice.sample(range(self._feeds), min(count, self._feeds))),
        )

    def _said(self, story: Story) -> str:
        names = self._languages["en"].names
        name = names[int(story.symbols[0][1:])] if story.symbols else names[-1]
        dice = self._dice
        return dice.choice(_TELLING).format(
            name=name, n=dice.randint(1, 9), outlet=dice.choice(_OUTLETS)
        )

    def _write(self, feed: int) -> None:
        shown = list(self._shown[feed])
        if shown and self._dice.random() < _REWORDED * len(shown):
            old = shown[-1]
            at = self._shown[feed].index(old)
            self._shown[feed][at] = Piece(
                number=old.number,
                title=old.title,
                text=f"{old.text} This was corrected.",
                lang=old.lang,
                time=old.time,
                feeds=old.feeds,
            )
        items = "".join(piece.entry(feed) for piece in reversed(self._shown[feed]))
        text = (
            '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>'
            f"<title>Outlet {feed}</title><link>https://outlet-{feed:03}.example/</link>\n"
            f"{items}</channel></rss>\n"
        )
        path = self._folder / f"{feed:03}.rss"
        partial = path.with_suffix(".partial")
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)


def feeds_for(a_day: int) -> int:
    """Return how many feeds carry so many articles a day, so that none forgets one unread."""
    return max(4, min(FEEDS, a_day // 20))


def _name_of(instrument: Instrument, lang: str) -> str:
    if lang != "zh":
        return instrument.name
    han = (alias for alias in instrument.aliases if "\u4e00" <= alias[0] <= "\u9fff")
    return next(han, instrument.name)
