"""What is only asked, looked into or put off takes no side, and what is claimed may be rejected."""

from __future__ import annotations

import pytest

from narratives.steel import stance_of


@pytest.mark.parametrize(
    "text",
    [
        "The ministry asked traders to explain the steel glut.",
        "The panel debated whether the glut in steel would last.",
        "Steel prices will show whether the glut is here.",
        "The regulator is looking into why the steel glut took so long to show.",
        "交易所发出问询函,涉及钢材过剩。",
        "钢材明年是否过剩,各方没有定论。",
        "钢材会不会过剩尚待观察。",
        "정부는 철강 과잉을 들여다보기로 했다.",
        "철강이 과잉일지를 놓고 업계가 토론한다.",
        "鉄鋼が過剰かどうかを調べる方針だ。",
        "鉄鋼の過剰を巡り見方は割れている。",
    ],
)
def test_what_is_asked_or_looked_into_takes_no_side(text: str) -> None:
    assert stance_of(text) == ("reports", "inquired into")


@pytest.mark.parametrize(
    "text",
    [
        "钢材或过剩的传闻拖累股价。",
        "鉄鋼が過剰になるのではとの警戒が広がる。",
        "철강 과잉이라는 소문이 돌았다.",
    ],
)
def test_what_is_feared_beside_a_claim_takes_no_side(text: str) -> None:
    assert stance_of(text)[0] == "reports"


@pytest.mark.parametrize(
    "text",
    [
        "It is fashionable to argue that steel is in a glut.",
        "Dealers keep telling us of a glut in steel.",
        "They call it a steel glut. The order books say otherwise.",
        "Talk of a steel glut is unwarranted.",
        "市场上流行一种说法,钢材过剩。",
        "对钢材过剩,我们没有同行那么悲观。",
        "철강 과잉이라는 전망은 접어야 한다.",
        "철강이 과잉이라는 주장은 과하다. 창고에는 남은 과잉 재고가 적다.",
        "鉄鋼が過剰との予想は行き過ぎだ。",
        "鉄鋼は過剰という講釈がはやっている。",
    ],
)
def test_what_others_claim_and_the_author_rejects_is_disputed(text: str) -> None:
    assert stance_of(text)[0] == "disputes"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Mills announced closures.", "disputes"),
        ("Mills announced closures, then postponed them.", "supports"),
        ("The mills' closures were shelved.", "supports"),
        ("钢厂停产。", "disputes"),
        ("钢厂停产再度推迟。", "supports"),
        ("제철소 감산이 무산됐다.", "supports"),
        ("製鉄所の減産は見送られた。", "supports"),
    ],
)
def test_what_is_put_off_no_longer_speaks_against_it(text: str, stance: str) -> None:
    assert stance_of(text)[0] == stance


@pytest.mark.parametrize(
    "text",
    [
        "Whether or not prices recover, steel is in a glut.",
        "Rents no trader can pay. Steel is in a glut.",
        "The steel glut is here, and nobody needs to ask.",
        "钢材过剩,谁都没有退路。",
        "철강은 과잉이라 버틸 재간이 없다.",
    ],
)
def test_what_looks_alike_is_still_asserted(text: str) -> None:
    assert stance_of(text)[0] == "supports"
