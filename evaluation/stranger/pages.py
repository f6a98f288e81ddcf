"""The pages that a stranger reads → the files that they have them write."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evaluation.stranger.machine import ROOT

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(r"`([\w/]+\.(?:toml|csv|txt|py))`")


def page(name: str) -> str:
    """Return a page of docs."""
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def files_of(text: str) -> dict[str, str]:
    """Return the files that a page has its reader write, each with its content.

    The paragraph before a block names it in code type.
    """
    found = {}
    for fence in _FENCE.finditer(text):
        paragraph = text[: fence.start()].rstrip("\n").rpartition("\n\n")[2]
        names = _NAMED.findall(paragraph)
        if names and fence[1] in {"toml", "csv", "text", "python"}:
            found[names[-1]] = fence[2]
    return found


def blocks_with(text: str, words: str) -> Iterator[str]:
    """Yield the blocks of a page that hold certain words."""
    return (fence[2] for fence in _FENCE.finditer(text) if words in fence[2])
