"""Where a server is → a connection on which smtplib speaks, watched and within bounds."""

from __future__ import annotations

import smtplib
import socket
import ssl

from tapestory.mailing.mailers.deadline import Deadline

_GREETING = "[127.0.0.1]"
"""What we call ourselves: an address literal (RFC 5321 section 4.1.4), as the name of a laptop is
nobody's business and asking for it may wait for a name server."""
_LONGEST_LINE = 8192
"""Bytes; RFC 5321 section 4.5.3.1.5 allows 512."""
_MOST_LINES = 200
"""Of one reply: the longest is that to EHLO, one for each extension."""


class SmtpClient(smtplib.SMTP):
    """The library's client, but for how it connects and what it reads.

    The library does not let go of a server that never ends its reply, and says of one that is
    silent that it has hung up.
    """

    def __init__(
        self,
        host: str,
        port: int,
        *,
        timeout: float,
        implicit_tls: ssl.SSLContext | None,
        deadline: Deadline,
    ) -> None:
        """Connect and read the greeting.

        Args:
            host: Name or address.
            port: Of the server.
            timeout: Seconds, for each answer.
            implicit_tls: With what the connection is encrypted from its first byte on, if it is.
            deadline: Watches the connection.

        Raises:
            OSError: There is no connection, or no answer.
            smtplib.SMTPException: It is not SMTP, or the server turns us away.
        """
        self._implicit_tls, self._deadline = implicit_tls, deadline
        super().__init__(host, port, local_hostname=_GREETING, timeout=timeout)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        try:
            sock = socket.create_connection((host, port), timeout)
        except UnicodeError as error:
            message = "no host can have that name"
            raise OSError(message) from error
        if self._implicit_tls is not None:
            sock = self._implicit_tls.wrap_socket(sock, server_hostname=host)
        self._deadline.hold(sock)
        return sock

    def encrypt(self, context: ssl.SSLContext) -> tuple[int, bytes]:
        """Ask for STARTTLS and encrypt; forget what was offered and said before."""
        answer = self.starttls(context=context)
        if self.sock is not None:
            self._deadline.hold(self.sock)
        return answer

    def getreply(self) -> tuple[int, bytes]:
        """Return the next reply: its code, -1 where there is none, and its words by lines.

        Raises:
            OSError: No answer in time.
            smtplib.SMTPServerDisconnected: The server hung up.
            smtplib.SMTPException: The reply is longer than any.
        """
        if self.file is None:
            if self.sock is None:
                message = "there is no connection"
                raise smtplib.SMTPServerDisconnected(message)
            self.file = self.sock.makefile("rb")
        lines: list[bytes] = []
        while len(lines) < _MOST_LINES:
            line = self.file.readline(_LONGEST_LINE + 1)
            if not line.endswith(b"\n"):
                self.close()
                if len(line) > _LONGEST_LINE:
                    break
                message = "the server hung up"
                raise smtplib.SMTPServerDisconnected(message)
            lines.append(line[4:].strip())
            if not (line[:3].isascii() and line[:3].isdigit()):
                return -1, line.strip()
            if line[3:4] != b"-":
                return int(line[:3]), b"\n".join(lines)
        self.close()
        message = "the reply does not end"
        raise smtplib.SMTPException(message)
