"""Chinese names → the same names in the other script, simplified or traditional."""

from __future__ import annotations

from collections.abc import Sequence

from tapestory.late_regex import late_regex

_HAN = late_regex(r"[\u4e00-\u9fff]")
_KANA = late_regex(r"[\u3040-\u30ff]")
_USUAL = str.maketrans({"臺": "台", "羣": "群", "裏": "裡"})
"""What the conversion prefers → what newspapers print."""


def is_chinese(name: str) -> bool:
    """Tell whether a name may be Chinese: it has Han characters and no kana."""
    return bool(_HAN.search(name)) and not _KANA.search(name)


def other_writings(names: Sequence[str]) -> list[tuple[str, ...]]:
    """Return for each Chinese name how it is written in the other script, where that differs.

    Args:
        names: None of them holds a line break.
    """
    if not names:
        return []
    from opencc import OpenCC  # noqa: PLC0415  # 0.2 s that only lists with Chinese names pay

    together = "\n".join(names)
    simplified = OpenCC("t2s").convert(together).split("\n")
    traditional = OpenCC("s2t").convert(together).translate(_USUAL).split("\n")
    return [
        tuple(dict.fromkeys(way for way in ways if way != name))
        for name, *ways in zip(names, simplified, traditional, strict=True)
    ]
