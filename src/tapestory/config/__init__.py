"""The user's files → what they configure: checked, with positions in every error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapestory.late_names import late_names

if TYPE_CHECKING:
    from tapestory.config.domain import (
        check_benchmarks,
        load_concepts,
        load_sectors,
        load_universe,
        read_instruments_csv,
    )
    from tapestory.config.imported import with_imported
    from tapestory.config.loading import load, starter_config
    from tapestory.config.macro_releases import load_releases, shipped_releases
    from tapestory.config.mail_schema import (
        DigestConfig,
        MailConfig,
        RecipientConfig,
        SmtpConfig,
    )
    from tapestory.config.narrative_files import load_chains, load_narratives
    from tapestory.config.paths import Paths, resolve
    from tapestory.config.prediction_checks import check_parties
    from tapestory.config.schema import (
        Config,
        FetchConfig,
        FilesConfig,
        MatchingConfig,
        PollConfig,
        PricesConfig,
    )
    from tapestory.config.special_days import load_special_days, shipped_special_days

__all__ = [
    "Config",
    "DigestConfig",
    "FetchConfig",
    "FilesConfig",
    "MailConfig",
    "MatchingConfig",
    "Paths",
    "PollConfig",
    "PricesConfig",
    "RecipientConfig",
    "SmtpConfig",
    "check_benchmarks",
    "check_parties",
    "load",
    "load_chains",
    "load_concepts",
    "load_narratives",
    "load_releases",
    "load_sectors",
    "load_special_days",
    "load_universe",
    "read_instruments_csv",
    "resolve",
    "shipped_releases",
    "shipped_special_days",
    "starter_config",
    "with_imported",
]

_MODULES = (
    "paths",
    "mail_schema",
    "schema",
    "loading",
    "domain",
    "imported",
    "macro_releases",
    "narrative_files",
    "prediction_checks",
    "special_days",
)

if not TYPE_CHECKING:
    # A poll reads config.toml, and no file of companies or narratives.
    __getattr__ = late_names(__name__, __all__, _MODULES)
