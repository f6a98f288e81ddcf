"""What one article says: every extracted thing carries its sentence and the cue that found it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, get_args

from tapestory.model.articles import ArticleId
from tapestory.model.symbols import sector_symbol

__all__ = [
    "BY_HAND",
    "AftermathClaim",
    "ArticleId",
    "ArticleKind",
    "Aspect",
    "Basis",
    "Citation",
    "Comparator",
    "Difference",
    "Document",
    "Evidence",
    "Figure",
    "FigureFlag",
    "FigureGroup",
    "Mention",
    "NarrativeEvidence",
    "Reading",
    "ReportedMove",
    "Sentence",
    "Stance",
    "Statement",
    "StatementGroup",
]


class ArticleKind(StrEnum):
    """What sort of piece it is (stable)."""

    NEWS = "news"
    ANALYSIS = "analysis"
    OPINION = "opinion"
    ROUNDUP = "roundup"
    """Market wraps, live blogs, several stories in one: never seeds or bridges an event."""
    RELEASE = "release"


class Comparator(StrEnum):
    """How an article qualifies a number."""

    EXACT = "exact"
    OVER = "over"
    NEARLY = "nearly"
    ABOUT = "about"
    UP_TO = "up_to"
    BETWEEN = "between"


class Basis(StrEnum):
    """What part of a session a reported move refers to."""

    CLOSE = "close"
    INTRADAY = "intraday"
    PREMARKET = "premarket"
    AFTER_HOURS = "after_hours"
    UNSTATED = "unstated"


class Stance(StrEnum):
    """How a sentence stands to a narrative."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"
    REPORTS = "reports"


FigureFlag = Literal["unit_error", "conflict"]
SourceRole = Literal["report", "statement", "aside", "comment"]
"""What a source is to an article, the weightiest first: the report that it rests on, a party's own
word, who only passed something on, a house that comments."""
_ROLES = get_args(SourceRole)


class Difference(StrEnum):
    """How figures that stand side by side differ (stable)."""

    AGREE = "agree"
    """The same, as far as rounding and "about" go."""
    COMPATIBLE_BOUND = "compatible_bound"
    """One is a bound or a rougher word ("up to 27bn", "tens of billions") that the other keeps."""
    DIFFERENT_BASIS = "different_basis"
    """They do not measure the same: added or in all, prior or new, another date or time zone."""
    CONFLICT = "conflict"
    """Both cannot be right."""
    UNIT_ERROR = "unit_error"
    """They differ by exactly ten, a hundred or a thousand: one has the unit wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text to read. All spans index `text`."""

    text: str
    """The title, a blank line, and the body."""
    title_end: int
    """Length of the title at the head of `text`."""
    lang: str
    """BCP 47 primary tag, or "und"."""

    @property
    def title(self) -> str:
        """The headline."""
        return self.text[: self.title_end].strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a document: `document.text[start:end] == text`."""

    text: str
    start: int
    end: int


PRODUCT_CUE = "product or person"
"""How the cue of a mention begins that names the company's product, or a person of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name of an instrument or sector in a document. Exactly one of the two is set."""

    text: str
    start: int
    end: int
    symbol: str | None
    sector: str | None
    cue: str
    """Why it is believed: "alias", "weak alias + company cue", "ticker in parentheses" …"""

    @property
    def subject(self) -> str:
        """The symbol of what it names, an instrument's or a sector's."""
        return self.symbol if self.symbol is not None else sector_symbol(str(self.sector))

    @property
    def names_a_product(self) -> bool:
        """Whether a product or a person stands for the company, whose price is another matter."""
        return self.cue.startswith(PRODUCT_CUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedMove:
    """What an article says that a price did."""

    symbol: str
    """Instrument symbol, or "SECTOR:" and a sector id."""
    low: float | None
    """Fraction, signed; the smaller end. None where the article gives no figure at that end."""
    high: float | None
    """Fraction, signed; the larger end. Equal to `low` for a point figure."""
    comparator: Comparator
    basis: Basis
    session: date | None
    """Date of the exchange, where the text says it."""
    article_id: ArticleId
    sentence: str
    cue: str
    start: int = 0
    """Of the number, in the document's text."""
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AftermathClaim:
    """What an article says, without a number, that prices did after the news had moved them."""

    was: Literal[-1, 1]
    """Which way they had moved: a rebound follows a fall."""
    then: Literal[-1, 1]
    """Which way they are said to have gone."""
    share: float
    """Of the first move that is said to have been taken back: over a half for "most of its
    losses", 1 for all; 0 where nothing is said of how much."""
    about: str
    """Instrument symbol, "SECTOR:" and a sector id, the MIC of a market, or empty: those that had
    moved."""
    after: int | None
    """Sessions after the first: 1 for "the next day"; None where it is dated, or not at all."""
    session: date | None
    """Where the text dates it."""
    article_id: ArticleId
    sentence: str
    cue: str
    start: int
    """Of the cue, in the document's text."""
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Any other quantity that an article claims."""

    subject: str
    """Instrument symbol; several joined by "+" for what they have together; or empty when nobody
    is named."""
    kind: str
    """One of `reading.FIGURE_KINDS`: capex_guidance, contract, price, capacity, … or amount."""
    low: float
    """In base units: dollars, watts, pieces."""
    high: float
    unit: str
    """USD, KRW, CNY, W, GPU …"""
    period: str
    """As far as stated: "2026", "2026Q2", "month", or empty."""
    article_id: ArticleId
    sentence: str
    comparator: Comparator = Comparator.EXACT
    speaker: str = ""
    """Who says so, as named in the sentence ("Bridgewater", "analysts"); empty: the article."""
    cue: str = ""
    """The words that say what it measures."""
    start: int = 0
    """Of the amount, in the document's text."""
    end: int = 0
    counterparty: str = ""
    """Of a contract: instrument symbol of the other party, if it is named."""
    conflicts_with: tuple[str, ...] = ()
    """Article ids whose figure for the same subject, kind and period differs."""
    flag: FigureFlag | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureGroup:
    """Figures of several articles, or of one that differs with itself, set side by side."""

    subject: str
    kind: str
    unit: str
    period: str
    figures: tuple[Figure, ...]
    """In the order of the articles; at least two. Never averaged."""
    difference: Difference
    """The gravest between any two of them."""
    why: str
    """In words that a reader of the digest understands."""


class Aspect(StrEnum):
    """What a statement that is no number says about its subject (stable)."""

    STATUS = "status"
    """How far a deed is: denied, planned, announced, done."""
    DAY = "day"
    """On which day it happened."""
    REMARK = "remark"
    """What somebody said, quoted or retold."""
    NAME = "name"
    """How the name of somebody who is quoted is spelt."""
    QUALITY = "quality"
    """Which of two opposites it is: open-source or closed-source."""
    DEED = "deed"
    """What its doing is taken for: a sale, a restructuring."""
    STANCE = "stance"
    """Whether it supports or disputes a narrative."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something that an article states and other articles may state differently."""

    aspect: Aspect
    subject: str
    """Instrument symbol, the name of who is quoted, a narrative's id, or empty."""
    value: str
    """What is stated, in few words: "planned", "07-01", "open-source"."""
    about: frozenset[str]
    """Stems and word classes by which statements about the same thing are known."""
    article_id: ArticleId
    sentence: str
    cue: str
    start: int
    """Of the cue, in the document's text."""
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementGroup:
    """Statements about one thing, set side by side."""

    aspect: Aspect
    subject: str
    statements: tuple[Statement, ...]
    """In the order of the articles; at least two."""
    difference: Difference
    why: str
    """In words that a reader understands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """An attribution: whose report the article traces back to."""

    name: str
    """Outlet or source as normalised, e.g. "Bloomberg"."""
    cue: str
    sentence: str
    unnamed: bool = False
    """The report itself rests on unnamed people."""
    url: str = ""
    """Where the article's own link to the report leads, if it has one."""
    start: int = 0
    """Of the words that attribute, in the document's text."""
    end: int = 0
    role: SourceRole = "report"


BY_HAND = "by hand"
"""The cue of evidence that is a person's word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sentence that speaks for a verification state."""

    article_id: ArticleId
    state: Literal["rumour", "reported", "confirmed", "denied"]
    sentence: str
    cue: str
    speaker: str = ""
    """Who says so, as named in the sentence; empty: the article itself."""
    start: int = 0
    """Of the cue, in the document's text; both 0 where a person, not a text, is the evidence."""
    end: int = 0

    @property
    def by_hand(self) -> bool:
        """Whether a person says so: the sentence is their note, and there is no article."""
        return self.cue == BY_HAND


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrativeEvidence:
    """A sentence that takes a stance on a narrative."""

    narrative: str
    stance: Stance
    """The speaker's, where there is one; the author's otherwise."""
    article_id: ArticleId
    sentence: str
    cue: str
    """The words looked for, as configured."""
    rule: str = ""
    """Why it has this stance: "asserted", "negated", "asked", "crowd" and the like."""
    speaker: str = ""
    """Who is quoted or cited as saying so; empty where the author says it."""
    start: int = 0
    """Of the sentence, in the document's text."""
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read out of one document."""

    article_id: ArticleId
    lang: str
    kind: ArticleKind
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    reported_moves: tuple[ReportedMove, ...]
    figures: tuple[Figure, ...]
    citations: tuple[Citation, ...]
    evidence: tuple[Evidence, ...]
    narratives: tuple[NarrativeEvidence, ...] = ()
    voices: tuple[Citation, ...] = ()
    """Sources that are nobody's report: parties' own words and comments, the weightier first."""
    aftermath_claims: tuple[AftermathClaim, ...] = ()

    @property
    def sources(self) -> tuple[Citation, ...]:
        """All sources, the one that the article goes back to first, each name once."""
        found: dict[str, Citation] = {}
        for one in sorted((*self.citations, *self.voices), key=lambda c: _ROLES.index(c.role)):
            found.setdefault(one.name, one)
        return tuple(found.values())
