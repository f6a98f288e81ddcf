"""A round of polls: every feed once, each result as it comes, nobody held up by another."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

import pytest

from ingest.loopback import RSS, Chunks, Request, Script, Server, limits, reply, serving
from tapestory.clock import FixedClock
from tapestory.ingest.fetching.fetch import Fetcher
from tapestory.ingest.poll import PolledFeed, poll_feeds
from tapestory.ingest.timing.schedule import PollSettings, is_due
from tapestory.model import Feed, FeedState, FeedStatus

NOW = datetime(2026, 7, 2, 12, 0, tzinfo=UTC)


class Desk:
    """Polls a scripted server under a clock that the test moves, and keeps what came."""

    def __init__(self, script: Script, **changes: object) -> None:
        self.clock = FixedClock(NOW)
        self.states: dict[str, FeedState] = {}
        self.requests: list[Request] = []
        self._script = script
        self._changes = changes

    def poll(
        self, *paths: str, on_result: Callable[[PolledFeed], None] | None = None
    ) -> list[PolledFeed]:
        results: list[PolledFeed] = []

        def keep(result: PolledFeed) -> None:
            self.states[result.feed.url.rpartition("/")[2]] = result.state
            results.append(result)

        async def run() -> None:
            async with serving(self._script) as server, Fetcher(limits(**self._changes)) as fetcher:
                await poll_feeds(
                    [(self._feed(server, path), self._state(path)) for path in paths],
                    fetcher=fetcher,
                    clock=self.clock,
                    settings=PollSettings(),
                    jitter=lambda: 0.0,
                    on_result=on_result or keep,
                )
                self.requests = server.requests

        asyncio.run(run())
        return results

    def _feed(self, server: Server, path: str) -> Feed:
        return Feed(url=server.url(f"/{path}"))

    def _state(self, path: str) -> FeedState:
        return self.states.get(path, FeedState())


def test_a_feed_is_new_then_not_modified_then_unchanged_then_new() -> None:
    answers = [
        reply(body=RSS, ETag='"1"'),
        reply(304),
        reply(body=RSS),
        reply(body=RSS.replace(b"One", b"Two")),
    ]
    desk = Desk(lambda _: answers.pop(0))

    statuses = []
    for _ in range(4):
        (result,) = desk.poll("feed")
        statuses.append((result.outcome.status.value, len(result.articles)))
        desk.clock.instant += timedelta(hours=2)

    assert statuses == [("new", 1), ("not_modified", 0), ("unchanged", 0), ("new", 1)]
    assert "if-none-match" not in desk.requests[0].headers
    assert not is_due(desk.states["feed"], desk.clock.now() - timedelta(hours=2))
    assert is_due(desk.states["feed"], desk.clock.now())


def test_articles_are_complete_when_they_come() -> None:
    (result,) = Desk(lambda _: reply(body=RSS)).poll("feed")

    (article,) = result.articles
    assert (article.title, article.url) == ("One", "https://wire.example/one")
    assert (article.first_seen, article.feed_url) == (NOW, result.feed.url)


def test_one_bad_feed_stops_no_other_and_a_slow_one_holds_up_nobody() -> None:
    async def slowly() -> AsyncIterator[bytes]:
        await asyncio.sleep(0.3)
        yield reply(body=RSS)

    async def never() -> AsyncIterator[bytes]:
        await asyncio.sleep(60)
        yield b""

    answers: dict[str, Callable[[], bytes | Chunks]] = {
        "/good": lambda: reply(body=RSS),
        "/slow": slowly,
        "/never": never,
        "/html": lambda: reply(body=b"<html>Sign in</html>"),
        "/500": lambda: reply(500),
        "/cut": lambda: b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n<rss>",
    }
    desk = Desk(lambda request: answers[request.path](), total_seconds=1.0, per_host=6)

    results = desk.poll("never", "slow", "html", "500", "cut", "good")

    statuses = {result.feed.url.rpartition("/")[2]: result.outcome for result in results}
    assert {path for path, outcome in statuses.items() if outcome.status == "failed"} == {
        "never", "html", "500", "cut",
    }  # fmt: skip
    assert statuses["good"].status is statuses["slow"].status is FeedStatus.NEW
    assert (statuses["500"].http_status, statuses["never"].http_status) == (500, None)
    assert all(statuses[path].error for path in ("never", "html", "500", "cut"))
    order = [result.feed.url.rpartition("/")[2] for result in results]
    assert order.index("good") < order.index("slow") < order.index("never")


def test_a_feed_that_is_gone_is_not_asked_again() -> None:
    desk = Desk(lambda _: reply(410))

    assert desk.poll("feed")[0].outcome.status is FeedStatus.GONE
    assert desk.poll("feed")[0].outcome.status is FeedStatus.GONE
    assert desk.requests == []


def test_a_move_is_followed_from_the_next_round_on() -> None:
    def script(request: Request) -> bytes:
        if request.path == "/old":
            return reply(301, Location="/new")
        return reply(body=RSS)

    async def run() -> list[str]:
        async with serving(script) as server, Fetcher(limits()) as fetcher:
            states = [FeedState()]
            for _ in range(2):
                await poll_feeds(
                    [(Feed(url=server.url("/old")), states[-1])],
                    fetcher=fetcher,
                    clock=FixedClock(NOW),
                    settings=PollSettings(),
                    jitter=lambda: 0.0,
                    on_result=lambda result: states.append(result.state),
                )
            return [request.path for request in server.requests]

    assert asyncio.run(run()) == ["/old", "/new", "/new"]


def test_a_304_that_nobody_asked_for_is_a_failure() -> None:
    (result,) = Desk(lambda _: reply(304)).poll("feed")

    assert result.outcome.status is FeedStatus.FAILED
    assert result.state.last_success is None


def test_what_the_listener_raises_ends_the_round_as_it_is() -> None:
    class FullDiskError(Exception):
        pass

    def refuse(_: PolledFeed) -> None:
        raise FullDiskError

    with pytest.raises(FullDiskError):
        Desk(lambda _: reply(body=RSS)).poll("a", "b", "c", on_result=refuse)
