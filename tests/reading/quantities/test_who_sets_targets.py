from __future__ import annotations

import pytest

from tapestory.reading.quantities.speakers import speakers


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Jefferies lifted its price target on Oracle to $340.", "Jefferies"),
        ("Goldman Sachs cut the Oracle price target to $210.", "Goldman Sachs"),
        ("Oracle raised its revenue target to $80 billion.", ""),
        ("Shares of Oracle ran past the average price target of $300.", ""),
        ("中金公司将甲骨文目标价上调至340美元。", "中金公司"),
        ("甲骨文把收入目标上调至800亿美元。", ""),
        ("한화투자증권은 오라클 목표주가를 340달러로 올렸다.", "한화투자증권"),
        ("大和証券はオラクルの目標株価を340ドルに引き上げた。", "大和証券"),
    ],
)
def test_who_sets_a_price_target_speaks_of_another(text: str, who: str) -> None:
    outsiders = [speaker.name for speaker in speakers(text) if speaker.outside]
    assert outsiders == ([who] if who else [])
