from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from moves.providers.price_world import priced, weekdays
from systems import System
from tapestory import bootstrap
from tapestory.clock import FixedClock
from tapestory.config import load, resolve
from tapestory.errors import (
    ConfigError,
    PriceSourceError,
    SourceBusyError,
    SourceRefusedError,
    UnknownSymbolError,
    UsageError,
)
from tapestory.model import (
    Article,
    ArticleId,
    DailyBar,
    Event,
    EventId,
    Link,
    Match,
    Precision,
    Published,
    Role,
)
from tapestory.pipeline.fetch_report import FetchReport, Outcome
from tapestory.pipeline.price_fetch import (
    FetchRequest,
    fetch_for_run,
    fetch_prices,
    sources_of,
)
from tapestory.pipeline.price_needs import needs_of_events
from tapestory.pipeline.price_pace import Pace, retry_after
from tapestory.pipeline.price_sources import PriceSettings, Source
from tapestory.store import Store

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
FIRST = date(2026, 4, 27)
"""Five weeks without a holiday in New York before the last session asked for."""
DAYS = weekdays(FIRST, 20)
WAVE = [100.0 + 0.3 * (n % 5) for n in range(20)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """A system with an empty store, whose universe and calendars serve all tests."""
    paths = resolve(None, {"TAPESTORY_HOME": str(tmp_path_factory.mktemp("built"))})
    clock = FixedClock(NOW)
    with bootstrap.build(paths, load(paths, {}), clock=clock, create=True) as components:
        yield System(components, clock, paths)


@pytest.fixture
def system(built: System, tmp_path: Path) -> Iterator[System]:
    """The same with a store and a clock of its own."""
    clock = FixedClock(NOW)
    path = Path(shutil.copy(built.paths.store, tmp_path / "tapestory.db"))
    with Store.open(path, clock=clock) as store:
        yield System(replace(built.components, store=store, clock=clock), clock, built.paths)


@dataclass
class Scripted:
    """A provider that answers as told, and remembers what it was asked."""

    bars: list[DailyBar]
    failures: Mapping[str, list[PriceSourceError]] = field(default_factory=dict)
    name: str = "scripted"
    asked: list[tuple[str, date, date]] = field(default_factory=list)

    def daily_bars(self, symbol: str, start: date, end: date) -> Sequence[DailyBar]:
        self.asked.append((symbol, start, end))
        waiting = self.failures.get(symbol, [])
        if waiting:
            raise waiting.pop(0)
        held = [bar for bar in self.bars if bar.symbol == symbol]
        if not held:
            raise UnknownSymbolError(self.name, symbol, "not carried (404)")
        return [replace(bar, provider=self.name) for bar in held if start <= bar.session <= end]


@dataclass
class Sleeper:
    """Sleeps by moving the clock."""

    clock: FixedClock
    slept: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.clock.instant += timedelta(seconds=seconds)


def fetch(
    system: System,
    provider: Scripted,
    *symbols: str,
    seconds: float | None = None,
    second: Scripted | None = None,
    per_minute: int = 0,
    sleeper: Sleeper | None = None,
) -> FetchReport:
    request = FetchRequest(
        symbols=symbols,
        since=FIRST if symbols else None,
        seconds=seconds,
        sleep=sleeper or Sleeper(system.clock),
    )
    return fetch_prices(
        system.components,
        request,
        source=Source(provider=provider, per_minute=per_minute),
        second=None if second is None else Source(provider=second, per_minute=0),
    )


def outcomes(report: FetchReport) -> dict[str, str]:
    return {item.symbol: item.outcome.value for item in report.symbols}


def used(system: System, symbol: str) -> list[float]:
    with system.components.store.reading() as session:
        return [bar.close for bar in session.prices.bars(symbol)]


def an_event(system: System, *symbols: str, sector: str | None = None) -> None:
    """Store an event of 2026-05-01 that links to symbols and waits for prices."""
    when = datetime(2026, 5, 1, 13, tzinfo=UTC)
    article = Article(
        id=ArticleId("a1"),
        feed_url="https://wire.example/feed",
        url="https://wire.example/a1",
        guid="a1",
        title="Something happened",
        summary="",
        text="It did.",
        author="",
        outlet="Wire",
        lang="en",
        published=Published(raw="", instant=when, precision=Precision.INSTANT),
        updated=None,
        first_seen=when,
    )
    event_id = EventId("e1")
    links = [
        Link(event_id=event_id, symbol=symbol, sector=None, role=Role.SUBJECT, mentions=1)
        for symbol in symbols
    ]
    if sector:
        links.append(
            Link(event_id=event_id, symbol=None, sector=sector, role=Role.SUBJECT, mentions=1)
        )
    with system.components.store.writing() as session:
        session.articles.save(article)
        session.events.place(
            Match(article_id=article.id, event_id=event_id, score=1.0, reason="", decided_at=when),
            Event(
                id=event_id,
                title="Something happened",
                first_seen=when,
                last_seen=when,
                happened=when,
                happened_precise=True,
            ),
        )
        session.events.save_links(event_id, links)
        session.events.save_day0(event_id, {"XNYS": date(2026, 5, 1), "XKRX": date(2026, 5, 4)})


def series(*symbols: str, closes: Sequence[float] = WAVE) -> list[DailyBar]:
    return [bar for symbol in symbols for bar in priced(closes, symbol=symbol, start=FIRST)]


def test_events_need_their_parties_with_peers_their_sectors_members_and_the_benchmarks(
    system: System,
) -> None:
    an_event(system, "META", "000660.KS", sector="neocloud")

    needs = {need.symbol: need for need in needs_of_events(system.components)}

    universe = system.components.universe
    benchmark = universe.benchmarks["XNYS"]
    held = universe.instruments
    sectors = {"neocloud", held["META"].sector, held["000660.KS"].sector}
    members = {item.symbol for item in held.values() if item.sector in sectors and item.mic}
    assert {"META", "000660.KS"} <= members
    assert {benchmark, *members} == set(needs)
    assert needs["META"].first < date(2025, 5, 1)
    assert needs["META"].last == date(2026, 5, 29)


def test_without_events_nothing_is_needed(system: System) -> None:
    report = fetch(system, provider := Scripted([]))

    assert (report.symbols, provider.asked) == ([], [])


def test_what_is_missing_is_fetched_and_what_is_held_is_not_asked_for_again(
    system: System,
) -> None:
    provider = Scripted(series("META"))

    first = fetch(system, provider, "META")
    assert outcomes(first) == {"META": "fetched"}
    assert used(system, "META") == WAVE

    an_event(system, "META")
    asked = len(provider.asked)
    again = fetch_prices(
        system.components,
        FetchRequest(since=FIRST),
        source=Source(provider=Scripted([], name=provider.name), per_minute=0),
    )
    assert outcomes(again)["META"] == "nothing_new"
    assert len(provider.asked) == asked


def test_only_the_gap_is_asked_for_with_five_bars_of_overlap(system: System) -> None:
    provider = Scripted(series("META")[:12])
    fetch(system, provider, "META")
    provider.bars = series("META")

    fetch(system, provider, "META")

    assert provider.asked[-1][1] == DAYS[7]
    assert used(system, "META") == WAVE


def test_an_overlap_that_disagrees_has_the_whole_series_fetched_anew(system: System) -> None:
    provider = Scripted(series("META")[:12])
    fetch(system, provider, "META")
    halved = [close / 2 for close in WAVE]
    provider.bars = series("META", closes=halved)

    report = fetch(system, provider, "META")

    assert provider.asked[-1][1] <= DAYS[0]
    assert used(system, "META") == halved
    assert report.symbols[0].revised == 12
    with system.components.store.reading() as session:
        before = session.prices.bars("META", as_of=NOW - timedelta(seconds=1))
    assert [bar.close for bar in before][:12] == WAVE[:12]


def test_one_symbol_that_fails_does_not_keep_the_others_from_being_fetched(
    system: System,
) -> None:
    provider = Scripted(series("AAA", "CCC"))

    report = fetch(system, provider, "AAA", "BBB", "CCC")

    assert outcomes(report) == {"AAA": "fetched", "BBB": "failed", "CCC": "fetched"}
    assert [item.error for item in report.incomplete] == ["scripted: BBB: not carried (404)"]


def test_a_passing_failure_is_tried_again_after_a_growing_pause(system: System) -> None:
    down = [PriceSourceError("scripted", "AAA", "answered 502", passing=True) for _ in range(2)]
    sleeper = Sleeper(system.clock)

    report = fetch(system, Scripted(series("AAA"), failures={"AAA": down}), "AAA", sleeper=sleeper)

    assert outcomes(report) == {"AAA": "fetched"}
    one, other = sleeper.slept
    assert 1.0 <= one <= 2.0 <= other <= 4.0


def test_a_provider_that_is_down_is_not_asked_for_everything(system: System) -> None:
    names = [f"{letter}{letter}{letter}" for letter in "ABCDEF"]
    broken = {
        name: [PriceSourceError("scripted", name, "answered 500", passing=True)] * 3
        for name in names
    }
    broken = {name: list(errors) for name, errors in broken.items()}
    provider = Scripted([], failures=broken)

    report = fetch(system, provider, *names)

    assert [item.outcome for item in report.symbols] == [Outcome.FAILED] * 3 + [
        Outcome.NOT_ASKED
    ] * 3
    assert {name for name, _, _ in provider.asked} == set(names[:3])


def test_a_short_wait_that_a_busy_provider_asks_for_is_waited(system: System) -> None:
    busy: list[PriceSourceError] = [
        SourceBusyError("scripted", "AAA", "too many requests (429)", retry_after="7")
    ]
    sleeper = Sleeper(system.clock)

    report = fetch(system, Scripted(series("AAA"), failures={"AAA": busy}), "AAA", sleeper=sleeper)

    assert outcomes(report) == {"AAA": "fetched"}
    assert sleeper.slept == [7.0]


def test_a_long_one_leaves_it_alone_until_then_in_later_rounds_too(system: System) -> None:
    busy: list[PriceSourceError] = [
        SourceBusyError("scripted", "AAA", "too many requests (429)", retry_after="3600")
    ]
    provider = Scripted(series("AAA", "BBB"), failures={"AAA": busy})

    report = fetch(system, provider, "AAA", "BBB")

    assert outcomes(report) == {"AAA": "failed", "BBB": "not_asked"}
    assert report.paused_until == NOW + timedelta(hours=1)
    asked = len(provider.asked)
    system.clock.instant += timedelta(minutes=59)
    assert outcomes(fetch(system, provider, "BBB")) == {"BBB": "not_asked"}
    assert len(provider.asked) == asked
    system.clock.instant += timedelta(minutes=2)
    assert outcomes(fetch(system, provider, "AAA", "BBB")) == {"AAA": "fetched", "BBB": "fetched"}


def test_a_refused_key_ends_the_round(system: System) -> None:
    refused: list[PriceSourceError] = [
        SourceRefusedError("scripted", "AAA", "the key is wrong (401)")
    ]
    provider = Scripted(series("AAA", "BBB"), failures={"AAA": refused})

    report = fetch(system, provider, "AAA", "BBB")

    assert outcomes(report) == {"AAA": "failed", "BBB": "not_asked"}
    assert len(provider.asked) == 1


def test_no_more_is_asked_in_a_minute_than_a_provider_allows(system: System) -> None:
    names = [f"{letter}{letter}{letter}" for letter in "ABCDE"]
    sleeper = Sleeper(system.clock)

    fetch(system, Scripted(series(*names)), *names, per_minute=2, sleeper=sleeper)

    assert sleeper.slept == [60.0, 60.0]


def test_what_time_does_not_suffice_for_is_left_to_the_next_round(system: System) -> None:
    provider = Scripted(series("AAA", "BBB", "CCC"))

    report = fetch(system, provider, "AAA", "BBB", "CCC", per_minute=1, seconds=90.0)
    assert outcomes(report) == {"AAA": "fetched", "BBB": "fetched", "CCC": "not_asked"}

    later = fetch(system, provider, "AAA", "BBB", "CCC")
    assert outcomes(later)["CCC"] == "fetched"


def test_what_a_provider_did_not_have_is_not_asked_for_at_every_run(system: System) -> None:
    an_event(system, "META")
    up_to_now = series("META", closes=[*WAVE, 101.0, 102.0, 101.5, 102.5, 103.0])
    gappy = [bar for bar in up_to_now if bar.session != DAYS[5]]
    provider = Scripted(gappy)
    fetch(system, provider)
    asked = len(provider.asked)
    system.clock.instant += timedelta(hours=5)

    report = fetch(system, provider)

    assert outcomes(report)["META"] == "nothing_new"
    assert not any(name == "META" for name, _, _ in provider.asked[asked:])


def test_a_bar_of_a_session_still_open_is_fetched_again_after_its_close(system: System) -> None:
    system.clock.instant = datetime(2026, 5, 22, 18, tzinfo=UTC)
    provider = Scripted(series("META"))
    fetch(system, provider, "META")
    assert used(system, "META") == WAVE[:19]
    early = Scripted(series("META"), name="scripted")
    with system.components.store.writing() as session:
        session.prices.save([replace(series("META")[19], provider="scripted", provisional=True)])
    system.clock.instant = datetime(2026, 5, 22, 23, tzinfo=UTC)

    fetch(system, early, "META")

    assert used(system, "META") == WAVE


def test_bad_bars_of_a_provider_are_refused_by_name_and_the_rest_is_kept(system: System) -> None:
    bars = series("META")
    bars[3] = replace(bars[3], close=float("nan"))
    bars.append(replace(bars[0], session=date(2026, 5, 9)))

    report = fetch(system, Scripted(bars), "META")

    told = [str(verdict) for verdict in report.refused]
    assert any(f"META {DAYS[3]} (scripted): close: nan" in line for line in told)
    assert any("2026-05-09" in line and "closed" in line for line in told)
    assert len(used(system, "META")) == 19


def test_a_second_provider_is_asked_about_what_the_first_makes_doubtful(system: System) -> None:
    jumpy = [*WAVE[:18], 150.0, 151.0]
    second = Scripted(series("META", "NBIS", closes=jumpy), name="second")

    report = fetch(system, Scripted(series("META", closes=jumpy)), "META", second=second)

    assert [name for name, _, _ in second.asked] == ["META"]
    assert report.quarantined == []
    assert [verdict.session for verdict in report.cleared] == [DAYS[18]]
    assert used(system, "META") == jumpy


def test_a_second_provider_that_fails_is_told_and_spoils_nothing(system: System) -> None:
    jumpy = [*WAVE[:18], 150.0, 151.0]

    report = fetch(
        system,
        Scripted(series("META", closes=jumpy)),
        "META",
        second=Scripted([], name="second"),
    )

    assert outcomes(report) == {"META": "fetched"}
    assert report.notes == ["second: META: not carried (404)"]
    assert len(report.quarantined) == 1


@pytest.mark.parametrize(
    ("printed", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Mon, 01 Jun 2026 12:01:00 GMT", 60),
        ("Mon, 01 Jun 2026 11:00:00 GMT", 0),
        ("99999999999999999999", 172_800),
    ],
)
def test_retry_after_is_read_in_both_forms(printed: str, seconds: int) -> None:
    assert retry_after(printed, NOW) == timedelta(seconds=seconds)


@pytest.mark.parametrize("printed", ["", "soon", "-5", "1.5", "١٢"])
def test_a_retry_after_that_says_nothing_is_none(printed: str) -> None:
    assert retry_after(printed, NOW) is None


def test_a_provider_that_asks_for_years_gets_two_days(system: System) -> None:
    pace = Pace(
        source=Source(provider=Scripted([]), per_minute=0),
        clock=system.clock,
        sleep=Sleeper(system.clock),
        jitter=lambda: 0.0,
    )
    busy = SourceBusyError("x", "y", "z", retry_after="Fri, 01 Jan 2038 00:00:00 GMT")

    assert pace.pause_after(busy) == NOW + timedelta(days=2)


def test_a_run_asks_nobody_unless_somebody_is_configured_and_survives_a_bad_configuration(
    system: System,
) -> None:
    with pytest.raises(UsageError, match="no price provider"):
        sources_of(system.components)
    keyless = replace(system.components, prices=PriceSettings(provider="tiingo"))

    with pytest.raises(ConfigError, match="needs a key"):
        sources_of(keyless)
    assert fetch_for_run(keyless).problems == ("prices.tiingo_key: tiingo needs a key",)


def test_settings_show_no_key() -> None:
    assert "hush" not in repr(PriceSettings(keys={"tiingo": "hush"}))
