"""The worst errors on the labelled sets → a file to read, with the matcher's own reasons.

The headlines belong to others: the files go under `build/`, which is never checked in, and
`docs/measurements.md` tells of the kinds of error in our words, with the counts printed here.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation.matching.errors import (
    Related,
    Told,
    mixed,
    torn,
    why_astray,
    why_mixed,
)
from evaluation.matching.registry import SETS, outcomes
from evaluation.matching.runs import Run
from evaluation.matching.sets import PUBLIC

DEFAULT = ("corpus_dev", *PUBLIC, "multilingual")
WORST = 25
"""Errors of each sort that are written out."""
_SHOWN = 6
"""Articles of a part that are."""


def related_events(shared: Path) -> Related:
    """Return, for each event of the corpus, its parent, siblings and those its articles name."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    families: defaultdict[str, set[str]] = defaultdict(set)
    path = shared / "data/corpus/dev_events.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            families[row["parent_event"] or row["slug"]].add(row["slug"])
    for family in families.values():
        for slug in family:
            found[slug] |= family - {slug}
    for line in (shared / "data/corpus/dev.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        if article["gold_event"]:
            found[article["gold_event"]].update(article["gold_related"])
    return {slug: frozenset(others) for slug, others in found.items()}


def page(run: Run, related: Related) -> Iterator[str]:
    """Yield the lines of a set's gallery."""
    yield "EVENTS TORN APART"
    for error in torn(run)[:WORST]:
        yield f"\n-- {error.gold}: {len(error.parts)} parts, {error.cost} pairs apart"
        yield from _parts(error.parts)
    yield "\n\nSEVERAL EVENTS IN ONE"
    for mix in mixed(run)[:WORST]:
        kinds = _counted(why_mixed(mix, related))
        yield f"\n-- {mix.event}: {len(mix.parts)} events, {mix.cost} pairs too many ({kinds})"
        yield from _parts(mix.parts)


def summary(run: Run, related: Related) -> Iterator[str]:
    """Yield the kinds of error with how many articles each took, and no headline."""
    apart, together = torn(run), mixed(run)
    astray = sum((why_astray(error) for error in apart), Counter[str]())
    intruders = sum((why_mixed(error, related) for error in together), Counter[str]())
    yield (
        f"{len(apart)} events torn, {sum(error.cost for error in apart)} pairs apart; "
        f"articles outside of the largest part: {_counted(astray)}"
    )
    yield (
        f"{len(together)} events mixed, {sum(error.cost for error in together)} pairs too many; "
        f"articles beside the largest part: {_counted(intruders)}"
    )


def _parts(parts: Sequence[Sequence[Told]]) -> Iterator[str]:
    for part in parts[:_SHOWN]:
        yield f"  {part[0].event} / {part[0].one.gold} ({len(part)})"
        for told in part[:_SHOWN]:
            item = told.one.item
            yield f"    {item.time:%m-%d %H:%M} {item.lang} {item.kind.value}: {item.title}"
            yield f"        {told.reason}"
        if len(part) > _SHOWN:
            yield f"    and {len(part) - _SHOWN} more"


def _counted(kinds: Counter[str]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in kinds.most_common()) or "none"


def main() -> None:
    """Write a gallery for each set, and print the kinds of error."""
    root = Path(__file__).parents[2]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=root.parent / "shared")
    parser.add_argument("--only", nargs="+", choices=[*SETS], default=[*DEFAULT], metavar="SET")
    parser.add_argument("--to", type=Path, default=root / "build" / "gallery", help="folder")
    chosen = parser.parse_args()
    chosen.to.mkdir(parents=True, exist_ok=True)
    related = related_events(chosen.shared)
    for name, run in outcomes(chosen.only, chosen.shared):
        path = chosen.to / f"{name}.txt"
        path.write_text("\n".join(page(run, related)) + "\n", encoding="utf-8")
        print(f"{name}: {path}")
        for line in summary(run, related):
            print(f"  {line}")


if __name__ == "__main__":
    main()
