"""Text → how many letters of each script it holds."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import lru_cache

_RANGES = (
    ("latin", 0x00C0, 0x024F),
    ("greek", 0x0370, 0x03FF),
    ("cyrillic", 0x0400, 0x052F),
    ("armenian", 0x0531, 0x0587),
    ("hebrew", 0x05D0, 0x05F2),
    ("arabic", 0x0620, 0x06FF),
    ("devanagari", 0x0904, 0x097F),
    ("bengali", 0x0985, 0x09FE),
    ("gurmukhi", 0x0A05, 0x0A76),
    ("gujarati", 0x0A85, 0x0AFF),
    ("tamil", 0x0B85, 0x0BEF),
    ("telugu", 0x0C05, 0x0C7F),
    ("kannada", 0x0C85, 0x0CFF),
    ("malayalam", 0x0D05, 0x0D7F),
    ("sinhala", 0x0D85, 0x0DFF),
    ("thai", 0x0E01, 0x0E4D),
    ("lao", 0x0E81, 0x0EDF),
    ("burmese", 0x1000, 0x109F),
    ("georgian", 0x10A0, 0x10FF),
    ("hangul", 0x1100, 0x11FF),
    ("ethiopic", 0x1200, 0x137F),
    ("khmer", 0x1780, 0x17D3),
    ("latin", 0x1E00, 0x1EFF),
    ("kana", 0x3041, 0x3096),
    ("kana", 0x30A1, 0x30FA),
    ("hangul", 0x3131, 0x318E),
    ("han", 0x3400, 0x9FFF),
    ("hangul", 0xAC00, 0xD7A3),
    ("han", 0xF900, 0xFAFF),
    ("latin", 0xFF21, 0xFF5A),
    ("kana", 0xFF66, 0xFF9D),
    ("han", 0x20000, 0x3134F),
)
"""By code point, both ends included; only those that are letters are counted."""
_STARTS = [start for _, start, _ in _RANGES]
_COUNTED = 500
"""Of a longer text that is not all ASCII, every second, third … character is counted."""
_NO_LETTERS = bytes(code for code in range(256) if not chr(code).isalpha() or code > 0x7F)
_WEIGHT = {"kana": 2, "han": 3, "hangul": 3}
"""A syllable or ideograph says as much as about so many Latin letters."""


def letters(text: str) -> Counter[str]:
    """Return how many letters each script has in a text, weighted by how much they say."""
    found: Counter[str] = Counter()
    plain = text.encode("ascii", "ignore")
    found["latin"] = len(plain.translate(None, _NO_LETTERS))
    if len(plain) < len(text):
        step = len(text) // _COUNTED + 1
        for script, number in Counter(map(_script, text[::step])).items():
            if script:
                found[script] += step * number * _WEIGHT.get(script, 1)
    return found


@lru_cache(maxsize=8_192)
def _script(char: str) -> str:
    """Return the script of a letter beyond ASCII, "" for anything else."""
    code = ord(char)
    place = bisect_right(_STARTS, code) - 1
    if code < 0x80 or place < 0 or code > _RANGES[place][2] or not char.isalpha():
        return ""
    return _RANGES[place][0]
