"""Labelled seeds, newswire and corpus → their texts read, and the tally of all scores.

Everything is read with the shipped universe, except newswire and entity sets, whose own names
make up the universe (the newswire one among 60,000 made-up names, as an imported list would be).
"""

from __future__ import annotations

import csv
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from tapestory import config, linking
from tapestory import reading as room
from tapestory.model import (
    ArticleId,
    Instrument,
    Reading,
    Universe,
)

SEEDS_READ = datetime(2026, 7, 2, 9, tzinfo=UTC)


# A tenth of a point: labels are as printed.
CLOSE = 0.0011


MADE_UP = 60_000


@dataclass(slots=True)
class Tally:
    """What was found against what is there, with a line for each that differs."""

    right: int = 0
    found: int = 0
    gold: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Return right over found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Return right over gold."""
        return self.right / self.gold if self.gold else 0.0


def precision_and_recall(tallies: Mapping[str, Tally]) -> dict[str, float]:
    """Return both of each tally by name."""
    return {
        f"reading.{name}.{what}": value
        for name, tally in tallies.items()
        for what, value in (("precision", tally.precision), ("recall", tally.recall))
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is known of a text besides its words."""

    name: str = "x"
    outlet: str = ""
    published: datetime | None = None


@cache
def shipped() -> Universe:
    """Return the universe that ships, with nothing configured."""
    nowhere = config.resolve(None, {"TAPESTORY_HOME": str(Path(__file__).parent / "nowhere")})
    return config.load_universe(config.load(nowhere, {}), nowhere)


@cache
def shipped_gazetteer() -> linking.Gazetteer:
    """Return the gazetteer over the shipped universe."""
    return linking.Gazetteer(shipped())


def read_text(
    text: str, gazetteer: linking.Gazetteer, *, about: About | None = None, lang: str = ""
) -> Reading:
    """Return the reading of a text whose first line is the title."""
    known = about or About()
    document = room.document_from_text(text, lang=lang)
    mentions = gazetteer.find(document.text, lang=document.lang)
    return room.read(
        document,
        mentions,
        article_id=ArticleId(known.name),
        published=known.published,
        outlet=known.outlet,
    )


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def seed_readings(shared: Path) -> dict[str, Reading]:
    """Return the readings of the five seeds by name."""
    return {
        path.stem: read_text(
            path.read_text(encoding="utf-8"),
            shipped_gazetteer(),
            about=About(name=path.stem, published=SEEDS_READ),
        )
        for path in sorted((shared / "seeds").glob("0*.txt"))
    }  # fmt: skip


def corpus(shared: Path) -> list[dict[str, Any]]:
    """Return the records of the dev corpus."""
    lines = (shared / "data/corpus/dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def corpus_readings(shared: Path) -> Mapping[str, Reading]:
    """Return the readings of the dev corpus by article id."""
    return {
        record["id"]: read_text(
            f"{record['title']}\n\n{record['text']}",
            shipped_gazetteer(),
            about=About(
                name=record["id"], outlet=record["domain"], published=_published(record)
            ),
            lang=record["lang"],
        )
        for record in corpus(shared)
    }  # fmt: skip


def _published(record: Mapping[str, Any]) -> datetime | None:
    raw = str(record["published"] or "")
    try:
        return datetime.fromisoformat(raw).replace(tzinfo=UTC)
    except ValueError:
        return None


_SYLLABLES = "ba ce dor fi gul han jo ker lum mes nor pra qui rost sul tev uri vax wem zol"


def made_up_names(count: int) -> Iterator[str]:
    """Yield company names that no text holds, always the same ones."""
    dice = random.Random(7)  # noqa: S311 (not for secrets: the names only have to stay the same)
    syllables = _SYLLABLES.split()
    endings = ["Holdings", "Technologies", "Pharma", "Energy", "Bancorp", "Industries", "Group Ltd"]
    for _ in range(count):
        word = "".join(dice.choice(syllables) for _ in range(4)).title()
        yield f"{word} {dice.choice(endings)}"


_NAMED_RIC = re.compile(
    r"(?P<name>[A-Z][\w.&'’-]*(?:\s+(?:&|of|and\s+)?\s*[A-Z0-9][\w.&'’-]*){0,4})\s*<(?P<ric>[.A-Z0-9]+[a-z]?"
    r"(?:\.[A-Z]{1,3})?)>"
)


@cache
def newswire_universe(shared: Path) -> Universe:
    """Return the companies that the newswire texts name beside a RIC, among made-up ones."""
    found: dict[str, set[str]] = defaultdict(set)
    for item in json.loads((shared / "data/entities/finentity_dev.json").read_text("utf-8")):
        for match in _NAMED_RIC.finditer(item["content"]):
            name = re.sub(r"^(?:The|Shares of|Meanwhile|Among)\s+", "", match.group("name"))
            found[match.group("ric")].add(name)
    instruments = {
        ric: Instrument(symbol=ric, name=min(names, key=len), mic="", currency="", sector="",
                        aliases=tuple(sorted(names)))
        for ric, names in sorted(found.items())
    }  # fmt: skip
    for name in made_up_names(MADE_UP):
        symbol = f"ZZ{len(instruments)}.ZZ"
        instruments[symbol] = Instrument(
            symbol=symbol, name=name, mic="", currency="", sector="", aliases=(name,)
        )
    return Universe(instruments=instruments, sectors={})
