"""What config.toml may say of alerts: what is watched, who hears of it, and when nobody does."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, Strict, field_validator, model_validator

from tapestory.config.mail_schema import is_address, is_here, is_zone
from tapestory.config.section import Names, Section
from tapestory.config.service_schema import has_sound_port

_QUIET = re.compile(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}", re.ASCII)


class WatchConfig(Section):
    """Something that is watched, and who hears of it at once."""

    name: str
    """Letters, digits, "-" and "_"; part of what the store calls its webhook."""
    to: Names = ()
    """Mail addresses."""
    webhook: str = ""
    """https: address that takes a signed POST."""
    secret: SecretStr = SecretStr("")
    """What it is signed with."""
    secret_command: Names = ()
    """Program and arguments; the first line that it prints is the secret."""
    apprise: str = ""
    """Address of a service in the notation of Apprise, which is installed by tapestory[alerts]."""
    tickers: Names = ()
    sectors: Names = ()
    narratives: Names = ()
    min_move: float = Field(default=0.0, ge=0, lt=1)
    """Only events with a measured move beyond the market of at least this; 0.03 is 3 %."""
    cooldown_hours: float = Field(default=6.0, ge=0, le=168)
    """Between two alerts about one event."""
    quiet: str = ""
    """From when to when nothing is sent: "22:00-07:00"; what happens then is told afterwards."""
    timezone: str = ""
    """IANA name; empty: that of [digest]."""

    @field_validator("name")
    @classmethod
    def _name_is_plain(cls, name: str) -> str:
        if not _NAME.fullmatch(name):
            message = f"should be letters, digits, - and _, not {name!r}"
            raise ValueError(message)
        return name

    @field_validator("to")
    @classmethod
    def _addresses_fit_a_header(cls, to: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(is_address(address) for address in to)

    @field_validator("quiet")
    @classmethod
    def _hours_are_two(cls, quiet: str) -> str:
        if quiet and (not _QUIET.fullmatch(quiet) or quiet[:5] == quiet[6:]):
            message = f'should be two times of day like "22:00-07:00", not {quiet!r}'
            raise ValueError(message)
        return quiet

    @field_validator("timezone")
    @classmethod
    def _zone_exists(cls, zone: str) -> str:
        return is_zone(zone) if zone else zone

    @field_validator("webhook")
    @classmethod
    def _address_is_safe(cls, webhook: str) -> str:
        if not webhook:
            return webhook
        parts = urlsplit(webhook)
        here = is_here(parts.hostname or "")
        if (
            not webhook.isascii()
            or not webhook.isprintable()
            or " " in webhook
            or not parts.hostname
            or not has_sound_port(parts)
            or not (parts.scheme == "https" or (parts.scheme == "http" and here))
        ):
            message = "should be an https: address (http: only to this machine)"
            raise ValueError(message)
        return webhook

    @model_validator(mode="after")
    def _is_whole(self) -> WatchConfig:
        if not (self.to or self.webhook or self.apprise):
            message = "should say who is told: to, webhook or apprise"
            raise ValueError(message)
        if not (self.tickers or self.sectors or self.narratives):
            message = "should name what is watched: tickers, sectors or narratives"
            raise ValueError(message)
        given = bool(self.secret.get_secret_value()) + bool(self.secret_command)
        if given != bool(self.webhook):
            message = (
                "a webhook should have a secret or a secret_command, and one of them only"
                if self.webhook
                else "only a webhook has a secret"
            )
            raise ValueError(message)
        return self


Watches = Annotated[tuple[WatchConfig, ...], Strict(strict=False)]


class AlertsConfig(Section):
    """What is told at once; nothing unless something is watched."""

    watches: Watches = ()

    @field_validator("watches")
    @classmethod
    def _each_once(cls, watches: tuple[WatchConfig, ...]) -> tuple[WatchConfig, ...]:
        names = [watch.name.lower() for watch in watches]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            message = f"two watches are called {twice}"
            raise ValueError(message)
        return watches
