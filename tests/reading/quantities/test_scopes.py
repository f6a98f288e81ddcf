from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.readings import read
from tapestory.model import Difference, Figure
from tapestory.reading import compare, side_by_side
from tapestory.reading.quantities.scopes import is_adjusted, segment_of


def told(*texts: tuple[str, str]) -> list[Figure]:
    return [
        figure
        for place, (text, lang) in enumerate(texts)
        for figure in read(f"Quantities\n\n{text}", name=f"a{place}", lang=lang).figures
    ]


def differences(*texts: str, lang: str = "en") -> list[Difference]:
    return [group.difference for group in side_by_side(told(*((text, lang) for text in texts)))]


@pytest.mark.parametrize(
    ("text", "lang", "part"),
    [
        ("Micron's data-center revenue was $5.1 billion.", "en", "data center"),
        ("Micron's cloud memory business had record revenue of $5.1 billion.", "en", "cloud"),
        ("Oracle's cloud unit posted revenue of $5.1 billion.", "en", "cloud"),
        ("Oracle's revenue from its cloud business rose to $5.1 billion.", "en", "cloud"),
        ("Oracle posted $5.1 billion in revenue from cloud services.", "en", "cloud"),
        ("Oracle had services revenue of $5.1 billion.", "en", "services"),
        ("Meta's advertising revenue was $5.1 billion.", "en", "advertising"),
        ("Oracle, the cloud provider, posted revenue of $5.1 billion.", "en", ""),
        ("Oracle rode demand for AI services and posted revenue of $5.1 billion.", "en", ""),
        ("甲骨文云业务营收51亿美元。", "zh", "cloud"),
        ("美光数据中心业务第三季度营收51亿美元。", "zh", "data center"),
        ("마이크론의 데이터센터 매출은 51억 달러였다.", "ko", "data center"),
        ("マイクロンのデータセンター部門の売上高は51億ドルだった。", "ja", "data center"),
        ("Oracles Cloud-Umsatz stieg auf 5,1 Milliarden Dollar.", "de", "cloud"),
        ("Der Umsatz von Oracle im Cloudgeschäft stieg auf 5,1 Milliarden Dollar.", "de", "cloud"),
        ("Le chiffre d'affaires d'Oracle dans le cloud atteint 5,1 milliards de dollars.", "fr",
         "cloud"),
        ("Los ingresos de Oracle en la nube fueron de 5,1 millones de dólares.", "es", "cloud"),
        ("I ricavi di Oracle nel cloud sono saliti a 5,1 miliardi di dollari.", "it", "cloud"),
        ("A receita de nuvem da Oracle foi de US$ 5,1 bilhões.", "pt", "cloud"),
    ],
)  # fmt: skip
def test_a_figure_says_of_which_part_of_the_business_it_is(text: str, lang: str, part: str) -> None:
    figure = next(f for f in told((text, lang)) if f.kind == "revenue")

    assert segment_of(figure.cue) == part


@pytest.mark.parametrize(
    ("text", "lang", "said"),
    [
        ("Micron's adjusted profit was $2.1 billion.", "en", True),
        ("Micron's non-GAAP net income came to $2.1 billion.", "en", True),
        ("Micron had net income of $2.1 billion on an adjusted basis.", "en", True),
        ("Excluding one-time items, Micron had a profit of $2.1 billion.", "en", True),
        ("Micron's GAAP net income was $2.1 billion.", "en", False),
        ("Micron adjusted its plans and had net income of $2.1 billion.", "en", False),
        ("美光调整后净利润为21亿美元。", "zh", True),
        ("美光净利润为21亿美元。", "zh", False),
        ("마이크론의 조정 순이익은 21억 달러였다.", "ko", True),
        ("マイクロンの調整後純利益は21億ドルだった。", "ja", True),
        ("Der bereinigte Gewinn von Micron lag bei 2,1 Milliarden Dollar.", "de", True),
        ("Le bénéfice net ajusté de Micron atteint 2,1 milliards de dollars.", "fr", True),
        ("El beneficio ajustado de Micron fue de 2.100 millones de dólares.", "es", True),
        ("L'utile rettificato di Micron è di 2,1 miliardi di dollari.", "it", True),
        ("O lucro ajustado da Micron foi de US$ 2,1 bilhões.", "pt", True),
    ],
)
def test_a_figure_says_whether_it_is_adjusted(text: str, lang: str, *, said: bool) -> None:
    (figure,) = told((text, lang))

    assert is_adjusted(figure.cue) is said


def test_each_of_two_amounts_is_adjusted_by_itself() -> None:
    plain, adjusted = told(
        ("Micron earned EPS of $1.68; adjusted EPS was $1.91.", "en"),
    )

    assert not is_adjusted(plain.cue)
    assert is_adjusted(adjusted.cue)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Micron's data center revenue was $5.1 billion.", "Micron's revenue was $9.4 billion."),
        ("Meta's advertising revenue was $46 billion.", "Meta's AI revenue was $4.2 billion."),
        ("Micron's adjusted EPS was $1.91.", "Micron's EPS was $1.68."),
        ("Micron had revenue of $9.4 billion in the quarter.",
         "Micron had revenue of $37.4 billion in fiscal 2025."),
        ("Micron's quarterly profit was $1.9 billion.", "Micron's annual profit was $8.5 billion."),
    ],
)  # fmt: skip
def test_what_is_counted_otherwise_is_a_different_basis(one: str, other: str) -> None:
    assert differences(one, other) == [Difference.DIFFERENT_BASIS]
    assert differences(other, one) == [Difference.DIFFERENT_BASIS]


def test_one_part_of_a_business_has_one_revenue() -> None:
    found = differences(
        "Micron's data-center revenue was $5.1 billion.",
        "Revenue from Micron's data centers came to $6.3 billion.",
    )

    assert found == [Difference.CONFLICT]


def test_a_part_that_agrees_with_all_agrees() -> None:
    assert differences(
        "Meta's advertising revenue was $46 billion.", "Meta's revenue was $46 billion."
    ) == [Difference.AGREE]


def test_a_part_ten_times_smaller_than_all_is_no_slip_of_the_unit() -> None:
    found = told(
        ("Meta's AI revenue was $4.62 billion.", "en"), ("Meta's revenue was $46.2 billion.", "en")
    )

    assert [f.flag for f in compare(found)] == [None, None]


def test_parts_of_a_business_are_not_out_of_proportion() -> None:
    text = (
        "Micron's revenue was $57 billion. Its data center revenue came to $51.2 billion. "
        "Micron's gaming revenue was $4.3 billion."
    )

    assert {f.flag for f in compare(told((text, "en")))} == {None}


def test_two_polls_of_analysts_do_not_contradict_each_other() -> None:
    assert Difference.CONFLICT not in differences(
        "Analysts expected Meta to post revenue of $49.41 billion.",
        "Analysts expected Meta to post revenue of $49.5 billion.",
    )


@given(st.text(max_size=60))
def test_any_words_name_at_most_a_known_part(words: str) -> None:
    assert segment_of(words) == segment_of(f" {words} ")
