"""A seed and a number of events → an endless stream of made-up news in time order.

Nothing here is anybody's text: two vocabularies are coined, one in Latin letters and one in Han
characters, and used as often as words of a language are (Zipf). Events break, are told by many or
by one, and fade over days; a quarter take up the parties and a few words of an earlier one.
The same seed gives the same stream in every run. Nothing of ours is imported: peers read it too.
"""

from __future__ import annotations

import heapq
import itertools
import random
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

START = datetime(2026, 1, 5, tzinfo=UTC)
LIVE_DAYS = 21.0
"""How long after its last article an event counts as live, as in our settings."""
SPAN_DAYS = 0.45
"""From the first to the last article of an event, on average; measured on this stream."""
LISTED = 400
"""Names known to the matcher as instruments; the other names it has to learn as words."""
IDEAS = 150
"""Content words that are terms of the domain."""


def _listed(text: str) -> list[str]:
    return text.split()


_FUNCTION = _listed(
    "the of to in and a for on that is with as by at from it be its was has an are after over "
    "will this said not have but more new which would than their year been who up about"
)
_VERBS = _listed(
    "sells buys raises cuts denies plans halts opens wins delays sues backs joins quits"
)
_WORDS, _NAMES, _PLACES = 30_000, 2_000, 500
_ALONE = 0.70
"""Share of events with one article, so that about 30 % of all articles stand alone."""
_FOLLOW_ON = 0.25
_REPRINTED = 0.05
_FOREIGN = 0.1
_HAN = 0.2
_MOST = 150
_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Story:
    """One article of the stream."""

    number: int
    title: str
    lead: str
    lang: str
    time: datetime
    event: int
    symbols: tuple[str, ...]

    @property
    def hours(self) -> float:
        """Since the stream began."""
        return (self.time - START).total_seconds() / _HOUR


@dataclass(frozen=True, slots=True)
class _Topic:
    names: tuple[int, ...]
    place: int
    verb: int
    words: tuple[int, ...]
    figure: str
    lang: str


class Language:
    """Coined words: `words` by rank, the most used first; `names`, `places`, `verbs`."""

    def __init__(self, lang: str, dice: random.Random) -> None:
        self.lang = lang
        coined = _latin(dice) if lang == "en" else _han(dice)
        fresh = dict.fromkeys(itertools.islice(coined, 2 * (_WORDS + _NAMES + _PLACES)))
        whole = iter(fresh)
        self.words = [*itertools.islice(whole, _WORDS)]
        self.names = [word.capitalize() for word in itertools.islice(whole, _NAMES)]
        self.places = [word.capitalize() for word in itertools.islice(whole, _PLACES)]
        self.verbs = _VERBS if lang == "en" else [*itertools.islice(whole, len(_VERBS))]
        self.function = _FUNCTION if lang == "en" else [*itertools.islice(whole, len(_FUNCTION))]
        self.space = " " if lang == "en" else ""


def _latin(dice: random.Random) -> Iterator[str]:
    onsets = _listed("b c d f g h k l m n p r s t v w br cl dr pl st tr")
    heads = [onset + vowel for onset in onsets for vowel in "aeiou"]
    tails = _listed("n r st l nd ck t m ing er al ent ion y")
    while True:
        yield "".join(dice.choices(heads, k=dice.choice((1, 2, 2, 3)))) + dice.choice(tails)


def _han(dice: random.Random) -> Iterator[str]:
    signs = [chr(0x4E00 + 7 * place) for place in range(2_400)]
    weights = [1.0 / (rank + 60) for rank in range(len(signs))]
    while True:
        yield "".join(dice.choices(signs, weights, k=dice.choice((2, 2, 2, 3))))


class Stream:
    """Iterate over it for the stories of `events` live events, one after the other.

    Args:
        events: How many are live at any time once three weeks have passed.
        seed: Of everything that is drawn.
    """

    def __init__(self, events: int, *, seed: int = 7) -> None:
        self._dice = random.Random(seed)  # noqa: S311 (the same articles in every run)
        self.languages = {lang: Language(lang, self._dice) for lang in ("en", "zh")}
        self.events_a_day = events / (LIVE_DAYS + SPAN_DAYS)
        self._by_rank = [*itertools.accumulate(1.0 / (rank + 8) for rank in range(_WORDS))]
        self._by_fame = [*itertools.accumulate(1.0 / (rank + 20) for rank in range(_NAMES))]
        self._content = range(_WORDS)
        self._parties = range(_NAMES)
        self._recent: deque[_Topic] = deque(maxlen=200)
        self._topics: dict[int, tuple[_Topic, int]] = {}
        self._printed: dict[int, tuple[str, str]] = {}

    def terms(self) -> list[tuple[str, str, dict[str, str]]]:
        """Return what the domain knows: (kind, id, language → term) of names and of ideas."""
        both = self.languages.items()
        names = [
            ("entity", f"X{number}", {lang: own.names[number].lower() for lang, own in both})
            for number in range(LISTED)
        ]
        ranks = range(100, 100 + 20 * IDEAS, 20)
        return names + [
            ("concept", f"idea{rank}", {lang: own.words[rank] for lang, own in both})
            for rank in ranks
        ]

    def __iter__(self) -> Iterator[Story]:
        waiting: list[tuple[float, int]] = []
        numbers, serials = itertools.count(), itertools.count()
        due = 0.0
        for day in itertools.count():
            due += self.events_a_day
            for _ in range(int(due)):
                event = next(serials)
                times = self._break_out(event, 24.0 * day)
                for hours in times:
                    heapq.heappush(waiting, (hours, event))
            due -= int(due)
            while waiting and waiting[0][0] < 24.0 * (day + 1):
                hours, event = heapq.heappop(waiting)
                yield self._told(next(numbers), event, hours)

    def _break_out(self, event: int, midnight: float) -> list[float]:
        dice = self._dice
        size = 1 if dice.random() < _ALONE else min(_MOST, 1 + int(dice.paretovariate(1.1) + 0.5))
        start, lasting = midnight + 24.0 * dice.random(), dice.uniform(4.0, 40.0)
        topic = self._topic()
        self._topics[event] = (topic, size)
        self._recent.append(topic)
        return [start, *(start + dice.expovariate(1.0 / lasting) for _ in range(size - 1))]

    def _topic(self) -> _Topic:
        dice = self._dice
        names = tuple(dice.choices(self._parties, cum_weights=self._by_fame, k=dice.choice((1, 2))))
        words = self._drawn(14)
        if self._recent and dice.random() < _FOLLOW_ON:
            earlier = dice.choice(self._recent)
            names, words = earlier.names, (*earlier.words[:3], *words[3:])
        unit = dice.choice(("%", " billion", " megawatts", ""))
        return _Topic(
            names=names,
            place=dice.randrange(_PLACES),
            verb=dice.randrange(len(_VERBS)),
            words=words,
            figure=f"{dice.choice((dice.randint(2, 99), round(dice.uniform(1, 40), 1)))}{unit}",
            lang="zh" if dice.random() < _HAN else "en",
        )

    def _drawn(self, count: int) -> tuple[int, ...]:
        return tuple(self._dice.choices(self._content, cum_weights=self._by_rank, k=count))

    def _told(self, number: int, event: int, hours: float) -> Story:
        dice = self._dice
        topic, left = self._topics[event]
        foreign = dice.random() < _FOREIGN
        lang = topic.lang if not foreign else "en" if topic.lang == "zh" else "zh"
        own = self.languages[lang]
        title, lead = self._headline(topic, own), self._lead(topic, own)
        former = self._printed.get(event)
        if former and former[0] == lang and dice.random() < _REPRINTED:
            title = former[1]
        if left > 1:
            self._topics[event] = (topic, left - 1)
            self._printed[event] = (lang, title)
        else:
            del self._topics[event]
            self._printed.pop(event, None)
        return Story(
            number=number,
            title=title,
            lead=lead,
            lang=lang,
            time=START + timedelta(seconds=round(_HOUR * hours)),
            event=event,
            symbols=tuple(f"X{name}" for name in topic.names if name < LISTED),
        )

    def _headline(self, topic: _Topic, own: Language) -> str:
        dice = self._dice
        words = [own.words[word] for word in dice.sample(topic.words, 4)]
        words += [own.words[word] for word in self._drawn(1)]
        words += dice.choices(own.function, k=2)
        words += [topic.figure] if dice.random() < 0.4 else []
        dice.shuffle(words)
        verb = own.verbs[topic.verb if dice.random() < 0.7 else dice.randrange(len(_VERBS))]
        return own.space.join([own.names[topic.names[0]], verb, *words])

    def _lead(self, topic: _Topic, own: Language) -> str:
        dice = self._dice
        words = [own.words[word] for word in (*dice.choices(topic.words, k=12), *self._drawn(20))]
        words += dice.choices(own.function, k=24)
        words += [own.names[name] for name in topic.names]
        words += [own.places[topic.place], topic.figure]
        dice.shuffle(words)
        return _sentences(words, own.space)


def _sentences(words: Sequence[str], space: str) -> str:
    thirds = (words[:20], words[20:40], words[40:])
    stop = ". " if space else "。"
    return "".join(f"{space.join(part)}{stop}" for part in thirds).rstrip()
