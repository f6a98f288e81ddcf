"""A mail server on the loopback that takes mails, refuses them, hangs up, or has senders killed.

What goes wrong with a connection is drawn as it comes in. `held` is what the server has taken over:
whatever the other side believes, that is what a reader would find in the mailbox.
"""

from __future__ import annotations

import email
import random
import socketserver
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.policy import default

MISHAPS = {
    "fine": 12,
    "421 at connect": 4, "451 at RCPT": 4, "452 at MAIL": 3, "451 at dot": 4, "554 at dot": 1,
    "gone at connect": 3, "gone at DATA": 3, "gone at body": 2, "gone at dot": 3,
    "kill at connect": 2, "kill at DATA": 3, "kill at body": 3, "kill at dot": 3,
    "kill at answered": 3,
}  # fmt: skip
"""What happens, and how often in proportion. A final refusal is rare: its day gets no mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A mail that was taken over."""

    message_id: str
    recipient: str
    text: str
    """Its plain part."""


class _GoneError(Exception):
    """The connection ends here."""


class Postbox(socketserver.ThreadingTCPServer):
    """Serves SMTP on a port of its own."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, *, seed: int, kill: Callable[[], None]) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.held: list[Held] = []
        self.happened: Counter[str] = Counter()
        self.troubled = False
        """Whether anything goes wrong at all."""
        self.kill = kill
        self._dice = random.Random(f"postbox {seed}")  # noqa: S311 (reproducible)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def mishap(self) -> str:
        """Return what goes wrong with the next connection."""
        kinds = [*MISHAPS] if self.troubled else ["fine"]
        drawn = self._dice.choices(kinds, [MISHAPS[kind] for kind in kinds])[0]
        self.happened[drawn] += 1
        return drawn


class _Conversation(socketserver.StreamRequestHandler):
    server: Postbox

    def handle(self) -> None:
        """Talk until the other side is done, or gone."""
        what, _, self._where = self.server.mishap().partition(" at ")
        self._what = what
        with suppress(_GoneError, OSError):
            self._reach("connect", "220 postbox")
            recipient = ""
            while line := self.rfile.readline():
                verb = line.decode("latin-1").split(" ")[0].strip().upper()
                if verb == "RCPT":
                    recipient = line.decode("latin-1").partition("<")[2].partition(">")[0]
                if verb == "DATA":
                    self._take(recipient)
                elif verb == "QUIT":
                    self._say("221 bye")
                    return
                else:
                    self._reach(verb, "250 ok")

    def _take(self, recipient: str) -> None:
        if not self._reach("DATA", "354 go on"):
            return
        lines: list[bytes] = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                raise _GoneError
            if not lines:
                self._happen("body")
            lines.append(line.removeprefix(b"."))
        if not (self._where == "dot" and self._what.isdigit()):
            self.server.held.append(_held(b"".join(lines), recipient))
        self._reach("dot", "250 taken")
        self._happen("answered")

    def _reach(self, stage: str, answer: str) -> bool:
        """Answer at a stage, unless something happens there; return whether it was kindly."""
        self._happen(stage)
        refused = self._where == stage and self._what.isdigit()
        self._say(f"{self._what} not now" if refused else answer)
        if refused and stage == "connect":
            raise _GoneError
        return not refused

    def _happen(self, stage: str) -> None:
        if self._where != stage:
            return
        if self._what == "kill":
            self.server.kill()
        if self._what == "gone":
            raise _GoneError

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def delivering(*, seed: int, kill: Callable[[], None]) -> Iterator[Postbox]:
    """Serve SMTP meanwhile."""
    with Postbox(seed=seed, kill=kill) as box:
        thread = threading.Thread(target=box.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield box
        finally:
            box.shutdown()
            thread.join(10)


def _held(message: bytes, recipient: str) -> Held:
    parsed = email.message_from_bytes(message, policy=default)
    body = parsed.get_body(("plain",))
    return Held(
        message_id=str(parsed["Message-ID"]),
        recipient=recipient,
        text="" if body is None else str(body.get_content()).replace("\r\n", "\n"),
    )
