"""A page → the figures in its prose that look measured and do not say by what.

A measured figure stands under one of these: a tag of `docs.figures`, which is filled in from what
was recorded; a block that a dated run of a command printed, between
`<!-- by python -m NAME, YYYY-MM-DD -->` and `<!-- until here -->` (or `<!-- judged by hand, …` and
`<!-- timed by hand, …` with what tells more); or a place that the test of this
module lists, with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BLOCK = re.compile(
    r"<!-- (by (?:python -m|make) [^,]+?|judged by hand|timed by hand), (\d{4}-\d\d-\d\d)"
    r"(?:: [^>]+)? -->.*?<!-- until here -->",
    re.DOTALL,
)
_CODE = re.compile(r"^( *)```.*?^\1```$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_TAGGED = re.compile(r"[\d.,-]+<!--[a-z][^>]*-->")
_LINK = re.compile(r"\]\([^)]*\)")
_UNIT = r"%|pp|ms|s|min|seconds?|minutes?|milliseconds?|microseconds?|MB|GB|kB|KB|a second|times"
_MEASURED = re.compile(
    rf"(?<![\w.,−–:/])(?:0?\.\d{{2,}}\b|\.\d\b|\d[\d,]*(?:\.\d+)? ?(?:{_UNIT})(?!\w))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A block of a page that is what a command printed on a day."""

    command: str
    """With its "by", or that it was judged or timed by hand."""
    day: str


def printed(page: str) -> list[Printed]:
    """Return the blocks of a page that say by which command and when they were printed."""
    return [Printed(command=block[1], day=block[2]) for block in _BLOCK.finditer(page)]


def unsourced(page: str) -> Iterator[tuple[str, str]]:
    """Yield each figure that looks measured and has no source, with its line."""
    bare = _BLOCK.sub("", page)
    for pattern in (_CODE, _TAGGED, _LINK):
        bare = pattern.sub(" ", bare)
    for line in bare.splitlines():
        yield from ((found[0], line.strip()) for found in _MEASURED.finditer(line))
