"""The user's settings → the price providers that they name, and how those reach the world."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tapestory.errors import ConfigError, UsageError
from tapestory.ingest.fetching.answers import FetchLimits
from tapestory.model import FeedState
from tapestory.resources import PRICES_PAGE

if TYPE_CHECKING:
    from tapestory.moves.providers.protocol import Get, HttpAnswer, PriceProvider

PROVIDERS: Final = ("command", "file", "fmp", "stooq", "tiingo", "yahoo")
"""Every provider by its name, as in config.toml."""

_ACCEPT: Final = "application/json, text/csv;q=0.9, */*;q=0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceSettings:
    """What the user wants of price providers."""

    provider: str = ""
    """Empty: none is asked."""
    confirm_with: str = ""
    path: Path | None = None
    command: tuple[str, ...] = ()
    """Program and arguments of the provider that is a command."""
    folder: Path | None = None
    """In which it is started; where we are if None."""
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    """By provider."""
    urls: Mapping[str, str] = field(default_factory=dict)
    """By provider, where it is not the usual one."""
    per_minute: int = 0
    """Requests; 0 is what is known of the provider."""
    run_seconds: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A provider and how often it may be asked."""

    provider: PriceProvider
    per_minute: int
    """0 is no limit: it is a file, or a program that knows its own."""
    at_hand: bool = False
    """Whether asking costs nothing: it is a file."""


def open_source(name: str, settings: PriceSettings, *, limits: FetchLimits, today: date) -> Source:
    """Return a provider, ready to be asked.

    Raises:
        UsageError: There is none of that name.
        ConfigError: It needs a key, a path or a package that is not there.
    """
    if name not in PROVIDERS:
        message = f"no price provider {name!r}"
        raise UsageError(message, hint=f"There are {', '.join(PROVIDERS)}.")
    return _OPENERS[name](settings, get_within(limits), today)


def get_within(limits: FetchLimits) -> Get:
    """Return what asks over HTTP, under the limits that hold for feeds.

    Redirects are not followed: an interface has none, and a key must not travel with one.
    """
    from tapestory.ingest.fetching.fetch import Fetcher  # noqa: PLC0415  # no file needs HTTP
    from tapestory.moves.providers.protocol import HttpAnswer  # noqa: PLC0415  # the same

    async def ask(url: str, headers: Mapping[str, str]) -> HttpAnswer:
        asking = replace(limits, accept=_ACCEPT, headers=tuple(headers.items()), max_redirects=0)
        async with Fetcher(asking) as fetcher:
            answer = await fetcher.fetch(url, FeedState())
        known = {"retry-after": answer.retry_after, "content-type": answer.content_type}
        return HttpAnswer(answer.status, known, answer.body or b"")

    def get(url: str, headers: Mapping[str, str]) -> HttpAnswer:
        return asyncio.run(ask(url, headers))

    return get


def _key(name: str, settings: PriceSettings) -> str:
    key = settings.keys.get(name, "")
    if not key:
        message = f"prices.{name}_key: {name} needs a key"
        raise ConfigError(message, hint=f"Set TAPESTORY__PRICES__{name.upper()}_KEY.")
    return key


def _tiingo(settings: PriceSettings, get: Get, _today: date) -> Source:
    from tapestory.moves.providers import tiingo  # noqa: PLC0415  # one provider is asked, not all

    url = settings.urls.get("tiingo", tiingo.URL)
    provider = tiingo.Tiingo(get=get, key=_key("tiingo", settings), url=url)
    return Source(provider=provider, per_minute=settings.per_minute or tiingo.PER_MINUTE)


def _fmp(settings: PriceSettings, get: Get, _today: date) -> Source:
    from tapestory.moves.providers import fmp  # noqa: PLC0415  # one provider is asked, not all

    provider = fmp.Fmp(get=get, key=_key("fmp", settings), url=settings.urls.get("fmp", fmp.URL))
    return Source(provider=provider, per_minute=settings.per_minute or fmp.PER_MINUTE)


def _stooq(settings: PriceSettings, get: Get, _today: date) -> Source:
    from tapestory.moves.providers import stooq  # noqa: PLC0415  # one provider is asked, not all

    url = settings.urls.get("stooq", stooq.URL)
    provider = stooq.Stooq(get=get, key=_key("stooq", settings), url=url)
    return Source(provider=provider, per_minute=settings.per_minute or stooq.PER_MINUTE)


def _yahoo(settings: PriceSettings, _get: Get, _today: date) -> Source:
    from tapestory.moves.providers import yahoo  # noqa: PLC0415  # one provider is asked, not all

    if not yahoo.is_installed():
        message = "prices.provider: yahoo needs a package more"
        raise ConfigError(message, hint="pip install 'tapestory[yahoo]'")
    return Source(provider=yahoo.Yahoo(), per_minute=settings.per_minute or yahoo.PER_MINUTE)


def _command(settings: PriceSettings, _get: Get, _today: date) -> Source:
    from tapestory.moves.providers.command import Command  # noqa: PLC0415  # one provider is asked
    from tapestory.pipeline.price_program import run_in  # noqa: PLC0415  # one provider is asked

    if not settings.command:
        message = "prices.command: the provider is a command, and none is named"
        raise ConfigError(message, hint=f"Name program and arguments: {PRICES_PAGE} tells how.")
    provider = Command(run=run_in(settings.folder, settings.command))
    return Source(provider=provider, per_minute=settings.per_minute)


def _file(settings: PriceSettings, _get: Get, today: date) -> Source:
    from tapestory.moves.providers.local_file import (  # noqa: PLC0415  # one provider is asked
        LocalFile,
    )

    if settings.path is None:
        message = "prices.path: the provider is a file, and none is named"
        raise ConfigError(message, hint="Name a CSV or Parquet file, or a folder of them.")
    if not settings.path.exists():
        message = f"prices.path: {settings.path} is not there"
        raise ConfigError(message, hint="It is relative to config.toml.")
    provider = LocalFile(path=settings.path, today=today)
    return Source(provider=provider, per_minute=0, at_hand=True)


_OPENERS: Mapping[str, Callable[[PriceSettings, Get, date], Source]] = {
    "command": _command,
    "file": _file,
    "fmp": _fmp,
    "stooq": _stooq,
    "tiingo": _tiingo,
    "yahoo": _yahoo,
}
