from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading.price_moves.made_sentences import NAMES, POINTS, printed
from reading.readings import read

QUANTITIES = (
    "profit revenue sales earnings income margin yield stake efficiency capex spending guidance "
    "growth demand output production capacity workforce headcount backlog dividend turnover "
    "valuation debt inventory bookings shipments deliveries orders"
)
FRAMES = (
    "{name}'s {what} rose {n}%.",
    "{name}'s quarterly {what} fell by {n}% from a year earlier.",
    "{name} said that its {what} climbed {n}%.",
    "{what} at {name} dropped {n}%.",
    "{name} told of a {n}% jump in {what}.",
    "{name} cut its {what} by {n}%.",
    "{name}: {what} +{n}%.",
    "{name}, {what} up {n}%.",
)
ELSEWHERE = {
    "de": "Der Umsatz von {name} stieg um {n} Prozent.",
    "fr": "Le bénéfice de {name} a progressé de {n} %.",
    "es": "Los ingresos de {name} subieron un {n}%.",
    "pt": "A receita da {name} caiu {n}%.",
    "it": "I ricavi di {name} sono saliti del {n}%.",
    "nl": "De omzet van {name} steeg {n} procent.",
    "ru": "Выручка {name} выросла на {n}%.",
}
EAST_ASIAN = {
    "zh": (
        "{name}营收增长{n}%。",
        "{name}净利润下降{n}%。",
        "{name}毛利率升至{n}%。",
        "{name}减持股份{n}%。",
    ),
    "ko": (
        "{name} 매출이 {n}% 상승했다.",
        "{name}의 영업이익은 {n}% 하락했다.",
        "{name} 점유율이 {n}% 올랐다.",
    ),
    "ja": ("{name}の売上高は{n}%上昇した。", "{name}の営業利益は{n}%下落した。"),
}


def read_moves(text: str, lang: str = "en") -> list[str]:
    return [f"{m.symbol} {m.low}" for m in read("Markets\n\n" + text, lang=lang).reported_moves]


@given(
    st.sampled_from(sorted(NAMES["en"])),
    st.sampled_from(QUANTITIES.split()),
    st.sampled_from(FRAMES),
    POINTS,
)
def test_what_is_no_price_gives_no_move(name: str, what: str, frame: str, points: float) -> None:
    assert read_moves(frame.format(name=name, what=what, n=printed(points))) == []


@settings(max_examples=50)
@given(st.sampled_from(sorted(ELSEWHERE)), st.sampled_from(sorted(NAMES["en"])), POINTS)
def test_revenue_is_no_price_in_any_language(lang: str, name: str, points: float) -> None:
    assert read_moves(ELSEWHERE[lang].format(name=name, n=printed(points)), lang) == []


@settings(max_examples=50)
@given(st.sampled_from(sorted(EAST_ASIAN)), POINTS, st.data())
def test_revenue_is_no_price_in_east_asia(lang: str, points: float, data: st.DataObject) -> None:
    frame = data.draw(st.sampled_from(EAST_ASIAN[lang]))
    name = data.draw(st.sampled_from(sorted(NAMES[lang])))

    assert read_moves(frame.format(name=name, n=printed(points)), lang) == []


@pytest.mark.parametrize(
    "text",
    [
        "Micron bought a 5% stake in Sandisk.",
        "Nvidia makes 80% of the chips.",
        "Nvidia holds a 90% market share.",
        "Nvidia's newest chip is up 30% faster.",
        "Sandisk handed in 480 designs, up 25%.",
        "Micron's price target was raised 20% to $250.",
        "CoreWeave rose 3 percentage points in the survey.",
        "Nvidia rose 30 points.",
        "Nvidia suppliers fell 5%.",
        "Nvidia bonds fell 5%.",
        "Nasdaq Composite futures fell 2%.",
        "The Nasdaq Composite energy index fell 2%.",
        "Gold rose 2% and Nvidia was little changed.",
        "The dollar slipped 1% against the yen while Nvidia waited.",
        "Shares of Acme, which agreed to sell itself to Micron, were down 4%.",
        "Nvidia could fall 10% if demand fades.",
        "Goldman Sachs expects Nvidia to rise 20%.",
        "If demand fades, Nvidia falls 10%.",
        "Nvidia has gained 40% this year.",
        "So far this year, Nvidia has gained 40%.",
        "In May 2010, a trader helped to wipe 9% off Nvidia.",
        "Nvidia has gained 40% so far this year, while Micron has lost 10%.",
        "Nvidia and Micron fell 3% and 5%, respectively, for the week.",
        "Nvidia is down 30% from its September peak.",
        "Acme and Nvidia fell 12% and 7%, respectively.",
        "Nvidia fell from a year earlier by 20%.",
        "英伟达今年以来上涨40%。",
        "英伟达可能下跌10%。",
        "엔비디아는 올해 들어 40% 올랐다.",
        "エヌビディアは年初来で40%高となった。",
    ],
)
def test_what_is_no_move_of_a_session_is_left_out(text: str) -> None:
    assert read_moves(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nvidia's revenue rose 20% but its shares fell 5%.", ["NVDA -0.05"]),
        ("Nvidia fell 3% on weak demand.", ["NVDA -0.03"]),
        ("Nvidia fell 3% after its profit rose 20%.", ["NVDA -0.03"]),
        ("Gold rose 2% while Nvidia fell 3%.", ["NVDA -0.03"]),
        ("Nvidia fell 3% while gold rose 2%.", ["NVDA -0.03"]),
        ("Nvidia fell 3%, its worst day since March.", ["NVDA -0.03"]),
        ("Nvidia rose 5% to a two-month high.", ["NVDA 0.05"]),
        ("Micron gained 4% after Nvidia this week showed a new chip.", ["MU 0.04"]),
        ("Micron lost a tenth of its value.", ["MU -0.1"]),
    ],
)
def test_a_price_beside_another_quantity_is_still_read(text: str, expected: list[str]) -> None:
    assert read_moves(text) == expected
