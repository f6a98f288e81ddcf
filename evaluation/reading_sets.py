"""Labelled seeds, newswire, corpus and entity sets → reported moves and names found, as tallies.

Everything is measured with the shipped universe, except newswire and entity sets, whose own names
make up the universe (the newswire one among 60,000 made-up names, as an imported list would be).
"""

from __future__ import annotations

import csv
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from tapestory import config, linking
from tapestory import reading as room
from tapestory.model import ArticleId, Instrument, Reading, ReportedMove, Universe

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


def _rows(path: Path) -> list[dict[str, str]]:
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


def seed_moves(shared: Path) -> Tally:
    """Compare the quantified moves of the seeds with the gold labels."""
    gold: defaultdict[str, set[tuple[str, float, float]]] = defaultdict(set)
    for row in _rows(shared / "seeds/gold/reported_moves_gold.csv"):
        ends = [float(row[key]) / 100 for key in ("pct_low", "pct_high") if row[key]]
        if ends:
            gold[row["seed"]].add((row["symbol"], min(ends), max(ends)))
    tally = Tally()
    for name, said in seed_readings(shared).items():
        found = {(m.symbol, *_ends(m)) for m in said.reported_moves}
        _compare(tally, name, found, gold[name])
    return tally


def _ends(move: ReportedMove) -> tuple[float, float]:
    ends = [end for end in (move.low, move.high) if end is not None]
    return min(ends), max(ends)


def _compare(
    tally: Tally,
    name: str,
    found: Iterable[tuple[str, float, float]],
    gold: Iterable[tuple[str, float, float]],
) -> None:
    """Count labels of (symbol, low, high) that agree within `CLOSE`, each used once."""
    left = list(gold)
    tally.gold += len(left)
    for item in sorted(found):
        tally.found += 1
        match = next((g for g in left if g[0] == item[0] and _near(item, g)), None)
        if match is None:
            tally.lines.append(f"{name}: found {item}")
        else:
            tally.right += 1
            left.remove(match)
    tally.lines += [f"{name}: missed {item}" for item in left]


def _near(one: tuple[str, float, float], other: tuple[str, float, float]) -> bool:
    return abs(one[1] - other[1]) <= CLOSE and abs(one[2] - other[2]) <= CLOSE


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


_SYLLABLES = "ba ce dor fi gul han jo ker lum mes nor pra qui rost sul tev uri vax wem zol"


def made_up_names(count: int) -> Iterator[str]:
    """Yield company names that no text holds, always the same ones."""
    dice = random.Random(7)  # noqa: S311 (not for secrets: the names only have to stay the same)
    syllables = _SYLLABLES.split()
    endings = ["Holdings", "Technologies", "Pharma", "Energy", "Bancorp", "Industries", "Group Ltd"]
    for _ in range(count):
        word = "".join(dice.choice(syllables) for _ in range(4)).title()
        yield f"{word} {dice.choice(endings)}"


def newswire_moves(shared: Path) -> Tally:
    """Compare the moves read from newswire sentences with the hand labels of one session."""
    gazetteer = linking.Gazetteer(newswire_universe(shared))
    texts: dict[str, str] = {}
    gold: defaultdict[str, set[tuple[str, float, float]]] = defaultdict(set)
    for row in _rows(shared / "data/entities/reported_moves_dev.csv"):
        texts[row["finentity_index"]] = row["sentence"]
        if row["ric"] and row["horizon"] == "session":
            ends = float(row["pct_low"]) / 100, float(row["pct_high"]) / 100
            gold[row["finentity_index"]].add((row["ric"], *ends))
    tally = Tally()
    for index, text in texts.items():
        said = read_text(text, gazetteer, lang="en")
        found = {(m.symbol, *_ends(m)) for m in said.reported_moves}
        labelled = {ric for ric, _, _ in gold[index]}
        # Names of a labelled sentence that have no label were not looked at.
        _compare(tally, index, {f for f in found if f[0] in labelled or not labelled}, gold[index])
    return tally


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


def corpus_moves(shared: Path, *, only_labelled: bool = False) -> Tally:
    """Compare the moves of the dev corpus with its labels.

    The labels name the moves that matter to the event, not all (indices are often left out), so
    precision is also measured over the symbols that an article's labels name.
    """
    tally = Tally()
    said = corpus_readings(shared)
    for record in corpus(shared):
        gold = {(m["symbol"], m["pct"] / 100, m["pct"] / 100) for m in record["reported_moves"]}
        names = {symbol for symbol, _, _ in gold}
        found: set[tuple[str, float, float]] = set()
        for move in said[str(record["id"])].reported_moves:
            low, high = _ends(move)
            if move.symbol in names or not only_labelled:
                found.add(_label_form(move.symbol, low, high, gold))
        _compare(tally, str(record["id"]), found, gold)
    return tally


def _label_form(
    symbol: str, low: float, high: float, gold: Iterable[tuple[str, float, float]]
) -> tuple[str, float, float]:
    """A label is one number: for a range any number inside it agrees, its ends included."""
    for name, value, _ in gold:
        if name == symbol and low - CLOSE <= value <= high + CLOSE:
            return symbol, value, value
    return symbol, low, high


def finentity(shared: Path) -> Tally:
    """Compare mentions with the newswire names that a RIC follows; precision over their spans."""
    gazetteer = linking.Gazetteer(newswire_universe(shared))
    tally = Tally()
    for item in json.loads((shared / "data/entities/finentity_dev.json").read_text("utf-8")):
        text = item["content"]
        spans = {(a["start"], a["end"]): _ric_after(text, a["end"]) for a in item["annotations"]}
        gold = {span: ric for span, ric in spans.items() if ric is not None}
        tally.gold += len(gold)
        for mention in gazetteer.find(text, lang="en"):
            span = next((s for s in spans if mention.start < s[1] and s[0] < mention.end), None)
            if span is None or span not in gold:
                continue
            tally.found += 1
            if mention.symbol == gold.pop(span):
                tally.right += 1
            else:
                tally.lines.append(f"{item['index']}: {mention.text} read as {mention.symbol}")
            spans.pop(span)
        tally.lines += [f"{item['index']}: missed {text[s:e]} <{r}>" for (s, e), r in gold.items()]
    return tally


def _ric_after(text: str, end: int) -> str | None:
    found = re.match(r"(?:\s+(?:Inc|Corp|Co|Plc|Ltd|"
                     r"Group)\b\.?)*\s*<([.A-Z0-9]+[a-z]?(?:\.[A-Z]{1,3})?)>",
                     text[end:])  # fmt: skip
    return found.group(1) if found else None


def sentfin(shared: Path) -> Tally:
    """Compare mentions in Indian headlines with their entities, which make up the universe."""
    rows = _rows(shared / "data/entities/sentfin_dev.csv")
    labels = [re.findall(r"'([^']+)'\s*:|\"([^\"]+)\"\s*:", row["Decisions"]) for row in rows]
    named = [[one or other for one, other in found] for found in labels]
    instruments = {
        name: Instrument(symbol=name, name=name, mic="", currency="", sector="", aliases=(name,))
        for name in sorted({name for found in named for name in found})
    }
    gazetteer = linking.Gazetteer(Universe(instruments=instruments, sectors={}))
    tally = Tally()
    for row, names in zip(rows, named, strict=True):
        found = {str(m.symbol).casefold() for m in gazetteer.find(row["Title"], lang="en")}
        gold = {name.casefold() for name in names}
        tally.gold += len(gold)
        tally.found += len(found)
        tally.right += len(gold & found)
        if gold != found:
            tally.lines.append(f"{row['Title']}: missed {gold - found}, extra {found - gold}")
    return tally
