from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest

from mailing.parcels import parcel
from tapestory.mailing.mailers.notifier import NotifierMailer, apprise_for
from tapestory.model import Delivery

MESSAGE = json.dumps({"title": "Meta", "summary": "denied"}).encode()


class Library:
    """Stands for Apprise: takes addresses of one service, which takes messages or not."""

    def __init__(self, *, taken: bool) -> None:
        self.taken = taken
        self.told: list[tuple[str, str]] = []

    def add(self, url: str) -> bool:
        return url.startswith("ntfy://")

    def notify(self, *, title: str, body: str) -> Any:
        self.told.append((title, body))
        return SimpleNamespace() if self.taken else None


def delivered(library: Library, url: str) -> Delivery:
    apprise = SimpleNamespace(Apprise=lambda: library)
    mailer = NotifierMailer(notifier=apprise_for(url, library=lambda: apprise), service="ntfy")
    return mailer.send(parcel(MESSAGE), handing_over=lambda: None).delivery


def test_whatever_is_true_says_that_a_message_was_taken() -> None:
    library = Library(taken=True)

    assert delivered(library, "ntfy://topic") is Delivery.SENT
    assert library.told == [("Meta", "denied")]


@pytest.mark.parametrize("taken", [True, False])
def test_an_address_of_no_known_service_is_refused_and_nothing_is_told(*, taken: bool) -> None:
    library = Library(taken=taken)

    assert delivered(library, "carrier-pigeon://loft") is Delivery.REFUSED
    assert library.told == []


def test_without_the_library_a_message_waits() -> None:
    def missing() -> Any:
        raise ModuleNotFoundError(name="apprise")

    mailer = NotifierMailer(notifier=apprise_for("ntfy://topic", library=missing), service="ntfy")
    outcome = mailer.send(parcel(MESSAGE), handing_over=lambda: None)

    assert outcome.delivery is Delivery.LATER
    assert "not installed" in outcome.reply
