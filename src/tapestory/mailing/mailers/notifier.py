"""An alert → a short message by whatever service the user reads; Apprise knows some hundred."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol

from tapestory.errors import InputError
from tapestory.mailing.mailers.interface import Steps, unheard
from tapestory.model import Delivery, DeliveryOutcome, Parcel


class Notifier(Protocol):
    """What `apprise.Apprise` does, as far as it is needed."""

    def notify(self, *, title: str, body: str) -> object:
        """Send a message; what is true says that it was taken, None that there is no service."""
        ...


class _Nobody:
    """Stands for an address of which Apprise knows no service."""

    def notify(self, *, title: str, body: str) -> None:
        """Send nothing."""


def apprise_library() -> Any:
    """Return the library, which is an extra."""
    return import_module("apprise")


def apprise_for(
    url: str, *, library: Callable[[], Any] = apprise_library
) -> Callable[[], Notifier]:
    """Return what makes Apprise for the address of a service.

    Args:
        url: In the notation of Apprise; it may hold tokens and is never printed.
        library: Loads Apprise.
    """

    def make() -> Notifier:
        try:
            apprise = library()
        except ImportError as error:
            message = "an alert is to go by Apprise, which is not installed"
            hint = "pip install 'tapestory[alerts]' installs it."
            raise InputError(message, hint=hint) from error
        made: Any = apprise.Apprise()
        if not made.add(url):
            return _Nobody()
        notifier: Notifier = made
        return notifier

    return make


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifierMailer:
    """Sends alerts as short messages."""

    notifier: Callable[[], Notifier]
    """Made when the first message is sent."""
    service: str
    """The scheme of its address: the rest holds tokens."""

    @property
    def name(self) -> str:
        """Which service."""
        return f"apprise {self.service}"

    def send(
        self,
        parcel: Parcel,
        *,
        handing_over: Callable[[], None],
        steps: Steps = unheard,
    ) -> DeliveryOutcome:
        """Send it once; what the service refuses or cannot be reached for is unknown.

        The library says no more than that it failed, and never whether anything arrived.
        """
        try:
            notifier = self.notifier()
        except InputError as error:
            return DeliveryOutcome(delivery=Delivery.LATER, reply=str(error))
        said = json.loads(parcel.message)
        steps(f"calling {self.service}")
        handing_over()
        try:
            taken = notifier.notify(title=str(said["title"]), body=str(said["summary"]))
        except OSError as error:
            return DeliveryOutcome(delivery=Delivery.UNKNOWN, reply=f"{self.name}: {error}")
        if taken is None:
            return DeliveryOutcome(
                delivery=Delivery.REFUSED, reply=f"{self.name}: no such service is known"
            )
        if not taken:
            return DeliveryOutcome(delivery=Delivery.UNKNOWN, reply=f"{self.name}: it failed")
        return DeliveryOutcome(delivery=Delivery.SENT, reply=f"{self.name} has taken it")
