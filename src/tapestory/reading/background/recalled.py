"""Readings of an event's articles → what they recall of the months before it, each thing once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tapestory.late_regex import late_regex
from tapestory.model import Figure, Reading, Recalled, Recollection, Sentence
from tapestory.reading.background.asides import (
    is_aside,
    is_of_a_period,
    is_of_today,
    looks_ahead,
)
from tapestory.reading.background.past_times import PastTime, past_times
from tapestory.reading.statements.stems import content

BACKGROUND_DAYS = 14
"""What happened fewer days before an event's news is part of it, and no background."""
FURTHEST_DAYS = 550
"""A year and a half: what is older explains no news of today."""
MOST_RECALLED = 5
_LONGEST = 420
"""Characters: a longer sentence tells too many things to stand beside one date."""
_SHORTEST = 20
_MOST_COMPARED = 200
_RELEASED_WITHIN = 60
"""Days after the end of a month in which its statistics are news."""
_PRICE = late_regex(
    r"\b(?:shares?|stocks?|Aktien?|actions?|acciones|azioni)\b[^.]*\d\s?(?:%|per\s?cent)|"
    r"(?:股[价價]|股票|주가|株価)[^。]*\d\s?(?:%|％|個點|个点)",
    re.IGNORECASE,
)
"""Prices of months ago are read as no move: what moved then is another event."""
_SAME_WORDS = 0.5
"""Stems of the shorter sentence that the other holds too, from where both tell one thing."""
_SCALES = content("million billion trillion dollars")
"""Words of every amount."""
_SAME_AMOUNT = 0.03
"""Relative: amounts no further apart are one amount, told twice."""


def recollections(reading: Reading, *, written: date, before: date) -> Iterator[Recollection]:
    """Yield the sentences of an article that date something well before an event.

    A headline, a question and a sentence that tells how a price moved recall nothing.

    Args:
        reading: Of the article.
        written: The day of the article: "in April" means nothing without it.
        before: The day of the event's news.
    """
    priced = {move.sentence for move in reading.reported_moves}
    for sentence in reading.sentences[1:]:
        text = sentence.text
        if not _SHORTEST <= len(text) <= _LONGEST or text.rstrip()[-1] in "?？":
            continue
        times = (
            time
            for time in past_times(text, written=written)
            if FURTHEST_DAYS >= (before - time.last).days >= BACKGROUND_DAYS
            and _tells(text, time, written)
        )
        time = next(times, None)
        if time is None or text in priced or _PRICE.search(text) or is_of_today(text):
            continue
        yield _recollection(reading, sentence, time)


def recalled(
    told: Sequence[tuple[Reading, date]], *, before: date, parties: Collection[str]
) -> tuple[Recalled, ...]:
    """Return what an event's articles recall, in the order in which it happened.

    What several articles recall of one time is one thing if they name one amount or use mostly the
    same words. Of more than `MOST_RECALLED` things those stay that more articles recall, then
    those with a figure, then the later ones.

    Args:
        told: The readings of the event's articles with the day of each, copies left out, oldest
            first.
        before: The day of the event's news.
        parties: Symbols of whom the event is about; sentences that name none of them are left out.
    """
    things: list[_Thing] = []
    for reading, written in told:
        for one in recollections(reading, written=written, before=before):
            telling = _Telling(one, reading)
            if not telling.parties & set(parties):
                continue
            same = next((thing for thing in things if thing.is_told_by(telling)), None)
            if same is not None:
                same.tellings.append(telling)
            elif len(things) < _MOST_COMPARED:
                things.append(_Thing(tellings=[telling]))
    things.sort(key=lambda thing: thing.weight, reverse=True)
    kept = [thing.recalled() for thing in things[:MOST_RECALLED]]
    return tuple(sorted(kept, key=lambda item: (item.first, item.last)))


def _tells(text: str, time: PastTime, written: date) -> bool:
    """Tell whether a sentence tells what happened at a time that it names."""
    if is_aside(text, time.start, time.end) or (time.supposed and looks_ahead(text)):
        return False
    lately = time.first != time.last and (written - time.last).days <= _RELEASED_WITHIN
    return not (lately and is_of_a_period(text))


def _recollection(reading: Reading, sentence: Sentence, time: PastTime) -> Recollection:
    return Recollection(
        first=time.first,
        last=time.last,
        article_id=reading.article_id,
        sentence=sentence.text,
        cue=sentence.text[time.start : time.end],
        start=sentence.start,
        end=sentence.end,
    )


class _Telling:
    """A recollection with what tells whether another is of the same."""

    def __init__(self, one: Recollection, reading: Reading) -> None:
        self.one = one
        self.figures = [f for f in reading.figures if one.start <= f.start < one.end]
        named = [m for m in reading.mentions if one.start <= m.start < one.end]
        self.parties = {m.symbol for m in named} | {f.subject for f in self.figures}
        common = content(" ".join((one.cue, *(m.text for m in named))))
        self._stems = content(one.sentence) - common - _SCALES

    def tells_the_same(self, other: _Telling) -> bool:
        """Tell whether both are of one time, and of one amount or mostly of the same words.

        Two sentences of one article are not of one thing because they sound alike.
        """
        if self.one.first > other.one.last or other.one.first > self.one.last:
            return False
        if any(_same_amount(mine, theirs) for mine in self.figures for theirs in other.figures):
            return True
        shared = len(self._stems & other._stems)
        shorter = min(len(self._stems), len(other._stems))
        apart = self.one.article_id != other.one.article_id
        return apart and shorter > 0 and shared >= _SAME_WORDS * shorter


@dataclass(slots=True)
class _Thing:
    """One thing of the past with everybody who recalls it."""

    tellings: list[_Telling]

    @property
    def weight(self) -> tuple[int, bool, date]:
        """How much it is worth to be told: by how many, how exactly, how lately."""
        articles = {telling.one.article_id for telling in self.tellings}
        exact = any(telling.figures for telling in self.tellings)
        return len(articles), exact, self.tellings[0].one.last

    def is_told_by(self, telling: _Telling) -> bool:
        """Tell whether a sentence recalls this."""
        return any(known.tells_the_same(telling) for known in self.tellings)

    def recalled(self) -> Recalled:
        """Return it with the narrowest time that anybody gives."""
        told = tuple(telling.one for telling in self.tellings)
        exact = min(told, key=lambda one: one.last - one.first)
        return Recalled(first=exact.first, last=exact.last, tellings=told)


def _same_amount(one: Figure, other: Figure) -> bool:
    if one.unit != other.unit or max(abs(one.high), abs(other.high)) == 0:
        return False
    near = _SAME_AMOUNT * max(abs(one.high), abs(other.high))
    return abs(one.low - other.low) <= near and abs(one.high - other.high) <= near
