"""A few labelled articles among many unrelated ones: the seeds in feeds, the corpus in a flood."""

from __future__ import annotations

import hashlib
import tarfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from evaluation.matching.sets import Labelled, SymbolsOf, corpus, judged_kind, order, public
from tapestory.errors import ParseError
from tapestory.ingest.parsing.parse import parse_feed
from tapestory.matching import MatchItem
from tapestory.model import ArticleId, Entry
from tapestory.reading import detect_language

TIMES = 20
"""Strangers in the flood for each article of the corpus."""
SEEDS = "meta-sells-compute-2026-07"
"""The event of the seeds, as the corpus names it."""
_LAST_SEED = datetime(2026, 7, 3, 9, tzinfo=UTC)


def seeds(shared: Path, symbols: SymbolsOf) -> list[Labelled]:
    """Return the five articles that the project started from, at the times they name."""
    times = {
        "000": datetime(2026, 7, 2, 10, tzinfo=UTC),
        "001": datetime(2026, 7, 2, 9, tzinfo=UTC),
        "002": datetime(2026, 7, 1, 12, tzinfo=UTC),
        "003": _LAST_SEED,
        "004": datetime(2026, 7, 2, 7, 31, tzinfo=UTC),
    }
    told = []
    for name, time in times.items():
        text = (shared / f"seeds/{name}.txt").read_text(encoding="utf-8").strip()
        title, body = (part.strip() for part in text.partition("\n")[::2])
        lang = detect_language(f"{title}\n{body[:400]}")
        item = MatchItem(
            article_id=ArticleId(f"seed-{name}"),
            title=title,
            text=body,
            lang=lang,
            time=time,
            symbols=symbols(text),
            title_symbols=symbols(title.strip()),
            kind=judged_kind(title, body, lang),
        )
        told.append(Labelled(item=item, gold=SEEDS))
    return sorted(told, key=order)


def feed_entries(shared: Path, symbols: SymbolsOf) -> list[Labelled]:
    """Return every entry of the real feed files: any topic, any year, none about the seeds.

    Those without a date arrive when the last seed does.
    """
    entries = []
    with tarfile.open(shared / "data/feeds/feeds_dev.tar.gz") as archive:
        for member in archive:
            opened = archive.extractfile(member)
            if opened is not None:
                url = f"https://feeds.example/{member.name}"
                entries += [(url, entry) for entry in _entries(opened.read(), url)]
    labelled = []
    for number, (url, entry) in enumerate(entries):
        lang = detect_language(f"{entry.title}. {entry.text[:500]}", entry.lang)
        time = min(entry.published.instant or _LAST_SEED, _LAST_SEED)
        item = MatchItem(
            article_id=ArticleId(f"feed{number:05}"),
            title=entry.title,
            text=entry.text,
            lang=lang,
            time=time,
            symbols=symbols(f"{entry.title}\n\n{entry.text}"),
            title_symbols=symbols(entry.title),
            kind=judged_kind(entry.title, entry.text, lang),
            outlet=url,
        )
        labelled.append(Labelled(item=item, gold=item.article_id, stranger=True))
    return labelled


def _entries(body: bytes, url: str) -> tuple[Entry, ...]:
    try:
        return parse_feed(body, content_type="", url=url, country="", now=_LAST_SEED).entries
    except ParseError:
        return ()


def flood(shared: Path, symbols: SymbolsOf) -> list[Labelled]:
    """Return the corpus among twenty times as many headlines of other years and topics.

    The strangers come when the corpus comes, in their own order and as dense as it is
    everywhere: within half an hour of the article at the same place in the corpus.
    """
    own = corpus(shared, symbols)
    others = [*public(shared, "og2021", symbols, lang=""), *public(shared, "uci", symbols)]
    others.sort(key=lambda one: _drawn(one.item.article_id))
    return sorted([*own, *beside(own, others[: TIMES * len(own)])], key=order)


def beside(own: Sequence[Labelled], others: Sequence[Labelled]) -> list[Labelled]:
    """Return others as strangers, as many of them about each article of ours."""
    times = sorted(one.item.time for one in own)
    told = sorted(others, key=order)
    return [
        replace(
            one,
            item=replace(
                one.item,
                article_id=ArticleId(f"stranger-{one.item.article_id}"),
                time=times[number * len(times) // len(told)] + _aside(one.item.article_id),
            ),
            gold=f"stranger-{one.gold}",
            stranger=True,
        )
        for number, one in enumerate(told)
    ]


def _aside(article_id: ArticleId) -> timedelta:
    return timedelta(seconds=int(_drawn(article_id)[:8], 16) % 3600 - 1800)


def _drawn(article_id: ArticleId) -> str:
    return hashlib.sha256(article_id.encode()).hexdigest()
