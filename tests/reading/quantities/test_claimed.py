from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.readings import read
from tapestory.model import Comparator, Figure


def figures(text: str, lang: str = "") -> tuple[Figure, ...]:
    return read("Quantities\n\n" + text, lang=lang).figures


def only(text: str, lang: str = "") -> Figure:
    (figure,) = figures(text, lang)
    return figure


@pytest.mark.parametrize(
    ("words", "comparator"),
    [
        ("over $3 billion", Comparator.OVER),
        ("more than $3 billion", Comparator.OVER),
        ("$3 billion or more", Comparator.OVER),
        ("$3 billion plus", Comparator.OVER),
        ("$3 billion-plus", Comparator.OVER),
        ("nearly $3 billion", Comparator.NEARLY),
        ("less than $3 billion", Comparator.NEARLY),
        ("up to $3 billion", Comparator.UP_TO),
        ("up to about $3 billion", Comparator.UP_TO),
        ("as much as $3 billion", Comparator.UP_TO),
        ("about $3 billion", Comparator.ABOUT),
        ("between $3 billion and $4 billion", Comparator.BETWEEN),
        ("$3 billion to $4 billion", Comparator.BETWEEN),
        ("hundreds of billions of dollars", Comparator.BETWEEN),
        ("$3 billion", Comparator.EXACT),
    ],
)
def test_words_at_an_amount_qualify_it(words: str, comparator: Comparator) -> None:
    assert only(f"Oracle had revenue of {words} in 2025.").comparator is comparator


@pytest.mark.parametrize(
    ("text", "lang", "comparator"),
    [
        ("甲骨文营收超过300亿美元。", "zh", Comparator.OVER),
        ("甲骨文营收近300亿美元。", "zh", Comparator.NEARLY),
        ("甲骨文营收约300亿美元。", "zh", Comparator.ABOUT),
        ("甲骨文营收最高300亿美元。", "zh", Comparator.UP_TO),
        ("甲骨文营收多达300亿美元。", "zh", Comparator.UP_TO),
        ("삼성전자 매출은 300억 달러 이상이다.", "ko", Comparator.OVER),
        ("삼성전자 매출은 약 300억 달러다.", "ko", Comparator.ABOUT),
        ("サムスン電子の売上高は約300億ドルだった。", "ja", Comparator.ABOUT),
        ("サムスン電子の売上高は300億ドル以上だった。", "ja", Comparator.OVER),
        ("Der Umsatz von CoreWeave lag bei mehr als 3 Milliarden Dollar.", "de", Comparator.OVER),
        ("Le chiffre d'affaires de CoreWeave atteint près de 3 milliards de dollars.", "fr",
         Comparator.NEARLY),
    ],
)  # fmt: skip
def test_and_so_they_do_in_other_languages(text: str, lang: str, comparator: Comparator) -> None:
    assert only(text, lang).comparator is comparator


@pytest.mark.parametrize(
    ("text", "kind", "period"),
    [
        ("Micron will spend $9 billion on new plants in 2026.", "capex", "2026"),
        ("Micron expects capex of $9 billion in fiscal 2026.", "capex_guidance", "2026"),
        ("Micron spent $9 billion on data centers in 2025.", "capex", "2025"),
        ("Oracle's backlog reached $400 billion in Q2 2026.", "commitments", "2026Q2"),
        ("Oracle has purchase commitments of $90 billion.", "commitments", ""),
        ("Nvidia reported revenue of $60 billion for the first quarter of 2026.", "revenue",
         "2026Q1"),
        ("CoreWeave burned through free cash flow of $2 billion in 2025.", "free_cash_flow",
         "2025"),
        ("Oracle rents the cluster at $700 million per month.", "price", "month"),
        ("Nebius charges $2.10 per hour for the cards.", "price", "hour"),
        ("Meta will have 4GW by the end of 2027.", "capacity", "end 2027"),
        ("Meta adds 2GW in 2026.", "capacity_added", "2026"),
        ("Meta bought 90,000 GPUs.", "capacity_added", ""),
        ("CoreWeave shares wiped out $30 billion in market value.", "market_value_change", ""),
        ("CoreWeave raised $2 billion in a bond sale.", "funding", ""),
        ("Nvidia earned $1.20 in EPS.", "earnings_per_share", ""),
        ("Oracle's revenue grew 14% in 2025.", "growth", "2025"),
        ("Oracle wants to double its computing capacity by 2028.", "growth", "2028"),
        ("Advertising makes up 98% of Meta Platforms' revenue.", "share", ""),
        ("Oracle's lease runs for 15 years.", "duration", ""),
    ],
)  # fmt: skip
def test_a_figure_says_what_it_measures_and_for_when(text: str, kind: str, period: str) -> None:
    figure = only(text)

    assert (figure.kind, figure.period) == (kind, period)
    assert figure.cue


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("According to estimates from Bridgewater, Oracle has revenue of $60 billion.",
         "Bridgewater"),
        ("Goldman Sachs estimates that Oracle's capex will reach $60 billion.", "Goldman Sachs"),
        ("Analysts expect Oracle to post revenue of $60 billion.", "Analysts"),
        ("Oracle's capex will reach $60 billion, according to Morgan Stanley.", "Morgan Stanley"),
        ("据高盛预计，甲骨文2026年资本支出将达600亿美元。", "高盛"),
        ("분석가들은 삼성전자의 매출이 600억 달러에 이를 것으로 예상했다.", "분석가들"),
        ("Laut Bernstein erreicht der Umsatz von Oracle 60 Milliarden Dollar.", "Bernstein"),
        ("Oracle had revenue of $60 billion.", ""),
    ],
)  # fmt: skip
def test_a_figure_names_who_says_so(text: str, speaker: str) -> None:
    assert {figure.speaker for figure in figures(text)} == {speaker}


def test_a_margin_of_error_is_not_more() -> None:
    assert only("Oracle had revenue of $3 billion plus or minus $0.1 billion.").comparator is (
        Comparator.EXACT
    )


@pytest.mark.parametrize("unit", ["个百分点", "個百分點", "百分点"])
def test_points_of_a_per_cent_are_no_growth(unit: str) -> None:
    assert figures(f"甲骨文营收增长5{unit}。", "zh") == ()


def test_who_only_says_it_is_not_whose_it_is() -> None:
    figure = only("According to Goldman Sachs, Oracle will have revenue of $60 billion in 2026.")

    assert figure.subject == "ORCL"


def test_a_contract_has_two_parties_whoever_is_named_first() -> None:
    one = only("Meta signed a deal with CoreWeave worth $12 billion.")
    other = only("The agreement between CoreWeave and Meta is worth $12 billion.")

    assert {one.subject, one.counterparty} == {"META", "CRWV"}
    assert {other.subject, other.counterparty} == {"META", "CRWV"}


def test_a_semicolon_and_it_keep_the_other_party() -> None:
    first, second = figures(
        "Meta struck a contract with CoreWeave worth $12 billion; a month later it signed an "
        "agreement with Nebius worth $8 billion."
    )

    assert {first.subject, first.counterparty} == {"META", "CRWV"}
    assert {second.subject, second.counterparty} == {"META", "NBIS"}


def test_what_several_have_together_is_of_all_of_them() -> None:
    figure = only("Meta Platforms, Oracle and CoreWeave will invest $300 billion in 2027.")

    assert figure.subject == "CRWV+META+ORCL"


def test_it_means_who_was_named_before() -> None:
    figure = only("Oracle builds on. It expects capex of $60 billion in 2027.")

    assert (figure.subject, figure.kind) == ("ORCL", "capex_guidance")
    assert figure.sentence == "It expects capex of $60 billion in 2027."


def test_it_can_mean_the_quantity_named_before() -> None:
    figures_ = figures(
        "Oracle raised its capex guidance for 2027. Banks expect it to reach $60 billion."
    )

    assert [(f.subject, f.kind, f.period) for f in figures_] == [("ORCL", "capex_guidance", "2027")]


def test_a_label_has_the_amounts_behind_it() -> None:
    (first, second) = figures("• CoreWeave: 2GW from Micron and 1GW from Nvidia.")

    assert {first.subject, second.subject} == {"CRWV"}
    assert (first.counterparty, second.counterparty) == ("MU", "NVDA")


def test_a_step_is_the_old_number_and_the_new_one() -> None:
    before, now = figures("Oracle raised its 2027 capex guidance from $50 billion to $60 billion.")

    assert (before.kind, before.low) == ("capex_guidance_prior", 50e9)
    assert (now.kind, now.low) == ("capex_guidance", 60e9)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Oracle's free cash flow was minus $1.1 billion.", "en"),
        ("Oracle's free cash flow came to minus about $1.1 billion.", "en"),
        ("Oracle had negative free cash flow of $1.1 billion.", "en"),
        ("Oracle posted free cash flow of ($1.1 billion).", "en"),
        ("Oracle's free cash flow was -$1.1 billion.", "en"),
        ("甲骨文自由现金流为负11亿美元。", "zh"),
        ("甲骨文自由现金流为-11亿美元。", "zh"),
        ("오라클의 잉여현금흐름은 마이너스 11억 달러였다.", "ko"),
        ("オラクルのフリーキャッシュフローはマイナス11億ドルだった。", "ja"),
        ("Der freie Cash-Flow von Oracle lag bei minus 1,1 Milliarden Dollar.", "de"),
        ("Le flux de trésorerie d'Oracle est de moins 1,1 milliard de dollars.", "fr"),
        ("El flujo de caja de Oracle fue de menos 1.100 millones de dólares.", "es"),
        ("Il flusso di cassa di Oracle è stato negativo per 1,1 miliardi di dollari.", "it"),
        ("O fluxo de caixa da Oracle foi negativo em US$ 1,1 bilhão.", "pt"),
    ],
)
def test_cash_flow_below_zero_is_below_zero(text: str, lang: str) -> None:
    figure = next(f for f in figures(text, lang) if f.kind == "free_cash_flow")

    assert (figure.low, figure.high) == (-1.1e9, -1.1e9)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Oracle's record profit ($1.1 billion) surprised analysts.", "en"),
        ("Oracle's profit was no less than $1.1 billion.", "en"),
        ("Oracle's profit (of $1.1 billion) rose.", "en"),
        ("El beneficio de Oracle fue de al menos 1.100 millones de dólares.", "es"),
        ("El beneficio de Oracle fue de menos de 1.100 millones de dólares.", "es"),
        ("Le bénéfice d'Oracle est d'au moins 1,1 milliard de dollars.", "fr"),
    ],
)
def test_a_profit_is_above_zero_whatever_is_bracketed_or_least(text: str, lang: str) -> None:
    figure = next(f for f in figures(text, lang) if f.kind == "profit")

    assert figure.low == 1.1e9


def test_per_cents_of_a_price_are_no_figures() -> None:
    assert figures("Oracle shares jumped 14% on Monday after revenue disappointed nobody.") == ()


PIECES = st.sampled_from(
    [
        *("Meta ", "Oracle's ", "it ", "capex ", "revenue of ", "between ", "up to ", "about "),
        *("$125 billion ", "1.5bn ", "to ", "and ", "数千亿美元", "1조 2500억 원 ", "2GW ", "$-"),
        *("in 2026", "end of 2025 ", "per month", "said ", "according to ", "analysts ", "; "),
        *("tens of billions ", "from ", ". ", "\n", "亿", "兆", "1,250", "30%", "\x00", "\u202e"),
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(["en", "de", "zh", "ko", "ja"]))
def test_spans_index_the_text_and_lie_in_the_sentence(text: str, lang: str) -> None:
    said = read("Quantities\n\n" + text, lang=lang)
    document = "Quantities\n\n" + text

    for figure in said.figures:
        (home,) = {
            (s.start, s.end)
            for s in said.sentences
            if s.start <= figure.start < figure.end <= s.end
        }
        assert document[home[0] : home[1]] == figure.sentence
        assert any(
            letter in document[figure.start : figure.end].lower()
            for letter in "0123456789abcdefghijklmnopqrstuvwxyz亿億억조兆万萬百千十两倍"
        )
        assert figure.cue
        assert figure.low <= figure.high


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "$1 billion of capex " * 50_000,
        "tens of " * 100_000,
        "between " * 100_000,
        "1조 " * 200_000,
        "亿" * 500_000,
        "一" * 500_000,
        "from $1 billion to " * 60_000,
        "1.000.000," * 100_000,
        "according to Acme " * 60_000,
        "Acme Acme " * 100_000 + "said $3 billion",
        "“" * 300_000 + "$3 billion",
        "twenty-five billion " * 60_000,
        "9" * 1_000_000 + " billion dollars",
    ],
)
def test_hostile_quantities_take_bounded_time(text: str) -> None:
    started = time.process_time()

    figures(text, "en")

    assert time.process_time() - started < 20
