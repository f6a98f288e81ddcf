"""Lists by what moved, asked for an earlier time: what became known later is in none of them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cli.test_cli_moves_many import CLOSED, HEADER
from cli.world import Home
from moves.providers.price_world import weekdays

FELL = {"CRWV": -0.14, "NBIS": -0.17, "MU": -0.11, "SNDK": -0.10, "WDC": -0.06, "STX": -0.05}
QUIET = ("IREN", "CORZ", "HUT")
FIRST = {
    "id": "first",
    "title": "Meta plans to sell spare computing power, CoreWeave shares slide",
    "text": "Meta Platforms plans to sell spare computing power. CoreWeave shares fell.",
    "published": "2026-07-01T14:05:00Z",
}
SECOND = {
    "id": "second",
    "title": "CoreWeave and Nebius slide as Meta plans to sell spare computing power",
    "text": "Meta Platforms plans to sell spare computing power. CoreWeave and Nebius shares "
    "fell. Memory stocks fell too: Micron and Sandisk shares slid.",
    "published": "2026-07-01T21:10:00Z",
}
AFTER_THE_CLOSE = ("--as-of", "2026-07-01T20:30Z")


@pytest.fixture
def told_twice(initialised: Home, tmp_path: Path) -> Home:
    dice = np.random.default_rng(11)
    days = [day for day in weekdays(date(2025, 3, 3), 360) if day.isoformat() not in CLOSED]
    days = [day for day in days if day <= date(2026, 7, 2)]
    market = dice.normal(0, 0.008, len(days))
    rows = [HEADER]
    for name in ("SPY", "META", *FELL, *QUIET):
        returns = market * 1.1 + dice.normal(0, 0.01, len(days))
        returns[days.index(date(2026, 7, 1))] = FELL.get(name, 0.0)
        closes = 100 * np.cumprod(1 + returns)
        rows += [f"{name},{day},,,,{close:.6f},," for day, close in zip(days, closes, strict=True)]
    bars, articles = tmp_path / "bars.csv", tmp_path / "articles.jsonl"
    bars.write_text("\n".join([*rows, ""]), encoding="utf-8")
    articles.write_text("\n".join(map(json.dumps, (FIRST, SECOND))), encoding="utf-8")
    assert initialised("prices", "import", str(bars)).code == 0
    answer = initialised("articles", "import", str(articles))
    assert answer.code == 0, answer.err
    assert len(initialised("events", "list", "--json").json["events"]) == 1
    return initialised


def _day0(document: Any, symbol: str) -> Any:
    (found,) = [
        move for move in document["moves"] if move["symbol"] == symbol and move["window"] == [0, 0]
    ]
    return {key: found[key] for key in ("raw", "abnormal", "p", "q", "moved", "linked", "status")}


@pytest.mark.parametrize("then", [(), AFTER_THE_CLOSE])
def test_an_instrument_is_shown_as_its_event_is(told_twice: Home, then: tuple[str, ...]) -> None:
    (event,) = told_twice("events", "list", "--json").json["events"]
    shown = told_twice("events", "show", event["id"], "--json", *then).json

    ticker = told_twice("tickers", "show", "CRWV", "--json", *then).json

    assert _day0(ticker, "CRWV") == _day0(shown, "CRWV")
    assert ticker["events"][0]["q"] == _day0(shown, "CRWV")["q"]


def test_later_articles_correct_no_earlier_q(told_twice: Home) -> None:
    now = told_twice("tickers", "show", "CRWV", "--json").json
    then = told_twice("tickers", "show", "CRWV", "--json", *AFTER_THE_CLOSE).json

    assert _day0(now, "CRWV")["p"] == _day0(then, "CRWV")["p"]
    assert _day0(now, "CRWV")["q"] > _day0(then, "CRWV")["q"]


def test_a_sector_that_nobody_named_yet_did_not_move(told_twice: Home) -> None:
    def listed(*then: str) -> tuple[int, int]:
        sector = told_twice("sectors", "show", "memory", "--json", *then).json
        by_move = told_twice(
            "events", "list", "--min-move", "5", "--sector", "memory", "--json", *then
        ).json
        return len(sector["events"]), len(by_move["events"])

    assert listed() == (1, 1)
    assert listed(*AFTER_THE_CLOSE) == (0, 0)


def test_who_was_named_then_is_found_by_its_move_then(told_twice: Home) -> None:
    asked = ("events", "list", "--min-move", "10", "--symbol", "CRWV", "--json")

    assert len(told_twice(*asked, *AFTER_THE_CLOSE).json["events"]) == 1
    assert told_twice(*asked, "--as-of", "2026-07-01T19:30Z").json["events"] == []
