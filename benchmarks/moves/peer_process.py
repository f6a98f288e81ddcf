"""Returns in a CSV file and events on standard input → what the package eventstudy makes of them.

Runs in the peers' environment: `python -m benchmarks.moves.peer_process`. The first line is one
JSON object with `returns` (a file), `market` and `estimation`; the answer says that it is read.
Every line after that is one with `events`, pairs of name and date, and a `window` and a `buffer`;
the answer tells the processor seconds of measuring them and, for each, the last cumulated abnormal
return, its t and its p, or NaN for those that it refuses for want of returns.
"""

from __future__ import annotations

import json
import math
import sys
import time
from typing import Any

import numpy as np
from eventstudy import Single  # type: ignore[import-not-found]  # not in our environment
from eventstudy.exception import (  # type: ignore[import-not-found]  # the same
    DataMissingError,
)


def main() -> None:
    """Answer every line."""
    asked = json.loads(sys.stdin.readline())
    Single.import_returns(asked["returns"])
    print(json.dumps({"read": True}), flush=True)
    for line in sys.stdin:
        print(json.dumps(_round(asked, json.loads(line))), flush=True)


def _round(asked: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    events = [(name, np.datetime64(day)) for name, day in given["events"]]
    window = tuple(given["window"])
    started = time.process_time()
    found = [_measured(asked, name, day, window, given["buffer"]) for name, day in events]
    seconds = time.process_time() - started
    car, t, p = ([float(event[at]) for event in found] for at in range(3))
    return {"seconds": seconds, "car": car, "t": t, "p": p}


def _measured(
    asked: dict[str, Any], name: str, day: Any, window: tuple[int, int], buffer: int
) -> tuple[float, float, float]:
    try:
        event = Single.market_model(
            security_ticker=name,
            market_ticker=asked["market"],
            event_date=day,
            event_window=window,
            estimation_size=asked["estimation"],
            buffer_size=buffer,
        )
    except DataMissingError:
        return math.nan, math.nan, math.nan
    return event.CAR[-1], event.tstat[-1], event.pvalue[-1]


if __name__ == "__main__":
    main()
