"""A feed's body and how the server feels → the bytes that it answers, and how it sends them."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from email.utils import format_datetime

from evaluation.soaking import press

FAULTS = {
    "drop": 20, "truncated": 20, "stall": 3, "drip": 3, "error": 25, "busy": 8, "too many": 8,
    "cut": 15, "garbage": 12, "html": 12, "empty": 12, "shuffled": 15, "found": 15, "moved": 2,
}  # fmt: skip
"""What goes wrong, and how often in proportion. Not all of it is bad: a shuffled feed is a feed."""
RETRY_AFTER = 90
"""Minutes that "busy" and "too many" ask for."""
STALL = 3.0
"""Seconds; the poller's deadline is shorter."""
_ERRORS = ("500 Internal Server Error", "502 Bad Gateway", "503 Service Unavailable")
_PAGE = b"<!DOCTYPE html><html><head><title>Log in</title></head><body>Later.</body></html>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is asked for, and when."""

    feed: int
    minute: int
    body: bytes
    """Of the feed as it should be answered now."""
    etag: bytes
    """Of the feed as it really is."""

    @property
    def validator(self) -> bytes:
        """The header line that lets the client ask conditionally."""
        return b'ETag: "%s"\r\n' % self.etag


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is sent."""

    data: bytes
    keeps: bool = True
    """Whether the connection lives on."""
    pause: float = 0.0
    """Seconds before the connection is closed."""
    drips: bool = False
    """Sent byte by byte."""


def reply(kind: str, scene: Scene) -> Reply:
    """Return what a kind of answer looks like; a kind that is none is the feed as it is."""
    return _REPLIES.get(kind, _whole)(scene)


def _head(status: str, size: int, *more: bytes, kind: str = "application/xml") -> bytes:
    lines = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {size}\r\n"
    return lines.encode() + b"".join(more) + b"\r\n"


def _with(scene: Scene, body: bytes, *more: bytes, kind: str = "application/xml") -> Reply:
    return Reply(data=_head("200 OK", len(body), scene.validator, *more, kind=kind) + body)


def _whole(scene: Scene) -> Reply:
    return _with(scene, scene.body)


def _not_modified(scene: Scene) -> Reply:
    return Reply(data=b"HTTP/1.1 304 Not Modified\r\n" + scene.validator + b"\r\n")


def _drop(_: Scene) -> Reply:
    return Reply(data=b"", keeps=False)


def _truncated(scene: Scene) -> Reply:
    head = _head("200 OK", len(scene.body), scene.validator)
    return Reply(data=head + scene.body[: len(scene.body) // 2], keeps=False)


def _stall(scene: Scene) -> Reply:
    head = _head("200 OK", len(scene.body), scene.validator)
    return Reply(data=head, keeps=False, pause=STALL)


def _drip(scene: Scene) -> Reply:
    return Reply(data=_whole(scene).data, keeps=False, drips=True)


def _error(scene: Scene) -> Reply:
    return Reply(data=_head(_ERRORS[(scene.feed + scene.minute) % 3], 5) + b"sorry")


def _later(status: str) -> Callable[[Scene], Reply]:
    def asking_for_time(scene: Scene) -> Reply:
        until = press.START + timedelta(minutes=scene.minute + RETRY_AFTER)
        wait = str(60 * RETRY_AFTER) if scene.feed % 2 else format_datetime(until, usegmt=True)
        return Reply(data=_head(status, 0, f"Retry-After: {wait}\r\n".encode()))

    return asking_for_time


def _cut(scene: Scene) -> Reply:
    return _with(scene, scene.body[: len(scene.body) * 2 // 3])


def _garbage(scene: Scene) -> Reply:
    packed = gzip.compress(scene.body, mtime=0)
    broken = packed[:40] + bytes(255 - byte for byte in packed[40:])
    return _with(scene, broken, b"Content-Encoding: gzip\r\n")


def _page(scene: Scene) -> Reply:
    return _with(scene, _PAGE, kind="text/html")


def _elsewhere(status: str, folder: str) -> Callable[[Scene], Reply]:
    def sending_there(scene: Scene) -> Reply:
        where = f"Location: /{folder}/{scene.feed}.xml\r\n".encode()
        return Reply(data=_head(status, 0, where))

    return sending_there


_REPLIES: dict[str, Callable[[Scene], Reply]] = {
    "304": _not_modified,
    "drop": _drop,
    "truncated": _truncated,
    "stall": _stall,
    "drip": _drip,
    "error": _error,
    "busy": _later("503 Service Unavailable"),
    "too many": _later("429 Too Many Requests"),
    "cut": _cut,
    "garbage": _garbage,
    "html": _page,
    "found": _elsewhere("302 Found", "elsewhere"),
    "moved": _elsewhere("301 Moved Permanently", "moved"),
}
