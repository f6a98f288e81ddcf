"""A stranger with a price provider that nobody has heard of: what docs/prices.md has them write."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, unquote, urlsplit

from evaluation.stranger.machine import Machine
from evaluation.stranger.pages import files_of, page
from evaluation.stranger.street import Press, answering, served, utc
from tapestory.demo.sample_run import SAMPLE

_NOW = utc(2026, 7, 3, 10)
_EXAMPLE = "https://prices.example.org"


def walk(machine: Machine) -> None:
    """Write the program of the page, have a run ask it, and see what it says when it fails."""
    machine.journal.chapter("A stranger with a price provider of their own")
    machine.now = _NOW
    home = machine.home / "tapestory"
    machine.variables["TAPESTORY_HOME"] = str(home)
    machine.variables["TAPESTORY__FETCH__ALLOW_NETWORKS"] = '["127.0.0.0/8"]'
    machine.type("tapestory init --feeds none", shows=["written"])
    machine.type("tapestory prices fetch", code=2, shows=["provider"])
    text = page("prices.md")
    config = home / "config.toml"
    before = config.read_text(encoding="utf-8")
    section = 'provider = "command"\ncommand = ["python3", "my_prices.py"]\n'
    config.write_text(before.replace("[prices]\n", f"[prices]\n{section}", 1), encoding="utf-8")
    written = [] if section.splitlines()[0] in text else ["the page does not show these settings"]
    machine.journal.told("write [prices] into config.toml", section.splitlines(), written)
    machine.type("tapestory config check", shows=["^ok"])
    machine.type("tapestory prices fetch --symbol META --since 90d", code=3, shows=["my_prices.py"])
    program = files_of(text)["my_prices.py"]
    with _bourse() as bourse, served(Press(now=_NOW)) as feeds:
        (home / "my_prices.py").write_text(program.replace(_EXAMPLE, bourse), encoding="utf-8")
        machine.type(
            "tapestory prices fetch --symbol META --since 90d", shows=[r"[1-9]\d* bars new"]
        )
        machine.type("tapestory prices fetch --symbol NOPE", code=3, shows=["not carried"])
        machine.type(f"tapestory feeds add {feeds}/harbour-wire.rss")
        machine.type("tapestory run", shows=["5 new articles", r"[1-9]\d* moves measured"])
        machine.type("tapestory prices status", shows=["META", "CRWV"])
        machine.type("tapestory events list --symbol CRWV", shows=["CRWV −14%"])
        machine.type("tapestory run --quiet", silent=True)
        machine.type("tapestory doctor", shows=["ok +prices"])


@contextmanager
def _bourse() -> Iterator[str]:
    """Serve the sample's closes as the page's provider does."""
    bars: dict[str, list[dict[str, object]]] = {}
    with (SAMPLE / "closes.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            bar = {"day": row["date"], "price": float(row["close"])}
            bars.setdefault(row["symbol"], []).append(bar)

    def body_of(path: str) -> bytes:
        asked = urlsplit(path)
        span = parse_qs(asked.query)
        held = bars.get(unquote(asked.path.lstrip("/")), [])
        found = [bar for bar in held if span["from"][0] <= str(bar["day"]) <= span["to"][0]]
        return json.dumps(found).encode()

    with answering(body_of) as address:
        yield address
