"""Lines that an outlet prints in article after article → not read: menus, disclaimers, teasers.

What an outlet prints around its articles stands in many of them, line for line; what an article
tells stands in that article and its copies. So an outlet's own articles teach which is which, as
they come; of the first few nothing is known yet. A copy or a new version of an article teaches
nothing, and neither does a headline.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice

from tapestory.late_regex import late_regex

LEAST_ARTICLES = 3
"""Different articles of the outlet that a line has to stand in."""
_SHARE_OF_ENTRIES = 0.1
_SHARE_OF_SENTENCES = 0.5
"""Of the outlet's articles: a running story repeats a sentence, but not in every other article."""
_MOST_LINES = 60
"""At either end of an article, where such lines stand."""
_LONGEST_ENTRY = 60
"""Characters of a menu's entry, a button or a stamp."""
_SENTENCE_END = late_regex(r"[.!?。！？…](?:[”’\"'」』）)\]])*$")
_CREDIT = late_regex(
    r"^\W{0,3}(?:sources?|via|credits?|quelle|fuente|fonte|来源|來源|出所|출처)\b|^\W{0,3}(?:来源|來源|出所|출처)|"
    r"^\W*(?:[-–—]{1,2}|[(（])",
    re.IGNORECASE,
)
"""An outlet may name the same agency under every article, and it is the origin of each."""
_COUNTED = late_regex(r"\d{1,2}[:.]\d{2}|\d+")
_LONG = 40
"""Letters of a line that is likely a sentence of the article's own."""
_OPENING_LINES = 3
_HASH_BYTES = 8
_LOOKED_AT = 200_000
"""Characters of a text; more of it is not read either."""


@dataclass(frozen=True, slots=True)
class RepeatedLines:
    """How often an outlet printed lines, by key; see `line_key`."""

    met: Mapping[str, int]
    """In how many different articles; lines met in none may be left out."""
    articles: int
    """Of the outlet, that taught something."""

    def holds(self, line: str) -> bool:
        """Tell whether a line stands in so many of the outlet's articles that it is of no one."""
        times = self.met.get(line_key(line), 0)
        if times < LEAST_ARTICLES or _CREDIT.search(line):
            return False
        share = _SHARE_OF_ENTRIES if _is_entry(line.strip()) else _SHARE_OF_SENTENCES
        return times >= share * self.articles

    def blanked(self, text: str) -> str:
        """Return the text with spaces for such lines: every index stays what it was."""
        if max(self.met.values(), default=0) < LEAST_ARTICLES:
            return text
        lines = text[:_LOOKED_AT].splitlines(keepends=True)
        kept = (_spaces(line) if line.strip() and self.holds(line) else line for line in lines)
        return "".join(kept) + text[_LOOKED_AT:]


NOTHING_KNOWN = RepeatedLines({}, 0)
"""Of an outlet without articles, and of texts without outlet."""


def line_key(line: str) -> str:
    """Return what a line is known by, whatever its case, width, spacing and stamp of time."""
    folded = _folded(line)
    return _hashed(_COUNTED.sub("#", folded) if _is_entry(folded) else folded)


def lines_of(text: str) -> dict[str, str]:
    """Return the lines at either end of a text by key, in order, each once."""
    lines = [line for line in text[:_LOOKED_AT].splitlines() if line.strip()]
    if len(lines) > 2 * _MOST_LINES:
        lines = lines[:_MOST_LINES] + lines[-_MOST_LINES:]
    return {line_key(line): line for line in lines}


def title_key(title: str) -> str:
    """Return what a headline is known by, apart from lines that read the same."""
    return _hashed(f"# {_folded(title)}")


def teaches(title: str, text: str, met: Container[str]) -> bool:
    """Tell whether an article is one of its own, and not a copy or version of an earlier one.

    Its headline is new to the outlet, and so is one of the lines that open it.

    Args:
        title: The headline.
        text: The body.
        met: Keys of headlines and lines that the outlet printed before.
    """
    if title_key(title) in met:
        return False
    return any(key not in met for key in islice(_opening(lines_of(text)), _OPENING_LINES))


def _opening(lines: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines that are long enough to be an article's own; all of them if none is."""
    long = [key for key, line in lines.items() if _letters(line) >= _LONG]
    yield from long or lines


def _letters(line: str) -> int:
    """Return the length of a line; an ideograph or syllable counts for three letters."""
    return len(line) + 2 * sum(char >= "\u3040" for char in line)


def _is_entry(line: str) -> bool:
    return len(line) <= _LONGEST_ENTRY and not _SENTENCE_END.search(line)


def _folded(line: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", line[:2_000]).casefold().split())


def _hashed(folded: str) -> str:
    return blake2b(folded.encode("utf-8", "replace"), digest_size=_HASH_BYTES).hexdigest()


def _spaces(line: str) -> str:
    bare = line.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
    return " " * len(bare) + line[len(bare) :]
