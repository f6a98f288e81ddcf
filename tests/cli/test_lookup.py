"""What a person types of an id leads to the article that is meant, or to none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.builders import tell
from tapestory.cli.lookup import article_of, member_of
from tapestory.errors import UsageError
from tapestory.model import EventId
from tapestory.store import Session, Store


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """Yield a store with ids that differ in case alone, as imported ones may."""
    with (
        Store.open(tmp_path / "tapestory.db", migrate=True) as store,
        store.writing() as session,
    ):
        for name in ("Wire-1", "wire-12", "Wire-12"):
            tell(session, "e1", name)
        yield session


@pytest.mark.parametrize("typed", ["Wire-1", "wire-12", "Wire-12"])
def test_an_id_that_is_typed_as_it_is_stored_is_that_article(session: Session, typed: str) -> None:
    event = session.events.get(EventId("e1"))
    assert event is not None

    assert article_of(session, f" {typed} ").id == typed
    assert member_of(session, event, typed).id == typed


def test_an_id_in_other_letters_that_may_be_several_is_none_of_them(session: Session) -> None:
    with pytest.raises(UsageError, match="fits 3 articles"):
        article_of(session, "WIRE-1")
