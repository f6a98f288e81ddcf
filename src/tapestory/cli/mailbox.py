"""The outbox for people and programs: the commands list and show of `digest`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tapestory.cli import completing
from tapestory.cli.files import write_file
from tapestory.cli.invocation import invocation
from tapestory.cli.options import AsOf, Format, ListOptions, ShowOptions, expanded
from tapestory.cli.output import Listing, emit_document, emit_fields, emit_list, limit_of
from tapestory.cli.terminal import plain, plain_block
from tapestory.cli.times import shown
from tapestory.errors import InputError, NotFoundError, UsageError
from tapestory.resources import MAIL_PAGE

if TYPE_CHECKING:
    from tapestory.model import Mail
    from tapestory.store import Session

To = Annotated[str | None, typer.Option("--to", metavar="ADDRESS", help="Only to this recipient.")]
MailId = Annotated[
    str,
    typer.Argument(
        metavar="ID", help="Of a mail, or how it begins.", autocompletion=completing.mails
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeMail:
    """Whether the mail itself is wanted."""

    text: Annotated[bool, typer.Option("--text", help="Print what it says.")] = False
    eml: Annotated[Path | None, typer.Option(metavar="F", help="Write the whole mail.")] = None


@expanded
def list_mails(
    ctx: typer.Context, *, to: To = None, as_of: AsOf = None, output: ListOptions
) -> None:
    """Mails of the outbox: what was sent, what waits, what failed; the latest first."""
    from tapestory.cli.mail_shape import mail_columns, mail_json
    from tapestory.cli.mail_then import mail_then

    call = invocation(ctx)
    moment, limit = call.when(as_of), limit_of(output, call.out)
    with call.store() as store, store.reading() as session:
        found = session.outbox.find(recipient=to or "", limit=0 if moment else limit)
        if moment is not None:
            stood = (
                mail_then(mail, session.outbox.attempts(mail.id), as_of=moment)
                for mail in found
                if mail.made_at <= moment
            )
            found = [one[0] for one in stood if one is not None][: limit or None]
    listing = Listing(
        noun="mails",
        documents=[mail_json(mail) for mail in found],
        columns=mail_columns(call.zone()),
        empty=f"tapestory digest send sends the first; {MAIL_PAGE} tells how to set it up.",
    )
    emit_list(listing, output, call.out)


@expanded
def show_mail(
    ctx: typer.Context,
    mail_id: MailId,
    whole: WholeMail,
    output: ShowOptions,
    as_of: AsOf = None,
) -> None:
    """Show one mail: what became of each attempt to send it, and what it says."""
    from tapestory.cli.mail_shape import attempt_json, attempt_line, mail_fields, mail_json
    from tapestory.cli.mail_then import mail_then

    call = invocation(ctx)
    moment = call.when(as_of)
    with call.store() as store, store.reading() as session:
        mail = mail_of(session, mail_id)
        attempts = session.outbox.attempts(mail.id)
        message = session.outbox.message(mail.id)
    if moment is not None:
        stood = mail_then(mail, attempts, as_of=moment)
        if stood is None:
            problem = f"mail {mail.id} was not made yet: it was {shown(mail.made_at, call.zone())}"
            raise NotFoundError(problem, hint="A later --as-of, or none, shows it.")
        mail, attempts = stood
    if (whole.text or whole.eml is not None) and not message:
        problem = f"{mail.id} was pruned: its bytes are gone"
        raise InputError(problem, hint="tapestory digest preview --date D composes it anew.")
    if whole.eml is not None:
        write_file(whole.eml, message)
        call.out.line(f"written  {whole.eml}")
    elif whole.text and output.format is Format.TABLE:
        call.out.write(plain_block(_text_of(message)))
    elif not emit_document(
        "mail",
        mail_json(mail) | {"tries": [attempt_json(one) for one in attempts]},
        output.format,
        call.out,
    ):
        emit_fields(mail_fields(mail, call.zone()), call.out)
        for attempt in attempts:
            call.out.line(plain(attempt_line(attempt, call.zone())))


def mail_of(session: Session, typed: str) -> Mail:
    """Return the mail whose id begins so.

    Raises:
        NotFoundError: There is none.
        UsageError: There are several.
    """
    wanted = typed.strip().lower()
    found = session.outbox.by_prefix(wanted) if wanted else []
    if len(found) == 1:
        return found[0]
    if found:
        message = f"several mails begin with {plain(typed)}: {', '.join(one.id for one in found)}"
        raise UsageError(message, hint="Give a letter more.")
    message = f"no mail begins with {plain(typed) or 'nothing'}"
    raise NotFoundError(message, hint="tapestory digest list --limit 0 shows all ids.")


def _text_of(message: bytes) -> str:
    from email import message_from_bytes, policy

    part = message_from_bytes(message, policy=policy.default).get_body(("plain",))
    return "" if part is None else str(part.get_content())
