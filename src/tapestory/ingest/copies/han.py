"""A text with Han characters → the same in the mainland's simplified script and vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tapestory.late_regex import late_regex

_HAN = late_regex(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANA = late_regex(r"[\u3041-\u3096\u30a1-\u30fa]")
_JAPANESE = 0.1
"""Kana of all characters from which a text is taken for Japanese."""
_CHINESE = 0.3
"""Han characters of all from which a text is taken for Chinese."""
_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000))


@dataclass(frozen=True, slots=True)
class _Conversion:
    letters: Mapping[int, str]
    """Traditional letters to simplified ones, one by one."""
    traditional: Callable[[str], str]
    mainland: Callable[[str], str]
    """Taiwan's script and vocabulary to the mainland's: 軟體 becomes 软件."""


def simplified(text: str) -> str:
    """Return a text in which both Chinese scripts and vocabularies are spelled alike.

    Texts in simplified letters may hold Taiwan's words, so that all are gone through, at about a
    microsecond a character. Japanese and Korean keep their words; others stay as they are.
    """
    han = len(_HAN.findall(text))
    if not han:
        return text
    conversion = _conversion()
    letters = text.translate(conversion.letters)
    if han < _CHINESE * len(text) or len(_KANA.findall(text)) > _JAPANESE * len(text):
        return letters
    return conversion.mainland(conversion.traditional(letters)).translate(conversion.letters)


@lru_cache(maxsize=1)
def _conversion() -> _Conversion:
    from opencc import OpenCC  # noqa: PLC0415  # 90 ms that only texts with Han characters pay

    every = [chr(code) for start, end in _BLOCKS for code in range(start, end)]
    letters = OpenCC("t2s").convert("\n".join(every)).split("\n")
    table = {ord(old): new for old, new in zip(every, letters, strict=True) if old != new}
    return _Conversion(
        letters=table, traditional=OpenCC("s2t").convert, mainland=OpenCC("tw2sp").convert
    )
