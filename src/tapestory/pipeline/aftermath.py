"""What articles claim, without numbers, followed an event, and the bars → whether it did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tapestory.errors import NotFoundError
from tapestory.model import (
    AftermathCheck,
    AftermathClaim,
    Article,
    BorneOut,
    DailyBar,
    MarketAftermath,
    Reading,
)
from tapestory.model.symbols import is_index, sector_of
from tapestory.moves.follow_through import retraced
from tapestory.moves.returns import growth
from tapestory.moves.sessions import canonical_mic
from tapestory.moves.sessions_meant import had_opened, sessions_meant
from tapestory.pipeline.reported_checks import Market, Span, appeared

MOSTLY = 2 / 3
"""Share of those that had moved, from which on a claim about them is borne out; at a third or
less it is not, and between the two it is mixed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """A claim on one exchange."""

    mic: str
    symbols: tuple[str, ...]
    day0: date
    session: date | None
    missing: str = ""


def check_aftermath(
    told: Sequence[tuple[Article, Reading]],
    parties: Sequence[str],
    day0: Mapping[str, date],
    market: Market,
) -> tuple[AftermathCheck, ...]:
    """Return what articles claim followed, each beside what followed, on every exchange.

    A claim that names nobody is about the parties of the event. Of those that had gone the way
    which the claim starts from, up to the close before the session that it speaks of, it counts
    who then went as it says.

    Args:
        told: Articles with what they say.
        parties: Symbols that the event names.
        day0: MIC → day 0 of the event.
        market: Instruments, calendars, bars and the time of knowledge.
    """
    asked = [
        (claim, _questions(claim, article, parties, day0, market))
        for article, said in told
        for claim in said.aftermath_claims
    ]
    bars = _bars([question for _, questions in asked for question in questions], market)
    return tuple(
        _check(claim, [_answer(claim, question, bars, market) for question in questions])
        for claim, questions in asked
    )


def _questions(
    claim: AftermathClaim,
    article: Article,
    parties: Sequence[str],
    day0: Mapping[str, date],
    market: Market,
) -> list[_Question]:
    by_exchange: dict[str, list[str]] = {}
    for symbol in _meant(claim, parties, market):
        mic = market.universe.instruments[symbol].mic
        if mic in market.sessions.known_mics and canonical_mic(mic) in day0:
            by_exchange.setdefault(canonical_mic(mic), []).append(symbol)
    found = []
    for mic, symbols in sorted(by_exchange.items()):
        if claim.about in day0 and claim.about != mic:
            continue
        session, missing = _session(claim, mic, article, day0[mic], market)
        found.append(
            _Question(
                mic=mic, symbols=tuple(symbols), day0=day0[mic], session=session, missing=missing
            )
        )
    return found


def _meant(claim: AftermathClaim, parties: Sequence[str], market: Market) -> list[str]:
    """Return the symbols that a claim is about, wherever they trade."""
    instruments = market.universe.instruments
    sector = sector_of(claim.about)
    if sector is not None:
        return sorted(s for s, instrument in instruments.items() if instrument.sector == sector)
    if claim.about in instruments:
        return [claim.about]
    return [s for s in dict.fromkeys(parties) if s in instruments and not is_index(s)]


def _session(
    claim: AftermathClaim, mic: str, article: Article, day0: date, market: Market
) -> tuple[date | None, str]:
    """Return the session that a claim speaks of on an exchange, or why there is none."""
    sessions = market.sessions
    try:
        if claim.after is not None:
            session = sessions.shift(mic, day0, claim.after)
        elif claim.session is not None:
            if not sessions.is_session(mic, claim.session):
                return None, f"{mic} was closed on {claim.session}"
            session = claim.session
        else:
            meant = sessions_meant(None, mic, appeared(article), day0=None, sessions=sessions)
            if not meant:
                return None, "it is not dated"
            session = meant[0].session
        return session, _out_of_reach(session, mic, article, day0, market)
    except NotFoundError as error:
        return None, str(error)


def _out_of_reach(session: date, mic: str, article: Article, day0: date, market: Market) -> str:
    """Return why a session cannot be what a claim speaks of, or cannot tell; empty if it can."""
    if session <= day0:
        return "that is not after day 0"
    if not had_opened(session, mic, appeared(article), market.sessions):
        return "the article appeared before it"
    if market.sessions.close_of(mic, session) > market.now:
        return f"{mic} had not closed"
    return ""


def _bars(questions: Iterable[_Question], market: Market) -> Mapping[str, Mapping[date, DailyBar]]:
    spans: dict[str, Span] = {}
    for question in questions:
        if question.session is None or question.missing:
            continue
        first = market.sessions.shift(question.mic, question.day0, -1)
        for symbol in question.symbols:
            held = spans.get(symbol, (first, question.session))
            spans[symbol] = min(held[0], first), max(held[1], question.session)
    found = market.bars(spans) if spans else {}
    return {symbol: {bar.session: bar for bar in bars} for symbol, (bars, _) in found.items()}


def _answer(
    claim: AftermathClaim,
    question: _Question,
    bars: Mapping[str, Mapping[date, DailyBar]],
    market: Market,
) -> MarketAftermath:
    if question.missing or question.session is None:
        return _untold(question, question.missing)
    before_all = market.sessions.shift(question.mic, question.day0, -1)
    before = market.sessions.shift(question.mic, question.session, -1)
    moved, as_claimed, priced = [], [], 0
    for symbol in question.symbols:
        held = bars.get(symbol, {})
        if not {before_all, before, question.session} <= held.keys():
            continue
        priced += 1
        was = growth(held[before], held[before_all])
        then = growth(held[question.session], held[before])
        if was * claim.was > 0:
            moved.append(symbol)
            if _is_so(claim, was, then):
                as_claimed.append(symbol)
    if not moved:
        why = "none of them had moved that way" if priced else "no closes"
        return _untold(question, why)
    return MarketAftermath(
        mic=question.mic,
        session=question.session,
        moved=tuple(moved),
        as_claimed=tuple(as_claimed),
        verdict=_verdict(len(as_claimed), len(moved)),
    )


def _is_so(claim: AftermathClaim, was: float, then: float) -> bool:
    if then * claim.then <= 0:
        return False
    taken_back = retraced(was, then)
    return not claim.share or (taken_back is not None and taken_back >= claim.share)


def _verdict(as_claimed: int, moved: int) -> BorneOut:
    share = as_claimed / moved
    if share >= MOSTLY:
        return BorneOut.BORNE_OUT
    return BorneOut.NOT_BORNE_OUT if share <= 1.0 - MOSTLY else BorneOut.MIXED


def _untold(question: _Question, why: str) -> MarketAftermath:
    return MarketAftermath(
        mic=question.mic,
        session=question.session,
        moved=(),
        as_claimed=(),
        verdict=BorneOut.CANNOT_BE_TOLD,
        note=why,
    )


def _check(claim: AftermathClaim, markets: Sequence[MarketAftermath]) -> AftermathCheck:
    told = {item.verdict for item in markets} - {BorneOut.CANNOT_BE_TOLD}
    verdict = BorneOut.MIXED if told else BorneOut.CANNOT_BE_TOLD
    if len(told) == 1:
        (verdict,) = told
    return AftermathCheck(claim=claim, verdict=verdict, markets=tuple(markets))
