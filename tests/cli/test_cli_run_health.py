"""Doctor tells whether runs still come, by the rhythm of those before."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from cli.world import NOW, Home
from tapestory.clock import FixedClock
from tapestory.config import resolve
from tapestory.store import Store

QUARTER = timedelta(minutes=15)


def _runs(home: Home, *ago: timedelta, unfinished: bool = False) -> None:
    """Note runs down that began so long ago, the oldest first."""
    paths = resolve(None, {"TAPESTORY_HOME": str(home.path)})
    with Store.open(paths.store) as store, store.writing() as session:
        for place, age in enumerate(ago, start=1):
            number = session.runs.start("run", NOW - age)
            if place < len(ago) or not unfinished:
                session.runs.finish(number, NOW - age, {})


def _said(home: Home) -> tuple[str, str]:
    checks = home("doctor", "--json").json["checks"]
    (found,) = [check for check in checks if check["name"] == "last run"]
    if found["status"] != "ok":
        assert found["hint"]
    return found["status"], found["message"]


def test_the_last_run_is_named_by_its_number(initialised: Home) -> None:
    _runs(initialised, *(QUARTER * n for n in (5, 4, 3, 2, 1)))
    assert _said(initialised) == ("ok", "run 5, 2026-07-03 09:45 UTC")


def test_runs_that_stay_away_are_missed_by_their_own_rhythm(initialised: Home) -> None:
    hour = timedelta(hours=1)
    _runs(initialised, *(hour + QUARTER * n for n in (5, 4, 3, 2, 1)))
    status, message = _said(initialised)
    assert status == "warn"
    assert "every 15 min" in message


@pytest.mark.parametrize(("age", "status"), [(26, "ok"), (80, "warn")])
def test_a_daily_run_is_missed_after_days(initialised: Home, age: int, status: str) -> None:
    _runs(initialised, *(timedelta(hours=age + 24 * n) for n in (4, 3, 2, 1, 0)))
    assert _said(initialised)[0] == status


def test_a_run_that_did_not_end_is_told_of(initialised: Home) -> None:
    _runs(initialised, *(QUARTER * n for n in (3, 2, 1)), unfinished=True)
    status, message = _said(initialised)
    assert status == "warn"
    assert "run 3 began" in message


def test_a_run_of_the_future_raises_doubts_about_the_clock(initialised: Home) -> None:
    _runs(initialised, -timedelta(hours=5))
    status, message = _said(initialised)
    assert (status, "to come" in message) == ("warn", True)


def test_before_the_first_run_it_is_said_how_to_begin(initialised: Home) -> None:
    assert _said(initialised) == ("warn", "none yet")


def test_a_clock_behind_what_came_is_told_of(own_sample: Home) -> None:
    slow = Home(path=own_sample.path, clock=FixedClock(NOW - timedelta(hours=5)))

    def found(home: Home) -> list[Any]:
        checks = home("doctor", "--json").json["checks"]
        return [item for item in checks if item["name"] == "clock"]

    (clock,) = found(slow)
    assert clock["status"] == "warn"
    assert "5 h behind the latest article" in clock["message"]
    assert found(own_sample) == []


@pytest.mark.slow
def test_a_computer_without_time_zones_is_told_so(own_sample: Home, tmp_path: Path) -> None:
    (tmp_path / "tzdata").mkdir()
    (tmp_path / "tzdata" / "__init__.py").touch()
    environ = {
        "PATH": os.environ["PATH"],
        "TAPESTORY_HOME": str(own_sample.path),
        "PYTHONTZPATH": str(tmp_path / "nothing"),
        "PYTHONPATH": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tapestory", "doctor"],
        capture_output=True,
        text=True,
        check=False,
        env=environ,
        timeout=60,
    )

    assert done.returncode == 6
    assert "this computer has no time zones (pip install tzdata brings them)" in done.stdout
    assert "Traceback" not in done.stderr
