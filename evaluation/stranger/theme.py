"""A stranger with another subject: what docs/new-theme.md has them write, and news of their own."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from evaluation.stranger.machine import Machine
from evaluation.stranger.pages import blocks_with, files_of, page
from evaluation.stranger.street import Piece, Press, served, utc
from tapestory.demo.sample_run import SAMPLE

_NOW = utc(2026, 7, 2, 11)
_DAY = "2026-07-01"
_NEWS = [
    Piece(
        title="Novo Nordisk falls 6% as it cuts the price of Wegovy again",
        text="Novo Nordisk said on Wednesday that it would lower prices of Wegovy in the United"
        " States. Shares fell 6%. Analysts spoke of a price war with Eli Lilly.",
        published=utc(2026, 7, 1, 13, 40),
    ),
    Piece(
        title="Eli Lilly slips after Novo Nordisk lowers Wegovy prices",
        text="Eli Lilly, maker of Zepbound, fell 4% after Novo Nordisk lowered the price of Wegovy"
        " again. A price war between the two would hurt both, one fund manager said.",
        published=utc(2026, 7, 1, 15, 10),
    ),
]
_FELL = {"NVO": 0.94, "LLY": 0.96, "VKTX": 0.93}


def walk(machine: Machine) -> None:
    """Write the pack, find a slip by its line, try a text, then poll, measure and explain."""
    machine.journal.chapter("A stranger with a subject of their own")
    machine.now = _NOW
    home = machine.home / "tapestory"
    machine.variables["TAPESTORY_HOME"] = str(home)
    machine.type("tapestory init --feeds none", shows=["written"])
    text = page("new-theme.md")
    _write(home, machine.home, text)
    machine.type("tapestory config check", shows=["11 narratives"])
    narratives = home / "obesity_drugs" / "narratives.toml"
    right = narratives.read_text(encoding="utf-8")
    narratives.write_text(right.replace('"packaged_food"', '"packaged_foods"'), encoding="utf-8")
    machine.type("tapestory config check", code=6, shows=[r"narratives\.toml:\d+", "Did you mean"])
    chain = "".join(blocks_with(text, "[chains.plates]")) + "".join(
        blocks_with(text, "[indicators.list_price]")
    )
    narratives.write_text(f"{right}\n{chain}", encoding="utf-8")
    machine.type("tapestory config check", shows=["11 narratives"])
    machine.type("tapestory read novo.txt --published 2026-07-01", shows=["Price war", "NVO"])
    machine.type("tapestory sectors show obesity_drug", shows=["LLY", "NVO", "VKTX"])
    machine.type("tapestory narratives list", shows=["Cheaper means more patients"])
    with served(
        Press(now=_NOW, more={"pharmacy-post.rss": _NEWS[:1], "drug-desk.rss": _NEWS[1:]})
    ) as at:
        machine.variables["TAPESTORY__FETCH__ALLOW_NETWORKS"] = '["127.0.0.0/8"]'
        machine.type(f"tapestory feeds test {at}/pharmacy-post.rss", shows=["Wegovy"])
        for feed in ("pharmacy-post.rss", "drug-desk.rss"):
            machine.type(f"tapestory feeds add {at}/{feed}")
        machine.type("tapestory prices import bars", shows=["7 symbols"])
        machine.type("tapestory run", shows=["2 new articles", r"[1-9]\d* moves measured"])
    _ask(machine)


def _ask(machine: Machine) -> None:
    listed = machine.type("tapestory events list --symbol NVO --json", shows=["Wegovy"])
    events = json.loads(listed.out)["events"]
    ident = events[0]["id"] if events else "none"
    machine.type(f"tapestory events show {ident}", shows=["Price war", "NVO", "(?i)pharmacy.post"])
    machine.type(f"tapestory events show {ident} --chain", shows=["asserts or disputes a link"])
    machine.type("tapestory narratives show price_war --since 90d", shows=["Price war", "Wegovy"])
    machine.type(f"tapestory narratives event {ident}", shows=["Price war"])
    machine.type("tapestory narratives suggest")
    machine.type(
        'tapestory narratives promote price_war "{drug} ~ undercut*"',
        shows=["strong cue of price_war"],
    )
    machine.type("tapestory run --quiet", silent=True)
    machine.type(
        'tapestory indicators add prescriptions 410000 --source "A weekly count"',
        shows=["prescriptions"],
    )
    machine.type("tapestory indicators list", shows=["410"])
    machine.type("tapestory indicators suggest")
    machine.type(
        'tapestory narratives falsify price_war 1 met --source "Results of the quarter"',
        shows=["met"],
    )
    machine.type("tapestory narratives show price_war", shows=["MET 2026-07-02"])
    machine.type("tapestory digest preview", shows=["Wegovy"])


def _write(home: Path, user: Path, text: str) -> None:
    """Write every file of the page where it belongs, and bars for the pack's instruments."""
    for name, content in files_of(text).items():
        path = home / name if "/" in name else user / name
        if name != "config.toml":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    config = home / "config.toml"
    lines = config.read_text(encoding="utf-8")
    packs = next(block for block in blocks_with(text, '"obesity_drugs"'))
    config.write_text(lines.replace("[universe]\n", packs, 1), encoding="utf-8")
    bars = user / "bars"
    bars.mkdir()
    universe = (home / "obesity_drugs" / "universe.csv").read_text(encoding="utf-8")
    symbols = [row.split(",")[0] for row in universe.splitlines()[1:]]
    for number, symbol in enumerate([*symbols, "SPY"]):
        (bars / f"{symbol}.csv").write_text(_bars(symbol, number), encoding="utf-8")


def _bars(symbol: str, number: int) -> str:
    """Return made-up closes: small steps to and fro, and on the day what the articles say."""
    with (SAMPLE / "closes.csv").open(encoding="utf-8", newline="") as file:
        sessions = [row["date"] for row in csv.DictReader(file) if row["symbol"] == "SPY"]
    rows, close = ["date,close"], 100.0 + number
    for step, session in enumerate(day for day in sessions if day <= _DAY):
        swing = ((step * (7 + 4 * number)) % 13 - 6) / 1000
        close *= _FELL.get(symbol, 1.0) if session == _DAY else 1.0 + swing
        rows.append(f"{session},{close:.4f}")
    return "\n".join([*rows, ""])
