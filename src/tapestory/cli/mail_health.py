"""The configuration of mail and the outbox → a finding: does the digest arrive, and if not, why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapestory.cli.finding import Finding, Status
from tapestory.cli.invocation import Invocation
from tapestory.cli.times import shown
from tapestory.errors import TapestoryError
from tapestory.model import MailState
from tapestory.resources import MAIL_PAGE

if TYPE_CHECKING:
    from tapestory.pipeline.mail_settings import MailSettings
    from tapestory.store import Session

_SET_UP = f"{MAIL_PAGE} tells how to set it up; tapestory digest test tries it."
_NAMED = 3


def mail_finding(call: Invocation, session: Session) -> Finding:
    """Return whether mail is set up completely, and how the last one went."""
    from tapestory import bootstrap

    try:
        settings = bootstrap.mail_settings(call.config(), call.paths, call.clock)
    except TapestoryError as error:
        return _finding("fail", str(error), error.hint or "")
    return _setup(call, settings) or _outcome(call, session, settings)


def _setup(call: Invocation, settings: MailSettings) -> Finding | None:
    """Return what is missing in the configuration, if anything is."""
    config = call.config()
    by_mail = [watch for watch in settings.watches if watch.mailbox]
    if settings.mailer is None and not settings.recipients and not by_mail:
        return _finding("ok", "not set up: the digest is not mailed", _SET_UP)
    if settings.mailer is None:
        return _finding("warn", "there are recipients, but [smtp] host is empty", _SET_UP)
    if not settings.recipients and not by_mail:
        return _finding("warn", "there is a mail server, but nobody to write to", _SET_UP)
    smtp = config.smtp
    if config.mail.via == "smtp" and not smtp.sender and "@" not in smtp.username:
        return _finding("warn", "[smtp] sender is empty: servers refuse tapestory@localhost", "")
    secret = smtp.password.get_secret_value() or smtp.password_command or smtp.token_command
    if config.mail.via == "smtp" and smtp.username and not secret:
        hint = "Set TAPESTORY__SMTP__PASSWORD where tapestory run is called, or password_command."
        return _finding("warn", f"there is no password for {smtp.username}", hint)
    return _strangers(call, settings)


def _strangers(call: Invocation, settings: MailSettings) -> Finding | None:
    """Return the wishes that no event can ever meet: they name what is not configured."""
    from tapestory.config import load_narratives

    readers = [one.interests for one in settings.recipients]
    readers += [watch.interests for watch in settings.watches]
    if not any(wishes.tickers or wishes.sectors or wishes.narratives for wishes in readers):
        return None
    universe = call.universe()
    symbols = {symbol.upper() for symbol in universe.instruments}
    narratives = {narrative.id for narrative in load_narratives(call.config(), call.paths)}
    unknown: list[str] = []
    for wishes in readers:
        unknown += sorted(wish for wish in wishes.tickers if wish.upper() not in symbols)
        unknown += sorted(wishes.sectors - set(universe.sectors))
        unknown += sorted(wishes.narratives - narratives)
    if not unknown:
        return None
    more = f" and {len(unknown) - _NAMED} more" if len(unknown) > _NAMED else ""
    message = f"recipients wish for what is not configured: {', '.join(unknown[:_NAMED])}{more}"
    hint = "tapestory tickers list, sectors list and narratives list show what is."
    return _finding("warn", message, hint)


def _outcome(call: Invocation, session: Session, settings: MailSettings) -> Finding:
    """Return how the latest mail of each recipient went, the worst of it."""
    latest = [
        mail
        for one in settings.recipients
        for mail in session.outbox.find(recipient=one.address, limit=1)
    ]
    number = len(settings.recipients)
    who = "1 recipient" if number == 1 else f"{number} recipients"
    for state in (MailState.UNKNOWN, MailState.SENDING, MailState.FAILED, MailState.PENDING):
        bad = [mail for mail in latest if mail.state is state]
        if bad:
            mail = bad[0]
            message = f"{mail.id} to {mail.recipient} is {state.value}: {mail.reply}".rstrip(": ")
            return _finding("warn", message, f"tapestory digest show {mail.id} tells more.")
    if not latest:
        return _finding("ok", f"{who}, none sent yet", "tapestory digest test tries it.")
    last = max(latest, key=lambda mail: mail.made_at)
    when = shown(last.settled_at or last.made_at, call.zone())
    return _finding("ok", f"{who}, last sent {when}")


def _finding(status: Status, message: str, hint: str = "") -> Finding:
    return Finding(name="mail", status=status, message=message, hint=hint)
