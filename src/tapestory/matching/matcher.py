"""Articles in time order → events: route, find candidates, weigh, decide, repair, say why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from tapestory.matching.concepts import ConceptFinder, is_name
from tapestory.matching.conflicts import forbidden
from tapestory.matching.events import LiveEvent
from tapestory.matching.features import Features, extract, weigh
from tapestory.matching.frequencies import Frequencies
from tapestory.matching.index import EventIndex
from tapestory.matching.items import MatchItem, MatchSettings, Placement, event_id_for
from tapestory.matching.likeness import least_alike, likeness, probability
from tapestory.matching.reasons import reason
from tapestory.matching.repair import Pins, Repair
from tapestory.matching.router import Router, covers, share_told
from tapestory.matching.semantic import Semantics, Sense
from tapestory.matching.titles import cleaned
from tapestory.matching.words import fold, spelled
from tapestory.model import ArticleId, Concept, EventId
from tapestory.model.events import FIRST_REPORT, LIST_APART

_ANEW = "closest to this event when grouped anew"


@dataclass(frozen=True, slots=True)
class Memory:
    """All that a matcher knows of the articles that it placed; plain data, fit to be put aside."""

    frequencies: Frequencies
    router: Router
    pins: Pins
    index: EventIndex
    repair: Repair

    @classmethod
    def empty(cls, settings: MatchSettings) -> Memory:
        """Return the memory of a matcher that has seen nothing."""
        router, pins = Router(settings.same_title, settings.live), Pins()
        index = EventIndex(
            posting=settings.posting,
            live=settings.live,
            max_events=settings.max_live_events,
            ready=settings.ready,
        )
        return cls(
            Frequencies(settings.live),
            router,
            pins,
            index,
            Repair(index, router, pins, settings),
        )


class Matcher:
    """Places each article in the event that it tells, or founds one.

    Deterministic: the same articles in the same order give the same events. An article that is
    older than those before it is compared like any other.

    Args:
        concepts: The words of the domain; without any, languages hardly meet.
        settings: Bounds and threshold.
        semantics: Asked what headlines mean, where words leave it in doubt; none by default.
        memory: Of a matcher with the same concepts and settings, to go on where it stopped.
    """

    def __init__(
        self,
        concepts: Sequence[Concept],
        settings: MatchSettings | None = None,
        semantics: Semantics | None = None,
        memory: Memory | None = None,
    ) -> None:
        self._semantics = semantics
        self._settings = settings or MatchSettings()
        self._finder = ConceptFinder(concepts)
        self.memory = memory or Memory.empty(self._settings)
        self._frequencies = self.memory.frequencies
        self._router = self.memory.router
        self._pins = self.memory.pins
        self._index = self.memory.index
        self._repair = self.memory.repair

    @property
    def live_events(self) -> int:
        """How many events may still take articles: what memory is bounded by."""
        return len(self._index)

    def remember(self, item: MatchItem, event_id: EventId, *, pinned: bool = False) -> None:
        """Replay a decision of the past; one that a person pinned is never moved again."""
        if pinned:
            self.pin(item.article_id, event_id)
        self._keep(self._read(item), event_id)

    def pin(self, article_id: ArticleId, event_id: EventId) -> None:
        """Take note that a person put an article into an event, be they remembered or not.

        The article is never moved again, and the event is merged into no other.
        """
        self._pins.add(article_id, event_id)

    def corrected(self, pins: Mapping[ArticleId, EventId]) -> None:
        """Take note of all that people decided, instead of what was known of it.

        Args:
            pins: As `pin` takes them.
        """
        self._pins.clear()
        for article_id, event_id in pins.items():
            self._pins.add(article_id, event_id)

    def where(self, article_id: ArticleId) -> EventId | None:
        """Return the event that an article is in; None where it is not known, or no more."""
        return self._router.find(article_id)

    def carry(self, article_id: ArticleId, event_id: EventId) -> bool:
        """Take an article where a person took it; False where only a new memory would know how."""
        return self._repair.carry(article_id, event_id)

    def place(self, item: MatchItem) -> Placement:
        """Decide which event an article belongs to, and remember it.

        An article that was placed before stays where it is, and nothing is counted twice.
        """
        known = self._router.find(item.article_id)
        if known is not None:
            return Placement(event_id=known, score=1.0, reason="the same article again")
        article = self._read(item)
        route = self._router.route(item, article.raw)
        if route is not None:
            self._keep(article, route.event_id)
            return Placement(event_id=route.event_id, score=1.0, reason=route.reason)
        candidates = self._candidates(article)
        if article.raw.lists:
            return self._listed(item, article, candidates)
        ranked = self._ranked(article, [event for event in candidates if event.speaks])
        if not ranked or ranked[0][0] < self._settings.threshold:
            founded = event_id_for(item.article_id)
            self._keep(article, founded)
            return Placement(event_id=founded, score=1.0, reason=FIRST_REPORT)
        score, event = ranked[0]
        why = reason(article, event, self._speller(item))
        self._keep(article, event.id)
        rivals = [rival for chance, rival in ranked[1:] if chance >= self._settings.rival]
        repaired = self._repair.after(article, event, rivals)
        if repaired.event_id != event.id and event.id not in repaired.absorbed:
            placed = self._index.get(repaired.event_id)
            alone = placed is not None and placed.size == 1
            score, why = (1.0, FIRST_REPORT) if alone else (score, _ANEW)
        return Placement(
            event_id=repaired.event_id,
            score=round(score, 4),
            reason=why,
            absorbed=repaired.absorbed,
            moved=repaired.moved,
        )

    def _listed(
        self, item: MatchItem, article: Features, candidates: Sequence[LiveEvent]
    ) -> Placement:
        """Place a round-up with others of the same, or alone, and say which events it tells."""
        raw = article.raw
        told = [
            (event.id, share_told(raw, event.holds("s:"), event.holds("")))
            for event in candidates
            if event.speaks
        ]
        ranked = self._ranked(article, [event for event in candidates if not event.speaks])
        # Lists are alike whatever they list: only those of one market and day are one event.
        ranked = [pair for pair in ranked if self._router.agrees(raw, pair[1].id)]
        same = bool(ranked) and ranked[0][0] >= self._settings.threshold
        event_id = ranked[0][1].id if same else event_id_for(raw.article_id)
        why = reason(article, ranked[0][1], self._speller(item)) if same else LIST_APART
        score = round(ranked[0][0], 4) if same else 1.0
        self._keep(article, event_id)
        return Placement(event_id=event_id, score=score, reason=why, covers=covers(told))

    def _read(self, item: MatchItem) -> Features:
        if self._semantics is None:
            # What refers to a model cannot be packed.
            self._index.rest()
        settings = self._settings
        raw = extract(item, self._finder, lead=settings.lead, depth=settings.depth)
        article = weigh(raw, self._frequencies.weights)
        if self._semantics is None:
            return article
        sense = Sense(cleaned(item.title, item.outlet), item.lang, self._semantics)
        return replace(article, sense=sense)

    def _speller(self, item: MatchItem) -> Callable[[Collection[str]], Mapping[str, str]]:
        """Return how an article spells words; one that names an instrument is shown as that."""

        def spell(stems: Collection[str]) -> Mapping[str, str]:
            text = fold(f"{item.title}\n{item.text[: self._settings.lead]}")
            read = spelled(text, stems)
            find = self._finder.find
            return {stem: word for stem, word in read.items() if not any(map(is_name, find(word)))}

        return spell

    def _ranked(
        self, article: Features, candidates: Sequence[LiveEvent]
    ) -> list[tuple[float, LiveEvent]]:
        if not article.tells:
            return []
        # Less than either decides nothing here.
        least = min(self._settings.threshold, self._settings.rival)
        hopeless = least_alike(least, asks=self._semantics is not None)
        scored = [
            (probability(alike), event)
            for event in candidates
            if (alike := likeness(article, event, hopeless)) >= hopeless
            and not forbidden(article.raw, event)
            and self._router.agrees(article.raw, event.id) is not False
        ]
        return sorted(scored, key=lambda pair: (-pair[0], pair[1].id))

    def _candidates(self, article: Features) -> list[LiveEvent]:
        near = self._index.nearest(
            [(probe, article.full[probe]) for probe in article.probes[: self._settings.probes]],
            at=article.raw.time,
            limit=self._settings.candidates,
        )
        hinted = (self._index.get(event_id) for event_id in self._router.hint(article.raw))
        return list({event.id: event for event in (*near, *hinted) if event is not None}.values())

    def _keep(self, article: Features, event_id: EventId) -> None:
        raw = article.raw
        event = self._index.get(event_id) or LiveEvent.found(event_id, raw.time)
        speaks = event.take(article, lists=raw.lists)
        self._index.touch(event, article.probes if speaks else ())
        self._index.forget(raw.time)
        self._router.remember(raw, event_id)
        self._frequencies.add(raw.time.date(), article.full)
