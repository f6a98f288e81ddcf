"""The configuration: where it is, what is in force, is it right."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import typer

from tapestory.cli.invocation import invocation
from tapestory.cli.options import Format, ShowOptions, expanded
from tapestory.cli.output import emit_csv, emit_document, emit_fields, json_text_of
from tapestory.cli.tree import group
from tapestory.errors import StoreError

app = group("config")


@app.command("path")
def path(ctx: typer.Context) -> None:
    """Print where the configuration is looked for."""
    call = invocation(ctx)
    call.out.line(str(call.paths.config_file))


@app.command("show")
@expanded
def show(ctx: typer.Context, output: ShowOptions) -> None:
    """Print what is in force: the file, the variables over it, the defaults under it.

    CSV has a row a key.
    """
    call = invocation(ctx)
    values = call.config().model_dump(mode="json")
    pairs = [(key, json_text_of(value)) for key, value in _flat(values)]
    if output.format is Format.CSV:
        rows = [{"key": key, "value": value} for key, value in pairs]
        emit_csv(rows[: output.limit or None], call.out)
    elif not emit_document("config", values, output.format, call.out):
        emit_fields(pairs, call.out)


@app.command("check")
def check(ctx: typer.Context) -> None:
    """Check the configuration and every file that it names; say what is wrong and where."""
    from tapestory.config import (
        check_benchmarks,
        load_concepts,
        load_narratives,
        load_releases,
        load_special_days,
        load_universe,
    )
    from tapestory.moves import KNOWN_MICS, trading_mic

    call = invocation(ctx)
    config, paths = call.config(), call.paths
    universe = load_universe(config, paths)
    imported = universe
    with suppress(StoreError):  # what is wrong with the store is no fault of the configuration
        imported = call.universe()
    check_benchmarks(imported, config, paths, exchange_of=trading_mic)
    narratives = load_narratives(config, paths)
    call.check_parties(narratives, universe)
    concepts = {concept.id for concept in load_concepts(config, paths)}
    concepts.update(name for narrative in narratives for name in narrative.concepts)
    load_special_days(config, paths, exchanges=KNOWN_MICS)
    load_releases(config, paths, exchanges=KNOWN_MICS)
    what = str(paths.config_file) if config.exists else "no file; the defaults"
    call.out.line(f"ok  {what}")
    call.out.line(
        f"    {len(universe.instruments)} instruments, {len(universe.sectors)} sectors,"
        f" {len(narratives)} narratives, {len(concepts)} concepts"
    )


def _flat(values: dict[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for key, value in values.items():
        name = f"{prefix}{key}"
        found.extend(_flat(value, f"{name}.") if isinstance(value, dict) else [(name, value)])
    return found
