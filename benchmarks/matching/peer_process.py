"""Labelled texts and trials on standard input → the clusters of each trial, a line of JSON each.

Runs in the peers' environment: `python -m benchmarks.matching.peer_process`. The input is one
object: `texts`, `hours`, and `trials`, each with a `peer` and its `settings`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.matching.online import OnlineTfIdf


def main() -> None:
    """Print, for each trial, its clusters and the processor seconds that they took."""
    asked = json.load(sys.stdin)
    for trial in asked["trials"]:
        started = time.process_time()
        for labels in _run(trial["peer"], trial["settings"], asked["texts"], asked["hours"]):
            seconds = time.process_time() - started
            print(json.dumps({"labels": labels, "seconds": seconds}), flush=True)
            started = time.process_time()


def _run(
    peer: str, settings: Mapping[str, Any], texts: Sequence[str], hours: Sequence[float]
) -> Iterator[list[int]]:
    if peer == "online":
        matcher = OnlineTfIdf(**settings)
        yield [matcher.place(text, now) for text, now in zip(texts, hours, strict=True)]
        return
    from benchmarks.matching import libraries  # noqa: PLC0415 (costs seconds to import)

    if peer == "text_clust":
        yield libraries.text_clust(texts, hours, **settings)
    else:
        yield from libraries.agglomerated(texts, hours, **settings)


if __name__ == "__main__":
    main()
