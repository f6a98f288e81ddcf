"""An event view and what a reader was told of it → what has materially changed since, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from tapestory.digest.inert import one_line
from tapestory.digest.memory import (
    independent_origins,
    leading_narrative,
    telling_figures,
    telling_moves,
    told_figure,
    value_of,
)
from tapestory.digest.naming import Names
from tapestory.digest.ranking import NOTABLE_MOVE, is_significant, size_of
from tapestory.digest.wording import claimed, listing, percent, points, quantity, weekday_day
from tapestory.model import (
    ArticleId,
    EventId,
    EventView,
    Facts,
    Figure,
    Memory,
    Move,
    Narrative,
    Role,
    Sector,
    Stance,
    ToldFigure,
    VerificationState,
)

FAR = 5
"""Sessions after day 0 from which on a window says whether a move has lasted."""
SAME_FIGURE = 0.05
"""By so much of itself a figure may differ from one that was told and still be the same."""
MOST_NAMED = 3

_STATE_WORDS = {
    VerificationState.RUMOUR: "a rumour again",
    VerificationState.REPORTED: "reported, still not confirmed",
    VerificationState.CONFIRMED: "confirmed",
    VerificationState.DENIED: "denied",
    VerificationState.STALE: "gone quiet without a confirmation",
}
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)


class ChangeKind(StrEnum):
    """What of an event has changed."""

    STATE = "state"
    MOVE = "move"
    ORIGIN = "origin"
    FIGURE = "figure"
    NARRATIVE = "narrative"


NOVELTY: Final[Mapping[ChangeKind, float]] = {
    ChangeKind.STATE: 1.0,
    ChangeKind.ORIGIN: 0.5,
    ChangeKind.MOVE: 0.5,
    ChangeKind.NARRATIVE: 0.25,
    ChangeKind.FIGURE: 0.25,
}
"""Points of rank; an event that was never told has 1. A preference, fitted to nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something material that a reader does not know yet."""

    kind: ChangeKind
    words: str
    articles: tuple[ArticleId, ...] = ()
    """That say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What has changed of an event since it was told."""

    told: date
    """Of the mail that told it last, in the reader's zone."""
    changes: tuple[Change, ...]
    """At least one."""

    @property
    def novelty(self) -> float:
        """Return the points of rank that it is worth."""
        return max(NOVELTY[change.kind] for change in self.changes)

    def words(self, day: date) -> str:
        """Return a sentence: "Since yesterday's mail: denied; [0,+5] matured: META −4.1 pp."."""
        said = "; ".join(change.words for change in self.changes)
        return f"{since_words(self.told, day)}: {said}."

    def parts(self, day: date) -> tuple[tuple[str, tuple[ArticleId, ...]], ...]:
        """Return the same in pieces that can be cited, each with the articles that say so."""
        starts = (f"{since_words(self.told, day)}: ", *("" for _ in self.changes[1:]))
        return tuple(
            (f"{start}{change.words}", change.articles)
            for start, change in zip(starts, self.changes, strict=True)
        )


def updates(
    views: Iterable[EventView],
    memory: Memory,
    *,
    sectors: Mapping[str, Sector],
    narratives: Mapping[str, Narrative],
) -> dict[EventId, Update]:
    """Return what has changed of the events that were told; nothing for those that have not."""
    found = {}
    for view in views:
        told = memory.get(view.event.id)
        if told is None:
            continue
        names = Names(view=view, sectors=sectors)
        new = changes(view, told.facts, names, narratives)
        if new:
            found[view.event.id] = Update(told=told.day, changes=new)
    return found


def changes(
    view: EventView, before: Facts, names: Names, narratives: Mapping[str, Narrative]
) -> tuple[Change, ...]:
    """Return what has changed since an event was told, the gravest first; () when nothing has.

    Material is a change of state; a window that closed on a notable or unusual move, or on another
    than was told; half as many independent origins again as were known; a figure that differs from
    what was told, or a new one that two outlets give; another explanation in the lead.
    """
    state = _of_state(view, before)
    found = (
        *state,
        *_of_moves(view, before, names),
        *_of_origins(view, before, denying=state),
        *_of_figures(view, before, names),
        *_of_narrative(view, before, narratives),
    )
    return tuple(found)


def since_words(told: date, day: date) -> str:
    """Return "Since yesterday's mail", "Since the mail of Thu 2 Jul"."""
    days = (day - told).days
    if days in {0, 1}:
        return "Since yesterday's mail" if days else "Since today's mail"
    return f"Since the mail of {weekday_day(told, year=day.year)}"


def _of_state(view: EventView, before: Facts) -> list[Change]:
    verification = view.verification
    if verification.state is before.state:
        return []
    words = _STATE_WORDS[verification.state] + (" by hand" if verification.by_hand else "")
    speaking = [e for e in verification.evidence if e.state == verification.state.value]
    says = tuple(dict.fromkeys(e.article_id for e in speaking or verification.evidence))
    return [Change(kind=ChangeKind.STATE, words=words, articles=says)]


def _of_origins(view: EventView, before: Facts, *, denying: Sequence[Change]) -> list[Change]:
    """Return the origins that speak for the event; whoever denies it does not."""
    denied = view.verification.state is VerificationState.DENIED
    against = {article for change in denying for article in change.articles if denied}
    speaking = [m for m in view.articles if m.article.id not in against]
    known = {name.casefold() for name in before.origins}
    found = independent_origins(replace(view, articles=tuple(speaking)))
    fresh = [name for name in found if name.casefold() not in known]
    if not fresh or 2 * len(fresh) < len(known):
        return []
    place = len(known) + 1
    named = listing([one_line(name, 40) for name in fresh], most=MOST_NAMED)
    if len(fresh) == 1 and place <= len(_ORDINALS):
        words = f"{_ORDINALS[place - 1]} independent origin: {named}"
    else:
        words = f"{len(fresh)} new independent origins: {named}"
    names = {name.casefold() for name in fresh}
    says = tuple(
        member.article.id
        for member in speaking
        if (member.origin or member.article.outlet or member.article.id).casefold() in names
    )
    return [Change(kind=ChangeKind.ORIGIN, words=words, articles=says)]


def _of_moves(view: EventView, before: Facts, names: Names) -> list[Change]:
    told = {(move.symbol, move.window): move.value for move in before.moves}
    closed: dict[tuple[int, int], list[Move]] = defaultdict(list)
    corrected: list[str] = []
    for move in telling_moves(view):
        key, value = (move.symbol, move.window), value_of(move)
        if value is None:
            continue
        if key in told:
            if abs(value - told[key]) >= NOTABLE_MOVE:
                was = points(told[key])
                corrected.append(f"{_moved(move, names)} over {_window(move)} (told: {was})")
        elif _is_material(move, value, told):
            closed[move.window].append(move)
        told[key] = value
    found = [
        Change(kind=ChangeKind.MOVE, words=_matured(moves, names)) for moves in closed.values()
    ]
    if corrected:
        words = f"corrected: {listing(corrected, most=MOST_NAMED)}"
        found.append(Change(kind=ChangeKind.MOVE, words=words))
    return found


def _is_material(
    move: Move, value: float, told: Mapping[tuple[str, tuple[int, int]], float]
) -> bool:
    """Whether a window that has closed says something that those told before it did not."""
    earlier = [told[key] for key in sorted(told) if key[0] == move.symbol]
    stands_out = size_of(move) >= NOTABLE_MOVE or is_significant(move)
    if not earlier:
        return stands_out
    if move.window[1] < FAR:
        return abs(value - earlier[-1]) >= NOTABLE_MOVE
    return stands_out or abs(earlier[0]) >= NOTABLE_MOVE


def _matured(moves: Sequence[Move], names: Names) -> str:
    subjects = {link.symbol for link in names.view.links if link.role is Role.SUBJECT}
    ordered = sorted(moves, key=lambda m: (m.symbol not in subjects, -size_of(m), m.symbol))
    said = [_moved(move, names) for move in ordered]
    return f"{_window(moves[0])} matured: {listing(said, most=MOST_NAMED)}"


def _moved(move: Move, names: Names) -> str:
    value = value_of(move) or 0.0
    return (
        f"{names.short(move.symbol)} {percent(value) if move.abnormal is None else points(value)}"
    )


def _window(move: Move) -> str:
    """Return "[0,+5]": sessions around day 0, as `events show` prints them."""
    start, end = move.window
    return f"[{start:+d},{end:+d}]".replace("+0", "0")


def _of_figures(view: EventView, before: Facts, names: Names) -> list[Change]:
    known: dict[tuple[str, ...], list[ToldFigure]] = defaultdict(list)
    for told in before.figures:
        known[_measures(told)].append(told)
    fresh: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in telling_figures(view):
        if not any(_is_same(figure, other) for other in known[_measures(figure)]):
            fresh[_measures(figure)].append(figure)
    found = [_figure_change(view, claims, known[key], names) for key, claims in fresh.items()]
    return [change for change in found if change is not None][:MOST_NAMED]


def _figure_change(
    view: EventView, claims: Sequence[Figure], told: Sequence[ToldFigure], names: Names
) -> Change | None:
    """Return what is new of one thing that is measured; None where one outlet alone brings it up.

    Args:
        view: The event.
        claims: Figures that differ from those told.
        told: Of the same thing; may be empty.
        names: Of the event.
    """
    first = claims[0]
    alike = [claim for claim in claims if _is_same(claim, told_figure(first))]
    says = tuple(dict.fromkeys(claim.article_id for claim in alike))
    if not told and len(_outlets(view, says)) < 2:
        return None
    words = f"{_measured_by(first, names)}: {one_line(claimed(first), 60)}"
    if told:
        was = told[-1]
        words += f" (told: {quantity(was.low, was.high, was.unit)})"
    return Change(kind=ChangeKind.FIGURE, words=words, articles=says)


def _measures(figure: Figure | ToldFigure) -> tuple[str, ...]:
    return (figure.subject, figure.kind, figure.period, figure.unit)


def _is_same(figure: Figure, told: ToldFigure) -> bool:
    """Whether two figures overlap, but for rounding."""
    low, high = sorted((figure.low, figure.high))
    slack = SAME_FIGURE * max(abs(low), abs(high))
    first, last = sorted((told.low, told.high))
    return low - slack <= last and first <= high + slack


def _measured_by(figure: Figure, names: Names) -> str:
    words = (
        names.full(figure.subject),
        one_line(figure.period, 20),
        figure.kind.replace("_", " "),
    )
    return one_line(" ".join(word for word in words if word), 80)


def _outlets(view: EventView, articles: Iterable[ArticleId]) -> set[str]:
    """Return the outlets that publish articles in words of their own."""
    wanted = set(articles)
    present = {member.article.id for member in view.articles}
    return {
        member.article.outlet or member.article.id
        for member in view.articles
        if member.article.id in wanted and member.article.copy_of not in present
    }


def _of_narrative(
    view: EventView, before: Facts, narratives: Mapping[str, Narrative]
) -> list[Change]:
    now = leading_narrative(view)
    if not before.narrative or now in {"", before.narrative} or now not in narratives:
        return []
    was = narratives.get(before.narrative)
    words = f"most now explain it by “{one_line(narratives[now].name, 60)}”"
    if was is not None:
        words += f", before by “{one_line(was.name, 60)}”"
    says = tuple(
        dict.fromkeys(
            item.article_id
            for item in view.narrative_evidence
            if item.narrative == now and item.stance is Stance.SUPPORTS
        )
    )
    return [Change(kind=ChangeKind.NARRATIVE, words=words, articles=says)]
