"""The daily digest: preview."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from tapestory.cli.files import write_file
from tapestory.cli.invocation import invocation
from tapestory.cli.options import expanded
from tapestory.cli.times import parse_day
from tapestory.cli.tree import group

app = group("digest")


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewOptions:
    """Which day, and where to."""

    html: Annotated[Path | None, typer.Option(metavar="F", help="Write it as HTML.")] = None
    text: Annotated[Path | None, typer.Option(metavar="F", help="Write it as plain text.")] = None
    eml: Annotated[Path | None, typer.Option(metavar="F", help="Write the whole mail.")] = None
    open_: Annotated[bool, typer.Option("--open", help="Open it in a browser.")] = False
    day: Annotated[
        str | None, typer.Option("--date", metavar="D", help="Of this day: 2026-07-03, yesterday.")
    ] = None


@app.command("preview")
@expanded
def preview(ctx: typer.Context, options: PreviewOptions) -> None:
    """Compose a digest and print it, or write it to files. Nothing is sent or remembered."""
    from tapestory import digest
    from tapestory.mailing import letter_bytes
    from tapestory.pipeline import edition_step
    from tapestory.pipeline.mail_settings import digest_letter

    call = invocation(ctx)
    config = call.config()
    day = None
    if options.day is not None:
        day = parse_day(options.day, now=call.clock.now(), zone=config.digest.timezone)
    with call.components() as components:
        edition = edition_step.edition(components, day=day)
    written: list[Path] = []
    if options.html is not None:
        write_file(options.html, digest.render_html(edition))
        written.append(options.html)
    if options.text is not None:
        write_file(options.text, digest.render_text(edition))
        written.append(options.text)
    if options.eml is not None:
        sender = config.smtp.sender or "tapestory@localhost"
        recipient = next(iter(config.smtp.recipients), "you@localhost")
        letter = digest_letter(edition, sender=sender, recipient=recipient)
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
