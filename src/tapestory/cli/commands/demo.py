"""Run the whole chain on the embedded sample: offline, in seconds."""

from __future__ import annotations

import shlex
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from tapestory.cli.invocation import invocation
from tapestory.cli.output import emit_table
from tapestory.cli.tree import single
from tapestory.errors import InputError, UsageError

app = single()


@app.command()
def demo(
    ctx: typer.Context,
    *,
    open_: Annotated[bool, typer.Option("--open", help="Open the digest in a browser.")] = False,
    keep: Annotated[
        Path | None,
        typer.Option("--in", metavar="DIR", help="Where to put store and digest; else temporary."),
    ] = None,
) -> None:
    """Run the whole chain on the embedded sample: offline, in seconds.

    A dozen short articles written for this purpose are served on this computer, polled, matched,
    read, linked and measured; the events are printed and the digest is written to files. Nothing
    of yours is touched.
    """
    from tapestory.cli.event_lines import summary_columns, view_summary
    from tapestory.cli.event_page import event_page
    from tapestory.cli.look import Look
    from tapestory.config import load as load_config
    from tapestory.config import load_narratives, load_sectors, resolve
    from tapestory.demo import run_demo
    from tapestory.demo.sample_run import SAMPLE_NOW

    call = invocation(ctx)
    out, err = call.out, call.err
    home = _empty_folder(keep) if keep else Path(tempfile.mkdtemp(prefix="tapestory-demo-"))
    result = run_demo(home, say=lambda step: err.line(err.paint(step, "dim")))
    paths = resolve(result.config_file, {})
    config = load_config(paths, {})
    zone = config.digest.timezone
    out.line(f"{out.paint('SAMPLE', 'warn')}  articles written for this purpose; real closes")
    out.line()
    emit_table([view_summary(view) for view in result.events], summary_columns(zone), out)
    out.line()
    look = Look(zone=zone, cut=out.is_tty, paint=out.paint)
    narratives = {item.id: item for item in load_narratives(config, paths)}
    for view in result.events[:1]:
        page = event_page(
            view, narratives, sectors=load_sectors(config, paths), width=out.width, look=look
        )
        out.line(page)
        out.line()
    for name, file in (("HTML", result.html), ("text", result.text), ("mail", result.eml)):
        out.line(f"digest {name}  {file}")
    out.line("look around")
    # Later its events would have gone quiet, and a digest of today would have nothing to report.
    day = SAMPLE_NOW.date()
    shown = day + timedelta(days=1)
    program = f"tapestory --config {shlex.quote(str(result.config_file))}"
    out.line(f"  {program} events list")
    for view in result.events[:1]:
        out.line(f"  {program} events show {view.event.id} --as-of {shown.isoformat()}")
    out.line(f"  {program} digest preview --date {day.isoformat()}")
    out.line(f"done in {result.seconds:.1f} s")
    if open_:
        typer.launch(str(result.html))


def _empty_folder(path: Path) -> Path:
    """Make the folder; one that holds something might be somebody's real store."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        if any(path.iterdir()):
            message = f"{path}: is not empty"
            raise UsageError(message, hint="Name a new folder for the sample.")
    except OSError as error:
        message = f"{path}: cannot be used: {error.strerror or error}"
        raise InputError(message, hint="Name a folder that can be written.") from error
    return path
