"""A regular expression → the same pattern, compiled when it is first asked for something.

The vocabularies of reading, matching and narratives are over a thousand patterns, and compiling
them takes longer than most commands; a command asks a few of them.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "flags")


def late_regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what answers as `re.compile(pattern, flags)` does, and is ready at once.

    What is wrong with a pattern shows when it is first asked: a test asks all of them.

    Args:
        pattern: As `re.compile` takes it.
        flags: Likewise.
    """
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))


class _Late:
    """Compiles at the first question; from then on it holds the compiled pattern's own methods."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._wanted = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._wanted)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
