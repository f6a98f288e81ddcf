"""Pages that are due → for each, as it is there, what it holds or why it cannot be had.

Hosts are asked side by side, the pages of one host one after the other with pauses between them,
so that no site notices us; none is asked that its robots.txt keeps us from.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tapestory.clock import Clock
from tapestory.errors import BlockedAddressError, FetchError, TapestoryError
from tapestory.ingest.fetching.answers import FetchAnswer, FetchLimits
from tapestory.ingest.fetching.fetch import Fetcher
from tapestory.ingest.fetching.targets import server_of
from tapestory.ingest.pages import retries
from tapestory.ingest.pages.extraction import PageContent, read_page
from tapestory.ingest.pages.robot_files import RobotFiles, RobotsRefusal
from tapestory.ingest.pages.robots import MAX_READ
from tapestory.ingest.pages.settings import PageSettings
from tapestory.ingest.sandbox.sandbox import Sandbox
from tapestory.model import Article, FeedState, Page, PageState

_PAGE_TYPES = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
_ROBOTS_TYPES = "text/plain, */*;q=0.5"
_ROBOTS_REDIRECTS = 5
"""RFC 9309 section 2.3.1.2."""
_PATIENCE = 60.0
"""Seconds of pauses that one host may cost a round; its other pages wait for the next."""
_MOST_FAILURES = 2
"""Pages of one host that fail before it is left in peace for this round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAnswer:
    """What asking for one page brought."""

    page: Page
    """As it stands now; where there is content, as it was, with the status."""
    article: Article
    final_url: str = ""
    """After redirects."""
    content: PageContent | None = None
    """What was found on it; None when it could not be had or read."""


async def read_pages(  # noqa: PLR0913  # the round's collaborators, each by its name
    due: Sequence[tuple[Page, Article]],
    *,
    limits: FetchLimits,
    settings: PageSettings,
    last_asked: Mapping[str, datetime],
    clock: Clock,
    on_result: Callable[[PageAnswer], None],
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Ask for each page once, and hand over each answer as it is there.

    Args:
        due: Whom to ask, in the order of their importance.
        limits: What one fetch may cost; as for feeds but for the size.
        settings: How many, and how gently.
        last_asked: When each host was asked for a page last, by `server_of`.
        clock: Tells when answers came.
        on_result: Called in the event loop's thread; what it raises ends the round.
        sleep: Waits between two pages.
    """
    pages = replace(
        limits,
        max_body=settings.max_body,
        max_compressed=settings.max_body,
        per_host=1,
        accept=_PAGE_TYPES,
    )
    files = replace(
        limits,
        max_body=4 * MAX_READ,
        max_redirects=_ROBOTS_REDIRECTS,
        accept=_ROBOTS_TYPES,
    )
    async with Fetcher(pages) as fetcher, Fetcher(files) as robots_fetcher, Sandbox() as sandbox:
        shared = _Round(
            fetcher=fetcher,
            robots=RobotFiles(robots_fetcher, sandbox),
            sandbox=sandbox,
            settings=settings,
            last_asked=last_asked,
            clock=clock,
            on_result=on_result,
            sleep=sleep,
        )
        hosts = [
            asyncio.create_task(shared.ask_host(host, pairs))
            for host, pairs in by_host(due, settings).items()
        ]
        try:
            await asyncio.gather(*hosts)
        finally:
            for host in hosts:
                host.cancel()
            await asyncio.gather(*hosts, return_exceptions=True)


def by_host(
    due: Sequence[tuple[Page, Article]], settings: PageSettings
) -> dict[str, list[tuple[Page, Article]]]:
    """Return what one round asks for, by host, within its bounds and in the order given."""
    chosen: dict[str, list[tuple[Page, Article]]] = {}
    left = settings.max_per_round
    for page, article in due:
        if not left:
            break
        pairs = chosen.setdefault(server_of(article.url), [])
        if len(pairs) < settings.max_per_host:
            pairs.append((page, article))
            left -= 1
    return chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class _Round:
    """What all hosts of one round share."""

    fetcher: Fetcher
    robots: RobotFiles
    sandbox: Sandbox
    settings: PageSettings
    last_asked: Mapping[str, datetime]
    clock: Clock
    on_result: Callable[[PageAnswer], None]
    sleep: Callable[[float], Awaitable[None]]

    async def ask_host(self, host: str, pairs: Sequence[tuple[Page, Article]]) -> None:
        waited = pause = 0.0
        failures = asked = 0
        for page, article in pairs:
            try:
                rule = await self.robots.rule(article.url)
            except FetchError as error:
                self.on_result(self._refused(page, article, error))
                continue
            pause = max(self.settings.pause, rule.delay)
            if asked:
                waited += pause
                if waited > _PATIENCE:
                    return
                await self.sleep(pause)
            elif self._too_soon(host, rule.delay):
                return
            asked += 1
            answer = await self._ask(page, article)
            self.on_result(answer)
            failures += answer.page.state is PageState.WAITING and answer.content is None
            if failures >= _MOST_FAILURES or answer.page.http_status in (429, 503):
                return

    def _too_soon(self, host: str, delay: float) -> bool:
        last = self.last_asked.get(host)
        since = None if last is None else self.clock.now() - last
        # A last time that lies ahead comes from a clock that stood wrong.
        return since is not None and timedelta() <= since < timedelta(seconds=min(delay, 86_400.0))

    async def _ask(self, page: Page, article: Article) -> PageAnswer:
        try:
            answer = await self.fetcher.fetch(
                article.url, FeedState(), may_follow=self.robots.may_follow
            )
        except FetchError as error:
            return self._refused(page, article, error)
        if answer.status != 200:
            now = self.clock.now()
            known = retries.after_status(page, answer.status, answer.retry_after, now)
            return PageAnswer(page=known, article=article, final_url=answer.final_url)
        return await self._read(replace(page, http_status=200), article, answer)

    async def _read(self, page: Page, article: Article, answer: FetchAnswer) -> PageAnswer:
        kind = answer.content_type.partition(";")[0].strip().lower()
        if kind and "html" not in kind:
            return self._failed(page, article, f"it is {kind[:60]}, no HTML page")
        try:
            content = await self.sandbox.run(read_page, answer.body or b"", answer.content_type)
        except TapestoryError as error:
            return self._failed(page, article, f"its text cannot be taken out: {error}")
        return PageAnswer(page=page, article=article, final_url=answer.final_url, content=content)

    def _refused(self, page: Page, article: Article, error: FetchError) -> PageAnswer:
        now = self.clock.now()
        page = replace(page, http_status=None)
        if isinstance(error, RobotsRefusal):
            known = retries.ended(page, PageState.REFUSED, now, why=error.reason)
        elif isinstance(error, BlockedAddressError):
            known = retries.ended(page, PageState.FAILED, now, why=error.reason)
        else:
            known = retries.again(page, now, why=error.reason)
        return PageAnswer(page=known, article=article)

    def _failed(self, page: Page, article: Article, why: str) -> PageAnswer:
        known = retries.ended(page, PageState.FAILED, self.clock.now(), why=why)
        return PageAnswer(page=known, article=article)
