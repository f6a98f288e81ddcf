"""One sentence with its subjects → which percentages are price moves, whose, and which way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tapestory.late_regex import late_regex
from tapestory.reading.price_moves.calendar_words import names_a_day
from tapestory.reading.price_moves.clauses import (
    last_boundary,
    opening_phrase,
    right_scope,
)
from tapestory.reading.price_moves.horizons import may_span_sessions, spans_sessions
from tapestory.reading.price_moves.movewords import without_cause
from tapestory.reading.price_moves.other_quantities import (
    heads_a_name,
    is_a_level,
    is_of_something,
    says_something_else,
)
from tapestory.reading.price_moves.percentages import Percentage
from tapestory.reading.price_moves.said import Matter, Said
from tapestory.reading.price_moves.subjects import Subject
from tapestory.reading.price_moves.thoughts import is_thought
from tapestory.reading.price_moves.which_way import VERB_LAST, noun_subject, which_way
from tapestory.reading.price_moves.who_moved import who_moved

LARGEST = 3.0
"""A price that is said to move by more than 300 % in a session is something else."""
_FILLER = late_regex(
    r"""(?:about|around|roughly|approximately|some|nearly|almost|more\s+than|over|above|
    at\s+least|as\s+much\s+as|
    up\s+to|close\s+to|an?|by|at|to|was|were|is|are|each|both|also|another|further|the|its|
    shares?|stocks?|
    um|rund|fast|mehr\s+als|über|de|plus|près|environ|un|una?|casi|más|cerca|quase|mais|quasi|oltre|
    il|lo|la|dello|um|uma|een|met|bijna|ruim|
    на|почти|более|超|逾|近|约|约为|各|分别|分別|均|则|則|也|盘中|一度|股价|은|는|이|가|도|약|
    각각|は|が|も|約|では|で|
    \W|\d[\d,.]*+(?:\s?points?)?)+""",
    re.VERBOSE | re.IGNORECASE,
)
_LISTED = late_regex(
    r"\s*(?:,|and|,\s*and|、|和|与|與|及|およ?び|と|und|et|y|e|en)\s*(?:about|over|"
    r"nearly|近|超|逾)?\s*"
)
_RESPECTIVELY = late_regex(
    r"\s*,?\s*(?:respectively|jeweils|respectivement|respectivamente|rispettivamente|"
    r"соответственно)\b",
    re.IGNORECASE,
)
_APPOSED = late_regex(
    r"\s*(?:or\s+)?(?:about\s+|nearly\s+|roughly\s+|more\s+than\s+|over\s+|almost\s+|"
    r"down\s+|up\s+|"
    r"an?\s+|by\s+)*",
    re.IGNORECASE,
)
"""Between "closed 600 points lower," and its percentage: still the same clause."""
_SENTENCE_PART = late_regex(r"[;；]")
_HEADING = late_regex(
    r"""(?:\b(?:(?P<up>gainers|advancers|winners|risers|gains|advances|climbers)|losers|
    decliners|fallers|laggards|
    declines|losses|falls)|(?P<zh_up>领涨|領漲|涨幅居前)|领跌|領跌|跌幅居前)\s*(?:[:：—–-]|
    \b(?:were|are|included?|
    was|led\s+by|among\s+them)\b)[^.;]{0,20}$""",
    re.VERBOSE | re.IGNORECASE,
)
_CARRIED = "the verb before"
_PERFECT = late_regex(r"\b(?:has|have|had|hat|haben|a|ont|ha|han|hanno)\s+(?:\w+\s+){0,2}$")


class SentenceReader:
    """Reads the percentages of one sentence from left to right."""

    def __init__(self, matter: Matter) -> None:
        self._matter = matter
        self._verb_last = matter.lang in VERB_LAST
        self._long_period = False
        self._lead_period = may_span_sessions(matter.text) and spans_sessions(
            opening_phrase(matter.text)
        )
        """Whether "So far this year, …" opens the sentence."""

    def read(self) -> list[Said]:
        """Return the moves, list answers ("13% and 17%, respectively") dealt out."""
        found: list[Said] = []
        last_sign = 0
        last_subject: Subject | None = None
        waiting: list[tuple[Percentage, Subject]] = []
        for run in self._runs():
            percentage = run[0]
            subject = who_moved(self._matter, percentage, last_subject)
            sign, cue = which_way(self._matter, percentage, end=run[-1].end, subject=subject)
            if self._verb_last and sign and subject is None and waiting:
                # "X 2%, somebody unknown 4% up": the verb at the end is for both
                found += [self._move(dealt[:1], dealt, (sign, cue)) for dealt in waiting]
                waiting = []
            if percentage.high > LARGEST or subject is None:
                continue
            if self._is_no_move(run, subject):
                continue
            last_subject = subject
            if sign == 0 and self._verb_last:
                waiting += _dealt(run, subject)
                continue
            if sign == 0 and self._is_gapped(percentage, subject):
                sign = last_sign or self._heading(percentage)
            if sign == 0:
                continue
            last_sign = sign
            way = sign, cue or _CARRIED
            found += [self._move(dealt[:1], dealt, way) for dealt in waiting]
            found += [self._move(run, dealt, way) for dealt in _dealt(run, subject)]
            waiting = []
        return found

    def _runs(self) -> Iterator[tuple[Percentage, ...]]:
        """Yield the percentages, those together that form one list ("13%, 14% and 17%")."""
        index = 0
        while index < len(self._matter.numbers):
            run = self._run(index)
            yield run
            index += len(run)

    def _run(self, index: int) -> tuple[Percentage, ...]:
        numbers = self._matter.numbers
        run = [numbers[index]]
        for following in numbers[index + 1 :]:
            gap = self._matter.text[run[-1].end : following.start]
            if not _LISTED.fullmatch(gap) or following.sign:
                break
            run.append(following)
        whole = self._fits_a_list(run) or _RESPECTIVELY.match(self._matter.text, run[-1].end)
        return tuple(run) if whole else (numbers[index],)

    def _fits_a_list(self, run: Sequence[Percentage]) -> bool:
        before = [s for s in self._matter.subjects if s.end <= run[0].start]
        return bool(before) and len(before[-1].members) == len(run)

    def _is_gapped(self, percentage: Percentage, subject: Subject) -> bool:
        """Tell whether the number stands directly behind its name, the verb said before."""
        if subject.start >= percentage.end:
            return True  # "a 17% drop in X and 14% in Y"
        return bool(_FILLER.fullmatch(self._matter.text[subject.end : percentage.start] + " "))

    def _heading(self, percentage: Percentage) -> int:
        """Return which way "Decliners: X 3%, Y 4%" says that all of its list went; else 0."""
        named = [s.start for s in self._matter.subjects if s.end <= percentage.start]
        found = _HEADING.search(self._matter.text[: min(named, default=0)])
        if found is None:
            return 0
        return 1 if found.group("up") or found.group("zh_up") else -1

    def _is_no_move(self, run: Sequence[Percentage], subject: Subject) -> bool:
        """Tell whether the percentage measures something else, another time, or a mere chance."""
        right = self._matter.text[run[-1].end : run[-1].end + 80]
        return (
            (subject.start < run[0].end and self._is_of_another(run[0], subject))
            or is_of_something(right, self._matter.words)
            or self._is_thought(run)
            or self._spans_sessions(run)
        )

    def _is_of_another(self, percentage: Percentage, subject: Subject) -> bool:
        """Tell whether the words from a name to its number are about another quantity of it."""
        matter = self._matter
        begin = max(matter.end_of_last(percentage), subject.end)
        before = matter.text[begin : percentage.start]
        if not percentage.sign and is_a_level(before):
            return True
        named = not subject.cue and heads_a_name(matter.text, subject.start, matter.words)
        return named or says_something_else(before, matter.words)

    def _is_thought(self, run: Sequence[Percentage]) -> bool:
        """Tell whether the move is expected, feared or supposed: it has not happened."""
        text, start = self._matter.text, run[0].start
        opened = max((m.end() for m in _SENTENCE_PART.finditer(text, 0, start)), default=0)
        return is_thought(self._scope(run)[0], text[opened:start], self._matter.lang)

    def _spans_sessions(self, run: Sequence[Percentage]) -> bool:
        """Tell whether a period is stated, or was for the number before and still goes on."""
        if not may_span_sessions(self._matter.text):
            return False
        before, after = self._scope(run)
        own_day = names_a_day(before + after)
        if (self._lead_period and not own_day) or spans_sessions(before + without_cause(after)):
            self._long_period = True
            return True
        word = self._matter.words.direction.search(before)
        elliptic = word is None or _PERFECT.search(before[: word.start()])
        self._long_period = self._long_period and bool(elliptic)
        return self._long_period

    def _scope(self, run: Sequence[Percentage]) -> tuple[str, str]:
        """Return the words before a number, and it with those behind, that belong to it."""
        text, (start, end) = self._matter.text, (run[0].start, run[-1].end)
        left = text[self._matter.end_of_last(run[0]) : start]
        following = self._matter.start_of_next(end)
        right = right_scope(text[end:following], more_follow=following < len(text))
        opened = last_boundary(left)
        if opened and _APPOSED.fullmatch(left, opened):
            opened = last_boundary(left[:opened].rstrip(", "))
        return left[opened:], text[start:end] + right

    def _move(
        self, run: Sequence[Percentage], dealt: tuple[Percentage, Subject], way: tuple[int, str]
    ) -> Said:
        """Return a move; what stands around its list stands around each number of it."""
        (percentage, subject), (sign, cue) = dealt, way
        before, after = self._scope(run)
        named = f"{cue}; {subject.cue}" if subject.cue else cue
        return Said(
            percentage=percentage,
            sign=sign,
            subject=subject,
            before=before,
            after=after,
            cue=named,
            shares_a_verb=cue == _CARRIED,
        )


def _dealt(run: Sequence[Percentage], subject: Subject) -> list[tuple[Percentage, Subject]]:
    """Give the n-th number of a list to the n-th name; a single number to all."""
    if len(run) == 1:
        return [(run[0], subject)]
    if len(run) != len(subject.members):
        return []  # "A and somebody unknown fell 2% and 3%, respectively": whose is which?
    return [
        (percentage, Subject(members=(member,), start=subject.start, end=subject.end))
        for percentage, member in zip(run, subject.members, strict=False)
    ]


__all__ = ["LARGEST", "SentenceReader", "noun_subject"]
