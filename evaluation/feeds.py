"""Real feed files → how far our entries agree with what six independent parsers agree on.

The consensus file gives, for each feed, the number of entries, and for each entry its title
(word characters only, folded) and its date (UTC), null where the parsers do not agree.
"""

from __future__ import annotations

import gzip
import json
import re
import tarfile
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tapestory.errors import ParseError
from tapestory.ingest.parsing.charset import decode
from tapestory.ingest.parsing.entries import Circumstances, entries_of, lang_of, title_of
from tapestory.ingest.parsing.feedparser_record import read_with_feedparser
from tapestory.ingest.parsing.guard import guard
from tapestory.ingest.parsing.lean import read_lean
from tapestory.ingest.parsing.parse import parse_feed
from tapestory.ingest.parsing.printed import PrintedFeed
from tapestory.ingest.timing.hints import read_hints
from tapestory.model import Entry, ParsedFeed, Precision

SHARED = Path(__file__).parent.parent.parent / "shared"
_URL = "https://example.com/feed"
# Later than any entry of the set: no date counts as lying in the future.
NOW = datetime(2040, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Agreement:
    """Counts of what was compared and what agreed, and a line for each disagreement."""

    compared: Counter[str] = field(default_factory=Counter)
    agreed: Counter[str] = field(default_factory=Counter)
    disagreements: list[str] = field(default_factory=list)

    def note(self, kind: str, *, agrees: bool, line: str) -> None:
        """Count one comparison; keep the line when it failed."""
        self.compared[kind] += 1
        self.agreed[kind] += agrees
        if not agrees:
            self.disagreements.append(f"{kind}: {line}")

    def share(self, kind: str) -> float:
        """Return agreed over compared, 0 when nothing was compared."""
        return self.agreed[kind] / self.compared[kind] if self.compared[kind] else 0.0


def score(shared: Path) -> dict[str, float]:
    """Return the shares of feeds and entries on which we agree with the consensus."""
    found = compare(shared)
    return {
        "feeds.count_agreement": found.share("count"),
        "feeds.title_agreement": found.share("title"),
        "feeds.date_agreement": found.share("date"),
        "feeds.no_crash": found.share("crash"),
    }


def compare(shared: Path) -> Agreement:
    """Parse every file of the set and hold it against the consensus."""
    found = Agreement()
    with gzip.open(shared / "data/feeds/consensus_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        consensus = {row["file"]: row for row in map(json.loads, lines)}
    for name, body in _files(shared / "data/feeds/feeds_dev.tar.gz"):
        if name in consensus:
            _compare_one(name, body, consensus[name], found)
    return found


def _files(archive: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(archive) as files:
        for member in files:
            stream = files.extractfile(member)
            if stream is not None:
                yield member.name.removeprefix("./"), stream.read()


def _compare_one(name: str, body: bytes, row: dict[str, object], found: Agreement) -> None:
    parsed: ParsedFeed | None = None
    crash = ""
    try:
        parsed = parse_feed(body, content_type="", url=_URL, country="", now=NOW)
    except ParseError as error:
        crash = f"ParseError: {error}"
    except Exception as error:  # noqa: BLE001  # to count what must never happen
        crash = repr(error)
        found.note("crash", agrees=False, line=f"{name}: {crash}")
    else:
        found.note("crash", agrees=True, line="")
    if row["agreed"] is None:
        return
    entries = parsed.entries if parsed is not None else ()
    counts_agree = len(entries) == row["agreed"]
    shown = f"{name}: {len(entries)} != {row['agreed']} {crash}"
    found.note("count", agrees=counts_agree, line=shown)
    titles, dates = row["titles"], row["dates"]
    if not isinstance(titles, list) or not isinstance(dates, list):
        return
    for number, (title, date) in enumerate(zip(titles, dates, strict=True)):
        entry = entries[number] if counts_agree else None
        where = f"{name}[{number}]"
        if title is not None:
            ours = folded(entry.title) if entry else ""
            found.note("title", agrees=ours == title, line=f"{where}: {ours!r} != {title!r}")
        if date is not None:
            found.note(
                "date", agrees=_same(entry, date), line=f"{where}: {_shown(entry)} != {date}"
            )


@dataclass(slots=True)
class LeanShare:
    """How many real feeds the lean parser accepts, and which of them it reads differently."""

    seen: int = 0
    accepted: int = 0
    differing: list[str] = field(default_factory=list)
    declined: list[str] = field(default_factory=list)


def lean_share(shared: Path) -> LeanShare:
    """Hold what the lean parser makes of every file against what feedparser makes of it."""
    found = LeanShare()
    known = Circumstances(url=_URL, country="", now=NOW)
    for name, body in _files(shared / "data/feeds/feeds_dev.tar.gz"):
        found.seen += 1
        text = decode(body).lstrip("\ufeff \t\r\n")
        lean = read_lean(text, _URL)
        if lean is None:
            found.declined.append(name)
            continue
        found.accepted += 1
        guarded = guard(text, max_entries=len(lean.entries) + 1)
        record = read_with_feedparser(guarded.text, _URL)
        if record is None or _concluded(lean, text, known) != _concluded(
            record, guarded.text, known
        ):
            found.differing.append(name)
    return found


def _concluded(printed: PrintedFeed, text: str, known: Circumstances) -> ParsedFeed:
    lang = lang_of(printed)
    return ParsedFeed(
        title=title_of(printed.title),
        lang=lang,
        entries=tuple(entries_of(printed.entries, lang=lang, known=known)),
        hints=read_hints(text),
    )


def folded(title: str) -> str:
    """Return letters, digits and underscores of a title, in the consensus file's form."""
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", title).lower())


def _same(entry: Entry | None, date: str) -> bool:
    instant = entry.published.instant if entry else None
    if instant is None:
        return False
    theirs = datetime.fromisoformat(date).replace(tzinfo=UTC)
    if entry is not None and entry.published.precision is Precision.DAY:
        # The parsers put a day without a time at midnight, we at noon.
        return instant.date() == theirs.date()
    return abs(instant.replace(microsecond=0) - theirs) <= timedelta(seconds=1)


def _shown(entry: Entry | None) -> str:
    return f"{entry.published.instant} from {entry.published.raw!r}" if entry else "no entry"


if __name__ == "__main__":
    result = compare(SHARED)
    for line in result.disagreements:
        print(line)
    for kind in ("count", "title", "date", "crash"):
        print(
            f"{kind}: {result.agreed[kind]} of {result.compared[kind]} = {result.share(kind):.4f}"
        )
    share = lean_share(SHARED)
    print(
        f"lean: {share.accepted} of {share.seen} = {share.accepted / share.seen:.4f},"
        f" {len(share.differing)} differ from feedparser"
    )
    for name in share.differing:
        print(f"differs: {name}")
