"""One sentence with its subjects → which percentages are price moves, whose, and which way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from tapestory.reading.price_moves.clauses import (
    NO_NAME,
    OTHER_NAME,
    is_title_case,
    last_boundary,
    last_clause,
    last_clause_opening,
    names_another,
    unexplained_cjk,
)
from tapestory.reading.price_moves.movewords import (
    BOUNDARY,
    DIRECTION,
    NOT_A_PRICE,
    NOT_YET,
    OVER_A_YEAR,
    SEVERAL_SESSIONS,
    SUPERLATIVE,
)
from tapestory.reading.price_moves.other_quantities import is_of_something, says_something_else
from tapestory.reading.price_moves.percentages import Percentage, percentages
from tapestory.reading.price_moves.subjects import Subject

LARGEST = 3.0
"""A price that is said to move by more than 300 % in a session is something else."""
_REACH = 75
"""Characters between the verb and its number; beyond, the verb belongs to something else.
Chosen on the dev sets (evaluation/reading)."""
MOST_PERCENTAGES = 40
"""Percentages of one sentence that are read; a longer list is a table or an attack."""
_VERB_LAST = frozenset({"ko", "ja"})
_FILLER = re.compile(
    r"""(?:about|around|roughly|approximately|some|nearly|almost|more\s+than|over|above|at\s+least|as\s+much\s+as|
    up\s+to|close\s+to|an?|by|at|to|was|were|is|are|each|both|also|another|further|the|its|shares?|stocks?|
    超|逾|近|约|約|约为|各|分别|分別|均|则|則|也|盘中|一度|股价|은|는|이|가|도|약|각각|は|が|も|約|では|で|
    \W|\d[\d,.]*+(?:\s?points?)?)+""",
    re.VERBOSE | re.IGNORECASE,
)
_RELATIVE = re.compile(r",?\s*\b(?:which|who|whose)\b", re.IGNORECASE)
_BARE_SHARES = re.compile(
    r"^\s*(?:and\s+|yet\s+)?(?:the\s+|its\s+|the\s+company's\s+)?(?:stock|shares|share\s+price|stock\s+price)\b"
    r"|^\s*(?:其)?(?:股价|股價)|^\s*주가|^\s*株価",
    re.IGNORECASE,
)
_NOUN_OF = re.compile(
    r"^\s*(?:in|of|for|by|at|on)\s+(?:the\s+)?(?:(?:shares?|stocks?)\s+(?:of|in)\s+)?"
    r"(?:[a-z-]+\s+){0,3}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A percentage that is a price move, with whom and which way."""

    percentage: Percentage
    sign: int
    subject: Subject
    clause: str
    cue: str


class SentenceReader:
    """Reads the percentages of one sentence from left to right."""

    def __init__(self, text: str, subjects: tuple[Subject, ...], lang: str) -> None:
        self._text = text
        self._subjects = subjects
        self._verb_last = lang in _VERB_LAST
        self._all = tuple(islice(percentages(text), MOST_PERCENTAGES))

    def read(self) -> list[Said]:
        """Return the moves, list answers ("13% and 17%, respectively") dealt out."""
        found: list[Said] = []
        last_sign = 0
        last_subject: Subject | None = None
        waiting: list[tuple[Percentage, Subject, str]] = []
        index = 0
        while index < len(self._all):
            run = self._run(index)
            percentage = self._all[index]
            left_from = self._all[index - 1].end if index else 0
            subject = self._subject(index, left_from, last_subject)
            sign, cue = self._sign(index, run, left_from, subject)
            index += len(run)
            if percentage.high > LARGEST or subject is None:
                continue
            if self._is_no_move(percentage, run[-1], subject, left_from):
                continue
            last_subject = subject
            if sign == 0 and self._verb_last:
                waiting += [(p, s, "") for p, s in _dealt(run, subject)]
                continue
            sign = sign or (last_sign if self._is_gapped(percentage, subject) else 0)
            if sign == 0:
                continue
            last_sign = sign
            for one, whose, _ in [*waiting, *((p, s, "") for p, s in _dealt(run, subject))]:
                found.append(self._said(one, sign, whose, cue or "carried from before"))
            waiting = []
        return found

    def _run(self, index: int) -> tuple[Percentage, ...]:
        """Return the percentages that form one list with this one ("13%, 14% and 17%")."""
        run = [self._all[index]]
        for following in self._all[index + 1 :]:
            gap = self._text[run[-1].end : following.start]
            listed = re.fullmatch(
                r"\s*(?:,|and|,\s*and|、|和|与|及|およ?び|と|,)\s*(?:about|over|nearly|近|超|逾)?\s*",
                gap,
            )
            if not listed or following.sign:
                break
            run.append(following)
        if len(run) > 1 and not self._fits_a_list(run, index):
            return (self._all[index],)
        return tuple(run)

    def _fits_a_list(self, run: Sequence[Percentage], index: int) -> bool:
        before = [s for s in self._subjects if s.end <= self._all[index].start]
        return bool(before) and len(before[-1].members) == len(run)

    def _subject(self, index: int, left_from: int, last: Subject | None) -> Subject | None:
        """Return who moved, or None when that is somebody unknown or unsaid."""
        percentage = self._all[index]
        after = self._noun_subject(index)
        if after is not None:
            return after
        own = [s for s in self._subjects if left_from <= s.start and s.end <= percentage.start]
        if own:
            nearest = own[-1]
            return self._checked(nearest, own, percentage)
        left = self._text[left_from : percentage.start]
        outer = self._outer_subject(left, left_from)
        if outer is not None:
            return outer
        if last is None or NOT_A_PRICE.search(last_clause(left)):
            return None
        return last if self._may_carry(left) else None

    def _outer_subject(self, left: str, left_from: int) -> Subject | None:
        """Return the X of "X, which makes 80% of them, fell" once the aside is over."""
        verb = DIRECTION.search(left)
        if verb is None or not re.search(r",\s*(?:also\s+)?$", left[: verb.start()]):
            return None
        earlier = [s for s in self._subjects if s.end <= left_from]
        if earlier and _RELATIVE.match(self._text, earlier[-1].end):
            return earlier[-1]
        return None

    def _may_carry(self, left: str) -> bool:
        """Tell whether words without a subject go on about the last one."""
        if BOUNDARY.search(left) and not re.search(r"\b(?:after|before|but|后|後)\b|[;；]", left):
            return False
        if unexplained_cjk(left) > 3:
            return False
        named = OTHER_NAME.search(left)
        other = re.match(r"^[\s,;]*(?:and\s+|while\s+|但|而)?(?P<name>[A-Z][A-Za-z&.-]{2,})", left)
        names = [m.group("name") for m in (named, other) if m]
        return not any(name not in NO_NAME for name in names)

    def _checked(
        self, nearest: Subject, own: Sequence[Subject], percentage: Percentage
    ) -> Subject | None:
        """Refuse a name that only stands near: inside a "which" clause, or before another name."""
        between = self._text[nearest.end : percentage.start]
        verb = DIRECTION.search(between)
        head = self._text[: nearest.start]
        relative = list(_RELATIVE.finditer(head))
        if relative and verb is not None and re.search(r",\s*$", between[: verb.start()]):
            opening = relative[-1].start()
            outer = [s for s in own if s.end <= opening]
            return outer[-1] if outer else None
        scope = between[: verb.start()] if verb is not None else between
        clause = last_clause_opening(between, verb)
        if clause is not None:
            if _BARE_SHARES.match(clause):
                return self._subjects[0]  # "X signed a deal with Y; the stock rose": X's stock
            if names_another(clause):
                return None
        if re.match(r"^[^,]{0,20},\s.*,\s*$", scope):
            return nearest  # an aside: "X, the maker of Y, fell"
        named = OTHER_NAME.search(scope) if not is_title_case(self._text) else None
        if named and named.group("name") not in NO_NAME:
            return None
        return nearest

    def _noun_subject(self, index: int) -> Subject | None:
        """Return the X of "a 2% slump in X"."""
        percentage = self._all[index]
        right = self._text[percentage.end : percentage.end + 40]
        verb = DIRECTION.match(right.lstrip(" -"), 0) or DIRECTION.match(
            re.sub(r"^[\s-]*[a-z-]+\s+", "", right)
        )
        if verb is None:
            return None
        for subject in self._subjects:
            if subject.start <= percentage.end or subject.start > percentage.end + 60:
                continue
            gap = self._text[percentage.end : subject.start]
            word = DIRECTION.search(gap)
            if word and _NOUN_OF.match(gap[word.end() :]):
                return subject
            return None
        return None

    def _sign(
        self, index: int, run: Sequence[Percentage], left_from: int, subject: Subject | None
    ) -> tuple[int, str]:
        """Return +1, -1 or 0, and the word that says so."""
        percentage = self._all[index]
        if percentage.sign:
            return percentage.sign, "printed sign"
        ahead = self._word_ahead(run[-1].end)
        if ahead is not None and (self._verb_last or self._noun_subject(index) is not None):
            return _which_way(ahead)
        back = self._word_behind(percentage, left_from, subject)
        if back is not None:
            return _which_way(back)
        return _which_way(ahead) if ahead is not None else (0, "")

    def _word_ahead(self, end: int) -> re.Match[str] | None:
        limit = min(
            [s.start for s in self._subjects if s.start >= end]
            + [p.start for p in self._all if p.start >= end]
            + [end + (30 if self._verb_last else 22)]
        )
        right = self._text[end:limit]
        found = DIRECTION.search(right)
        if found is None or re.search(r"[,，、;；]", right[: found.start()]):
            return None
        if BOUNDARY.search(right[: found.start()]):
            return None
        return found

    def _word_behind(
        self, percentage: Percentage, left_from: int, subject: Subject | None
    ) -> re.Match[str] | None:
        left = self._text[left_from : percentage.start]
        words = list(DIRECTION.finditer(left))
        if not words:
            return None
        word = words[-1]
        gap = left[word.end() :]
        if len(gap) > _REACH or BOUNDARY.search(gap):
            return None
        crossed = [
            s for s in self._subjects if left_from + word.end() <= s.start < percentage.start
        ]
        if crossed and not (
            subject is crossed[-1]
            and re.search(
                r"\b(?:by|down|up|as\s+much\s+as)\b[^,]*$",
                self._text[crossed[-1].end : percentage.start],
            )
        ):
            return None
        return word

    def _is_gapped(self, percentage: Percentage, subject: Subject) -> bool:
        """Tell whether the number stands directly behind its name, the verb said before."""
        if subject.end > percentage.start:
            return False
        return bool(_FILLER.fullmatch(self._text[subject.end : percentage.start] + " "))

    def _is_no_move(
        self, percentage: Percentage, last: Percentage, subject: Subject, left_from: int
    ) -> bool:
        """Tell whether the percentage measures something else, another time, or a mere chance."""
        begin = max(left_from, subject.end) if subject.end <= percentage.start else left_from
        before = self._text[begin : percentage.start]
        clause = self._clause(percentage, last)
        right = self._text[last.end : last.end + 80]
        if says_something_else(before) or is_of_something(right):
            return True
        if OVER_A_YEAR.search(clause) or NOT_YET.search(before):
            return True
        return bool(SEVERAL_SESSIONS.search(clause)) and not SUPERLATIVE.search(clause)

    def _clause(self, percentage: Percentage, last: Percentage) -> str:
        """Return the words around a number, up to its neighbours and the next comma or boundary."""
        start = max((p.end for p in self._all if p.end <= percentage.start), default=0)
        end = min((p.start for p in self._all if p.start >= last.end), default=len(self._text))
        left = self._text[start : percentage.start]
        left = left[last_boundary(left) :]
        right = self._text[last.end : end]
        if end < len(self._text):
            # what stands before the next number's own subject or verb belongs to that number
            cut = re.search(r",(?!\d)|[，;；、]|\b(?:and|while|before)\b|와|과", right)
            right = right[: cut.start()] if cut else right
        else:
            cut = re.search(r",(?!\d)|[，;；]|\s[—–]\s|\band\b", right)
            right = right[: cut.start()] if cut else right
        return left + self._text[percentage.start : last.end] + right

    def _said(self, percentage: Percentage, sign: int, subject: Subject, cue: str) -> Said:
        clause = self._clause(percentage, percentage)
        return Said(percentage=percentage, sign=sign, subject=subject, clause=clause, cue=cue)


def _dealt(run: Sequence[Percentage], subject: Subject) -> list[tuple[Percentage, Subject]]:
    """Give the n-th number of a list to the n-th name; a single number to all."""
    if len(run) == 1:
        return [(run[0], subject)]
    return [
        (percentage, Subject(members=(member,), start=subject.start, end=subject.end))
        for percentage, member in zip(run, subject.members, strict=False)
    ]


def _which_way(word: re.Match[str]) -> tuple[int, str]:
    return (-1 if word.lastgroup == "down" else 1), word.group().lower()
