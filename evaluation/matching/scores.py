"""Labelled news → how well articles find their events, online, with one configuration.

The corpus is our own domain; the public sets are general news. Scores are of the state after the
last article, merged events being one. The weights were trained on these same dev sets, so that
these are scores on development data. The five seed articles must end as one event while thousands
of entries of unrelated feeds arrive around them, and take none of those in.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.matching.agreement import Agreement, bcubed, pairwise
from evaluation.matching.sets import (
    PUBLIC,
    Domain,
    Labelled,
    corpus,
    domain,
    feed_entries,
    multilingual,
    public,
    seeds,
)
from tapestory.matching import Matcher
from tapestory.model import EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A set and where its articles ended."""

    items: Sequence[Labelled]
    events: Sequence[EventId]
    seconds: float

    @property
    def gold(self) -> list[str]:
        """The label of each item."""
        return [one.gold for one in self.items]

    @property
    def bcubed(self) -> Agreement:
        """Agreement by item."""
        return bcubed(self.gold, self.events)

    @property
    def pairwise(self) -> Agreement:
        """Agreement by pair."""
        return pairwise(self.gold, self.events)


def place_all(items: Sequence[Labelled], shipped: Domain) -> Outcome:
    """Place items in the order given; return the event that each belongs to in the end."""
    matcher = Matcher(shipped.concepts, shipped.settings)
    stands_for: dict[EventId, EventId] = {}
    placed: list[EventId] = []
    started = time.perf_counter()
    for one in items:
        placement = matcher.place(one.item)
        placed.append(placement.event_id)
        stands_for |= dict.fromkeys(placement.absorbed, placement.event_id)
    seconds = time.perf_counter() - started
    final = []
    for event_id in placed:
        last = event_id
        while last in stands_for:
            last = stands_for[last]
        final.append(last)
    return Outcome(items=items, events=final, seconds=seconds)


def outcomes(shared: Path, shipped: Domain) -> dict[str, Outcome]:
    """Return the outcome of every labelled set."""
    sets = {"corpus_dev": corpus(shared, shipped.symbols)}
    sets |= {name: public(shared, name, shipped.symbols) for name in PUBLIC}
    sets["multilingual"] = multilingual(shared, shipped.symbols)
    return {name: place_all(items, shipped) for name, items in sets.items()}


def noise_joined(outcome: Outcome) -> float:
    """Return the share, 0 to 1, of noise that ended in an event that is none."""
    real = {
        event for event, one in zip(outcome.events, outcome.items, strict=True) if not one.noise
    }
    noise = [event for event, one in zip(outcome.events, outcome.items, strict=True) if one.noise]
    return sum(event in real for event in noise) / len(noise)


def seeds_among_feeds(shared: Path, shipped: Domain) -> tuple[Outcome, int, int]:
    """Return the outcome, how many events the seeds ended in, and how many entries joined them."""
    told = [*seeds(shared, shipped.symbols), *feed_entries(shared, shipped.symbols)]
    told.sort(key=lambda one: (one.item.time, one.item.article_id))
    outcome = place_all(told, shipped)
    held = [
        event for event, one in zip(outcome.events, outcome.items, strict=True) if not one.noise
    ]
    strangers = sum(
        one.noise and event in held
        for event, one in zip(outcome.events, outcome.items, strict=True)
    )
    return outcome, len(set(held)), strangers


def score(shared: Path) -> dict[str, float]:
    """Return every score of matching by its name in the floors."""
    shipped = domain()
    return as_scores(outcomes(shared, shipped), seeds_among_feeds(shared, shipped))


def as_scores(found: dict[str, Outcome], seeded: tuple[Outcome, int, int]) -> dict[str, float]:
    """Return the scores that the floors name."""
    scores = {
        f"matching.{name}.bcubed_f1": outcome.bcubed.f1
        for name, outcome in found.items()
        if name != "multilingual"
    }
    scores["matching.public_mean.bcubed_f1"] = sum(found[name].bcubed.f1 for name in PUBLIC) / len(
        PUBLIC
    )
    scores["matching.noise_joined"] = noise_joined(found["corpus_dev"])
    scores["matching.multilingual.pairwise_precision"] = found["multilingual"].pairwise.precision
    scores["matching.multilingual.pairwise_recall"] = found["multilingual"].pairwise.recall
    _, events, strangers = seeded
    scores["matching.seeds_one_event"] = float(events == 1 and strangers == 0)
    return scores
