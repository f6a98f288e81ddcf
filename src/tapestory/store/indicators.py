"""What people noted of indicators and falsifiers: rows that are only ever added.

A row that takes another one back is a row too, and so is one that takes that back. A value or
finding is in force while the chain of rows that began with it has an odd length.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, Table, insert, select

from tapestory.model import FalsifierFinding, FalsifierState, IndicatorValue, NoteId
from tapestory.store.market_tables import falsifier_findings, indicator_entries
from tapestory.store.types import AnyRow

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_ID_LENGTH = 6
_OF_THE_ROW = frozenset({"number", "id", "at", "undoes"})


class IndicatorRows:
    """Values of indicators."""

    def __init__(self, connection: Connection) -> None:
        self._log = _Log(connection, indicator_entries, about="indicator")

    def add(self, value: IndicatorValue) -> NoteId:
        """Note a value; its id is given here, whatever the value itself says."""
        values = {
            "indicator": value.indicator,
            "value": value.value,
            "day": value.day,
            "source": value.source,
            "note": value.note,
            "article_id": value.article_id,
            "sentence": value.sentence,
        }
        return self._log.add(value.at, values)

    def values(
        self, indicator: str | None = None, *, as_of: datetime | None = None
    ) -> list[IndicatorValue]:
        """Return what was noted, in the order of noting; what was taken back is marked.

        Args:
            indicator: Only of this one.
            as_of: Only what had been noted or taken back by then.
        """
        return [
            _value(row, undone=undone)
            for row, undone in self._log.notes(as_of)
            if indicator is None or row.indicator == indicator
        ]

    def undo(self, value: NoteId, *, at: datetime) -> bool:
        """Take a value back; return False where it was taken back already."""
        return self._log.turn(value, at=at, to_undone=True)

    def redo(self, value: NoteId, *, at: datetime) -> bool:
        """Put a value that was taken back in force again; return False where it is."""
        return self._log.turn(value, at=at, to_undone=False)


class FalsifierRows:
    """Findings about falsifiers."""

    def __init__(self, connection: Connection) -> None:
        self._log = _Log(connection, falsifier_findings, about="narrative")

    def add(self, finding: FalsifierFinding) -> NoteId:
        """Note a finding; its id is given here, whatever the value itself says."""
        values = {
            "narrative": finding.narrative,
            "falsifier": finding.falsifier,
            "state": finding.state.value,
            "day": finding.day,
            "source": finding.source,
            "note": finding.note,
        }
        return self._log.add(finding.at, values)

    def findings(
        self, narrative: str | None = None, *, as_of: datetime | None = None
    ) -> list[FalsifierFinding]:
        """Return what was found, in the order of noting; what was taken back is marked.

        Args:
            narrative: Only of this one.
            as_of: Only what had been noted or taken back by then.
        """
        return [
            _finding(row, undone=undone)
            for row, undone in self._log.notes(as_of)
            if narrative is None or row.narrative == narrative
        ]

    def undo(self, finding: NoteId, *, at: datetime) -> bool:
        """Take a finding back; return False where it was taken back already."""
        return self._log.turn(finding, at=at, to_undone=True)

    def redo(self, finding: NoteId, *, at: datetime) -> bool:
        """Put a finding that was taken back in force again; return False where it is."""
        return self._log.turn(finding, at=at, to_undone=False)


class _Log:
    """A table of notes and of rows that take one back."""

    def __init__(self, connection: Connection, table: Table, *, about: str) -> None:
        self._connection = connection
        self._table = table
        self._about = about

    def _rows(self, as_of: datetime | None) -> Sequence[AnyRow]:
        query = select(self._table).order_by(self._table.c.number)
        if as_of is not None:
            query = query.where(self._table.c.at <= as_of)
        return self._connection.execute(query).all()

    def notes(self, as_of: datetime | None) -> Iterator[tuple[AnyRow, bool]]:
        """Yield every note with whether it was taken back."""
        rows = self._rows(as_of)
        by_undone = {row.undoes: row for row in rows if row.undoes is not None}
        for row in rows:
            if row.undoes is None:
                yield row, len(_chain(row, by_undone)) % 2 == 0

    def add(self, at: datetime, values: Mapping[str, object]) -> NoteId:
        """Add a note; return its id."""
        known = set(self._connection.execute(select(self._table.c.id)).scalars())
        seed = f"{self._table.name}:{len(known)}:{at.isoformat()}:{sorted(values.items())}"
        name = next(_ids(seed, known))
        self._connection.execute(insert(self._table).values(id=name, at=at, **values))
        return NoteId(name)

    def turn(self, name: NoteId, *, at: datetime, to_undone: bool) -> bool:
        """Add the row that takes a note back, or that takes back what did."""
        rows = self._rows(None)
        by_undone = {row.undoes: row for row in rows if row.undoes is not None}
        note = next((row for row in rows if row.id == name), None)
        if note is None:
            return False
        chain = _chain(note, by_undone)
        if (len(chain) % 2 == 0) is to_undone:
            return False
        values = {
            column.name: _empty(getattr(note, column.name))
            for column in self._table.c
            if column.name not in _OF_THE_ROW
        }
        values[self._about] = getattr(note, self._about)
        self.add(at, {**values, "undoes": chain[-1].number})
        return True


def _chain(row: AnyRow, by_undone: Mapping[int, AnyRow]) -> list[AnyRow]:
    chain = [row]
    while chain[-1].number in by_undone:
        chain.append(by_undone[chain[-1].number])
    return chain


def _empty(value: object) -> object:
    return "" if isinstance(value, str) else None


def _ids(seed: str, taken: Iterable[str]) -> Iterator[str]:
    """Yield short ids that are not taken: 6 characters of Crockford base32."""
    used = set(taken)
    for salt in range(len(used) + 1):
        digest = hashlib.sha256(f"note:{salt}:{seed}".encode()).digest()
        number = int.from_bytes(digest[:5], "big")
        name = "".join(_CROCKFORD[(number >> (5 * place)) & 31] for place in range(_ID_LENGTH))
        if name not in used:
            yield name


def _value(row: AnyRow, *, undone: bool) -> IndicatorValue:
    day: date = row.day
    return IndicatorValue(
        id=NoteId(row.id),
        at=row.at,
        indicator=row.indicator,
        value=row.value,
        day=day,
        source=row.source,
        note=row.note,
        article_id=row.article_id,
        sentence=row.sentence,
        undone=undone,
    )


def _finding(row: AnyRow, *, undone: bool) -> FalsifierFinding:
    return FalsifierFinding(
        id=NoteId(row.id),
        at=row.at,
        narrative=row.narrative,
        falsifier=row.falsifier,
        state=FalsifierState(row.state),
        day=row.day,
        source=row.source,
        note=row.note,
        undone=undone,
    )
