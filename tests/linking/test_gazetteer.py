from __future__ import annotations

import csv
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linking.universes import UNIVERSE
from tapestory.linking import SCAN_LIMIT, Gazetteer
from tapestory.model import Instrument, Universe
from tapestory.resources import shipped

GAZETTEER = Gazetteer(UNIVERSE)
WORDS = st.sampled_from(
    ["Meta", "meta", "Nvidia", "英伟达", "메타", "는", "(NASDAQ: META)", "<NVDA.O>", "fell", "5%",
     "$MU", "storage", ",", "İ", "Ａ", "\u202e", "Samsung", "三星电子", "光模块", ".", "\n", " "]
)  # fmt: skip


def symbols(text: str) -> list[str]:
    return [str(m.symbol or m.sector) for m in GAZETTEER.find(text)]


@given(st.lists(WORDS, max_size=40).map("".join) | st.text(max_size=200))
def test_spans_index_the_text_and_never_overlap(text: str) -> None:
    reached = 0
    for mention in GAZETTEER.find(text):
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= reached
        assert (mention.symbol is None) != (mention.sector is None)
        assert mention.cue
        reached = mention.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CoreWeave and Nebius rent out graphics cards", ["CRWV", "NBIS"]),
        ("英伟达与美光走低", ["NVDA", "MU"]),
        ("삼성전자는 SK하이닉스와 함께 내렸다", ["005930.KS", "000660.KS"]),
        ("サムスン電子とエヌビディアが反発", ["005930.KS", "NVDA"]),
        ("optical modules led the fall", ["optical"]),
    ],
)
def test_a_certain_name_needs_no_cue_in_any_language(text: str, expected: list[str]) -> None:
    assert symbols(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The meta question is how to ask questions",
        "A Meta-analysis of forty trials found nothing",
        "She broke her arm on Sunday",
        "An oracle spoke to the king of Lydia",
        "메타버스 이야기",
        "メタバースの話",
        "Nvidiana is a made-up word",
        "write to someone@Nvidia",
    ],
)
def test_an_ordinary_word_is_no_company(text: str) -> None:
    assert symbols(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Meta shares rose",
        "Investors sold shares of Meta",
        "Meta said it would build more",
        "Meta raised its capital spending forecast by billions",
        "메타는 데이터센터에 투자한다",
        "据悉 Meta 将出租算力给外部客户",
    ],
)
def test_a_weak_name_is_believed_beside_a_cue(text: str) -> None:
    assert symbols(text) == ["META"]


def test_a_weak_name_is_believed_when_the_company_is_named_elsewhere() -> None:
    assert symbols("Meta Platforms met on Monday. Then Meta went home.") == ["META", "META"]


def test_a_sector_company_in_the_text_decides_an_ambiguous_name() -> None:
    assert symbols("Arm and Nvidia") == ["ARM", "NVDA"]


@pytest.mark.parametrize(
    "text", ["news (NASDAQ: META) today", "news <META.O> today", "news $META today"]
)
def test_a_written_ticker_is_enough(text: str) -> None:
    assert symbols(text) == ["META"]


def test_a_ticker_that_belongs_to_another_company_unmakes_the_name() -> None:
    assert symbols("Meta Platforms <NVDA.O> rose") == []


def test_a_ticker_that_no_instrument_has_takes_nothing_from_a_name() -> None:
    assert symbols("CoreWeave <QQQX.O> rose") == ["CRWV"]


def test_exchange_decides_which_listing_is_meant() -> None:
    assert symbols("TSMC rose") == ["TSM"]
    assert symbols("TSMC (TPE: 2330) rose") == ["2330.TW"]
    assert symbols("Taiwan-listed TSMC rose") == ["2330.TW"]


def test_tickers_in_a_list_speak_for_each_other() -> None:
    assert symbols("names such as ORCL, NVDA, MU") == ["ORCL", "NVDA", "MU"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Micron rose. MU too", ["MU", "MU"]),
        ("They like MU", []),
        ("NBIS", ["NBIS"]),
        ("TSM", []),
        ("TSM shares rose", ["TSM"]),
    ],
)
def test_the_shorter_a_bare_code_the_more_must_speak_for_it(text: str, expected: list[str]) -> None:
    assert symbols(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("news of Samsung (005930) today", ["005930.KS"]),
        ("news of Meta (META) today", ["META", "META"]),
        ("news <.KS11> today", ["^KS11"]),
        ("news <.IXIC> today", ["^IXIC"]),
        ("news <.QQQX> today", []),
        ("news MU.O today", ["MU"]),
    ],
)
def test_a_code_in_brackets_or_of_an_agency_is_a_ticker(text: str, expected: list[str]) -> None:
    assert symbols(text) == expected


def test_two_names_of_a_company_speak_for_each_other() -> None:
    assert symbols("He met Llama and Meta") == ["META", "META"]
    assert symbols("He met Llama") == []


def test_a_weak_name_in_small_letters_is_the_word() -> None:
    assert symbols("the oracle said shares of nobody rose") == []
    assert symbols("their llamas, and a llama, raised profit") == []


def test_an_acronym_is_no_ticker() -> None:
    assert symbols("THE ARM OF THE LAW IS LONG") == []


def test_the_exchange_is_not_its_index() -> None:
    assert symbols("The company is listed on Nasdaq and rose") == []
    assert symbols("The Nasdaq fell 2%") == ["^IXIC"]


def test_bare_sector_words_count_only_in_a_list_with_a_sector() -> None:
    assert symbols("The storage was full") == []
    assert symbols("optical modules, storage fell") == ["optical", "memory"]


def test_products_are_marked_as_such() -> None:
    mention = GAZETTEER.find("Nvidia sells the H100")[1]

    assert mention.symbol == "NVDA"
    assert mention.cue.startswith("product or person")


def test_another_company_of_the_group_is_not_meant() -> None:
    assert symbols("Samsung Biologics shares rose") == []


def test_what_lies_beyond_the_limit_is_not_looked_at() -> None:
    assert GAZETTEER.find(" " * SCAN_LIMIT + "Nvidia") == ()


def test_imported_ordinary_words_need_a_company_cue() -> None:
    target = Instrument(symbol="TGT", name="Target Corporation", mic="XNYS", currency="USD",
                        sector="", aliases=("Target",))  # fmt: skip
    gazetteer = Gazetteer(Universe(instruments={"TGT": target}, sectors={}))

    assert gazetteer.find("Target practice is on Monday") == ()
    assert [m.symbol for m in gazetteer.find("Shoppers left as Target shares fell")] == ["TGT"]
    assert [m.symbol for m in gazetteer.find("Target Corporation opened a shop")] == ["TGT"]


@settings(deadline=None, max_examples=20)
@given(st.integers(1, 1000))
def test_a_text_of_one_name_repeated_yields_it_that_often(times: int) -> None:
    assert len(GAZETTEER.find("Nvidia " * times)) == times


def test_the_shipped_tables_fit_together() -> None:
    folder = shipped("config")
    with (folder / "universe.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    tables = tomllib.loads((folder / "sectors.toml").read_text(encoding="utf-8"))
    symbols_listed = [row["symbol"] for row in rows]

    assert len(symbols_listed) == len(set(symbols_listed))
    assert all(None not in row and row["name"] for row in rows)
    assert {row["sector"] for row in rows} <= set(tables["sectors"])
    assert set(tables["benchmarks"].values()) <= set(symbols_listed)
