"""Articles read per core-second with 60,000 names to find, and the scan beside its peer.

All of reading is language, sentences, names, moves, figures, sources and certainty; narratives,
which are another room's, are measured by themselves. Every article is made here and is the same
in every run. The scan for names alone is measured on the same English articles as spaCy's
PhraseMatcher, in turns; ours also decides which of the names are believed. All times are
processor time of one core, the median of several rounds.

Run as `python -m benchmarks.reading`, after `make benchmark` has made the peer's environment;
`--alone` leaves the peer out.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial

from benchmarks.figures import keep
from benchmarks.peer import PEERS
from benchmarks.reading import dictionary
from benchmarks.reading.articles import LANGUAGES, WORDS, made
from benchmarks.reading.peer import PhraseMatcher
from tapestory.linking import Gazetteer
from tapestory.linking.dictionary import names_of
from tapestory.model import ArticleId, Narrative, Reading
from tapestory.narratives import find_evidence
from tapestory.reading import detect_language, document, read, split_sentences

ARTICLES = 100
"""In each language."""
ROUNDS = 7
LEAST = 300.0
"""Articles a core-second through all of reading, in every language."""
PUBLISHED = datetime(2026, 7, 2, 21, 30, tzinfo=UTC)

Article = tuple[str, str]


def main() -> int:
    """Print all figures; return 1 when a rate is below its bound, 2 when there is no peer."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--alone", action="store_true", help="without spaCy")
    options.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = options.parse_args()
    if not chosen.alone and not PEERS.exists():
        print("the peer has no environment yet: make benchmark sets it up", file=sys.stderr)
        return 2
    listed = dictionary.listed_names()
    articles = {
        lang: made(lang, ARTICLES, listed=listed, seed=seed)
        for seed, lang in enumerate(LANGUAGES, start=1)
    }
    universe = dictionary.imported()
    started = time.process_time()
    gazetteer = Gazetteer(universe)
    built = time.process_time() - started
    names = [name.text for name in names_of(universe)]
    print(f"a dictionary of {len(names):,} names is built in {built:.2f} s")
    slow = rates(gazetteer, articles, rounds=chosen.rounds)
    if not chosen.alone:
        beside_peer(gazetteer, names, articles["en"], rounds=chosen.rounds)
    return 1 if slow else 0


def rates(
    gazetteer: Gazetteer, articles: Mapping[str, Sequence[Article]], *, rounds: int
) -> list[str]:
    """Print a line a language; return those in which reading is too slow."""
    small = Gazetteer(dictionary.shipped())
    told = dictionary.narratives()
    slow: list[str] = []
    print(f"articles of {WORDS} words a core-second{'names':>12}{'':>6}least{'all':>10}"
          f"{'shipped names':>17}{'narratives':>14}")  # fmt: skip
    for lang, pieces in articles.items():
        readings = _all(gazetteer, pieces)
        tasks: dict[str, Callable[[], object]] = {
            "names": partial(_names, gazetteer, pieces),
            "least": partial(_least, gazetteer, pieces),
            "all": partial(_all, gazetteer, pieces),
            "shipped": partial(_all, small, pieces),
            "narratives": partial(_narratives, readings, told),
        }
        seconds = in_turns(tasks, rounds=rounds)
        rate = {name: len(pieces) / taken for name, taken in seconds.items()}
        keep("reading", {f"{lang}.{name}_a_second": found for name, found in rate.items()})
        holds = rate["all"] >= LEAST
        if not holds:
            slow.append(lang)
        print(f"  {lang:<31}{rate['names']:12,.0f}{rate['least']:11,.0f}{rate['all']:10,.0f}"
              f"{rate['shipped']:17,.0f}{rate['narratives']:14,.0f}   all at least {LEAST:g}: "
              f"{'holds' if holds else 'MISSED'}", flush=True)  # fmt: skip
    return slow


def beside_peer(
    gazetteer: Gazetteer, names: Sequence[str], pieces: Sequence[Article], *, rounds: int
) -> None:
    """Print what the scan takes and what the peer takes on the same articles."""
    texts = ["\n\n".join(piece) for piece in pieces]
    found = sum(len(gazetteer.find(text, lang="en")) for text in texts)
    ours: list[float] = []
    with PhraseMatcher(names, texts) as peer:
        rows = [peer.round()]
        for _ in range(rounds):
            started = time.process_time()
            for text in texts:
                gazetteer.find(text, lang="en")
            ours.append(time.process_time() - started)
            rows.append(peer.round())
        print(f"spaCy's PhraseMatcher is built in {peer.built:.2f} s")
    a_text = 1e3 / len(texts)
    scan = a_text * statistics.median(ours)
    cutting, matching = (
        a_text * statistics.median(row[what] for row in rows[1:])
        for what in ("cutting", "matching")
    )
    keep(
        "reading",
        {
            "scan_ms": scan,
            "scan_by_peer": scan / (cutting + matching),
            "scan_by_matching": scan / matching,
            "names_believed": found / len(texts),
            "peer_matches": rows[0]["found"] / len(texts),
        },
    )
    print(f"the scan, ms an article: ours {scan:.3f}, {found / len(texts):.1f} names believed;"
          f"\n  PhraseMatcher {cutting:.3f} cutting + {matching:.3f} matching, "
          f"{rows[0]['found'] / len(texts):.1f} matches of every kind")  # fmt: skip
    print(f"ratio to cutting and matching {scan / (cutting + matching):.2f}, to matching alone "
          f"{scan / matching:.2f}")  # fmt: skip


def in_turns(tasks: Mapping[str, Callable[[], object]], *, rounds: int) -> dict[str, float]:
    """Return the median processor seconds of each task; every round runs each of them once."""
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for round_number in range(rounds + 1):
        for name, task in tasks.items():
            started = time.process_time()
            task()
            if round_number:  # the first round compiles patterns
                times[name].append(time.process_time() - started)
    return {name: statistics.median(taken) for name, taken in times.items()}


def _names(gazetteer: Gazetteer, pieces: Sequence[Article]) -> None:
    for piece in pieces:
        gazetteer.find("\n\n".join(piece))


def _least(gazetteer: Gazetteer, pieces: Sequence[Article]) -> None:
    """Do what any reader does first: cut into sentences, and find the names."""
    for title, body in pieces:
        text = document(title, body, lang="en")
        split_sentences(text)
        gazetteer.find(text.text, lang="en")


def _all(gazetteer: Gazetteer, pieces: Sequence[Article]) -> list[Reading]:
    return [_read(gazetteer, *piece) for piece in pieces]


def _narratives(readings: Sequence[Reading], told: Sequence[Narrative]) -> None:
    for said in readings:
        find_evidence(said.sentences, article_id=said.article_id, lang=said.lang, narratives=told)


def _read(gazetteer: Gazetteer, title: str, body: str) -> Reading:
    text = document(title, body, lang=detect_language(f"{title}\n{body}"))
    mentions = gazetteer.find(text.text, lang=text.lang)
    return read(text, mentions, article_id=ArticleId("a"), published=PUBLISHED)


if __name__ == "__main__":
    sys.exit(main())
