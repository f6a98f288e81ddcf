"""A health service on loopback: it hears how runs begin and end, and can break none of them."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from cli.world import Home
from tapestory.bootstrap import run_lock
from tapestory.config import resolve
from tapestory.errors import BlockedAddressError, FetchError
from tapestory.ingest.pinging import Pinger, Signal, told
from tapestory.model import Feed
from tapestory.store import Store

LOOPBACK = ("127.0.0.0/8",)


@dataclass(slots=True)
class Service:
    """What was heard, in order, and how it is answered."""

    url: str = ""
    status: int = 200
    pings: list[tuple[str, str]] = field(default_factory=list)


@contextmanager
def _serving(service: Service) -> Iterator[None]:
    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", "0"))
            service.pings.append((self.path, self.rfile.read(length).decode()))
            self.send_response(service.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    service.url = f"http://127.0.0.1:{server.server_port}/abc"
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def service() -> Iterator[Service]:
    found = Service()
    with _serving(found):
        yield found


def _watched(home: Home, service: Service, *, allowed: bool = True) -> Home:
    environ = {"TAPESTORY__HEALTH__PING_URL": service.url}
    if allowed:
        environ["TAPESTORY__FETCH__ALLOW_NETWORKS"] = '["127.0.0.0/8"]'
    return replace(home, environ=environ)


def test_a_good_run_is_told_of_at_its_beginning_and_its_end(
    initialised: Home, service: Service
) -> None:
    answer = _watched(initialised, service)("run", "--quiet")
    assert (answer.code, answer.err) == (0, "")
    assert [path for path, _ in service.pings] == ["/abc/start", "/abc"]
    assert "exit code 0" in service.pings[1][1]
    assert "run 1" in service.pings[1][1]


def test_a_run_that_breaks_is_told_of_with_its_code_and_reason(
    initialised: Home, service: Service
) -> None:
    home = _watched(initialised, service)
    (initialised.path / "tapestory.db").write_bytes(b"no database")
    assert home("run").code == 6
    (path, body) = service.pings[-1]
    assert path == "/abc/fail"
    assert "exit code 6" in body
    assert "not an SQLite database" in body


def test_failing_feeds_alone_do_not_raise_the_alarm(initialised: Home, service: Service) -> None:
    paths = resolve(None, {"TAPESTORY_HOME": str(initialised.path)})
    with Store.open(paths.store) as store, store.writing() as session:
        session.feeds.add(Feed(url="http://127.0.0.1:9/feed"))
    assert _watched(initialised, service)("run", "--quiet").code == 3
    (path, body) = service.pings[-1]
    assert path == "/abc"
    assert "exit code 3" in body
    assert "1 of 1 feed failed" in body


def test_a_run_that_finds_another_at_work_leaves_the_telling_to_it(
    initialised: Home, service: Service
) -> None:
    with run_lock(resolve(None, {"TAPESTORY_HOME": str(initialised.path)})):
        assert _watched(initialised, service)("run").code == 5
    assert service.pings == []


def test_sending_the_digest_is_told_of_too(initialised: Home, service: Service) -> None:
    home = _watched(initialised, service)
    answer = home("digest", "send")
    assert answer.code != 0
    assert service.pings[-1][0] == "/abc/fail"
    assert f"exit code {answer.code}" in service.pings[-1][1]


def test_a_private_address_must_be_allowed_and_is_not_named_in_full(
    initialised: Home, service: Service
) -> None:
    answer = _watched(initialised, service, allowed=False)("run", "--quiet")
    assert answer.code == 0
    assert service.pings == []
    assert "allow_networks" in answer.err
    assert "/abc" not in answer.err


@pytest.mark.parametrize("status", [404, 500, 301])
def test_a_service_that_refuses_breaks_no_run(
    initialised: Home, service: Service, status: int
) -> None:
    service.status = status
    answer = _watched(initialised, service)("run", "--quiet")
    assert answer.code == 0
    assert f"HTTP {status}" in answer.err
    assert "/abc" not in answer.err


def test_a_service_that_never_answers_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/x"
        pinger = Pinger(url=url, allow_networks=LOOPBACK, timeout=0.05)
        with pytest.raises(FetchError, match=r"no answer within 0\.05 s"):
            pinger.ping(Signal.START)


def test_an_end_is_told_twice_where_nobody_answered_and_a_beginning_once(
    service: Service,
) -> None:
    service.status = 503
    pinger = Pinger(url=service.url, allow_networks=LOOPBACK)
    failures: list[FetchError] = []
    assert not told(pinger, Signal.START, "", failures.append)
    assert not told(pinger, Signal.FAIL, "why", failures.append)
    assert service.pings == [("/abc/start", ""), ("/abc/fail", "why"), ("/abc/fail", "why")]
    assert [error.http_status for error in failures] == [503, 503]


def test_a_name_that_leads_home_is_not_spoken_to() -> None:
    with pytest.raises(BlockedAddressError):
        Pinger(url="http://localhost:9/x").ping(Signal.SUCCESS)


@pytest.mark.parametrize("host", ["a..example", f"{'a' * 70}.example"])
def test_a_name_that_no_host_can_have_is_told_of_like_any_silence(
    initialised: Home, host: str
) -> None:
    home = replace(initialised, environ={"TAPESTORY__HEALTH__PING_URL": f"https://{host}/abc"})
    answer = home("run", "--quiet")
    assert answer.code == 0
    assert len(answer.err.splitlines()) == 2
    assert "no host can have that name" in answer.err
    assert "/abc" not in answer.err


@pytest.mark.parametrize(
    "url",
    [
        "ftp://x.example/",
        "https://",
        "https://x.example/a b",
        "x?y=1",
        "https://x.example:99999/a",
        "https://x.example:0/a",
        "https://name:word@x.example/a",
    ],
)
def test_an_address_that_is_none_is_refused_by_its_key(initialised: Home, url: str) -> None:
    answer = replace(initialised, environ={"TAPESTORY__HEALTH__PING_URL": url})("run")
    assert answer.code == 6
    assert "health.ping_url" in answer.err
