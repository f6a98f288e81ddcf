from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from evaluation.stranger.crontab import Line, calendar

WEDNESDAY = datetime(2026, 7, 1)  # noqa: DTZ001 - cron knows local time only


def starts(text: str, days: int = 1) -> list[datetime]:
    return [at for at, _ in calendar([Line.of(text)], WEDNESDAY, WEDNESDAY + timedelta(days=days))]


def test_every_quarter_of_an_hour_is_96_times_a_day() -> None:
    found = starts("*/15 * * * * tapestory run --quiet")

    assert len(found) == 96
    assert {at.minute for at in found} == {0, 15, 30, 45}


@pytest.mark.parametrize(
    ("fields", "times"),
    [
        ("30 18 * * 1-5", 5),
        ("50 23 * * *", 7),
        ("0 7,19 * * *", 14),
        ("0 0 * * 0", 1),
        ("0 0 * * 7", 1),
        ("0 0 3 7 *", 1),
    ],
)
def test_the_fields_are_those_of_crontab(fields: str, times: int) -> None:
    assert len(starts(f"{fields} true", days=7)) == times


def test_the_command_is_split_as_a_shell_does_and_per_cent_signs_lose_their_backslash() -> None:
    line = Line.of(r"*/15 * * * * /usr/bin/tapestory --config '/home/a b/100\%/config.toml' run")

    assert line.argv == ("/usr/bin/tapestory", "--config", "/home/a b/100%/config.toml", "run")
