"""Labelled sets → how much of what articles say is read rightly; run it for the details."""

from __future__ import annotations

import csv
import itertools
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from evaluation import reading_sets
from evaluation.reading_sets import (
    SEEDS_READ,
    Tally,
    corpus,
    corpus_readings,
    seed_readings,
    shipped,
)
from tapestory.linking import link_event
from tapestory.model import (
    Article,
    ArticleId,
    ArticleKind,
    EventId,
    Figure,
    Precision,
    Published,
    Reading,
    Role,
    Verification,
    VerificationState,
)
from tapestory.reading import assess, compare, trace
from tapestory.reading.sources.outlets import canonical

SHARED = Path(__file__).parent.parent.parent / "shared"
PLANTED = 50


def score(shared: Path) -> dict[str, float]:
    """Return the scores by name, 0 to 1 each.

    Args:
        shared: The folder of labelled data.
    """
    parts = {
        "seeds": reading_sets.seed_moves(shared),
        "newswire": reading_sets.newswire_moves(shared),
        "corpus": reading_sets.corpus_moves(shared),
        "corpus_labelled": reading_sets.corpus_moves(shared, only_labelled=True),
        "finentity": reading_sets.finentity(shared),
        "sentfin": reading_sets.sentfin(shared),
        "links": event_links(shared),
    }
    scores: dict[str, float] = {}
    for name, tally in parts.items():
        scores[f"reading.{name}.precision"] = tally.precision
        scores[f"reading.{name}.recall"] = tally.recall
    caught, false = unit_errors(shared)
    scores["reading.unit_errors.caught"] = caught
    scores["reading.unit_errors.spared"] = 1 - false
    scores["reading.seed_unit_error"] = float(seed_unit_error(shared))
    scores["reading.seeds_never_confirmed"] = float(seeds_never_confirmed(shared))
    scores["reading.verification.macro_f1"] = verification_f1(shared)[0]
    scores["reading.origins.accuracy"] = origin_accuracy(shared).recall
    scores["reading.kinds.accuracy"] = kind_accuracy(shared).recall
    return scores


def event_links(shared: Path) -> Tally:
    """Compare the subjects and affected of each dev event with the tickers of its label.

    Recall counts the label's tickers that are linked in either role; precision counts the links
    in those roles that the event's or any of its articles' labels name, indices left out.
    """
    said = corpus_readings(shared)
    members: defaultdict[str, list[str]] = defaultdict(list)
    named: defaultdict[str, set[str]] = defaultdict(set)
    for record in corpus(shared):
        members[record["gold_event"]].append(record["id"])
        named[record["gold_event"]] |= set(record["tickers"])
    tally = Tally()
    with (shared / "data/corpus/dev_events.csv").open(encoding="utf-8", newline="") as file:
        events = {row["slug"]: row["tickers"].split() for row in csv.DictReader(file)}
    for slug, tickers in events.items():
        gold = {ticker for ticker in tickers if ticker in shipped().instruments}
        if not members[slug] or not gold:
            continue
        links = link_event(EventId(slug), [said[i] for i in members[slug]], shipped())
        found = {x.symbol for x in links if x.symbol and x.role is not Role.MENTIONED}
        found = {x for x in found if not x.startswith("^") or x in gold}
        tally.gold += len(gold)
        tally.found += len(found)
        tally.right += len(found & (gold | named[slug]))
        tally.lines.append(f"{slug}: missed {gold - found}, extra {found - gold - named[slug]}")
        tally.gold += len(found & named[slug] - gold)
    return tally


def seed_unit_error(shared: Path) -> bool:
    """Tell whether the one wrong unit of the seeds is found, and no right figure is accused."""
    flagged = [
        figure
        for figure in compare([f for said in seed_readings(shared).values() for f in said.figures])
        if figure.flag == "unit_error"
    ]
    return [(f.article_id, f.subject, f.kind) for f in flagged] == [
        ("004", "META", "capex_guidance")
    ]


def unit_errors(shared: Path) -> tuple[float, float]:
    """Plant unit errors among agreeing figures; return shares caught and falsely accused.

    Each planted case is a real figure of the corpus or seeds with a subject, told by three
    articles, one of which is ten, a hundred or a thousand times off.
    """
    dice = random.Random(11)  # noqa: S311 (the cases only have to stay the same)
    pool = [
        figure
        for said in (*seed_readings(shared).values(), *corpus_readings(shared).values())
        for figure in said.figures
        if figure.subject and figure.kind != "amount"
    ]
    cases = dice.sample(pool, k=min(PLANTED, len(pool)))
    caught = accused = told = 0
    for number, figure in enumerate(cases):
        slip = dice.choice((10, 100, 1000))
        up = dice.random() < 0.8
        wrong = _scaled(figure, slip if up else 1 / slip, f"wrong{number}")
        right = [_scaled(figure, 1.0, f"right{number}.{i}") for i in range(2)]
        flags = {f.article_id: f.flag for f in compare([*right, wrong])}
        caught += flags[wrong.article_id] == "unit_error"
        accused += sum(flags[f.article_id] == "unit_error" for f in right)
        told += len(right)
    return caught / max(1, len(cases)), accused / max(1, told)


def _scaled(figure: Figure, factor: float, article: str) -> Figure:
    return replace(
        figure, low=figure.low * factor, high=figure.high * factor, article_id=ArticleId(article)
    )


def seeds_never_confirmed(shared: Path) -> bool:
    """Tell whether no selection and no order of the seeds makes their event confirmed."""
    said = list(seed_readings(shared).values())
    for size in range(1, len(said) + 1):
        for order in itertools.permutations(said, size):
            states = {change.state for change in _assessed(order).history}
            if VerificationState.CONFIRMED in states:
                return False
    return True


def _assessed(readings: Sequence[Reading]) -> Verification:
    told = [(SEEDS_READ + timedelta(hours=i), f"outlet {i}", r) for i, r in enumerate(readings)]
    return assess(told, origins=(), now=SEEDS_READ + timedelta(days=1))


def verification_f1(shared: Path) -> tuple[float, Counter[tuple[str, str]]]:
    """Return macro-F1 of the state that each corpus article alone leads to, and the confusions.

    Articles labelled unknown are left out.
    """
    confusions: Counter[tuple[str, str]] = Counter()
    for record in corpus(shared):
        if record["verification"] == "unknown":
            continue
        state = _assessed([corpus_readings(shared)[record["id"]]]).state
        confusions[record["verification"], str(state)] += 1
    labels = {gold for gold, _ in confusions}
    return sum(_f1(label, confusions) for label in labels) / len(labels), confusions


def _f1(label: str, confusions: Counter[tuple[str, str]]) -> float:
    right = confusions[label, label]
    gold = sum(n for (is_, _), n in confusions.items() if is_ == label)
    found = sum(n for (_, said), n in confusions.items() if said == label)
    return 2 * right / (gold + found) if gold + found else 0.0


def origin_accuracy(shared: Path) -> Tally:
    """Compare the origin of each corpus article with its label, where the text itself names it.

    Of several labelled sources any one will do.
    """
    tally = Tally()
    for record in corpus(shared):
        label = record["original_source"]
        text = f"{record['title']} {record['text']}"
        gold = {part.strip() for part in (label or "").replace(" via ", ";").split(";")} - {""}
        gold |= {canonical(name) for name in gold}
        if not any(name.lower() in text.lower() for name in gold):
            continue
        said = corpus_readings(shared)[record["id"]]
        _, origin_of = trace([(_article(record["id"], record["domain"]), said)])
        origin = origin_of[ArticleId(record["id"])]
        tally.gold += 1
        tally.found += 1
        tally.right += origin in gold
        if origin not in gold:
            tally.lines.append(f"{record['id']}: {origin} for {label}: {text[:200]}")
    return tally


def _article(name: str, outlet: str) -> Article:
    undated = Published(raw="", instant=None, precision=Precision.NONE)
    return Article(
        id=ArticleId(name), feed_url="", url="", guid="", title="", summary="", text="", author="",
        outlet=outlet, lang="en", published=undated, updated=None, first_seen=SEEDS_READ,
    )  # fmt: skip


def kind_accuracy(shared: Path) -> Tally:
    """Compare the kind of each corpus article with its label; copies and "other" left out."""
    names = {kind.value: kind for kind in ArticleKind} | {"press_release": ArticleKind.RELEASE}
    tally = Tally()
    for record in corpus(shared):
        gold = names.get(record["kind"])
        if gold is None:
            continue
        kind = corpus_readings(shared)[record["id"]].kind
        tally.gold += 1
        tally.found += 1
        tally.right += kind is gold
        if kind is not gold:
            tally.lines.append(f"{kind} for {gold}: {record['title']}")
    return tally


def main() -> int:
    """Print every score; with names of tallies as arguments, what differs in them."""
    for name, value in score(SHARED).items():
        print(f"{name:<48} {value:.3f}")
    tallies = {
        "seeds": reading_sets.seed_moves,
        "newswire": reading_sets.newswire_moves,
        "corpus": reading_sets.corpus_moves,
        "finentity": reading_sets.finentity,
        "sentfin": reading_sets.sentfin,
        "links": event_links,
        "origins": origin_accuracy,
        "kinds": kind_accuracy,
    }
    for name in sys.argv[1:]:
        if name == "verification":
            print(verification_f1(SHARED)[1])
        elif name in tallies:
            print(f"-- {name}", *tallies[name](SHARED).lines, sep="\n  ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
