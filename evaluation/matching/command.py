"""A labelled set through the installed command → its scores, and what differs from in-process.

Strangers measure the program so: a file of articles goes in, a file of assignments comes out.
Between the two lie the reading of dates and languages, the finding of copies, the judging of
kinds and everything else that `tapestory articles import` does and a bare matcher does not.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from evaluation.matching.agreement import Agreement, bcubed, pairwise
from evaluation.matching.registry import SETS
from evaluation.matching.rungs import read_items, rungs
from evaluation.matching.runs import place_all
from evaluation.matching.sets import domain, lines
from tapestory.model import ArticleId

FILES = {
    "corpus_dev": "data/corpus/dev.jsonl",
    "og2021_all": "data/clustering/og2021_dev.jsonl.gz",
    **{
        name: f"data/clustering/{name}_dev.jsonl.gz"
        for name in ("allsides", "basil", "ecb", "neus", "uci")
    },
}
TAKEN = ("id", "url", "title", "text", "published", "lang", "outlet")
"""What a line of an import may hold."""
WITHHELD = ("url", "text", "lang", "outlet")
"""What it may do without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A set after the command took it."""

    gold: Sequence[str]
    arrival: Sequence[str]
    events: Sequence[str]
    copies: int
    seconds: float

    @property
    def final(self) -> Agreement:
        """Agreement by item in the end."""
        return bcubed(self.gold, self.events)

    @property
    def on_arrival(self) -> Agreement:
        """Agreement by item of the decisions as they were made."""
        return bcubed(self.gold, self.arrival)

    @property
    def pairwise(self) -> Agreement:
        """Agreement by pair in the end."""
        return pairwise(self.gold, self.events)


class Command:
    """The `tapestory` beside this interpreter, at home in a folder of its own."""

    def __init__(self, home: Path) -> None:
        self._environment = {
            **{name: value for name, value in os.environ.items() if "TAPESTORY" not in name},
            "TAPESTORY_HOME": str(home),
        }

    def __call__(self, *words: str) -> str:
        """Run a command and return what it prints.

        Raises:
            subprocess.CalledProcessError: It failed.
        """
        done = subprocess.run(  # noqa: S603 - our own program
            [str(Path(sys.executable).with_name("tapestory")), *words],
            env=self._environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout


def records(shared: Path, name: str, without: Collection[str] = ()) -> Iterator[dict[str, object]]:
    """Yield what a stranger would put in the file: the set's own fields, and nothing judged."""
    for row in lines(shared / FILES[name]):
        yield {field: row[field] for field in TAKEN if row.get(field) and field not in without}


def import_set(shared: Path, name: str, home: Path, without: Collection[str] = ()) -> Imported:
    """Import a set, or its fields but some, into an empty home; return where each article went."""
    command = Command(home)
    home.mkdir(parents=True, exist_ok=True)
    given, final, online = (home / f"{part}.jsonl" for part in ("given", "final", "online"))
    told = list(records(shared, name, without))
    given.write_text("".join(json.dumps(record) + "\n" for record in told), encoding="utf-8")
    started = time.perf_counter()
    command("articles", "import", str(given), "--assignments", str(final))
    seconds = time.perf_counter() - started
    command("articles", "import", str(given), "--assignments", str(online), "--online")
    labels = {one.item.article_id: one.gold for one in SETS[name](shared, lambda _: frozenset())}
    ended, arrived = _by_id(final), _by_id(online)
    ids = [str(record["id"]) for record in told]
    return Imported(
        gold=[labels[ArticleId(each)] for each in ids],
        arrival=[arrived[each]["event_id"] or "" for each in ids],
        events=[ended[each]["event_id"] or "" for each in ids],
        copies=sum(one["copy_of"] is not None for one in ended.values()),
        seconds=seconds,
    )


def _by_id(path: Path) -> dict[str, dict[str, str | None]]:
    return {str(row["id"]): _texts(row) for row in lines(path)}


def _texts(row: Mapping[str, object]) -> dict[str, str | None]:
    return {key: None if value is None else str(value) for key, value in row.items()}


def main() -> None:
    """Import the named sets and print each beside what it scores in-process, and why."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[3] / "shared")
    parser.add_argument(
        "--only", nargs="+", choices=[*FILES], default=["corpus_dev", "allsides"], metavar="SET"
    )
    parser.add_argument(
        "--without", nargs="+", choices=WITHHELD, default=[], help="fields that are not given"
    )
    chosen = parser.parse_args()
    shipped = domain()
    for name in chosen.only:
        with TemporaryDirectory() as folder:
            home = Path(folder)
            imported = import_set(chosen.shared, name, home, chosen.without)
            bare = place_all(SETS[name](chosen.shared, shipped.symbols), shipped)
            print(f"{name}: {len(imported.gold)} articles in {imported.seconds:.1f} s")
            print(_line("in-process", bare.bcubed, bare.on_arrival, bare.pairwise))
            print(
                _line("the command", imported.final, imported.on_arrival, imported.pairwise),
                f"{imported.copies} copies",
            )
            for change, differing, run in rungs(bare.items, read_items(home), shipped):
                told = f"as read: {change} ({differing} differ)"
                print(_line(told, run.bcubed, run.on_arrival, run.pairwise), flush=True)


def _line(what: str, final: Agreement, arrival: Agreement, pairs: Agreement) -> str:
    return (
        f"  {what:<40} P {final.precision:.3f} R {final.recall:.3f} F1 {final.f1:.3f}"
        f"  arriving {arrival.f1:.3f}  pairs {pairs.precision:.3f} {pairs.recall:.3f}"
    )


if __name__ == "__main__":
    main()
