"""One event view → the entry that tells it in full, from its state down to its sources."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from zoneinfo import ZoneInfo

from tapestory.digest.citations import Citations, outlet_of
from tapestory.digest.day_moves import day_moves
from tapestory.digest.disagreements import disagreements
from tapestory.digest.edition import Chip, Cited, LeadEvent, Milestone, Quote, Tone
from tapestory.digest.explanations import best_quote, explainers, explanations, falsifiers
from tapestory.digest.inert import one_line
from tapestory.digest.move_notes import later_notes
from tapestory.digest.move_table import leading_moves, move_table
from tapestory.digest.naming import Names
from tapestory.digest.ranking import own_moves
from tapestory.digest.wording import (
    city,
    count,
    listing,
    number_word,
    percent,
    short_day,
    sure_words,
    weekday_day,
)
from tapestory.model import (
    ArticleId,
    ArticleKind,
    EventView,
    Evidence,
    MemberArticle,
    Move,
    Narrative,
    Origin,
    Role,
    Sector,
    Verification,
    VerificationChange,
    VerificationState,
)

MAX_SOURCES = 12
"""Listed even when nothing is cited from them; what is cited is always listed."""
MAX_MILESTONES = 8
COMMON_SHARE = 0.25
"""Of the articles that an origin must be behind to be named beside the headline."""
MAX_TITLE = 160
MAX_NOTE = 240
"""Characters printed of what a person noted."""
MOVES_IN_HEADLINE = 4
MOVES_IN_STATEMENT = 4

_WORD = re.compile(r"[^\W_]{2,}")
_TONES: dict[VerificationState, Tone] = {
    VerificationState.RUMOUR: "warn",
    VerificationState.REPORTED: "warn",
    VerificationState.CONFIRMED: "good",
    VerificationState.DENIED: "bad",
    VerificationState.STALE: "plain",
}
_STEP_WORDS = {
    VerificationState.RUMOUR: "A rumour",
    VerificationState.REPORTED: "Reported, not confirmed",
    VerificationState.CONFIRMED: "Confirmed",
    VerificationState.DENIED: "Denied",
    VerificationState.STALE: "Gone quiet without a confirmation",
}


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


def state_chip(verification: Verification) -> Chip:
    """Return how sure anybody is, in words."""
    return Chip(text=sure_words(verification), tone=_TONES[verification.state])


def event_title(view: EventView) -> str:
    """Return the event's headline, fit to print."""
    return one_line(view.event.title, MAX_TITLE) or "(no title)"


def lead_event(
    view: EventView,
    reader: Reader,
    *,
    update: Sequence[tuple[str, Sequence[ArticleId]]] = (),
    max_sources: int = MAX_SOURCES,
) -> LeadEvent:
    """Return the event told in full; citations are numbered in the order in which they are read.

    Args:
        view: The event.
        reader: For whom.
        update: What has changed since the reader was told of it, with the articles that say so.
        max_sources: Listed even when nothing is cited from them.
    """
    citations = Citations(view.articles)
    names = Names(view=view, sectors=reader.sectors)
    changed = tuple(Cited(text=words, cites=citations.cite(says)) for words, says in update)
    evidence = _evidence(view)
    denied = view.verification.state is VerificationState.DENIED
    # A denial never opens an event that is not denied: it would read as if it were.
    carrying = _pairs([e for e in evidence if denied or e.state != "denied"])
    candidates = [*_attributing(view, citations), *_by_likeness(view, carrying)]
    opening = best_quote(candidates, view.articles, citations)
    statements = _statements(view, names, citations, reader)
    deciding = best_quote(_pairs(_deciding(view, evidence)), view.articles, citations)
    statements += (deciding,) if deciding is not None and deciding != opening else ()
    table = move_table(view, names, citations, prices=reader.prices, year=reader.year)
    if table is not None and table.measured:
        table = replace(table, notes=(*table.notes, *later_notes(view, names)))
    explained = explanations(names, reader.narratives, citations)
    disputed = disagreements(view, names, citations, year=reader.year)
    history = _history(view, citations, reader)
    sources = citations.sources(zone=reader.zone, year=reader.year, at_least=max_sources)
    return LeadEvent(
        id=view.event.id,
        title=event_title(view),
        moves=leading_moves(view, names, most=MOVES_IN_HEADLINE),
        chips=(
            *((UPDATE_CHIP,) if changed else ()),
            state_chip(view.verification),
            Chip(text=origin_words(view, citations)),
            Chip(text=first_told(view, zone=reader.zone, year=reader.year)),
        ),
        update=changed,
        opening=opening,
        statements=statements,
        table=table,
        explainers=explainers(view),
        explanations=explained,
        disagreements=disputed,
        history=history,
        falsifiers=falsifiers(view, reader.narratives),
        sources=sources,
        more_sources=len(citations.masters) - len(sources),
    )


def origin_words(view: EventView, citations: Citations) -> str:
    """Return in a few words whether the articles are one report told often or several reports."""
    total = len(citations.masters)
    if total == 1:
        return "One source"
    chief = _chief_origin(view, citations)
    behind = len(_behind(chief, citations)) if chief else 0
    if chief is None or behind < total * COMMON_SHARE:
        outlets = {member.article.outlet for member in citations.masters}
        return f"{count(total, 'article')} from {count(len(outlets), 'outlet')}"
    articles = f"All {total} articles" if behind == total else f"{behind} of {total} articles"
    return f"{articles} trace back to one {one_line(chief.name, 40)} report"


def _chief_origin(view: EventView, citations: Citations) -> Origin | None:
    """The report behind the most articles, when there is one behind more than one."""
    origins = sorted(view.origins, key=lambda o: (-len(_behind(o, citations)), o.name))
    return origins[0] if origins and len(_behind(origins[0], citations)) > 1 else None


def _behind(origin: Origin, citations: Citations) -> list[ArticleId]:
    """The articles that go back to an origin, copies left out, oldest first."""
    going_back = {citations.master(article) for article in origin.articles}
    return [m.article.id for m in citations.masters if m.article.id in going_back]


def first_told(view: EventView, *, zone: ZoneInfo, year: int) -> str:
    """Return "First told 1 Jul": when the news was, not when we read of it."""
    return f"First told {short_day(view.event.happened.astimezone(zone).date(), year=year)}"


def _statements(
    view: EventView, names: Names, citations: Citations, reader: Reader
) -> tuple[Cited | Quote, ...]:
    """What moved, who reported it, and whether anybody confirms it."""
    moved = _moves_sentence(view, names, reader)
    told = (_attribution(view, citations), _certainty(view, reader))
    return told if moved is None else (moved, *told)


def _attribution(view: EventView, citations: Citations) -> Cited:
    masters = citations.masters
    chief = _chief_origin(view, citations)
    if chief is None:
        outlets = list(dict.fromkeys(outlet_of(member.article) for member in masters))
        told = f"Told by {listing(outlets, most=4)}"
        alone = " alone." if len(outlets) == 1 else ", with no common origin named."
        return Cited(text=told + alone, cites=citations.cite(m.article.id for m in masters))
    name = one_line(chief.name, 40)
    behind = _behind(chief, citations)
    who = "All" if len(behind) == len(masters) else number_word(len(behind)).capitalize()
    verb = "go" if len(behind) > 1 else "goes"
    text = f"{who} of the {number_word(len(masters))} articles {verb} back to one {name} report"
    if len(behind) == len(masters):
        text = f"All {number_word(len(masters))} articles go back to one {name} report"
    if not chief.seen:
        text += " that is itself not among them"
    if _unnamed(view, chief):
        text += ", resting on people who are not named"
    return Cited(text=f"{text}.", cites=citations.cite(behind))


def _unnamed(view: EventView, origin: Origin) -> bool:
    return any(
        citation.unnamed and citation.name == origin.name
        for member in view.articles
        for citation in member.reading.citations
    )


def telling_sentences(view: EventView, citations: Citations) -> list[tuple[ArticleId, str]]:
    """Return the sentences behind an event's state, headlines last.

    What has gone quiet has none of its own any more: the sentence below the headline that was its
    evidence speaks for it, else one that tells the news with the report it comes from.
    """
    titles = {member.article.title.strip() for member in view.articles}
    denied = view.verification.state is VerificationState.DENIED
    evidence = [e for e in _evidence(view) if denied or e.state != "denied"]
    tellers = {e.article_id for e in evidence}
    openings = [pair for pair in _openings(view) if pair[0] in tellers]
    told = [*_pairs(evidence), *openings, *_attributing(view, citations)]
    return sorted(told, key=lambda pair: pair[1].strip() in titles)


def _evidence(view: EventView) -> list[Evidence]:
    """The sentences behind the state, those that speak for the present one first."""
    state = view.verification.state
    evidence = [*view.verification.evidence]
    evidence.extend(c.evidence for c in reversed(view.verification.history) if c.evidence)
    speaks = {
        VerificationState.CONFIRMED: "confirmed",
        VerificationState.DENIED: "denied",
        VerificationState.RUMOUR: "rumour",
    }.get(state, "reported")
    return sorted(evidence, key=lambda e: (e.state != speaks, e.state == "denied"))


def _deciding(view: EventView, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentences that confirm what is confirmed, else those that deny it."""
    confirmed = view.verification.state is VerificationState.CONFIRMED
    return [e for e in evidence if e.state == ("confirmed" if confirmed else "denied")]


def _pairs(evidence: Sequence[Evidence]) -> list[tuple[ArticleId, str]]:
    return [(e.article_id, e.sentence) for e in evidence if e.sentence]


def _attributing(view: EventView, citations: Citations) -> list[tuple[ArticleId, str]]:
    """The sentences that tell the news with the report it comes from, where most go back to one.

    They say what happened and on whose word in one breath. Of news the earliest comes first; of
    comment, where there is nothing else, the likest to the title.
    """
    chief = _chief_origin(view, citations)
    if chief is None or 2 * len(_behind(chief, citations)) < len(citations.masters):
        return []
    title = _words(view.event.title)
    told = [
        (member, sentence.text)
        for member in citations.masters
        for sentence in member.reading.sentences
        if chief.name in sentence.text and sentence.text.strip() != member.article.title.strip()
    ]
    likest = sorted(told, key=lambda pair: -len(title & _words(pair[1])))
    news = [pair for pair in told if not _is_comment(pair[0])]
    return [(member.article.id, sentence) for member, sentence in news or likest]


def _is_comment(member: MemberArticle) -> bool:
    return member.kind not in {ArticleKind.NEWS, ArticleKind.RELEASE}


def _by_likeness(
    view: EventView, evidence: Sequence[tuple[ArticleId, str]]
) -> list[tuple[ArticleId, str]]:
    """Sentences that may say what happened, the likest to the event's title first.

    A sentence that speaks for the state is preferred to the opening of an article when it shares
    up to a quarter fewer of the title's words.
    """
    title = _words(view.event.title)
    shared = {
        s: len(title & _words(s)) / max(len(title), 1) for _, s in (*evidence, *_openings(view))
    }
    scored = [(shared[s] + 0.25, a, s) for a, s in evidence]
    scored += [(shared[s], a, s) for a, s in _openings(view)]
    scored.sort(key=lambda item: -item[0])
    return [(article, sentence) for _, article, sentence in scored]


def _words(text: str) -> set[str]:
    """The words of a text; in scripts that do not divide them, its pairs of characters."""
    words = _WORD.findall(text.casefold())
    return {
        w for word in words for w in ([word] if word.isascii() else map("".join, pairwise(word)))
    }


def _openings(view: EventView) -> list[tuple[ArticleId, str]]:
    """The first sentence below the headline of each article, news before comment."""
    members = sorted(view.articles, key=_is_comment)
    return [
        (member.article.id, sentence.text)
        for member in members
        for sentence in [
            s for s in member.reading.sentences if s.text.strip() != member.article.title.strip()
        ][:1]
    ]


def _moves_sentence(view: EventView, names: Names, reader: Reader) -> Cited | None:
    """Return the largest measured closes as prose, by city in order of session."""
    benchmarks = {move.benchmark for move in view.moves}
    subjects = {link.symbol for link in view.links if link.role is Role.SUBJECT}
    chosen = day_moves(view)
    symbols = dict.fromkeys(move.symbol for move in own_moves(view))
    by_place: dict[tuple[str, str], list[Move]] = {}
    for symbol in symbols:
        move = chosen[symbol]
        if symbol in benchmarks or move.raw is None or move.session is None:
            continue
        key = (move.session.isoformat(), city(names.mic(symbol)))
        by_place.setdefault(key, []).append(move)
    parts: list[str] = []
    for (_, place), moves in sorted(by_place.items())[:3]:
        moves.sort(key=lambda m: (m.symbol not in subjects, -abs(m.raw or 0.0), m.symbol))
        session = moves[0].session
        said = [
            f"{names.full(m.symbol)} {percent(m.raw)}"
            for m in moves[:MOVES_IN_STATEMENT]
            if m.raw is not None
        ]
        if session is not None:
            where = f"{place} on {weekday_day(session, year=reader.year)}"
            parts.append(f"in {where}, {listing(said)}")
    return Cited(text=f"Measured at the close: {'; '.join(parts)}.") if parts else None


def _certainty(view: EventView, reader: Reader) -> Cited:
    verification = view.verification
    since = short_day(verification.since.astimezone(reader.zone).date(), year=reader.year)
    last = short_day(view.event.last_seen.astimezone(reader.zone).date(), year=reader.year)
    words = {
        VerificationState.RUMOUR: "A rumour so far: no article read confirms it.",
        VerificationState.REPORTED: "No article read confirms it.",
        VerificationState.CONFIRMED: f"Confirmed since {since}.",
        VerificationState.DENIED: f"Denied since {since}.",
        VerificationState.STALE: f"Never confirmed, and no new article since {last}.",
    }
    if verification.by_hand:
        note = one_line(verification.evidence[0].sentence, MAX_NOTE)
        return Cited(text=f"{sure_words(verification)} on {since}: “{note}”")
    return Cited(text=words[verification.state])


def _history(view: EventView, citations: Citations, reader: Reader) -> tuple[Milestone, ...]:
    """Return when it was first told and how its state changed; () when nothing changed yet."""
    changes = sorted(view.verification.history, key=lambda change: change.at)
    if len({change.state for change in changes}) < 2:
        return ()
    steps: list[Milestone] = []
    quoted: set[str] = set()
    for change in changes[-MAX_MILESTONES:]:
        day = short_day(change.at.astimezone(reader.zone).date(), year=reader.year)
        quote = None
        if change.evidence and change.evidence.sentence not in quoted:
            quote = best_quote(_pairs([change.evidence]), view.articles, citations)
            quoted.add(change.evidence.sentence)
        steps.append(
            Milestone(
                when=day,
                what=_step_words(change),
                quote=quote,
            )
        )
    return tuple(steps)


def _step_words(change: VerificationChange) -> str:
    evidence = change.evidence
    if evidence is None or not evidence.by_hand:
        return _STEP_WORDS[change.state]
    return f"{_STEP_WORDS[change.state]} by hand: “{one_line(evidence.sentence, MAX_NOTE)}”"
