"""What happened, to what, in which run → one line: for people, as logfmt, or as JSON.

Values come from strangers: each stays on its line, and nothing in it acts on a terminal.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum

from tapestory.cli.terminal import ACTING

Value = str | int | float | bool | None

_BARE = re.compile(r"[!#-<>-\[\]-~]+")
"""What logfmt need not quote: printable ASCII but space, quote, equals sign and backslash."""
_NOT_ASCII = re.compile("[^\x00-\x7f]+")
_LONGEST = 2_000
"""Characters of one value: a page in an error would hide the line after it."""


class LogFormat(StrEnum):
    """How a line is written."""

    TEXT = "text"
    LOGFMT = "logfmt"
    JSON = "json"


class LogLevel(StrEnum):
    """From which level on a line is written."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


def line_of(  # noqa: PLR0913  # the parts of a line, each by its name
    form: LogFormat,
    *,
    at: datetime,
    level: str,
    run: int | None,
    message: str,
    fields: Mapping[str, Value],
) -> str:
    """Return one line, without its end.

    Args:
        form: How it is written.
        at: When, aware.
        level: In small letters.
        run: The number of the run; left out where there is none yet.
        message: What happened, in a few words that do not change from time to time.
        fields: What it happened to.
    """
    time = at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    known: dict[str, Value] = {"time": time, "level": level}
    if run is not None:
        known["run"] = run
    record = {**known, "msg": message, **{key: fields[key] for key in fields if key not in known}}
    if form is LogFormat.JSON:
        shortened = {key: _short(value) for key, value in record.items()}
        return _inert(json.dumps(shortened, ensure_ascii=False))
    if form is LogFormat.LOGFMT:
        return " ".join(f"{key}={_logfmt(value)}" for key, value in record.items())
    told = " ".join(f"{key}={_logfmt(value)}" for key, value in fields.items())
    whose = "" if run is None else f" run {run}"
    return f"{time} {level}{whose}: {_one_line(message)}{f'  {told}' if told else ''}"


def encodable_json(text: str, encoding: str) -> str:
    """Return JSON that a stream's encoding holds: what it lacks is escaped, not lost."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return _NOT_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], text)
    return text


def _logfmt(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = str(_short(value))
    return text if _BARE.fullmatch(text) else _inert(json.dumps(text, ensure_ascii=False))


def _short(value: Value) -> Value:
    if isinstance(value, str) and len(value) > _LONGEST:
        return f"{value[:_LONGEST]}…"
    return value


def _inert(text: str) -> str:
    """Escape what a terminal or a reader of lines acts on; nothing is lost."""
    text = text.replace("\n", "\\n").replace("\t", "\\t")
    return ACTING.sub(lambda found: json.dumps(found[0])[1:-1], text)


def _one_line(text: str) -> str:
    return _inert(str(_short(text)))
