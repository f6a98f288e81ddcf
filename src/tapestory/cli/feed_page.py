"""Subscriptions and their health → columns of a list, the lines of a problem, and a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from tapestory.cli.feed_health import Problem
from tapestory.cli.output import Column
from tapestory.cli.terminal import Style, Terminal, fitted, plain, wrapped
from tapestory.cli.times import ago, shown, shown_published, span
from tapestory.model import Article, Feed, FeedState

Document = Mapping[str, Any]

_STYLES: dict[str, Style] = {"failing": "warn", "gone": "error", "paused": "dim", "new": "dim"}
_UNTOLD = "unknown"
_URL_WIDTH = 30
"""Cells that tell one address from another."""


def feed_columns(states: Mapping[str, FeedState], now: datetime) -> Sequence[Column]:
    """Return the columns of `feeds list`; the documents are `feed_json` with `articles`."""
    return (
        Column(
            heading="status",
            text=lambda feed: feed["status"] or _UNTOLD,
            style=lambda feed: _STYLES.get(feed["status"], "plain"),
        ),
        Column(heading="title", text=lambda feed: feed["title"] or feed["url"], flexible=True),
        Column(heading="articles", text=lambda feed: str(feed["articles"]), right=True),
        Column(
            heading="last success", text=lambda feed: _last_success(states[feed["url"]], feed, now)
        ),
        Column(heading="next due", text=lambda feed: _next_due(states[feed["url"]], feed, now)),
        Column(
            heading="url",
            text=lambda feed: feed["url"],
            flexible=True,
            least=_URL_WIDTH,
            spare=True,
        ),
        Column(
            heading="error",
            text=lambda feed: feed["error"] or "",
            flexible=True,
            least=_URL_WIDTH,
            spare=True,
        ),
    )


def print_problems(
    found: Mapping[str, Problem], documents: Mapping[str, Document], out: Terminal
) -> None:
    """Write three lines a feed: what is wrong with which, why, and what next.

    Args:
        found: By the URL of the feed, in the order to be printed.
        documents: `feed_json` of each.
        out: Where to; a terminal's lines are folded, others are left whole.
    """
    wide = max(len(problem.trouble) for problem in found.values())
    room = out.width - wide - 2
    for url, problem in found.items():
        title = plain(documents[url]["title"] or url)
        head = out.paint(f"{problem.trouble:<{wide}}", _STYLES.get(problem.trouble, "warn"))
        out.line(f"{head}  {fitted(title, room).rstrip() if out.is_tty else title}")
        _indented(problem.why, "plain", room, out)
        _indented(problem.next, "dim", room, out)


def feed_fields(  # noqa: PLR0913  # a page is made of all that is known
    feed: Feed,
    state: FeedState,
    document: Document,
    *,
    newest: Article | None,
    now: datetime,
    zone: str,
) -> list[tuple[str, str]]:
    """Return the lines of `feeds show`; a line without a value is for the caller to leave out.

    Args:
        feed: The subscription.
        state: What is known of it.
        document: What `feeds show --json` prints.
        newest: The newest article that it has brought.
        now: The present.
        zone: IANA name, for printed times.
    """
    latest = ""
    if newest is not None:
        latest = f"{shown_published(newest.published, zone)}  {newest.id}  {newest.title}"
    never = "never" if document["status"] else ""
    validators = [("ETag", state.etag), ("Last-Modified", state.last_modified)]
    return [
        ("status", document["status"] or f"{_UNTOLD}: it was asked since"),
        ("title", feed.title),
        ("url", feed.url),
        ("moved to", state.moved_to),
        ("outlet", feed.outlet),
        ("lang", feed.lang),
        ("country", feed.country),
        ("full text", "read from each article's page" if feed.full_text else ""),
        ("articles", str(document["articles"])),
        ("pages", ", ".join(f"{number} {state}" for state, number in document["pages"].items())),
        ("newest", latest),
        ("last new", _moment(state.newest_at, zone)),
        ("last asked", _moment(state.last_polled, zone) or never),
        ("last success", _moment(state.last_success, zone) or never),
        ("next due", _due_and_why(state, document, now=now, zone=zone) if never else ""),
        ("failures", f"{state.failures} in a row" if state.failures else ""),
        ("error", state.last_error),
        ("empty since", _moment(state.empty_since, zone)),
        ("validators", ", ".join(name for name, value in validators if value) or "none"),
        ("problem", document.get("why", "")),
        ("next", document.get("next", "")),
    ]


def _indented(text: str, style: Style, room: int, out: Terminal) -> None:
    indent = " " * (out.width - room)
    for line in wrapped(text, room) if out.is_tty else [text]:
        out.line(indent + out.paint(line, style))


def _last_success(state: FeedState, feed: Document, now: datetime) -> str:
    if feed["status"] is None:
        return _UNTOLD
    return "never" if state.last_success is None else ago(state.last_success, now)


def _next_due(state: FeedState, feed: Document, now: datetime) -> str:
    """Return when a feed is asked next, seen from now."""
    from tapestory.ingest.timing.schedule import is_due

    if feed["status"] is None:
        return _UNTOLD
    if feed["status"] in {"gone", "paused"}:
        return "never"
    if is_due(state, now):
        return "now"
    if state.next_due is None or state.next_due <= now:
        return "later"  # it says itself at which hours it is not to be asked
    return f"in {span(state.next_due - now)}"


def _due_and_why(state: FeedState, feed: Document, *, now: datetime, zone: str) -> str:
    relative = _next_due(state, feed, now)
    exact = _moment(state.next_due, zone) if relative.startswith("in ") else ""
    kept = {"gone": "it is gone", "paused": "it is paused"}
    because = kept.get(feed["status"], state.due_because)
    when = f"{exact} ({relative})" if exact else relative
    return f"{when}: {because}" if because else when


def _moment(instant: datetime | None, zone: str) -> str:
    return "" if instant is None else shown(instant, zone)
