"""A run over the corpus of our domain → what is asked of it beyond agreement with the labels."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from evaluation.matching.agreement import Agreement, mean
from evaluation.matching.floods import SEEDS
from evaluation.matching.runs import Run
from tapestory.model import EventId

SIZES = ((1, 1), (2, 5), (6, 10), (11, 20), (21, 1000))
"""Fewest and most articles of an event, as recall is told apart by."""


def noise_joined(run: Run) -> float:
    """Return the share, 0 to 1, of noise that ended in an event that is none."""
    real = {event for one, event in run.placed if not one.noise and not one.stranger}
    noise = [event for one, event in run.placed if one.noise]
    return sum(event in real for event in noise) / len(noise)


def voices(run: Run, *, noise: bool = False) -> Mapping[str, Agreement]:
    """Return agreement by item over the English items ("en") and over the rest ("other").

    Args:
        run: Over the corpus.
        noise: Count it as well. It is an event of its own in any language, so that the language
            with more of it looks better.
    """
    told = [(one.item.lang == "en", agreed) for one, agreed in run.each if noise or not one.noise]
    return {
        "en": mean([agreed for english, agreed in told if english]),
        "other": mean([agreed for english, agreed in told if not english]),
    }


def covered(run: Run) -> Agreement:
    """Return how right and how complete it is which events an article tells of beside its own.

    Precision is over all that any article is said to cover, an event of ours standing for what
    most of it is; recall over what the labels name for articles that belong to no event.
    """
    held: defaultdict[EventId, Counter[str]] = defaultdict(Counter)
    for one, event in run.placed:
        held[event][one.gold] += 1
    said = {
        one.item.article_id: {
            held[event].most_common(1)[0][0] for event in run.covers.get(one.item.article_id, ())
        }
        for one, _ in run.placed
    }
    right = sum(len(said[one.item.article_id] & {*one.related, one.gold}) for one, _ in run.placed)
    claimed = sum(len(told) for told in said.values())
    roundups = [one for one, _ in run.placed if one.noise and one.related]
    found = sum(len(said[one.item.article_id] & set(one.related)) for one in roundups)
    named = sum(len(set(one.related)) for one in roundups)
    return Agreement(
        precision=right / claimed if claimed else 1.0, recall=found / named if named else 1.0
    )


def by_size(run: Run) -> Mapping[tuple[int, int], Agreement]:
    """Return agreement by item over the events of each size."""
    sizes = Counter(one.gold for one, _ in run.each)
    return {
        (fewest, most): mean(
            [agreed for one, agreed in run.each if fewest <= sizes[one.gold] <= most]
        )
        for fewest, most in SIZES
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Where the seeds are."""

    seeds: int
    events: int
    """Different events that they are in."""
    together: int
    """Seeds in the event that holds most of what is labelled as theirs."""
    neighbours: int
    """Articles of anything else in any event of the seeds."""

    @property
    def whole(self) -> bool:
        """Whether all of them are in one event."""
        return self.events == 1


def held_together(run: Run) -> Held:
    """Return how well the seeds of a run hold together."""
    seeds = [event for one, event in run.placed if one.item.article_id.startswith("seed-")]
    main = Counter(event for one, event in run.placed if one.gold == SEEDS).most_common(1)[0][0]
    held = set(seeds)
    return Held(
        seeds=len(seeds),
        events=len(held),
        together=seeds.count(main),
        neighbours=sum(one.gold != SEEDS and event in held for one, event in run.placed),
    )
