"""A name that is also a word, beside what only companies do, in a dozen languages."""

from __future__ import annotations

import pytest

from tapestory import config
from tapestory.config import Paths
from tapestory.linking import Gazetteer
from tapestory.model import Instrument, Universe

PATHS: Paths = config.resolve(None, {"TAPESTORY_HOME": "nowhere"})
SHIPPED = config.load_universe(config.load(PATHS, {}), PATHS)


def _imported(symbol: str, name: str) -> Instrument:
    return Instrument(
        symbol=symbol, name=name, mic="XETR", currency="EUR", sector="", aliases=(name,)
    )


ADDED = [
    _imported("ADS.DE", "Adidas"),
    _imported("VOW3.DE", "Volkswagen"),
    _imported("SIE.DE", "Siemens"),
    _imported("AIR.PA", "Airbus"),
    _imported("VALE3.SA", "Vale"),
    _imported("035420.KS", "네이버"),
]
GAZETTEER = Gazetteer(
    Universe(
        instruments={**SHIPPED.instruments, **{one.symbol: one for one in ADDED}},
        sectors=SHIPPED.sectors,
    )
)


@pytest.mark.parametrize(
    ("lang", "text", "symbol"),
    [
        ("de", "Gestern gab Puma nach. Adidas gab um 2,3 Prozent nach.", "ADS.DE"),
        ("de", "Volkswagen dementiert einen Bericht", "VOW3.DE"),
        ("de", "Siemens prüft einen Verkauf", "SIE.DE"),
        ("fr", "Airbus dément toute discussion", "AIR.PA"),
        ("fr", "Airbus a démenti toute discussion", "AIR.PA"),
        ("it", "Meta valuta una vendita", "META"),
        ("es", "Meta estudia una venta", "META"),
        ("nl", "Meta overweegt een verkoop", "META"),
        ("ru", "Вчера Meta сообщила об убытке", "META"),
        ("ru", "По словам источников, Meta готова продать долю", "META"),
        ("ko", "네이버는 2일 인수설은 사실이 아니라고 밝혔다", "035420.KS"),
    ],
)
def test_what_only_companies_do_tells_the_company_from_the_word(
    lang: str, text: str, symbol: str
) -> None:
    assert {mention.symbol for mention in GAZETTEER.find(text, lang=lang)} == {symbol}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pt", "Vale a pena esperar, vale lembrar"),
        ("es", "La meta es llegar; su meta estudia la ciencia"),
        ("it", "La meta valuta poco chi arriva tardi"),
        ("de", "Das Metall kostet wenig"),
    ],
)
def test_the_word_alone_is_no_company(lang: str, text: str) -> None:
    assert GAZETTEER.find(text, lang=lang) == ()
