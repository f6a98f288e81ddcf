"""Articles without an event → copies marked, each matched to an event in order of time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tapestory.ingest.copies.index import CopyIndex, is_known_by_itself
from tapestory.matching import Matcher, MatchItem, Memory, Moved, Placement
from tapestory.model import Article, ArticleId, Event, Match, Reading
from tapestory.model.events import PRINTED_AGAIN
from tapestory.pipeline.components import Components
from tapestory.pipeline.match_items import is_ahead, match_item, time_of
from tapestory.pipeline.put_aside import PutAside, Shelf, Stamp, at_hand
from tapestory.store import Session
from tapestory.store.chunks import chunked

_BATCH = 200
COPY_WINDOW = timedelta(days=7)
"""A text repeated later than this is an archive find, not syndication: a copy where it is the same
word for word, and then nothing that comes is held against it."""
_LATE = timedelta(days=7)
"""An article that comes later than this may belong to an event that is forgotten by now: what is
known is rebuilt for it."""
_WORTH_PUTTING = 200
"""Decisions after which it pays to put aside what is known: fewer are soon decided once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What one round of matching did."""

    articles: int
    events_new: int


def place_articles(components: Components) -> Placed:
    """Match every article that has no event yet, oldest first, exactly as if each arrived alone.

    Needs readings. What matching knows of the past is taken up where the last run put it aside,
    and otherwise rebuilt from the decisions in the store.
    """
    with at_hand():
        return _placed(components)


def _placed(components: Components) -> Placed:
    with components.store.reading() as session:
        pending = session.articles.unmatched()
        if not pending:
            return Placed(articles=0, events_new=0)
        desk = _Desk(components, session, pending)
    new_events = 0
    for start in range(0, len(pending), _BATCH):
        with components.store.writing() as session:
            if desk.is_outdated(session):
                desk = _Desk(components, session, pending[start:])
            for article in pending[start : start + _BATCH]:
                new_events += desk.place(session, article)
    with components.store.reading() as session:
        desk.put_aside(session)
    return Placed(articles=len(pending), events_new=new_events)


class _Desk:
    """The matcher and the copy index, as they stood after the last decision."""

    def __init__(
        self, components: Components, session: Session, pending: Sequence[Article]
    ) -> None:
        self._components = components
        self._settings = components.matching
        self._clock = components.clock
        self._now = self._clock.now()
        self._edits = session.edits.count()
        self._readings: Mapping[ArticleId, Reading] = {}
        self._first = self._time(pending[0])
        self._latest = max(self._time(article) for article in pending)
        self._since_put = 0
        self._corrected: datetime | None = None
        if not self._took_up(session, pending):
            self._rebuild(session, pending)

    def _took_up(self, session: Session, pending: Sequence[Article]) -> bool:
        """Go on from what was put aside, if it is of this store and reaches back far enough.

        What was decided since is decided once more, and has to come out as it is stored: then
        nothing tells a process that was killed from one that went on. What people corrected
        since is done once more as well; what they took back is not, and all is rebuilt.
        """
        shelf = self._shelf()
        aside = shelf.take() if shelf is not None else None
        if aside is None or self._first < aside.latest - _LATE or is_ahead(aside.latest, self._now):
            return False
        stamp = aside.stamp
        if session.events.decision(stamp.decision) != stamp.decided:
            return False
        if session.edits.took_back(stamp.edits):
            return False
        since = session.events.decided_after(stamp.decision)
        self._read(session, [*pending, *(article for article, _ in since)])
        self._matcher = self._matcher_with(aside.memory)
        self._copies = aside.copies
        self._latest = max(self._latest, aside.latest)
        self._since_put = len(since)
        if not all(self._again(session, article, match) for article, match in since):
            return False
        if stamp.edits == self._edits:
            return True
        self._matcher.corrected(session.edits.pins())
        now = session.events.placed_again(stamp.decision)
        return all(self._matcher.where(name) in (None, place) for name, place in now.items())

    def _again(self, session: Session, article: Article, match: Match) -> bool:
        """Do once more what was decided of an article; tell whether it came out alike."""
        if match.reason.startswith(PRINTED_AGAIN):
            return True
        if not match.by_hand:
            return self._decide(article).event_id == match.event_id
        if match.decided_at != self._corrected:
            self._corrected = match.decided_at
            self._matcher.corrected(session.edits.pins_by(match.decided_at))
        return self._matcher.carry(article.id, match.event_id)

    def _rebuild(self, session: Session, pending: Sequence[Article]) -> None:
        """Learn what the store holds."""
        self._matcher = self._matcher_with(None)
        self._copies = CopyIndex(COPY_WINDOW)
        self._since_put = _WORTH_PUTTING
        back = max(self._settings.memory, COPY_WINDOW)
        # A pin counts however old it is: its event must not be merged into another.
        for article_id, event_id in session.edits.pins().items():
            self._matcher.pin(article_id, event_id)
        past = session.events.placed_since(self._first - back)
        for some in chunked(past, most=_BATCH):
            self._read(session, [article for article, _ in some])
            for article, match in some:
                if is_ahead(article.time, self._now) or match.reason.startswith(PRINTED_AGAIN):
                    # Beside what is to come, all that is live would be forgotten.
                    continue
                self._latest = max(self._latest, article.time)
                self._matcher.remember(self._item(article), match.event_id)
                if article.time >= self._first - 2 * COPY_WINDOW:
                    # Of what is older the index would hold nothing in the end.
                    self._remember_text(article)
        self._read(session, pending)

    def put_aside(self, session: Session) -> None:
        """Keep what is known for the next run, once enough was decided since it was kept last."""
        shelf = self._shelf()
        if shelf is None or self._since_put < _WORTH_PUTTING or self.is_outdated(session):
            return
        decision, decided = session.events.last_decision()
        shelf.put(
            PutAside(
                stamp=Stamp(decision=decision, decided=decided, edits=self._edits),
                memory=self._matcher.memory,
                copies=self._copies,
                latest=self._latest,
            )
        )

    def _shelf(self) -> Shelf | None:
        """Return where memories are kept; None where a model that cannot be kept is asked."""
        components = self._components
        if components.put_aside is None or components.semantics is not None:
            return None
        wishes = repr((self._settings, components.concepts, components.reader_version))
        return Shelf(components.put_aside, wishes)

    def _matcher_with(self, memory: Memory | None) -> Matcher:
        components = self._components
        return Matcher(components.concepts, self._settings, components.semantics, memory)

    def _read(self, session: Session, articles: Sequence[Article]) -> None:
        self._readings = session.readings.get_many(article.id for article in articles)

    def is_outdated(self, session: Session) -> bool:
        """Tell whether a person has corrected something since."""
        return session.edits.count() != self._edits

    def place(self, session: Session, article: Article) -> int:
        """Decide, store the decision and what it puts right; return how many events it founds."""
        again = self._printed_again(session, article)
        master = again[0] if again else self._master(article)
        if master is not None:
            article = replace(article, copy_of=master)
            session.articles.set_copy(article.id, master)
        placement = again[1] if again else self._decide(article)
        self._since_put += 1
        known = session.events.get(placement.event_id)
        match = Match(
            article_id=article.id,
            event_id=placement.event_id,
            score=placement.score,
            reason=placement.reason,
            decided_at=self._known_at(article),
        )
        stands = known is not None and known.id == match.event_id
        if not stands:
            # An id that was merged away comes back when its article is grouped anew.
            session.events.revive(match.event_id, at=match.decided_at)
        session.events.place(
            match, _grown(known, article) if known and stands else _founded(match, article)
        )
        for gone in placement.absorbed:
            session.events.redirect(gone, match.event_id, at=match.decided_at)
        founded = sum(_move(session, moved, match.decided_at) for moved in placement.moved)
        if placement.covers:
            session.covers.keep(article.id, placement.covers)
        return founded + (not stands)

    def _printed_again(
        self, session: Session, article: Article
    ) -> tuple[ArticleId, Placement] | None:
        """Return which article of long ago this one repeats word for word, and where that is.

        It is no news, and nothing that comes is held against it.
        """
        before = self._time(article) - COPY_WINDOW
        found = session.events.first_print(article, before=before)
        if found is None or not is_known_by_itself(article.text):
            return None
        master, event_id = found
        return master, Placement(event_id=event_id, score=1.0, reason=f"{PRINTED_AGAIN}{master}")

    def _master(self, article: Article) -> ArticleId | None:
        return self._copies.master_of(article.title, article.body, self._time(article))

    def _decide(self, article: Article) -> Placement:
        """Place an article that is told to be a copy where it is one, and remember it."""
        placement = self._matcher.place(self._item(article))
        self._remember_text(article)
        return placement

    def _item(self, article: Article) -> MatchItem:
        item = match_item(article, self._readings[article.id], lead=self._settings.lead)
        return replace(item, time=self._time(article))

    def _time(self, article: Article) -> datetime:
        return time_of(article, self._now)

    def _known_at(self, article: Article) -> datetime:
        """An imported article is placed as if it had arrived when it was published."""
        imported = not article.feed_url
        return article.first_seen if imported else max(self._clock.now(), article.first_seen)

    def _remember_text(self, article: Article) -> None:
        if article.copy_of is None:
            self._copies.add(article.id, article.title, article.body, self._time(article))


def _move(session: Session, moved: Moved, at: datetime) -> bool:
    """Take an article to another event, and return whether that founds one."""
    match = Match(
        article_id=moved.article_id,
        event_id=moved.event_id,
        score=moved.score,
        reason=moved.reason,
        decided_at=at,
    )
    article = session.articles.get(moved.article_id)
    stands = session.events.get(moved.event_id)
    founds = stands is None or stands.id != moved.event_id
    session.events.move(match, _founded(match, article) if founds and article else None)
    return founds


def _founded(match: Match, article: Article) -> Event:
    return Event(
        id=match.event_id,
        title=article.title,
        first_seen=article.first_seen,
        last_seen=article.first_seen,
        happened=article.time,
        happened_precise=article.published.is_precise,
    )


def _grown(event: Event, article: Article) -> Event:
    return replace(
        event,
        first_seen=min(event.first_seen, article.first_seen),
        last_seen=max(event.last_seen, article.first_seen),
    )
