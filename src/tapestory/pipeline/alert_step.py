"""What changed of watched events → alerts in the outbox, one for an event and change.

Nothing is queued. What a reader knows is in the store, and what they do not know yet is found out
anew each time: what happens in quiet hours or during a cooldown is told by the first run after it,
with all that has changed by then.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tapestory.digest import Edition, fitted, render_text, subject
from tapestory.digest.interests import wanted
from tapestory.mailing.letter import Thread, letter_bytes, thread_ids
from tapestory.model import EventId, EventOutline, EventView, Facts, Mail, MailKind, Memory
from tapestory.pipeline.components import Components
from tapestory.pipeline.edition_step import Window, active, composed, with_told
from tapestory.pipeline.mail_settings import Watch, alert_letter
from tapestory.pipeline.outline import gathered_again
from tapestory.pipeline.reader_memory import events_told, memory_among
from tapestory.pipeline.view import Desk
from tapestory.store import NewMail

LOOK_BACK = timedelta(hours=24)
"""News that is older is no news for an alert: quiet hours are shorter."""
_INSTANT = timedelta(microseconds=1)
"""What was kept at this very instant is known too."""
_KINDS = (MailKind.DIGEST, MailKind.ALERT)
_NOBODY = "nobody@localhost"
"""Stands for a reader without a mailbox where an id needs one."""


def keep_alerts(components: Components) -> list[Mail]:
    """Keep an alert for each watched event that is new or has changed; return those kept."""
    now = components.clock.now()
    awake = [
        watch
        for watch in components.mail.reached
        if watch.quiet is None or not watch.quiet.hold(now)
    ]
    if not awake:
        return []
    found = _active(components, awake, now)
    return [mail for watch in awake for mail in _keep_alerts(components, watch, found)]


def _active(components: Components, watches: Sequence[Watch], now: datetime) -> list[EventOutline]:
    """Return the events of the last day that any watch may concern.

    Where only tickers are watched, no other event is looked at: a run comes every quarter of an
    hour, and most events concern nobody that is watched.
    """
    symbols: set[str | None] = {
        ticker.upper() for watch in watches for ticker in watch.interests.tickers
    }
    if any(watch.interests.sectors or watch.interests.narratives for watch in watches):
        symbols = {None}
    with components.store.reading() as session:
        desk = Desk(components, session, as_of=None, at=now)
        return active(desk, since=now - LOOK_BACK, symbols=sorted(symbols, key=str))


def _keep_alerts(components: Components, watch: Watch, found: Sequence[EventOutline]) -> list[Mail]:
    now = components.clock.now()
    with components.store.reading() as session:
        desk = Desk(components, session, as_of=None, at=now)
        due = _due(desk, watch, found)
        drafts = list(_drafts(desk, watch, due)) if due else []
    kept = []
    for draft in drafts:
        with components.store.writing() as session:
            if session.outbox.keep(draft.mail, at=now):
                session.tellings.keep(draft.mail.id, draft.told)
            mail = session.outbox.get(draft.mail.id)
        if mail is not None:
            kept.append(mail)
    return kept


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """An alert that is to be kept, and what it tells."""

    mail: NewMail
    told: tuple[tuple[EventId, Facts], ...]


def _due(desk: Desk, watch: Watch, found: Sequence[EventOutline]) -> list[tuple[EventOutline, int]]:
    """Return the watched events, of these and of those told before, that an alert may be about.

    Each with the number that its alert would have. What exactly was told is not looked at yet: in
    most runs nothing is left.
    """
    since = desk.now - LOOK_BACK
    unheard = _window(watch, since - watch.cooldown, desk.now)
    told = events_told(desk.known.session, watch.recipient, until=desk.now + _INSTANT, kinds=_KINDS)
    due = []
    for one in with_told(desk, found, unheard, told=told):
        known = one.event.id in told
        if not wanted(one, watch.interests) or not (known or one.event.first_seen >= since):
            continue
        before = desk.known.session.outbox.alerts_about(one.event.id, watch.recipient)
        # A clock that was ahead when the last one was made must not silence what is watched.
        if before and abs(desk.now - before[-1].made_at) < watch.cooldown:
            continue
        due.append((one, len(before) + 1))
    return due


def _drafts(desk: Desk, watch: Watch, due: Sequence[tuple[EventOutline, int]]) -> Iterator[_Draft]:
    """Yield the alerts about events of which there is something to tell."""
    told = memory_among(
        desk.known.session,
        watch.recipient,
        until=desk.now + _INSTANT,
        kinds=_KINDS,
        among=[one.event.id for one, _ in due],
    )
    for one, number in due:
        draft = _alert(desk, watch, one, told, number=number)
        if draft is not None:
            yield draft


def _window(watch: Watch, since: datetime, until: datetime) -> Window:
    return Window(
        day=until.astimezone(ZoneInfo(watch.zone)).date(),
        since=since,
        until=until,
        zone=watch.zone,
        interests=watch.interests,
        ends_now=True,
    )


def _alert(
    desk: Desk, watch: Watch, one: EventOutline, told: Memory, *, number: int
) -> _Draft | None:
    """Return the alert about one event; None where there is nothing to tell."""
    now = desk.now
    window = _window(watch, now - LOOK_BACK, now)
    edition = fitted(composed(desk, [one], window, told=told))
    if edition.is_empty:
        return None
    settings = desk.known.components.mail
    thread = Thread(about=one.event.id, number=number)
    mailbox = watch.mailbox or f"{watch.recipient.replace(':', '.')}@localhost"
    ids = thread_ids(thread, sender=settings.sender or _NOBODY, recipient=mailbox)
    if watch.mailbox:
        message = letter_bytes(alert_letter(edition, watch, settings, thread))
    else:
        (view,) = desk.views([gathered_again(one)])
        message = alert_json(edition, view, watch, ids).encode()
    mail = NewMail(
        kind=MailKind.ALERT,
        day=window.day,
        recipient=watch.recipient,
        about=f"{one.event.id}.{number}",
        sender=settings.sender_address,
        subject=subject(edition),
        message_id=ids[-1],
        message=message,
        since=window.since,
        until=window.until,
    )
    return _Draft(mail=mail, told=edition.told)


def alert_json(edition: Edition, view: EventView, watch: Watch, ids: tuple[str, ...]) -> str:
    """Return what a webhook is sent (the shape is stable); `summary` fits a short message."""
    lead = edition.lead
    changed = "; ".join(part.text for part in lead.update) + "." if lead and lead.update else ""
    chips = ", ".join(chip.text for chip in lead.chips) if lead else ""
    moves = list(lead.moves) if lead else []
    document = {
        "schema": "tapestory/alert/1",
        "id": ids[-1].strip("<>"),
        "thread": ids[0].strip("<>"),
        "watch": watch.name,
        "event": _event_json(view, view.event.id),
        "title": subject(edition),
        "update": changed or None,
        "moves": moves,
        "summary": "\n".join(part for part in (changed, ", ".join(moves), chips) if part),
        "text": render_text(edition),
        "at": edition.until.isoformat().replace("+00:00", "Z"),
    }
    return json.dumps(document, ensure_ascii=False)


def _event_json(view: EventView, event_id: EventId) -> dict[str, object]:
    return {
        "id": event_id,
        "title": view.event.title,
        "state": view.verification.state.value,
        "articles": len(view.articles),
    }
