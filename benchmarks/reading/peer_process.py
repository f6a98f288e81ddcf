"""Names and texts on standard input → how long spaCy's PhraseMatcher takes, a line a round.

Runs in the peers' environment: `python -m benchmarks.reading.peer_process`. The first line is one
JSON object with `names` and `texts`; the answer is one with the seconds that building the matcher
took. Every line after that asks for a round over all texts; the answer tells the processor seconds
of cutting them into tokens, of matching, and how many matches there were.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from typing import Any

import spacy  # type: ignore[import-not-found]  # not in our environment
from spacy.matcher import PhraseMatcher  # type: ignore[import-not-found]  # the same


def main() -> None:
    """Answer every line."""
    asked = json.loads(sys.stdin.readline())
    language = spacy.blank("en")
    matcher, built = _built(language, asked["names"])
    _answer({"built": built})
    for _ in sys.stdin:
        _answer(_round(language, matcher, asked["texts"]))


def _built(language: Any, names: Sequence[str]) -> tuple[Any, float]:
    started = time.process_time()
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("NAME", [language.make_doc(name) for name in names])
    return matcher, time.process_time() - started


def _round(language: Any, matcher: Any, texts: Sequence[str]) -> dict[str, float]:
    started = time.process_time()
    documents = [language.make_doc(text) for text in texts]
    cut = time.process_time()
    found = sum(len(matcher(document)) for document in documents)
    return {"cutting": cut - started, "matching": time.process_time() - cut, "found": found}


def _answer(told: dict[str, float]) -> None:
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
