from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.matching.actions import actions, direction, directions, opposed
from tapestory.matching.outlooks import outlook_changes
from tapestory.matching.places import place_spans
from tapestory.matching.words import fold


@pytest.mark.parametrize(
    ("texts", "action"),
    [
        (
            ["Acme raises outlook", "艾克美上调预期", "애크미 전망 상향", "アクメ、予想を引き上げ"],
            "raise",
        ),
        (
            ["Acme cuts prices", "Acme senkt Preise", "Acme réduit ses prix", "艾克美下调价格"],
            "cut",
        ),
        (
            [
                "Acme denies talks",
                "艾克美否认谈判",
                "애크미 협상 부인",
                "Acme dementiert Gespräche",
            ],
            "deny",
        ),
        (
            ["Acme delays ferry", "艾克美推迟渡轮", "애크미 페리 연기", "Acme aplaza el ferri"],
            "delay",
        ),
        (["Acme cancels order", "Acme annule la commande", "Акме отменила заказ"], "cancel"),
        (["Acme sues Borealis", "艾克美起诉", "애크미 소송", "Acme verklagt Borealis"], "sue"),
        (["Acme to rent out docks", "艾克美出租码头", "애크미 부두 임대"], "lease"),
        (["Union votes to strike", "工会罢工", "노조 파업", "Streik im Hafen"], "strike"),
        (
            [
                "Founder of Acme dies",
                "艾克美创始人去世",
                "애크미 창업자 별세",
                "Акме: умер основатель",
            ],
            "die",
        ),
        (["Regulator approves merger", "监管批准合并", "규제당국 승인", "当局が承認"], "approve"),
    ],
)
def test_an_action_is_known_in_every_language(texts: list[str], action: str) -> None:
    for text in texts:
        assert action in actions(fold(text)), text


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Acme boosts full-year outlook", "raise"),
        ("Acme lifts annual profit forecast", "raise"),
        ("Acme upped its 2026 sales guidance", "raise"),
        ("Acme hikes full-year revenue target", "raise"),
        ("Acme lowers full-year guidance", "cut"),
        ("Acme reduces 2026 revenue outlook", "cut"),
        ("Acme pares its annual view", "cut"),
        ("Acme trims full-year sales forecast", "cut"),
        ("Acme hebt Jahresprognose an", "raise"),
        ("Acme kappt Umsatzprognose für 2026", "cut"),
        ("Acme rehausse ses prévisions annuelles", "raise"),
        ("Acme revoit à la hausse ses objectifs", "raise"),
        ("Acme revoit à la baisse ses prévisions annuelles", "cut"),
        ("Acme sube sus previsiones para 2026", "raise"),
        ("Acme baja sus previsiones de ventas", "cut"),
        ("Acme rivede al rialzo la guidance", "raise"),
        ("Acme abbassa le stime sul 2026", "cut"),
        ("Acme aumenta projeções para 2026", "raise"),
        ("Acme diminui a projeção de receita", "cut"),
        ("艾克美调高全年营收指引", "raise"),
        ("艾克美下修全年财测", "cut"),
        ("애크미, 올해 매출 전망 높여", "raise"),
        ("애크미, 연간 가이던스 낮췄다", "cut"),
        ("アクメ、通期予想を上げ", "raise"),
        ("アクメ、通期予想を減額", "cut"),
    ],
)
def test_what_is_expected_is_raised_or_cut_with_words_in_between(text: str, done: str) -> None:
    assert actions(fold(text)) & {"raise", "cut"} == {done}


@pytest.mark.parametrize(
    "text",
    [
        "Acme lifts the crane that fell into the harbour",
        "Acme lowers the bridge, keeps its guidance",
        "Acme lowers a boat into the cold water for its target",
        "Acme hebt das Wrack",
        "Acme baja del barco",
        "艾克美提升服务",
    ],
)
def test_what_is_lifted_or_lowered_besides_is_no_change_of_what_is_expected(text: str) -> None:
    assert not actions(fold(text)) & {"raise", "cut"}


@given(st.text(alphabet="lifts lowers guidance outlook ,:予想上下げ", max_size=60))
def test_any_headline_can_be_asked_what_is_expected(text: str) -> None:
    assert outlook_changes(fold(text)) <= actions(fold(text))


@pytest.mark.parametrize(
    "text", ["The cute raiser", "a cellar in Selby", "windsurfing", "Firenze", "sell-off deepens"]
)
def test_a_cue_inside_a_word_is_none(text: str) -> None:
    assert actions(fold(text)) == frozenset()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme shares jump 9%", 1),
        ("Acme shares tumble", -1),
        ("艾克美股价大涨", 1),
        ("艾克美跌14%", -1),
        ("애크미 급락", -1),
        ("アクメ株が急落", -1),
        ("アクメ株14%安", -1),
        ("平均株価は300円高", 1),
        ("Acme-Aktie bricht ein", -1),
        ("Las acciones de Acme se desploman", -1),
        ("Акции Акме рухнули", -1),
        ("Acme rebounds after rout", 1),
        ("After rout, Acme rebounds", 1),
        ("Acme rises as Borealis falls", 0),
        ("Acme opens a yard", 0),
        ("Acme to sell docks", 0),
    ],
)
def test_direction_is_that_of_the_headline_not_of_its_background(text: str, expected: int) -> None:
    assert direction(fold(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seoul stocks plunge", {"p:KR.seoul": -1}),
        ("KOSPI rebounds 5% a day after rout", {"p:KR.seoul": 1}),
        ("韩国KOSPI指数收跌近8%", {"p:KR.seoul": -1}),
        ("코스피 8% 가까이 급락", {"p:KR.seoul": -1}),
        ("KOSPIが約8%急落", {"p:KR.seoul": -1}),
        ("Seoul stocks jump as Tokyo shares slide", {"p:KR.seoul": 1, "p:JP.tokyo": -1}),
        ("Seoul's plan sends Tokyo shares tumbling", {"p:JP.tokyo": -1}),
        ("Seoul ferry plan may sink Acme shares", {}),
        ("Ferry opens in Seoul", {}),
    ],
)
def test_a_move_belongs_to_the_name_before_it(text: str, expected: dict[str, int]) -> None:
    folded = fold(text)

    assert directions(folded, place_spans(folded)) == expected


def test_what_one_does_the_other_undoes() -> None:
    up, down = actions("acme raises prices"), actions("acme cuts prices")

    assert opposed(up, down)
    assert opposed(down, up)
    assert not opposed(up, up)
    assert not opposed(up | down, down)


def test_two_ends_of_one_deal_are_not_opposed() -> None:
    assert not opposed(actions("acme buys docks"), actions("borealis sells docks"))
    assert not opposed(actions("acme wins the final"), actions("borealis loses the final"))


def test_a_denial_is_not_opposed_to_what_it_denies() -> None:
    assert not opposed(actions("acme denies it will cut prices"), actions("acme raises prices"))


@given(st.text(max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    folded = fold(text)

    assert direction(folded) in {-1, 0, 1}
    assert not opposed(actions(folded), actions(folded))
