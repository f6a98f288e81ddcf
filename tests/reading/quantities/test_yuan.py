from __future__ import annotations

import pytest

from tapestory.linking import Gazetteer
from tapestory.model import ArticleId, Instrument, Universe
from tapestory.reading import document_from_text, split_sentences
from tapestory.reading.quantities.figures import figures


@pytest.mark.parametrize(
    ("symbol", "text", "unit"),
    [
        ("9901.TW", "林港電子第二季營收為5400億元。", "TWD"),
        ("9902.HK", "林港電子第二季營收為54億元。", "HKD"),
        ("9902.HK", "林港电子第二季营收为54亿元。", "CNY"),
        ("600990.SS", "林港电子第二季营收为54亿元。", "CNY"),
        ("9901.TW", "林港電子第二季營收為54億人民幣。", "CNY"),
        ("9901.TW", "林港電子第二季營收為54億美元。", "USD"),
        ("TSM", "林港電子第二季營收為5400億元。", "TWD"),
        ("TSM", "林港电子第二季营收为5400亿元。", "TWD"),
        ("9902.HK", "林港电子第二季营收为¥54亿。", "CNY"),
        ("BABA", "林港电子第二季营收为￥54亿。", "CNY"),
        ("9903.T", "林港电子第二季营收为¥5400亿。", "JPY"),
        ("XPLR", "林港电子第二季营收为¥54亿。", "CNY"),
    ],
)
def test_yuan_alone_is_the_money_of_the_place_of_listing_or_writing(
    symbol: str, text: str, unit: str
) -> None:
    assert told(symbol, text, "zh") == [(symbol, unit)]


def told(symbol: str, text: str, lang: str) -> list[tuple[str, str]]:
    instrument = Instrument(
        symbol=symbol, name="Lingang Electronics", mic="", currency="", sector="",
        aliases=("林港電子", "林港电子"),
    )  # fmt: skip
    gazetteer = Gazetteer(Universe(instruments={symbol: instrument}, sectors={}))
    read = document_from_text(f"季報\n\n{text}", lang=lang)
    found = figures(
        split_sentences(read), gazetteer.find(read.text, lang=lang), ArticleId("a"), lang=lang
    )
    return [(f.subject, f.unit) for f in found]


@pytest.mark.parametrize(
    ("symbol", "lang", "text", "unit"),
    [
        ("9902.HK", "en", "Lingang Electronics reported revenue of ¥380bn.", "CNY"),
        ("9903.T", "en", "Lingang Electronics reported revenue of ¥380bn.", "JPY"),
        ("LGE", "en", "Lingang Electronics reported revenue of ¥380bn.", "JPY"),
        ("LGE", "ja", "Lingang Electronicsの売上高は￥1兆だった。", "JPY"),
        ("9902.HK", "en", "Lingang Electronics reported revenue of JP¥380bn.", "JPY"),
        ("9903.T", "en", "Lingang Electronics reported revenue of CN¥380bn.", "CNY"),
    ],
)
def test_the_sign_of_yen_and_yuan_is_that_of_whose_or_in_whose_words_it_is(
    symbol: str, lang: str, text: str, unit: str
) -> None:
    assert told(symbol, text, lang) == [(symbol, unit)]
