"""A text and a word → whether the text calls a person by it."""

from __future__ import annotations

from tapestory.late_regex import late_regex
from tapestory.linking.vocabulary.proper import GIVEN_NAMES

_FIRST = late_regex(r"(?P<first>[A-Z][a-z]+)\.?\s+(?:[A-Z]\.\s+)?$")
_TITLES_TEXT = """
    mr mrs ms dr sir lord lady senator sen rep representative governor gov general gen judge justice
    captain secretary president chancellor minister congressman congresswoman professor prof
"""
_TITLES = frozenset(_TITLES_TEXT.split())
_LOOKS = 20
"""How many places of a word are looked at."""


def names_a_person(text: str, form: str) -> bool:
    """Tell whether a given name or a title stands before the word anywhere in the text."""
    at = -1
    for _ in range(_LOOKS):
        at = text.find(form, at + 1)
        if at < 0:
            return False
        found = _FIRST.search(text[max(0, at - 25) : at])
        if found:
            first = found.group("first").lower()
            if first in GIVEN_NAMES or first in _TITLES:
                return True
    return False
