"""config.toml and TAPESTORY__… variables → one checked Config."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from pydantic import ValidationError

from tapestory.config.paths import Paths
from tapestory.config.schema import Config
from tapestory.config.toml_file import Loc, TomlFile, dotted, first_problem, read_toml
from tapestory.errors import ConfigError
from tapestory.resources import shipped

if TYPE_CHECKING:
    from tapestory.config.wording import Problem

PREFIX = "TAPESTORY__"
"""Head of variables that override a key; `__` stands for the dot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Override:
    variable: str
    raw: str
    loc: Loc
    value: Any


def load(paths: Paths, environ: Mapping[str, str]) -> Config:
    """Return the configuration: the file, over it the environment, under it the defaults.

    Args:
        paths: Where the file is; one that is not there counts as empty.
        environ: Where to look for TAPESTORY__SECTION__KEY. A value that is JSON is read as
            JSON, anything else as text.

    Raises:
        ConfigError: The file cannot be read, or something in it or in a variable is wrong. The
            message begins with file:line:column or with the variable.
    """
    exists = _is_there(paths.config_file)
    file = read_toml(paths.config_file) if exists else TomlFile(path=paths.config_file)
    config = _merge(file, _overrides(environ))
    config._exists = exists  # noqa: SLF001  # pydantic's private attribute: not a key of the file
    return config


def starter_config() -> str:
    """Return the text of a config file in which every key stands commented, with its default."""
    return (shipped("config") / "example.toml").read_text(encoding="utf-8")


def resolve_file(name: str, paths: Paths) -> Path:
    """Return the file that a key of the config names: relative to the config file, ~ is home."""
    return paths.config_file.parent / Path(name).expanduser()


def _is_there(path: Path) -> bool:
    """Tell whether something has that name; what may not be looked at counts as there."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True  # reading it will say what is wrong
    return True


def _overrides(environ: Mapping[str, str]) -> list[_Override]:
    """Return the overrides, whole sections before their keys."""
    found = []
    for variable, raw in environ.items():
        if not variable.startswith(PREFIX):
            continue
        loc = tuple(variable.removeprefix(PREFIX).lower().split("__"))
        if not all(loc):
            message = f"{variable}: names no key"
            raise ConfigError(message, hint=f"Write {PREFIX}SECTION__KEY=value.")
        found.append(_Override(variable=variable, raw=raw, loc=loc, value=_json_or_text(raw)))
    return sorted(found, key=lambda override: (len(override.loc), override.variable))


def _json_or_text(raw: str) -> Any:
    try:
        value = json.loads(raw, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        return raw
    return raw if value is None else value


def _refuse_constant(name: str) -> NoReturn:
    """Refuse NaN and Infinity: Python reads them, JSON (RFC 8259, section 6) has none."""
    raise ValueError(name)


def _merge(file: TomlFile, overrides: list[_Override]) -> Config:
    try:
        return _validated(file, overrides)
    except ValidationError as error:
        as_text = _wanted_as_text(error, overrides)
        if not as_text:
            raise _worded(file, overrides, error) from error
    # A password of digits is JSON too, but the key wants text: take such values as they stand.
    again = [
        override if override.variable not in as_text else _as_text(override)
        for override in overrides
    ]
    try:
        return _validated(file, again)
    except ValidationError as error:
        raise _worded(file, again, error) from error


def _as_text(override: _Override) -> _Override:
    return _Override(
        variable=override.variable, raw=override.raw, loc=override.loc, value=override.raw
    )


def _validated(file: TomlFile, overrides: list[_Override]) -> Config:
    return Config.model_validate(_overlaid(file.data, overrides))


def _overlaid(data: Mapping[str, Any], overrides: list[_Override]) -> dict[str, Any]:
    merged = copy.deepcopy(dict(data))
    for override in overrides:
        table = merged
        for step in override.loc[:-1]:
            inner = table.get(str(step))
            if inner is None:
                inner = table[str(step)] = {}
            if not isinstance(inner, dict):
                break  # the file has no table here, and validation will say so
            table = inner
        else:
            _put(table, str(override.loc[-1]), copy.deepcopy(override.value))
    return merged


def _put(table: dict[str, Any], key: str, value: Any) -> None:
    old = table.get(key)
    table[key] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value


def _wanted_as_text(error: ValidationError, overrides: list[_Override]) -> set[str]:
    wanted = {details["loc"] for details in error.errors() if details["type"] == "string_type"}
    return {
        override.variable
        for override in overrides
        if override.loc in wanted and isinstance(override.value, int | float)
    }


def _worded(file: TomlFile, overrides: list[_Override], error: ValidationError) -> ConfigError:
    from tapestory.config.wording import problems  # noqa: PLC0415  # only for errors

    merged = _overlaid(file.data, overrides)
    for problem in problems(Config, error, merged):
        override = _source(problem, file, overrides)
        if override is not None:
            message = f"{override.variable}: {dotted(problem.loc)}: {problem.what}"
            return ConfigError(message, hint=problem.hint)
    whole = TomlFile(path=file.path, source=file.source, data=merged)
    return first_problem(Config, whole, error)


def _source(problem: Problem, file: TomlFile, overrides: list[_Override]) -> _Override | None:
    """Return the variable that a wrong value comes from; None when the file is to blame."""
    loc = problem.loc
    above = [override for override in overrides if loc[: len(override.loc)] == override.loc]
    if above:
        return above[-1]
    if problem.kind == "value_error" or not file.has(loc):
        # A table that only variables made, or one whose keys do not go together.
        return next((over for over in overrides if over.loc[: len(loc)] == loc), None)
    return None
