"""A headline as printed → the headline without the outlet's name at its end."""

from __future__ import annotations

import re

_TAIL = re.compile(
    r"\s+(?:[-–—|·•‖»]|\|\|)\s+(?P<tail>[^|–—]{2,45})$|\s*[|｜_]\s*(?P<bar>[^|｜_]{2,30})$"
)
_LEAST_LEFT = 8
_MOST_TAIL_WORDS = 6
_CLAUSE = re.compile(r"[.!?,:;%$€]|\d")


def without_outlet(title: str) -> str:
    """Return the headline without " - Reuters", " | Bloomberg" and the like.

    At most two tails are taken off, and only when enough of a headline remains. A tail with
    digits or punctuation is a clause of the headline and stays.
    """
    for _ in range(2):
        found = _TAIL.search(title)
        if found is None:
            return title
        tail = found["tail"] or found["bar"]
        left = title[: found.start()].rstrip()
        if len(left) < _LEAST_LEFT or not _names_outlet(tail, left):
            return title
        title = left
    return title


def _names_outlet(tail: str, left: str) -> bool:
    tail = tail.strip()
    parts = tail.replace(",", "").split()
    if len(parts) > _MOST_TAIL_WORDS or _CLAUSE.search(tail.replace(",", "").replace(".com", "")):
        return False
    if len(left) <= len(tail):
        return False
    return all(
        not part[:1].islower() or part in {"of", "the", "and", "for", "de", "du"} for part in parts
    )
