"""Sentences → the first day that an article gives for what it tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tapestory.late_regex import late_regex
from tapestory.model import Aspect, Reading, Statement

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero gennaio janeiro januari января",
            "february feb februar février febrero febbraio fevereiro februari февраля",
            "march mar märz mars marzo março maart марта",
            "april apr avril abril aprile апреля",
            "may mai mayo maggio maio mei мая",
            "june jun juni juin junio giugno junho июня",
            "july jul juli juillet julio luglio julho июля",
            "august aug août agosto augustus августа",
            "september sep sept septembre septiembre settembre setembro сентября",
            "october oct oktober octobre octubre ottobre outubro октября",
            "november nov novembre noviembre novembro ноября",
            "december dec dezember décembre diciembre dicembre dezembro декабря",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = late_regex(
    rf"\b(?P<m1>{_MONTH})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*%|\d|:)|"
    rf"\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+|di\s+)?(?P<m2>{_MONTH})\b|"
    r"(?:20\d\d[-/.])(?P<m3>\d\d?)[-/.](?P<d3>\d\d?)(?!\d)|"
    r"(?P<m4>\d{1,2})\s?[月월]\s?(?P<d4>\d{1,2})\s?[日号號일]",
    re.IGNORECASE,
)
_LONGEST = 31
_FIRST = 12
"""Sentences in which an article that gives the day of its news gives it."""


def days(reading: Reading) -> Iterator[Statement]:
    """Yield the first day that an article names in the sentences that open it, if any."""
    for sentence in reading.sentences[:_FIRST]:
        found = _DAY.search(sentence.text)
        value = _value(found) if found else ""
        if found and value:
            yield Statement(
                aspect=Aspect.DAY, subject="", value=value, about=frozenset(),
                article_id=reading.article_id, sentence=sentence.text, cue=found.group(),
                start=sentence.start + found.start(), end=sentence.start + found.end(),
            )  # fmt: skip
            return


def _value(found: re.Match[str]) -> str:
    part = {key[0]: text for key, text in found.groupdict().items() if text}
    month = _MONTHS.get(part["m"].lower()) or (int(part["m"]) if part["m"].isdigit() else 0)
    day = int(part["d"])
    return f"{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= _LONGEST else ""
