"""A mail server on the loopback that answers, or falls silent, as a script says."""

from __future__ import annotations

import asyncio
import base64
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

Stage = str
"""connect, EHLO, AUTH, MAIL, RCPT, DATA, body (some of the mail is there), dot, answered, QUIT."""


@dataclass(kw_only=True)
class Script:
    replies: Mapping[str, str] = field(default_factory=dict)
    """By verb, "connect" and "dot"; what is not named is answered kindly."""
    drop_at: Stage = ""
    """The connection is broken off there instead of an answer."""
    drip_at: Stage = ""
    """The answer comes there a byte at a time and never ends; after "dot" the mail is held."""
    on: Callable[[Stage], None] = lambda _stage: None
    """Told of each stage before it is answered."""
    offer: tuple[str, ...] = ("SIZE 100000000", "8BITMIME")
    tls: ssl.SSLContext | None = None
    implicit_tls: bool = False
    users: Mapping[str, str] = field(default_factory=dict)
    mechanisms: str = "PLAIN LOGIN"
    token: str = ""
    """What XOAUTH2 is to bring."""


@dataclass(kw_only=True)
class Received:
    sender: str
    recipient: str
    message: bytes
    tls: bool


class _DroppedError(Exception):
    pass


class ScriptedSmtp:
    """Serves until it is left; `received` holds what it has taken over."""

    def __init__(self, script: Script | None = None) -> None:
        self.script = script or Script()
        self.received: list[Received] = []
        """Mails that were answered kindly, or would have been had the connection held."""
        self.commands: list[str] = []
        self.connections = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(10)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _start(self) -> asyncio.Server:
        tls = self.script.tls if self.script.implicit_tls else None
        return await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=tls, limit=1 << 16)

    async def _stop(self) -> None:
        self._server.close()
        here = asyncio.current_task()
        others = [task for task in asyncio.all_tasks() if task is not here]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            await _Conversation(self, reader, writer).hold()
        except (_DroppedError, ConnectionError, ssl.SSLError, asyncio.CancelledError):
            pass  # the other side hung up, or the server is left
        finally:
            writer.transport.abort()


class _Conversation:
    def __init__(
        self, server: ScriptedSmtp, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._server, self._script = server, server.script
        self._reader, self._writer = reader, writer
        self._tls = server.script.implicit_tls
        self._sender = self._recipient = ""

    async def hold(self) -> None:
        await self._answer("connect", "220 loopback ready")
        while line := await self._reader.readline():
            words = line.decode().strip()
            verb, space, rest = words.partition(" ")
            verb = verb.upper()
            self._server.commands.append(verb + space + rest)
            if verb == "QUIT":
                await self._answer("QUIT", "221 bye")
                return
            await getattr(self, f"_{verb.lower()}", self._unknown)(words)

    async def _ehlo(self, _words: str) -> None:
        offers = ["loopback", *self._script.offer]
        if self._script.tls is not None and not self._tls:
            offers.append("STARTTLS")
        if self._script.users or self._script.token:
            offers.append(f"AUTH {self._script.mechanisms}")
        lines = [f"250-{offer}" for offer in offers[:-1]] + [f"250 {offers[-1]}"]
        await self._answer("EHLO", "\r\n".join(lines))

    async def _starttls(self, _words: str) -> None:
        assert self._script.tls is not None
        await self._answer("STARTTLS", "220 go ahead")
        await self._writer.start_tls(self._script.tls)
        self._tls = True

    async def _auth(self, words: str) -> None:
        _, mechanism, *rest = words.split()
        given = rest[0] if rest else ""
        if mechanism == "PLAIN":
            name, secret = base64.b64decode(given).decode().split("\0")[1:]
            right = self._script.users.get(name) == secret
        elif mechanism == "LOGIN":
            name = base64.b64decode(given).decode()
            await self._say("334 UGFzc3dvcmQ6")
            secret = base64.b64decode(await self._reader.readline()).decode()
            right = self._script.users.get(name) == secret
        else:
            right = f"auth=Bearer {self._script.token}\x01" in base64.b64decode(given).decode()
            if not right:
                await self._say("334 eyJzdGF0dXMiOiI0MDEifQ==")
                await self._reader.readline()
        await self._answer("AUTH", "235 welcome" if right else f"535 5.7.8 no such login {given}")

    async def _mail(self, words: str) -> None:
        self._sender = words.partition("<")[2].partition(">")[0]
        await self._answer("MAIL", "250 ok")

    async def _rcpt(self, words: str) -> None:
        self._recipient = words.partition("<")[2].partition(">")[0]
        await self._answer("RCPT", "250 ok")

    async def _data(self, _words: str) -> None:
        await self._answer("DATA", "354 go on")
        if "DATA" in self._script.replies:
            return
        lines: list[bytes] = []
        while (line := await self._reader.readline()) != b".\r\n":
            if not line:
                raise _DroppedError
            if not lines:
                await self._reach("body")
            lines.append(line[1:] if line.startswith(b".") else line)
        if self._script.replies.get("dot", "2").startswith("2"):
            self._server.received.append(
                Received(
                    sender=self._sender,
                    recipient=self._recipient,
                    message=b"".join(lines),
                    tls=self._tls,
                )
            )
        await self._answer("dot", "250 2.0.0 queued as 1")
        await self._reach("answered")

    async def _rset(self, _words: str) -> None:
        await self._say("250 ok")

    async def _unknown(self, _words: str) -> None:
        await self._say("502 what?")

    async def _answer(self, stage: Stage, kindly: str) -> None:
        await self._reach(stage)
        while self._script.drip_at == stage:
            self._writer.write(b"2")
            await self._writer.drain()
            await asyncio.sleep(0.02)  # the pace of the other side, not a wait of the test
        await self._say(self._script.replies.get(stage, kindly))

    async def _reach(self, stage: Stage) -> None:
        self._script.on(stage)
        if self._script.drop_at == stage:
            raise _DroppedError

    async def _say(self, words: str) -> None:
        self._writer.write(f"{words}\r\n".encode())
        await self._writer.drain()
