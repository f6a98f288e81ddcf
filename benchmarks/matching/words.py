"""Text → words as all peers see them: lower case, character pairs where nothing marks words."""

from __future__ import annotations

import re

_SPACELESS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_RUN = re.compile(rf"[{_SPACELESS}]+|[^\W{_SPACELESS}]+")


def words(text: str) -> list[str]:
    """Return the words of a text in order, repeats included; single letters left out."""
    found: list[str] = []
    for run in _RUN.findall(text.lower()):
        if "\u3040" <= run[0] <= "\ud7af":
            found += [run[at : at + 2] for at in range(max(1, len(run) - 1))]
        elif len(run) > 1:
            found.append(run)
    return found
