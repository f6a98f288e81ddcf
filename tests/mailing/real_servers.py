"""Postfix and dovecot on ports of the loopback, with a folder of their own: started and ended here.

Postfix takes mail by STARTTLS from whoever logs in (dovecot tells whether the password is right)
and hands it on by LMTP; dovecot puts it into maildirs and gives it out by IMAP.
"""

from __future__ import annotations

import grp
import imaplib
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from mailing.conftest import Certificate
from pipeline.programs import wait_until

DOMAIN = "example.net"
SERVICES = (
    *("cleanup", "rewrite", "bounce", "defer", "trace", "verify", "error", "retry", "lmtp"),
    *("anvil", "scache", "tlsmgr", "proxymap", "qmgr", "postlog"),
)
_PROGRAMS = {
    "rewrite": "trivial-rewrite",
    "defer": "bounce",
    "trace": "bounce",
    "retry": "error",
    "postlog": "postlogd",
}
_MOST = {
    **dict.fromkeys(("qmgr", "tlsmgr", "anvil", "scache", "postlog"), "1"),
    **dict.fromkeys(("cleanup", "bounce", "defer", "trace"), "0"),
}
"""Processes of a service; 0 is without limit."""

_PROTOCOLS = ("/usr/lib/dovecot/imap", "/usr/lib/dovecot/lmtp")
"""Packages of their own on Debian, which dovecot starts without."""


def missing() -> str:
    """Return why these servers cannot be run here; empty where they can."""
    for program in ("/usr/sbin/postfix", "/usr/sbin/dovecot", *_PROTOCOLS):
        if shutil.which(program) is None:
            return f"there is no {program}"
    return "" if os.geteuid() == 0 else "postfix and dovecot want to be started by root"


def versions() -> str:
    """Return what is run."""
    said = [
        subprocess.run(argv, check=True, capture_output=True, text=True).stdout.split()
        for argv in (
            ["/usr/sbin/postconf", "-d", "mail_version"],
            ["/usr/sbin/dovecot", "--version"],
        )
    ]
    return f"postfix {said[0][-1]}, dovecot {said[1][0]}"


@dataclass(kw_only=True)
class Servers:
    """The pair, in a folder that everybody may enter."""

    folder: Path
    certificate: Certificate
    users: Mapping[str, str]
    """Password by the part before the @."""
    ports: dict[str, int] = field(default_factory=dict)
    _running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start_dovecot(self) -> None:
        """Start it and wait until it listens."""
        config = self._written("dovecot.conf", self._dovecot_conf())
        owner = pwd.getpwnam("dovecot")
        lines = [
            f"{name}:{{PLAIN}}{password}:{owner.pw_uid}:{owner.pw_gid}::{self.folder}/mail/{name}\n"
            for name, password in self.users.items()
        ]
        self._written("users", "".join(lines))
        (self.folder / "mail").mkdir(exist_ok=True)
        os.chown(self.folder / "mail", owner.pw_uid, owner.pw_gid)
        self._run("dovecot", ["/usr/sbin/dovecot", "-F", "-c", str(config)])
        self._await("imap", "lmtp", "auth")

    def start_postfix(self, **settings: str) -> None:
        """Start it, with settings beside those of the pair, and wait until it listens."""
        config = self.folder / "postfix"
        for folder in (config, self.folder / "spool", self.folder / "data"):
            folder.mkdir(exist_ok=True)
        os.chown(self.folder / "data", pwd.getpwnam("postfix").pw_uid, -1)
        self._written("postfix/main.cf", self._main_cf(settings))
        self._written("postfix/master.cf", self._master_cf())
        listed = "".join(f"{name}@{DOMAIN} ok\n" for name in self.users)
        self._written("postfix/readers", listed)
        self._run("postfix", ["/usr/sbin/postfix", "-c", str(config), "start-fg"])
        self._await("smtp")

    def stop(self, name: str) -> None:
        """End one of them as its user would, and wait for it."""
        process = self._running.pop(name)
        if name == "postfix":  # what was started is a script that waits for it
            master = (self.folder / "spool" / "pid" / "master.pid").read_text(encoding="ascii")
            os.kill(int(master), signal.SIGTERM)
        else:
            process.terminate()
        process.wait(timeout=30)
        with suppress(ProcessLookupError):  # children that have not noticed yet
            os.killpg(process.pid, signal.SIGTERM)

    def mailbox(self, name: str) -> list[bytes]:
        """Return the mails of a reader, as IMAP gives them out."""
        with imaplib.IMAP4("127.0.0.1", self.ports["imap"]) as client:
            client.login(name, self.users[name])
            client.select("INBOX", readonly=True)
            numbers = client.search(None, "ALL")[1][0].split()
            found = [client.fetch(number.decode(), "(BODY.PEEK[])")[1][0] for number in numbers]
        return [one[1] for one in found if isinstance(one, tuple)]

    def wait_for(self, name: str, mails: int) -> list[bytes]:
        """Wait until a reader has so many mails, and return them."""
        wait_until(lambda: len(self.mailbox(name)) >= mails)
        return self.mailbox(name)

    def stop_all(self) -> None:
        """End what still runs."""
        for name in list(self._running):
            self.stop(name)

    def log(self, name: str) -> str:
        """Return what one of them has said."""
        return (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    def _run(self, name: str, argv: list[str]) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                argv, stdout=log, stderr=log, start_new_session=True
            )

    def _await(self, *names: str) -> None:
        def listens(port: int) -> bool:
            with socket.socket() as probe:
                return probe.connect_ex(("127.0.0.1", port)) == 0

        wait_until(lambda: all(listens(self.ports[name]) for name in names))

    def _written(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def _dovecot_conf(self) -> str:
        return f"""\
protocols = imap lmtp
listen = 127.0.0.1
base_dir = {self.folder}/run
state_dir = {self.folder}/state
log_path = {self.folder}/dovecot.log
ssl = no
disable_plaintext_auth = no
auth_username_format = %Ln
mail_location = maildir:~/Maildir
first_valid_uid = 1
postmaster_address = postmaster@{DOMAIN}
passdb {{
  driver = passwd-file
  args = username_format=%n {self.folder}/users
}}
userdb {{
  driver = passwd-file
  args = username_format=%n {self.folder}/users
}}
service imap-login {{
  inet_listener imap {{
    port = {self.ports["imap"]}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {self.ports["lmtp"]}
  }}
}}
service auth {{
  inet_listener postfix {{
    port = {self.ports["auth"]}
  }}
}}
"""

    def _main_cf(self, settings: Mapping[str, str]) -> str:
        values = {
            "compatibility_level": "3.6",
            "mail_owner": "postfix",
            "setgid_group": grp.getgrnam("postdrop").gr_name,
            "queue_directory": f"{self.folder}/spool",
            "data_directory": f"{self.folder}/data",
            "command_directory": "/usr/sbin",
            "daemon_directory": "/usr/lib/postfix/sbin",
            "maillog_file": "/dev/stdout",
            "inet_interfaces": "127.0.0.1",
            "inet_protocols": "ipv4",
            "queue_run_delay": "2s",
            "minimal_backoff_time": "2s",
            "maximal_backoff_time": "4s",
            "myhostname": f"mail.{DOMAIN}",
            "mydestination": "",
            "mynetworks": "192.0.2.1/32",
            "alias_maps": "",
            "alias_database": "",
            "virtual_mailbox_domains": DOMAIN,
            "virtual_mailbox_maps": f"texthash:{self.folder}/postfix/readers",
            "virtual_transport": f"lmtp:inet:127.0.0.1:{self.ports['lmtp']}",
            "smtpd_tls_security_level": "encrypt",
            "smtpd_tls_auth_only": "yes",
            "smtpd_tls_cert_file": str(self.certificate.chain),
            "smtpd_tls_key_file": str(self.certificate.key),
            "smtpd_sasl_auth_enable": "yes",
            "smtpd_sasl_type": "dovecot",
            "smtpd_sasl_path": f"inet:127.0.0.1:{self.ports['auth']}",
            "smtpd_recipient_restrictions": "reject_unlisted_recipient,"
            " permit_sasl_authenticated, reject",
            **settings,
        }
        return "".join(f"{name} = {value}\n" for name, value in values.items())

    def _master_cf(self) -> str:
        lines = [f"127.0.0.1:{self.ports['smtp']} inet n - n - - smtpd"]
        for name in SERVICES:
            kind = "unix-dgram" if name == "postlog" else "unix"
            private = "n" if name in {"cleanup", "qmgr", "postlog"} else "-"
            wakeup = {"qmgr": "300", "tlsmgr": "1000?"}.get(name, "-")
            program = _PROGRAMS.get(name, name)
            most = _MOST.get(name, "-")
            lines.append(f"{name} {kind} {private} - n {wakeup} {most} {program}")
        return "\n".join(lines) + "\n"


@contextmanager
def servers(folder: Path, certificate: Certificate, users: Mapping[str, str]) -> Iterator[Servers]:
    """Make a pair that does not run yet; at the end nothing of it runs any more."""
    made = Servers(folder=folder, certificate=certificate, users=users)
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(4)]
    for name, probe in zip(("smtp", "imap", "lmtp", "auth"), probes, strict=True):
        made.ports[name] = probe.getsockname()[1]
        probe.close()
    try:
        yield made
    finally:
        made.stop_all()


def as_sent(received: bytes) -> bytes:
    """Return a mail without the headers that servers have put before it."""
    begin = re.search(rb"(?m)^Subject: ", received)
    return received[begin.start() :] if begin else b""
