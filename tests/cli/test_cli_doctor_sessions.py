"""`doctor` holds the stored prices against the calendars, and says what to write down."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from cli.world import Home

pytestmark = pytest.mark.slow  # the calendars are compiled

CLOSED = date(2026, 6, 10)
WEEKDAYS = [day for n in range(60) if (day := date(2026, 5, 4) + timedelta(n)).weekday() < 5]
SESSIONS = [day for day in WEEKDAYS if day not in {date(2026, 5, 25), date(2026, 6, 19)}]


def keep(home: Home, *, without: date, code: int = 0) -> None:
    lines = [
        f"AAA{chr(65 + number)},{day},{100 + at % 7 + number}"
        for number in range(4)
        for at, day in enumerate(SESSIONS)
        if day != without
    ]
    file = home.path.parent / "prices.csv"
    file.write_text("symbol,date,close\n" + "\n".join(lines) + "\n")
    answer = home("prices", "import", str(file))
    assert answer.code == code, answer.err


def of_sessions(home: Home) -> list[dict[str, Any]]:
    checks = home("doctor", "--json").json["checks"]
    return [check for check in checks if check["name"] == "sessions"]


def test_a_session_that_no_symbol_has_is_named_with_the_line_that_settles_it(
    initialised: Home,
) -> None:
    keep(initialised, without=CLOSED)

    (check,) = of_sessions(initialised)
    assert check["status"] == "warn"
    assert "suspect holiday: XNYS Wed 2026-06-10: 4 of 4 symbols (100%)" in check["message"]
    file = initialised.path / "closed_days.csv"
    assert str(file) in check["hint"]
    line = "XNYS,2026-06-10,closed,,REASON,SOURCE"
    assert line in check["hint"]

    file.write_text(f"mic,day,kind,close,reason,source\n{line}\n")

    (settled,) = of_sessions(initialised)
    assert settled["status"] == "ok"


def test_a_day_wrongly_written_down_as_closed_is_a_suspect_session(initialised: Home) -> None:
    keep(initialised, without=date(2026, 1, 1))
    file = initialised.path / "closed_days.csv"
    file.write_text("mic,day,kind\nXNAS,2026-06-10,closed\n")

    (check,) = of_sessions(initialised)
    assert check["status"] == "warn"
    assert "suspect session: XNYS Wed 2026-06-10: 4 of 4 symbols" in check["message"]
    assert "XNYS,2026-06-10,open,,REASON,SOURCE" in check["hint"]


def test_bars_refused_on_a_day_that_was_a_session_after_all_lead_to_the_line(
    initialised: Home,
) -> None:
    file = initialised.path / "closed_days.csv"
    file.write_text("mic,day,kind\nXNYS,2026-06-10,closed\n")
    keep(initialised, without=date(2026, 1, 1), code=3)

    (check,) = of_sessions(initialised)
    assert "suspect session: XNYS Wed 2026-06-10: 4 of 4 symbols" in check["message"]

    file.write_text("mic,day,kind\nXNYS,2026-06-10,open\n")
    keep(initialised, without=date(2026, 1, 1))

    (settled,) = of_sessions(initialised)
    assert settled["status"] == "ok"


def test_noughts_that_a_provider_gives_for_a_holiday_are_no_sign_of_a_session(
    initialised: Home,
) -> None:
    keep(initialised, without=date(2026, 1, 1))
    file = initialised.path.parent / "noughts.csv"
    rows = "".join(f"AAA{letter},2026-05-25,0\n" for letter in "ABCD")
    file.write_text(f"symbol,date,close\n{rows}")
    initialised("prices", "import", str(file))

    (check,) = of_sessions(initialised)
    assert check["status"] == "ok"


def test_a_broken_file_of_closed_days_is_a_fault_of_the_config(initialised: Home) -> None:
    file = initialised.path / "closed_days.csv"
    file.write_text("mic,day,kind\nXNSY,2026-06-10,closed\n")

    answer = initialised("doctor", "--json")
    (check,) = answer.json["checks"]
    assert (check["name"], check["status"]) == ("config", "fail")
    assert "closed_days.csv:2: mic:" in check["message"]
    assert "XNYS" in check["hint"]
    assert initialised("config", "check").code == answer.code
