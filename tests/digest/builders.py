"""Event views for the digest's tests, in our own words; prices as the exchanges closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from digest.pieces import (
    EVENT,
    FIGURES,
    INSTRUMENTS,
    NEW_YORK,
    SEOUL,
    argued,
    at,
    evidence,
    link,
    member,
    move,
    reported,
    share,
    tape,
)
from tapestory.model import (
    ArticleId,
    ArticleKind,
    Basis,
    Comparator,
    Event,
    EventId,
    EventView,
    Origin,
    OriginKind,
    Precision,
    Role,
    SectorMove,
    Stance,
    TapeVerdict,
    Verification,
    VerificationChange,
    VerificationState,
)
from tapestory.reading import side_by_side

MEMBERS = (
    member(
        "a1",
        "Has Meta just shown the first crack in AI spending?",
        outlet="Tape Watch",
        time=at(1, 18, 40),
        kind=ArticleKind.OPINION,
        origin="Bloomberg",
        sentences=("The whole trade stood on the belief that compute stays scarce.",),
    ),
    member(
        "a2",
        "One company's idle hours are not an industry's surplus",
        outlet="Block Ledger",
        time=at(2, 12),
        precision=Precision.DAY,
        kind=ArticleKind.OPINION,
        origin="Bloomberg",
    ),
    member(
        "a3",
        "Meta wants to rent out compute, and the oldest fear of the trade is back",
        outlet="Harbour News",
        time=at(2, 6, 12),
        kind=ArticleKind.ANALYSIS,
        origin="Bloomberg",
    ),
    member(
        "a3b",
        "Meta wants to rent out compute, and the oldest fear of the trade is back",
        outlet="Harbour Wire",
        time=at(2, 7, 30),
        kind=ArticleKind.ANALYSIS,
        origin="Bloomberg",
        copy_of="a3",
    ),
    member(
        "a4",
        "扎克伯格突然不想只当算力买家",
        outlet="头条之外",
        time=at(2, 9),
        precision=Precision.NONE,
        kind=ArticleKind.OPINION,
        origin="Bloomberg",
        lang="zh",
        sentences=("算力的重新定价需要几年，利用率会取代采购量。",),
    ),
    member(
        "a5",
        "Chip shares in Seoul and Tokyo fall as the AI trade is questioned",
        outlet="Deep Pacific",
        time=at(2, 7, 31),
        kind=ArticleKind.NEWS,
    ),
)

MOVES = (
    move("META", 0.0881, abnormal=0.0903, q=0.004),
    move("CRWV", -0.1392, abnormal=-0.1361, q=0.02, confounders=("p0q1r2s3",)),
    move("NBIS", -0.1701, abnormal=-0.1667, q=0.01),
    move(
        "000660.KS",
        -0.1457,
        mic="XKRX",
        session=SEOUL,
        abnormal=-0.0312,
        q=0.21,
        benchmark="^KS11",
    ),
    move(
        "005930.KS",
        -0.0906,
        mic="XKRX",
        session=SEOUL,
        abnormal=0.0011,
        q=0.9,
        benchmark="^KS11",
    ),
    move("^KS11", -0.0789, mic="XKRX", session=SEOUL, benchmark=None),
)

REPORTED = (
    reported("META", 0.08, "a3", comparator=Comparator.OVER, basis=Basis.UNSTATED),
    reported("META", 0.10, "a4", basis=Basis.INTRADAY, comparator=Comparator.UP_TO),
    reported("CRWV", -0.13, "a3"),
    reported("NBIS", -0.17, "a3"),
    reported("000660.KS", -0.08, "a3", basis=Basis.INTRADAY),
    reported("000660.KS", -0.14, "a5"),
    reported("005930.KS", -0.08, "a3", basis=Basis.INTRADAY),
    reported("005930.KS", -0.098, "a5"),
    reported("^KS11", -0.07, "a3", basis=Basis.INTRADAY),
    reported("^KS11", -0.08, "a5"),
    reported("285A.T", -0.14, "a5", session=SEOUL),
)


def meta_event() -> EventView:
    """Return the type case: one company offers spare compute, its suppliers fall."""
    said = "Meta is setting up a unit that would rent out AI capacity it does not use itself."
    return EventView(
        event=Event(
            id=EVENT,
            title="Meta plans to sell spare AI compute",
            first_seen=at(1, 18, 40),
            last_seen=at(2, 9),
            happened=at(1, 15),
            happened_precise=True,
        ),
        as_of=at(3, 10),
        day0={"XNYS": NEW_YORK, "XKRX": SEOUL, "XTKS": SEOUL},
        verification=Verification(
            state=VerificationState.REPORTED,
            since=at(1, 18, 40),
            evidence=(evidence("a3", said), evidence("a5", "Meta declined to comment.", "denied")),
            history=(
                VerificationChange(
                    at=at(1, 16), state=VerificationState.RUMOUR, evidence=evidence("a1", said)
                ),
                VerificationChange(
                    at=at(2, 6, 12), state=VerificationState.REPORTED, evidence=evidence("a3", said)
                ),
            ),
        ),
        articles=MEMBERS,
        origins=(
            Origin(
                name="Bloomberg",
                kind=OriginKind.REPORT,
                seen=False,
                articles=tuple(ArticleId(key) for key in ("a1", "a2", "a3", "a3b", "a4")),
            ),
        ),
        links=(
            link("META", Role.SUBJECT, 5),
            link("CRWV", Role.AFFECTED, 2),
            link("NBIS", Role.AFFECTED, 2),
            link("000660.KS", Role.AFFECTED, 2),
            link("005930.KS", Role.AFFECTED, 2),
            link("^KS11", Role.MENTIONED, 2),
            link("285A.T", Role.AFFECTED, 1),
        ),
        instruments=INSTRUMENTS,
        reported_moves=REPORTED,
        figures=FIGURES,
        figure_groups=side_by_side(FIGURES),
        moves=MOVES,
        sector_moves=(
            SectorMove(
                event_id=EVENT,
                sector="neocloud",
                window=(0, 0),
                abnormal=-0.1184,
                t=-5.1,
                p=0.001,
                q=0.002,
                members=9,
                breadth=8 / 9,
            ),
            SectorMove(
                event_id=EVENT,
                sector="memory",
                window=(0, 0),
                abnormal=-0.0127,
                t=-0.8,
                p=0.4,
                q=0.4,
                members=11,
                breadth=6 / 11,
            ),
        ),
        shares=(
            share("mismatch", 2, 1, by=("Block Ledger", "Harbour News"), against=("Tape Watch",)),
            share("glut", 1, by=("Tape Watch",)),
            share("efficiency", 1, by=("头条之外",)),
        ),
        tape={
            "mismatch": tape(
                "mismatch",
                TapeVerdict.CONTRADICTS,
                "neoclouds were predicted flat and fell 11.8 points beyond the market",
            ),
            "glut": tape("glut", TapeVerdict.CONSISTENT, "neoclouds fell as predicted"),
            "efficiency": tape(
                "efficiency", TapeVerdict.INSUFFICIENT, "no predicted sector has three members"
            ),
        },
        narrative_evidence=(
            argued(
                "mismatch",
                "a2",
                "A hall that stands empty for one tenant says nothing"
                " about the queue outside the others.",
            ),
            argued("mismatch", "a3", "This is a question of who uses what when, not of too much."),
            argued("mismatch", "a1", "Calling it a mismatch is wishful.", Stance.DISPUTES),
            argued(
                "glut",
                "a1",
                "If the largest buyer has hours to spare, scarcity was a story about the past.",
            ),
            argued("efficiency", "a4", "算力的重新定价需要几年，利用率会取代采购量。"),
        ),
    )


def other_event(
    key: str,
    title: str,
    *,
    outlets: Sequence[str] = ("Harbour News", "Tape Watch"),
    state: VerificationState = VerificationState.CONFIRMED,
    raw: float | None = None,
    hour: int = 12,
) -> EventView:
    """Return a small event, told by the outlets in words of their own."""
    time = at(2, hour)
    members = tuple(
        member(
            f"{key}-{n}", title if n == 0 else f"{title}, says {outlet}", outlet=outlet, time=time
        )
        for n, outlet in enumerate(outlets)
    )
    moves = () if raw is None else (replace(move("CRWV", raw, abnormal=raw, q=0.3), p=0.04),)
    return EventView(
        event=Event(
            id=EventId(key),
            title=title,
            first_seen=time,
            last_seen=time + timedelta(minutes=5),
            happened=time,
            happened_precise=True,
        ),
        as_of=at(3, 10),
        day0={"XNYS": NEW_YORK},
        verification=Verification(state=state, since=time, evidence=(), history=()),
        articles=members,
        origins=(),
        links=(link("CRWV", Role.SUBJECT, 1),),
        instruments=INSTRUMENTS,
        reported_moves=(),
        figures=(),
        moves=moves,
        sector_moves=(),
        shares=(),
        tape={},
        narrative_evidence=(),
    )


def titled(view: EventView, title: str) -> EventView:
    """Return the event with that title, its first article too."""
    first, *rest = view.articles
    first = replace(first, article=replace(first.article, title=title))
    return replace(view, event=replace(view.event, title=title), articles=(first, *rest))
