"""How strongly an instrument follows its peers, on abnormal returns that are made up day by day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from tapestory.model import Move, MoveStatus
from tapestory.moves.baskets import Alignment, BasketMember
from tapestory.moves.history import MIN_ESTIMATION_SESSIONS, History
from tapestory.moves.peers import PeerPart, PeerSplit

from .market_builders import EVENT, weekday_sessions, wobble
from .test_peers import DAY0

SESSIONS = weekday_sessions()
LAST_TAUGHT = -11
LEARNED = range(LAST_TAUGHT - 79, LAST_TAUGHT + 1)
SECTOR = dict(zip(LEARNED, wobble(len(LEARNED), seed=5), strict=True))
AFTER = {0: 0.03, 1: 0.01}
"""What every peer does on day 0 and on the session after it."""


def history(
    residuals: Mapping[int, float],
    *,
    mic: str = "XNYS",
    taught: Sequence[int] | None = None,
    ahead: int = 0,
) -> History:
    """Sessions after day 0 lie `ahead` more of them later than they should."""
    grid = SESSIONS.span(mic, DAY0, LEARNED[0], 9)
    estimation = tuple(at for at in sorted(residuals) if at <= LAST_TAUGHT)
    return History(
        mic=mic,
        grid={at: grid[at + ahead if at > 0 else at] for at in range(LEARNED[0], 6)},
        closed=frozenset(grid),
        returns=residuals,
        market={},
        model=None,
        estimation=estimation,
        taught=estimation if taught is None else tuple(taught),
        residuals=residuals,
    )


def member(symbol: str, known: History, entity: str = "") -> BasketMember:
    return BasketMember(symbol=symbol, entity=entity, history=known)


def follower(loading: float, days: Mapping[int, float] = SECTOR) -> dict[int, float]:
    return {at: loading * value for at, value in days.items()} | AFTER


def peers(count: int, days: Mapping[int, float] = SECTOR, mic: str = "XNYS") -> list[BasketMember]:
    return [member(f"P{at}", history({**days, **AFTER}, mic=mic)) for at in range(count)]


def part(
    own: History, others: Sequence[BasketMember], window: tuple[int, int] = (0, 0)
) -> PeerPart:
    return PeerSplit(member("A", own), others, Alignment(SESSIONS)).part(window)


@pytest.mark.parametrize(
    ("follows", "loading"), [(0.7, 0.7), (1.9, 1.9), (2.5, 2.0), (-0.4, 0.0), (0.0, 0.0)]
)
@pytest.mark.parametrize(("window", "did"), [((0, 0), 0.03), ((0, 1), 0.04), ((1, 1), 0.01)])
def test_the_peers_part_is_what_they_did_on_average_by_how_strongly_they_are_followed(
    follows: float, loading: float, window: tuple[int, int], did: float
) -> None:
    found = part(history(follower(follows)), peers(4), window)

    assert found.loading == pytest.approx(loading)
    assert found.value == pytest.approx(loading * did)
    assert found.count == 4


def test_as_many_common_sessions_are_needed_as_for_a_market_model_and_no_more() -> None:
    for count, enough in ((MIN_ESTIMATION_SESSIONS, True), (MIN_ESTIMATION_SESSIONS - 1, False)):
        days = {at: SECTOR[at] for at in LEARNED[-count:]}

        found = part(history(follower(0.7, days)), peers(3, days))

        assert (found.loading is not None) is enough
        assert (found.value is not None) is enough
        assert found.count == 3


def test_a_day_that_does_not_bend_the_market_line_does_not_bend_that_of_the_peers() -> None:
    news = LEARNED[40]
    own = follower(0.7) | {news: 0.5}
    quiet = [at for at in LEARNED if at != news]

    assert part(history(own, taught=quiet), peers(3)).loading == pytest.approx(0.7)
    assert part(history(own), peers(3)).loading != pytest.approx(0.7)


def test_a_session_that_the_peers_may_not_learn_from_is_not_learned_from_either() -> None:
    near = range(LAST_TAUGHT + 1, -1)
    own = follower(0.7) | dict(zip(near, wobble(len(near), size=0.3, seed=2), strict=True))
    others = peers(3, {**SECTOR, **dict(zip(near, wobble(len(near), seed=3), strict=True))})

    found = part(history(own, taught=[*LEARNED, *near]), others)

    assert found.loading == pytest.approx(0.7)


def test_one_wild_day_of_the_peers_does_not_own_the_line() -> None:
    wild = {**SECTOR, LEARNED[10]: 1.0}

    assert part(history(follower(0.7)), peers(3, wild)).loading == pytest.approx(0.7)


@pytest.mark.parametrize(("count", "enough"), [(3, 3), (6, 3), (7, 4), (8, 4), (9, 5)])
def test_a_session_counts_on_which_three_and_at_least_half_of_the_peers_have_a_return(
    count: int, enough: int
) -> None:
    sparse = LEARNED[:25]

    def among(there: int) -> float | None:
        """On the first sessions so many peers went the other way, and the others stood still."""
        against = {at: -value if at in sparse else value for at, value in SECTOR.items()}
        silent = {at: value for at, value in SECTOR.items() if at not in sparse}
        others = [
            member(f"P{at}", history({**(against if at < there else silent), **AFTER}))
            for at in range(count)
        ]
        # 55 sessions are left where those do not count: too few.
        return part(history(follower(0.7)), others).loading

    assert among(enough - 1) is None
    assert among(enough) is not None


def test_peers_that_never_moved_explain_nothing() -> None:
    found = part(history(follower(0.7)), peers(3, dict.fromkeys(LEARNED, 0.0)))

    assert (found.value, found.loading, found.count) == (None, None, 3)


def test_without_a_move_of_its_own_nothing_is_split_and_the_peers_are_counted() -> None:
    own = {at: value for at, value in follower(0.7).items() if at != 1}

    found = part(history(own), peers(3), (0, 1))

    assert (found.value, found.loading, found.count) == (None, None, 3)


def test_who_has_no_return_in_the_window_is_left_out_and_the_others_are_followed_anew() -> None:
    odd = {at: -4.0 * value for at, value in SECTOR.items()}
    others = [*peers(3), member("Q", history({**odd, 0: 0.03}))]
    split = PeerSplit(member("A", history(follower(0.7))), others, Alignment(SESSIONS))

    day, two = split.part((0, 0)), split.part((0, 1))

    assert (day.count, two.count) == (4, 3)
    assert two.loading == pytest.approx(0.7)
    assert day.loading == 0.0  # the four of them went the other way on average
    assert split.part((0, 0)) == day


@pytest.mark.parametrize(("mic", "count"), [("XKRX", 3), ("XTKS", 3), ("XNYS", 0)])
def test_peers_count_that_close_no_later_than_the_instrument(mic: str, count: int) -> None:
    assert part(history(follower(0.7), mic="XKRX"), peers(3, mic=mic)).count == count


def test_peers_are_in_time_when_they_are_at_the_end_of_the_window() -> None:
    own = history(follower(0.7), mic="XKRX")
    late = [member(f"P{at}", history({**SECTOR, **AFTER}, mic="XTKS", ahead=1)) for at in range(3)]

    assert part(own, late, (0, 0)).count == 3
    assert part(own, late, (0, 1)).count == 0


def test_a_listing_of_the_same_company_is_no_peer() -> None:
    own = member("A", history(follower(0.7)), entity="alpha")
    twin = member("A2", history(follower(0.7)), entity="alpha")
    unnamed = member("alpha", history(follower(0.7)))
    split = PeerSplit(own, [own, twin, unnamed, *peers(3)], Alignment(SESSIONS))

    assert split.part((0, 0)).count == 3
    alone = member("A", history(follower(0.7)))
    assert PeerSplit(alone, [alone, *peers(3)], Alignment(SESSIONS)).part((0, 0)).count == 3


def move(abnormal: float | None) -> Move:
    return Move(
        event_id=EVENT, symbol="A", mic="XNYS", window=(0, 1), session=DAY0, raw=abnormal,
        expected=0.0, abnormal=abnormal, t=None, p=None, q=None, benchmark=None,
        model="market", status=MoveStatus.MEASURED,
    )  # fmt: skip


def test_a_move_is_told_with_what_its_peers_explain_and_what_is_its_own() -> None:
    def told(others: Sequence[BasketMember], abnormal: float | None = 0.1) -> Move:
        own = member("A", history(follower(0.5)))
        return PeerSplit(own, others, Alignment(SESSIONS)).of(move(abnormal))

    whole = told(peers(4))
    assert whole.peers == pytest.approx(0.02)
    assert whole.own == pytest.approx(0.08)
    assert whole.peer_count == 4
    few, unmeasured = told(peers(2)), told(peers(3), None)
    assert (few.peers, few.own, few.peer_count) == (None, None, 2)
    assert (unmeasured.peers, unmeasured.own, unmeasured.peer_count) == (None, None, 3)
