"""A newsroom that serves pages, and a desk that reads them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.newsroom import Newsroom
from pipeline.reading_pages.page_desk import Desk
from systems import System


@pytest.fixture
def room() -> Iterator[Newsroom]:
    with Newsroom() as serving:
        yield serving


@pytest.fixture
def desk(system: System, room: Newsroom) -> Desk:
    return Desk(system, room)
