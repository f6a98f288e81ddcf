"""Small values to store, each with only what its test is about spelt out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tapestory.model import (
    Article,
    ArticleId,
    ArticleKind,
    DailyBar,
    Event,
    EventId,
    Evidence,
    Link,
    Match,
    Mention,
    Move,
    MoveStatus,
    Precision,
    Published,
    Reading,
    Role,
    Sentence,
    VerificationChange,
    VerificationState,
)
from tapestory.store import KnownChange, Session

START = datetime(2026, 7, 1, 13, 30, tzinfo=UTC)
FEED = "https://news.example/feed.xml"


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def article(
    name: str = "a1",
    *,
    minute: float = 0,
    published: datetime | None = None,
    feed: str = FEED,
    title: str = "Operator rents out spare servers",
    summary: str = "",
    text: str = "The operator will rent out servers that stand idle.",
    outlet: str = "Example Wire",
    lang: str = "en",
    copy_of: str | None = None,
) -> Article:
    return Article(
        id=ArticleId(name),
        feed_url=feed,
        url=f"https://news.example/{name}",
        guid=name,
        title=title,
        summary=summary,
        text=text,
        author="",
        outlet=outlet,
        lang=lang,
        published=Published(
            raw="",
            instant=published,
            precision=Precision.INSTANT if published else Precision.NONE,
        ),
        updated=None,
        first_seen=at(minute),
        copy_of=None if copy_of is None else ArticleId(copy_of),
    )


def match(article_name: str, event_name: str, *, minute: float = 0, score: float = 1.0) -> Match:
    return Match(
        article_id=ArticleId(article_name),
        event_id=EventId(event_name),
        score=score,
        reason="same company, same deal",
        decided_at=at(minute),
    )


def event(
    name: str = "e1",
    *,
    title: str = "Servers for rent",
    minute: float = 0,
    last: float | None = None,
) -> Event:
    return Event(
        id=EventId(name),
        title=title,
        first_seen=at(minute),
        last_seen=at(minute if last is None else last),
        happened=at(minute),
        happened_precise=True,
    )


def tell(
    session: Session,
    event_name: str,
    article_name: str,
    *,
    minute: float = 0,
    title: str = "Operator rents out spare servers",
    text: str = "The operator will rent out servers that stand idle.",
    outlet: str = "Example Wire",
    copy_of: str | None = None,
) -> None:
    """Save an article and place it in an event at the same minute."""
    told = article(
        article_name, minute=minute, title=title, text=text, outlet=outlet, copy_of=copy_of
    )
    session.articles.save(told)
    session.events.place(
        match(article_name, event_name, minute=minute),
        event(event_name, title=title, minute=minute),
    )


def reading(
    article_name: str = "a1", *, symbol: str | None = "META", sector: str | None = None
) -> Reading:
    return Reading(
        article_id=ArticleId(article_name),
        lang="en",
        kind=ArticleKind.NEWS,
        sentences=(Sentence(text="Servers stand idle.", start=0, end=19),),
        mentions=(
            Mention(text="Servers", start=0, end=7, symbol=symbol, sector=sector, cue="alias"),
        ),
        reported_moves=(),
        figures=(),
        citations=(),
        evidence=(),
    )


def link(
    event_name: str = "e1",
    *,
    symbol: str | None = "META",
    sector: str | None = None,
    role: Role = Role.SUBJECT,
    mentions: int = 1,
) -> Link:
    return Link(
        event_id=EventId(event_name), symbol=symbol, sector=sector, role=role, mentions=mentions
    )


def move(
    symbol: str = "META",
    *,
    event_name: str = "e1",
    abnormal: float | None = 0.05,
    raw: float | None = 0.04,
    window: tuple[int, int] = (0, 0),
    session: date | None = date(2026, 7, 1),
    status: MoveStatus = MoveStatus.MEASURED,
    benchmark: str | None = "^GSPC",
) -> Move:
    return Move(
        event_id=EventId(event_name),
        symbol=symbol,
        mic="XNYS",
        window=window,
        session=session,
        raw=raw,
        expected=None,
        abnormal=abnormal,
        t=None,
        p=None,
        q=None,
        benchmark=benchmark,
        model="market",
        status=status,
    )


def bar(
    day: int,
    close: float,
    *,
    symbol: str = "META",
    adj_close: float | None = None,
    volume: float | None = None,
    provider: str = "import",
) -> DailyBar:
    return DailyBar(
        symbol=symbol,
        session=date(2026, 7, day),
        close=close,
        adj_close=adj_close,
        volume=volume,
        provider=provider,
    )


def change(
    minute: float, state: VerificationState, sentence: str | None = None
) -> VerificationChange:
    evidence = (
        None
        if sentence is None
        else Evidence(article_id=ArticleId("a1"), state="reported", sentence=sentence, cue="said")
    )
    return VerificationChange(at=at(minute), state=state, evidence=evidence)


def known_change(change: VerificationChange) -> KnownChange:
    """Return a change that was known as it happened."""
    return KnownChange(change=change, known_at=change.at)
