"""A TOML file → a checked pydantic model, or an error that names file, line, column and key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ValidationError

from tapestory.errors import ConfigError

Loc = tuple[str | int, ...]
"""The way to a value: table names, keys and array indices."""

ModelT = TypeVar("ModelT", bound=BaseModel)

_SYNTAX_POSITION = re.compile(r" \(at line (\d+), column (\d+)\)$")
_SYNTAX_AT_END = re.compile(r" \(at end of document\)$")
_SYNTAX_TWICE = re.compile(r"^Cannot declare \('([^']+)',\) twice$")


@dataclass(frozen=True, slots=True, kw_only=True)
class TomlFile:
    """A file that was read, with its text for the sake of error positions."""

    path: Path
    source: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)

    def has(self, loc: Loc) -> bool:
        """Tell whether the file itself holds that key."""
        inner: Any = self.data
        for step in loc:
            if not isinstance(inner, dict) or step not in inner:
                return False
            inner = inner[step]
        return True

    def error(
        self,
        loc: Loc,
        what: str,
        *,
        hint: str | None = None,
        at: Literal["key", "value"] = "value",
    ) -> ConfigError:
        """Return an error about a key or value of this file, with its position."""
        from tapestory.config.positions import position  # noqa: PLC0415  # loads a parser

        place = position(self.source, loc, at=at)
        where = f"{self.path}:{place.line}:{place.column}"
        key = dotted(loc)
        return ConfigError(f"{where}: {key}: {what}" if key else f"{where}: {what}", hint=hint)


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file; a byte order mark at its head is dropped.

    Raises:
        ConfigError: It cannot be opened, or is not UTF-8 (the message says where).
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror or error}"
        hint = "Name a file in it." if path.is_dir() else "Check the path and who owns it."
        raise ConfigError(message, hint=hint) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        message = f"{path}:{line}:{column}: is not UTF-8 (byte 0x{raw[error.start]:02x})"
        raise ConfigError(message, hint="Save the file as UTF-8.") from error


def read_toml(path: Path) -> TomlFile:
    """Return a TOML file as it stands, not checked against anything.

    Raises:
        ConfigError: It cannot be opened, is not UTF-8, or is not TOML.
    """
    source = read_text(path)
    try:
        return TomlFile(path=path, source=source, data=_parsed(source))
    except RecursionError as error:
        message = f"{path}:1:1: is nested too deeply"
        raise ConfigError(message) from error
    except ValueError as error:  # TOMLDecodeError, and what it lets through (huge integers)
        raise _syntax_error(path, source, error) from error


@lru_cache(maxsize=16)
def _parsed(source: str) -> Mapping[str, Any]:
    """Return what a text holds, parsed once in a process: narratives are read for several ends."""
    return tomllib.loads(source)


def validate(model: type[ModelT], file: TomlFile) -> ModelT:
    """Return the file's data as a model.

    Raises:
        ConfigError: A key is unknown or missing, or a value is not as it should be; the message
            is about the first one in the file and counts the others.
    """
    try:
        return model.model_validate(file.data)
    except ValidationError as error:
        raise first_problem(model, file, error) from error


def first_problem(model: type[BaseModel], file: TomlFile, error: ValidationError) -> ConfigError:
    """Word the problem that stands first in the file."""
    from tapestory.config.positions import position  # noqa: PLC0415  # loads a parser
    from tapestory.config.wording import problems  # noqa: PLC0415  # only for errors

    found = sorted(
        problems(model, error, file.data),
        key=lambda problem: position(file.source, problem.loc, at=problem.at),
    )
    first = found[0]
    others = f" ({len(found) - 1} more in this file)" if len(found) > 1 else ""
    return file.error(first.loc, first.what + others, hint=first.hint, at=first.at)


def dotted(loc: Loc) -> str:
    """Return a way as people write it: `narratives.glut.predictions[0].sector`."""
    text = ""
    for step in loc:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text


def _syntax_error(path: Path, source: str, error: ValueError) -> ConfigError:
    message = str(error)
    line, column = 1, 1
    if found := _SYNTAX_POSITION.search(message):
        line, column = int(found[1]), int(found[2])
        message = message[: found.start()]
    elif found := _SYNTAX_AT_END.search(message):
        line = source.count("\n") + 1
        column = len(source) - (source.rfind("\n") + 1) + 1
        message = f"{message[: found.start()]}, but the file ends"
    hint = "TOML is explained at https://toml.io"
    if found := _SYNTAX_TWICE.search(message):
        message = f"[{found[1]}] stands twice"
        hint = "Write the keys of both under the first one."
    what = f"is not TOML: {message[:1].lower()}{message[1:]}"
    return ConfigError(f"{path}:{line}:{column}: {what}", hint=hint)
