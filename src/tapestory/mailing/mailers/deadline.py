"""A connection and some seconds → it is broken off when they are over, however busy it looks.

A time limit for each read does not end a conversation with somebody who says one byte at a time.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Deadline:
    """Watches the connection of one attempt, one stretch of it after another."""

    def __init__(self) -> None:
        self.passed = 0.0
        """Seconds of the stretch that was broken off; 0 where none was."""
        self._sock: socket.socket | None = None

    def hold(self, sock: socket.socket) -> None:
        """Watch this connection from now on, instead of the one that it was made of."""
        self._sock = sock
        if self.passed:
            self._shut()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Break the connection off should what is done inside take longer."""
        timer = threading.Timer(seconds, self._break_off, (seconds,))
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _break_off(self, seconds: float) -> None:
        self.passed = seconds
        self._shut()

    def _shut(self) -> None:
        # The method of an SSLSocket would drop the encryption first, and what another thread is
        # about to write would go out in the clear.
        with suppress(OSError):
            if self._sock is not None:
                socket.socket.shutdown(self._sock, socket.SHUT_RDWR)
