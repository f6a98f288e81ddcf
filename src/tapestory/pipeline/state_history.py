"""What was said of an event's state, and what follows now → the changes to be added.

A history only grows: what was said once stays, dated as it was. So it may differ from what
follows now from the same articles, where one of them came late, was moved or a word was taken
back; but it always ends in the state that follows now.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tapestory.model import (
    Article,
    ArticleId,
    Evidence,
    Match,
    Verification,
    VerificationChange,
)
from tapestory.store import HandWords, KnownChange

TAKEN_BACK = "word by hand taken back"
"""The cue of a change that follows from the taking back of a person's word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """When what an event's state rests on became known."""

    articles: Mapping[ArticleId, datetime]
    """Since when each article was seen and known to be of the event."""
    words: HandWords
    settled_at: Callable[[], datetime | None]
    """When an article last came or left; asked only where it matters."""
    reworded: Callable[[], Mapping[ArticleId, datetime]] = dict
    """Since when those say what they do that said something else before; asked likewise."""

    @classmethod
    def of(
        cls,
        members: Sequence[tuple[Article, Match]],
        words: HandWords,
        settled_at: Callable[[], datetime | None],
        reworded: Callable[[], Mapping[ArticleId, datetime]],
    ) -> Knowledge:
        """Return that of an event with these articles and words."""
        return cls(
            articles={
                article.id: max(article.first_seen, match.decided_at) for article, match in members
            },
            words=words,
            settled_at=settled_at,
            reworded=reworded,
        )


def growth(
    held: Sequence[KnownChange], derived: Verification, knowledge: Knowledge
) -> list[KnownChange]:
    """Return what to add to a history so that it ends in the state that follows now.

    Nothing, when it does already and nothing new happened: adding is idempotent.

    Args:
        held: The history so far.
        derived: What follows from all articles and words.
        knowledge: When they became known.
    """
    names = _names(held, derived.history)
    follows = [_name(change) for change in derived.history]
    history = list(held)
    back = _unsaid(held, names, follows, knowledge)
    floor = back
    if held and _is_void(held[-1].change, names[-1], follows, knowledge):
        floor = _changed_at(knowledge)
    new = 1 + max((at for at, name in enumerate(follows) if name in names), default=-1)
    for change in derived.history[new:]:
        last = history[-1] if history else None
        if last is not None and change.at < last.change.at:
            continue
        if last is None or change.state is not last.change.state or change.by_hand:
            history.append(_dated(change, last, knowledge, floor))
    if derived.history and history[-1].change.state is not derived.state:
        deciding = derived.history[-1]
        if follows[-1] in names:
            floor = _changed_at(knowledge)
        history.append(_dated(deciding, history[-1], knowledge, floor))
    added = history[len(held) :]
    if back is not None and derived.history:
        if not added:
            added.append(_dated(derived.history[-1], held[-1], knowledge, back))
        if not added[0].change.by_hand:
            added[0] = _told_why(added[0])
    return added


def _unsaid(
    held: Sequence[KnownChange],
    names: Sequence[_Name],
    follows: Sequence[_Name],
    knowledge: Knowledge,
) -> datetime | None:
    """Return when a word that the history holds was taken back; None when it says so already.

    A word that was said since says so too.
    """
    back = knowledge.words.taken_back_at
    if back is None or not any(
        item.change.by_hand and name not in follows for item, name in zip(held, names, strict=True)
    ):
        return None
    said = (item for item in held if _is_taking_back(item.change) or item.change.by_hand)
    return None if any(item.change.at >= back for item in said) else back


def grown(held: Sequence[KnownChange], derived: Verification, knowledge: Knowledge) -> Verification:
    """Return the verification of an event with its whole history."""
    changes = [item.change for item in (*held, *growth(held, derived, knowledge))]
    if not changes:
        return derived
    return replace(derived, since=_since(changes), history=tuple(changes))


def _since(changes: Sequence[VerificationChange]) -> datetime:
    """Return when the present state began; a word that repeats it begins it anew."""
    since = changes[-1]
    for change in reversed(changes):
        if change.state is not since.state or since.by_hand:
            break
        since = change
    return since.at


_Name = tuple[object, ...]


def _names(held: Sequence[KnownChange], follows: Sequence[VerificationChange]) -> list[_Name]:
    """Return the name of each change of a history, that of a word as it was said.

    A word is dated no earlier than what the history says already (an article may be dated ahead),
    so it stands there later than it was said.
    """
    words = [change for change in follows if change.by_hand]
    names = []
    for item in held:
        change = item.change
        same = [word for word in words if _is_same_word(word, change)]
        said = max(same, key=lambda word: word.at, default=change)
        if same:
            words.remove(said)
        names.append(_name(said))
    return names


def _is_same_word(said: VerificationChange, held: VerificationChange) -> bool:
    same = said.state is held.state and said.evidence == held.evidence
    return same and said.at <= held.at


def _name(change: VerificationChange) -> _Name:
    """Return what tells a change from others, wherever it was dated."""
    evidence = change.evidence
    if evidence is None or evidence.by_hand:
        return (change.state, change.at)
    return (change.state, evidence.article_id, evidence.sentence)


def _is_void(
    change: VerificationChange, name: _Name, follows: Sequence[_Name], knowledge: Knowledge
) -> bool:
    """Tell whether what made a change is no more: its article moved away, its word taken back."""
    if change.evidence is None:
        return False
    if change.evidence.by_hand:
        return name not in follows
    return change.evidence.article_id not in knowledge.articles


def _changed_at(knowledge: Knowledge) -> datetime | None:
    times = (knowledge.words.heard_at, knowledge.settled_at(), *knowledge.reworded().values())
    return max((time for time in times if time is not None), default=None)


def _dated(
    change: VerificationChange,
    last: KnownChange | None,
    knowledge: Knowledge,
    floor: datetime | None,
) -> KnownChange:
    """Return a change with the time from which it was known; neither goes back."""
    at = change.at if floor is None else max(change.at, floor)
    known_at = max(at, _known_at(change, knowledge))
    if last is not None:
        at, known_at = max(at, last.change.at), max(known_at, last.known_at)
    return KnownChange(change=replace(change, at=at), known_at=max(at, known_at))


def _known_at(change: VerificationChange, knowledge: Knowledge) -> datetime:
    if change.evidence is None:
        return change.at
    if change.evidence.by_hand:
        heard = (item.known_at for item in knowledge.words.said if item.change == change)
        return max(heard, default=change.at)
    article_id = change.evidence.article_id
    known_at = knowledge.articles.get(article_id, change.at)
    return max(known_at, knowledge.reworded().get(article_id, known_at))


def _told_why(item: KnownChange) -> KnownChange:
    """Return a change that says what it follows from; the sentence behind the state stays."""
    change = item.change
    evidence = change.evidence or Evidence(
        article_id=ArticleId(""), state="reported", sentence="", cue=""
    )
    said = replace(change, evidence=replace(evidence, cue=TAKEN_BACK))
    return replace(item, change=said)


def _is_taking_back(change: VerificationChange) -> bool:
    return change.evidence is not None and change.evidence.cue == TAKEN_BACK
