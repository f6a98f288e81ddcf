"""A store's outbox and what a mail server holds → what is wrong between them, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

from evaluation.soaking.postbox import Held
from tapestory import bootstrap, config
from tapestory.clock import FixedClock
from tapestory.digest import Edition, render_text
from tapestory.model import Mail, MailState
from tapestory.pipeline.components import Components
from tapestory.pipeline.mail_settings import Recipient
from tapestory.pipeline.outbox_step import preview_for

_LONGEST = 60
"""Days that a soak may last."""


def mails(home: Path, held: Sequence[Held], *, now: datetime, days: int) -> Iterator[str]:
    """Yield where mail was lost, doubled, or tells as new what was told.

    Args:
        home: Of the store.
        held: What the mail server has taken over.
        now: When all was over.
        days: Mornings on which everybody was to get a mail.
    """
    paths = config.resolve(None, {"TAPESTORY_HOME": str(home)})
    settings = config.load(paths, {})
    with bootstrap.build(paths, settings, clock=FixedClock(now)) as components:
        with components.store.reading() as session:
            outbox = session.outbox.find()
        yield from _deliveries(outbox, held)
        for recipient in components.mail.recipients:
            own = [mail for mail in outbox if mail.recipient == recipient.address]
            own.sort(key=lambda mail: mail.until)
            settled = len(own) + _quiet_days(components, recipient, now)
            if settled != days:
                yield f"{recipient.address} was made {settled} mails in {days} days"
            yield from _windows(own)
            yield from _tellings(components, recipient, own, held)


def _quiet_days(components: Components, recipient: Recipient, now: datetime) -> int:
    """Return on how many days a recipient got no mail because nothing had happened."""
    with components.store.reading() as session:
        back = (now.date() - timedelta(days=days) for days in range(_LONGEST))
        return sum(session.outbox.is_quiet(recipient.address, day) for day in back)


def states(home: Path) -> dict[str, int]:
    """Return how many mails stand how."""
    paths = config.resolve(None, {"TAPESTORY_HOME": str(home)})
    with (
        bootstrap.build(paths, config.load(paths, {})) as components,
        components.store.reading() as session,
    ):
        found = Counter(mail.state.value for mail in session.outbox.find())
    return dict(sorted(found.items()))


def _deliveries(outbox: Sequence[Mail], held: Sequence[Held]) -> Iterator[str]:
    """Yield every mail that the server does not hold as often as the outbox believes."""
    arrived = Counter(item.message_id for item in held)
    for mail in outbox:
        times = arrived.pop(mail.message_id, 0)
        allowed = {MailState.SENT: {1}, MailState.UNKNOWN: {0, 1}}.get(mail.state, {0})
        if times not in allowed:
            yield f"{mail.id} is {mail.state.value} and arrived {times} times"
        if mail.state in {MailState.PENDING, MailState.SENDING}:
            yield f"{mail.id} is still {mail.state.value}"
    for message_id, times in arrived.items():
        yield f"{message_id} arrived {times} times and is not in the outbox"


def _windows(own: Sequence[Mail]) -> Iterator[str]:
    """Yield every mail that does not go on where the last one ended that was taken over."""
    confirmed: datetime | None = None
    for mail in own:
        if confirmed is not None and mail.since != confirmed:
            yield f"{mail.id} covers the time from {mail.since}, not from {confirmed}"
        if mail.state is MailState.SENT:
            confirmed = mail.until
    for before, after in pairwise(own):
        if before.day == after.day:
            yield f"{before.id} and {after.id} are of one day"


def _tellings(
    components: Components, recipient: Recipient, own: Sequence[Mail], held: Sequence[Held]
) -> Iterator[str]:
    """Yield what was told as new to who had read of it, and mails that say else than they would."""
    texts = {item.message_id: item.text for item in held}
    read: set[str] = set()
    for mail in own:
        edition = preview_for(components, recipient, day=mail.day).edition
        text = texts.get(mail.message_id)
        if text is not None and render_text(edition) != text:
            yield f"{mail.id} says today what it did not say then"
        fresh = set(_new_in(edition))
        for event_id, facts in edition.told:
            if event_id in fresh and read.intersection(facts.articles):
                yield f"{mail.id} tells {event_id} as new, which was told"
        if mail.state is MailState.SENT:
            read |= {article for _, facts in edition.told for article in facts.articles}


def _new_in(edition: Edition) -> Iterator[str]:
    """Yield the ids of the events that an edition tells without calling them updates."""
    for item in (edition.lead, *edition.others):
        if item is not None and not item.update:
            yield item.id
