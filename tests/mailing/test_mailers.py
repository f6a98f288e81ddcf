from __future__ import annotations

import errno
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mailing.mailer_contract import MailerContract
from mailing.parcels import Watch, parcel
from mailing.scripted_smtp import ScriptedSmtp
from tapestory.mailing import Mailer
from tapestory.mailing.mailers.folder import FolderMailer
from tapestory.mailing.mailers.sendmail import SendmailMailer
from tapestory.mailing.mailers.smtp import SmtpMailer
from tapestory.mailing.mailers.smtp_session import SmtpSettings
from tapestory.model import Delivery, Parcel


class TestSmtp(MailerContract):
    @pytest.fixture
    def mailer(self) -> Iterator[Mailer]:
        with ScriptedSmtp() as self._server:
            yield SmtpMailer(
                settings=SmtpSettings(host="127.0.0.1", port=self._server.port, security="none")
            )

    @pytest.fixture
    def unreachable(self) -> Mailer:
        with ScriptedSmtp() as gone:
            port = gone.port
        return SmtpMailer(settings=SmtpSettings(host="127.0.0.1", port=port, security="none"))

    def arrived(self) -> list[bytes]:
        return [mail.message for mail in self._server.received]


class TestSendmail(MailerContract):
    @pytest.fixture
    def mailer(self, tmp_path: Path) -> Mailer:
        self._folder = tmp_path / "arrived"
        self._folder.mkdir()
        return SendmailMailer(command=(str(program(tmp_path, self._folder)),))

    @pytest.fixture
    def unreachable(self, tmp_path: Path) -> Mailer:
        return SendmailMailer(command=(str(tmp_path / "nothing"),))

    def arrived(self) -> list[bytes]:
        return [file.read_bytes() for file in sorted(self._folder.iterdir())]


class TestMaildir(MailerContract):
    maildir = True

    @pytest.fixture
    def mailer(self, tmp_path: Path) -> Mailer:
        self._folder = tmp_path / "mail"
        return FolderMailer(folder=self._folder, maildir=self.maildir)

    @pytest.fixture
    def unreachable(self, tmp_path: Path) -> Mailer:
        (tmp_path / "file").touch()
        return FolderMailer(folder=tmp_path / "file", maildir=self.maildir)

    def arrived(self) -> list[bytes]:
        return [file.read_bytes() for file in sorted((self._folder / "new").iterdir())]

    def test_nothing_is_left_where_it_was_made(self, mailer: Mailer) -> None:
        mailer.send(parcel(), handing_over=Watch().handing_over)

        assert list((self._folder / "tmp").iterdir()) == []
        assert list((self._folder / "cur").iterdir()) == []


class TestWithoutLinks(TestMaildir):
    """A file system on which a file has one name."""

    @pytest.fixture
    def mailer(self, tmp_path: Path) -> Mailer:
        self._folder = tmp_path / "mail"
        return FolderMailer(folder=self._folder, maildir=self.maildir, link=_no_link)


def _no_link(_partial: Path, _final: Path) -> None:
    raise PermissionError(errno.EPERM, "Operation not permitted")


class TestEml(TestMaildir):
    maildir = False

    def arrived(self) -> list[bytes]:
        return [file.read_bytes() for file in sorted(self._folder.glob("*.eml"))]

    def test_nothing_is_left_where_it_was_made(self, mailer: Mailer) -> None:
        mailer.send(parcel(), handing_over=Watch().handing_over)

        assert [file.suffix for file in self._folder.iterdir()] == [".eml"]

    def test_no_recipient_names_a_file_elsewhere(self, mailer: Mailer) -> None:
        hostile = Parcel(
            sender="a@example.org",
            recipient="../../x@example.org",
            message_id="<../../../etc.20260703.x@example.org>",
            message=b"x",
        )

        outcome = mailer.send(hostile, handing_over=Watch().handing_over)

        assert outcome.delivery is Delivery.SENT
        assert len(self.arrived()) == 1


def program(folder: Path, arrived: Path, *, end: str = "") -> Path:
    """Write a program that takes mail as sendmail does, and then ends as told."""
    path = folder / "sendmail"
    path.write_text(
        f"#!{sys.executable}\n"
        "import os, pathlib, signal, sys, time\n"
        f"folder = pathlib.Path({str(arrived)!r})\n"
        "data = sys.stdin.buffer.read()\n"
        "assert sys.argv[1:] == ['-i', '-odb', '-f', 'digest@example.org', '--',\n"
        "                        'reader@example.net'], sys.argv\n"
        f"{end}\n"
        "(folder / str(len(list(folder.iterdir())))).write_bytes(data)\n",
        encoding="utf-8",
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("sys.exit(75)", Delivery.LATER),
        ("sys.exit(69)", Delivery.LATER),
        ("sys.exit(1)", Delivery.LATER),
        ("sys.exit(67)", Delivery.REFUSED),
        ("sys.exit(65)", Delivery.REFUSED),
        ("sys.exit(78)", Delivery.REFUSED),
        ("os.kill(os.getpid(), signal.SIGKILL)", Delivery.UNKNOWN),
    ],
)
def test_an_exit_code_says_whether_to_try_again(
    tmp_path: Path, end: str, expected: Delivery
) -> None:
    arrived = tmp_path / "arrived"
    arrived.mkdir()
    mailer = SendmailMailer(command=(str(program(tmp_path, arrived, end=end)),))

    outcome = mailer.send(parcel(), handing_over=Watch().handing_over)

    assert outcome.delivery is expected
    assert list(arrived.iterdir()) == []


def test_a_program_that_hangs_is_ended_and_the_outcome_unknown(tmp_path: Path) -> None:
    hanging = program(tmp_path, tmp_path, end="time.sleep(600)")
    mailer = SendmailMailer(command=(str(hanging),), timeout=0.5)

    outcome = mailer.send(parcel(), handing_over=Watch().handing_over)

    assert outcome.delivery is Delivery.UNKNOWN


def test_what_a_program_complains_of_is_told_on_one_line(tmp_path: Path) -> None:
    end = "sys.stderr.write('no\\nroute \\x1b[31m'); sys.exit(68)"
    mailer = SendmailMailer(command=(str(program(tmp_path, tmp_path, end=end)),))

    outcome = mailer.send(parcel(), handing_over=Watch().handing_over)

    assert outcome.reply.endswith("exit 68, no such host: no route ?[31m")
