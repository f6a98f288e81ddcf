"""A number of articles → a store that holds them, with events, states and moves, all invented."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, create_engine, insert

from tapestory.store import maintenance
from tapestory.store.market_tables import moves
from tapestory.store.tables import articles, events, links, matches, placements
from tapestory.store.tables import verification_changes as changes

_BEGUN = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
_SPAN = timedelta(days=180)
_TEXT_WORDS = 220
"""Some 1,400 characters: a feed that carries the whole text."""
_SYMBOLS = tuple(f"S{number:03}" for number in range(400))
_OUTLETS = tuple(f"outlet-{number}.example" for number in range(300))
_WINDOWS = ((0, 0), (-1, 1), (0, 1))
_WORDS = (
    *("chip", "cloud", "capacity", "lease", "power", "grid", "shares", "fall", "rise", "report"),
    *("deal", "quarter", "guidance", "memory", "rack", "supplier", "order", "delay", "plant"),
    *("price", "contract", "rumour", "analyst", "margin", "export", "rule", "fund"),
)
_ROWS_AT_ONCE = 5_000

Row = dict[str, Any]


def grow(path: Path, number: int, *, seed: int = 7) -> int:
    """Make a store of so many articles; return how many events tell them.

    Half the events are told by one article, the others by up to forty; one in three has moves.
    """
    maintenance.migrate(path)
    dice = random.Random(seed)  # noqa: S311  # sizes of invented events, not secrets
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        sizes = list(_sizes(dice, number))
        for table in (events, articles, matches, placements, changes, links, moves):
            _put(connection, table, _rows(table, sizes, seed))
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()
    return len(sizes)


def _sizes(dice: random.Random, number: int) -> Iterator[int]:
    left = number
    while left:
        size = 1 if dice.random() < 0.5 else min(40, 2 + int(dice.expovariate(0.35)))
        yield min(size, left)
        left -= min(size, left)


def _put(connection: Connection, table: Table, rows: Iterator[Row]) -> None:
    held: list[Row] = []
    for row in rows:
        held.append(row)
        if len(held) == _ROWS_AT_ONCE:
            connection.execute(insert(table), held)
            held.clear()
    if held:
        connection.execute(insert(table), held)


def _rows(table: Table, sizes: Sequence[int], seed: int) -> Iterator[Row]:
    """Yield the rows of a table; every table is told of the same events by the same dice."""
    article = 0
    for at, size in enumerate(sizes):
        dice = random.Random(seed * 1_000_003 + at)  # noqa: S311  # the same
        begun = _BEGUN + _SPAN * (at / len(sizes))
        times = [begun + timedelta(minutes=37 * place) for place in range(size)]
        if table is events:
            yield _event(at, dice, times)
        elif table is articles:
            yield from (_article(article + place, dice, time) for place, time in enumerate(times))
        elif table in (matches, placements):
            make = _match if table is matches else _placement
            yield from (make(article + place, at, time) for place, time in enumerate(times))
        elif table is changes:
            yield from _changes(at, dice, times)
        else:
            yield from (_link if table is links else _moves)(at, dice, begun)
        article += size


def _event(at: int, dice: random.Random, times: Sequence[datetime]) -> Row:
    return {
        "number": at + 1,
        "id": _event_id(at),
        "title": _title(dice),
        "first_seen": times[0],
        "last_seen": times[-1],
        "happened": times[0],
        "happened_precise": True,
        "stale": False,
        "measured": True,
        "hand_title": "",
        "measured_at": times[-1],
    }


def _article(number: int, dice: random.Random, time: datetime) -> Row:
    return {
        "number": number + 1,
        "id": _article_id(number),
        "feed_url": "",
        "url": f"https://{dice.choice(_OUTLETS)}/{number}",
        "guid": str(number),
        "title": _title(dice),
        "summary": "",
        "text": " ".join(dice.choices(_WORDS, k=_TEXT_WORDS)),
        "author": "",
        "outlet": dice.choice(_OUTLETS),
        "lang": "en",
        "published_raw": "",
        "published": time,
        "published_precision": "minute",
        "published_zone_source": "stated",
        "updated": None,
        "first_seen": time,
        # Of articles after the first a few repeat another's text: which, does not matter here.
        "copy_of": _article_id(0) if number and dice.random() < 0.1 else None,
        "time": time,
        "content_feed": "",
        "content_sha256": f"{number:064x}",
        "revised_at": None,
        "pruned": False,
        "links": "",
    }


def _match(number: int, at: int, time: datetime) -> Row:
    return {
        "number": number + 1,
        "article_id": _article_id(number),
        "event_id": _event_id(at),
        "score": 0.9,
        "reason": "first report",
        "decided_at": time,
        "by_hand": False,
    }


def _placement(number: int, at: int, _time: datetime) -> Row:
    article, event = _article_id(number), _event_id(at)
    return {"article_id": article, "event_id": event, "match_number": number + 1}


def _changes(at: int, dice: random.Random, times: Sequence[datetime]) -> Iterator[Row]:
    told = ["reported"] + (["confirmed"] if dice.random() < 0.3 else [])
    for state in told:
        row = {"event_id": _event_id(at), "at": times[-1], "known_at": times[-1]}
        yield {**row, "state": state, "evidence": None}


def _link(at: int, dice: random.Random, _begun: datetime) -> Iterator[Row]:
    for symbol in _named(dice):
        yield {
            "event_id": _event_id(at),
            "symbol": symbol,
            "sector": "",
            "role": "affected",
            "mentions": 1,
        }


def _moves(at: int, dice: random.Random, begun: datetime) -> Iterator[Row]:
    for symbol in _named(dice):
        for window in _WINDOWS:
            yield _move(at, symbol, window, begun.date(), dice.gauss(0, 0.03))


def _named(dice: random.Random) -> list[str]:
    return dice.sample(_SYMBOLS, k=4) if dice.random() < 0.33 else []


def _move(at: int, symbol: str, window: tuple[int, int], session: date, raw: float) -> Row:
    return {
        "event_id": _event_id(at),
        "symbol": symbol,
        "window_start": window[0],
        "window_end": window[1],
        "mic": "XNAS",
        "session": session,
        "raw": raw,
        "expected": 0.001,
        "abnormal": raw - 0.001,
        "t_value": raw / 0.03,
        "p_value": 0.2,
        "q_value": 0.4,
        "benchmark": "SPY",
        "model": "market",
        "status": "measured",
        "market": 0.001,
        "abnormal_alpha0": raw - 0.001,
        "peers": None,
        "own": None,
        "peer_count": 0,
        "family": "",
        "linked": "named",
        "rank_as_far": None,
        "rank_names": None,
    }


def _title(dice: random.Random) -> str:
    return " ".join(dice.choices(_WORDS, k=9)).capitalize()


def _event_id(at: int) -> str:
    return f"e{at:07}"


def _article_id(number: int) -> str:
    return f"a{number:011}"
