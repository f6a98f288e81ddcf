"""Lists that go by what moved: events by size, an instrument's and a sector's events."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cli.world import Answer, Home, terminal, written
from store.builders import link, move, reading, tell
from tapestory.cli.options import ListOptions
from tapestory.cli.output import emit_table
from tapestory.cli.reaction_shape import (
    clean_words,
    ordinal,
    reaction_columns,
    sector_columns,
)
from tapestory.cli.reactions import ReactionTable, emit_reactions
from tapestory.cli.terminal import width_of
from tapestory.model import (
    DayRank,
    EventId,
    Family,
    Linked,
    Move,
    MoveStatus,
    SectorMove,
)
from tapestory.store import Session, Store

DAY = date(2026, 7, 1)
HOSTILE = "=cmd()\x1b[31m\u202eRed\r\nalert"
AFTER = ("--as-of", "2026-07-01T20:30Z")
BEFORE = ("--as-of", "2026-07-01T19:30Z")


def _moved(symbol: str, size: float, *, q: float = 0.01, session: date = DAY) -> Move:
    return replace(
        move(symbol=symbol, session=session),
        mic="XNAS",
        window=(0, 0),
        raw=size - 0.01,
        abnormal=size,
        p=q,
        q=q,
        family=Family.PARTIES,
        linked=Linked.NAMED,
        status=MoveStatus.MEASURED,
        rank=DayRank(as_far=68, names=975),
    )


def _happen(
    session: Session,
    name: str,
    measured: Sequence[Move],
    *,
    named: str = "NBIS",
    title: str = "Spare servers for rent",
    baskets: Sequence[SectorMove] = (),
) -> None:
    tell(session, name, f"a-{name}", title=title)
    session.readings.save(reading(f"a-{name}", symbol=named), "1")
    session.events.save_links(EventId(name), [link(name, symbol=named)])
    session.moves.save(EventId(name), measured, baskets)


@pytest.fixture
def world(initialised: Home) -> Home:
    """Three events: Nebius fell on two of them, and is only named by the third."""
    with Store.open(next(initialised.path.rglob("*.db"))) as store, store.writing() as session:
        basket = SectorMove(
            event_id=EventId("fell"),
            sector="neocloud",
            window=(0, 0),
            abnormal=-0.08,
            t=-3.0,
            p=0.01,
            q=0.02,
            members=3,
            breadth=1.0,
            second_t=-2.5,
            second_p=0.02,
            correlation=0.4,
        )
        _happen(session, "fell", [_moved("NBIS", -0.17)], title=HOSTILE, baskets=[basket])
        _happen(session, "dipped", [_moved("NBIS", -0.02, q=0.6, session=date(2026, 6, 1))])
        _happen(session, "named", [])
        _happen(session, "other", [_moved("META", 0.08)], named="META")
    return initialised


def _ids(answer: Answer, key: str = "events") -> list[str]:
    return [item["id"] for item in answer.json[key]]


def test_events_are_listed_by_how_far_somebody_moved(world: Home) -> None:
    def found(*options: str) -> set[str]:
        return set(_ids(world("events", "list", "--min-move", *options, "--json")))

    assert found("5") == {"fell", "other"}
    assert found("5", "--sector", "neocloud") == {"fell"}
    assert found("5", "--symbol", "META") == {"other"}
    assert found("18", "--sector", "neocloud") == set()
    assert found("0.5", "--sector", "neocloud") == {"fell", "dipped"}


@pytest.mark.parametrize("typed", ["neocloud", "NEOCLOUD", "Neoclouds", "neo-cloud"])
def test_a_sector_may_be_spelt_by_id_or_name(world: Home, typed: str) -> None:
    answer = world("events", "list", "--min-move", "5", "--sector", typed, "--json")
    assert _ids(answer) == ["fell"]


@pytest.mark.parametrize("typed", ["NBIS", "nbis", "Nebius", "nebius group"])
def test_an_instrument_may_be_spelt_by_symbol_or_name(world: Home, typed: str) -> None:
    assert world("tickers", "show", typed, "--json").json["symbol"] == "NBIS"


@pytest.mark.parametrize(
    ("argv", "nearest"),
    [
        (("events", "list", "--min-move", "5", "--sector", "neoclaud"), "neocloud"),
        (("events", "list", "--sector", "neoclaud"), "neocloud"),
        (("events", "list", "--symbol", "NBISS"), "NBIS"),
        (("tickers", "show", "NBISS"), "NBIS"),
        (("sectors", "show", "memry"), "memory"),
    ],
)
def test_what_is_unknown_is_told_with_the_nearest(
    world: Home, argv: tuple[str, ...], nearest: str
) -> None:
    answer = world(*argv)
    assert answer.code == 4
    assert f"Closest: {nearest}" in answer.err


def test_a_move_counts_from_the_close_on(world: Home) -> None:
    asked = ("events", "list", "--min-move", "5", "--symbol", "NBIS", "--json")
    assert _ids(world(*asked, *AFTER)) == ["fell"]
    assert _ids(world(*asked, *BEFORE)) == []
    then = world("tickers", "show", "NBIS", *BEFORE, "--json").json["events"]
    assert {event["id"]: event["status"] for event in then} == {
        "fell": "pending",
        "dipped": "measured",
        "named": None,
    }


def test_an_instrument_has_its_moves_newest_first_and_then_what_names_it(world: Home) -> None:
    answer = world("tickers", "show", "NBIS", "--json").json
    assert answer["schema"] == "tapestory/ticker/1"
    assert [event["id"] for event in answer["events"]] == ["fell", "dipped", "named"]
    fell, dipped, named = answer["events"]
    assert (fell["moved"], dipped["moved"], named["moved"]) == (True, False, None)
    assert fell["linked"] == "named"
    assert fell["rank"] == {
        "as_far": 68,
        "names": 975,
        "percentile": pytest.approx(93.03, abs=0.01),
    }
    assert {move["event_id"] for move in answer["moves"]} == {"fell", "dipped"}
    kept = world("tickers", "show", "NBIS", "--moved", "--json")
    assert _ids(kept) == ["fell"]
    assert _ids(world("tickers", "show", "NBIS", "--limit", "1", "--json")) == ["fell"]
    assert [line["id"] for line in world("tickers", "show", "NBIS", "--ndjson").lines] == [
        *("fell", "dipped", "named")
    ]


def test_what_else_a_session_answered_is_told_by_kind(world: Home) -> None:
    events = world("tickers", "show", "NBIS", "--json").json["events"]
    for event in events:
        assert event["clean"] in {True, False, None}
        assert (event["clean"] is False) == bool(event["confounded_by"])


def test_a_sector_shows_its_basket_and_each_members_last_move(world: Home) -> None:
    answer = world("sectors", "show", "neocloud", "--json").json
    assert answer["schema"] == "tapestory/sector/1"
    last = {member["symbol"]: member["last_move"] for member in answer["members"]}
    assert last["NBIS"]["event_id"] == "fell"
    assert last["CRWV"] is None
    fell = answer["events"][0]
    assert (fell["id"], fell["basket"]["abnormal"], fell["basket"]["moved"]) == (
        "fell",
        -0.08,
        True,
    )
    assert fell["basket"]["second_p"] == 0.02
    assert [member["symbol"] for member in fell["members"]] == ["NBIS"]
    page = world("sectors", "show", "neocloud").out
    assert "−8.0 pp*" in page
    assert "3/3 down" in page


@pytest.mark.parametrize("argv", [("tickers", "show", "NBIS"), ("sectors", "show", "neocloud")])
def test_hostile_titles_stay_inert_in_every_format(world: Home, argv: tuple[str, ...]) -> None:
    for form in ((), ("--csv",), ("--json",), ("--ndjson",)):
        answer = world(*argv, *form)
        assert answer.code == 0, answer.err
        assert not {"\x1b", "\u202e"} & set(answer.out)
    rows = list(csv.DictReader(io.StringIO(world(*argv, "--csv").out)))
    assert rows[0]["title"].startswith("'=")
    assert rows[0]["id"] == "fell"


def test_formats_exclude_each_other(world: Home) -> None:
    assert world("tickers", "show", "NBIS", "--json", "--csv").code == 2


def test_without_a_store_an_instrument_is_shown_all_the_same(home: Home) -> None:
    answer = home("tickers", "show", "NBIS", "--json")
    assert (answer.code, answer.json["events"], answer.json["moves"]) == (0, [], [])
    assert home("sectors", "show", "memory", "--json").json["events"] == []
    assert not home.path.exists()


def _event(number: int, **changed: Any) -> dict[str, Any]:
    return {
        "id": f"e{number}",
        "title": "A long title of an event that takes more than one line of a terminal " * 2,
        "first_seen": "2026-07-01T12:00:00Z",
        "session": "2026-07-01",
        "raw": -0.1701,
        "abnormal": -0.17,
        "moved": True,
        "clean": False,
        "linked": "named",
        "role": "affected",
        "status": "measured",
        "rank": {"as_far": 68, "names": 975, "percentile": 93.03},
        "confounded_by": [
            {"kind": "event", "id": "e9", "name": "Another", "session": "2026-07-01"},
            {"kind": "release", "id": "release:payrolls", "name": "US payrolls", "session": ""},
        ],
    } | changed


def test_a_table_of_moves_keeps_eighty_cells() -> None:
    out = terminal(tty=True, width=80)
    emit_table([_event(1), _event(2, clean=True)], reaction_columns(), out)
    lines = written(out).splitlines()
    assert max(map(width_of, lines)) <= 80
    assert "−17.0 pp*" in lines[1]
    assert "93rd" in lines[1]


def test_more_than_a_terminal_shows_is_said() -> None:
    out = terminal(tty=True, width=80)
    table = ReactionTable(
        events=[_event(n) for n in range(21)],
        columns=reaction_columns(),
        measured=lambda event: event["raw"] is not None,
        starred=lambda event: bool(event["moved"]),
    )
    emit_reactions(table, ListOptions(), out)
    assert "There are more" in written(out)
    assert "e20" not in written(out)


def test_clean_is_told_in_words() -> None:
    assert clean_words(_event(1, clean=True)) == "clean"
    assert clean_words(_event(1, clean=None)) == ""
    assert clean_words(_event(1)) == "1 event, US payrolls"


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1st"), (2, "2nd"), (11, "11th"), (93, "93rd"), (100, "100th")]
)
def test_a_rank_is_told_as_an_ordinal(number: int, words: str) -> None:
    assert ordinal(number) == words


def test_the_farthest_of_a_sector_is_told_by_what_makes_it_the_farthest() -> None:
    (column,) = [item for item in sector_columns() if item.heading == "farthest told"]
    member = {"symbol": "NBIS", "raw": -0.012, "abnormal": -0.043}

    assert column.text({"members": [member]}) == "NBIS \N{MINUS SIGN}4.3 pp"
    unmeasured = {**member, "abnormal": None}
    assert column.text({"members": [unmeasured]}) == "NBIS \N{MINUS SIGN}1.2%"
