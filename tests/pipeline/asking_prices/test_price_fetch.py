from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from moves.providers.price_world import csv_of, weekdays
from pipeline.asking_prices.scripted_prices import (
    FIRST,
    NOW,
    WAVE,
    Scripted,
    Sleeper,
    fetch,
    outcomes,
    series,
)
from systems import System
from tapestory.errors import (
    ConfigError,
    SourceBusyError,
    UsageError,
)
from tapestory.model import (
    Article,
    ArticleId,
    Event,
    EventId,
    Link,
    Match,
    Precision,
    Published,
    Role,
)
from tapestory.pipeline.price_fetch import (
    FetchRequest,
    fetch_for_run,
    fetch_prices,
    sources_of,
)
from tapestory.pipeline.price_needs import needs_of_events
from tapestory.pipeline.price_pace import Pace
from tapestory.pipeline.price_sources import PriceSettings, Source

"""Five weeks without a holiday in New York before the last session asked for."""


DAYS = weekdays(FIRST, 20)


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


def test_what_a_provider_does_not_carry_is_asked_for_once_a_day_and_told_once(
    system: System,
) -> None:
    an_event(system, "META")
    provider = Scripted(series("SPY"))
    first = [item for item in fetch(system, provider).incomplete if item.symbol == "META"]
    asked = len(provider.asked)
    system.clock.instant += timedelta(hours=5)
    soon = fetch(system, provider)
    asked_soon = provider.asked[asked:]
    system.clock.instant += timedelta(days=1)
    later = [item for item in fetch(system, provider).incomplete if item.symbol == "META"]

    assert [item.told_before for item in first] == [False]
    assert outcomes(soon)["META"] == "nothing_new"
    assert not any(name == "META" for name, _, _ in asked_soon)
    assert [item.told_before for item in later] == [True]


def test_a_file_is_looked_into_at_every_run_and_what_it_lacks_is_told_once(
    system: System, tmp_path: Path
) -> None:
    an_event(system, "META")
    path = tmp_path / "closes.csv"
    path.write_text(csv_of(series("SPY")), encoding="utf-8")
    prices = PriceSettings(provider="file", path=path)
    components = replace(system.components, prices=prices)
    told = [fetch_for_run(components).problems, fetch_for_run(components).problems]
    path.write_text(csv_of(series("SPY", "META")), encoding="utf-8")

    fetch_for_run(components)

    assert [any("META" in problem for problem in problems) for problems in told] == [True, False]
    assert used(system, "META") == WAVE


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
