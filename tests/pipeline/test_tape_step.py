"""Through the store: what the tape says of narratives, look by look, and as of a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from moves.market_builders import wobble
from systems import System, put_empty_store
from tapestory import bootstrap
from tapestory.cli.shapes import tape_json
from tapestory.clock import FixedClock
from tapestory.config import load, resolve
from tapestory.model import DailyBar, EventView, SectorStatus, TapeTest, TapeVerdict
from tapestory.pipeline.imports import ArticleRecord, import_articles
from tapestory.pipeline.price_needs import needs_of_events
from tapestory.pipeline.price_step import keep_bars
from tapestory.pipeline.run import process
from tapestory.pipeline.view import find_views, view_event
from tapestory.store import EventQuery

DAY0 = date(2026, 7, 1)
DAY0_CLOSED = datetime(2026, 7, 1, 21, tzinfo=UTC)
FIVE_LATER = datetime(2026, 7, 9, 21, tzinfo=UTC)
Shocks = Mapping[str, Mapping[date, float]]
SECTORS = {
    "red": ("RAAA", "RBBB", "RCCC", "RDDD"),
    "blue": ("BAAA", "BBBB", "BCCC"),
}
NARRATIVES = """
[narratives.thaw]
name = "Thaw"
thesis = "It melts."
opposes = ["drought"]
predictions = [
  { sector = "red", direction = "down", mechanism = "m" },
  { sector = "blue", direction = "up", mechanism = "m" },
]
[narratives.thaw.cues.en]
strong = ["great thaw"]

[narratives.frost]
name = "Frost"
thesis = "It freezes."
predictions = [
  { sector = "red", direction = "up", mechanism = "m" },
  { party = "BAAA", direction = "down", mechanism = "m" },
]
[narratives.frost.cues.en]
strong = ["great frost"]

[narratives.drought]
name = "Drought"
thesis = "It dries."
predictions = [
  { sector = "red", direction = "down", mechanism = "m", horizon = 5 },
  { sector = "blue", direction = "up", mechanism = "m", horizon = 5 },
]
[narratives.drought.cues.en]
strong = ["great drought"]
"""
THAW = ArticleRecord(
    title="Raaa Works warns of the great thaw",
    text="Raaa Works said that the great thaw has begun. Others feared the great frost.",
    published="2026-07-01T14:00:00Z",
    outlet="Quayside",
)
RESULTS = ArticleRecord(
    title="Bbbb Works quarterly results beat estimates as profit jumps 20%",
    text="Bbbb Works reported quarterly profit above what analysts expected. Its new plant in"
    " Bergen runs at full load and the board raised the dividend.",
    published="2026-07-01T12:00:00Z",
    outlet="Harbour News",
)


def lay_out(folder: Path, abroad: Sequence[str] = ()) -> None:
    rows = []
    for sector, symbols in SECTORS.items():
        others = [symbol for symbol in abroad if symbol[0] == sector[0].upper()]
        for symbol in dict.fromkeys((*symbols, *others)):
            mic, name = "XKRX" if symbol in abroad else "XNYS", f"{symbol.title()} Works"
            rows.append(f"{symbol},{name},{mic},USD,{sector},{name}")
    head = "symbol,name,mic,currency,sector,aliases\nSPY,SPDR S&P 500,XNYS,USD,index,\n"
    (folder / "u.csv").write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    (folder / "s.toml").write_text(
        '[sectors.red]\nname = "Red things"\n[sectors.blue]\nname = "Blue things"\n'
        '[sectors.index]\nname = "Indices"\npeers = false\n'
        '[benchmarks]\nXNYS = "SPY"\n',
        encoding="utf-8",
    )
    (folder / "n.toml").write_text(NARRATIVES, encoding="utf-8")
    (folder / "config.toml").write_text(
        '[universe]\ninstruments = "u.csv"\nsectors = "s.toml"\nnarratives = "n.toml"\n',
        encoding="utf-8",
    )


def bars(
    system: System, symbol: str, shocks: Mapping[date, float], first: date = date(2025, 4, 1)
) -> list[DailyBar]:
    days = system.components.sessions.between("XNYS", date(2025, 4, 1), date(2026, 7, 20))
    own = wobble(len(days), size=0.006, seed=sum(map(ord, symbol)) * 17)
    price, made = 100.0, []
    for day, market, change in zip(days, wobble(len(days)), own, strict=True):
        follows = 0.0 if symbol == "SPY" else change + shocks.get(day, 0.0)
        price *= 1.0 + market + follows
        if day >= first:
            made.append(DailyBar(symbol=symbol, session=day, close=price))
    return made


def bring(
    system: System,
    shocks: Shocks,
    *,
    without: Sequence[str] = (),
    first: date = date(2025, 4, 1),
) -> None:
    """Bring all prices, those of later days included, and measure what can be by now."""
    for symbol in ("SPY", *SECTORS["red"], *SECTORS["blue"]):
        if symbol not in without:
            own = shocks.get("red" if symbol in SECTORS["red"] else "blue", {})
            keep_bars(system.components, bars(system, symbol, own, first))
    process(system.components)


Run = Callable[..., System]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    with ExitStack() as stack:

        def running(
            now: datetime,
            shocks: Shocks,
            *,
            records: Sequence[ArticleRecord] = (THAW,),
            without: Sequence[str] = (),
            first: date = date(2025, 4, 1),
            abroad: Sequence[str] = (),
        ) -> System:
            lay_out(tmp_path, abroad)
            paths = resolve(tmp_path / "config.toml", {})
            clock = FixedClock(now)
            put_empty_store(paths.store)
            built = bootstrap.build(paths, load(paths, {}), clock=clock)
            system = System(stack.enter_context(built), clock, paths)
            import_articles(system.components, records)
            bring(system, shocks, without=without, first=first)
            return system

        yield running


def view_of(system: System, as_of: datetime | None = None) -> EventView:
    (found,) = [
        view
        for view in find_views(system.components, EventQuery(as_of=as_of))
        if "thaw" in view.event.title
    ]
    return found


def tape(system: System, narrative: str = "thaw", as_of: datetime | None = None) -> TapeTest:
    return view_of(system, as_of).tape[narrative]


def looks(test: TapeTest) -> dict[tuple[int, int], TapeVerdict]:
    return {look.window: look.verdict for look in test.history}


FELL = {"red": {DAY0: -0.1}, "blue": {DAY0: 0.1}}
TURNED = {
    "red": {date(2026, 7, 7): 0.15, date(2026, 7, 8): 0.15},
    "blue": {date(2026, 7, 7): -0.15, date(2026, 7, 8): -0.15},
}


def test_two_explanations_of_one_event_are_told_apart_by_what_the_sectors_did(run: Run) -> None:
    system = run(DAY0_CLOSED, FELL)

    thaw, frost = tape(system), tape(system, "frost")

    assert (thaw.verdict, thaw.window) == (TapeVerdict.CONSISTENT, (0, 0))
    assert (frost.verdict, frost.window) == (TapeVerdict.CONTRADICTS, (0, 0))
    assert thaw.score is not None
    assert thaw.score > 3
    # A party stands beside a sector, and is tested by its own past.
    assert [(row.sector, row.members) for row in frost.per_sector] == [("red", 4), ("BAAA", 1)]


def test_on_an_ordinary_day_it_tells_nothing(run: Run) -> None:
    test = tape(run(DAY0_CLOSED, {}))

    assert test.verdict is TapeVerdict.INSUFFICIENT
    assert test.q is not None
    assert test.reason.startswith("Ordinary days show as much")


def test_without_prices_it_fails_closed_and_says_so(run: Run) -> None:
    test = tape(run(DAY0_CLOSED, FELL, without=SECTORS["blue"]))

    assert test.verdict is TapeVerdict.INSUFFICIENT
    assert test.per_sector[1].status is SectorStatus.NO_PRICES
    assert "no prices" in test.reason
    assert "blue" in test.reason


def test_prices_that_come_later_are_asked_for_and_read(run: Run) -> None:
    """Nothing but the tape asks about blue: no article names it."""
    system = run(DAY0_CLOSED, FELL, without=SECTORS["blue"])
    needed = {need.symbol for need in needs_of_events(system.components)}
    system.clock.instant += timedelta(minutes=5)

    for symbol in SECTORS["blue"]:
        keep_bars(system.components, bars(system, symbol, FELL["blue"]))
    process(system.components)
    test = tape(system)

    assert {*SECTORS["red"], *SECTORS["blue"], "SPY"} == needed
    assert (test.verdict, test.window) == (TapeVerdict.CONSISTENT, (0, 0))
    assert [look.known_at for look in test.history] == [DAY0_CLOSED, system.clock.now()]
    # Nothing waits any more, and the same prices once more change nothing.
    keep_bars(system.components, bars(system, "BAAA", FELL["blue"]))
    assert process(system.components).moves_measured == 0


def test_a_corrected_price_is_read_by_the_tape_that_was_made_of_it(run: Run) -> None:
    system = run(DAY0_CLOSED, FELL)
    first = tape(system).per_sector[1]

    for symbol in SECTORS["blue"]:
        keep_bars(system.components, bars(system, symbol, {DAY0: -0.1}))
    process(system.components)
    corrected = tape(system).per_sector[1]

    assert (first.sector, corrected.sector) == ("blue", "blue")
    assert first.abnormal == pytest.approx(0.1, abs=0.02)
    assert corrected.abnormal == pytest.approx(-0.1, abs=0.02)


def test_prices_of_what_the_tape_will_ask_are_needed_before_it_was_ever_read(run: Run) -> None:
    every = (*SECTORS["red"], *SECTORS["blue"], "SPY")
    system = run(DAY0_CLOSED, FELL, without=every)

    assert {need.symbol for need in needs_of_events(system.components)} == set(every)


def test_long_after_its_windows_closed_the_tape_asks_for_nothing(run: Run) -> None:
    system = run(DAY0_CLOSED, FELL, without=SECTORS["blue"])
    system.clock.instant += timedelta(days=61)

    keep_bars(system.components, bars(system, "BAAA", FELL["blue"]))

    needed = {need.symbol for need in needs_of_events(system.components)}
    assert needed.isdisjoint(SECTORS["blue"])
    with system.components.store.reading() as session:
        assert session.moves.to_measure() == []


def test_companies_that_trade_where_the_event_has_no_day_0_are_named(run: Run) -> None:
    """The article names none of blue: nothing says when Seoul could react."""
    thaw = tape(run(DAY0_CLOSED, FELL, abroad=("BBBB", "BCCC")))

    red, blue = thaw.per_sector
    assert (red.status, red.elsewhere) == (SectorStatus.MEASURED, ())
    assert (blue.status, blue.elsewhere) == (SectorStatus.ELSEWHERE, ("BBBB", "BCCC"))
    assert "traded where the event has no day 0: blue" in thaw.reason
    assert "too few" not in thaw.reason


def test_where_a_whole_sector_trades_elsewhere_no_price_is_missing(run: Run) -> None:
    thaw = tape(run(DAY0_CLOSED, FELL, abroad=SECTORS["blue"]))

    assert thaw.per_sector[1].status is SectorStatus.ELSEWHERE
    assert "no prices" not in thaw.reason


def test_what_is_measured_without_some_of_its_companies_says_so(run: Run) -> None:
    thaw = tape(run(DAY0_CLOSED, FELL, abroad=("BDDD",)))

    assert thaw.verdict is TapeVerdict.CONSISTENT
    assert (thaw.per_sector[1].members, thaw.per_sector[1].elsewhere) == (3, ("BDDD",))
    assert "blue without BDDD, traded where the event has no day 0" in thaw.reason


def test_with_a_short_past_it_fails_closed_and_says_so(run: Run) -> None:
    test = tape(run(DAY0_CLOSED, FELL, first=date(2026, 5, 1)))

    assert test.verdict is TapeVerdict.INSUFFICIENT
    assert "too short a past: red, blue" in test.reason


def test_companies_with_results_of_their_own_are_left_out_and_too_few_are_left(run: Run) -> None:
    test = tape(run(DAY0_CLOSED, FELL, records=(THAW, RESULTS)))

    assert test.verdict is TapeVerdict.INSUFFICIENT
    assert test.per_sector[1].left_out == ("BBBB",)
    assert test.per_sector[1].status is SectorStatus.CONFOUNDED
    assert "other news of the same sessions: blue" in test.reason


def test_news_that_comes_to_be_known_later_counts_at_once(run: Run) -> None:
    system = run(DAY0_CLOSED, FELL)
    assert tape(system).verdict is TapeVerdict.CONSISTENT

    import_articles(system.components, [RESULTS])
    system.clock.instant += timedelta(minutes=5)

    assert tape(system).verdict is TapeVerdict.INSUFFICIENT


def test_before_the_close_it_waits(run: Run) -> None:
    test = tape(run(datetime(2026, 7, 1, 18, tzinfo=UTC), FELL))

    assert (test.verdict, test.window) == (TapeVerdict.INSUFFICIENT, None)
    assert "not closed" in test.reason


def test_later_looks_are_added_and_the_first_stays(run: Run) -> None:
    system = run(DAY0_CLOSED, TURNED)
    assert looks(tape(system)) == {(0, 0): TapeVerdict.INSUFFICIENT}

    system.clock.instant = FIVE_LATER
    bring(system, TURNED)
    test = tape(system)

    assert (test.verdict, test.window) == (TapeVerdict.CONTRADICTS, (0, 5))
    assert looks(test)[0, 0] is TapeVerdict.INSUFFICIENT
    assert [look.known_at for look in test.history] == [DAY0_CLOSED, FIVE_LATER, FIVE_LATER]


def test_as_of_a_time_it_says_what_a_run_then_would_have_said(run: Run) -> None:
    system = run(FIVE_LATER, TURNED)

    then = tape(system, as_of=DAY0_CLOSED)

    assert (then.verdict, then.window) == (TapeVerdict.INSUFFICIENT, (0, 0))
    assert {look.window for look in then.history} == {(0, 0)}
    assert tape(system).verdict is TapeVerdict.CONTRADICTS


def test_looking_does_not_change_what_is_stored(run: Run) -> None:
    system = run(DAY0_CLOSED, FELL)
    first = view_event(system.components, view_of(system).event.id)

    assert process(system.components).moves_measured == 0
    assert view_event(system.components, first.event.id).tape == first.tape


def test_a_rival_that_nobody_speaks_of_is_named_where_it_predicts_the_same(run: Run) -> None:
    system = run(FIVE_LATER, FELL)
    test = tape(system)

    assert looks(test)[0, 0] is TapeVerdict.CONSISTENT
    # From the fifth session on the drought is due as well, and says the same.
    assert test.window == (0, 5)
    assert test.alike == ("drought",)
    assert test.verdict is TapeVerdict.INSUFFICIENT
    assert "cannot tell these two apart: Drought" in test.reason


def test_a_changed_prediction_is_not_told_by_what_was_measured_of_the_former(run: Run) -> None:
    system = run(DAY0_CLOSED, FELL)
    assert tape(system).verdict is TapeVerdict.CONSISTENT
    beside = tape(system, "frost").q
    red = '{ sector = "red", direction = "down", mechanism = "m" }'
    blue = '{ sector = "blue", direction = "up", mechanism = "m" }'
    text = NARRATIVES.replace(red, red.replace('down", ', 'up", horizon = 20, '), 1)
    text = text.replace(blue, blue.replace('up", ', 'down", horizon = 20, '), 1)
    (system.paths.home / "n.toml").write_text(text, encoding="utf-8")

    with bootstrap.build(system.paths, load(system.paths, {}), clock=system.clock) as built:
        again = System(built, system.clock, system.paths)
        process(built)
        thaw, frost = tape(again), tape(again, "frost")

    assert (thaw.verdict, thaw.window) == (TapeVerdict.INSUFFICIENT, None)
    assert [row.predicted for row in thaw.per_sector] == ["up", "down"]
    assert "As predicted" not in thaw.reason
    # It pays for one question less.
    assert beside is not None
    assert frost.q is not None
    assert frost.q < beside


def test_a_document_tells_the_score_and_every_look(run: Run) -> None:
    document = tape_json(tape(run(DAY0_CLOSED, FELL)))

    assert isinstance(document, dict)
    assert document["verdict"] == "consistent"
    assert document["window"] == [0, 0]
    assert {"score", "p", "q", "reason", "alike", "history", "per_sector"} <= document.keys()
    assert [look["verdict"] for look in document["history"]] == ["consistent"]
    assert document["history"][0]["known_at"] == "2026-07-01T21:00:00Z"
