"""Sentences with their mentions → what the text says that prices did."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from tapestory.model import ArticleId, Basis, Comparator, Mention, ReportedMove, Sentence
from tapestory.reading.price_moves.move_sentence import Said, SentenceReader
from tapestory.reading.price_moves.movewords import BASIS
from tapestory.reading.price_moves.percentages import Percentage
from tapestory.reading.price_moves.stated_dates import stated_session
from tapestory.reading.price_moves.subjects import subjects_of
from tapestory.reading.text.sentences import by_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveContext:
    """What the moves of one article have in common."""

    article_id: ArticleId
    lang: str
    published: datetime | None


def reported_moves(
    sentences: Sequence[Sentence], mentions: Sequence[Mention], context: MoveContext
) -> tuple[ReportedMove, ...]:
    """Return the price moves that an article reports, in text order, each said once.

    Only percentages of a session count; qualitative words, moves over weeks and years,
    conditionals, and percentages of anything but a price are left out. Nothing is read across a
    sentence it does not stand in.
    """
    found: dict[tuple[object, ...], ReportedMove] = {}
    for sentence, inside in zip(sentences, by_sentence(sentences, mentions), strict=True):
        if not inside or not re.search(r"\d", sentence.text):
            continue
        for move in _in_sentence(sentence, inside, context):
            key = (move.symbol, move.low, move.high, move.basis, move.session)
            found.setdefault(key, move)
    return tuple(found.values())


def _in_sentence(
    sentence: Sentence, mentions: Sequence[Mention], context: MoveContext
) -> Iterator[ReportedMove]:
    subjects = subjects_of(sentence, mentions)
    reader = SentenceReader(sentence.text, subjects, context.lang)
    carried = Basis.UNSTATED
    for said in reader.read():
        basis = _basis(said)
        if basis in {Basis.PREMARKET, Basis.AFTER_HOURS}:
            carried = basis
        for member in said.subject.known:
            session = stated_session(
                said.clause, sentence.text, symbol=member, published=context.published
            )
            low, high = _signed(said.percentage, said.sign)
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
            )


def _signed(percentage: Percentage, sign: int) -> tuple[float | None, float | None]:
    """Return low and high as signed fractions; "over" leaves the far end open."""
    first, second = sorted((sign * percentage.low, sign * percentage.high))
    if percentage.comparator is Comparator.OVER:
        return (first, None) if sign > 0 else (None, second)
    return first, second


def _basis(said: Said) -> Basis:
    """Return what part of a session the clause names; "as much as" is a high or low of the day."""
    named = next((basis for basis, cue in BASIS if cue.search(said.clause)), Basis.UNSTATED)
    if said.percentage.comparator is Comparator.UP_TO and named is Basis.CLOSE:
        return Basis.INTRADAY
    return named
