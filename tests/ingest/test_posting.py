"""One POST over a real connection on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tapestory.ingest.posting import post


@dataclass
class Seen:
    url: str
    requests: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    """The next ones; 204 when there is none left, no answer where it is 0."""


@pytest.fixture
def seen() -> Iterator[Seen]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found.requests.append((self.path, dict(self.headers), body))
            status = found.answers.pop(0) if found.answers else 204
            if status:
                self.send_response(status)
                self.send_header("Location", "/elsewhere")
                self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name
            del format, args

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        found = Seen(f"http://127.0.0.1:{server.server_port}/hook?key=1")
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield found
        server.shutdown()
        thread.join()


def test_what_is_posted_arrives_once_after_the_connection_stands(seen: Seen) -> None:
    steps: list[int] = []

    status, _ = post(
        seen.url,
        headers={"webhook-id": "1"},
        body="é".encode(),
        connected=lambda: steps.append(len(seen.requests)),
    )

    assert (status, steps) == (204, [0])
    [(path, headers, body)] = seen.requests
    assert (path, headers["webhook-id"], body) == ("/hook?key=1", "1", "é".encode())


def test_no_redirect_is_followed(seen: Seen) -> None:
    seen.answers = [302]

    status, _ = post(seen.url, headers={}, body=b"", connected=lambda: None)

    assert status == 302
    assert len(seen.requests) == 1


def test_who_may_not_hand_over_sends_nothing(seen: Seen) -> None:
    def refuse() -> None:
        raise KeyError

    with pytest.raises(KeyError):
        post(seen.url, headers={}, body=b"", connected=refuse)

    assert seen.requests == []


def test_no_answer_and_no_connection_are_told_as_such(seen: Seen) -> None:
    seen.answers = [0]
    with pytest.raises(OSError, match=r"no answer|closed"):
        post(seen.url, headers={}, body=b"", connected=lambda: None)
    connected: list[bool] = []
    with pytest.raises(ConnectionRefusedError):
        post(
            "http://127.0.0.1:1/",
            headers={},
            body=b"",
            connected=lambda: connected.append(True),
        )

    assert connected == []
