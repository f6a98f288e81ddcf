"""Readings of an event's articles → their statements side by side, each group with its class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations

from tapestory.model import (
    Aspect,
    Difference,
    Reading,
    Stance,
    Statement,
    StatementGroup,
)
from tapestory.reading.statements.days import days
from tapestory.reading.statements.deeds import deeds
from tapestory.reading.statements.framings import framings
from tapestory.reading.statements.qualities import qualities
from tapestory.reading.statements.remarks import remarks

_GRAVITY = {difference: rank for rank, difference in enumerate(Difference)}
_SAME_NAME = 0.84
"""Surnames at least so alike, as `difflib` measures it, are one name, spelt twice."""
_SAME_WORDS = 0.9
_SHARED_STEMS = 3
_SHARED_OF_SHORTER = 0.17
"""Stems of the shorter remark that its retelling holds too. The one retold remark of the labelled
seeds shares 0.20; of all remarks of different people there, none passes both bounds."""
_MOST = 400
_SEVERAL = 2
"""Articles that take a doing for the same, before one that takes it for another stands apart."""


def statements(reading: Reading) -> tuple[Statement, ...]:
    """Return what an article states besides numbers, in no order that matters."""
    return (
        *deeds(reading),
        *days(reading),
        *remarks(reading),
        *qualities(reading),
        *framings(reading),
        *_stances(reading),
    )


def statements_side_by_side(readings: Sequence[Reading]) -> tuple[StatementGroup, ...]:
    """Return the statements of several articles about one thing, with how they differ.

    Args:
        readings: Of all articles of the event, copies left out, oldest first.
    """
    told: defaultdict[Aspect, list[Statement]] = defaultdict(list)
    for reading in readings:
        for statement in statements(reading):
            if len(told[statement.aspect]) < _MOST:
                told[statement.aspect].append(statement)
    return (
        *_statuses(told[Aspect.STATUS]),
        *_days(told[Aspect.DAY]),
        *_remarks(told[Aspect.REMARK]),
        *_qualities(told[Aspect.QUALITY]),
        *_framed(told[Aspect.DEED]),
        *_stance_groups(told[Aspect.STANCE]),
    )


def _stances(reading: Reading) -> Iterator[Statement]:
    """Yield for each narrative on which side more of the article's sentences are."""
    sides: defaultdict[str, int] = defaultdict(int)
    for item in reading.narratives:
        sides[item.narrative] += {Stance.SUPPORTS: 1, Stance.DISPUTES: -1}.get(item.stance, 0)
    for narrative, balance in sides.items():
        if balance == 0:
            continue
        value = Stance.SUPPORTS if balance > 0 else Stance.DISPUTES
        first = next(
            i for i in reading.narratives if i.narrative == narrative and i.stance is value
        )
        start = next((s.start for s in reading.sentences if s.text == first.sentence), 0)
        yield Statement(
            aspect=Aspect.STANCE, subject=narrative, value=value.value, about=frozenset(),
            article_id=reading.article_id, sentence=first.sentence, cue=first.cue, start=start,
            end=start + len(first.sentence),
        )  # fmt: skip


def _statuses(told: Sequence[Statement]) -> Iterator[StatementGroup]:
    """Yield the deeds of one doer, of one kind, with one object, of which two articles tell."""
    by_deed: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in told:
        act = next(word for word in statement.about if word.startswith("act:"))
        by_deed[statement.subject, act].append(statement)
    for (subject, act), members in sorted(by_deed.items()):
        alike = [
            s for s in members
            if any(s.article_id != o.article_id and _same_object(s, o) for o in members)
        ]  # fmt: skip
        values = sorted({s.value for s in alike})
        if len(alike) < 2:
            continue
        same = len(values) == 1
        yield StatementGroup(
            aspect=Aspect.STATUS, subject=subject, statements=_once(alike),
            difference=Difference.AGREE if same else Difference.CONFLICT,
            why=f"all tell it as {values[0]}" if same
            else f"to {act.removeprefix('act:')} is told as {' and as '.join(values)}",
        )  # fmt: skip


def _same_object(one: Statement, other: Statement) -> bool:
    shared = one.about & other.about
    return len({word for word in shared if not word.startswith("act:")}) >= 1


def _once(told: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return one statement of each article and value, in order."""
    return tuple({(s.article_id, s.value): s for s in reversed(told)}.values())[::-1]


def _days(told: Sequence[Statement]) -> Iterator[StatementGroup]:
    """Yield days that articles give, where they are the same or neighbours."""
    near = [
        s for s in told
        if any(o.article_id != s.article_id and _days_between(s, o) <= 1 for o in told)
    ]  # fmt: skip
    values = sorted({s.value for s in near})
    if len(near) < 2:
        return
    same = len(values) == 1
    yield StatementGroup(
        aspect=Aspect.DAY, subject="", statements=_once(near),
        difference=Difference.AGREE if same else Difference.DIFFERENT_BASIS,
        why="the same day" if same
        else f"{' and '.join(values)}: a day apart, as between two time zones, or news and session",
    )  # fmt: skip


def _days_between(one: Statement, other: Statement) -> int:
    first, second = (_as_date(s.value) for s in (one, other))
    if first is None or second is None:
        return 999
    apart = abs((first - second).days)
    return min(apart, 366 - apart)


def _as_date(value: str) -> date | None:
    try:
        return date.fromisoformat(f"2024-{value}")  # a leap year: every day exists
    except ValueError:
        return None


def _remarks(told: Sequence[Statement]) -> Iterator[StatementGroup]:
    """Yield remarks that two articles give in their own words, and names spelt two ways."""
    for one, other in combinations(told, 2):
        if one.article_id == other.article_id or not _same_voice(one, other):
            continue
        if not _same_content(one, other):
            continue
        pair = (one, other)
        alike = _shared(one, other)[1] >= _SAME_WORDS
        yield StatementGroup(
            aspect=Aspect.REMARK, subject=one.subject, statements=pair,
            difference=Difference.AGREE,
            why="the same remark" if alike else "the same remark in other words",
        )  # fmt: skip
        if _surname(one.subject) != _surname(other.subject):
            yield StatementGroup(
                aspect=Aspect.NAME, subject=one.subject, statements=pair,
                difference=Difference.CONFLICT,
                why=f"one name is spelt {one.subject} and {other.subject}",
            )  # fmt: skip


def _same_voice(one: Statement, other: Statement) -> bool:
    """Tell whether both quote one person, or both report without a name about the same parties."""
    if not one.subject or not other.subject:
        shared = {word for word in one.about & other.about if word.startswith("name:")}
        return not one.subject and not other.subject and len(shared) >= 2
    names = _surname(one.subject), _surname(other.subject)
    return names[0] == names[1] or SequenceMatcher(None, *names).ratio() >= _SAME_NAME


def _surname(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].casefold() if name else ""


def _same_content(one: Statement, other: Statement) -> bool:
    count, share = _shared(one, other)
    return count >= _SHARED_STEMS and share >= _SHARED_OF_SHORTER


def _shared(one: Statement, other: Statement) -> tuple[int, float]:
    """Return how many stems two remarks share, and what part of the shorter one's those are."""
    first, second = (
        {word for word in s.about if not word.startswith("name:")} for s in (one, other)
    )
    count = len(first & second)
    return count, count / max(1, min(len(first), len(second)))


def _qualities(told: Sequence[Statement]) -> Iterator[StatementGroup]:
    """Yield what is said to be one of two opposites by one article, the other by another."""
    by_pair: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in told:
        pair = next(word for word in statement.about if not word.startswith("of:"))
        by_pair[statement.subject, pair].append(statement)
    for (subject, _), members in sorted(by_pair.items()):
        if len({s.article_id for s in members}) < 2:
            continue
        sides: defaultdict[str, set[str]] = defaultdict(set)
        for statement in members:
            sides[statement.value].add(next(w for w in statement.about if w.startswith("of:")))
        difference, why = _opposed(sides)
        yield StatementGroup(
            aspect=Aspect.QUALITY, subject=subject, statements=_once(members),
            difference=difference, why=why,
        )  # fmt: skip


def _opposed(sides: defaultdict[str, set[str]]) -> tuple[Difference, str]:
    if len(sides) == 1:
        return Difference.AGREE, f"all say {next(iter(sides))}"
    first, second = sorted(sides)
    if sides[first] & sides[second]:
        return Difference.CONFLICT, f"said to be {first} and {second}"
    things = [
        " and ".join(sorted(w.removeprefix("of:") for w in sides[s])) for s in (first, second)
    ]
    return Difference.DIFFERENT_BASIS, f"{first} of {things[0]}, {second} of {things[1]}"


def _framed(told: Sequence[Statement]) -> Iterator[StatementGroup]:
    """Yield a doer of whom one article takes the doing for something else than two others do."""
    by_doer: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in told:
        by_doer[statement.subject].append(statement)
    for doer, members in sorted(by_doer.items()):
        acts: defaultdict[str, set[str]] = defaultdict(set)
        for statement in members:
            acts[statement.article_id].add(statement.value)
        usual, count = max(
            ((act, sum(act in own for own in acts.values())) for act in {s.value for s in members}),
            key=lambda pair: (pair[1], pair[0]),
        )
        theirs = {act for own in acts.values() if usual in own for act in own}
        apart = [article for article, own in acts.items() if not own & theirs]
        if count < _SEVERAL or not apart:
            continue
        sides = [
            s for s in members
            if s.article_id in apart or (usual in acts[s.article_id] and s.value == usual)
        ]  # fmt: skip
        other = " or ".join(sorted({act for article in apart for act in acts[article]}))
        yield StatementGroup(
            aspect=Aspect.DEED, subject=doer, statements=_once(sides),
            difference=Difference.CONFLICT,
            why=f"to {usual} by some, to {other} by others",
        )  # fmt: skip


def _stance_groups(told: Sequence[Statement]) -> Iterator[StatementGroup]:
    """Yield narratives that one article supports and another disputes, or that two agree on."""
    by_narrative: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in told:
        by_narrative[statement.subject].append(statement)
    for narrative, members in sorted(by_narrative.items()):
        if len(members) < 2:
            continue
        same = len({s.value for s in members}) == 1
        yield StatementGroup(
            aspect=Aspect.STANCE, subject=narrative, statements=tuple(members),
            difference=Difference.AGREE if same else Difference.CONFLICT,
            why=f"all {members[0].value.removesuffix('s')} it" if same
            else "some support it, some dispute it",
        )  # fmt: skip
