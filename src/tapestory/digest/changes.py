"""An event view and what a reader was told of it → what has materially changed since, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tapestory.digest.change import MOST_NAMED, NOVELTY, Change, ChangeKind
from tapestory.digest.change_figures import figure_changes
from tapestory.digest.change_moves import move_changes, tape_changes
from tapestory.digest.inert import one_line
from tapestory.digest.memory import independent_origins, leading_narrative, telling_articles
from tapestory.digest.naming import Names
from tapestory.digest.wording import listing, weekday_day
from tapestory.model import (
    ArticleId,
    EventId,
    EventOutline,
    EventView,
    Facts,
    Memory,
    Narrative,
    Sector,
    Stance,
    Told,
    VerificationState,
)

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
    views: Sequence[EventView],
    memory: Memory,
    *,
    sectors: Mapping[str, Sector],
    narratives: Mapping[str, Narrative],
) -> dict[EventId, Update]:
    """Return what has changed of the events that were told; nothing for those that have not."""
    found = partings(views, memory)
    for view in views:
        told = memory.get(view.event.id)
        if told is None:
            continue
        names = Names(view=view, sectors=sectors)
        new = changes(view, told, names, narratives)
        if new:
            found[view.event.id] = Update(told=told.day, changes=new)
    return found


def partings(views: Iterable[EventOutline], memory: Memory) -> dict[EventId, Update]:
    """Return which events were told as part of another one, of those not told by themselves.

    Whatever parted them, a person or a second look, all that they rest on was read before.
    """
    resting_on: defaultdict[str, list[Told]] = defaultdict(list)
    for told in memory.values():
        if told.facts.title:
            for article in told.facts.articles:
                resting_on[article].append(told)
    found = {}
    for view in views:
        own = telling_articles(view)
        if view.event.id in memory or not own:
            continue
        for told in resting_on.get(own[0], ()):
            if set(own) <= set(told.facts.articles):
                words = _parted_words(told.facts.title)
                found[view.event.id] = Update(told=told.day, changes=(words,))
                break
    return found


def changes(
    view: EventView, told: Told, names: Names, narratives: Mapping[str, Narrative]
) -> tuple[Change, ...]:
    """Return what has changed since an event was told, the gravest first; () when nothing has.

    Material is a change of state; a window that closed on a notable or unusual move, of a company
    or a sector, or on another than was told; half as many independent origins again as were known;
    a figure that differs from what was told, or a new one that two outlets give; another verdict of
    the tape; another explanation in the lead; that what was told apart is one event, or apart
    again, and a title given by hand.
    """
    before = told.facts
    state = _of_state(view, before)
    found = (
        *state,
        *move_changes(view, before, names),
        *_of_origins(view, before, denying=state),
        *figure_changes(view, before, names),
        *tape_changes(view, before, narratives),
        *_of_narrative(view, before, narratives),
        *_joined_parts(told),
        *_parted_again(told),
    )
    return (*found, *_of_title(view, before, alone=not found))


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
    known = {name.casefold() for name in before.origins}
    found = independent_origins(view, without=against)
    fresh = [origin for origin in found if origin.name.casefold() not in known]
    if not fresh or 2 * len(fresh) < len(known):
        return []
    place = len(known) + 1
    named = listing([one_line(origin.name, 40) for origin in fresh], most=MOST_NAMED)
    if not known:
        words = f"now goes back to {named}"
    elif len(fresh) == 1 and place <= len(_ORDINALS):
        words = f"{_ORDINALS[place - 1]} independent origin: {named}"
    else:
        words = f"{len(fresh)} new independent origins: {named}"
    says = tuple(article for origin in fresh for article in origin.articles)
    return [Change(kind=ChangeKind.ORIGIN, words=words, articles=says)]


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


def _joined_parts(told: Told) -> list[Change]:
    """Return what was told by itself and is one with it now."""
    if not told.parts:
        return []
    titles = listing([f"“{one_line(part.title, 60)}”" for part in told.parts], most=MOST_NAMED)
    words = f"now one event with {titles}, which was told apart"
    return [Change(kind=ChangeKind.GROUPING, words=words)]


def _parted_again(told: Told) -> list[Change]:
    """Return with what it was told as one, where a merge that was told has been taken back."""
    if told.parted_from is None:
        return []
    return [_parted_words(told.parted_from.title)]


def _parted_words(title: str) -> Change:
    words = f"parted from “{one_line(title, 60)}”, with which it was told"
    return Change(kind=ChangeKind.GROUPING, words=words)


def _of_title(view: EventView, before: Facts, *, alone: bool) -> list[Change]:
    """Return under which title it was told; by itself, a title is news only if a person gave it."""
    now, was = one_line(view.event.title, 120), one_line(before.title, 120)
    if not was or now.casefold() == was.casefold() or (alone and not view.event.title_by_hand):
        return []
    words = f"renamed by hand, told as “{was}”" if view.event.title_by_hand else f"told as “{was}”"
    return [Change(kind=ChangeKind.GROUPING, words=words)]
