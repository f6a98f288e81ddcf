"""Both Chinese scripts are spelled alike; what is in neither stays as it is."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from tapestory.ingest.copies.han import simplified


@pytest.mark.parametrize(
    ("traditional", "expected"),
    [
        ("記憶體價格上漲", "内存价格上涨"),
        ("臺灣的軟體公司", "台湾的软件公司"),
        ("台湾的软件公司", "台湾的软件公司"),
        ("软体公司的程式", "软件公司的程序"),
    ],
)
def test_letters_and_vocabulary_become_the_mainlands(traditional: str, expected: str) -> None:
    assert simplified(traditional) == expected


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x2FFF), max_size=80))
def test_a_text_without_han_characters_stays(text: str) -> None:
    assert simplified(text) == text


@settings(deadline=None)
@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=40))
def test_a_text_and_its_letters_exchanged_come_out_alike(text: str) -> None:
    assert simplified(text) == simplified(OpenCC("t2s").convert(text))


def test_japanese_and_korean_keep_their_words() -> None:
    assert simplified("日本の程式はこの資料にあります") == "日本の程式はこの资料にあります"
    assert simplified("한국은행(韓銀)은 금리를 동결했다") == "한국은행(韩银)은 금리를 동결했다"


def test_no_western_text_waits_for_the_dictionaries() -> None:
    program = (
        "import sys; from tapestory.ingest.copies.index import containment;"
        "containment('a b c d e f', 'a b c d e f'); sys.exit('opencc' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
