"""Who can read what."""

from __future__ import annotations

import pytest

from tapestory.digest.readable import readable


@pytest.mark.parametrize(
    ("text", "written_in", "lang", "can"),
    [
        ("Harbour dues rise.", "en", "en", True),
        ("Harbour dues rise.", "und", "en", True),
        ("Harbour dues rise.", "zh", "en", True),
        ("Les droits de port augmentent.", "fr", "en", False),
        ("港口费上涨。", "en", "en", False),
        ("港口费上涨。", "zh", "zh", True),
        ("港口费上涨。", "en", "zh", True),
        ("항만 요금이 오른다.", "ko", "zh", False),
        ("Meta拟对外出售算力", "zh", "en", False),
        ("Nasdaq 100 (纳指) fell by two percent in New York", "en", "en", True),
    ],
)
def test_the_script_of_the_sentence_decides_before_the_language_of_its_article(
    *, text: str, written_in: str, lang: str, can: bool
) -> None:
    assert readable(text, written_in=written_in, lang=lang) is can
