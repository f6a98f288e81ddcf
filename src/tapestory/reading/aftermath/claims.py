"""Sentences with their mentions → claims without numbers about what prices did after the news."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tapestory.late_regex import late_regex
from tapestory.model import AftermathClaim, Mention, ReportedMove, Sentence
from tapestory.model.symbols import is_listed, is_private, sector_of
from tapestory.reading.aftermath.wording import (
    A_NAME,
    ALL_OF_IT,
    COURSES,
    ELSEWHERE,
    GENERIC,
    MOST_OF_IT,
    NO_SHARE,
    NOT_TOLD,
    NOT_TOLD_BEHIND,
    PRICE,
    SCORNED,
    Course,
)
from tapestory.reading.price_moves.calendar_words import Relative, names_a_day, relative_day
from tapestory.reading.price_moves.horizons import spans_sessions
from tapestory.reading.price_moves.reported import MoveContext
from tapestory.reading.price_moves.stated_dates import Around, Moment, stated_session
from tapestory.reading.text.quick import Quick
from tapestory.reading.text.sentences import by_sentence

MOST = 8
"""Claims that are kept of one article; more is a list of quotations or an attack."""
_BEFORE = 90
"""Letters in front of the words in which their subject stands."""
_BEHIND = 40
_POSSESSIVE = ("'s", "’s", "s'", "s’", "its", "their", "his", "her", "的", "의", "の")
_ANY = Quick(
    late_regex("|".join(f"(?:{course.words.pattern})" for course in COURSES),
               re.VERBOSE | re.IGNORECASE)
)  # fmt: skip
_CLAUSE_END = late_regex(
    r"[;；:：—–。！？]|,\s|，|、(?=[^、]{12})|\b(?:but|while|although|though|whereas|after|as|because|"
    r"despite|following)\b|但|而(?!且)|지만|ものの|が、"
)
_AND = late_regex(
    r"(?:\s*(?:,|、|，|&|\band\b|\bas\s+well\s+as\b|和|与|與|及|以及|와|과|및|と|や))+\s*",
    re.IGNORECASE,
)
_QUESTION = late_regex(r"[?？][”’\"')）」』]*\s*$")
_MARKETS: Mapping[str, re.Pattern[str]] = {
    "XNYS": late_regex(r"\bWall\s+Street\b|\bNew\s+York\b|\bU\.?S\.?\s+(?:stocks?|shares|chip|tech|"
                       r"markets?|equities)|美股|뉴욕\s?증시|미국\s?증시|米国株|米株"),
    "XKRX": late_regex(r"\bSeoul\b|\b(?:South\s+)?Korean?\b|"
                       r"韩股|首尔|首爾|국내\s?증시|한국\s?증시|韓国"),
    "XTKS": late_regex(r"\bTokyo\b|\bJapan(?:ese)?\b|(?<![次今昨当當前隔每])日股(?![价價])|"
                       r"东京|東京|일본\s?증시"),
    "XHKG": late_regex(r"\bHong\s+Kong\b|港股|恒指|홍콩|香港"),
    "XTAI": late_regex(r"\bTaipei\b|\bTaiwan(?:ese)?\b|台股|台北|대만|台湾"),
    "XSHG": late_regex(r"\b(?:Shanghai|mainland\s+Chin\w+)\b|A股|沪指|滬指|상하이|上海"),
}  # fmt: skip
_OF_EXCHANGE = {
    "XNYS": "", "XKRX": "^KS11", "XTKS": "^N225", "XHKG": "^HSI", "XTAI": "^TWII",
    "XSHG": "000300.SS",
}  # fmt: skip
"""By whose clock the words of a market are dated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where the words stand in their sentence."""

    course: Course
    start: int
    end: int
    before: str
    """Of the same clause."""
    behind: str


def aftermath_claims(
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    moves: Sequence[ReportedMove],
    context: MoveContext,
) -> tuple[AftermathClaim, ...]:
    """Return what an article says, without a number, that prices did after the news.

    What is said twice stands once, as it says most. Left out is what is denied, asked, hoped
    for, advised or said of more than one session; what has a number (it is a reported move); and
    what may rebound besides shares.

    Args:
        sentences: Of the article, in order.
        mentions: Of its sentences.
        moves: That were read in it.
        context: Of the article.
    """
    if not any(map(_may_hold, sentences)):
        return ()
    numbered = {move.sentence for move in moves}
    inside = by_sentence(sentences, mentions)
    found: dict[tuple[object, ...], AftermathClaim] = {}
    for sentence, named in zip(sentences, inside, strict=True):
        if not _may_hold(sentence) or sentence.text in numbered:
            continue
        for claim in _in_sentence(sentence, named, context):
            key = (claim.was, claim.then, claim.about, claim.after, claim.session)
            if key not in found or claim.share > found[key].share:
                found[key] = claim
    return tuple(found.values())[:MOST]


def _may_hold(sentence: Sentence) -> bool:
    return _ANY.search(sentence.text) is not None


def _in_sentence(
    sentence: Sentence, named: Sequence[Mention], context: MoveContext
) -> Iterator[AftermathClaim]:
    text = sentence.text
    if _QUESTION.search(text) or SCORNED.search(text) or spans_sessions(text):
        return
    for place in _places(text):
        if not _is_told(place):
            continue
        for about in _about(sentence, place, named):
            after, session = _when(text, place, about, context)
            if after is None and session is None and not _is_recent(text):
                continue
            yield AftermathClaim(
                was=place.course.was,
                then=place.course.then,
                share=_share(text[place.start : place.end]),
                about=about,
                after=after,
                session=session,
                article_id=context.article_id,
                sentence=text,
                cue=" ".join(text[place.start : place.end].split()),
                start=sentence.start + place.start,
                end=sentence.start + place.end,
            )


def _is_recent(text: str) -> bool:
    """Tell whether a sentence leaves open when: then it is told of the day of the article."""
    return not names_a_day(text)


def _places(text: str) -> Iterator[_Place]:
    taken = 0
    hits = [
        (found.start(), found.end(), course)
        for course in COURSES
        for found in course.words.finditer(text)
    ]
    for start, end, course in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if start < taken:
            continue
        taken = end
        ends = [m.end() for m in _CLAUSE_END.finditer(text, max(0, start - 200), start)]
        clause = max(ends, default=max(0, start - 200))
        following = _CLAUSE_END.search(text, end)
        yield _Place(
            course=course,
            start=start,
            end=end,
            before=text[clause:start],
            behind=text[end : following.start() if following else len(text)],
        )


def _is_told(place: _Place) -> bool:
    """Tell whether it is told as having happened."""
    return not (NOT_TOLD.search(place.before) or NOT_TOLD_BEHIND.search(place.behind[:_BEHIND]))


def _about(sentence: Sentence, place: _Place, named: Sequence[Mention]) -> tuple[str, ...]:
    """Return whom a claim is about: several that are joined, or one; none that is unknown."""
    begin = sentence.start + place.start
    first = begin - len(place.before)
    subjects = [m for m in named if first <= m.start and m.end <= begin and not m.names_a_product]
    near = place.before[-_BEFORE:]
    if NO_SHARE.search(near):
        return ()
    if not subjects:
        return _of_nobody(near)
    priced = (PRICE.search(near) or PRICE.search(place.behind[:_BEHIND])) is not None
    if priced and _are_joined(subjects, sentence):
        return tuple(dict.fromkeys(str(m.symbol) for m in subjects))
    one = _of_mention(subjects, price=priced)
    if one is None:
        return ()
    markets = _markets(near)
    return (markets[0] if sector_of(one) is not None and len(markets) == 1 else one,)


def _of_nobody(near: str) -> tuple[str, ...]:
    """Return the market that a claim without a name is about; "" where it is of all."""
    generic = GENERIC.search(near)
    if generic is None or ELSEWHERE.search(near):
        return ()
    between = "".join(part for name, part in generic.groupdict().items() if part and name[0] == "b")
    before = near[: generic.start()].rstrip()
    if A_NAME.search(between) or A_NAME.search(before[-20:]) or before.endswith(_POSSESSIVE):
        return ()
    markets = _markets(near)
    return () if len(markets) > 1 else (markets[0] if markets else "",)


def _are_joined(subjects: Sequence[Mention], sentence: Sentence) -> bool:
    """Tell whether nothing but "and" stands between several companies: then it is all of them."""
    in_order = sorted(subjects, key=lambda m: m.start)
    listed = all(m.symbol is not None and m.symbol[0].isalnum() for m in in_order)
    return (
        listed
        and all(
            _AND.fullmatch(sentence.text[one.end - sentence.start : other.start - sentence.start])
            for one, other in pairwise(in_order)
        )
        and not any(is_private(m.subject) for m in in_order)
    )


def _markets(words: str) -> list[str]:
    return [mic for mic, cue in _MARKETS.items() if cue.search(words)]


def _of_mention(subjects: Sequence[Mention], *, price: bool) -> str | None:
    """Return the one that is named; of several nobody knows whose it is."""
    meant = {m.subject for m in subjects}
    if len(meant) > 1:
        return None
    (one,) = meant
    if is_private(one):
        return None
    # "Acme recovered" need not be its price; what the Nasdaq does is.
    return one if price or not is_listed(one) else None


def _when(
    text: str, place: _Place, about: str, context: MoveContext
) -> tuple[int | None, date | None]:
    """Return how many sessions after the first it was, and on which date, as far as said."""
    moment = Moment(published=context.published, lang=context.lang)
    clause = place.before + text[place.start : place.end] + place.behind
    symbol = _OF_EXCHANGE.get(about, about)
    around = Around(clause=clause, sentence=text, place=place.start)
    if relative_day(clause) is Relative.NEXT_DAY or relative_day(text) is Relative.NEXT_DAY:
        return 1, None
    return None, stated_session(around, moment, symbol=symbol)


def _share(cue: str) -> float:
    if MOST_OF_IT.search(cue):
        return 0.5
    return 1.0 if ALL_OF_IT.search(cue) else 0.0
