"""What every step works with: what a poll does, and the domain as the user configured it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tapestory.ingest.pages.settings import PageSettings
from tapestory.model import Concept, Narrative, Release, Universe
from tapestory.moves import ExchangeSessions
from tapestory.moves.confounders import ReleaseCalendar
from tapestory.pipeline.poll_components import PollComponents
from tapestory.pipeline.price_sources import PriceSettings

if TYPE_CHECKING:  # who only asks the store reads, links and matches nothing
    from tapestory.linking import Gazetteer
    from tapestory.matching import MatchSettings, Semantics
    from tapestory.pipeline.mail_settings import MailSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSettings:
    """What the user wants of the digest."""

    zone: str = "UTC"
    """IANA name; day boundaries and printed times."""
    language: str = "en"
    """Titles of events are given in it where an article has one."""
    window: timedelta = timedelta(hours=24)
    max_events: int = 12


@dataclass(frozen=True, kw_only=True)
class Components(PollComponents):
    """Everything a step needs, built once by `bootstrap`. Closing it closes the store."""

    universe: Universe
    narratives: tuple[Narrative, ...]
    concepts: Sequence[Concept]
    match_settings: Callable[[], MatchSettings]
    """Makes what the user wants of matching."""
    encoder: Callable[[], Semantics] | None = None
    """Makes the model that is asked what headlines mean, where the user wants one."""
    pages: PageSettings = field(default_factory=PageSettings)
    digest: DigestSettings = field(default_factory=DigestSettings)
    sessions: ExchangeSessions = field(default_factory=ExchangeSessions)
    releases: tuple[Release, ...] = ()
    """What is known in advance to move prices, earliest first."""
    prices: PriceSettings = field(default_factory=PriceSettings)
    put_aside: Path | None = None
    """Where placing keeps what it knows between runs; None to rebuild it each time."""
    mailing: Callable[[], MailSettings] | None = None
    """Tells who gets mail and how it leaves, where the user wants any."""

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Finds instruments and sectors in texts; built on first use."""
        from tapestory.linking import Gazetteer  # noqa: PLC0415  # few read texts

        return Gazetteer(self.universe)

    @cached_property
    def matching(self) -> MatchSettings:
        """What the user wants of matching; made on first use."""
        return self.match_settings()

    @cached_property
    def semantics(self) -> Semantics | None:
        """Knows what headlines mean; made on first use, None where nobody wants it."""
        return self.encoder() if self.encoder else None

    @cached_property
    def listings(self) -> Mapping[str, tuple[str, ...]]:
        """Symbol → every listing of its company, for those that have several."""
        of_entity: dict[str, list[str]] = {}
        for symbol, instrument in self.universe.instruments.items():
            if instrument.entity:
                of_entity.setdefault(instrument.entity, []).append(symbol)
        return {
            symbol: tuple(symbols)
            for symbols in of_entity.values()
            if len(symbols) > 1
            for symbol in symbols
        }

    @cached_property
    def release_calendar(self) -> ReleaseCalendar:
        """Knows which session of an exchange answered which release; made on first use."""
        return ReleaseCalendar(self.releases, self.sessions)

    @cached_property
    def mail(self) -> MailSettings:
        """Who gets mail and how it leaves; made, and its addresses checked, on first use.

        Raises:
            InputError: A configured address is not one mailbox.
        """
        from tapestory.pipeline.mail_settings import MailSettings  # noqa: PLC0415  # few send

        return self.mailing() if self.mailing else MailSettings()

    @cached_property
    def narratives_by_id(self) -> Mapping[str, Narrative]:
        """Every configured narrative by its id."""
        return {narrative.id: narrative for narrative in self.narratives}

    @cached_property
    def reader_version(self) -> str:
        """Changes when the code or the configuration would read an article differently."""
        from tapestory.reading import READER_VERSION  # noqa: PLC0415  # few read texts

        seed = repr(
            (sorted(self.universe.instruments.items()), self.universe.sectors, self.narratives)
        )
        return f"{READER_VERSION}-{hashlib.sha256(seed.encode()).hexdigest()[:12]}"

    @property
    def zone(self) -> str:
        """The reader's time zone, an IANA name."""
        return self.digest.zone
