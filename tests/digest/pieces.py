"""The parts of an event view, each with all that a test of the digest does not care about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Literal

from tapestory.model import (
    Article,
    ArticleId,
    ArticleKind,
    Basis,
    Citation,
    Comparator,
    Confounder,
    ConfounderKind,
    Coverage,
    EventId,
    Evidence,
    Figure,
    FigureFlag,
    Instrument,
    Link,
    Match,
    MemberArticle,
    Move,
    MoveStatus,
    Narrative,
    NarrativeEvidence,
    NarrativeShare,
    Precision,
    Prediction,
    Published,
    Reading,
    ReportedMove,
    Role,
    Sector,
    Sentence,
    Stance,
    TapeTest,
    TapeVerdict,
)

EVENT = EventId("7k2mw0qd")
DAY = date(2026, 7, 3)
ZONE = "America/New_York"
NEW_YORK, SEOUL = date(2026, 7, 1), date(2026, 7, 2)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a time of July 2026, UTC."""
    return datetime(2026, 7, day, hour, minute, tzinfo=UTC)


COVERAGE = Coverage(
    since=at(1, 10),
    until=at(3, 10),
    articles=143,
    failing_feeds=("https://feeds.example.org/slow.xml",),
    prices=True,
)


def member(
    key: str,
    title: str,
    *,
    outlet: str,
    time: datetime,
    precision: Precision = Precision.MINUTE,
    kind: ArticleKind = ArticleKind.NEWS,
    sentences: Sequence[str] = (),
    origin: str | None = None,
    lang: str = "en",
    url: str | None = None,
    copy_of: str | None = None,
) -> MemberArticle:
    """Return an article with what was read out of it."""
    published = Published(
        raw="", instant=None if precision is Precision.NONE else time, precision=precision
    )
    article = Article(
        id=ArticleId(key),
        feed_url="https://feeds.example.org/all.xml",
        url=f"https://news.example.org/{key}" if url is None else url,
        guid=key,
        title=title,
        summary="",
        text=" ".join(sentences),
        author="",
        outlet=outlet,
        lang=lang,
        published=published,
        updated=None,
        first_seen=time,
        copy_of=ArticleId(copy_of) if copy_of else None,
    )
    reading = Reading(
        article_id=article.id,
        lang=lang,
        kind=kind,
        sentences=tuple(Sentence(text=s, start=0, end=len(s)) for s in (title, *sentences)),
        mentions=(),
        reported_moves=(),
        figures=(),
        citations=(
            (Citation(name=origin, cue="reported", sentence=title, unnamed=True),) if origin else ()
        ),
        evidence=(),
    )
    match = Match(
        article_id=article.id, event_id=EVENT, score=0.4, reason="same names", decided_at=time
    )
    return MemberArticle(article=article, match=match, kind=kind, origin=origin, reading=reading)


def move(
    symbol: str,
    raw: float | None,
    *,
    mic: str = "XNAS",
    session: date = NEW_YORK,
    abnormal: float | None = None,
    q: float | None = None,
    benchmark: str | None = "^GSPC",
    status: MoveStatus = MoveStatus.MEASURED,
    confounders: Sequence[str] = (),
) -> Move:
    """Return a move over day 0."""
    return Move(
        event_id=EVENT,
        symbol=symbol,
        mic=mic,
        window=(0, 0),
        session=session,
        raw=raw,
        expected=None if raw is None or abnormal is None else raw - abnormal,
        abnormal=abnormal,
        t=None,
        p=q,
        q=q,
        benchmark=benchmark,
        model="market",
        status=status,
        confounders=shared_with(*confounders, session=session),
    )


def shared_with(*events: str, session: date = NEW_YORK) -> tuple[Confounder, ...]:
    """Return other events that the same session answered."""
    return tuple(
        Confounder(kind=ConfounderKind.EVENT, id=event, name="", session=session)
        for event in events
    )


def reported(
    symbol: str,
    low: float | None,
    article: str,
    *,
    high: float | None = None,
    basis: Basis = Basis.CLOSE,
    comparator: Comparator = Comparator.EXACT,
    session: date | None = None,
) -> ReportedMove:
    """Return what an article prints of a price; `high` is `low` unless given."""
    return ReportedMove(
        symbol=symbol,
        low=low,
        high=low if high is None else high,
        comparator=comparator,
        basis=basis,
        session=session,
        article_id=ArticleId(article),
        sentence="",
        cue="",
    )


def capex(
    low: float, high: float, article: str, *, against: Sequence[str], flag: FigureFlag | None = None
) -> Figure:
    """Return a claim about Meta's capital expenditure in 2026, in dollars."""
    return Figure(
        subject="META",
        kind="capex_guidance",
        low=low,
        high=high,
        unit="USD",
        period="2026",
        article_id=ArticleId(article),
        sentence="",
        conflicts_with=tuple(against),
        flag=flag,
    )


FIGURES = (
    capex(125e9, 145e9, "a2", against=("a5",), flag="conflict"),
    capex(125e9, 145e9, "a3", against=("a5",), flag="conflict"),
    capex(1250e9, 1450e9, "a5", against=("a2", "a3"), flag="unit_error"),
)


def instrument(symbol: str, name: str, mic: str, sector: str) -> Instrument:
    """Return a listed company or index."""
    return Instrument(symbol=symbol, name=name, mic=mic, currency="", sector=sector)


INSTRUMENTS = {
    i.symbol: i
    for i in (
        instrument("META", "Meta Platforms", "XNAS", "hyperscaler"),
        instrument("CRWV", "CoreWeave", "XNAS", "neocloud"),
        instrument("NBIS", "Nebius Group", "XNAS", "neocloud"),
        instrument("000660.KS", "SK hynix", "XKRX", "memory"),
        instrument("005930.KS", "Samsung Electronics", "XKRX", "memory"),
        instrument("^KS11", "KOSPI", "XKRX", "index_kr"),
        instrument("285A.T", "Kioxia Holdings", "XTKS", "memory"),
    )
}
SECTORS = {
    "memory": Sector(id="memory", name="Memory"),
    "neocloud": Sector(id="neocloud", name="Neoclouds"),
}


def narrative(key: str, name: str, thesis: str, *falsifiers: str) -> Narrative:
    """Return an explanation without a lexicon."""
    return Narrative(
        id=key,
        name=name,
        thesis=thesis,
        opposes=(),
        strong={},
        weak={},
        disputing={},
        blocking={},
        predictions=(Prediction(sector="memory", direction="down", mechanism="fewer orders"),),
        falsifiers=falsifiers,
    )


NARRATIVES = {
    n.id: n
    for n in (
        narrative(
            "mismatch",
            "Mismatch, not glut",
            "One company bought for a peak it has not reached; the industry is still short.",
            "Two more hyperscalers offer unused capacity within a quarter.",
        ),
        narrative(
            "glut",
            "Glut: the spending cycle cracks",
            "Prices of hardware assumed scarcity; spare capacity for rent ends it.",
            "Rental prices per GPU hour rise while the new capacity is taken up.",
            "Memory contract prices hold through the next two quarters.",
        ),
        narrative(
            "efficiency",
            "From shortage to efficiency",
            "Owners now squeeze more out of what they have before they order more.",
        ),
    )
}


def evidence(
    article: str,
    sentence: str,
    state: Literal["rumour", "reported", "confirmed", "denied"] = "reported",
) -> Evidence:
    """Return a sentence that speaks for a verification state."""
    return Evidence(
        article_id=ArticleId(article),
        state=state,
        sentence=sentence,
        cue="said",
    )


def argued(
    key: str, article: str, sentence: str, stance: Stance = Stance.SUPPORTS
) -> NarrativeEvidence:
    """Return a sentence that takes a side."""
    return NarrativeEvidence(
        narrative=key, stance=stance, article_id=ArticleId(article), sentence=sentence, cue=""
    )


def share(
    key: str,
    supports: int,
    disputes: int = 0,
    *,
    by: Sequence[str] = (),
    against: Sequence[str] = (),
) -> NarrativeShare:
    """Return how outlets stand to a narrative."""
    return NarrativeShare(
        narrative=key,
        supports=supports,
        disputes=disputes,
        reports=0,
        share=supports / 5,
        supporters=tuple(by),
        disputers=tuple(against),
    )


def tape(key: str, verdict: TapeVerdict, reason: str) -> TapeTest:
    """Return the tape's answer."""
    return TapeTest(narrative=key, verdict=verdict, per_sector=(), reason=reason)


def link(symbol: str, role: Role, mentions: int) -> Link:
    """Return a link to an instrument."""
    return Link(event_id=EVENT, symbol=symbol, sector=None, role=role, mentions=mentions)
