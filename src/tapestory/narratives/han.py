"""A Chinese text → the same in simplified characters, one for one, so that one spelling finds both.

Only characters are exchanged, never words: places in a text stay what they were.
"""

from __future__ import annotations

from functools import lru_cache

_FIRST, _LAST = 0x4E00, 0x9FFF
"""CJK Unified Ideographs, in which ordinary texts are written."""


def simplified(text: str) -> str:
    """Return a text of the same length in simplified characters."""
    return text.translate(_table())


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    """Return what each character becomes, made when the first Chinese sentence comes."""
    from opencc import OpenCC  # noqa: PLC0415  # 12 ms that only Chinese texts pay

    all_of_them = [chr(code) for code in range(_FIRST, _LAST + 1)]
    converted = OpenCC("t2s").convert("\n".join(all_of_them)).split("\n")
    return {
        ord(char): other
        for char, other in zip(all_of_them, converted, strict=True)
        if other != char and len(other) == 1
    }
