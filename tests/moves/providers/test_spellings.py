from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.moves.providers import spellings


@pytest.mark.parametrize(
    ("ours", "yahoo", "tiingo", "stooq"),
    [
        ("META", "META", "META", "meta.us"),
        ("BRK.B", "BRK-B", "BRK-B", "brk-b.us"),
        ("BF-A", "BF-A", "BF-A", "bf-a.us"),
        ("000660.KS", "000660.KS", None, None),
        ("2330.TW", "2330.TW", None, None),
        ("8299.TWO", "8299.TWO", None, None),
        ("6758.T", "6758.T", None, "6758.jp"),
        ("0700.HK", "0700.HK", None, "700.hk"),
        ("VOD.L", "VOD.L", None, "vod.uk"),
        ("CDR.WA", "CDR.WA", None, "cdr"),
        ("ABC.V", "ABC.V", None, None),
        ("^KS11", "^KS11", None, "^kospi"),
        ("^GSPC", "^GSPC", None, "^spx"),
        ("^SOX", "^SOX", None, None),
        ("BTC-USD", "BTC-USD", None, None),
    ],
)
def test_each_provider_is_asked_in_its_own_spelling(
    ours: str, yahoo: str, tiingo: str | None, stooq: str | None
) -> None:
    assert spellings.yahoo(ours) == spellings.fmp(ours) == yahoo
    assert spellings.tiingo(ours) == tiingo
    assert spellings.stooq(ours) == stooq


@pytest.mark.parametrize(
    ("symbol", "mic"),
    [
        ("META", "XNYS"),
        ("BRK.B", "XNYS"),
        ("000660.KS", "XKRX"),
        ("2330.TW", "XTAI"),
        ("^KS11", "XKRX"),
        ("^GSPC", "XNYS"),
        ("BTC-USD", None),
        ("EURUSD=X", None),
        ("^UNHEARD", None),
    ],
)
def test_a_spelling_tells_the_exchange_or_nothing(symbol: str, mic: str | None) -> None:
    assert spellings.exchange_of(symbol) == mic


@given(st.text(max_size=12))
def test_any_text_can_be_asked_about(symbol: str) -> None:
    spellings.yahoo(symbol)
    spellings.tiingo(symbol)
    spellings.stooq(symbol)
    spellings.exchange_of(symbol)
