"""Sentence and the year in which it was written → the years that "this year" and the like mean."""

from __future__ import annotations

import re
from typing import NamedTuple

from tapestory.late_regex import late_regex
from tapestory.reading.text.quick import Quick

_WORDS = {
    "last year": -1, "this year": 0, "next year": 1,
    "去年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2, "後年": 2,
    "작년": -1, "지난해": -1, "올해": 0, "내년": 1, "내후년": 2,
    "昨年": -1, "来年": 1, "再来年": 2,
}  # fmt: skip
_NEAR = Quick(
    late_regex(
        r"\b(?:last|this|next)\s+year\b(?!['’]s)|"
        + "|".join(sorted((word for word in _WORDS if not word.isascii()), key=len, reverse=True)),
        re.IGNORECASE,
    )
)
_COMPARED_BEFORE = late_regex(
    r"\b(?:from|than|with|to|over|against|versus|vs\.?|since|on)\s+$|(?:比|较|較|与|與|和|自|从|從)$",
    re.IGNORECASE,
)
_COMPARED_BEHIND = late_regex(
    r"同期|年?比|以来|以來|初|年?底以来|の同|\s?(?:같은|동기|대비|보다|에\s?비해|초|들어)|度|财年|財年"
)
"""A year with which something is compared, since when something is counted, or a fiscal year."""


class NearYear(NamedTuple):
    """A year that is named by its distance from that of writing."""

    start: int
    end: int
    year: int


def near_years(text: str, year: int) -> list[NearYear]:
    """Return the years that a sentence names from where it stands in time.

    Left out is a year that only serves as a yardstick ("from last year", 去年同期, 지난해보다):
    what is told is not of that year.

    Args:
        text: The sentence.
        year: In which it was written.
    """
    return [
        NearYear(found.start(), found.end(), year + _WORDS[" ".join(found.group().lower().split())])
        for found in _NEAR.finditer(text)
        if not _COMPARED_BEHIND.match(text, found.end())
        and not _COMPARED_BEFORE.search(text, max(0, found.start() - 10), found.start())
    ]
