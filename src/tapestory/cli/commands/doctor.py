"""Say what is wrong and how to mend it; print the cron line."""

from __future__ import annotations

from typing import Annotated

import typer

from tapestory.cli.invocation import invocation
from tapestory.cli.options import DocumentOptions, Format, expanded
from tapestory.cli.output import emit_json, schema
from tapestory.cli.terminal import Style, plain
from tapestory.cli.tree import single
from tapestory.errors import InputError

app = single()

_STYLES: dict[str, Style] = {"ok": "good", "warn": "warn", "fail": "error"}


@app.command()
@expanded
def doctor(
    ctx: typer.Context,
    *,
    print_cron: Annotated[
        bool, typer.Option("--print-cron", help="Print the line for your crontab and no more.")
    ] = False,
    output: DocumentOptions,
) -> None:
    """Say what is wrong and how to mend it; print the cron line.

    Looks at the config, the store, the lock, the feeds, the prices, the disk and the last run.
    """
    from tapestory.cli.checkup import checkup, cron_line

    call = invocation(ctx)
    if print_cron:
        call.out.line(cron_line(call))
        return
    findings = checkup(call)
    failed = [finding for finding in findings if finding.status == "fail"]
    if output.format is Format.JSON:
        document = {
            "schema": schema("doctor"),
            "ok": not failed,
            "checks": [
                {
                    "name": finding.name,
                    "status": finding.status,
                    "message": finding.message,
                    "hint": finding.hint or None,
                }
                for finding in findings
            ],
        }
        emit_json(document, call.out)
    else:
        out = call.out
        for finding in findings:
            status = out.paint(f"{finding.status:<4}", _STYLES[finding.status])
            out.line(f"{status}  {finding.name:<8}  {plain(finding.message)}")
            if finding.hint:
                out.line(" " * 16 + out.paint(plain(finding.hint), "dim"))
    if failed:
        names = " and ".join(finding.name for finding in failed)
        message = f"{names}: not usable as it stands"
        raise InputError(message)
