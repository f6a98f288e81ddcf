"""Labelled seeds and corpus with the shared prices → what the tape says of each reported move.

The labels of the seeds tell what the prices really did, checked by hand: every reported move that
is read and priced is set beside its session, and session and verdict are held against the label.
The corpus has no such labels; of it the verdicts are counted and, with `--contradicted`, shown.

    python -m evaluation.reported_checks                    the table of verdicts
    python -m evaluation.reported_checks --contradicted     and each that the tape contradicts
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Final

from evaluation.reading.sets import SEEDS_READ, corpus, corpus_readings, seed_readings, shipped
from tapestory.config import shipped_special_days
from tapestory.errors import NotFoundError
from tapestory.model import (
    Agreement,
    Article,
    ArticleId,
    DailyBar,
    Precision,
    Published,
    ReportedCheck,
    ReportedMove,
)
from tapestory.moves import KNOWN_MICS, ExchangeSessions, SessionOverrides
from tapestory.moves.providers.csv_file import read_bars
from tapestory.moves.reported import BORNE_OUT
from tapestory.pipeline.reported_checks import Market, Span, check_reported

SHARED: Final = Path(__file__).parent.parent.parent / "shared"
LONG_AFTER: Final = datetime(2026, 11, 1, tzinfo=UTC)
SEEDS_TELL_OF: Final = datetime(2026, 7, 1, 14, 41, tzinfo=UTC)
"""When the news of the seeds came out, as the articles say."""

VERDICTS: Final[Mapping[str, frozenset[Agreement]]] = {
    "supported": frozenset({Agreement.AGREES, Agreement.AGREES_AS_BOUND, Agreement.INTRADAY}),
    "truncated": frozenset({Agreement.TRUNCATED, Agreement.AGREES}),
    "partial-session": frozenset({Agreement.INTRADAY, Agreement.AGREES_AS_BOUND}),
    "off_at_close": frozenset({Agreement.INTRADAY}),
}
"""Which of our verdicts a label's word allows. A label calls "over 8 %" of a close at -14.57 % a
partial session; the bound holds all the same. Where bars have no high or low, a figure that only
the session reached cannot be verified, and saying so is right as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A labelled reported move with our verdict."""

    label: Mapping[str, str]
    found: ReportedCheck

    @property
    def session_right(self) -> bool:
        """Whether it was held against the session of the label."""
        return self.found.session == date.fromisoformat(self.label["session_date"])

    @property
    def verdict_right(self) -> bool:
        """Whether the label allows the verdict."""
        unseen = self.found.high is None and self.label["basis"] != "close"
        if self.found.kind is Agreement.UNVERIFIABLE and unseen:
            return True
        return self.found.kind in VERDICTS.get(self.label["verdict"], frozenset(Agreement))

    @property
    def close_right(self) -> bool:
        """Whether the close is that of the label, to the hundredth of a per cent it is given in."""
        told = self.label["actual_close_pct"]
        close = self.found.close
        return not told or (close is not None and abs(close * 100 - float(told)) < 0.006)


def score(shared: Path) -> dict[str, float]:
    """Return the scores by name, 0 to 1 each.

    Args:
        shared: The folder that holds `data/prices`, `seeds` and `data/corpus`.
    """
    judged = list(of_seeds(shared))
    priced = [item for item in judged if item.found.close is not None]
    checks, turned = of_corpus(shared), of_corpus(shared, turned=True)
    held = [item for item in checks if item.kind is not Agreement.UNVERIFIABLE]
    against = sum(item.kind is Agreement.CONTRADICTED for item in held)
    return {
        "reported.seeds.priced": len(priced) / len(judged),
        "reported.seeds.session": _share(item.session_right for item in priced),
        "reported.seeds.close": _share(item.close_right for item in priced),
        "reported.seeds.verdict": _share(item.verdict_right for item in priced),
        "reported.corpus.verifiable": len(held) / len(checks),
        "reported.corpus.contradicted": against / len(held),
        "reported.turned.borne_out": _share(item.kind in BORNE_OUT for item in turned),
        "reported.turned.contradicted": _share(
            item.kind is Agreement.CONTRADICTED for item in turned
        ),
    }


def of_seeds(shared: Path) -> Iterator[Judged]:
    """Yield the labelled moves of the seeds that have a figure, with our verdict."""
    with (shared / "seeds/gold/reported_moves_gold.csv").open(encoding="utf-8") as file:
        labels = [row for row in csv.DictReader(file) if row["pct_low"] or row["pct_high"]]
    said = seed_readings(shared)
    told = [
        (_article(name, Published(raw="", instant=SEEDS_READ, precision=Precision.INSTANT)), one)
        for name, one in said.items()
    ]
    found = check_reported(told, _day0s(SEEDS_TELL_OF, precise=True), _market(shared))
    for label in labels:
        same = [item for item in found if _is_label_of(item, label)]
        if same:
            yield Judged(label=label, found=same[0])


def _is_label_of(found: ReportedCheck, label: Mapping[str, str]) -> bool:
    reported = found.reported
    if (reported.article_id, reported.symbol) != (label["seed"], label["symbol"]):
        return False
    ours = {round(abs(end), 4) for end in (reported.low, reported.high) if end is not None}
    theirs = {
        round(abs(float(label[end])) / 100, 4) for end in ("pct_low", "pct_high") if label[end]
    }
    return ours == theirs


def of_corpus(shared: Path, *, turned: bool = False) -> list[ReportedCheck]:
    """Return our verdict on each reported move of the dev corpus.

    Args:
        shared: The shared folder.
        turned: With every rise told as a fall and every fall as a rise: how many are still borne
            out is how easily anything is.
    """
    with (shared / "data/corpus/dev_events.csv").open(encoding="utf-8") as file:
        happened = {row["slug"]: row["date"] for row in csv.DictReader(file)}
    said, market = corpus_readings(shared), _market(shared)
    found: list[ReportedCheck] = []
    for record in corpus(shared):
        day0: Mapping[str, date] = {}
        day = happened.get(str(record["gold_event"]), "")
        if len(day) == len("2026-07-01"):
            day0 = _day0s(_noon(day), precise=False)
        article = _article(str(record["id"]), _published(str(record["published"] or "")))
        one = said[str(record["id"])]
        if turned:
            one = replace(one, reported_moves=tuple(map(_turned, one.reported_moves)))
        found += check_reported([(article, one)], day0, market)
    return found


def _turned(move: ReportedMove) -> ReportedMove:
    low, high = move.low, move.high
    return replace(move, low=None if high is None else -high, high=None if low is None else -low)


def _published(raw: str) -> Published:
    try:
        instant = _noon(raw)
    except ValueError:
        return Published(raw=raw, instant=None, precision=Precision.NONE)
    return Published(raw=raw, instant=instant, precision=Precision.DAY)


def _noon(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(12), UTC)


def _article(name: str, published: Published) -> Article:
    return Article(
        id=ArticleId(name), feed_url="", url="", guid="", title="", summary="", text="", author="",
        outlet="", lang="", published=published, first_seen=LONG_AFTER, updated=None,
    )  # fmt: skip


@cache
def _sessions() -> ExchangeSessions:
    return ExchangeSessions(SessionOverrides(days=shipped_special_days(exchanges=KNOWN_MICS)))


def _day0s(news: datetime, *, precise: bool) -> dict[str, date]:
    found: dict[str, date] = {}
    for mic in ("XNYS", "XKRX", "XTKS", "XHKG", "XTAI", "XSHG"):
        try:
            found[mic] = _sessions().day_zero(mic, news, precise=precise)
        except NotFoundError:
            continue
    return found


@cache
def _bars(shared: Path) -> Mapping[str, Sequence[DailyBar]]:
    held: dict[str, list[DailyBar]] = {}
    for bar in read_bars(shared / "data/prices/daily_2024_2026.csv.gz").bars:
        held.setdefault(bar.symbol, []).append(bar)
    return held


def _market(shared: Path) -> Market:
    held = _bars(shared)

    def between(
        spans: Mapping[str, Span],
    ) -> dict[str, tuple[Sequence[DailyBar], Mapping[date, str]]]:
        return {
            symbol: ([bar for bar in held[symbol] if first <= bar.session <= last], {})
            for symbol, (first, last) in spans.items()
            if symbol in held
        }

    return Market(universe=shipped(), sessions=_sessions(), now=LONG_AFTER, bars=between)


def _share(right: Iterable[bool]) -> float:
    counted = list(right)
    return sum(counted) / len(counted) if counted else 0.0


def main() -> None:
    """Print the table of verdicts; with `--contradicted`, each that the tape contradicts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--contradicted", action="store_true", help="show each that is not borne out"
    )
    parser.add_argument("--unverifiable", action="store_true", help="and why others cannot be held")
    chosen = parser.parse_args()
    judged, checks = list(of_seeds(SHARED)), of_corpus(SHARED)
    for one in judged:
        wrong = [
            name for name in ("session_right", "close_right", "verdict_right")
            if not getattr(one, name)
        ]  # fmt: skip
        label, found = one.label, one.found
        print(
            f"  {label['move_id']} {label['symbol']:<10} {label['as_reported']:<32.32}"
            f" {label['verdict']:<16} {found.kind.value:<15} {found.session}"
            f"  {found.note}  {' '.join(wrong)}"
        )
    counts = Counter(item.kind for item in checks)
    print("corpus", {kind.value: counts[kind] for kind in Agreement})
    for item in checks:
        shown = (chosen.contradicted and item.kind is Agreement.CONTRADICTED) or (
            chosen.unverifiable and item.kind is Agreement.UNVERIFIABLE and item.close is None
        )
        if shown:
            _show(item)
    for name, value in score(SHARED).items():
        print(f"  {name:<40} {value:.4f}")


def _show(item: ReportedCheck) -> None:
    said = item.reported
    print(
        f"{said.article_id} {said.symbol} {said.low} {said.high} {said.comparator.value}", end=" "
    )
    print(f"{said.basis.value} said {said.session}, held {item.session}: {item.note}")
    print(f"    {said.sentence[:300]}")


if __name__ == "__main__":
    main()
