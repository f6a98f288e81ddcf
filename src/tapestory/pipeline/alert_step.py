"""What changed of watched events → alerts in the outbox, one for an event and change.

Nothing is queued. What a reader knows is in the store, and what they do not know yet is found out
anew each time: what happens in quiet hours or during a cooldown is told by the first run after it,
with all that has changed by then.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tapestory.digest import Edition, fitted, render_text, subject
from tapestory.digest.interests import wanted
from tapestory.mailing.letter import Thread, letter_bytes, thread_ids
from tapestory.model import EventId, EventView, Mail, MailKind, Memory
from tapestory.pipeline.components import Components
from tapestory.pipeline.edition_step import Window, active_views, compose_views, with_told
from tapestory.pipeline.mail_settings import Watch, alert_letter
from tapestory.pipeline.reader_memory import memory_of
from tapestory.store import NewMail

LOOK_BACK = timedelta(hours=24)
"""News that is older is no news for an alert: quiet hours are shorter."""
_INSTANT = timedelta(microseconds=1)
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
    active = _active(components, awake, now) if awake else []
    return [mail for watch in awake for mail in _keep_alerts(components, watch, active)]


def _active(components: Components, watches: Sequence[Watch], now: datetime) -> list[EventView]:
    """Return the events of the last day that any watch may concern.

    Where only tickers are watched, no other event is looked at: a run comes every quarter of an
    hour, and most events concern nobody that is watched.
    """
    symbols: set[str | None] = {
        ticker.upper() for watch in watches for ticker in watch.interests.tickers
    }
    if any(watch.interests.sectors or watch.interests.narratives for watch in watches):
        symbols = {None}
    views = [
        view
        for symbol in sorted(symbols, key=str)
        for view in active_views(components, since=now - LOOK_BACK, as_of=None, symbol=symbol)
    ]
    return list({view.event.id: view for view in views}.values())


def _keep_alerts(components: Components, watch: Watch, active: Sequence[EventView]) -> list[Mail]:
    kept: list[Mail] = []
    now = components.clock.now()
    # What was kept at this very instant is known too.
    told = memory_of(
        components, watch.recipient, until=now + _INSTANT, kinds=(MailKind.DIGEST, MailKind.ALERT)
    )
    since = now - LOOK_BACK
    unheard = _window(watch, since - watch.cooldown, now)
    for view in with_told(components, active, unheard, told=told):
        known = view.event.id in told
        if not wanted(view, watch.interests) or not (known or view.event.first_seen >= since):
            continue
        with components.store.reading() as session:
            before = session.outbox.alerts_about(view.event.id, watch.recipient)
        # A clock that was ahead when the last one was made must not silence what is watched.
        if before and abs(now - before[-1].made_at) < watch.cooldown:
            continue
        mail = _alert(components, watch, view, told, number=len(before) + 1)
        if mail is not None:
            kept.append(mail)
    return kept


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
    components: Components, watch: Watch, view: EventView, told: Memory, *, number: int
) -> Mail | None:
    """Keep the alert about one event; None where there is nothing to tell."""
    now = components.clock.now()
    window = _window(watch, now - LOOK_BACK, now)
    edition = fitted(compose_views(components, window, [view], told=told))
    if edition.is_empty:
        return None
    settings, thread = components.mail, Thread(about=view.event.id, number=number)
    mailbox = watch.mailbox or f"{watch.recipient.replace(':', '.')}@localhost"
    ids = thread_ids(thread, sender=settings.sender or _NOBODY, recipient=mailbox)
    if watch.mailbox:
        message = letter_bytes(alert_letter(edition, watch, settings, thread))
    else:
        message = alert_json(edition, view, watch, ids).encode()
    mail = NewMail(
        kind=MailKind.ALERT,
        day=window.day,
        recipient=watch.recipient,
        about=f"{view.event.id}.{number}",
        sender=settings.sender_address,
        subject=subject(edition),
        message_id=ids[-1],
        message=message,
        since=window.since,
        until=window.until,
    )
    with components.store.writing() as session:
        if session.outbox.keep(mail, at=now):
            session.tellings.keep(mail.id, edition.told)
        return session.outbox.get(mail.id)


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
