"""Headlines and texts whose language is labelled → how often it is told rightly, undeclared."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evaluation.reading.sets import Tally, corpus
from tapestory.reading import detect_language


def score(shared: Path) -> dict[str, float]:
    """Return the scores by name, 0 to 1 each."""
    tally, least = accuracy(shared)
    return {
        "reading.language.accuracy": tally.recall,
        "reading.language.least_accuracy": least,
    }


def accuracy(shared: Path) -> tuple[Tally, float]:
    """Compare the language of each headline and text with its label, nothing being declared.

    Returns the tally, and the accuracy in the language in which it is least, of those with a
    hundred headlines or more.
    """
    tally = Tally()
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for text, lang in labelled(shared):
        found = detect_language(text)
        tally.gold += 1
        tally.found += 1
        tally.right += found == lang
        right[lang] += found == lang
        asked[lang] += 1
        if found != lang:
            tally.lines.append(f"{found} for {lang}: {text[:100]}")
    return tally, min(right[lang] / number for lang, number in asked.items() if number >= 100)


def language_accuracy(shared: Path) -> Tally:
    """Return the tally alone, with a line for each text that was told wrongly."""
    return accuracy(shared)[0]


def labelled(shared: Path) -> Iterator[tuple[str, str]]:
    """Yield texts with their language: sport headlines, headlines of the domain, and its texts."""
    with gzip.open(shared / "data/clustering/og2021_dev.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            yield record["title"], record["lang"]
    told = json.loads((shared / "data/multilingual_headlines_dev.json").read_text("utf-8"))
    for headlines in told.values():
        for lang, titles in headlines.items():
            for title in titles:
                yield title, lang
    for record in corpus(shared):
        yield record["title"], record["lang"]
        if record["text"]:
            yield f"{record['title']}\n\n{record['text']}", record["lang"]
