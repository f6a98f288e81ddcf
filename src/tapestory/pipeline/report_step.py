"""The store → the values of a static site: events, narratives over time, the digests kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from tapestory.model import Coverage, EventView, Mail, MailKind, MailState
from tapestory.pipeline.components import Components
from tapestory.pipeline.indicating import falsifiers
from tapestory.pipeline.narrating import history_in
from tapestory.pipeline.report_changes import last_change
from tapestory.pipeline.view import find_views
from tapestory.report import KeptEdition, NarrativeFare, Site, SiteEvent
from tapestory.store import EventQuery, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSettings:
    """What a site covers, and how it is called."""

    since: datetime
    as_of: datetime | None = None
    """Use only what was known then; now if absent."""
    title: str = "Tapestory"
    base_url: str = ""
    """Where it will be served, ending in "/"; empty where that is not known."""


def gather(components: Components, settings: SiteSettings) -> Site:
    """Return everything that a site of a stretch shows, asked of the store once for each kind.

    An event gets a page when it names an instrument or sector, or speaks of a narrative.

    Args:
        components: What to work with.
        settings: Which stretch.
    """
    since, as_of = settings.since, settings.as_of
    until = as_of or components.clock.now()
    query = EventQuery(active_since=since, as_of=as_of)
    views = find_views(components, query, followed=True)
    with components.store.reading() as session:
        found = len(session.events.find(query))
        coverage = Coverage(
            since=since,
            until=until,
            articles=session.articles.news_between(since, until, published_after=since),
            failing_feeds=session.feeds.failing(as_of=as_of),
            prices=session.prices.any(),
        )
        editions, lost = _editions(session, since=since, until=until)
    return Site(
        title=settings.title,
        base_url=settings.base_url,
        zone=components.zone,
        coverage=coverage,
        events=site_events(components, views),
        passed_over=found - len(views),
        instruments=components.universe.instruments,
        sectors=components.universe.sectors,
        narratives=_fares(components, views, coverage, as_of=as_of),
        editions=editions,
        lost_editions=lost,
    )


def site_events(components: Components, views: Sequence[EventView]) -> tuple[SiteEvent, ...]:
    """Return events with when something about each last changed, the latest news first."""
    ordered = sorted(views, key=lambda view: view.event.id)
    ordered.sort(key=_last_told, reverse=True)
    return tuple(
        SiteEvent(view=view, changed=last_change(view, components.sessions)) for view in ordered
    )


def _last_told(view: EventView) -> datetime:
    return max(member.article.time for member in view.articles)


def _fares(
    components: Components,
    views: Sequence[EventView],
    coverage: Coverage,
    *,
    as_of: datetime | None,
) -> tuple[NarrativeFare, ...]:
    fares = []
    for narrative in components.narratives:
        history = history_in(views, narrative.id, since=coverage.since, until=coverage.until)
        fares.append(
            NarrativeFare(
                narrative=narrative,
                account=history.account,
                points=history.points,
                falsifiers=falsifiers(components, narrative, as_of=as_of),
            )
        )
    return tuple(sorted(fares, key=_most_supported))


def _most_supported(fare: NarrativeFare) -> tuple[int, int, str]:
    account = fare.account
    if account is None:
        return 0, 0, fare.narrative.id
    return -account.supports, -(account.disputes + account.reports), fare.narrative.id


def _editions(
    session: Session, *, since: datetime, until: datetime
) -> tuple[tuple[KeptEdition, ...], int]:
    """Return the digests made in a stretch, the same one for several readers once; and the lost.

    What failed for good nobody got: it is no edition.
    """
    kept: dict[tuple[str, str], KeptEdition] = {}
    lost = 0
    for mail in session.outbox.find(since=since):
        if mail.kind is not MailKind.DIGEST or mail.made_at > until or _had_failed(mail, until):
            continue
        message = session.outbox.message(mail.id)
        if not message:
            lost += 1
            continue
        edition = _edition(mail, message)
        kept.setdefault((mail.day.isoformat(), edition.html or edition.text), edition)
    return tuple(kept.values()), lost


def _had_failed(mail: Mail, until: datetime) -> bool:
    settled = mail.settled_at
    return mail.state is MailState.FAILED and (settled is None or settled <= until)


def _edition(mail: Mail, message: bytes) -> KeptEdition:
    parsed = message_from_bytes(message, policy=policy.default)
    return KeptEdition(
        id=mail.id,
        day=mail.day,
        subject=mail.subject,
        made_at=mail.made_at,
        html=_part(parsed, "html"),
        text=_part(parsed, "plain"),
    )


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return "" if part is None else str(part.get_content())
