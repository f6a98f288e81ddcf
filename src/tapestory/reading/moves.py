"""Sentences with their mentions → what the text says that prices did."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from tapestory.model import ArticleId, Basis, Comparator, Mention, ReportedMove, Sentence
from tapestory.reading.movewords import (
    BASIS,
    BOUNDARY,
    DIRECTION,
    NOT_A_PRICE,
    NOT_YET,
    OVER_A_YEAR,
    SEVERAL_SESSIONS,
    SHARE_WORD,
    SUPERLATIVE,
)
from tapestory.reading.percentages import Percentage, percentages
from tapestory.reading.stated_dates import stated_session
from tapestory.reading.subjects import Subject, subjects_of

LARGEST = 3.0
"""A price that is said to move by more than 300 % in a session is something else."""
_REACH = 75
"""Characters between the verb and its number; beyond, the verb belongs to something else.
Chosen on the dev sets (evaluation/reading.py)."""
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
_CJK_FILLER = re.compile(
    r"约|約|超|逾|近|将近|并|並|随后|隨後|最终|最終|后|後|其后|大|累计|盘|盤|报|報|分别|分別|各|均|一度|"
    r"그리고|이후|각각|대비|전\s?거래일|전일|보다|은|는|이|가|도|로|까지|한때|약|"
    r"その後|一時|前日比|前日|比|では|まで|で|は|が|も|と|の|に|約|それぞれ"
)
_RELATIVE = re.compile(r",?\s*\b(?:which|who|whose)\b", re.IGNORECASE)
_OTHER_NAME = re.compile(
    r"(?:,\s+|\band\s+|\bas\s+|\bthat\s+|\bwhen\s+|\bsaw\s+|\bwith\s+)(?:the\s+|shares\s+(?:of|in)\s+|rival\s+|"
    r"[a-z]+\s+){0,2}(?P<name>[A-Z][A-Za-z&.-]{2,})"
)
_NO_NAME = frozenset(
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Shares",
        "Stock",
        "The",
        "Its",
        "CEO",
        "Chief",
        "Wall",
        "Street",
        "Inc",
        "Corp",
        "AI",
        "US",
        "U.S",
        "Asian",
        "European",
        "American",
        "Korean",
        "Japanese",
        "Chinese",
        "Nasdaq",
        "Seoul",
        "Tokyo",
        "Taipei",
        "Hong",
        "Kong",
        "New",
        "York",
        "ET",
        "EST",
        "EDT",
        "GMT",
        "UTC",
        "KST",
    ]
)
_AUXILIARIES = frozenset(
    [
        "the",
        "a",
        "an",
        "it",
        "its",
        "they",
        "their",
        "later",
        "then",
        "eventually",
        "briefly",
        "at",
        "one",
        "point",
        "as",
        "much",
        "by",
        "about",
        "over",
        "nearly",
        "more",
        "than",
        "to",
        "was",
        "were",
        "is",
        "are",
        "has",
        "have",
        "had",
        "been",
        "also",
        "still",
        "even",
        "further",
        "another",
        "initially",
        "having",
        "shares",
        "stock",
        "on",
        "in",
        "session",
        "trading",
        "early",
        "afternoon",
        "morning",
        "premarket",
        "day",
        "during",
    ]
)
_BARE_SHARES = re.compile(
    r"^\s*(?:and\s+|yet\s+)?(?:the\s+|its\s+|the\s+company's\s+)?(?:stock|shares|share\s+price|stock\s+price)\b"
    r"|^\s*(?:其)?(?:股价|股價)|^\s*주가|^\s*株価",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(
    r"^[\s-]*(?:(?:\w+[\s-]+){0,2}?)(?:in|of|on|for)\s+(?:[\w.'’&-]+\s+){0,5}?$", re.IGNORECASE
)
_ITS_VALUE = re.compile(
    r"^\s*of\s+(?:its|their)\s+(?:market\s+)?(?:value|worth|price)", re.IGNORECASE
)
_SHARE_OF = re.compile(r"^\s*(?:of\b|的(?:股份|股权|股權|持股|份额|收入|营收))", re.IGNORECASE)
_NOUN_OF = re.compile(
    r"^\s*(?:in|of|for|by|at|on)\s+(?:the\s+)?(?:(?:shares?|stocks?)\s+(?:of|in)\s+)?"
    r"(?:[a-z-]+\s+){0,3}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveContext:
    """What the moves of one article have in common."""

    article_id: ArticleId
    lang: str
    published: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A percentage that is a price move, with whom and which way."""

    percentage: Percentage
    sign: int
    subject: Subject
    clause: str
    cue: str


def reported_moves(
    sentences: Iterable[Sentence], mentions: Sequence[Mention], context: MoveContext
) -> tuple[ReportedMove, ...]:
    """Return the price moves that an article reports, in text order, each said once.

    Only percentages of a session count; qualitative words, moves over weeks and years,
    conditionals, and percentages of anything but a price are left out. Nothing is read across a
    sentence it does not stand in.
    """
    found: dict[tuple[object, ...], ReportedMove] = {}
    for sentence in sentences:
        inside = [m for m in mentions if sentence.start <= m.start < sentence.end]
        if not inside or not re.search(r"\d", sentence.text):
            continue
        for move in _in_sentence(sentence, inside, context):
            key = (move.symbol, move.low, move.high, move.basis, move.session)
            found.setdefault(key, move)
    return tuple(found.values())


def _in_sentence(
    sentence: Sentence, mentions: Sequence[Mention], context: MoveContext
) -> Iterable[ReportedMove]:
    subjects = subjects_of(sentence, mentions)
    reader = _SentenceReader(sentence.text, subjects, context.lang)
    carried = Basis.UNSTATED
    for said in reader.read():
        basis = _basis(said.clause)
        if basis in {Basis.PREMARKET, Basis.AFTER_HOURS}:
            carried = basis
        for member, percentage in _aligned(said):
            session = stated_session(
                said.clause, sentence.text, symbol=member, published=context.published
            )
            low, high = _signed(percentage, said.sign)
            yield ReportedMove(
                symbol=member,
                low=low,
                high=high,
                comparator=percentage.comparator,
                basis=carried if basis is Basis.UNSTATED else basis,
                session=session,
                article_id=context.article_id,
                sentence=sentence.text,
                cue=said.cue,
            )


def _aligned(said: _Said) -> list[tuple[str, Percentage]]:
    return [(member, said.percentage) for member in said.subject.known]


def _signed(percentage: Percentage, sign: int) -> tuple[float | None, float | None]:
    """Return low and high as signed fractions; "over" leaves the far end open."""
    first, second = sorted((sign * percentage.low, sign * percentage.high))
    if percentage.comparator is Comparator.OVER:
        return (first, None) if sign > 0 else (None, second)
    return first, second


def _basis(clause: str) -> Basis:
    for basis, cue in BASIS:
        if cue.search(clause):
            return basis
    return Basis.UNSTATED


class _SentenceReader:
    """Reads the percentages of one sentence from left to right."""

    def __init__(self, text: str, subjects: tuple[Subject, ...], lang: str) -> None:
        self._text = text
        self._subjects = subjects
        self._verb_last = lang in _VERB_LAST
        self._all = tuple(islice(percentages(text), MOST_PERCENTAGES))

    def read(self) -> list[_Said]:
        """Return the moves, list answers ("13% and 17%, respectively") dealt out."""
        found: list[_Said] = []
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
        if last is None or NOT_A_PRICE.search(_last_clause(left)):
            return None
        return last if self._may_carry(left) else None

    def _may_carry(self, left: str) -> bool:
        """Tell whether words without a subject go on about the last one."""
        if BOUNDARY.search(left) and not re.search(r"\b(?:after|before|but|后|後)\b|[;；]", left):
            return False
        if _unexplained_cjk(left) > 3:
            return False
        named = _OTHER_NAME.search(left)
        other = re.match(r"^[\s,;]*(?:and\s+|while\s+|但|而)?(?P<name>[A-Z][A-Za-z&.-]{2,})", left)
        names = [m.group("name") for m in (named, other) if m]
        return not any(name not in _NO_NAME for name in names)

    def _checked(
        self, nearest: Subject, own: Sequence[Subject], percentage: Percentage
    ) -> Subject | None:
        """Refuse a name that only stands near: inside a "which" clause, or before another name."""
        between = self._text[nearest.end : percentage.start]
        verb = _first_direction(between)
        head = self._text[: nearest.start]
        relative = list(_RELATIVE.finditer(head))
        if relative and verb is not None and re.search(r",\s*$", between[: verb.start()]):
            opening = relative[-1].start()
            outer = [s for s in own if s.end <= opening]
            return outer[-1] if outer else None
        scope = between[: verb.start()] if verb is not None else between
        opening = _last_clause_opening(between, verb)
        if opening is not None:
            if _BARE_SHARES.match(opening):
                return self._subjects[0]  # "X signed a deal with Y; the stock rose": X's stock
            if _names_another(opening):
                return None
        if re.match(r"^[^,]{0,20},\s.*,\s*$", scope):
            return nearest  # an aside: "X, the maker of Y, fell"
        named = _OTHER_NAME.search(scope) if not _is_title_case(self._text) else None
        if named and named.group("name") not in _NO_NAME:
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
        if _says_something_else(before) or _is_of_something(right):
            return True
        if OVER_A_YEAR.search(clause) or NOT_YET.search(before):
            return True
        return bool(SEVERAL_SESSIONS.search(clause)) and not SUPERLATIVE.search(clause)

    def _clause(self, percentage: Percentage, last: Percentage) -> str:
        """Return the words around a number, up to its neighbours and the next comma or boundary."""
        start = max((p.end for p in self._all if p.end <= percentage.start), default=0)
        end = min((p.start for p in self._all if p.start >= last.end), default=len(self._text))
        left = self._text[start : percentage.start]
        left = left[_last_boundary(left) :]
        right = self._text[last.end : end]
        if end < len(self._text):
            # what stands before the next number's own subject or verb belongs to that number
            cut = re.search(r",|，|;|；|、|\band\b|\bwhile\b|와|과", right)
            right = right[: cut.start()] if cut else right
        else:
            cut = re.search(r"[,，;；]|\s[—–]\s|\band\b", right)
            right = right[: cut.start()] if cut else right
        return left + self._text[percentage.start : last.end] + right

    def _said(self, percentage: Percentage, sign: int, subject: Subject, cue: str) -> _Said:
        clause = self._clause(percentage, percentage)
        return _Said(percentage=percentage, sign=sign, subject=subject, clause=clause, cue=cue)


def _dealt(run: Sequence[Percentage], subject: Subject) -> list[tuple[Percentage, Subject]]:
    """Give the n-th number of a list to the n-th name; a single number to all."""
    if len(run) == 1:
        return [(run[0], subject)]
    return [
        (percentage, Subject(members=(member,), start=subject.start, end=subject.end))
        for percentage, member in zip(run, subject.members, strict=False)
    ]


def _unexplained_cjk(left: str) -> int:
    """Count the CJK letters that are neither direction, basis, share word nor filler: a name."""
    rest = SHARE_WORD.sub("", DIRECTION.sub("", left))
    for _, cue in BASIS:
        rest = cue.sub("", rest)
    rest = _CJK_FILLER.sub("", rest)
    return len(re.findall(r"[\u3400-\u9fff\uac00-\ud7a3\u3041-\u30ff]", rest))


def _which_way(word: re.Match[str]) -> tuple[int, str]:
    return (-1 if word.lastgroup == "down" else 1), word.group().lower()


def _last_clause_opening(between: str, verb: re.Match[str] | None) -> str | None:
    """Return the words from the last boundary to the verb, None when nothing parts them."""
    head = between[: verb.start()] if verb is not None else between
    parts = list(BOUNDARY.finditer(head))
    return head[parts[-1].end() :] if parts else None


def _names_another(opening: str) -> bool:
    """Tell whether a clause opens with a subject of its own."""
    words = re.findall(r"[A-Za-z][\w'’.-]*", opening)
    if any(word[0].isupper() and word not in _NO_NAME for word in words):
        return True
    return sum(word.lower() not in _AUXILIARIES for word in words) > 2


def _first_direction(text: str) -> re.Match[str] | None:
    return DIRECTION.search(text)


def _last_clause(text: str) -> str:
    return text[_last_boundary(text) :]


def _last_boundary(text: str) -> int:
    ends = [found.end() for found in re.finditer(r"[,，;；]|\s[—–]\s", text)]
    return ends[-1] if ends else 0


def _says_something_else(before: str) -> bool:
    """Tell whether the words between the name and the number name another quantity."""
    other = list(NOT_A_PRICE.finditer(before))
    if not other:
        return False
    price = list(SHARE_WORD.finditer(before))
    if price:
        later = [o for o in other if o.start() > price[-1].end()]
        return bool(later) and not re.search(r",|\b(?:on|after|amid|as|despite|over)\b", before)
    verb = list(DIRECTION.finditer(before))
    if verb and other[-1].start() > verb[-1].end():
        # "fell after revenue …": the noun stands behind the verb
        return not re.search(r"\b(?:after|on|as|amid|despite|over)\b", before[verb[-1].end() :])
    # "Meta, hit by spending, fell": a noun in an aside does not count
    return "," not in before[other[-1].end() :]


def _is_of_something(right: str) -> bool:
    """Tell whether the words after a number say what it is a part or a change of."""
    if _ITS_VALUE.match(right):
        return False
    if _SHARE_OF.match(right):
        return True
    found = NOT_A_PRICE.search(right)
    if found is None:
        return False
    before = right[: found.start()]
    if re.search(
        r"[,，;；。.]|\b(?:after|as|on|to|amid|despite|because|since|while|following|and|with)\b",
        before,
        re.IGNORECASE,
    ):
        return False
    direct = re.fullmatch(r"[\s-]*(?:[\w-]+\s+){0,2}", before) is not None
    return direct or _OF_WHAT.match(before) is not None


def _is_title_case(text: str) -> bool:
    words = re.findall(r"[A-Za-z][A-Za-z'’-]{3,}", text)
    return len(words) >= 4 and sum(word[0].isupper() for word in words) > 0.7 * len(words)
