"""What is labelled of recalled sentences holds together, and holds no text."""

from __future__ import annotations

from datetime import date

from evaluation.reading.recalled_times import labels


def test_every_sentence_is_labelled_once_with_days_that_can_be() -> None:
    told = labels()
    assert len({(one.source, one.article, one.start) for one in told}) == len(told) == 159
    for one in told:
        assert 0 <= one.start < one.end
        assert bool(one.first) is bool(one.last)
        if one.first:
            assert date.fromisoformat(one.first) <= date.fromisoformat(one.last)


def test_what_is_worth_telling_has_a_day() -> None:
    assert all(one.first for one in labels() if one.worth)
