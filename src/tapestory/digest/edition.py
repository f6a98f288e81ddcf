"""What a digest says, as values: composed once, then rendered as HTML, plain text and headers.

Every string in here is fit to print: strangers' text has been made inert, numbers are in words,
times are in the reader's zone. Renderers lay out; they decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Literal

from tapestory.digest.inert import one_line
from tapestory.digest.wording import count
from tapestory.model import EventId, Facts

Tone = Literal["plain", "warn", "good", "bad"]
"""How a chip is coloured; its words say the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A short label beside a headline."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A statement made from data, with the numbers of the sources that it rests on."""

    text: str
    cites: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence of an article, shortened; what it says is its outlet's, not ours."""

    text: str
    """Without quotation marks."""
    lang: str
    outlet: str
    cites: tuple[int, ...]
    foreign: str = ""
    """"in Korean" where the reader cannot read it; empty where they can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRow:
    """One instrument or sector basket of the table."""

    label: str
    name: str
    bar: float | None
    """Measured, as a fraction: the solid bar."""
    reported_span: tuple[float, float] | None
    """The figures that articles print, nearest to zero first, as fractions: the pale bar."""
    close: str
    """The measured close in words: "+8.8%", or why there is none."""
    versus: str
    """Beyond the market: "+9.0 pp", "base" for the benchmark itself, "n/a"."""
    significant: bool
    reported: tuple[Cited, ...]
    """One for each basis: "+8% to +10% at the close"."""
    symbol: str = ""
    """Of the instrument, or "SECTOR:" and the id of the basket. Not printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveGroup:
    """The rows of one city and session."""

    heading: str
    rows: tuple[MoveRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveTable:
    """What moved."""

    heading: str
    measured: bool
    """False when no row has a measured close: the figures are then what articles print."""
    groups: tuple[MoveGroup, ...]
    more: int
    """Rows left out."""
    legend: tuple[str, ...]
    """How to read it."""
    caveats: tuple[str, ...] = ()
    """What else is known of the moves, and what speaks against reading too much into them."""

    @property
    def notes(self) -> tuple[str, ...]:
        """All that is said below it."""
        return (*self.legend, *self.caveats)


@dataclass(frozen=True, slots=True, kw_only=True)
class MovesThen:
    """The most telling moves of one place and session."""

    where: str
    """"New York close, Wed 1 Jul", or "As reported, Seoul, Thu 2 Jul"."""
    moves: tuple[str, ...]
    """"META +8.8%"."""
    cites: tuple[int, ...] = ()
    """Who prints them; none of what was measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A narrative of the event, with who argues it and what the prices say."""

    outlets: int
    """Independent outlets that support it."""
    narrative: str
    """Its id."""
    name: str
    thesis: str
    quote: Quote | None
    supporters: tuple[int, ...]
    disputed: Cited | None
    verdict: Chip
    """What the prices say of it: "tape: cannot tell"."""
    tape: str
    """Why, in a sentence; may be empty."""
    asked: bool = True
    """Whether there were prices to ask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Where sources contradict each other, or the tape."""

    title: str
    label: str
    """"conflict", "likely unit error", "different times" …"""
    lines: tuple[tuple[Cited, ...], ...]
    """One for each thing disputed: the statements that do not fit each other."""
    remark: str = ""
    """What to make of it: "Both can be right."; may be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """One step of how the event got here."""

    when: str
    what: str
    quote: Quote | None
    event: str = ""
    """Id of the earlier event that it was; empty for a step of this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Falsifier:
    """An observation that would speak against a narrative."""

    text: str
    against: str
    """Name of the narrative."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article that the entry rests on; copies are folded into the earliest."""

    number: int
    title: str
    url: str
    """http(s), or empty."""
    lang: str
    outlet: str
    when: str
    kind: str
    copies: str
    """"+2 copies (Outlet, Outlet)", or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadEvent:
    """The event told in full."""

    id: str
    title: str
    lang: str
    """Of the title, as BCP 47 primary tag; "und" where nobody knows."""
    moves: tuple[str, ...]
    """The most telling measured moves: "META +8.8%"."""
    headline: tuple[MovesThen, ...]
    """The same by place and session, or what articles print where nothing was measured."""
    chips: tuple[Chip, ...]
    update: tuple[Cited, ...]
    """What has changed since the reader was told of it, piece by piece: "Since yesterday's mail:
    denied"; empty for what is told for the first time."""
    opening: Quote | None
    """The sentence that best says what happened."""
    statements: tuple[Cited | Quote, ...]
    """What moved, who reported it, what speaks for and against it."""
    table: MoveTable | None
    explainers: int
    """Independent outlets that take any side."""
    explanations: tuple[Explanation, ...]
    more_explanations: int
    """Those that are not printed."""
    disagreements: tuple[Disagreement, ...]
    history: tuple[Milestone, ...]
    falsifiers: tuple[Falsifier, ...]
    sources: tuple[Source, ...]
    more_sources: int
    """Articles that are neither cited nor listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompactEvent:
    """Another event, told in one headline."""

    id: str
    title: str
    lang: str
    """As for the lead."""
    url: str
    """The article whose words the title is, where it has an address."""
    state: Chip
    update: str
    """As for the lead, in one sentence."""
    moves: tuple[MovesThen, ...]
    sources: str
    """"5 articles from 3 outlets: A, B, C"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One digest of one day."""

    day: date
    zone: str
    until: datetime
    """End of the window, UTC: the date that the mail carries."""
    heading: str
    """The day in words."""
    articles: tuple[int, ...]
    """How many tell of each event: of the lead, then of the others in order."""
    hint: str
    """What the subject does not say of the lead."""
    sample: bool
    lead: LeadEvent | None
    others: tuple[CompactEvent, ...]
    more_events: int
    """Events that qualified but were not printed."""
    left_out: str
    """How many items are not shown and why; empty when none."""
    list_command: str
    """What lists everything in the window."""
    subject_update: bool
    """The lead was told before."""
    subject_lead: str
    subject_moves: tuple[str, ...]
    subject_state: str
    """"unconfirmed", "denied" …; empty when confirmed or when there is no event."""
    coverage: tuple[str, ...]
    """The window, the articles read, the feeds that failed."""
    cautions: tuple[str, ...]
    owed: tuple[EventId, ...]
    """Of what was told before, that of which something has changed and which found no room."""
    facts: tuple[tuple[EventId, Facts], ...]
    """What whoever reads it knows of each event afterwards: the lead, then the others in order.
    Not printed."""

    @property
    def printed(self) -> int:
        """How many events are."""
        return 0 if self.lead is None else 1 + len(self.others)

    @property
    def told(self) -> tuple[tuple[EventId, Facts], ...]:
        """What is known of the events that are printed."""
        return self.facts[: self.printed]

    @property
    def tally(self) -> str:
        """How many events are printed, and how many articles tell of them."""
        if self.is_empty:
            return "no events"
        articles = sum(self.articles[: self.printed])
        return f"{count(self.printed, 'event')} from {count(articles, 'article')}"

    @property
    def preheader(self) -> str:
        """What a mail program shows behind the subject."""
        also = "; ".join(one_line(event.title, 60) for event in self.others[:2])
        return one_line(f"{self.hint}. Also: {also}" if also else f"{self.hint}.", 180)

    @property
    def is_empty(self) -> bool:
        """Whether no event qualified."""
        return self.lead is None


def numbers_cited(part: object) -> Iterator[int]:
    """Yield the number of every citation inside a part of an edition, as often as it is made."""
    if isinstance(part, tuple):
        for item in part:
            yield from numbers_cited(item)
    elif is_dataclass(part) and not isinstance(part, type):
        for field in fields(part):
            value = getattr(part, field.name)
            if field.name in {"cites", "supporters"}:
                yield from value
            else:
                yield from numbers_cited(value)
