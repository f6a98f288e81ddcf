from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import pytest

from moves.market_builders import bars_from, instrument, universe, weekday_sessions
from tapestory.model import (
    AftermathClaim,
    Agreement,
    Article,
    ArticleId,
    ArticleKind,
    Basis,
    BorneOut,
    Comparator,
    DailyBar,
    Precision,
    Published,
    Reading,
    ReportedCheck,
    ReportedMove,
)
from tapestory.pipeline.aftermath import check_aftermath
from tapestory.pipeline.reported_checks import Market, Span, check_reported

WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 7, day) for day in (1, 2, 3))
DAY0 = {"XNYS": WEDNESDAY, "XKRX": THURSDAY}
EVENING = datetime(2026, 7, 3, 22, tzinfo=UTC)
UNIVERSE = universe(
    [
        *(instrument(symbol) for symbol in ("A", "B", "C", "D")),
        instrument("K", mic="XKRX", sector="k"),
        instrument("NONE", mic="", sector="k"),
    ],
    {},
)
Returns = Mapping[str, Sequence[float]]
"""Of the sessions that end on Friday, oldest first."""


def market(returns: Returns, *, now: datetime = EVENING, back: str = "") -> Market:
    held = {symbol: bars_from(symbol, FRIDAY, of) for symbol, of in returns.items()}
    asked: list[Mapping[str, Span]] = []

    def bars(spans: Mapping[str, Span]) -> dict[str, tuple[list[DailyBar], dict[date, str]]]:
        asked.append(spans)
        assert len(asked) == 1, "all bars are asked for at once"
        return {
            symbol: (
                [
                    bar
                    for bar in held[symbol]
                    if first <= bar.session <= last and not (back and bar.session == WEDNESDAY)
                ],
                {WEDNESDAY: back} if back else {},
            )
            for symbol, (first, last) in spans.items()
            if symbol in held
        }

    return Market(universe=UNIVERSE, sessions=weekday_sessions(), now=now, bars=bars)


def move(
    figure: float,
    *,
    symbol: str = "A",
    session: date | None = None,
    basis: Basis = Basis.UNSTATED,
    sentence: str = "",
) -> ReportedMove:
    return ReportedMove(
        symbol=symbol, low=figure, high=figure, comparator=Comparator.EXACT, basis=basis,
        session=session, article_id=ArticleId("a"), sentence=sentence, cue="",
    )  # fmt: skip


def told(
    *moves: ReportedMove, claims: Sequence[AftermathClaim] = (), at: datetime = EVENING
) -> list[tuple[Article, Reading]]:
    article = Article(
        id=ArticleId("a"), feed_url="", url="", guid="", title="", summary="", text="", author="",
        outlet="", lang="", first_seen=at, updated=None,
        published=Published(raw="", instant=at, precision=Precision.INSTANT),
    )  # fmt: skip
    said = Reading(
        article_id=ArticleId("a"), lang="en", kind=ArticleKind.NEWS, sentences=(), mentions=(),
        reported_moves=tuple(moves), figures=(), citations=(), evidence=(),
        aftermath_claims=tuple(claims),
    )  # fmt: skip
    return [(article, said)]


def one(reported: ReportedMove, with_prices: Market, at: datetime = EVENING) -> ReportedCheck:
    (found,) = check_reported(told(reported, at=at), DAY0, with_prices)
    return found


def test_each_move_is_set_beside_the_close_of_its_own_session() -> None:
    prices = market({"A": [0.0, 0.088, -0.05, 0.02], "K": [0.0, 0.0, -0.14, 0.1]})
    moves = [
        move(0.088, session=WEDNESDAY),
        move(-0.05, session=THURSDAY),
        move(0.02, session=FRIDAY),
        move(0.10, symbol="K", session=FRIDAY),
    ]

    found = check_reported(told(*moves), DAY0, prices)

    assert [item.reported for item in found] == moves
    assert [item.kind for item in found] == [Agreement.AGREES] * 4
    assert [item.session for item in found] == [WEDNESDAY, THURSDAY, FRIDAY, FRIDAY]
    assert found[1].close == pytest.approx(-0.05)


def test_a_session_that_had_not_closed_is_not_looked_at() -> None:
    before = datetime(2026, 7, 2, 19, tzinfo=UTC)
    prices = market({"A": [0.0, 0.088, -0.05, 0.02]}, now=before)

    found = one(move(-0.05, session=THURSDAY), prices, at=before)

    assert (found.kind, found.close) == (Agreement.UNVERIFIABLE, None)
    assert "had not closed" in found.note


def test_a_bar_that_is_held_back_is_not_used_and_says_why() -> None:
    found = one(move(0.088, session=WEDNESDAY), market({"A": [0.1] * 4}, back="it jumped"))

    assert found.kind is Agreement.UNVERIFIABLE
    assert found.note == f"the bar of {WEDNESDAY} is held back: it jumped"


def test_what_no_session_can_tell_is_neither_right_nor_wrong() -> None:
    prices = {"A": [0.0, 0.088, -0.05, 0.02]}
    week = move(-0.20, session=THURSDAY, basis=Basis.CLOSE, sentence="It lost 20% this week.")

    for reported, why in (
        (week, "this week"),
        (move(0.1, basis=Basis.PREMARKET), "pre-market"),
        (move(0.1, symbol="NONE"), "no exchange"),
        (move(0.1, symbol="B", session=THURSDAY), "no close of"),
        (move(0.33), "does not date it"),
    ):
        found = one(reported, market(prices))
        assert found.kind is Agreement.UNVERIFIABLE
        assert why in found.note


def test_what_is_dated_and_did_not_happen_is_contradicted() -> None:
    prices = market({"A": [0.0, 0.088, -0.05, 0.02]})

    found = one(move(0.03, session=THURSDAY, basis=Basis.CLOSE), prices)

    assert (found.kind, found.session) == (Agreement.CONTRADICTED, THURSDAY)


def test_the_date_of_the_morning_after_in_east_asia_is_understood() -> None:
    found = one(move(0.088, session=THURSDAY), market({"A": [0.0, 0.088, -0.05, 0.02]}))

    assert (found.kind, found.session) == (Agreement.AGREES, WEDNESDAY)
    assert f"the article dates it {THURSDAY}" in found.note


def test_a_sector_is_held_against_the_mean_of_its_members_and_never_contradicted() -> None:
    falls = {
        symbol: [0.0, fall, 0.0, 0.0]
        for symbol, fall in zip("ABC", (-0.1, -0.08, -0.06), strict=True)
    }

    fits = one(move(-0.08, symbol="SECTOR:s", session=WEDNESDAY), market(falls))
    off = one(move(-0.30, symbol="SECTOR:s", session=WEDNESDAY, basis=Basis.CLOSE), market(falls))
    few = one(move(-0.08, symbol="SECTOR:s", session=WEDNESDAY), market({"A": falls["A"]}))

    assert (fits.kind, off.kind, few.kind) == (
        Agreement.AGREES,
        Agreement.UNVERIFIABLE,
        Agreement.UNVERIFIABLE,
    )
    assert off.close == pytest.approx(-0.08)


def claim(
    about: str = "", *, after: int | None = 1, session: date | None = None, share: float = 0
) -> AftermathClaim:
    return AftermathClaim(
        was=-1, then=1, share=share, about=about, after=after, session=session,
        article_id=ArticleId("a"), sentence="", cue="", start=0, end=0,
    )  # fmt: skip


FELL = {
    "A": [0.0, -0.10, -0.02, 0.0],
    "B": [0.0, -0.20, -0.01, 0.0],
    "C": [0.0, 0.05, 0.03, 0.0],
    "K": [0.0, 0.0, -0.15, 0.10],
}
PARTIES = ["A", "B", "C", "K"]


def test_a_rebound_is_counted_on_each_exchange_among_those_that_fell() -> None:
    (found,) = check_aftermath(told(claims=[claim()]), PARTIES, DAY0, market(FELL))
    seoul, new_york = found.markets

    assert (new_york.session, new_york.moved, new_york.as_claimed) == (THURSDAY, ("A", "B"), ())
    assert new_york.verdict is BorneOut.NOT_BORNE_OUT
    assert (seoul.session, seoul.moved, seoul.as_claimed) == (FRIDAY, ("K",), ("K",))
    assert seoul.verdict is BorneOut.BORNE_OUT
    assert found.verdict is BorneOut.MIXED


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (claim("K"), BorneOut.BORNE_OUT),
        (claim("K", share=0.5), BorneOut.BORNE_OUT),
        (claim("K", share=1.0), BorneOut.NOT_BORNE_OUT),
        (claim("A"), BorneOut.NOT_BORNE_OUT),
        (claim("C"), BorneOut.CANNOT_BE_TOLD),
        (claim("XKRX"), BorneOut.BORNE_OUT),
        (claim("SECTOR:s"), BorneOut.NOT_BORNE_OUT),
        (claim("K", after=None, session=THURSDAY), BorneOut.CANNOT_BE_TOLD),
        (claim("K", after=None, session=FRIDAY), BorneOut.BORNE_OUT),
        (claim("K", after=2), BorneOut.CANNOT_BE_TOLD),
    ],
)
def test_a_claim_is_held_against_whom_and_when_it_is_about(
    said: AftermathClaim, verdict: BorneOut
) -> None:
    (found,) = check_aftermath(told(claims=[said]), PARTIES, DAY0, market(FELL))

    assert found.verdict is verdict


def test_before_the_session_has_closed_no_claim_can_be_told() -> None:
    noon = datetime(2026, 7, 2, 12, tzinfo=UTC)

    (found,) = check_aftermath(told(claims=[claim()]), PARTIES, DAY0, market(FELL, now=noon))

    assert found.verdict is BorneOut.CANNOT_BE_TOLD


def test_no_claim_is_held_against_a_session_that_began_after_it_was_made() -> None:
    breakfast = datetime(2026, 7, 2, 13, 29, tzinfo=UTC)

    (found,) = check_aftermath(told(claims=[claim()], at=breakfast), PARTIES, DAY0, market(FELL))

    assert found.verdict is BorneOut.CANNOT_BE_TOLD
    assert {market.note for market in found.markets} == {"the article appeared before it"}
    lunch = datetime(2026, 7, 2, 16, tzinfo=UTC)
    (found,) = check_aftermath(told(claims=[claim()], at=lunch), PARTIES, DAY0, market(FELL))
    assert [market.mic for market in found.markets if not market.note] == ["XNYS"]
