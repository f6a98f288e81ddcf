"""The sample's events in a store of its own, readers, and a way of sending that does as told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import time
from pathlib import Path

from tapestory import bootstrap
from tapestory.clock import FixedClock
from tapestory.config import load, resolve
from tapestory.digest.interests import EVERYTHING, Interests
from tapestory.mailing.mailers.interface import Steps, unheard
from tapestory.mailing.schedule import Schedule
from tapestory.model import Delivery, DeliveryOutcome, Parcel
from tapestory.pipeline.components import Components
from tapestory.pipeline.mail_settings import MailSettings, Recipient

SENT = DeliveryOutcome(delivery=Delivery.SENT, reply="250 taken")
LATER = DeliveryOutcome(delivery=Delivery.LATER, reply="451 later")
REFUSED = DeliveryOutcome(delivery=Delivery.REFUSED, reply="550 no")
UNKNOWN = DeliveryOutcome(delivery=Delivery.UNKNOWN, reply="no answer came")


class KilledError(BaseException):
    """Stands for the end of the process: nothing in its way may catch it."""


@dataclass
class Pigeon:
    """Sends by doing what it is told; `arrived` is what the other side holds."""

    outcomes: list[DeliveryOutcome] = field(default_factory=list)
    """What comes of the next attempts; SENT when there is none left."""
    killed: str = ""
    """"before" the point of no return, "claimed" right behind it, or "after" all has arrived."""
    arrived: list[Parcel] = field(default_factory=list)
    name: str = "pigeon"

    def send(
        self, parcel: Parcel, *, handing_over: Callable[[], None], steps: Steps = unheard
    ) -> DeliveryOutcome:
        steps("flying")
        if self.killed == "before":
            raise KilledError
        handing_over()
        if self.killed == "claimed":
            raise KilledError
        outcome = self.outcomes.pop(0) if self.outcomes else SENT
        if outcome.delivery in {Delivery.SENT, Delivery.UNKNOWN}:
            self.arrived.append(parcel)
        if self.killed == "after":
            raise KilledError
        return outcome


@dataclass(frozen=True)
class Mailroom:
    """What a test of delivery works with."""

    components: Components
    clock: FixedClock
    pigeon: Pigeon

    def serving(self, *recipients: Recipient) -> Mailroom:
        """Return the same room with other readers."""
        settings = MailSettings(
            mailer=lambda: self.pigeon,
            sender="Tapestory <digest@example.org>",
            sender_address="digest@example.org",
            recipients=recipients,
        )
        return replace(self, components=replace(self.components, mailing=lambda: settings))


def reader(
    address: str = "reader@example.net",
    *,
    zone: str = "UTC",
    at: time = time(7),
    interests: Interests = EVERYTHING,
    heartbeat: bool = False,
) -> Recipient:
    return Recipient(
        mailbox=address,
        address=address,
        schedule=Schedule(zone=zone, at=at),
        interests=interests,
        heartbeat=heartbeat,
    )


def opened(home: Path, clock: FixedClock) -> Components:
    """Open the store of a home that the demo left."""
    paths = resolve(home / "config.toml", {})
    return bootstrap.build(paths, load(paths, {}), clock=clock)
