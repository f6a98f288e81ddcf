"""Builds the store, the feed limits, the universe and the clock: the only wiring."""
# ruff: noqa: PLC0415  # what a poll does without is imported by `build`, not by this module

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from tapestory import __version__
from tapestory.clock import Clock, SystemClock
from tapestory.errors import LockedError, StoreError, TapestoryError
from tapestory.ingest.fetching.answers import HOME, FetchLimits
from tapestory.ingest.pages.settings import PageSettings
from tapestory.ingest.timing.schedule import PollSettings
from tapestory.pipeline.poll_components import PollComponents
from tapestory.store import Store

if TYPE_CHECKING:
    from tapestory.config import Config, Paths, RecipientConfig
    from tapestory.config.alert_schema import WatchConfig
    from tapestory.digest.interests import Interests
    from tapestory.mailing import Mailer
    from tapestory.mailing.credentials import Credential
    from tapestory.matching import MatchSettings, Semantics
    from tapestory.model import Universe
    from tapestory.moves import ExchangeSessions
    from tapestory.pipeline.components import Components
    from tapestory.pipeline.mail_settings import MailSettings, Recipient, Watch
    from tapestory.pipeline.price_sources import PriceSettings


def build(
    paths: Paths, config: Config, *, clock: Clock | None = None, create: bool = False
) -> Components:
    """Return everything a command works with. Close it, or use it as a context.

    Args:
        paths: Where config, store and cache are.
        config: As loaded and checked.
        clock: The system's if absent; the sample and replays bring their own.
        create: Make the store if there is none, and bring an old one up to date.

    Raises:
        ConfigError: A file that the config names cannot be used.
        StoreError: The store is missing (and `create` is off), broken, or not writable.
    """
    from tapestory.config import load_concepts, load_narratives, load_releases, load_universe
    from tapestory.moves import KNOWN_MICS
    from tapestory.pipeline.components import Components, DigestSettings

    universe = load_universe(config, paths)
    narratives = load_narratives(config, paths)
    concepts = load_concepts(config, paths)
    releases = load_releases(config, paths, exchanges=KNOWN_MICS)
    clock = clock or SystemClock()
    sessions = exchange_sessions(paths, config, clock)
    store = Store.open(paths.store, migrate=create, clock=clock)
    return Components(
        store=store,
        clock=clock,
        universe=_with_imported(universe, store, config, paths),
        narratives=narratives,
        concepts=concepts,
        match_settings=lambda: _matching(config),
        encoder=_encoder if config.matching.semantic else None,
        limits=_limits(config),
        polling=_polling(config),
        pages=_pages(config),
        jitter=random.random,
        sessions=sessions,
        releases=releases,
        prices=_prices(config, paths),
        put_aside=paths.memory,
        mailing=lambda: mail_settings(config, paths, clock),
        digest=DigestSettings(
            zone=config.digest.timezone,
            language=config.digest.language,
            window=timedelta(hours=config.digest.window_hours),
            max_events=config.digest.max_events,
        ),
    )


def _with_imported(universe: Universe, store: Store, config: Config, paths: Paths) -> Universe:
    """Return a universe with what was imported; the store is closed where it cannot be used."""
    from tapestory.config import check_benchmarks, with_imported
    from tapestory.moves import trading_mic

    try:
        with store.reading() as session:
            universe = with_imported(universe, session.instruments.all())
        check_benchmarks(universe, config, paths, exchange_of=trading_mic)
    except TapestoryError:
        store.close()
        raise
    return universe


def exchange_sessions(paths: Paths, config: Config, clock: Clock) -> ExchangeSessions:
    """Return the trading calendars, compiled once into the cache, with the known closed days.

    Raises:
        ConfigError: A closed_days.csv cannot be used.
    """
    from tapestory.config import load_special_days
    from tapestory.moves import KNOWN_MICS, ExchangeSessions, SessionOverrides
    from tapestory.moves.calendars import cached_in

    overrides = SessionOverrides(days=load_special_days(config, paths, exchanges=KNOWN_MICS))
    at_least = date(clock.now().year + 1, 12, 31)
    return ExchangeSessions(overrides, source=cached_in(paths.cache, at_least=at_least))


def build_polling(
    paths: Paths, config: Config, *, clock: Clock | None = None, create: bool = False
) -> PollComponents:
    """Return what a poll works with, in a fraction of the time and memory of `build`.

    Args:
        paths: Where the store is.
        config: As loaded and checked.
        clock: The system's if absent.
        create: Make the store if there is none, and bring an old one up to date.

    Raises:
        StoreError: The store is missing (and `create` is off), broken, or not writable.
    """
    clock = clock or SystemClock()
    return PollComponents(
        store=Store.open(paths.store, migrate=create, clock=clock),
        clock=clock,
        limits=_limits(config),
        polling=_polling(config),
        jitter=random.random,
    )


@contextmanager
def run_lock(paths: Paths) -> Iterator[None]:
    """Hold the one lock under which feeds are polled and articles matched.

    The operating system frees it however the process ends, kill -9 included.

    Raises:
        LockedError: Another run holds it; at once, without waiting.
        StoreError: The lock file cannot be made.
    """
    lock = FileLock(paths.lock, timeout=0)
    try:
        paths.lock.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        message = f"another run holds {paths.lock}"
        hint = "Wait for it to end; however it ends, the lock is free then."
        raise LockedError(message, hint=hint) from error
    except OSError as error:
        message = f"{paths.lock}: cannot be locked: {error.strerror or error}"
        hint = f"Check who owns {paths.lock.parent}, or name another place with TAPESTORY_HOME."
        raise StoreError(message, hint=hint) from error
    try:
        yield
    finally:
        lock.release()


def _limits(config: Config) -> FetchLimits:
    fetch = config.fetch
    contact = fetch.user_agent_contact or f"+{HOME}"
    return FetchLimits(
        total_seconds=fetch.total_seconds,
        max_compressed=fetch.max_body_bytes,
        max_body=fetch.max_body_bytes,
        max_redirects=fetch.max_redirects,
        allow_networks=fetch.allow_networks,
        user_agent=f"Tapestory/{__version__} (feed reader; {contact})",
        per_host=fetch.per_host,
        concurrency=fetch.concurrency,
        http2=fetch.http2,
    )


def _polling(config: Config) -> PollSettings:
    return PollSettings(
        min_interval=timedelta(minutes=config.poll.min_minutes),
        default_interval=timedelta(minutes=config.poll.default_minutes),
        max_interval=timedelta(hours=config.poll.max_hours),
    )


def _pages(config: Config) -> PageSettings:
    pages = config.pages
    return PageSettings(
        max_per_round=pages.max_per_round,
        max_per_host=pages.max_per_host,
        pause=pages.pause_seconds,
        max_body=pages.max_body_bytes,
        max_age=timedelta(hours=pages.max_age_hours),
    )


def _prices(config: Config, paths: Paths) -> PriceSettings:
    from tapestory.pipeline.price_sources import PriceSettings

    prices = config.prices
    return PriceSettings(
        provider=prices.provider,
        confirm_with=prices.confirm_with,
        path=paths.config_file.parent / Path(prices.path).expanduser() if prices.path else None,
        command=prices.command,
        folder=paths.config_file.parent,
        keys={
            "fmp": prices.fmp_key.get_secret_value(),
            "stooq": prices.stooq_key.get_secret_value(),
            "tiingo": prices.tiingo_key.get_secret_value(),
        },
        urls={"fmp": prices.fmp_url, "stooq": prices.stooq_url, "tiingo": prices.tiingo_url},
        per_minute=prices.per_minute,
        run_seconds=prices.run_seconds,
    )


def mail_settings(config: Config, paths: Paths, clock: Clock) -> MailSettings:
    """Return who gets the digest and which way it leaves; no mailer where none is configured.

    Raises:
        InputError: An address in it is not one mailbox.
    """
    from tapestory.config import RecipientConfig
    from tapestory.pipeline.mail_settings import MailSettings

    digest, smtp, mail = config.digest, config.smtp, config.mail
    watched = config.alerts.watches
    if not digest.recipients and not smtp.recipients and not smtp.host and not watched:
        return MailSettings()
    from tapestory.mailing.addresses import address
    from tapestory.mailing.journal import Journal

    own = {address(one.address, "recipient").addr_spec.lower() for one in digest.recipients}
    plain = [RecipientConfig(address=one) for one in dict.fromkeys(smtp.recipients)]
    others = [to for to in plain if address(to.address, "recipient").addr_spec.lower() not in own]
    leaves = bool(smtp.host) or mail.via != "smtp"
    sender = smtp.sender or (smtp.username if "@" in smtp.username else "tapestory@localhost")
    return MailSettings(
        mailer=(lambda: _mailer(config, paths)) if leaves else None,
        sender=sender,
        sender_address=address(sender, "sender").addr_spec,
        recipients=tuple(_recipient(one, config) for one in (*digest.recipients, *others)),
        unsubscribe=mail.unsubscribe,
        one_click=mail.one_click,
        watches=tuple(item for one in watched for item in _watches(one, config, clock)),
        journal=Journal(path=paths.store.with_name("handed-over.log")),
    )


def _recipient(one: RecipientConfig, config: Config) -> Recipient:
    from datetime import time

    from tapestory.config.mail_schema import WEEKDAYS
    from tapestory.mailing.addresses import address
    from tapestory.mailing.schedule import Schedule
    from tapestory.pipeline.mail_settings import Recipient

    digest = config.digest
    days = digest.weekdays if one.weekdays is None else one.weekdays
    return Recipient(
        mailbox=one.address,
        address=address(one.address, "recipient").addr_spec,
        schedule=Schedule(
            zone=one.timezone or digest.timezone,
            at=time.fromisoformat(one.at or digest.at),
            weekdays=frozenset(WEEKDAYS.index(day) for day in days),
        ),
        interests=_interests(one),
        heartbeat=digest.heartbeat if one.heartbeat is None else one.heartbeat,
    )


def _interests(one: RecipientConfig | WatchConfig) -> Interests:
    """Return what somebody wants to hear of."""
    from tapestory.digest.interests import Interests

    return Interests(
        tickers=frozenset(one.tickers),
        sectors=frozenset(one.sectors),
        narratives=frozenset(one.narratives),
        min_move=one.min_move,
    )


def _watches(one: WatchConfig, config: Config, clock: Clock) -> list[Watch]:
    """Return what is watched, once for each who hears of it."""
    from datetime import time

    from tapestory.ingest.posting import post
    from tapestory.mailing.addresses import address
    from tapestory.mailing.credentials import fixed, from_command
    from tapestory.mailing.mailers.notifier import NotifierMailer, apprise_for
    from tapestory.mailing.mailers.webhook import WebhookMailer
    from tapestory.mailing.quiet_hours import QuietHours
    from tapestory.pipeline.mail_settings import Watch

    zone = one.timezone or config.digest.timezone
    begin, _, end = one.quiet.partition("-")
    hours = [time.fromisoformat(hour) for hour in (begin, end) if hour]
    base = Watch(
        name=one.name,
        recipient="",
        interests=_interests(one),
        zone=zone,
        cooldown=timedelta(hours=one.cooldown_hours),
        quiet=QuietHours(begin=hours[0], end=hours[1], zone=zone) if hours else None,
    )
    found = [
        replace(base, recipient=address(to, "alert recipient").addr_spec, mailbox=to)
        for to in one.to
    ]
    if one.webhook:
        command, secret = one.secret_command, one.secret.get_secret_value()
        hook = WebhookMailer(
            url=one.webhook,
            secret=from_command(command) if command else fixed(secret),
            post=post,
            now=clock.now,
        )
        found.append(replace(base, recipient=f"webhook:{one.name}", mailer=lambda: hook))
    if one.apprise:
        notifier = NotifierMailer(
            notifier=apprise_for(one.apprise), service=one.apprise.partition(":")[0]
        )
        found.append(replace(base, recipient=f"apprise:{one.name}", mailer=lambda: notifier))
    return found


def _mailer(config: Config, paths: Paths) -> Mailer:
    """Return what sends, by the configuration."""
    from tapestory.config.loading import resolve_file

    mail, smtp = config.mail, config.smtp
    if mail.via in {"maildir", "eml"}:
        from tapestory.mailing.mailers.folder import FolderMailer

        return FolderMailer(folder=resolve_file(mail.folder, paths), maildir=mail.via == "maildir")
    if mail.via == "sendmail":
        from tapestory.mailing.mailers.sendmail import SendmailMailer

        return SendmailMailer(command=mail.sendmail)
    from tapestory.mailing.mailers.smtp import SmtpMailer
    from tapestory.mailing.mailers.smtp_session import SmtpSettings

    return SmtpMailer(
        settings=SmtpSettings(
            host=smtp.host,
            port=smtp.port,
            security=smtp.security,
            allow_plain=smtp.allow_plain,
            ca_file=resolve_file(smtp.ca_file, paths) if smtp.ca_file else None,
            username=smtp.username,
            auth="xoauth2" if smtp.token_command else "password",
            credential=_credential(config),
            timeout=smtp.timeout_seconds,
            session_timeout=smtp.session_timeout_seconds,
            final_timeout=smtp.final_timeout_seconds,
        )
    )


def _credential(config: Config) -> Credential | None:
    from tapestory.mailing.credentials import fixed, from_command

    smtp = config.smtp
    command = smtp.token_command or smtp.password_command
    if command:
        return from_command(command)
    password = smtp.password.get_secret_value()
    return fixed(password) if password else None


def _matching(config: Config) -> MatchSettings:
    from tapestory.matching import MatchSettings

    return MatchSettings(
        threshold=config.matching.threshold,
        live=timedelta(days=config.matching.live_days),
        memory=timedelta(days=config.matching.memory_days),
    )


def _encoder() -> Semantics:
    """Return the model of headlines; needs the extra `semantic`."""
    from tapestory.pipeline.sentence_encoder import SentenceEncoder

    return SentenceEncoder()
