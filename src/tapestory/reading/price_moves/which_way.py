"""A number of a sentence → the word or sign that says which way the price went."""

from __future__ import annotations

import re

from tapestory.late_regex import late_regex
from tapestory.reading.price_moves.movewords import BOUNDARY
from tapestory.reading.price_moves.percentages import Percentage
from tapestory.reading.price_moves.said import Matter
from tapestory.reading.price_moves.subjects import Subject

REACH = 75
"""Characters between the verb and its number; beyond, the verb belongs to something else.
Chosen on the dev sets (evaluation/reading)."""
VERB_LAST = frozenset({"ko", "ja"})
_FREE_ORDER = frozenset({"de", "nl", "es", "it", "pt", "fr", "ru"})
"""Languages in which a verb may stand before its subject."""
_AHEAD = 22
_AHEAD_VERB_LAST = 30
_STOP = late_regex(r"[,，、;；。]")
_NOUN_OF = late_regex(
    r"^\s*(?:in|of|for|by|at|on|bei|der|des|de|d['’]|du|del|de\s+las?|do|da|dos|das|"
    r"di|van|в)\s*(?:the\s+)?"
    r"(?:(?:shares?|stocks?|price|value)\s+(?:of|in)\s+|(?:les\s+)?(?:actions?|"
    r"titres?)\s+|(?:las\s+)?acciones\s+de\s+)?"
    r"(?:the\s+)?(?:(?-i:[a-z-]+)\s+){0,3}$",
    re.IGNORECASE,
)
_NO_NOUN = late_regex(
    r"lower|higher|up|down|weaker|stronger|softer|firmer|tiefer|höher|schwächer|"
    r"fester|lager|hoger",
    re.IGNORECASE,
)
"""Of these X has none: "closed 3% lower on X's news"."""
_COMPARATIVE = late_regex(r"lower|higher|weaker|stronger|softer|firmer", re.IGNORECASE)
_ON = late_regex(r"\s*on\b", re.IGNORECASE)
_ADJECTIVE = late_regex(r"^[\s-]*[a-z-]+\s+")
_CAUSED = late_regex(r"\b(?:by|down|up|as\s+much\s+as)\b[^,]*$")
_TAKING = 60
_TAKES = late_regex(
    r"\b(?:wip(?:e|es|ed|ing)|knock(?:s|ed|ing)?|shav(?:e|es|ed|ing)|slash(?:es|ed|ing)?|"
    r"tak(?:e|es|ing)|took|lopp?(?:ed|ing)|eras(?:e|es|ed|ing))\b[^,;]{0,40}$",
    re.IGNORECASE,
)
_OFF = late_regex(
    r"\s+(?:off|from)\s+(?:the\s+)?(?:(?:value|stock|price|share\s+price|shares|"
    r"market\s+value)\s+of\s+)?",
    re.IGNORECASE,
)
_GOES_ON = late_regex(
    r"\s+(?:for|in|at|off|from|bei|für|pour|para|per)\s+(?:the\s+)?", re.IGNORECASE
)
_NOUN_IN = late_regex(r"^[\s-]*(?:[a-z-]+\s+){0,2}(?:for|in|at|off|from|bei|für|pour|para|per)\s")
_OF_NUMBER = late_regex(
    r"\s+(?:of|de|del|d['’]|di|von|van|в|на)\s+(?:(?:plus|près|más|mais|quasi|oltre|mehr|"
    r"fast|rund|bijna|casi|"
    r"quase|un|el|il|de|del|als|более|чем|почти)\s+){0,3}$",
    re.IGNORECASE,
)
_OF_WHOM = late_regex(
    r"\s*(?:for|in|at|by|pour|chez|para|per|für|bei|voor|en|de|del|d['’]|di|da|do|у|"
    r"verbuchte|verzeichnete)\s*"
    r"(?:(?:la|le|les|el|los|las|il|die|der|den|de)\s+|l['’])?(?:(?:actions?|acciones|"
    r"ações|azioni|aktien?)\s+(?:de\s+)?)?",
    re.IGNORECASE,
)
_INVERTED = late_regex(
    r"\s+(?:(?:sich|auch|die|der|das|den|la|le|las|los|el|il|o|a|as|os|de|het|l['’]|"
    r"aktien?|titel|papiere|von|acciones|"
    r"ações|azioni|titolo)\s*){0,4}",
    re.IGNORECASE,
)
"""Between a verb and the subject behind it, where word order allows that."""
_CAUSES = late_regex(
    r"(?:lift|boost|knock|drag|pull|dent|hammer|propel|catapult|weaken|"
    r"strengthen)(?:s|ed|ing|ged|ging|led|"
    r"ling)?$",
    re.IGNORECASE,
)
"""Verbs that do it to a price: "lifting its shares 2%"."""
_OBJECT = late_regex(r"\s+(?:the\s+)?(?:(?:shares?|stocks?)\s+(?:of|in)\s+)?", re.IGNORECASE)
_BY = late_regex(
    r"(?:['’]s)?\s*(?:shares?|stock)?\s*(?:by\s+)?(?:an?\s+|about\s+|nearly\s+|"
    r"almost\s+|roughly\s+|"
    r"around\s+|over\s+|more\s+than\s+|as\s+much\s+as\s+|at\s+least\s+|up\s+to\s+){0,2}",
    re.IGNORECASE,
)
_NOUN_REACH = 60
_PARTICLE_REACH = 70


def noun_subject(matter: Matter, percentage: Percentage) -> Subject | None:
    """Return the X of "a 2% slump in X", and of "une chute de 2 % pour X"."""
    behind = (s for s in matter.subjects if s.start > percentage.end)
    subject = next((s for s in behind if s.start <= percentage.end + _NOUN_REACH), None)
    if subject is None:
        return None
    gap = matter.text[percentage.end : subject.start]
    if _taken_off(matter, percentage, gap) or _one_more(matter, percentage, gap):
        return subject
    if _noun_before(matter, percentage):
        return subject if _OF_WHOM.fullmatch(gap) else None
    return subject if _is_noun_of(matter, gap, subject) else None


def _is_noun_of(matter: Matter, gap: str, subject: Subject) -> bool:
    """Tell whether between a number and a name stands a noun for a move of it: " slump in "."""
    direction = matter.words.direction
    if not (direction.match(gap.lstrip(" -")) or direction.match(_ADJECTIVE.sub("", gap))):
        return False
    word = direction.search(gap)
    if word is None or _NO_NOUN.fullmatch(word.group()) or BOUNDARY.search(gap):
        return False
    behind = gap[word.end() :]
    if _ON.match(behind) and not subject.is_of_indices:
        return False  # "a 3% drop on X's warning" is somebody else's; "on the Nasdaq" it is not
    return _NOUN_OF.match(behind) is not None


def _taken_off(matter: Matter, percentage: Percentage, gap: str) -> bool:
    """Tell whether the number is taken "off X": "wiped 14% off X"."""
    left = matter.text[max(0, percentage.start - _TAKING) : percentage.start]
    return bool(_OFF.fullmatch(gap) and _TAKES.search(left))


def _one_more(matter: Matter, percentage: Percentage, gap: str) -> bool:
    """Tell whether the number goes on with a list: "a 17% drop in X and 14% in Y"."""
    before = [p for p in matter.numbers if p.end <= percentage.start]
    if not before or not _GOES_ON.fullmatch(gap):
        return False
    between = matter.text[before[-1].end : percentage.start]
    return re.search(r"\band\s+(?:an?\s+|about\s+|nearly\s+)?$|,\s*$", between) is not None and (
        _NOUN_IN.search(between) is not None
    )


def _noun_before(matter: Matter, percentage: Percentage) -> bool:
    """Tell whether a noun for a move governs the number: "chute de 2 %", "a gain of 2%"."""
    if matter.lang in VERB_LAST:
        return False
    start = percentage.start
    of = _OF_NUMBER.search(matter.text, max(0, start - 24), start)
    if of is None:
        return False
    words = matter.words.direction.finditer(matter.text, max(0, of.start() - 24), of.start())
    return any(word.end() == of.start() for word in words)


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
    if subject is not None and subject.start >= percentage.end:
        gap = matter.text[percentage.end : subject.start]
        if _taken_off(matter, percentage, gap):
            return -1, "taken off"
    ahead = _word_ahead(matter, end)
    verb_last = matter.lang in VERB_LAST
    if ahead is not None and (verb_last or noun_subject(matter, percentage) is not None):
        return _way(ahead)
    back = _word_behind(matter, percentage, subject)
    if back is not None and not (ahead is not None and _closes_it(matter, ahead, end)):
        return _way(back)
    return _way(ahead) if ahead is not None else (0, "")


def _closes_it(matter: Matter, word: re.Match[str], end: int) -> bool:
    """Tell whether "lower" or "higher" stands right behind a number and says where it ended.

    "Gave back its gain to end 0.4% lower": no verb before it, which tells of what was earlier, can
    mean anything else.
    """
    return (
        _COMPARATIVE.fullmatch(word.group()) is not None
        and not matter.text[end : word.start()].strip()
    )


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
    if subject is not crossed[-1]:
        return None
    if _CAUSED.search(behind):
        return found
    ahead = matter.text[found.end() : crossed[-1].start]
    return found if len(crossed) == 1 and _takes_an_object(matter, found, ahead, behind) else None


def _takes_an_object(matter: Matter, verb: re.Match[str], ahead: str, behind: str) -> bool:
    """Tell whether a name stands between its verb and number: "lifting X 2%", "verlor X 2%"."""
    if _CAUSES.match(verb.group()):
        return bool(_OBJECT.fullmatch(ahead) and _BY.fullmatch(behind))
    if matter.lang not in _FREE_ORDER:
        return False
    return bool(_INVERTED.fullmatch(ahead)) and _STOP.search(behind) is None
