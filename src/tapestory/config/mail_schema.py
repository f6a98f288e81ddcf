"""What config.toml may say of the digest: who gets it, when, what of it, and how it leaves."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, SecretStr, Strict, field_validator, model_validator

from tapestory.config.section import Names, Section

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Weekdays = Annotated[tuple[Weekday, ...], Strict(strict=False)]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_TIME_OF_DAY = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_LOOPBACK_NAMES = {"localhost", "localhost.localdomain", "ip6-localhost"}


def is_zone(zone: str) -> str:
    """Return the name of a zone; ValueError where there is none of that name."""
    import zoneinfo  # noqa: PLC0415  # only the digest has a zone

    try:
        zoneinfo.ZoneInfo(zone)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError) as error:
        known = zoneinfo.available_timezones()
        if not known - {"UTC"}:
            message = f"{zone!r} is not to be found: this computer has no time zones"
            message += " (pip install tzdata brings them)"
        else:
            message = f"{zone!r} is no IANA time zone{_nearest_zone(zone)}"
        raise ValueError(message) from error
    return zone


def _is_time(at: str) -> str:
    if not _TIME_OF_DAY.fullmatch(at):
        message = f'should be a time of day like "07:00", not {at!r}'
        raise ValueError(message)
    return at


def is_address(text: str) -> str:
    """Return what may be a mail address; ValueError where it cannot be one."""
    if "@" not in text or not text.isprintable():
        message = f"{text!r} is no mail address"
        raise ValueError(message)
    return text


def _are_days(days: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
    if not days:
        message = "should name at least one day: mon, tue, wed, thu, fri, sat, sun"
        raise ValueError(message)
    return days


class RecipientConfig(Section):
    """Somebody who gets the digest; what is left out is as in [digest]."""

    address: str
    timezone: str = ""
    """IANA name; empty: that of [digest]."""
    at: str = ""
    """Time of day in that zone; empty: that of [digest]."""
    weekdays: Weekdays | None = None
    heartbeat: bool | None = None
    tickers: Names = ()
    """Only events that concern one of these, or one of the sectors or narratives below."""
    sectors: Names = ()
    narratives: Names = ()
    min_move: float = Field(default=0.0, ge=0, lt=1)
    """Only events with a measured move beyond the market of at least this; 0.03 is 3 %."""

    _address = field_validator("address")(is_address)

    @field_validator("timezone")
    @classmethod
    def _zone_exists(cls, zone: str) -> str:
        return is_zone(zone) if zone else zone

    @field_validator("at")
    @classmethod
    def _time_is_one(cls, at: str) -> str:
        return _is_time(at) if at else at

    @field_validator("weekdays")
    @classmethod
    def _some_days(cls, days: tuple[Weekday, ...] | None) -> tuple[Weekday, ...] | None:
        return None if days is None else _are_days(days)


Recipients = Annotated[tuple[RecipientConfig, ...], Strict(strict=False)]


class DigestConfig(Section):
    """The daily mail."""

    timezone: str = "UTC"
    """IANA name; day boundaries and printed times."""
    language: Literal["en", "zh", "ko", "ja"] = "en"
    """Events are titled in it where an article has such a title."""
    max_events: int = Field(default=12, ge=1, le=100)
    window_hours: int = Field(default=24, ge=1, le=168)
    """How much time an edition covers when none was sent before."""
    at: str = "07:00"
    """Time of day from which on it is sent."""
    weekdays: Weekdays = WEEKDAYS
    """On which it is sent."""
    heartbeat: bool = False
    """Send a mail after a week in which nothing happened."""
    recipients: Recipients = ()
    """Who gets it with wishes of their own, beside those of [smtp] recipients."""

    _zone = field_validator("timezone")(is_zone)
    _at = field_validator("at")(_is_time)
    _weekdays = field_validator("weekdays")(_are_days)

    @field_validator("recipients")
    @classmethod
    def _each_once(cls, recipients: tuple[RecipientConfig, ...]) -> tuple[RecipientConfig, ...]:
        seen: set[str] = set()
        for recipient in recipients:
            if recipient.address.lower() in seen:
                message = f"{recipient.address} stands there twice; one mail a day is sent to each"
                raise ValueError(message)
            seen.add(recipient.address.lower())
        return recipients


class SmtpConfig(Section):
    """The mail server; an empty host means that no mail leaves by one."""

    host: str = ""
    port: int = Field(default=587, ge=1, le=65_535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    allow_plain: bool = False
    """Let mail go unencrypted to another machine than this one."""
    ca_file: str = ""
    """Certificates to trust instead of the system's, PEM; relative to this file."""
    username: str = ""
    password: SecretStr = SecretStr("")
    """Better given as TAPESTORY__SMTP__PASSWORD than written down."""
    password_command: Names = ()
    """Program and arguments; the first line that it prints is the password."""
    token_command: Names = ()
    """The same for an OAuth 2 token: the login is then by XOAUTH2."""
    sender: str = ""
    recipients: Names = ()
    timeout_seconds: float = Field(default=30.0, gt=0, le=600)
    """For each answer of the server up to the mail itself."""
    session_timeout_seconds: float = Field(default=180.0, gt=0, le=3600)
    """For all of them together: a server that answers byte by byte would hold up every run."""
    final_timeout_seconds: float = Field(default=600.0, gt=0, le=3600)
    """For the answer to the mail. A server that looks through it may take minutes, and whoever
    hangs up before cannot know whether it was taken."""

    @field_validator("sender")
    @classmethod
    def _sender_fits_a_header(cls, sender: str) -> str:
        return is_address(sender) if sender else sender

    @field_validator("recipients")
    @classmethod
    def _recipients_fit_a_header(cls, recipients: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(is_address(recipient) for recipient in recipients)

    @model_validator(mode="after")
    def _one_secret(self) -> SmtpConfig:
        given = [
            name
            for name, value in (
                ("password", self.password.get_secret_value()),
                ("password_command", self.password_command),
                ("token_command", self.token_command),
            )
            if value
        ]
        if len(given) > 1:
            message = f"should have only one of {' and '.join(given)}"
            raise ValueError(message)
        if self.security == "none" and self.host and not (self.allow_plain or is_here(self.host)):
            message = (
                f"would send mail unencrypted to {self.host}: security should be starttls or tls"
                " (or allow_plain = true, if the network between is yours)"
            )
            raise ValueError(message)
        return self


def is_here(host: str) -> bool:
    """Whether a host is this machine."""
    import ipaddress  # noqa: PLC0415  # only needed where something goes unencrypted

    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() in _LOOPBACK_NAMES


class MailConfig(Section):
    """Which way mail leaves, and how a reader gets rid of it."""

    via: Literal["smtp", "sendmail", "maildir", "eml"] = "smtp"
    sendmail: Names = ("/usr/sbin/sendmail",)
    """Program and its options."""
    folder: str = ""
    """For maildir and eml; relative to this file."""
    unsubscribe: Names = ()
    """mailto: or https: addresses, for the button that mail programs show."""
    one_click: bool = False
    """The https address takes a POST as the wish to unsubscribe (RFC 8058)."""

    @model_validator(mode="after")
    def _parts_fit(self) -> MailConfig:
        if self.via in {"maildir", "eml"} and not self.folder:
            message = f"should have a folder where mail leaves via {self.via}"
            raise ValueError(message)
        if self.via == "sendmail" and not self.sendmail:
            message = "should name the program that is called as sendmail"
            raise ValueError(message)
        for link in self.unsubscribe:
            if not link.startswith(("https://", "mailto:")) or not link.isprintable():
                message = f"unsubscribe should hold https: and mailto: addresses, not {link!r}"
                raise ValueError(message)
        if self.one_click and not any(link.startswith("https://") for link in self.unsubscribe):
            message = "should have an https address to unsubscribe at where one_click is true"
            raise ValueError(message)
        return self


def _nearest_zone(zone: str) -> str:
    import zoneinfo  # noqa: PLC0415  # only to word an error

    from rapidfuzz import fuzz, process  # noqa: PLC0415  # the same

    names = sorted(zoneinfo.available_timezones())
    found = process.extractOne(
        zone, names, scorer=fuzz.WRatio, processor=str.casefold, score_cutoff=60
    )
    return f"; did you mean {found[0]!r}?" if found else ""
