"""What config.toml may hold about running unattended: logs, and who is told that all is well."""

from __future__ import annotations

from typing import Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import Field, SecretStr, field_validator

from tapestory.config.section import Section

LogFormatName = Literal["text", "logfmt", "json"]
LogLevelName = Literal["debug", "info", "warning", "error"]


class LogConfig(Section):
    """What is written to standard error, and how."""

    format: LogFormatName = "text"
    """For people, or a record a line for programs: key=value, or JSON."""
    level: LogLevelName = "warning"
    """How much: warning says nothing of what went well."""


class HealthConfig(Section):
    """A service that raises an alarm when it is not told that a run went well."""

    ping_url: SecretStr = SecretStr("")
    """As https://hc-ping.com/<uuid>. Whoever knows it can ping: it counts as a secret."""
    timeout_seconds: float = Field(default=5.0, gt=0, le=60)
    """For one ping; a run never waits for more than three of them."""

    @field_validator("ping_url")
    @classmethod
    def _address_is_an_address(cls, url: SecretStr) -> SecretStr:
        value = url.get_secret_value().strip().rstrip("/")
        parts = urlsplit(value)
        if value and (parts.scheme not in {"https", "http"} or not parts.hostname):
            message = "should be an address that begins with https://"
            raise ValueError(message)
        if not has_sound_port(parts):
            message = "should have a port from 1 to 65535, or none"
            raise ValueError(message)
        if parts.username is not None or parts.password is not None:
            message = "should hold no name and password: they would not be sent"
            raise ValueError(message)
        if not value.isascii() or not value.isprintable() or " " in value:
            message = "should be printable ASCII without spaces"
            raise ValueError(message)
        if parts.query or parts.fragment:
            message = "should have neither ? nor #: /start and /fail are put behind it"
            raise ValueError(message)
        return SecretStr(value)


def has_sound_port(parts: SplitResult) -> bool:
    """Whether the port of an address, if it has one, is that of a server."""
    try:
        return parts.port != 0
    except ValueError:
        return False
