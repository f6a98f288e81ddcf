"""A mail → the standard input of a program that is called as sendmail is (postfix, msmtp, exim)."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import IO

from tapestory.mailing.mailers.interface import Steps, unheard
from tapestory.model import Delivery, DeliveryOutcome, Parcel

# sysexits.h, as sendmail programs use it.
_REFUSED = {
    64: "wrong usage",
    65: "wrong data, perhaps the address",
    67: "no such user",
    68: "no such host",
    76: "protocol error",
    77: "no permission",
    78: "wrong configuration",
}
_PASSING = {
    69: "service unavailable",
    70: "internal error",
    71: "system error",
    72: "a system file is missing",
    73: "cannot create a file",
    74: "input or output error",
    75: "temporary failure",
}
_LONGEST_WORDS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SendmailMailer:
    """Hands mails to a local program, which queues and sends them."""

    command: tuple[str, ...]
    """Program and its own options: ("/usr/sbin/sendmail",)."""
    timeout: float = 60.0
    """Seconds; a program that takes longer is ended."""

    @property
    def name(self) -> str:
        """The program."""
        return f"sendmail {self.command[0]}"

    def send(
        self,
        parcel: Parcel,
        *,
        handing_over: Callable[[], None],
        steps: Steps = unheard,
    ) -> DeliveryOutcome:
        """Call the program, write the mail to it, and go by its exit code.

        The program could queue the mail from the moment on that it has read it, so one that dies
        by a signal or hangs leaves the outcome unknown. It reads from a file and not from a pipe:
        a pipe that breaks off because we are killed looks like the end of a shorter mail.
        """
        argv = self._argv(parcel)
        if shutil.which(argv[0]) is None:
            reply = f"{argv[0]}: there is no such program"
            return DeliveryOutcome(delivery=Delivery.LATER, reply=reply)
        with ExitStack() as afterwards:
            try:
                file = afterwards.enter_context(tempfile.TemporaryFile())
                file.write(parcel.message.replace(b"\r\n", b"\n"))
                file.seek(0)
            except OSError as error:
                reply = f"the mail cannot be written for {argv[0]}: {error.strerror or error}"
                return DeliveryOutcome(delivery=Delivery.LATER, reply=reply)
            steps(f"starting {' '.join(argv)}")
            handing_over()
            return self._called(argv, file)

    def _argv(self, parcel: Parcel) -> list[str]:
        # -i: a line of one dot does not end the mail. -odb: Sendmail itself would report with 75
        # that it could not deliver at once but has queued the mail; other programs ignore it.
        return [*self.command, "-i", "-odb", "-f", parcel.sender, "--", parcel.recipient]

    def _called(self, argv: list[str], file: IO[bytes]) -> DeliveryOutcome:
        try:
            process = subprocess.Popen(  # noqa: S603 - the command that the user configured
                argv,
                stdin=file,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            reply = f"{argv[0]}: cannot be run: {error.strerror or error}"
            return DeliveryOutcome(delivery=Delivery.LATER, reply=reply)
        with process:
            try:
                _, said = process.communicate(timeout=self.timeout)
            except subprocess.TimeoutExpired:
                _end(process)
                reply = f"{argv[0]}: no answer in {self.timeout:g} s; it was ended"
                return DeliveryOutcome(delivery=Delivery.UNKNOWN, reply=reply)
        return self._judged(process.returncode, _words(said))

    def _judged(self, code: int, said: str) -> DeliveryOutcome:
        program = self.command[0]
        if code == 0:
            return DeliveryOutcome(delivery=Delivery.SENT, reply=f"{program}: taken over")
        if code < 0:
            name = signal.Signals(-code).name if -code in list(signal.Signals) else str(-code)
            reply = f"{program}: died of {name}{said}"
            return DeliveryOutcome(delivery=Delivery.UNKNOWN, reply=reply)
        if code in _REFUSED:
            reply = f"{program}: exit {code}, {_REFUSED[code]}{said}"
            return DeliveryOutcome(delivery=Delivery.REFUSED, reply=reply)
        # Whatever else it was, a program that fails has not taken the mail over.
        meaning = _PASSING.get(code)
        reply = f"{program}: exit {code}{f', {meaning}' if meaning else ''}{said}"
        return DeliveryOutcome(delivery=Delivery.LATER, reply=reply)


def _words(said: bytes) -> str:
    text = " ".join(said.decode("utf-8", "replace").split())
    text = "".join(char if char.isprintable() else "?" for char in text)
    return f": {text[:_LONGEST_WORDS]}" if text else ""


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
