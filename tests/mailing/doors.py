"""Servers on the loopback that take mails and POSTs, refuse them, or end in the middle of it."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session


@dataclass(kw_only=True)
class Desk:
    """What aiosmtpd asks about each mail; `received` holds what it took over."""

    rcpt: str = "250 ok"
    answer: str = "250 2.0.0 queued"
    hangs_up: bool = False
    """Takes the mail and hangs up instead of saying so."""
    received: list[bytes] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, _server: SMTP, _session: Session, envelope: Envelope, to: str, _options: list[str]
    ) -> str:
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(to)
        return self.rcpt

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - the library's name
        if self.answer.startswith("250"):
            self.received.append(envelope.original_content or b"")
        if self.hangs_up and isinstance(server.transport, asyncio.WriteTransport):
            server.transport.abort()
        return self.answer


@contextmanager
def post_office(desk: Desk, *, tls: ssl.SSLContext | None = None, login: str = "") -> Iterator[int]:
    """Serve SMTP by aiosmtpd; with a password, only who knows it is served."""

    def knows(
        _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any
    ) -> AuthResult:
        return AuthResult(success=data.password == login.encode(), handled=False)

    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    more: dict[str, Any] = {"authenticator": knows, "auth_required": True} if login else {}
    if tls is not None:
        more |= {"tls_context": tls, "require_starttls": True}
    controller = Controller(desk, hostname="127.0.0.1", port=port, **more)
    controller.start()
    try:
        yield port
    finally:
        with suppress(asyncio.CancelledError):
            controller.stop()


@dataclass(kw_only=True)
class Hook:
    """What takes POSTs; `received` holds the bodies that it answered kindly, or would have."""

    status: int = 204
    hangs_up: bool = False
    """Takes the request and hangs up instead of answering."""
    on: Callable[[str], None] = lambda _stage: None
    """Told of connect, head, body and answered, each before it goes on."""
    received: list[bytes] = field(default_factory=list)


@contextmanager
def front_door(hook: Hook, *, tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """Serve HTTP for a hook."""

    class Handler(BaseHTTPRequestHandler):
        def setup(self) -> None:
            hook.on("connect")
            super().setup()

        def do_POST(self) -> None:
            hook.on("head")
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if not body:
                return
            if hook.status < 300:
                hook.received.append(body)
            hook.on("body")
            if not hook.hangs_up:
                self.send_response(hook.status)
                self.end_headers()
                self.wfile.flush()
                hook.on("answered")

        def handle(self) -> None:
            with suppress(OSError):
                super().handle()

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_args: object) -> None:
            """Say nothing: that whoever asked was killed is the point."""

    with Server(("127.0.0.1", 0), Handler) as server:
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join(10)
