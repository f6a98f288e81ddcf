"""Mails that tests hand over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tapestory.model import Parcel

MESSAGE = (
    b"Subject: What happened\r\nFrom: digest@example.org\r\nTo: reader@example.net\r\n"
    b"Message-ID: <digest.20260703.abc@example.org>\r\n\r\n"
    b"One line.\r\n.\r\n..two dots and what follows a lone one\r\n"
)


def parcel(message: bytes = MESSAGE) -> Parcel:
    return Parcel(
        sender="digest@example.org",
        recipient="reader@example.net",
        message_id="<digest.20260703.abc@example.org>",
        message=message,
    )


@dataclass
class Watch:
    """Counts how often the point of no return was reached, and may refuse to go on."""

    times: int = 0
    refuse: Callable[[], BaseException] | None = None
    steps: list[str] = field(default_factory=list)

    def handing_over(self) -> None:
        self.times += 1
        if self.refuse is not None:
            raise self.refuse()
