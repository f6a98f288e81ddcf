"""The daily digest: preview, send, list, show, resend, test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tapestory.cli import mailbox
from tapestory.cli.files import write_file
from tapestory.cli.health import watched
from tapestory.cli.invocation import Invocation, invocation
from tapestory.cli.options import (
    DocumentOptions,
    Format,
    expanded,
)
from tapestory.cli.output import (
    emit_json,
    schema,
)
from tapestory.cli.terminal import plain
from tapestory.cli.times import parse_day, shown
from tapestory.cli.tree import group
from tapestory.errors import InputError, NotFoundError, UsageError
from tapestory.resources import MAIL_PAGE

if TYPE_CHECKING:
    from tapestory.digest import Edition
    from tapestory.model import Mail
    from tapestory.pipeline.components import Components
    from tapestory.pipeline.mail_settings import Recipient
    from tapestory.pipeline.outbox_step import Draft, MailReport

app = group("digest")

Day = Annotated[
    str | None, typer.Option("--date", metavar="D", help="Of this day: 2026-07-03, yesterday.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewOptions:
    """Which day, and where to."""

    html: Annotated[Path | None, typer.Option(metavar="F", help="Write it as HTML.")] = None
    text: Annotated[Path | None, typer.Option(metavar="F", help="Write it as plain text.")] = None
    eml: Annotated[Path | None, typer.Option(metavar="F", help="Write the whole mail.")] = None
    open_: Annotated[bool, typer.Option("--open", help="Open it in a browser.")] = False
    day: Day = None
    to: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="As this recipient gets it; the first if absent."),
    ] = None


@app.command("preview")
@expanded
def preview(ctx: typer.Context, options: PreviewOptions) -> None:
    """Compose a digest and print it, or write it to files. Nothing is sent or remembered.

    It says what a mail of that day would say, or did: what a recipient was told before comes back
    only when something has changed. Without recipients it tells everything of the window.
    """
    from tapestory import digest
    from tapestory.mailing import letter_bytes
    from tapestory.pipeline.mail_settings import digest_letter

    call = invocation(ctx)
    config = call.config()
    with call.components() as components:
        edition, reader = _previewed(components, _day(call, options.day), options.to)
    written: list[Path] = []
    if options.html is not None:
        write_file(options.html, digest.render_html(edition))
        written.append(options.html)
    if options.text is not None:
        write_file(options.text, digest.render_text(edition))
        written.append(options.text)
    if options.eml is not None:
        letter = digest_letter(
            edition,
            sender=config.smtp.sender or "tapestory@localhost",
            recipient=reader,
            unsubscribe=config.mail.unsubscribe,
            one_click=config.mail.one_click,
        )
        write_file(options.eml, letter_bytes(letter))
        written.append(options.eml)
    for file in written:
        call.out.line(f"written  {file}")
    if options.open_:
        page = options.html or call.paths.cache / "digest.html"
        if options.html is None:
            page.parent.mkdir(parents=True, exist_ok=True)
            write_file(page, digest.render_html(edition))
        typer.launch(page.absolute().as_uri())
    if not written and not options.open_:
        call.out.write(digest.render_text(edition))


def _previewed(components: Components, day: date | None, to: str | None) -> tuple[Edition, str]:
    """Return the edition for one recipient, or for nobody where there are none, and who it is."""
    from tapestory.pipeline import edition_step, outbox_step

    if to is None and not components.mail.recipients:
        return edition_step.edition(components, day=day), "you@localhost"
    recipient = _recipients(components, to)[0]
    draft = outbox_step.preview_for(components, recipient, day=day)
    return draft.edition, recipient.mailbox


@app.command("send")
@expanded
def send(
    ctx: typer.Context,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be sent; keep and send nothing.")
    ] = False,
    day: Day = None,
    to: mailbox.To = None,
    output: DocumentOptions,
) -> None:
    """Send today's digest now, to whoever did not get it yet, and what waits in the outbox.

    tapestory run does so by itself at the time of day that each recipient wishes. Nobody gets two
    of the same day. Exit code 7: not sent; 8: it may have arrived, or not.
    """
    from tapestory.pipeline.run_record import recorded

    call = invocation(ctx)
    wanted = _day(call, day)
    if dry_run:
        with call.components() as components:
            _dry(call, components, wanted, to, output)
        return
    with watched(call, "digest send") as watch:
        with call.run_lock(), call.components() as components:
            clock, begun = components.clock, watch.begun
            with recorded(components.store, clock, "digest send", on_begun=begun) as counts:
                report, told = _sent_now(components, wanted, to)
                counts["mails"] = len(report.tried)
        watch.counts |= counts
        _tell_sent(call, report, told, output)


def _tell_sent(
    call: Invocation, report: MailReport, told: Sequence[str], output: DocumentOptions
) -> None:
    """Say what was sent, and end with the code of the worst of it."""
    from tapestory.cli.mail_results import report_mail
    from tapestory.cli.mail_shape import mail_json, result_line

    if output.format is Format.JSON:
        document = {
            "schema": schema("mails"),
            "mails": [mail_json(mail) for mail in (*report.stranded, *report.tried)],
            "quiet": list(report.quiet),
        }
        emit_json(document, call.out)
    else:
        for mail in report.tried:
            if mail not in (*report.failed, *report.unknown):
                call.out.line(plain(result_line(mail, call.zone())))
        for line in told:
            call.out.line(plain(line))
    report_mail(report, call.err, call.zone())


app.command("list")(mailbox.list_mails)
app.command("show")(mailbox.show_mail)


@app.command("resend")
def resend(
    ctx: typer.Context,
    mail_id: mailbox.MailId,
    *,
    force: Annotated[
        bool,
        typer.Option("--force", help="Also one that arrived, or may have: it may come twice."),
    ] = False,
) -> None:
    """Send one mail again, the same to the letter: one that failed, or any with --force."""
    from tapestory.cli.mail_results import report_mail
    from tapestory.cli.mail_shape import result_line
    from tapestory.model import MailState
    from tapestory.pipeline import outbox_step, send_step

    call = invocation(ctx)
    with call.run_lock(), call.components() as components:
        send_step.settle_stranded(components)
        with components.store.reading() as session:
            mail = mailbox.mail_of(session, mail_id)
        if mail.state in {MailState.SENT, MailState.UNKNOWN} and not force:
            what = "was sent" if mail.state is MailState.SENT else "may have arrived"
            message = f"{mail.id} {what} ({mail.reply})"
            hint = f"To risk that it comes twice: tapestory digest resend {mail.id} --force"
            raise UsageError(message, hint=hint)
        tried = send_step.send_again(components, mail)
    if tried.state is MailState.SENT:
        call.out.line(plain(result_line(tried, call.zone())))
    report_mail(outbox_step.MailReport(tried=(tried,)), call.err, call.zone())


@app.command("test")
def try_out(ctx: typer.Context, *, to: mailbox.To = None) -> None:
    """Send a small test mail to each recipient, and say step by step what happens."""
    from tapestory.pipeline.mail_test import send_test

    call = invocation(ctx)
    with call.components() as components:
        for recipient in _recipients(components, to):
            call.out.line(plain(f"to {recipient.address}"))
            send_test(components, recipient, steps=lambda step: call.out.line(plain(f"  {step}")))


def _sent_now(
    components: Components, day: date | None, to: str | None
) -> tuple[MailReport, list[str]]:
    """Make the editions of a day that are not made yet, and send whatever waits."""
    from tapestory.pipeline import outbox_step, send_step

    recipients = _recipients(components, to)
    if components.mail.mailer is None:
        raise send_step.unconfigured()
    stranded = tuple(send_step.settle_stranded(components))
    told: list[str] = []
    quiet: list[str] = []
    tried: list[Mail] = []
    for recipient in recipients:
        mail = outbox_step.mail_of_day(components, recipient, day)
        if mail is not None:
            told += [] if mail.due_at else [_had(mail)]
            continue
        draft = outbox_step.draft_for(components, recipient, day=day)
        if draft.is_quiet:
            quiet.append(recipient.address)
            told.append(f"{recipient.address}  no mail: nothing happened")
        else:
            outbox_step.keep(components, draft)
    tried.extend(send_step.send_waiting(components, to=[one.address for one in recipients]))
    report = outbox_step.MailReport(tried=tuple(tried), stranded=stranded, quiet=tuple(quiet))
    return report, told


def _had(mail: Mail) -> str:
    return (
        f"{mail.recipient}  has {mail.id} of {mail.day.isoformat()} ({mail.state.value});"
        f" tapestory digest resend {mail.id} sends it again"
    )


def _dry(
    call: Invocation,
    components: Components,
    day: date | None,
    to: str | None,
    output: DocumentOptions,
) -> None:
    from tapestory.pipeline import outbox_step

    drafts = []
    for recipient in _recipients(components, to):
        mail = outbox_step.mail_of_day(components, recipient, day)
        if mail is None:
            drafts.append(outbox_step.draft_for(components, recipient, day=day))
        elif output.format is not Format.JSON:
            call.out.line(plain(_had(mail)))
    if output.format is Format.JSON:
        document = {"schema": schema("drafts"), "drafts": [_draft_json(one) for one in drafts]}
        emit_json(document, call.out)
        return
    for draft in drafts:
        call.out.line(plain(_draft_line(draft)))


def _draft_line(draft: Draft) -> str:
    from tapestory.digest import subject

    window = draft.window
    covers = f"{shown(window.since, window.zone)} to {shown(window.until, window.zone)}"
    if draft.is_quiet:
        return f"{draft.recipient.address}  no mail: nothing happened from {covers}"
    size = f"{len(draft.message) / 1000:.0f} kB"
    return f"{draft.recipient.address}  {subject(draft.edition)}  ({covers}, {size})"


def _draft_json(draft: Draft) -> dict[str, object]:
    from tapestory.cli.times import iso
    from tapestory.digest import subject

    return {
        "recipient": draft.recipient.address,
        "date": draft.window.day.isoformat(),
        "subject": None if draft.is_quiet else subject(draft.edition),
        "since": iso(draft.window.since),
        "until": iso(draft.window.until),
        "bytes": len(draft.message),
    }


def _recipients(components: Components, to: str | None) -> Sequence[Recipient]:
    found = components.mail.recipients
    if not found:
        message = "nobody gets the digest: [smtp] recipients and [[digest.recipients]] are empty"
        raise InputError(message, hint=f"{MAIL_PAGE} tells how to set it up.")
    if to is None:
        return found
    chosen = [one for one in found if one.address.lower() == to.strip().lower()]
    if not chosen:
        message = f"{to} is no recipient of the digest"
        known = ", ".join(one.address for one in found)
        raise NotFoundError(message, hint=f"Recipients: {known}")
    return chosen


def _day(call: Invocation, typed: str | None) -> date | None:
    if typed is None:
        return None
    return parse_day(typed, now=call.clock.now(), zone=call.zone())
