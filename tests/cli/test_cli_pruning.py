"""What `db prune` takes, and when it takes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cli.world import NOW, Home
from tapestory.clock import FixedClock
from tapestory.errors import LockedError, UsageError
from tapestory.store import maintenance

OLD = ("--older-than", "2026-07-04")
"""All of the sample."""


def months_later(home: Home) -> Home:
    """Return the same home when the news of the sample is over."""
    return replace(home, clock=FixedClock(NOW + timedelta(days=120)))


def test_pruning_takes_texts_of_old_lone_articles(own_sample: Home) -> None:
    later = months_later(own_sample)
    would = later("db", "prune", *OLD, "--dry-run")
    answer = later("db", "prune", *OLD)
    assert (would.code, answer.code) == (0, 0)
    assert would.out == f"would prune{answer.out.removeprefix('pruned')}"
    assert "pruned  0" not in answer.out
    again = later("db", "prune", *OLD, "--compact")
    assert (again.code, "pruned  0" in again.out) == (0, True)
    assert own_sample("events", "list").code == 0


@pytest.mark.parametrize(
    ("days", "older_than", "why"),
    [
        (0, "2030-01-01", "may still be matched"),
        (0, "0d", "may still be matched"),
        (0, "59d", "may still be matched"),
        (-1, "60d", "behind the latest article"),
        (1000, "180d", "no article is as late"),
    ],
)
def test_nothing_is_pruned_that_may_be_wanted_or_by_a_clock_that_may_be_wrong(
    own_sample: Home, days: int, older_than: str, why: str
) -> None:
    home = replace(own_sample, clock=FixedClock(NOW + timedelta(days=days)))

    for also in ((), ("--dry-run",)):
        answer = home("db", "prune", "--older-than", older_than, *also)
        assert answer.code == UsageError.exit_code
        assert why in answer.err
    assert "would prune  0" not in months_later(own_sample)("db", "prune", *OLD, "--dry-run").out


def test_a_pruned_event_says_what_it_said(own_sample: Home) -> None:
    told = ("events", "list", "--limit", "0", "--json")
    before = own_sample(*told).json
    names = [event["id"] for event in before["events"] if len(event["articles"]) == 1]
    pages = {name: own_sample("events", "show", name).out for name in names}
    digest = own_sample("digest", "preview").out

    months_later(own_sample)("db", "prune", *OLD)

    assert names
    assert any(event["links"] for event in before["events"] if event["id"] in names)
    assert own_sample(*told).json == before
    assert {name: own_sample("events", "show", name).out for name in names} == pages
    assert own_sample("digest", "preview").out == digest


def test_what_was_pruned_is_told_though_the_file_cannot_be_made_smaller(
    own_sample: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        message = f"{path}: another process is writing"
        raise LockedError(message)

    monkeypatch.setattr(maintenance, "compact", refuse)
    answer = months_later(own_sample)("db", "prune", *OLD, "--compact")

    assert answer.code == LockedError.exit_code
    assert answer.out.startswith("pruned  ")
