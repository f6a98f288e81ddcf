"""What a reading says is the same in a process that has read nothing and in one that has much."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

from reading.readings import read
from tapestory import reading
from tapestory.model import Reading
from tapestory.reading.text.cues import Cue
from tapestory.reading.text.quick import Quick
from tapestory.reading.text.scan import SENTENCES, Scan

LANGUAGES = ("en", "de", "ru", "zh", "ko", "ja")
TEXTS = (
    (
        "Nvidia shares fell 4.4% on Thursday after Bloomberg reported tens of billions in new "
        "capex. A spokesperson for Oracle denied that it had signed. CoreWeave rose by a tenth."
    ),
    (
        "Die Aktien von Nvidia fielen am Donnerstag um 4,4 Prozent. Wie Reuters berichtet, will "
        "Oracle einige Milliarden Euro ausgeben; das Unternehmen lehnte einen Kommentar ab."
    ),
    (
        "Программа будет стоить десятки миллиардов рублей в неделю. По данным Reuters, тысячи "
        "сотрудников Oracle уйдут; акции Nvidia упали на 4,4%."
    ),
    "英伟达股价周四下跌4.4%。据彭博社报道，甲骨文计划投资数千亿美元，公司发言人否认了这一消息。",
    (
        "엔비디아 주가는 목요일 4.4% 하락했다. "
        "블룸버그에 따르면 오라클은 수백억 달러를 투자할 계획이다."
    ),
    "エヌビディアの株価は木曜日に4.4%下落した。ロイターによると、オラクルは数十億ドルを投じる。",
)


def _scans() -> Iterator[Scan]:
    for module in pkgutil.walk_packages(reading.__path__, "tapestory.reading."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Scan):
                yield value
            elif isinstance(value, Quick | Cue):
                yield value._scan


def _read_after(texts: int, text: str, lang: str) -> Reading:
    """Read one text where the first so many are not scanned."""
    for scan in _scans():
        scan._left = texts
        scan._forget()
    return read(text, lang=lang)


@pytest.mark.parametrize(("text", "lang"), [*zip(TEXTS, LANGUAGES, strict=True)], ids=LANGUAGES)
def test_a_reading_does_not_depend_on_what_was_read_before(text: str, lang: str) -> None:
    scanned = _read_after(0, text, lang)

    assert scanned.figures or scanned.reported_moves
    assert _read_after(1_000_000, text, lang) == scanned
    assert _read_after(2, text, lang) == scanned


def test_every_scan_begins_with_that_of_sentences() -> None:
    for scan in _scans():
        scan._left = 1_000_000

    SENTENCES.begin()

    assert {scan._left for scan in _scans()} == {0}
