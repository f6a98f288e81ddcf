"""Text → lines of a given width, counted in terminal cells: a Chinese character takes two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wcwidth import wcswidth, wcwidth

WIDTH = 72
_PIECE = re.compile(
    r"[ \t\n]*"
    r"(?:[^ \t\n\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]+|[^ \t\n])"
)
"""What a line may be broken before: a word, a wide character; not a space that does not break."""


def cell_width(text: str) -> int:
    """Return how many terminal cells a line takes; a character of no known width takes one."""
    width = wcswidth(text)
    return width if width >= 0 else sum(max(wcwidth(char), 0) or 1 for char in text)


def fill(text: str, *, first: str = "", rest: str = "", width: int = WIDTH) -> str:
    """Return `text` wrapped to lines of at most `width` cells.

    Lines break at spaces and between wide characters; a word that does not fit on a line of its
    own is broken. An address is never broken, because it would no longer work.

    Args:
        text: One paragraph.
        first: Put before the first line.
        rest: Put before every other line.
        width: Including what is put before.
    """
    lines: list[str] = []
    line = first
    fresh = True
    for piece in _pieces(text, width - max(cell_width(first), cell_width(rest))):
        candidate = piece.lstrip() if fresh else piece
        if not fresh and cell_width(line + candidate) > width:
            lines.append(line.rstrip())
            line, candidate = rest, piece.lstrip()
        line += candidate
        fresh = False
    return "\n".join([*lines, line.rstrip()])


def fit(text: str, width: int) -> str:
    """Return `text` cut or padded to exactly `width` cells."""
    if cell_width(text) > width:
        text = _head(text, width - 1).rstrip() + "…"
    return text + " " * (width - cell_width(text))


def right(text: str, width: int) -> str:
    """Return `text` at the right end of `width` cells."""
    return " " * max(0, width - cell_width(text)) + text


def _pieces(text: str, room: int) -> Iterator[str]:
    for match in _PIECE.finditer(text.strip()):
        piece = match.group()
        is_address = piece.lstrip().startswith(("http://", "https://"))
        while not is_address and cell_width(piece.lstrip()) > room:
            head = _head(piece.lstrip(), room)
            yield piece[: len(piece) - len(piece.lstrip())] + head
            piece = piece.lstrip()[len(head) :]
        yield piece


def _head(text: str, width: int) -> str:
    used = 0
    for at, char in enumerate(text):
        used += cell_width(char)
        if used > width:
            return text[: max(at, 1)]
    return text
