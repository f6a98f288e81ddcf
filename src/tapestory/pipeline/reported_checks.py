"""What the articles of an event report, and the bars → each reported move beside its own session.

A move of a sector is held against the mean of its members in New York: where that bears the
article out it says so, but it never contradicts, since no article says which names it means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from statistics import fmean

from tapestory.errors import NotFoundError
from tapestory.model import (
    Agreement,
    Article,
    DailyBar,
    Precision,
    Reading,
    ReportedCheck,
    ReportedMove,
    Universe,
)
from tapestory.model.symbols import is_index, sector_of
from tapestory.moves.providers.spellings import exchange_of
from tapestory.moves.reported import (
    SessionReturn,
    cannot_be_checked,
    check,
    closest,
    unverifiable,
    with_note,
)
from tapestory.moves.returns import growth
from tapestory.moves.sessions import ExchangeSessions, canonical_mic
from tapestory.moves.sessions_meant import Appeared, Meant, sessions_meant
from tapestory.reading.price_moves.horizons import longer_period

_SECTORS_TRADE_AT = "XNYS"
FEWEST_MEMBERS = 3
"""Members with prices from which on a sector's mean is one."""
_ITS_CLOSE = {Agreement.AGREES, Agreement.TRUNCATED}
_UNDATED = {Precision.MONTH, Precision.NONE}


Span = tuple[date, date]
"""First and last session, both included."""
ReadBars = Callable[
    [Mapping[str, Span]], Mapping[str, tuple[Sequence[DailyBar], Mapping[date, str]]]
]
"""Symbol → span in; symbol → bars that may be used, and why others of the span may not, out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """What the checks need to know besides the articles."""

    universe: Universe
    sessions: ExchangeSessions
    now: datetime
    """No session that closes later is looked at."""
    bars: ReadBars
    """Reads bars as they stood then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """A reported move, whose prices it is about, and the sessions that it can mean."""

    reported: ReportedMove
    symbols: tuple[str, ...] = ()
    mic: str = ""
    meant: tuple[Meant, ...] = ()
    missing: str = ""
    """Why it cannot be checked, whatever the prices are; empty when it can."""


@dataclass(frozen=True, slots=True)
class _Tape:
    """The bars that were read, by symbol and session, and why others were not."""

    bars: Mapping[str, Mapping[date, DailyBar]]
    back: Mapping[str, Mapping[date, str]]


def check_reported(
    told: Sequence[tuple[Article, Reading]],
    day0: Mapping[str, date],
    market: Market,
) -> tuple[ReportedCheck, ...]:
    """Return each reported move of articles with what its own session did, in their order.

    Args:
        told: Articles with what they say.
        day0: MIC → day 0 of their event.
        market: Instruments, calendars, bars and the time of knowledge.
    """
    questions = [
        _question(move, appeared(article), day0, market)
        for article, said in told
        for move in said.reported_moves
    ]
    tape = _tape(questions, market)
    return tuple(_answer(question, tape, market) for question in questions)


def appeared(article: Article) -> Appeared:
    """Return when an article appeared, as far as its publisher says."""
    published = article.published
    known = published.precision not in _UNDATED
    return Appeared(at=published.instant if known else None, precise=published.is_precise)


def _question(
    reported: ReportedMove, appeared: Appeared, day0: Mapping[str, date], market: Market
) -> _Question:
    missing = cannot_be_checked(reported)
    symbols, mic = _priced(reported.symbol, market)
    if not missing and not symbols:
        missing = f"no exchange is known of {reported.symbol}"
    if missing:
        return _Question(reported=reported, missing=missing)
    calendar = canonical_mic(mic)
    try:
        meant = sessions_meant(
            reported.session, mic, appeared, day0=day0.get(calendar), sessions=market.sessions
        )
    except NotFoundError as error:
        return _Question(reported=reported, missing=str(error))
    if not meant:
        missing = "no session is known that it can be of"
        if reported.session is not None:
            missing = f"{reported.session} had not begun when the article appeared"
    return _Question(reported=reported, symbols=symbols, mic=mic, meant=meant, missing=missing)


def _priced(symbol: str, market: Market) -> tuple[tuple[str, ...], str]:
    """Return the symbols whose prices a reported move is about, and where they trade."""
    instruments = market.universe.instruments
    sector = sector_of(symbol)
    if sector is not None:
        members = tuple(
            sorted(
                name
                for name, instrument in instruments.items()
                if instrument.sector == sector
                and instrument.mic in market.sessions.known_mics
                and canonical_mic(instrument.mic) == _SECTORS_TRADE_AT
            )
        )
        return members, _SECTORS_TRADE_AT
    instrument = instruments.get(symbol)
    # An index keeps the days of an exchange also where the universe names none.
    spelt = instrument is None or is_index(symbol)
    mic = (instrument.mic if instrument else "") or (exchange_of(symbol) if spelt else None)
    return ((symbol,), mic) if mic in market.sessions.known_mics else ((), "")


def _tape(questions: Iterable[_Question], market: Market) -> _Tape:
    """Read every bar that any question needs, at once."""
    spans: dict[str, Span] = {}
    for question in questions:
        if question.missing:
            continue
        days = [meant.session for meant in question.meant]
        first = market.sessions.shift(question.mic, min(days), -1)
        for symbol in question.symbols:
            held = spans.get(symbol, (first, max(days)))
            spans[symbol] = min(held[0], first), max(held[1], *days)
    found = market.bars(spans) if spans else {}
    return _Tape(
        {symbol: {bar.session: bar for bar in bars} for symbol, (bars, _) in found.items()},
        {symbol: back for symbol, (_, back) in found.items()},
    )


def _answer(question: _Question, tape: _Tape, market: Market) -> ReportedCheck:
    reported = question.reported
    if question.missing:
        return unverifiable(reported, question.missing, reported.session)
    checks = [_held(question, meant, tape, market) for meant in question.meant]
    fitting = closest(
        found
        for place, (meant, found) in enumerate(zip(question.meant, checks, strict=True))
        if reported.session is None or not place or _is_rather(found, meant, checks[0])
    )
    if fitting is not None:
        return fitting
    first = checks[0]
    if reported.session is None and len(checks) > 1:
        days = ", ".join(_day_in_words(item) for item in checks)
        note = f"the article does not date it, and no session fits: {days}"
        against_all = all(item.kind is Agreement.CONTRADICTED for item in checks)
        kind = Agreement.CONTRADICTED if against_all else Agreement.UNVERIFIABLE
        first = replace(first, kind=kind, note=note)
    if first.kind is Agreement.CONTRADICTED and question.meant[0].why:
        # The exchange was closed on the day that the article gives: which it means is a guess.
        return replace(first, kind=Agreement.UNVERIFIABLE)
    period = longer_period(reported.sentence)
    if first.kind is Agreement.CONTRADICTED and period:
        note = f'{first.note}; the sentence says "{period}"'
        return replace(first, kind=Agreement.UNVERIFIABLE, note=note)
    return first


def _is_rather(found: ReportedCheck, meant: Meant, of_its_date: ReportedCheck) -> bool:
    """Tell whether a dated move is of another session: its close says so, and its date's does not.

    Where nothing is known of the session of its date, another is no better than a guess.
    """
    shown = _ITS_CLOSE if meant.doubtful else _ITS_CLOSE | {Agreement.AGREES_AS_BOUND}
    return of_its_date.close is not None and found.kind in shown


def _day_in_words(found: ReportedCheck) -> str:
    if found.close is None:
        return f"{found.session} {found.note}"
    return f"{found.session} closed {found.close:+.2%}"


def _held(question: _Question, meant: Meant, tape: _Tape, market: Market) -> ReportedCheck:
    """Return a reported move beside one session that it can mean."""
    reported, mic = question.reported, question.mic
    if market.sessions.close_of(mic, meant.session) > market.now:
        return unverifiable(reported, f"{mic} had not closed", meant.session)
    found = [_return(symbol, mic, meant, tape, market) for symbol in question.symbols]
    did = [one for one in found if isinstance(one, SessionReturn)]
    if sector_of(reported.symbol) is not None:
        result = _beside_members(reported, meant, did)
    elif did:
        result = check(reported, did[0])
    else:
        result = unverifiable(reported, str(found[0]), meant.session)
    return with_note(result, meant.why) if meant.why else result


def _return(
    symbol: str, mic: str, meant: Meant, tape: _Tape, market: Market
) -> SessionReturn | str:
    """Return what a session did to a price, or why that is not known."""
    before = market.sessions.shift(mic, meant.session, -1)
    bars = tape.bars.get(symbol, {})
    for day in (meant.session, before):
        if day not in bars:
            reason = tape.back.get(symbol, {}).get(day)
            return f"the bar of {day} is held back: {reason}" if reason else f"no close of {day}"
    bar, earlier = bars[meant.session], bars[before]
    change = growth(bar, earlier)
    base = bar.close / (1.0 + change)
    return SessionReturn(
        session=meant.session,
        close=change,
        high=None if bar.high is None else bar.high / base - 1.0,
        low=None if bar.low is None else bar.low / base - 1.0,
        before_close=meant.open_then,
    )


def _beside_members(
    reported: ReportedMove, meant: Meant, did: Sequence[SessionReturn]
) -> ReportedCheck:
    if len(did) < FEWEST_MEMBERS:
        return unverifiable(reported, f"{len(did)} of its members have prices", meant.session)
    returns = [one.close for one in did]
    mean = SessionReturn(session=meant.session, close=fmean(returns))
    found = with_note(
        check(reported, mean),
        f"mean of {len(did)} members, {min(returns):+.2%} to {max(returns):+.2%}",
    )
    if found.kind is Agreement.CONTRADICTED:
        note = f"which names it means is not said; {found.note}"
        return replace(found, kind=Agreement.UNVERIFIABLE, note=note)
    return found
