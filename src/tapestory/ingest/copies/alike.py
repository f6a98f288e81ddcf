"""Two titles or two texts → how much they have in common, in any script.

Words are compared as they stand, Chinese, Japanese and Korean as pairs of characters. Nothing here
knows languages: it only has to tell an edited text from another one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import TypeVar

from tapestory.late_regex import late_regex

_WIDE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
# Left to `re` to compile when it is needed: most rounds compare nothing, and it takes 3 ms.
_TOKEN = f"[{_WIDE}]|[^\\W_{_WIDE}]+"
_FIGURE = late_regex(r"\d+")
_OUTLET_TAIL = late_regex(r"\s+[-–—|·]\s+[^-–—|·]{2,40}$")
_LONGEST = 4_000
"""Characters of a text that are compared."""
_TAIL = 20
_ROW = 3
"""Words in a row that two tellings of one text share, and two texts of one subject rarely."""
ENOUGH = 12
"""Words below which a text may be boilerplate ("Read more on our site") and proves nothing."""

_TITLES_ALIKE = 0.6
_TITLES_STRANGE = 0.34
"""Share of words; unrelated headlines share articles and prepositions."""
_TITLES_MOSTLY = 0.75
_TEXTS_AGREE = 0.5
_TEXTS_STRANGE = 0.2

_T = TypeVar("_T", bound=Hashable)


def folded(title: str) -> str:
    """Return a title without what does not tell it apart: case, forms, marks, spaces."""
    return " ".join(_tokens(title))


def same_title(one: str, other: str) -> bool:
    """Tell whether two titles are one, but for case, marks and an outlet's name behind a dash."""
    if one == other:
        return bool(one)
    first, second = folded(one), folded(other)
    if not first or not second:
        return False
    if first == second:
        return True
    return _without_outlet(one) == second or first == _without_outlet(other)


def _without_outlet(title: str) -> str:
    return folded(_OUTLET_TAIL.sub("", title[:_LONGEST]))


def titles_alike(one: str, other: str) -> bool:
    """Tell whether one title looks like an edit of the other; their figures must agree."""
    if same_title(one, other):
        return True
    if Counter(_FIGURE.findall(one)) != Counter(_FIGURE.findall(other)):
        return False
    return _common(_grains(one), _grains(other)) >= _TITLES_ALIKE


def texts_agree(one: str, other: str) -> bool:
    """Tell whether the shorter of two texts is largely part of the other.

    Texts of a few words prove nothing, not even equal ones.
    """
    return _enough(one, other) and _contained(one, other) >= _TEXTS_AGREE


def texts_strange(one: str, other: str) -> bool:
    """Tell whether two texts, both long enough to tell, have next to nothing in common."""
    return _enough(one, other) and _contained(one, other) < _TEXTS_STRANGE


def wordings_strange(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Tell whether two titles with their texts can hardly be tellings of one thing.

    The texts decide where both are long enough; otherwise the titles, and then figures weigh more
    ("Item 1", "Item 2").
    """
    if titles_alike(one[0], other[0]):
        return False
    if _enough(one[1], other[1]):
        return texts_strange(one[1], other[1])
    common = _common(_grains(one[0]), _grains(other[0]))
    figures_agree = Counter(_FIGURE.findall(one[0])) == Counter(_FIGURE.findall(other[0]))
    return common < (_TITLES_STRANGE if figures_agree else _TITLES_MOSTLY)


def is_close(one: str, other: str) -> bool:
    """Tell whether one text looks like an edit of the other, however short they are."""
    if one == other:
        return bool(one)
    if _enough(one, other):
        return texts_agree(one, other)
    return _common(_grains(one), _grains(other)) >= _TITLES_ALIKE


def is_teaser(short: str, long: str) -> bool:
    """Tell whether a text is the beginning of another, whose last word may have been cut."""
    first, whole = _tokens(short), _tokens(long)
    if not first or len(short) >= len(long) or len(first) > len(whole):
        return False
    last = len(first) - 1
    return first[:last] == whole[:last] and (
        first[last] == whole[last] or (_cut_off(short) and whole[last].startswith(first[last]))
    )


def is_enough(text: str) -> bool:
    """Tell whether a text is long enough to prove anything."""
    return len(_tokens(text)) >= ENOUGH


def _cut_off(text: str) -> bool:
    """Tell whether a text ends within a word for all we know: no mark but an ellipsis closes it."""
    if len(text) > _LONGEST:
        return True
    ending = text[-_TAIL:].rstrip(" \n]})\u00a0")
    return ending.endswith(("…", "...")) or ending[-1:].isalnum()


def _enough(one: str, other: str) -> bool:
    return min(len(_tokens(one)), len(_tokens(other))) >= ENOUGH


def _tokens(text: str) -> list[str]:
    text = text[:_LONGEST]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return re.findall(_TOKEN, text.casefold())


def _grains(text: str) -> list[str]:
    tokens = _tokens(text)
    if text.isascii():
        return tokens
    pairs = [
        first + second if _is_wide(first) and _is_wide(second) else ""
        for first, second in pairwise(tokens)
    ]
    return [token for token in tokens if not _is_wide(token)] + [pair for pair in pairs if pair]


def _is_wide(token: str) -> bool:
    return len(token) == 1 and not token.isascii()


def _common(one: Sequence[_T], other: Sequence[_T]) -> float:
    """Return Dice's coefficient, 0 to 1, of two bags; 0 for empty ones."""
    total = len(one) + len(other)
    return 2 * sum((Counter(one) & Counter(other)).values()) / total if total else 0.0


def _contained(one: str, other: str) -> float:
    shorter, longer = sorted((set(_rows(one)), set(_rows(other))), key=len)
    return len(shorter & longer) / len(shorter) if shorter else 0.0


def _rows(text: str) -> list[tuple[str, ...]]:
    tokens = _tokens(text)
    return list(zip(*(tokens[place:] for place in range(_ROW)), strict=False))
