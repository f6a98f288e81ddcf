"""Strangers' text → text that a terminal can be shown; streams, colours and widths in cells."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TextIO

DEFAULT_WIDTH = 80
_MIN_WIDTH = 40

_ESCAPES = re.compile(
    r"""
    (?: \x1b\] | \x9d ) .*? (?: \x07 | \x1b\\ | \x9c | $ )       # operating system command
    | (?: \x1b[PX^_] | [\x90\x98\x9e\x9f] ) .*? (?: \x1b\\ | \x9c | $ )  # other strings
    | (?: \x1b\[ | \x9b ) [0-?]* [ -/]* [@-~]?                   # control sequence
    | \x1b [ -/]* [0-~]?                                          # any other escape
    """,
    re.VERBOSE | re.DOTALL,
)
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    f"\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f{_NONCHARACTERS}]"
)
"""What a terminal may act on or hide: control bytes, bidirectional overrides and isolates,
invisible format characters (but for the joiners that scripts and emoji need), surrogates,
noncharacters. New line and tab are not among them."""

Style = Literal["plain", "bold", "dim", "up", "down", "warn", "good", "error"]
_CODES: dict[Style, str] = {
    "bold": "1",
    "dim": "2",
    "up": "94",
    "down": "38;5;208",
    "warn": "33",
    "good": "32",
    "error": "1;31",
}


class ColorChoice(StrEnum):
    """When colours are used."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def plain(text: str) -> str:
    """Return text on one line without anything that a terminal acts on.

    Escape sequences, control bytes, bidirectional overrides, other invisible format characters,
    surrogates and noncharacters go; runs of white space become one space.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(plain_block(text).split())


def plain_block(text: str) -> str:
    """Return text that may have lines, each without anything that a terminal acts on."""
    if text.isascii() and text.isprintable():
        return text
    return ACTING.sub("", _ESCAPES.sub("", _LINE_ENDS.sub("\n", text)))


def width_of(text: str) -> int:
    """Return how many terminal cells a line takes: a Chinese character takes two."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth, wcwidth

    width = wcswidth(text)
    return width if width >= 0 else sum(max(wcwidth(char), 0) for char in text)


def fitted(text: str, width: int, *, right: bool = False) -> str:
    """Return text cut (with an ellipsis) or padded to exactly `width` cells."""
    if text.isascii() and len(text) <= width:
        return text.rjust(width) if right else text.ljust(width)
    if width_of(text) > width:
        text = _head(text, width - 1) + "…" if width > 0 else ""
    padding = " " * (width - width_of(text))
    return padding + text if right else text + padding


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of at most `width` cells that a paragraph takes; none if it is blank.

    Lines break at spaces; a word that is too long for a line, and text without spaces, wherever
    the line is full.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if width_of(joined) <= width:
            line = joined
            continue
        if line and width_of(word) <= width:
            lines.append(line)
            line = word
            continue
        rest = joined
        while width_of(rest) > width:
            head = _cut(rest, width)
            lines.append(head.rstrip())
            rest = rest[len(head) :].lstrip()
        line = rest
    return [*lines, line] if line else lines


def _cut(text: str, width: int) -> str:
    """Return as much of the head of a text as fits, at least one character."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(text[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low]


def _head(text: str, width: int) -> str:
    head = _cut(text, width)
    return head.rstrip() if width_of(head) <= width else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """A stream with what is known of its reader."""

    stream: TextIO
    is_tty: bool
    colors: bool
    width: int
    """Cells; of a stream that is no terminal, what a page is laid out for."""

    @classmethod
    def of_stdout(cls, environ: Mapping[str, str], color: ColorChoice) -> Terminal:
        """Return the standard output."""
        return cls._of(sys.stdout, environ, color)

    @classmethod
    def of_stderr(cls, environ: Mapping[str, str], color: ColorChoice) -> Terminal:
        """Return the standard error."""
        return cls._of(sys.stderr, environ, color)

    @classmethod
    def _of(cls, stream: TextIO, environ: Mapping[str, str], color: ColorChoice) -> Terminal:
        is_tty = stream.isatty()
        quiet = bool(environ.get("NO_COLOR")) or environ.get("TERM") == "dumb"
        return cls(
            stream=stream,
            is_tty=is_tty,
            colors=color is ColorChoice.ALWAYS
            or (color is ColorChoice.AUTO and is_tty and not quiet),
            width=max(shutil.get_terminal_size((DEFAULT_WIDTH, 24)).columns, _MIN_WIDTH),
        )

    def paint(self, text: str, style: Style) -> str:
        """Return text in a style, or as it is where colours are off."""
        code = _CODES.get(style)
        return f"\x1b[{code}m{text}\x1b[0m" if code and self.colors and text else text

    def line(self, text: str = "") -> None:
        """Write a line that is fit to print."""
        self.write(f"{text}\n")

    def write(self, text: str) -> None:
        """Write text that is fit to print; what the encoding lacks becomes a question mark."""
        encoding = self.stream.encoding or "utf-8"
        self.stream.write(text.encode(encoding, "replace").decode(encoding))
