"""What a plain list of an exchange means in texts: every word there is stands in it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.linking import MOST_NAMES, SCAN_LIMIT, Gazetteer
from tapestory.model import Instrument, Universe


def _listed(symbol: str, name: str, *aliases: str, mic: str = "XNYS") -> Instrument:
    return Instrument(symbol=symbol, name=name, mic=mic, currency="USD", sector="", aliases=aliases)


LIST = [
    _listed("TGT", "Target Corporation", "Target"),
    _listed("GPS", "Gap Inc", "Gap"),
    _listed("PGR", "Progressive Corp", "Progressive"),
    _listed("IT", "Gartner Inc"),
    _listed("NOW", "ServiceNow Inc", "NOW"),
    _listed("ALL", "Allstate Corp", "ALL"),
    _listed("BSTN", "Boston Corp", "Boston"),
    _listed("JON", "Jordan Holdings", "Jordan"),
    _listed("MKT", "Market Inc", "Market"),
    _listed("FNB", "First National Corp", "First National"),
    _listed("BBY", "Best Buy Co Inc", "Best Buy"),
    _listed("ZLTX", "Zeltrix Industries", "Zeltrix"),
    _listed("TOY", "Toyota Motor", "Toyota"),
    _listed("XAU", "Gold", "Gold", mic=""),
    _listed("ECB", "ECB", "ECB", mic=""),
    _listed("SEBI", "SEBI", "SEBI", mic=""),
    _listed("EQ", "European shares", "European shares", mic=""),
    _listed("300024.SZ", "机器人", "机器人", mic="XSHE"),
    _listed("9999.TW", "精測電子", "精測電子", mic="XTAI"),
]
GAZETTEER = Gazetteer(Universe(instruments={item.symbol: item for item in LIST}, sectors={}))


def found(text: str, lang: str = "en") -> list[str]:
    return [str(m.symbol) for m in GAZETTEER.find(text, lang=lang)]


@pytest.mark.parametrize(
    "text",
    [
        "Target practice is held on Mondays",
        "The company met its target and closed the gap",
        "Gap between rich and poor widens",
        "Gap Between Rich And Poor Widens",
        "GAP BETWEEN RICH AND POOR WIDENS",
        "Buy NOW and save 20% on shares",
        "Now all are invited, IT staff too",
        "She works in Boston and talked to Michael Jordan",
        "Jordan said it would send help",
        "Market fell 3% on Monday",
        "Demand fell, and the market fell with it",
        "The progressive wing of the party lost",
        "Mr. Target said he was glad. Target said so twice",
        "Kevin Gap rose to speak about shares. Gap fell silent",
        "The best buy of the week costs nothing",
        "Olympic gold medal for the swimmer",
        "Swiss First National Council voted",
        "这是一个机器人",
        "The GAP in funding widened as shares fell",
        "The Royal Gold Coast lost",
        "ECB HOLDS RATES AGAIN",
        "He met Old ECB Watchers there",
        "He joined Swiss First National Council there",
        "They went to First National on Monday",
        "They spent it and rose",
    ],
)
def test_a_word_that_is_listed_is_still_a_word(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("Shoppers left as Target shares fell", "TGT"),
        ("Target Corp. opened a shop", "TGT"),
        ("Analysts expect Gap to raise its dividend", "GPS"),
        ("Shares of Gap fell 4%", "GPS"),
        ("Gap's chief executive resigned", "GPS"),
        ("They met at Progressive, the insurer whose shares rose", "PGR"),
        ("Boston Corp. opened a mill", "BSTN"),
        ("The chain Best Buy raised its dividend", "BBY"),
        ("The lender First National raised its dividend", "FNB"),
        ("zeltrix makes pumps", "ZLTX"),
        ("Toyota builds cars", "TOY"),
        ("Gold rose to a record", "XAU"),
        ("Demand for gold fell", "XAU"),
        ("Rates stay put, says ECB", "ECB"),
        ("Sebi bars a trader", "SEBI"),
        ("European shares slip", "EQ"),
        ("Buyers returned to $NOW as profit rose", "NOW"),
        ("机器人股价上涨", "300024.SZ"),
        ("精测电子上涨", "9999.TW"),
        ("They went to First National as profit rose", "FNB"),
        ("Shoppers liked Target (NYSE: QQQX) best", "TGT"),
    ],
)
def test_it_is_meant_where_something_speaks_for_a_company(text: str, symbol: str) -> None:
    assert found(text) == [symbol]


@pytest.mark.parametrize(
    ("listed", "text", "meant"),
    [
        (_listed("CSP", "CSP Inc", "CSP"), "He said CSP rose", False),
        (_listed("PIN", "Pine Bonds", "Pine Bonds", mic=""), "They visited Pine Bonds", True),
        (_listed("PIN", "Pine Trust", "Pine Yields"), "They visited Pine Yields there", False),
        (_listed("RIV", "Bank of rivers"), "They sat on a Bank of Rivers", True),
        (_listed("LED", "Lead", "Lead", mic=""), "Lead fell, said the actor", False),
        (_listed("LED", "Lead", "Lead", mic=""), "Lead fell, and so did zinc", True),
        (_listed("NIT", "IT", "IT", mic=""), "Spending on IT rose", True),
        (_listed("NIT", "IT", "IT", mic=""), "Spending on it rose", False),
        (_listed("PLN", "plain", "plain"), "Shares of Plain rose", True),
        (_listed("OAK", "Zeltrix Class A"), "Zeltrix makes pumps", True),
    ],
)  # fmt: skip
def test_how_a_list_writes_a_name_says_how_common_it_is(
    listed: Instrument, text: str, *, meant: bool
) -> None:
    gazetteer = Gazetteer(Universe(instruments={listed.symbol: listed}, sectors={}))

    assert [m.symbol for m in gazetteer.find(text)] == [listed.symbol] * meant


@pytest.mark.parametrize("order", [1, -1])
def test_a_code_that_is_another_companys_name_is_that_company(order: int) -> None:
    listed = [_listed("VORP", "Zeltrix Pumps"), _listed("ZZY", "Other Mills", "Vorp")]
    gazetteer = Gazetteer(Universe(instruments={i.symbol: i for i in listed[::order]}, sectors={}))

    assert [m.symbol for m in gazetteer.find("Vorp raised its dividend")] == ["ZZY"]
    assert [m.symbol for m in gazetteer.find("news (NYSE: VORP) today")] == ["VORP"]


@pytest.mark.parametrize("order", [1, -1])
def test_a_name_that_is_weak_by_hand_and_plain_in_a_list_is_weak(order: int) -> None:
    by_hand = Instrument(
        symbol="VRP", name="Vorp Mills", mic="XNYS", currency="USD", sector="", aliases=(),
        weak_aliases=("Vorp",),
    )  # fmt: skip
    listed = [by_hand, _listed("OTH", "Vorp", "Vorp")]
    gazetteer = Gazetteer(Universe(instruments={i.symbol: i for i in listed[::order]}, sectors={}))

    assert gazetteer.find("They sat by the Vorp") == ()
    assert {m.symbol for m in gazetteer.find("Vorp raised its dividend")} <= {"VRP", "OTH"}


def test_a_name_of_many_means_one_that_bears_it() -> None:
    listed = {f"VX{n}": _listed(f"VX{n}", f"Mill{n} Trust", "Vorplex") for n in range(12)}
    gazetteer = Gazetteer(Universe(instruments=listed, sectors={}))

    assert [m.symbol for m in gazetteer.find("Vorplex makes pumps")] == ["VX0"]


def test_a_word_is_meant_beside_a_company_in_a_list() -> None:
    assert found("customers such as Zeltrix and Target were told") == ["ZLTX", "TGT"]


def test_a_word_is_meant_where_its_company_is_named_elsewhere() -> None:
    assert found("Gap Inc opened a shop. Then Gap shut it.") == ["GPS", "GPS"]


def test_every_german_noun_has_a_capital() -> None:
    assert found("Er traf das Target", lang="de") == []
    assert found("Er nahm First National mit, der Gewinn stieg", lang="de") == []
    assert found("Er traf das Target mit Gewinn an der Börse", lang="de") == []


def test_a_word_of_another_language_is_a_word_there() -> None:
    orange = _listed("VAL", "Vale", "Vale")
    gazetteer = Gazetteer(Universe(instruments={"VAL": orange}, sectors={}))

    assert gazetteer.find("Vale a pena esperar", lang="pt") == ()
    assert [m.symbol for m in gazetteer.find("As ações da Vale subiram", lang="pt")] == ["VAL"]


_WORDS_TEXT = """
    Target gap Gap IT NOW All the Boston Zeltrix Toyota fell rose said shares , . : Inc and 5%
"""
WORDS = st.sampled_from(_WORDS_TEXT.split())
UNRELATED = _listed("QQZ", "Quorvex Plc", "Quorvex", "クォルベックス")
LARGER = Gazetteer(
    Universe(instruments={item.symbol: item for item in [*LIST, UNRELATED]}, sectors={})
)


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_an_unrelated_instrument_changes_no_other_mention(text: str) -> None:
    assert LARGER.find(text, lang="en") == GAZETTEER.find(text, lang="en")


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=120))
def test_the_same_text_has_the_same_mentions_and_none_overlap(text: str) -> None:
    mentions = GAZETTEER.find(text, lang="en")

    assert GAZETTEER.find(text, lang="en") == mentions
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


@pytest.mark.parametrize(
    "unit", ["Gap ", "A", "(ABC)", "\0Gap\u202e ", "1", "Target and Gap. ", '"Zeltrix" ', "Co-Gap-"]
)
def test_of_hostile_text_only_so_much_is_looked_at(unit: str) -> None:
    mentions = GAZETTEER.find(unit * (2_000_000 // len(unit)), lang="en")

    assert len(mentions) <= MOST_NAMES
    assert all(mention.end <= SCAN_LIMIT for mention in mentions)
