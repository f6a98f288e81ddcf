"""What a call of the program logs → lines on standard error, those of a run with its number.

By the number the run is found in the store (`runs.number`) and in `tapestory doctor`.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TextIO

from tapestory.cli.log_lines import LogFormat, LogLevel, Value, encodable_json, line_of

_LOGGER = "tapestory"
_FIELDS = "tapestory_fields"
_LEVELS = {
    LogLevel.DEBUG: logging.DEBUG,
    LogLevel.INFO: logging.INFO,
    LogLevel.WARNING: logging.WARNING,
    LogLevel.ERROR: logging.ERROR,
}


class Logs:
    """Where the lines of one call of the program go.

    Args:
        stream: Standard error.
        form: How they are written.
        level: From which level on.
    """

    def __init__(
        self, stream: TextIO, *, form: LogFormat | None = None, level: LogLevel | None = None
    ) -> None:
        self._stream = stream
        self._chosen = form, level
        self.form = form or LogFormat.TEXT
        self.level = level or LogLevel.WARNING
        self.run: int | None = None
        """The run that the lines belong to, from when it has a number."""
        self._handler = _Handler(self)

    def settle(self, form: str, level: str) -> None:
        """Take what the configuration says, where the command line said nothing."""
        chosen_form, chosen_level = self._chosen
        self.form = chosen_form or LogFormat(form)
        self.level = chosen_level or LogLevel(level)
        logging.getLogger(_LOGGER).setLevel(_LEVELS[self.level])

    @property
    def for_programs(self) -> bool:
        """Whether every line is a record: then what is meant for people is put into records too."""
        return self.form is not LogFormat.TEXT

    @property
    def verbose(self) -> bool:
        """Whether what went well is told."""
        return self.level in {LogLevel.DEBUG, LogLevel.INFO}

    def open(self, *, libraries: bool) -> None:
        """Begin to take lines; those of libraries too, whose own words few can act upon."""
        root, own = logging.getLogger(), logging.getLogger(_LOGGER)
        own.setLevel(_LEVELS[self.level])
        (root if libraries else own).addHandler(self._handler)
        if not libraries:
            # Nothing of a library falls through to Python's handler of last resort.
            root.addHandler(_NOWHERE)

    def close(self) -> None:
        """Take no more."""
        for logger in (logging.getLogger(), logging.getLogger(_LOGGER)):
            logger.removeHandler(self._handler)
        logging.getLogger().removeHandler(_NOWHERE)

    def debug(self, message: str, **fields: Value) -> None:
        """Tell a detail."""
        self._tell(logging.DEBUG, message, fields)

    def info(self, message: str, **fields: Value) -> None:
        """Tell what went as it should."""
        self._tell(logging.INFO, message, fields)

    def warning(self, message: str, **fields: Value) -> None:
        """Tell what did not, and was got over."""
        self._tell(logging.WARNING, message, fields)

    def failure(self, message: str, **fields: Value) -> None:
        """Tell what ended the call."""
        self._tell(logging.ERROR, message, fields)

    def lines(self) -> TextIO:
        """Return a stream of which every line becomes a warning: for what people are told."""
        return _Records(self._warn)

    def _warn(self, line: str) -> None:
        self.warning(line)

    def write(self, record: logging.LogRecord) -> None:
        """Write the line of a record."""
        fields = getattr(record, _FIELDS, {})
        at = datetime.fromtimestamp(record.created, UTC)
        message = record.getMessage()
        if record.exc_info is not None and record.exc_info[1] is not None:
            fields = {**fields, "exception": f"{record.exc_info[1]!r}"}
        line = line_of(
            self.form, at=at, level=record.levelname.lower(), run=self.run, message=message,
            fields=fields,
        )  # fmt: skip
        encoding = self._stream.encoding or "utf-8"
        if self.form is LogFormat.JSON:
            line = encodable_json(line, encoding)
        self._stream.write(f"{line}\n".encode(encoding, "backslashreplace").decode(encoding))
        self._stream.flush()

    def _tell(self, level: int, message: str, fields: Mapping[str, Value]) -> None:
        logging.getLogger(_LOGGER).log(level, "%s", message, extra={_FIELDS: fields})


class _Handler(logging.Handler):
    """Python's logging → our lines."""

    def __init__(self, logs: Logs) -> None:
        super().__init__()
        self._logs = logs

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._logs.write(record)
        except (OSError, ValueError):
            # Standard error is closed or full: what is done must not fail for it.
            return


class _Records(io.StringIO):
    """Text for people, line by line, → records."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__()
        self._tell = tell
        self._begun = ""

    def write(self, text: str) -> int:
        *whole, self._begun = (self._begun + text).split("\n")
        for line in whole:
            if line.strip():
                self._tell(line.strip())
        return len(text)


_NOWHERE = logging.NullHandler()
