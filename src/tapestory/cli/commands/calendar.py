"""Releases that are known in advance to move prices: list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from tapestory.cli.invocation import Invocation, invocation
from tapestory.cli.options import AsOfSettings, ListOptions, expanded
from tapestory.cli.output import Column, Document, Listing, emit_list
from tapestory.cli.times import iso, shown
from tapestory.cli.tree import group
from tapestory.resources import CONFOUNDERS_PAGE

if TYPE_CHECKING:
    from tapestory.model import Release

app = group("calendar")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseFilter:
    """Which releases."""

    since: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="From then on: 3d, yesterday, 2026-07-01, ISO."),
    ] = None
    until: Annotated[str | None, typer.Option(metavar="TIME", help="Before then.")] = None


@app.command("list")
@expanded
def list_releases(
    ctx: typer.Context, which: ReleaseFilter, output: ListOptions, as_of: AsOfSettings = None
) -> None:
    """List the releases that moves are held against, earliest first.

    Those are the shipped ones and your own (tapestory manual confounders). Moves whose sessions
    answered one are not called clean.
    """
    call = invocation(ctx)
    call.when(as_of)  # what is no time is refused here as elsewhere
    documents = [release_json(release) for release in _wanted(call, which)]
    zone = call.zone()
    listing = Listing(
        noun="releases",
        documents=documents,
        columns=(
            Column(heading="when", text=lambda item: _when(item, zone)),
            Column(heading="name", text=lambda item: item["name"], flexible=True),
            Column(heading="kind", text=lambda item: item["kind"]),
            Column(heading="moves", text=_moves, flexible=True),
            Column(heading="source", text=lambda item: item["source"], flexible=True, spare=True),
        ),
        empty=f"A macro.csv beside the config adds to those that ship: {CONFOUNDERS_PAGE}.",
        flat=lambda item: {
            **item,
            "exchanges": " ".join(item["exchanges"]),
            "symbols": " ".join(item["symbols"]),
        },
    )
    emit_list(listing, output, call.out)


def release_json(release: Release) -> Document:
    """Return a release as it is written (stable)."""
    return {
        "id": release.id,
        "name": release.name,
        "kind": release.kind.value,
        "day": release.day.isoformat(),
        "at": iso(release.at) if release.precise else None,
        "exchanges": list(release.exchanges),
        "symbols": list(release.symbols),
        "source": release.source,
    }


def _wanted(call: Invocation, which: ReleaseFilter) -> list[Release]:
    from tapestory.config import load_releases
    from tapestory.moves import KNOWN_MICS

    found = load_releases(call.config(), call.paths, exchanges=KNOWN_MICS)
    since, until = call.when(which.since), call.when(which.until)
    return [
        release
        for release in found
        if (since is None or release.at >= since) and (until is None or release.at < until)
    ]


def _when(item: Document, zone: str) -> str:
    return shown(datetime.fromisoformat(item["at"]), zone) if item["at"] else str(item["day"])


def _moves(item: Document) -> str:
    return ", ".join([*item["symbols"], *item["exchanges"]]) or "all exchanges"
