"""Sentences with their mentions → what the text says that prices did."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from tapestory.late_regex import late_regex
from tapestory.model import ArticleId, Basis, Comparator, Mention, ReportedMove, Sentence
from tapestory.reading.price_moves.basis import basis_of, has_basis_word
from tapestory.reading.price_moves.calendar_words import names_a_day
from tapestory.reading.price_moves.clauses import lead_phrase
from tapestory.reading.price_moves.headline import mask, topic_of
from tapestory.reading.price_moves.move_sentence import SentenceReader
from tapestory.reading.price_moves.movewords import language_of, vocabulary
from tapestory.reading.price_moves.percentages import Percentage
from tapestory.reading.price_moves.references import (
    NO_TOPIC,
    Topic,
    companies_of,
    merged,
    references,
)
from tapestory.reading.price_moves.said import Matter, Said, may_hold_numbers, numbers_of
from tapestory.reading.price_moves.said_once import said_once
from tapestory.reading.price_moves.stated_dates import (
    BACKGROUND,
    Around,
    Moment,
    day_of_the_news,
    session_at_hand,
    stated_session,
)
from tapestory.reading.price_moves.subjects import named_subjects
from tapestory.reading.price_moves.which_way import VERB_LAST
from tapestory.reading.text.sentences import by_sentence

_DATED_BEFORE = 2
"""Sentences before a move that may say on which day the news broke."""
_WHILE = late_regex(r"[\s,]*\bwhile\b", re.IGNORECASE)
""""X closed up 8%, while Y dropped 13%": both at the close. "With" tells of the way there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveContext:
    """What the moves of one article have in common."""

    article_id: ArticleId
    lang: str
    published: datetime | None
    title_end: int = 0
    """Where the headline ends in the document's text; 0 without one."""


def reported_moves(
    sentences: Sequence[Sentence], mentions: Sequence[Mention], context: MoveContext
) -> tuple[ReportedMove, ...]:
    """Return the price moves that an article reports, in text order, each said once.

    Only percentages of a session count; qualitative words, moves over weeks and years,
    conditionals, and percentages of anything but a price are left out. A number is never read
    across a sentence; only "the stock" and the like may mean the company of the headline, and a
    move without a day may take that which the two sentences before it give the news.
    """
    held = [may_hold_numbers(sentence.text) for sentence in sentences]
    if not any(held):
        return ()
    inside = by_sentence(sentences, mentions)
    topic = topic_of(sentences, inside, title_end=context.title_end)
    found = (
        move
        for place, (sentence, named, numbers) in enumerate(
            zip(sentences, inside, held, strict=True)
        )
        if numbers
        for move in _dated(
            _in_sentence(sentence, named, topic, context),
            [told.text for told in sentences[max(0, place - _DATED_BEFORE) : place]],
            context,
        )
    )
    return said_once(found, title_end=context.title_end)


def _dated(
    moves: Iterable[ReportedMove], told_before: Sequence[str], context: MoveContext
) -> Iterator[ReportedMove]:
    """Yield moves; one that its sentence does not date gets the day of the news, if told."""
    moment = Moment(published=context.published, lang=context.lang)
    for move in moves:
        if move.session is not None:
            yield move
            continue
        premarket = move.basis is Basis.PREMARKET
        day = day_of_the_news(told_before, moment, symbol=move.symbol, premarket=premarket)
        if day is None and not any(map(names_a_day, told_before)):
            day = session_at_hand(moment, symbol=move.symbol, basis=move.basis)
        yield replace(move, session=day)


def _in_sentence(
    sentence: Sentence, mentions: Sequence[Mention], topic: Topic, context: MoveContext
) -> Iterator[ReportedMove]:
    matter = _matter(sentence, mentions, topic, context.lang)
    if matter is None:
        return
    moment = Moment(published=context.published, lang=context.lang)
    first = min((s.start for s in matter.subjects), default=len(matter.text))
    carried = basis_of("", lead_phrase(matter.text[:first]))
    all_said = SentenceReader(matter).read()
    for said, basis in zip(all_said, _bases(all_said, matter, carried), strict=True):
        low, high = _signed(said.percentage, said.sign)
        start = sentence.start + said.percentage.start
        around = Around(
            clause=said.before + said.after,
            sentence=sentence.text,
            place=said.percentage.start,
            premarket=basis is Basis.PREMARKET,
        )
        for member in said.subject.known:
            session = stated_session(around, moment, symbol=member)
            if _is_background(session, context.published):
                continue
            yield ReportedMove(
                symbol=member,
                low=low,
                high=high,
                comparator=said.percentage.comparator,
                basis=basis,
                session=session,
                article_id=context.article_id,
                sentence=sentence.text,
                cue=said.cue,
                start=start,
                end=sentence.start + said.percentage.end,
            )


def _bases(all_said: Sequence[Said], matter: Matter, lead: Basis) -> list[Basis]:
    """Return the part of the session for each move of a sentence.

    "Premarket" and "after hours" hold until something else is said, "closed" for as long as its
    verb; where verbs stand last, the close at the end of a sentence is everybody's.
    """
    found: list[Basis] = []
    carried = lead
    stated = has_basis_word(matter.text)
    for number, said in enumerate(all_said):
        basis = basis_of(said.before, said.after) if stated else Basis.UNSTATED
        if basis in {Basis.PREMARKET, Basis.AFTER_HOURS}:
            carried = basis
        elif basis is Basis.UNSTATED:
            goes_on = number and (
                said.shares_a_verb
                or (found[-1] is Basis.CLOSE and _WHILE.match(said.before))
                or said.percentage.start == all_said[number - 1].percentage.start
            )
            basis = found[-1] if goes_on else carried
        found.append(basis)
    if matter.lang in VERB_LAST and found and found[-1] is Basis.CLOSE:
        return [Basis.CLOSE if basis is Basis.UNSTATED else basis for basis in found]
    return found


def _matter(
    sentence: Sentence, mentions: Sequence[Mention], topic: Topic, lang: str
) -> Matter | None:
    """Return a sentence ready to be read, or None when it holds no number or nobody to move."""
    lang = language_of(sentence.text, lang)
    words = vocabulary(lang)
    text = mask(sentence, [m for m in mentions if not m.cue.startswith("product")])
    named = named_subjects(sentence, mentions, words)
    numbers = numbers_of(text, lang, named)
    if not numbers or (not named and topic is NO_TOPIC):
        return None
    others = list(references(text, companies_of(named), topic, words))
    subjects = merged(named, others)
    return Matter(
        text=text, subjects=subjects, words=words, lang=lang, topic=topic, numbers=numbers
    )


def _is_background(session: date | None, published: datetime | None) -> bool:
    """Tell whether a move is dated so long before the article that it is another story's."""
    if session is None or published is None:
        return False
    return published.date() - session > BACKGROUND


def _signed(percentage: Percentage, sign: int) -> tuple[float | None, float | None]:
    """Return low and high as signed fractions; "over" leaves the far end open."""
    first, second = sorted((sign * percentage.low, sign * percentage.high))
    if percentage.comparator is Comparator.OVER:
        return (first, None) if sign > 0 else (None, second)
    return first, second
