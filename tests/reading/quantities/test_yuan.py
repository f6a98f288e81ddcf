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
    ],
)
def test_yuan_alone_is_the_money_of_the_place_of_listing_or_writing(
    symbol: str, text: str, unit: str
) -> None:
    instrument = Instrument(
        symbol=symbol, name="Lingang Electronics", mic="", currency="", sector="",
        aliases=("林港電子", "林港电子"),
    )  # fmt: skip
    gazetteer = Gazetteer(Universe(instruments={symbol: instrument}, sectors={}))
    read = document_from_text(f"季報\n\n{text}", lang="zh")
    found = figures(
        split_sentences(read), gazetteer.find(read.text, lang="zh"), ArticleId("a"), lang="zh"
    )

    assert [(f.subject, f.unit) for f in found] == [(symbol, unit)]
