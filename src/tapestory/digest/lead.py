"""One event view → the entry that tells it in full, from its state down to its sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from tapestory.digest.citations import Citations
from tapestory.digest.course import certainty, first_told, history, state_chip
from tapestory.digest.disagreements import disagreements
from tapestory.digest.edition import Chip, Cited, LeadEvent, Quote
from tapestory.digest.explanations import (
    best_quote,
    explainers,
    explanations,
    falsifiers,
    supported,
)
from tapestory.digest.headline import MOST_LEADING, headline_moves, leading_moves
from tapestory.digest.inert import one_line
from tapestory.digest.move_notes import later_notes
from tapestory.digest.move_table import move_table
from tapestory.digest.naming import Names
from tapestory.digest.opening import deciding_sentences, opening_sentences
from tapestory.digest.origins import attribution, origin_words
from tapestory.model import ArticleId, EventView, MemberArticle, Narrative, Sector

MAX_SOURCES = 12
"""Listed even when nothing is cited from them; what is cited is always listed."""
MAX_TITLE = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """For whom and with what vocabulary an edition is composed."""

    zone: ZoneInfo
    year: int
    """Of the edition; other years are printed."""
    narratives: Mapping[str, Narrative]
    sectors: Mapping[str, Sector]
    prices: bool


UPDATE_CHIP = Chip(text="Update")


def event_title(view: EventView) -> str:
    """Return the event's headline, fit to print."""
    return one_line(view.event.title, MAX_TITLE) or "(no title)"


def title_lang(view: EventView) -> str:
    """Return the language of the article whose words the headline is; "und" of no one's."""
    return next((m.article.lang for m in view.articles if carries_title(m, view)), "und")


def carries_title(member: MemberArticle, view: EventView) -> bool:
    """Whether the event's title is an article's headline, or the part of it that tells the news."""
    title = view.event.title.strip().casefold()
    return bool(title) and title in member.article.title.casefold()


def lead_event(
    view: EventView,
    reader: Reader,
    *,
    update: Sequence[tuple[str, Sequence[ArticleId]]] = (),
    max_sources: int = MAX_SOURCES,
    brief: bool = True,
) -> LeadEvent:
    """Return the event told in full; citations are numbered in the order in which they are read.

    Args:
        view: The event.
        reader: For whom.
        update: What has changed since the reader was told of it, with the articles that say so.
        max_sources: Listed even when nothing is cited from them.
        brief: Tell in a note, not in rows, of what hardly moved and nobody reports.
    """
    citations = Citations(view.articles)
    names = Names(view=view, sectors=reader.sectors)
    zone, year = reader.zone, reader.year
    headline = headline_moves(view, names, citations, year=year)
    changed = tuple(Cited(text=words, cites=citations.cite(says)) for words, says in update)
    opening = best_quote(opening_sentences(view, citations), view.articles, citations)
    statements = _statements(view, citations, reader, opening)
    table = move_table(view, names, citations, prices=reader.prices, year=year, brief=brief)
    if table is not None and table.measured:
        table = replace(table, caveats=(*table.caveats, *later_notes(view, names)))
    explained = explanations(names, reader.narratives, citations)
    disputed = disagreements(view, names, citations, year=year)
    steps = history(view, citations, zone=zone, year=year)
    sources = citations.sources(zone=zone, year=year, at_least=max_sources)
    return LeadEvent(
        id=view.event.id,
        title=event_title(view),
        lang=title_lang(view),
        moves=leading_moves(view, names, most=MOST_LEADING),
        headline=headline,
        chips=(
            *((UPDATE_CHIP,) if changed else ()),
            state_chip(view.verification),
            Chip(text=origin_words(view, citations)),
            Chip(text=first_told(view, zone=zone, year=year)),
        ),
        update=changed,
        opening=opening,
        statements=statements,
        table=table,
        explainers=explainers(view),
        explanations=explained,
        more_explanations=len(supported(view, reader.narratives)) - len(explained),
        disagreements=disputed,
        history=steps,
        falsifiers=falsifiers(view, reader.narratives),
        sources=sources,
        more_sources=len(citations.masters) - len(sources),
    )


def _statements(
    view: EventView, citations: Citations, reader: Reader, opening: Quote | None
) -> tuple[Cited | Quote, ...]:
    """Return whose report it is, whether anybody confirms it, and who decides or denies it."""
    told = (attribution(view, citations), certainty(view, zone=reader.zone, year=reader.year))
    deciding = best_quote(deciding_sentences(view), view.articles, citations)
    return told if deciding is None or deciding == opening else (*told, deciding)
