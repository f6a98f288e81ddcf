"""One POST: its outcome is that of the status, and no server can hold it for long."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from tapestory.ingest.posting import post

Answer = Callable[[socket.socket, threading.Event], None]


@contextmanager
def door(answer: Answer) -> Iterator[str]:
    """Serve one connection: read the head of the request, then answer as told."""
    over = threading.Event()

    def serve(listening: socket.socket) -> None:
        with suppress(OSError):
            taken, _ = listening.accept()
            with taken:
                taken.recv(65_536)
                answer(taken, over)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, args=(listening,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/hook"
        over.set()
    thread.join(10)


def dripping(before: bytes, drop: bytes) -> Answer:
    def answer(taken: socket.socket, over: threading.Event) -> None:
        taken.sendall(before)
        while not over.wait(0.02):  # the pace of the other side
            taken.sendall(drop)

    return answer


def posted(url: str, *, seconds: float = 10) -> tuple[int, str]:
    return post(url, headers={}, body=b"{}", connected=lambda: None, total_seconds=seconds)


@pytest.mark.parametrize(
    ("before", "drop"),
    [
        (b"", b"H"),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["the status", "being asked to wait"],
)
def test_whoever_drips_is_left_without_an_answer(before: bytes, drop: bytes) -> None:
    with door(dripping(before, drop)) as url, pytest.raises(OSError, match=r".*"):
        posted(url, seconds=0.3)


def test_a_status_stands_whatever_comes_of_the_rest() -> None:
    head = b"HTTP/1.1 202 Accepted\r\nContent-Length: 1000000\r\n\r\n"

    with door(dripping(b"HTTP/1.1 202 Accepted\r\n", b"x")) as url:
        assert posted(url, seconds=0.3) == (202, "Accepted")

    with door(dripping(head, b"x")) as url:
        assert posted(url, seconds=0.3) == (202, "Accepted")
    with door(lambda taken, _over: taken.sendall(head)) as url:
        assert posted(url) == (202, "Accepted")


def test_what_is_raised_at_the_point_of_no_return_is_passed_on_and_nothing_left() -> None:
    got: list[bytes] = []

    def stop() -> None:
        raise KeyError

    def listen(taken: socket.socket, _over: threading.Event) -> None:
        got.append(taken.recv(1))

    with door(listen) as url, pytest.raises(KeyError):
        post(url, headers={}, body=b"{}", connected=stop)
    assert got in ([], [b""])


def test_a_name_that_no_host_can_have_is_no_connection() -> None:
    with pytest.raises(OSError, match="no host can have"):
        posted("http://hook..example/x")
