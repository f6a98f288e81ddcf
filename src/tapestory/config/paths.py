"""The command line's choice and the environment → where everything of one installation lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_APP = "tapestory"
_CONFIG_NAME = "config.toml"
_STORE_NAME = "tapestory.db"
_LOCK_NAME = "run.lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """The places of one installation. None of them need exist."""

    home: Path
    """Folder of the store; of everything, unless the places are those of the platform."""
    config_file: Path
    store: Path
    """The database file."""
    cache: Path
    """Folder of what can be thrown away."""
    lock: Path
    """The file that a run locks."""

    @property
    def memory(self) -> Path:
        """The file in which placing keeps between runs what it knows of the past."""
        return self.cache / "placing.memory"


def resolve(config_file: Path | None, environ: Mapping[str, str]) -> Paths:
    """Return where everything lies; nothing is created or opened.

    Args:
        config_file: As named on the command line: its folder holds everything. None: the folder
            that TAPESTORY_HOME names, else the places of the platform (XDG base directories).
        environ: The environment to look in.
    """
    if config_file is not None:
        config_file = _absolute(str(config_file))
        return _under(config_file.parent, config_file)
    home = environ.get("TAPESTORY_HOME", "")
    if home:
        folder = _absolute(home)
        return _under(folder, folder / _CONFIG_NAME)
    return _of_platform(environ)


def _absolute(path: str) -> Path:
    return Path(path).expanduser().absolute()


def _under(home: Path, config_file: Path) -> Paths:
    return Paths(
        home=home,
        config_file=config_file,
        store=home / _STORE_NAME,
        cache=home / "cache",
        lock=home / _LOCK_NAME,
    )


def _of_platform(environ: Mapping[str, str]) -> Paths:
    import platformdirs  # noqa: PLC0415  # most scripted runs name a home and never need it

    data = _xdg(environ, "XDG_DATA_HOME") or platformdirs.user_data_path(_APP)
    config = _xdg(environ, "XDG_CONFIG_HOME") or platformdirs.user_config_path(_APP)
    cache = _xdg(environ, "XDG_CACHE_HOME") or platformdirs.user_cache_path(_APP)
    return Paths(
        home=data,
        config_file=config / _CONFIG_NAME,
        store=data / _STORE_NAME,
        cache=cache,
        lock=data / _LOCK_NAME,
    )


def _xdg(environ: Mapping[str, str], name: str) -> Path | None:
    """Return our folder under an XDG base directory; a relative one is to be ignored.

    Source:
        XDG Base Directory Specification 0.8, section 2.
    """
    base = Path(environ.get(name, ""))
    return base / _APP if base.is_absolute() else None
