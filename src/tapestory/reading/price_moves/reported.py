"""Sentences with their mentions → what the text says that prices did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tapestory.model import ArticleId, Basis, Comparator, Mention, ReportedMove, Sentence
from tapestory.reading.price_moves.basis import basis_of
from tapestory.reading.price_moves.clauses import lead_phrase
from tapestory.reading.price_moves.headline import mask, topic_of
from tapestory.reading.price_moves.move_sentence import SentenceReader
from tapestory.reading.price_moves.movewords import vocabulary
from tapestory.reading.price_moves.percentages import Percentage
from tapestory.reading.price_moves.references import (
    NO_TOPIC,
    Topic,
    companies_of,
    merged,
    references,
)
from tapestory.reading.price_moves.said import Matter, numbers_of
from tapestory.reading.price_moves.stated_dates import (
    BACKGROUND,
    Around,
    Moment,
    stated_session,
)
from tapestory.reading.price_moves.subjects import named_subjects
from tapestory.reading.text.sentences import by_sentence


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
    across a sentence; only "the stock" and the like may mean the company of the headline.
    """
    inside = by_sentence(sentences, mentions)
    topic = topic_of(sentences, inside, title_end=context.title_end, lang=context.lang)
    found: dict[tuple[object, ...], ReportedMove] = {}
    for sentence, named in zip(sentences, inside, strict=True):
        for move in _in_sentence(sentence, named, topic, context):
            key = (move.symbol, move.low, move.high, move.basis, move.session)
            found.setdefault(key, move)
    return tuple(found.values())


def _in_sentence(
    sentence: Sentence, mentions: Sequence[Mention], topic: Topic, context: MoveContext
) -> Iterator[ReportedMove]:
    matter = _matter(sentence, mentions, topic, context.lang)
    if matter is None:
        return
    moment = Moment(published=context.published, lang=context.lang)
    first = min((s.start for s in matter.subjects), default=len(matter.text))
    carried = basis_of("", lead_phrase(matter.text[:first]))
    for said in SentenceReader(matter).read():
        basis = basis_of(said.before, said.after)
        if basis in {Basis.PREMARKET, Basis.AFTER_HOURS}:
            carried = basis
        low, high = _signed(said.percentage, said.sign)
        start = sentence.start + said.percentage.start
        around = Around(
            clause=said.before + said.after, sentence=sentence.text, place=said.percentage.start
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
                basis=carried if basis is Basis.UNSTATED else basis,
                session=session,
                article_id=context.article_id,
                sentence=sentence.text,
                cue=said.cue,
                start=start,
                end=sentence.start + said.percentage.end,
            )


def _matter(
    sentence: Sentence, mentions: Sequence[Mention], topic: Topic, lang: str
) -> Matter | None:
    """Return a sentence ready to be read, or None when it holds no number or nobody to move."""
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
