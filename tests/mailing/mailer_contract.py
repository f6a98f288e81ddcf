"""What every mailer promises to the outbox, whichever way it sends."""

from __future__ import annotations

import pytest

from mailing.parcels import MESSAGE, Watch, parcel
from tapestory.mailing import Mailer
from tapestory.model import Delivery


class StopHereError(Exception):
    """What the outbox raises when the mail is not to be sent after all."""


class MailerContract:
    """Subclasses give a mailer that works, one that cannot reach anybody, and what has arrived."""

    @pytest.fixture
    def mailer(self) -> Mailer:
        raise NotImplementedError

    @pytest.fixture
    def unreachable(self) -> Mailer:
        raise NotImplementedError

    def arrived(self) -> list[bytes]:
        raise NotImplementedError

    def test_a_mail_that_is_sent_arrives_once_and_whole(self, mailer: Mailer) -> None:
        outcome = mailer.send(parcel(), handing_over=Watch().handing_over)

        assert outcome.delivery is Delivery.SENT
        assert [mail.replace(b"\r\n", b"\n") for mail in self.arrived()] == [
            MESSAGE.replace(b"\r\n", b"\n")
        ]

    def test_the_point_of_no_return_is_announced_once(self, mailer: Mailer) -> None:
        watch = Watch()

        mailer.send(parcel(), handing_over=watch.handing_over)

        assert watch.times == 1

    def test_nothing_has_left_when_the_point_of_no_return_is_announced(
        self, mailer: Mailer
    ) -> None:
        seen: list[list[bytes]] = []

        mailer.send(parcel(), handing_over=lambda: seen.append(self.arrived()))

        assert seen == [[]]

    def test_whoever_says_stop_there_is_heard_and_nothing_leaves(self, mailer: Mailer) -> None:
        watch = Watch(refuse=StopHereError)

        with pytest.raises(StopHereError):
            mailer.send(parcel(), handing_over=watch.handing_over)

        assert self.arrived() == []

    def test_a_mail_that_is_sent_twice_arrives_twice(self, mailer: Mailer) -> None:
        for _ in range(2):
            mailer.send(parcel(), handing_over=Watch().handing_over)

        assert len(self.arrived()) == 2

    def test_nobody_reached_is_tried_again_and_never_raised(self, unreachable: Mailer) -> None:
        watch = Watch()

        outcome = unreachable.send(parcel(), handing_over=watch.handing_over)

        assert (outcome.delivery, watch.times) == (Delivery.LATER, 0)
        assert outcome.reply

    def test_it_has_a_name_of_one_line(self, mailer: Mailer) -> None:
        assert mailer.name.isprintable()
        assert mailer.name
