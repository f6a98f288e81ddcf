"""Providers that are busy, down or refuse: how long they are left alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pipeline.asking_prices.scripted_prices import (
    NOW,
    Scripted,
    Sleeper,
    fetch,
    outcomes,
    series,
)
from systems import System
from tapestory.errors import (
    PriceSourceError,
    SourceBusyError,
    SourceRefusedError,
)
from tapestory.pipeline.fetch_report import Outcome
from tapestory.pipeline.price_pace import retry_after

"""Five weeks without a holiday in New York before the last session asked for."""


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
