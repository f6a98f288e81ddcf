"""What is watched is told at once: once, in a thread, not at night, by mail or a signed POST."""

from __future__ import annotations

import base64
import email
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailing.mailroom import REFUSED, UNKNOWN, Mailroom, Pigeon
from mailing.test_three_days import DEAL, DENIAL
from systems import put_empty_store
from tapestory import bootstrap
from tapestory.clock import FixedClock
from tapestory.config import load, resolve
from tapestory.digest.interests import Interests
from tapestory.errors import ConfigError
from tapestory.mailing.credentials import fixed
from tapestory.mailing.letter import Thread, thread_ids
from tapestory.mailing.mailers.notifier import NotifierMailer
from tapestory.mailing.mailers.webhook import WebhookMailer
from tapestory.mailing.quiet_hours import QuietHours
from tapestory.model import Delivery, Mail, MailKind, MailState, Parcel
from tapestory.pipeline.edition_step import Window, desk_for, with_told
from tapestory.pipeline.imports import ArticleRecord, import_articles
from tapestory.pipeline.mail_settings import MailSettings, Watch
from tapestory.pipeline.outbox_step import deliver_due
from tapestory.pipeline.reader_memory import memory_of
from tapestory.pipeline.run import process

NOON = datetime(2026, 3, 16, 13, tzinfo=UTC)
HOUR = timedelta(hours=1)
ECHO = ArticleRecord(
    id="e",
    title="Meta said to be in talks to buy Nebius for $27 billion",
    text="Meta is in talks to buy Nebius for $27 billion, a person familiar with the matter told"
    " Reuters on Monday.",
    published="2026-03-16T14:30:00Z",
    outlet="Reuters",
)
WATCH = Watch(
    name="nebius",
    recipient="reader@example.net",
    mailbox="reader@example.net",
    interests=Interests(tickers=frozenset({"NBIS"})),
)


def watching(room: Mailroom, *watches: Watch) -> Mailroom:
    settings = MailSettings(
        mailer=lambda: room.pigeon,
        sender="Tapestory <digest@example.org>",
        sender_address="digest@example.org",
        watches=watches,
    )
    return replace(room, components=replace(room.components, mailing=lambda: settings))


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Mailroom]:
    (tmp_path / "config.toml").write_text("", encoding="utf-8")
    paths = resolve(tmp_path / "config.toml", {})
    clock = FixedClock(NOON)
    put_empty_store(paths.store)
    with bootstrap.build(paths, load(paths, {}), clock=clock) as components:
        yield watching(Mailroom(components, clock, Pigeon()), WATCH)


def at(room: Mailroom, hours: float, *news: ArticleRecord) -> list[Mail]:
    """Take in news so many hours after the first of it, and send what there is to send."""
    room.clock.instant = NOON + hours * HOUR
    if news:
        import_articles(room.components, news)
        process(room.components)
    return list(deliver_due(room.components).tried)


def letters(room: Mailroom) -> list[EmailMessage]:
    return [email.message_from_bytes(one.message, policy=default) for one in room.pigeon.arrived]


def test_news_of_what_is_watched_is_told_at_once_and_once(room: Mailroom) -> None:
    told = [at(room, hours, *news) for hours, news in ((0, DEAL), (0, ()), (1, ()), (9, ()))]

    assert [len(mails) for mails in told] == [1, 0, 0, 0]
    [mail] = told[0]
    assert (mail.kind, mail.state) == (MailKind.ALERT, MailState.SENT)
    assert mail.subject.startswith("Meta in talks")
    assert mail.subject.endswith("(unconfirmed)")


def test_what_is_not_watched_is_not_told(room: Mailroom) -> None:
    other = replace(WATCH, interests=Interests(tickers=frozenset({"XOM"})))

    assert at(watching(room, other), 0, *DEAL) == []


def test_what_is_not_watched_is_not_looked_at_again_though_the_clock_goes_on(
    room: Mailroom,
) -> None:
    at(room, 0, *DEAL)
    at(room, 2, ECHO)
    until = room.clock.now()
    room.clock.instant += timedelta(milliseconds=1)
    told = memory_of(room.components, WATCH.recipient, until=until + HOUR, kinds=(MailKind.ALERT,))

    def looked_at(*tickers: str, ends_now: bool = True) -> int:
        window = Window(
            day=until.date(),
            since=until - 3 * HOUR,
            until=until,
            zone="UTC",
            interests=Interests(tickers=frozenset(tickers)),
            ends_now=ends_now,
        )
        with room.components.store.reading() as session:
            desk = desk_for(room.components, session, window)
            return len(with_told(desk, [], window, told=told))

    assert len(told) == 1
    assert looked_at("NBIS") == 1
    assert looked_at("XOM") == 0
    assert looked_at("XOM", ends_now=False) == 1, "whom it concerned then is not stored"


def test_changes_of_one_event_are_one_thread_with_ids_that_follow_from_it(room: Mailroom) -> None:
    at(room, 0, *DEAL)
    at(room, 10, ECHO)
    at(room, 50, DENIAL)

    first, second, third = letters(room)
    assert "In-Reply-To" not in first
    assert second["In-Reply-To"] == first["Message-ID"]
    assert second["References"] == first["Message-ID"]
    assert third["In-Reply-To"] == second["Message-ID"]
    assert third["References"] == f"{first['Message-ID']} {second['Message-ID']}"
    assert third["Subject"].startswith("Update: ")
    assert third["Subject"].endswith("(denied)")
    assert third["List-Id"] == "Tapestory alerts <tapestory-alerts.example.org>"
    assert third["Auto-Submitted"] == "auto-generated"


def test_in_the_cooldown_nothing_is_said_and_afterwards_all_of_it(room: Mailroom) -> None:
    at(room, 0, *DEAL)

    assert at(room, 2, ECHO) == []
    [mail] = at(room, 6)

    [_, second] = letters(room)
    assert mail.subject.startswith("Update: ")
    body = second.get_body(("plain",))
    assert body is not None
    assert "second independent origin: Reuters" in " ".join(body.get_content().split())


def test_in_quiet_hours_nobody_is_disturbed_and_what_happened_is_told_when_they_end(
    room: Mailroom,
) -> None:
    night = QuietHours(begin=time(12), end=time(20))
    room = watching(room, replace(WATCH, quiet=night))

    assert [at(room, hours, *news) for hours, news in ((0, DEAL), (6.9, ()))] == [[], []]
    assert len(at(room, 7)) == 1


def test_what_may_have_arrived_or_was_refused_is_not_told_a_second_time(room: Mailroom) -> None:
    room.pigeon.outcomes = [UNKNOWN]
    at(room, 0, *DEAL)
    assert at(room, 8) == []

    room.pigeon.outcomes = [REFUSED]
    assert [mail.state for mail in at(room, 9, ECHO)] == [MailState.FAILED]
    assert at(room, 20) == []


@dataclass
class Door:
    """Stands for what takes a POST."""

    status: int = 204
    breaks: str = ""
    """"before" or "after" the request went out."""
    got: list[tuple[str, Mapping[str, str], bytes]] = field(default_factory=list)

    def __call__(
        self, url: str, *, headers: Mapping[str, str], body: bytes, connected: Callable[[], None]
    ) -> tuple[int, str]:
        if self.breaks == "before":
            raise ConnectionRefusedError
        connected()
        if self.breaks == "after":
            raise TimeoutError
        self.got.append((url, headers, body))
        return self.status, "said"


def hook(door: Door, shared: str = "shared") -> WebhookMailer:
    return WebhookMailer(
        url="https://hooks.example.org/T0KEN", secret=fixed(shared), post=door, now=lambda: NOON
    )


PARCEL = Parcel(
    sender="", recipient="webhook:nebius", message_id="<alert.1.ab@example.org>", message=b"{}"
)


def test_a_webhook_takes_json_that_says_what_changed(room: Mailroom) -> None:
    door = Door()
    room = watching(
        room,
        replace(WATCH, recipient="webhook:nebius", mailbox="", mailer=lambda: hook(door)),
    )
    at(room, 0, *DEAL)
    [mail] = at(room, 50, DENIAL)

    first, second = (json.loads(body) for _, _, body in door.got)
    assert room.pigeon.arrived == []
    assert mail.state is MailState.SENT
    assert first["schema"] == "tapestory/alert/1"
    assert first["update"] is None
    assert second["update"] == "Since the mail of Mon 16 Mar: denied."
    assert second["event"]["state"] == "denied"
    assert second["thread"] == first["id"]
    assert second["id"] == mail.message_id.strip("<>")


@pytest.mark.parametrize(
    ("door", "delivery"),
    [
        (Door(), Delivery.SENT),
        (Door(status=301), Delivery.REFUSED),
        (Door(status=410), Delivery.REFUSED),
        (Door(status=429), Delivery.LATER),
        (Door(status=503), Delivery.LATER),
        (Door(breaks="before"), Delivery.LATER),
        (Door(breaks="after"), Delivery.UNKNOWN),
    ],
    ids=["204", "301", "410", "429", "503", "no connection", "no answer"],
)
def test_what_a_webhook_answers_decides_what_becomes_of_an_alert(
    door: Door, delivery: Delivery
) -> None:
    claimed: list[bool] = []

    outcome = hook(door).send(PARCEL, handing_over=lambda: claimed.append(True))

    assert outcome.delivery is delivery
    assert len(claimed) == (door.breaks != "before")
    assert "T0KEN" not in outcome.reply + hook(door).name


@given(body=st.binary(max_size=200), secret=st.text(min_size=1, max_size=40))
def test_the_signature_of_a_webhook_can_be_checked_by_who_shares_the_secret(
    body: bytes, secret: str
) -> None:
    door = Door()
    hook(door, secret).send(replace(PARCEL, message=body), handing_over=lambda: None)

    [(_, headers, sent)] = door.got
    content = f"alert.1.ab@example.org.{int(NOON.timestamp())}.".encode() + sent
    proof = hmac.new(secret.encode(), content, hashlib.sha256).digest()
    assert headers["webhook-signature"] == f"v1,{base64.b64encode(proof).decode()}"
    assert headers["webhook-id"] == "alert.1.ab@example.org"


def test_a_secret_in_the_notation_of_the_standard_is_decoded() -> None:
    door, key = Door(), b"0123456789abcdef"
    hook(door, f"whsec_{base64.b64encode(key).decode()}").send(PARCEL, handing_over=lambda: None)

    [(_, headers, sent)] = door.got
    content = f"alert.1.ab@example.org.{int(NOON.timestamp())}.".encode() + sent
    proof = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{proof}"


@dataclass
class Bell:
    answer: bool | None
    rung: list[tuple[str, str]] = field(default_factory=list)

    def notify(self, *, title: str, body: str) -> bool | None:
        self.rung.append((title, body))
        return self.answer


@pytest.mark.parametrize(
    ("answer", "delivery"),
    [(True, Delivery.SENT), (False, Delivery.UNKNOWN), (None, Delivery.REFUSED)],
)
def test_a_service_is_told_in_few_words(answer: bool | None, delivery: Delivery) -> None:  # noqa: FBT001  # what the library answers
    bell = Bell(answer)
    message = json.dumps({"title": "Meta", "summary": "denied", "text": "long"}).encode()

    outcome = NotifierMailer(notifier=lambda: bell, service="ntfy").send(
        replace(PARCEL, message=message), handing_over=lambda: None
    )

    assert outcome.delivery is delivery
    assert bell.rung == [("Meta", "denied")]


@pytest.mark.parametrize(
    ("hours", "clock", "hold"),
    [
        ((22, 7), 21, False),
        ((22, 7), 22, True),
        ((22, 7), 3, True),
        ((22, 7), 7, False),
        ((12, 14), 13, True),
        ((12, 14), 14, False),
    ],
)
def test_quiet_hours_begin_go_over_midnight_and_end(
    hours: tuple[int, int], clock: int, *, hold: bool
) -> None:
    quiet = QuietHours(begin=time(hours[0]), end=time(hours[1]), zone="Asia/Seoul")

    assert quiet.hold(datetime(2026, 7, 1, clock, tzinfo=UTC) - 9 * HOUR) is hold


@given(st.integers(1, 50))
def test_every_mail_of_a_thread_refers_to_the_first_and_to_the_one_before(number: int) -> None:
    def ids(n: int) -> tuple[str, ...]:
        thread = Thread(about="abc", number=n)
        return thread_ids(thread, sender="d@example.org", recipient="R@example.net")

    assert ids(number)[0] == ids(1)[0]
    assert ids(number)[-1] not in ids(number)[:-1]
    if number > 1:
        assert ids(number)[-2] == ids(number - 1)[-1]


def configured(folder: Path, text: str) -> tuple[Watch, ...]:
    (folder / "config.toml").write_text(text, encoding="utf-8")
    paths = resolve(folder / "config.toml", {})
    settings = bootstrap.mail_settings(load(paths, {}), paths, FixedClock(NOON))
    return settings.watches


def test_a_watch_of_the_configuration_is_one_for_each_who_hears_of_it(tmp_path: Path) -> None:
    watches = configured(
        tmp_path,
        '[[alerts.watches]]\nname = "neo"\nto = ["a@example.org", "B <b@example.org>"]\n'
        'webhook = "https://hooks.example.org/x"\nsecret = "s"\napprise = "ntfy://topic"\n'
        'tickers = ["NBIS"]\nquiet = "22:00-07:00"\ntimezone = "Asia/Seoul"\n',
    )

    assert [watch.recipient for watch in watches] == [
        "a@example.org",
        "b@example.org",
        "webhook:neo",
        "apprise:neo",
    ]
    assert {watch.quiet for watch in watches} == {
        QuietHours(begin=time(22), end=time(7), zone="Asia/Seoul")
    }


@pytest.mark.parametrize(
    "wrong",
    [
        'to = ["a@example.org"]',
        'tickers = ["X"]',
        'tickers = ["X"]\nwebhook = "https://h.example"',
        'tickers = ["X"]\nwebhook = "http://h.example"\nsecret = "s"',
        'tickers = ["X"]\nto = ["a@example.org"]\nsecret = "s"',
        'tickers = ["X"]\nto = ["a@example.org"]\nquiet = "7-22"',
    ],
    ids=["nothing watched", "nobody told", "unsigned", "in the clear", "no hook", "hours"],
)
def test_a_watch_that_cannot_work_is_refused_with_its_place(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(ConfigError, match=r"config\.toml:\d+:\d+: alerts\.watches\[0\]"):
        configured(tmp_path, f'[[alerts.watches]]\nname = "neo"\n{wrong}\n')
