"""Addresses of pages → what their sites' robots.txt ask of us, each file fetched once a round."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from tapestory.errors import BlockedAddressError, FetchError
from tapestory.ingest.fetching.fetch import Fetcher
from tapestory.ingest.pages.robots import RobotsRule, robots_url, rule_for
from tapestory.ingest.sandbox.sandbox import Sandbox, SandboxError
from tapestory.model import FeedState


class RobotsRefusal(FetchError):  # noqa: N818  # no error: a site that says no
    """The site's robots.txt asks us to leave a page alone."""


class RobotsUnknown(FetchError):  # noqa: N818  # the same: the site's rules cannot be had now
    """The site's robots.txt cannot be had, so that nothing of it may be asked for now."""


@dataclass(frozen=True, slots=True)
class _File:
    body: bytes = b""
    missing: str = ""
    """Why it could not be had, or empty."""
    blocked: bool = False
    """Because its host is at no address that may be asked."""


class RobotFiles:
    """The robots.txt files of one round.

    A site that has none, or answers with another 4xx, allows everything; one that answers 5xx or
    429 or not at all allows nothing for now (RFC 9309 sections 2.3.1.3 and 2.3.1.4).

    Args:
        fetcher: For these files; with at most five redirects.
        sandbox: Reads them.
    """

    def __init__(self, fetcher: Fetcher, sandbox: Sandbox) -> None:
        self._fetcher = fetcher
        self._sandbox = sandbox
        self._files: dict[str, asyncio.Task[_File]] = {}

    async def rule(self, url: str) -> RobotsRule:
        """Return what holds for a page that may be asked for.

        Raises:
            BlockedAddressError: Its host may not be asked for anything.
            RobotsRefusal: It may not.
            RobotsUnknown: Nobody can tell now.
        """
        where = robots_url(url)
        if where not in self._files:
            self._files[where] = asyncio.create_task(self._fetch(where))
        file = await asyncio.shield(self._files[where])
        if file.blocked:
            raise BlockedAddressError(url, file.missing)
        if file.missing:
            raise RobotsUnknown(url, f"its robots.txt cannot be had: {file.missing}")
        if not file.body:
            return RobotsRule(allowed=True)
        try:
            rule = await self._sandbox.run(rule_for, file.body, url)
        except SandboxError as error:
            raise RobotsUnknown(url, f"its robots.txt cannot be read: {error}") from error
        if not rule.allowed:
            raise RobotsRefusal(url, "its robots.txt asks us not to")
        return rule

    async def may_follow(self, url: str) -> None:
        """Hold a redirect's target against the rules of its own site.

        Raises:
            RobotsRefusal: It may not be asked for.
            RobotsUnknown: Nobody can tell now.
        """
        await self.rule(url)

    async def _fetch(self, url: str) -> _File:
        try:
            answer = await self._fetcher.fetch(url, FeedState())
        except FetchError as error:
            blocked = isinstance(error, BlockedAddressError)
            return _File(missing=error.reason, blocked=blocked)
        if answer.status == 200:
            return _File(body=answer.body or b"")
        if answer.status == 429 or answer.status >= 500:
            return _File(missing=f"the server answered {answer.status}")
        return _File()
