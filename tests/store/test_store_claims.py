"""What articles claim is read from the readings, as of any time, whatever the event holds else."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from store.builders import article, at, reading, tell
from tapestory.model import (
    ArticleId,
    Basis,
    Comparator,
    Difference,
    EventId,
    Figure,
    Reading,
    ReportedMove,
)
from tapestory.pipeline.claims import Claim, find_claims
from tapestory.store import EventQuery, Store

E1 = EventId("e1")


def capex(article_name: str, low: float, *, subject: str = "META", other: str = "") -> Figure:
    return Figure(
        subject=subject,
        kind="capex_guidance",
        low=low * 1e9,
        high=low * 1e9,
        unit="USD",
        period="2026",
        article_id=ArticleId(article_name),
        sentence=f"They plan {low}.",
        counterparty=other,
    )


def claiming(article_name: str, *figures: Figure, moved: str | None = None) -> Reading:
    moves: tuple[ReportedMove, ...] = ()
    if moved is not None:
        moves = (
            ReportedMove(
                symbol=moved,
                low=-0.1,
                high=-0.1,
                comparator=Comparator.OVER,
                basis=Basis.CLOSE,
                session=None,
                article_id=ArticleId(article_name),
                sentence="It fell.",
                cue="fell",
            ),
        )
    return replace(reading(article_name), figures=figures, reported_moves=moves)


def claims_of_all(store: Store, *, as_of: datetime | None = None, about: str = "") -> list[Claim]:
    with store.reading() as session:
        found = session.events.find(EventQuery(as_of=as_of))
    events = [summary.event for summary in found]
    return list(find_claims(store, events, as_of=as_of, about=about))


def test_claims_come_by_event_with_their_difference_copies_left_out(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1", outlet="One")
        tell(session, "e1", "a2", minute=1, outlet="Two")
        tell(session, "e1", "a3", minute=2, outlet="Three", copy_of="a1")
        tell(session, "e2", "b1", minute=3)
        session.readings.save(claiming("a1", capex("a1", 125), moved="META"), "1")
        session.readings.save(claiming("a2", capex("a2", 1250)), "1")
        session.readings.save(claiming("a3", capex("a3", 125)), "1")
        session.readings.save(claiming("b1"), "1")

    move, first, second = claims_of_all(store)
    assert move.move is not None
    assert (move.event.id, move.outlet, move.difference) == (E1, "One", None)
    assert first.figure is not None
    assert (first.figure.low, first.outlet) == (125e9, "One")
    assert second.figure is not None
    assert (second.figure.flag, second.difference) == ("unit_error", Difference.UNIT_ERROR)


def test_claims_about_somebody_are_those_of_all_parties_whatever_the_case(store: Store) -> None:
    with store.writing() as session:
        for number, figure in enumerate(
            (
                capex("a0", 1, subject="META"),
                capex("a1", 2, subject="META+ORCL"),
                capex("a2", 3, subject="CRWV", other="META"),
                capex("a3", 4, subject="METAX"),
            )
        ):
            tell(session, f"e{number}", f"a{number}", minute=number)
            session.readings.save(claiming(f"a{number}", figure), "1")
        session.readings.save(claiming("a3", capex("a3", 4, subject="METAX"), moved="meta"), "1")

    found = claims_of_all(store, about="Meta")
    assert [claim.event.id for claim in found] == ["e3", "e2", "e1", "e0"]
    assert [claim.move is not None for claim in found] == [True, False, False, False]


def test_claims_are_those_of_the_wording_of_then(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1", title="One", text="First.")
        session.readings.save(claiming("a1", capex("a1", 125)), "1")
        session.articles.save(
            replace(article("a1", title="Two", text="Second."), first_seen=at(30))
        )
        session.readings.save(claiming("a1", capex("a1", 145)), "1")
        tell(session, "e1", "a2", minute=40)
        session.readings.save(claiming("a2", capex("a2", 300)), "1")

    def said(minute: float) -> list[float]:
        claims = claims_of_all(store, as_of=at(minute))
        return [claim.figure.low / 1e9 for claim in claims if claim.figure is not None]

    assert (said(10), said(35), said(40)) == ([125], [145], [145, 300])
