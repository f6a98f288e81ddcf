"""Articles in time order → events: route, find candidates, weigh, decide, say why."""

from __future__ import annotations

from collections.abc import Sequence

from tapestory.matching.concepts import ConceptFinder, is_name
from tapestory.matching.decide import probability, reason, veto
from tapestory.matching.events import LiveEvent
from tapestory.matching.evidence import Evidence, weigh_evidence
from tapestory.matching.features import Features, extract, weigh
from tapestory.matching.frequencies import Frequencies
from tapestory.matching.index import EventIndex
from tapestory.matching.items import MatchItem, MatchSettings, Placement, event_id_for
from tapestory.matching.repair import sameness
from tapestory.matching.router import Router
from tapestory.matching.words import fold, spelled
from tapestory.model import ArticleId, ArticleKind, Concept, EventId

_RIVALS = 3
"""Other events that an article can bring in: bounds the work per article."""


class Matcher:
    """Places each article in the event that it tells, or founds one.

    Deterministic: the same articles in the same order give the same events. An article that is
    older than those before it is compared like any other.

    Args:
        concepts: The words of the domain; without any, languages do not meet.
        settings: Bounds and threshold.
    """

    def __init__(self, concepts: Sequence[Concept], settings: MatchSettings | None = None) -> None:
        self._settings = settings or MatchSettings()
        self._finder = ConceptFinder(concepts)
        self._frequencies = Frequencies(self._settings.live)
        self._router = Router(self._settings.same_title)
        self._pinned: set[ArticleId] = set()
        self._index = EventIndex(
            posting=self._settings.posting,
            live=self._settings.live,
            max_events=self._settings.max_live_events,
        )

    @property
    def live_events(self) -> int:
        """How many events may still take articles: what memory is bounded by."""
        return len(self._index)

    def remember(self, item: MatchItem, event_id: EventId, *, pinned: bool = False) -> None:
        """Replay a decision of the past; one that a person pinned is never moved again."""
        if pinned:
            self._pinned.add(item.article_id)
        self._keep(self._read(item), event_id)

    def place(self, item: MatchItem) -> Placement:
        """Decide which event an article belongs to, and remember it."""
        article = self._read(item)
        placement = self._routed(item, article)
        if placement is not None:
            self._keep(article, placement.event_id)
            return placement
        ranked = self._ranked(article)
        if not ranked or ranked[0][0] < self._settings.threshold:
            founded = event_id_for(item.article_id)
            self._keep(article, founded)
            return Placement(event_id=founded, score=1.0, reason="first report")
        score, event = ranked[0]
        why = reason(article, event, self._spelling(item))
        self._keep(article, event.id)
        event, absorbed = self._joined(event, ranked[1:])
        return Placement(event_id=event.id, score=round(score, 4), reason=why, absorbed=absorbed)

    def candidates(self, item: MatchItem) -> list[tuple[LiveEvent, Evidence]]:
        """Return the live events that an article would be compared with, and the evidence."""
        return self._weighed(self._read(item))

    def _read(self, item: MatchItem) -> Features:
        settings = self._settings
        raw = extract(item, self._finder, lead=settings.lead, depth=settings.depth)
        return weigh(raw, self._frequencies.weight)

    def _spelling(self, item: MatchItem) -> dict[str, str]:
        """Return stem → word, empty for a word that names an instrument: that is shown itself."""
        read = spelled(fold(f"{item.title}\n{item.text[: self._settings.lead]}"))
        find = self._finder.find
        return {stem: "" if any(map(is_name, find(word))) else word for stem, word in read.items()}

    def _routed(self, item: MatchItem, article: Features) -> Placement | None:
        route = self._router.route(item, article.raw)
        if route is None:
            return None
        return Placement(event_id=route.event_id, score=1.0, reason=route.reason)

    def _ranked(self, article: Features) -> list[tuple[float, LiveEvent]]:
        scored = [
            (probability(evidence), event)
            for event, evidence in self._weighed(article)
            if not veto(article, event)
        ]
        return sorted(scored, key=lambda pair: (-pair[0], pair[1].id))

    def _joined(
        self, event: LiveEvent, rivals: Sequence[tuple[float, LiveEvent]]
    ) -> tuple[LiveEvent, tuple[EventId, ...]]:
        """Merge the event with those rivals that turn out to be the same; the larger one stays."""
        absorbed: list[EventId] = []
        for score, rival in rivals[:_RIVALS]:
            if score < self._settings.rival or rival.roundups_only or event.roundups_only:
                continue
            if sameness(event, rival, self._frequencies.weight) < self._settings.merge:
                continue
            stays, gone = sorted((event, rival), key=lambda one: (-one.size, one.first, one.id))
            self._index.merge(stays, gone)
            self._router.merge(stays.id, gone.id)
            absorbed.append(gone.id)
            event = stays
        return event, tuple(absorbed)

    def _weighed(self, article: Features) -> list[tuple[LiveEvent, Evidence]]:
        rarity = self._frequencies.weight
        probes = [(f, w * rarity(f)) for f, w in article.full.items()]
        probes += [(f, 0.5 * w * rarity(f)) for f, w in article.names.items()]
        probes += [(f, 0.5 * w * rarity(f)) for f, w in article.concepts.items()]
        probes.sort(key=lambda pair: (-pair[1], pair[0]))
        near = self._index.nearest(
            probes[: self._settings.probes],
            at=article.raw.time,
            limit=self._settings.candidates,
        )
        is_roundup = article.raw.kind is ArticleKind.ROUNDUP
        return [
            (event, weigh_evidence(article, event, rarity))
            for event in near
            if is_roundup or not event.roundups_only
        ]

    def _keep(self, article: Features, event_id: EventId) -> None:
        raw = article.raw
        event = self._index.get(event_id) or LiveEvent.found(
            event_id, raw.time, exemplars=self._settings.exemplars
        )
        speaks = event.take(article)
        self._index.touch(
            event, (*article.full, *article.names, *article.concepts) if speaks else ()
        )
        self._index.forget(raw.time)
        self._router.remember(raw, event_id)
        self._frequencies.add(raw.time.date(), raw.distinct)
