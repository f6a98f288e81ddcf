"""A number of a sentence → the word or sign that says which way the price went."""

from __future__ import annotations

import re

from tapestory.reading.price_moves.movewords import BOUNDARY
from tapestory.reading.price_moves.percentages import Percentage
from tapestory.reading.price_moves.said import Matter
from tapestory.reading.price_moves.subjects import Subject

REACH = 75
"""Characters between the verb and its number; beyond, the verb belongs to something else.
Chosen on the dev sets (evaluation/reading)."""
VERB_LAST = frozenset({"ko", "ja"})
_AHEAD = 22
_AHEAD_VERB_LAST = 30
_STOP = re.compile(r"[,，、;；。]")
_NOUN_OF = re.compile(
    r"^\s*(?:in|of|for|by|at|on|bei|der|des|de|d['’]|du|del|de\s+las?|do|da|dos|das|"
    r"di|van|в)\s*(?:the\s+)?"
    r"(?:(?:shares?|stocks?|price|value)\s+(?:of|in)\s+|(?:les\s+)?(?:actions?|"
    r"titres?)\s+|(?:las\s+)?acciones\s+de\s+)?"
    r"(?:the\s+)?(?:[a-z-]+\s+){0,3}$",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(r"^[\s-]*[a-z-]+\s+")
_CAUSED = re.compile(r"\b(?:by|down|up|as\s+much\s+as)\b[^,]*$")
_CAUSES = re.compile(
    r"(?:lift|boost|knock|drag|pull|dent|hammer|propel|catapult|weaken|"
    r"strengthen)(?:s|ed|ing|ged|ging|led|"
    r"ling)?$",
    re.IGNORECASE,
)
"""Verbs that do it to a price: "lifting its shares 2%"."""
_OBJECT = re.compile(r"\s+(?:the\s+)?(?:(?:shares?|stocks?)\s+(?:of|in)\s+)?", re.IGNORECASE)
_BY = re.compile(
    r"(?:['’]s)?\s*(?:shares?|stock)?\s*(?:by\s+)?(?:an?\s+|about\s+|nearly\s+|"
    r"almost\s+|roughly\s+|"
    r"around\s+|over\s+|more\s+than\s+|as\s+much\s+as\s+|at\s+least\s+|up\s+to\s+){0,2}",
    re.IGNORECASE,
)
_NOUN_REACH = 60
_PARTICLE_REACH = 70


def noun_subject(matter: Matter, percentage: Percentage) -> Subject | None:
    """Return the X of "a 2% slump in X"."""
    right = matter.text[percentage.end : percentage.end + 40]
    direction = matter.words.direction
    if not (direction.match(right.lstrip(" -")) or direction.match(_ADJECTIVE.sub("", right))):
        return None
    for subject in matter.subjects:
        if subject.start <= percentage.end or subject.start > percentage.end + _NOUN_REACH:
            continue
        gap = matter.text[percentage.end : subject.start]
        word = direction.search(gap)
        if word and _NOUN_OF.match(gap[word.end() :]):
            return subject
        return None
    return None


def which_way(
    matter: Matter, percentage: Percentage, *, end: int, subject: Subject | None
) -> tuple[int, str]:
    """Return +1, -1 or 0, and the word that says so.

    Args:
        matter: The sentence.
        percentage: The number, or the first of a list.
        end: Where it, or the list, ends.
        subject: Who moves, if somebody is known to.
    """
    if percentage.sign:
        return percentage.sign, "printed sign"
    ahead = _word_ahead(matter, end)
    verb_last = matter.lang in VERB_LAST
    if ahead is not None and (verb_last or noun_subject(matter, percentage) is not None):
        return _way(ahead)
    back = _word_behind(matter, percentage, subject)
    if back is not None:
        return _way(back)
    return _way(ahead) if ahead is not None else (0, "")


def _way(word: re.Match[str]) -> tuple[int, str]:
    return (-1 if word.lastgroup == "down" else 1), word.group().lower()


def _word_ahead(matter: Matter, end: int) -> re.Match[str] | None:
    verb_last = matter.lang in VERB_LAST
    limit = min(
        [s.start for s in matter.subjects if s.start >= end]
        + [matter.start_of_next(end), end + (_AHEAD_VERB_LAST if verb_last else _AHEAD)]
    )
    found = matter.words.direction.search(matter.text, end, _word_end(matter.text, limit))
    if found is None or found.start() >= limit:
        return None
    gap = matter.text[end : found.start()]
    return None if _STOP.search(gap) or BOUNDARY.search(gap) else found


def _word_end(text: str, limit: int) -> int:
    """Return where the word ends that a limit would cut."""
    while limit < len(text) and text[limit].isalpha() and text[limit].isascii():
        limit += 1
    return limit


def _word_behind(
    matter: Matter, percentage: Percentage, subject: Subject | None
) -> re.Match[str] | None:
    left_from = matter.end_of_last(percentage)
    found: re.Match[str] | None = None
    # the search runs on so that "gab 3 Prozent nach" is seen whole
    seen = percentage.end + _PARTICLE_REACH
    for word in matter.words.direction.finditer(matter.text, left_from, seen):
        if word.start() >= percentage.start:
            break
        found = word
    if found is None:
        return None
    gap = matter.text[found.end() : percentage.start]
    if len(gap) > REACH or BOUNDARY.search(gap):
        return None
    crossed = [s for s in matter.subjects if found.end() <= s.start < percentage.start]
    if not crossed:
        return found
    behind = matter.text[crossed[-1].end : percentage.start]
    caused = _CAUSED.search(behind) is not None
    if not caused and len(crossed) == 1 and _CAUSES.match(found.group()):
        ahead = matter.text[found.end() : crossed[-1].start]
        caused = bool(_OBJECT.fullmatch(ahead) and _BY.fullmatch(behind))
    return found if caused and subject is crossed[-1] else None
