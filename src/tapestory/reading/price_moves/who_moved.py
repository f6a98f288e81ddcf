"""A number of a sentence → whose price it is about, or nobody that is known."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tapestory.late_regex import late_regex
from tapestory.model.symbols import is_index
from tapestory.reading.price_moves.clauses import (
    NO_NAME,
    OTHER_NAME,
    is_title_case,
    last_clause,
    last_clause_opening,
    names_a_stranger,
    names_another,
    unexplained_cjk,
)
from tapestory.reading.price_moves.movewords import BOUNDARY
from tapestory.reading.price_moves.percentages import Percentage
from tapestory.reading.price_moves.said import Matter
from tapestory.reading.price_moves.subjects import Subject
from tapestory.reading.price_moves.which_way import VERB_LAST, noun_subject

_RELATIVE = late_regex(
    r"(?:(?:['’]s)?\s+(?:shares?|stocks?))?,?\s*\b(?:which|who|whose)\b", re.IGNORECASE
)
_ENDS_UP = late_regex(r"\b(?:finish|end|clos|settl)ed\b", re.IGNORECASE)
"""Verbs whose direction stands behind the number: "finished 0.9% lower"."""
_ASIDE_ENDS = late_regex(
    r",\s*(?:(?:also|was|were|is|are|has|have|had|been|then|later|meanwhile)\s+){0,3}$"
)
_ASIDE = late_regex(r"^[^,]{0,60},\s.*,\s*$")
_GOES_ON = late_regex(r"\b(?:after|before|but|后|後|nach|après|tras|após|dopo|na)\b|[;；]")
_OTHER_OPENS = late_regex(
    r"^[\s,;]*(?:and\s+|while\s+|but\s+|und\s+|et\s+|y\s+|e\s+|en\s+|但|"
    r"而)?(?P<name>[A-Z][A-Za-z&.-]{2,})"
)
_PLACE = late_regex(
    r"\b(?:of|in|on|at|inside|across|within|for|than)\s+(?:the\s+)?$", re.IGNORECASE
)
_PARTICIPLE = late_regex(r"[^,]{0,24},\s*(?:also\s+|each\s+|both\s+)?(?=\w+ing\b|down\b|up\b)")
_PART = late_regex(r"[;:：.。,，](?!\d)|\s[—–]\s")
_TELEGRAM = late_regex(r"^[\s,;:：—–|•·*#\"“‘(（-]*")
_CAUSED = late_regex(
    r"\b(?:triggered|sparked|prompted|caused|drew|brought|set\s+off|led\s+to|"
    r"meant)\s+(?:an?|the)\s+"
    r"(?:about\s+|nearly\s+|roughly\s+|more\s+than\s+)?$",
    re.IGNORECASE,
)
_TAKEN_BACK = late_regex(
    r"\b(?:par(?:e[sd]?|ing)|trim(?:s|med|ming)?|eras(?:e[sd]?|ing)|recoup(?:s|ed|ing)?|"
    r"extend(?:s|ed|ing)?|revers(?:e[sd]?|ing)|(?:giv(?:es?|ing)|gave)\s+(?:back|up)|wip(?:e[sd]?|ing)\s+out|"
    r"surrender(?:s|ed|ing)?)\s+(?:(?:its|their|some|most|all|much|half|of|the|those|early|earlier|"
    r"initial|intraday|premarket)\s+){0,4}(?:losses|loss|gains?|advances?|declines?)\b",
    re.IGNORECASE,
)
"""Losses and gains that are of a price, and not of a company."""
_MOST_STRANGE_CJK = 1
_LONG_STRANGE_CJK = 3


def who_moved(matter: Matter, percentage: Percentage, last: Subject | None) -> Subject | None:
    """Return whose price a number is about; None when that is somebody unknown or unsaid.

    Args:
        matter: The sentence.
        percentage: The number.
        last: Of whom the number before it was.
    """
    after = noun_subject(matter, percentage)
    if after is not None:
        return after
    left_from = matter.end_of_last(percentage)
    own = [s for s in matter.subjects if left_from <= s.start and s.end <= percentage.start]
    own = _without_places(matter, own, percentage)
    if own:
        return _checked(matter, own, percentage)
    left = matter.text[left_from : percentage.start]
    outer = _outer_subject(matter, left, left_from)
    if outer is not None:
        return outer
    if last is None:
        return _telegraphed(matter, percentage)
    clause = _TAKEN_BACK.sub(" ", last_clause(left))
    if matter.words.quantities.search(clause) or not _may_carry(matter, percentage):
        return None
    return last


def _without_places(
    matter: Matter, own: Sequence[Subject], percentage: Percentage
) -> list[Subject]:
    """Leave out the index that a share only stands in: "X led the Y, losing 3%"."""
    if len(own) < 2:
        return list(own)
    nearest = own[-1]
    between = matter.text[nearest.end : percentage.start]
    place = _PLACE.search(matter.text, max(0, nearest.start - 12), nearest.start)
    only_indices = all(m is None or is_index(m) for m in nearest.members)
    if place and only_indices and _PARTICIPLE.match(between):
        return list(own[:-1])
    return list(own)


def _telegraphed(matter: Matter, percentage: Percentage) -> Subject | None:
    """Return the headline's company for "Down 12% after hours", which names nobody at all."""
    if not matter.topic.in_headline or matter.topic.symbol is None:
        return None
    left = matter.text[: percentage.start]
    parts = list(_PART.finditer(left))
    opened = parts[-1].end() if parts else 0
    opening = _TELEGRAM.sub("", left[opened:])
    if any(s.start >= opened and s.end <= percentage.start for s in matter.subjects):
        return None
    if parts and parts[-1].group() in ",，" and matter.words.quantities.search(left):
        return None
    if not _CAUSED.search(opening) and _speaks_of_something(opening, matter):
        return None
    return _headline_subject(matter, percentage)


def _speaks_of_something(opening: str, matter: Matter) -> bool:
    """Tell whether anything is named: "Asian shares" are somebody's, and not "the stock"."""
    words = matter.words
    if words.quantities.search(opening) or words.shares.search(opening):
        return True
    return names_a_stranger(opening, words)


def _headline_subject(matter: Matter, percentage: Percentage) -> Subject:
    place = percentage.start
    return Subject(
        members=(matter.topic.symbol,),
        start=place,
        end=place,
        cue="nobody named: the headline's company",
    )


def _outer_subject(matter: Matter, left: str, left_from: int) -> Subject | None:
    """Return the X of "X, which makes 80% of them, fell" once the aside is over."""
    verb = matter.words.direction.search(left) or _ENDS_UP.search(left)
    if verb is None or not _ASIDE_ENDS.search(left[: verb.start()]):
        return None
    earlier = [s for s in matter.subjects if s.end <= left_from]
    if earlier and _RELATIVE.match(matter.text, earlier[-1].end):
        return earlier[-1]
    return None


def _may_carry(matter: Matter, percentage: Percentage) -> bool:
    """Tell whether words without a subject go on about the last one."""
    left = matter.text[matter.end_of_last(percentage) : percentage.start]
    if BOUNDARY.search(left) and not _GOES_ON.search(left):
        return False
    if unexplained_cjk(left, matter.words) > _MOST_STRANGE_CJK:
        return False
    if percentage.sign or not matter.words.direction.search(left):
        return not names_a_stranger(left, matter.words)
    named = OTHER_NAME.search(left)
    other = _OTHER_OPENS.match(left)
    names = [m.group("name") for m in (named, other) if m]
    return not any(name not in NO_NAME for name in names)


def _checked(matter: Matter, own: Sequence[Subject], percentage: Percentage) -> Subject | None:
    """Refuse a name that only stands near: inside a "which" clause, or before another name."""
    nearest = own[-1]
    between = matter.text[nearest.end : percentage.start]
    verb = matter.words.direction.search(between)
    head = matter.text[: nearest.start]
    relative = list(_RELATIVE.finditer(head))
    if relative and verb is not None and _ASIDE_ENDS.search(between[: verb.start()]):
        opening = relative[-1].start()
        outer = [s for s in matter.subjects if s.end <= opening]
        return outer[-1] if outer else None
    if percentage.sign and verb is None:
        return None if names_a_stranger(between, matter.words) else nearest
    return None if _another_moves(matter, between, verb) else nearest


def _another_moves(matter: Matter, between: str, verb: re.Match[str] | None) -> bool:
    """Tell whether between a name and its number somebody else comes in."""
    scope = between[: verb.start()] if verb is not None else between
    clause = last_clause_opening(between, verb)
    if clause is not None and names_another(clause):
        return True
    if _ASIDE.match(scope):
        return False  # "X, the maker of Y, fell"
    if (
        matter.lang in VERB_LAST | {"zh"}
        and unexplained_cjk(_last_piece(scope), matter.words) > _LONG_STRANGE_CJK
    ):
        return True
    named = OTHER_NAME.search(scope) if not is_title_case(matter.text) else None
    return named is not None and named.group("name") not in NO_NAME


def _last_piece(scope: str) -> str:
    """Return the words after the last comma, none without a comma."""
    return re.split(r"[，,、]", scope)[-1] if re.search(r"[，,、]", scope) else ""
