"""The user's files → what they configure: checked, with positions in every error."""

from tapestory.config.domain import load_concepts, load_sectors, load_universe, read_instruments_csv
from tapestory.config.loading import load, starter_config
from tapestory.config.narrative_files import load_narratives
from tapestory.config.paths import Paths, resolve
from tapestory.config.schema import (
    Config,
    DigestConfig,
    FetchConfig,
    FilesConfig,
    MatchingConfig,
    PollConfig,
    SmtpConfig,
)

__all__ = [
    "Config",
    "DigestConfig",
    "FetchConfig",
    "FilesConfig",
    "MatchingConfig",
    "Paths",
    "PollConfig",
    "SmtpConfig",
    "load",
    "load_concepts",
    "load_narratives",
    "load_sectors",
    "load_universe",
    "read_instruments_csv",
    "resolve",
    "starter_config",
]
