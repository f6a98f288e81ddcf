"""Many moves measured at once, driven as a user drives it."""

from __future__ import annotations

import io
import sys
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cli.world import Home
from moves.providers.price_world import weekdays

HEADER = "symbol,date,open,high,low,close,adj_close,volume"
CLOSED = {"2026-06-19", "2026-05-25", "2026-04-03", "2026-02-16", "2026-01-19", "2026-01-01"}
CLOSED |= {"2025-12-25", "2025-11-27", "2025-09-01", "2025-07-04", "2025-06-19", "2025-05-26"}
CLOSED |= {"2025-04-18", "2025-02-17", "2025-01-20", "2025-01-09"}
NAMES = ["META", "NVDA", "NBIS", "ORCL", "MSFT", "MU"]


@pytest.fixture
def priced_home(initialised: Home, tmp_path: Path) -> Home:
    dice = np.random.default_rng(7)
    days = [day for day in weekdays(date(2025, 3, 3), 360) if day.isoformat() not in CLOSED]
    days = [day for day in days if day <= date(2026, 7, 2)]
    market = dice.normal(0, 0.01, len(days))
    rows = [HEADER]
    for name in ["SPY", *NAMES]:
        closes = 100 * np.cumprod(1 + market * 1.1 + dice.normal(0, 0.01, len(days)))
        rows += [f"{name},{day},,,,{close:.6f},," for day, close in zip(days, closes, strict=True)]
    path = tmp_path / "bars.csv"
    path.write_text("\n".join([*rows, ""]), encoding="utf-8")
    answer = initialised("prices", "import", str(path))
    assert answer.code == 0, answer.err
    return initialised


def asked(tmp_path: Path, *rows: str) -> str:
    path = tmp_path / "asked.csv"
    path.write_text("\n".join([*rows, ""]), encoding="utf-8")
    return str(path)


def one(home: Home, symbol: str, session: str, *more: str) -> dict[str, Any]:
    answer = home("moves", "measure", "--symbol", symbol, "--session", session, *more, "--json")
    assert answer.code == 0, answer.err
    document: dict[str, Any] = answer.json
    assert document.pop("schema") == "tapestory/move/1"
    return document


def test_many_are_measured_as_each_would_be_by_itself(priced_home: Home, tmp_path: Path) -> None:
    file = asked(
        tmp_path,
        "window,symbol,note,session,benchmark",
        ",META,first,2026-07-01,",
        '"-1,1",NVDA,,2026-06-30,',
        "",
        "[0:1],NBIS,,2026-07-01,MSFT",
        ",SPY,,2026-06-30,",
        "0:5,MU,,2026-07-01,",
    )

    answer = priced_home("moves", "measure", "--from", file, "--ndjson")

    assert answer.code == 0, answer.err
    alone = [
        one(priced_home, "META", "2026-07-01"),
        one(priced_home, "NVDA", "2026-06-30", "--window", "-1,1"),
        one(priced_home, "NBIS", "2026-07-01", "--window", "0,1", "--benchmark", "MSFT"),
        one(priced_home, "SPY", "2026-06-30"),
        one(priced_home, "MU", "2026-07-01", "--window", "0,5"),
    ]
    assert [move["status"] for move in alone] == ["measured"] * 4 + ["pending"]
    for many, single in zip(answer.lines, alone, strict=True):
        assert many.keys() == single.keys()
        for key in many.keys() - {"split"}:
            assert many[key] == (
                pytest.approx(single[key], abs=1e-12)
                if isinstance(single[key], float)
                else single[key]
            )


def test_a_bad_row_is_named_and_the_others_are_measured(priced_home: Home, tmp_path: Path) -> None:
    file = asked(
        tmp_path,
        "symbol,session,benchmark,window",
        "META,2026-07-01,,",
        "META,07/01/2026,,",
        "UNHEARD,2026-07-01,,",
        "META,2026-06-28,,",
        "META,2026-07-01,NOBODY,",
        "META,2026-07-01,,5:1",
        ",2026-07-01,,",
        "NVDA,2026-07-01,,",
    )

    answer = priced_home("moves", "measure", "--from", file, "--ndjson")

    assert answer.code == 3
    assert [line["symbol"] for line in answer.lines] == ["META", "NVDA"]
    told = [line for line in answer.err.splitlines() if line.startswith(file)]
    assert [line.removeprefix(f"{file}:").split(". ")[0] for line in told] == [
        "3: '07/01/2026' is no date",
        "4: no prices of UNHEARD around 2026-07-01",
        "5: 2026-06-28 is no session of XNAS",
        "6: no prices of the benchmark NOBODY around 2026-07-01",
        "7: the window 5,1 ends before it begins",
        "8: no symbol",
    ]
    assert "6 rows of 8 left out" in answer.err


def test_a_closed_day_is_answered_with_the_session_after_it(
    priced_home: Home, tmp_path: Path
) -> None:
    alone = priced_home("moves", "measure", "--symbol", "META", "--session", "2026-06-19")
    file = asked(tmp_path, "symbol,session", "META,2026-06-19", "NVDA,2026-07-01")
    many = priced_home("moves", "measure", "--from", file, "--ndjson")

    assert (alone.code, many.code) == (4, 3)
    assert "The next session is 2026-06-22." in alone.err
    assert "The next session is 2026-06-22." in many.err


def test_an_empty_symbol_is_a_question_for_nothing(priced_home: Home) -> None:
    answer = priced_home("moves", "measure", "--symbol", " ", "--session", "2026-07-01")

    assert answer.code == 2
    assert "nothing to measure" in answer.err


def test_standard_input_is_read_and_every_format_is_written(
    priced_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = b"\xef\xbb\xbfSymbol,Session\r\nMETA,2026-07-01\r\nNVDA,2026-07-01\r\n"
    for form in ("--json", "--csv", "--ndjson", None):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
        answer = priced_home("moves", "measure", "--from", "-", *filter(None, [form]))
        assert answer.code == 0, answer.err
        assert "META" in answer.out
        assert "NVDA" in answer.out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "empty"),
        ("ticker,day\nMETA,2026-07-01\n", "no column symbol or session"),
        ('symbol,session\n"META,2026-07-01\n', "not CSV"),
    ],
)
def test_a_file_that_asks_nothing_is_unusable(
    priced_home: Home, tmp_path: Path, content: str, said: str
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(content, encoding="utf-8")

    answer = priced_home("moves", "measure", "--from", str(path))

    assert answer.code == 6
    assert str(path) in answer.err
    assert said in answer.err


def test_a_quarantined_bar_is_used_in_neither_way(priced_home: Home, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(f"{HEADER}\nMETA,2026-07-01,,,,900,,\n", encoding="utf-8")
    priced_home("prices", "import", str(path))

    file = asked(tmp_path, "symbol,session", "META,2026-07-01")
    [many] = priced_home("moves", "measure", "--from", file, "--ndjson").lines

    assert many["status"] == "no_prices"
    assert many["raw"] is None
    alone = priced_home("moves", "measure", "--symbol", "META", "--session", "2026-07-01")
    assert alone.code == 4
    assert "a price of META is held back, 2026-07-01: close 900" in alone.err


@pytest.mark.parametrize(
    "argv", [(), ("--symbol", "META"), ("--from", "-", "--symbol", "META", "--session", "x")]
)
def test_what_to_measure_is_said_in_one_way(initialised: Home, argv: tuple[str, ...]) -> None:
    assert initialised("moves", "measure", *argv).code == 2


def test_a_long_window_is_measured_alike_alone_and_among_many(
    priced_home: Home, tmp_path: Path
) -> None:
    file = asked(tmp_path, "symbol,session,window", "NBIS,2026-03-02,0:70")

    (many,) = priced_home("moves", "measure", "--from", file, "--ndjson").lines
    alone = one(priced_home, "NBIS", "2026-03-02", "--window", "0,70")

    assert alone["status"] == many["status"] == "measured"
    assert alone["raw"] == pytest.approx(many["raw"], abs=1e-12)


@pytest.mark.parametrize("window", ["-300,0", "0,400"])
def test_a_window_that_reaches_too_far_is_refused(priced_home: Home, window: str) -> None:
    answer = priced_home(
        "moves", "measure", "--symbol", "NBIS", "--session", "2026-03-02", f"--window={window}"
    )

    assert answer.code == 2
    assert "too far from day 0" in answer.err
