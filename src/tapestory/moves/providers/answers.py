"""A provider's answer in; its payload out, or why there is none, without the key."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import nan
from typing import Any, Final, NoReturn
from urllib.parse import urlencode

from tapestory.errors import (
    FetchError,
    PriceSourceError,
    SourceBusyError,
    SourceRefusedError,
    UnknownSymbolError,
)
from tapestory.moves.providers.protocol import Get

_REFUSED: Final = {
    401: "the key is wrong (401)",
    402: "the plan of the key does not include this (402)",
    403: "the key is wrong, or not for this (403)",
}
_SHOWN: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads what one provider answers about one symbol, and words what goes wrong."""

    provider: str
    symbol: str
    key: str = ""

    def fail(self, reason: str, *, passing: bool = False) -> NoReturn:
        """Say that there is no usable answer; the key never stands in what is said.

        Raises:
            PriceSourceError: Always, like the others here.
        """
        raise PriceSourceError(
            self.provider, self.symbol, self._without_key(reason), passing=passing
        )

    def busy(self, reason: str, *, retry_after: str = "") -> NoReturn:
        """Say that the provider wants fewer requests."""
        raise SourceBusyError(
            self.provider, self.symbol, self._without_key(reason), retry_after=retry_after
        )

    def refuse(self, reason: str) -> NoReturn:
        """Say that the provider refuses the key."""
        raise SourceRefusedError(self.provider, self.symbol, self._without_key(reason))

    def unknown(self, reason: str) -> NoReturn:
        """Say that the provider does not carry the symbol."""
        raise UnknownSymbolError(self.provider, self.symbol, self._without_key(reason))

    def _without_key(self, reason: str) -> str:
        return reason.replace(self.key, "…") if self.key else reason

    def json(self, body: bytes) -> Any:
        """Return what a JSON body says.

        Raises:
            PriceSourceError: It is not JSON: a page for people, or cut off.
        """
        if body.lstrip()[:1] == b"<":
            self.fail("answered a web page instead of JSON", passing=True)
        try:
            return json.loads(body)
        except ValueError:
            what = "nothing" if not body.strip() else "JSON that cannot be read, perhaps cut off"
            self.fail(f"answered {what}", passing=True)

    def rows(self, value: Any) -> list[Mapping[str, Any]]:
        """Return a JSON array of objects as such.

        Raises:
            PriceSourceError: It is something else.
        """
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            self.fail("answered JSON of another form than documented")
        return value

    def session(self, row: Mapping[str, Any], name: str = "date") -> date:
        """Return the date of a row.

        Raises:
            PriceSourceError: It has none.
        """
        try:
            return date.fromisoformat(str(row.get(name, ""))[:10])
        except ValueError:
            shown = str(row.get(name))[:_SHOWN]
            self.fail(f"answered a row whose date is {shown!r}")

    def table(self, body: bytes, columns: Sequence[str]) -> list[Mapping[str, str]]:
        """Return the rows of a CSV body that must have some columns.

        Raises:
            PriceSourceError: It is a page for people, has other columns, or is cut off.
        """
        if body.lstrip()[:1] == b"<":
            self.fail("answered a web page instead of CSV", passing=True)
        text = body.decode("utf-8", "replace").lstrip("\ufeff")
        try:
            lines = list(csv.reader(text.splitlines()))
        except csv.Error as error:
            self.fail(f"answered a table that cannot be read: {error}")
        header = [cell.strip() for cell in lines[0]] if lines else []
        if not set(columns) <= set(header):
            self.fail(f"answered no table: {text.strip()[:_SHOWN]!r}")
        cut = not text.endswith("\n") or any(len(line) != len(header) for line in lines if line)
        if cut:
            self.fail("answered a table that is cut off", passing=True)
        return [dict(zip(header, line, strict=True)) for line in lines[1:] if line]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk(Reader):
    """Asks over HTTP, and reads the answer."""

    get: Get

    def ask(
        self, url: str, query: Mapping[str, str], headers: Mapping[str, str] | None = None
    ) -> bytes:
        """Return the body of a successful answer.

        Raises:
            PriceSourceError: There is none; which kind tells what to do.
        """
        failure = ""
        try:
            status, answered, body = self.get(f"{url}?{urlencode(query)}", headers or {})
        except FetchError as error:
            # Its message holds the address, which may hold the key.
            failure = error.reason
        if failure:
            self.fail(failure, passing=True)
        if status != 200:
            self._explain(status, answered)
        return body

    def _explain(self, status: int, answered: Mapping[str, str]) -> NoReturn:
        after = answered.get("retry-after", "")
        if status in _REFUSED:
            self.refuse(_REFUSED[status])
        if status == 404:
            self.unknown("not carried (404)")
        if status == 429 or (status == 503 and after):
            self.busy(f"too many requests ({status})", retry_after=after)
        self.fail(f"answered {status}", passing=status >= 500 or status == 408)


def number(value: Any) -> float | None:
    """Return a number; None where there is none, NaN for what is not one."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return nan
    try:
        return float(value)
    except (TypeError, ValueError):
        return nan


def price(value: Any) -> float:
    """Return a number that must be there: NaN where it is not."""
    found = number(value)
    return nan if found is None else found
