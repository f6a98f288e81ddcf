"""docs/sql.md against the views, its examples against a store that holds something."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from store.builders import START, change, known_change, link, move, reading, tell
from tapestory.model import EventId, VerificationState
from tapestory.store import Store
from tapestory.store.views import VIEWS

PAGE = (Path(__file__).parents[2] / "docs" / "sql.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```sql\n(.*?)```", PAGE, flags=re.DOTALL)


@pytest.fixture
def filled(path: Path) -> Path:
    lately = (datetime.now(tz=UTC) - START) / timedelta(minutes=1) - 60
    e1, e2 = EventId("e1"), EventId("e2")
    with Store.open(path) as store, store.writing() as session:
        tell(session, e1, "a1", minute=lately, outlet="One")
        tell(session, e1, "a2", minute=lately + 30, outlet="Two")
        tell(session, e1, "a3", minute=lately + 40, outlet="Three", copy_of="a1")
        tell(session, e2, "a4", minute=0)
        session.readings.save(reading("a1"), "1")
        for name in (e1, e2):
            session.events.save_links(
                name, [link(name), link(name, symbol=None, sector="hyperscaler")]
            )
            session.events.append_verification(
                name, [known_change(change(0, VerificationState.CONFIRMED))]
            )
            session.moves.save(name, [move(event_name=name, session=date(2026, 7, 1))], [])
    return path


def rows(path: Path, query: str) -> list[dict[str, object]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query)]


def test_the_page_says_of_every_column_what_the_code_says() -> None:
    sections = dict(re.findall(r"^## (v_\w+)\n(.*?)(?=^## )", PAGE, flags=re.DOTALL | re.MULTILINE))
    written = {
        view: dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", text, flags=re.MULTILINE))
        for view, text in sections.items()
    }

    assert written == {view: dict(columns) for view, columns in VIEWS.items()}


@pytest.mark.parametrize("query", EXAMPLES, ids=range(len(EXAMPLES)))
def test_every_example_runs_and_finds_something(filled: Path, query: str) -> None:
    assert rows(filled, query)


def test_there_are_examples_of_every_view() -> None:
    assert all(any(view in query for query in EXAMPLES) for view in VIEWS)


def test_the_views_say_what_the_store_holds(filled: Path) -> None:
    (event,) = rows(filled, "SELECT * FROM v_events WHERE id = 'e1'")
    articles = rows(filled, "SELECT * FROM v_articles WHERE event_id = 'e1' ORDER BY time")
    (one_move,) = rows(filled, "SELECT * FROM v_moves WHERE event_id = 'e1'")
    links = rows(filled, "SELECT symbol, sector FROM v_links WHERE event_id = 'e1'")

    assert (event["articles"], event["copies"], event["outlets"]) == (3, 1, 2)
    assert (event["state"], event["state_since"]) == ("confirmed", "2026-07-01T13:30:00.000000Z")
    assert [(row["id"], row["copy_of"], row["kind"], row["feeds"]) for row in articles] == [
        ("a1", None, "news", 1),
        ("a2", None, None, 1),
        ("a3", "a1", None, 1),
    ]
    assert (one_move["symbol"], one_move["abnormal"], one_move["session"]) == (
        "META",
        0.05,
        "2026-07-01",
    )
    assert sorted(map(repr, links)) == sorted(
        map(
            repr,
            [{"symbol": "META", "sector": None}, {"symbol": None, "sector": "hyperscaler"}],
        )
    )


def test_a_merged_event_is_in_no_view(filled: Path) -> None:
    with Store.open(filled) as store, store.writing() as session:
        session.events.redirect(EventId("e2"), EventId("e1"), at=datetime.now(tz=UTC))

    for view, column in (("v_events", "id"), ("v_moves", "event_id"), ("v_links", "event_id")):
        assert {row[column] for row in rows(filled, f"SELECT * FROM {view}")} == {"e1"}  # noqa: S608  # names above
