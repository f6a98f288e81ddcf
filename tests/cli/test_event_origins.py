"""What `events show` prints of where an event goes back to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.builders import other_event
from digest.pieces import at, member
from tapestory.cli.event_origins import origin_lines
from tapestory.cli.look import Look
from tapestory.digest.citations import Citations
from tapestory.model import ArticleId, EventView, Origin, OriginKind

REPORT, STATEMENT, UNSOURCED = OriginKind


def event(*origins: tuple[str, OriginKind, int]) -> EventView:
    """Return an event whose articles go back to origins, so many to each."""
    numbers = iter(range(100))
    found = tuple(
        Origin(
            name=name,
            kind=kind,
            seen=kind is not REPORT,
            articles=tuple(ArticleId(f"m{next(numbers)}") for _ in range(many)),
        )
        for name, kind, many in origins
    )
    articles = tuple(
        member(article, f"Told {article}", outlet=f"Site {article}", time=at(2, 5))
        for origin in found
        for article in origin.articles
    )
    return replace(other_event("e0", "E"), articles=articles, origins=found)


def lines(view: EventView, *, width: int = 80) -> list[str]:
    citations = Citations(view.articles)
    return [*origin_lines(view, citations, width=width, look=Look())]


def test_who_names_no_origin_stands_below_and_is_not_counted() -> None:
    view = event(("Bloomberg", REPORT, 2), ("Meta", STATEMENT, 1), ("A", UNSOURCED, 1),
                 ("B", UNSOURCED, 1))  # fmt: skip

    assert lines(view) == [
        "Names 1 independent origin",
        "  Bloomberg        cited, not seen  2 articles  [1][2]",
        "  Meta itself      not counted      1 article  [3]",
        "  no origin named  not counted      2 articles  [4][5]",
    ]


@pytest.mark.parametrize(
    ("origins", "heading"),
    [
        ([("Bloomberg", REPORT, 2), ("Reuters", REPORT, 1)], "Goes back to 2 independent origins"),
        ([("Meta", STATEMENT, 2)], "Rests on what a party put out itself"),
        ([("A", UNSOURCED, 1)], "Names no origin"),
        ([("A", UNSOURCED, 1), ("B", UNSOURCED, 1)], "Names no common origin"),
    ],
)
def test_the_heading_says_what_counts(
    origins: list[tuple[str, OriginKind, int]], heading: str
) -> None:
    assert lines(event(*origins))[0] == heading


def test_of_many_origins_the_first_are_shown_and_what_is_not_counted_still_is() -> None:
    view = event(*[(f"Paper {n}", REPORT, 1) for n in range(11)], ("A", UNSOURCED, 1))

    assert lines(view)[9:] == [
        "  and 3 more",
        "  no origin named  not counted      1 article  [9]",
    ]


def test_without_articles_nothing_is_said_of_origins() -> None:
    assert lines(replace(event(("A", UNSOURCED, 1)), origins=())) == []


def test_numbers_that_do_not_fit_are_left_out() -> None:
    view = event(("Bloomberg", REPORT, 30))

    assert lines(view)[1] == "  Bloomberg  cited, not seen  30 articles"
