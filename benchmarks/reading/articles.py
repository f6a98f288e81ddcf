"""A seed → articles of 300 words in en, zh, ko or ja, from sentences of our own."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

WORDS = 300
_LETTERS_A_WORD = 2
"""Chinese and Japanese mark no words; two letters count as one."""


@dataclass(frozen=True, slots=True)
class _Stock:
    """What the articles of a language are made of."""

    companies: Sequence[str]
    outlets: Sequence[str]
    title: str
    plain: Sequence[str]
    telling: Sequence[str]
    """Sentences that say something that is read."""
    spaced: bool = True
    """Whether white space stands between words and sentences."""


_STOCKS: Mapping[str, _Stock] = {
    "en": _Stock(
        companies=(
            *("Nvidia", "Micron", "CoreWeave", "Oracle", "Sandisk", "Samsung Electronics", "Meta"),
            *("Arm", "Target", "Apple"),
        ),
        outlets=("Bloomberg", "Reuters", "the Harbour Times", "The Information", "CNBC"),
        title="{company} weighs a new hall as {other} waits",
        plain=(
            "The hall stands beside a river and draws its cooling water from it all year round.",
            "Visitors walked past rows of cabinets while the fans above them roared.",
            "Most of the racks were delivered before the roof was closed, a foreman recalled.",
            "Whoever rents a machine by the hour cares little about whose name is on the door.",
            "The town council met twice in spring and asked for a second study of the noise.",
            "“We had expected a quieter summer,” one engineer wrote in a note to colleagues.",
            "Prices of second-hand servers have drifted lower as newer ones reach the market.",
            "Nobody at the table wanted to guess how long the shortage would last.",
            "Farmers nearby sold two meadows, and a third is let for a solar park.",
            "Apprentices learn to solder in a workshop that once repaired looms.",
        ),
        telling=(
            "{company} shares fell {n}.4% on Thursday after {outlet} reported the plan.",
            "According to {outlet}, {company} is in talks to lease {n}0,000 GPUs from {listed}.",
            "{company} said in a statement that its capex would reach ${n}0 billion in 2026.",
            "A spokesperson for {listed} denied that it had signed a deal worth ${n}.2 billion.",
            "People familiar with the matter said {company} may still change its mind.",
            "{company} and {other} rose {n}% and {n}.5%, respectively, by the close of trading.",
            "The rumour about {listed} could not be independently verified.",
        ),
    ),
    "zh": _Stock(
        companies=("英伟达", "美光科技", "甲骨文", "三星电子", "台积电", "Meta", "CoreWeave"),
        outlets=("彭博社", "路透社", "《港口时报》", "财联社"),
        title="{company}拟建新机房，{other}仍在观望",
        plain=(
            "机房建在河边，一年四季都从河里取水冷却。",
            "参观者从一排排机柜旁走过，头顶的风扇轰鸣不止。",
            "一位工头回忆说，大部分机架在封顶之前就已运到。",
            "按小时租机器的人，并不在意门上挂的是谁的招牌。",
            "镇议会在春天开了两次会，要求再做一次噪音调查。",
            "“我们本以为今年夏天会清静一些。”一位工程师在给同事的信里写道。",
            "随着新机型上市，二手服务器的价格逐渐走低。",
            "在座的人都不愿猜测短缺会持续多久。",
            "附近的农户卖掉了两块草地，第三块租给了太阳能电站。",
        ),
        telling=(
            "{outlet}报道该计划后，{company}股价周四下跌{n}.4%。",
            "据{outlet}报道，{company}正洽谈向{other}租用{n}万块GPU。",
            "{company}在声明中表示，2026年资本开支将达到{n}00亿美元。",
            "{other}发言人否认已签署价值{n}2亿美元的合同。",
            "知情人士称，{company}仍可能改变主意。",
            "截至收盘，{company}和{other}分别上涨{n}%和{n}.5%。",
            "有关{company}的传闻未经证实。",
        ),
        spaced=False,
    ),
    "ko": _Stock(
        companies=("엔비디아", "마이크론", "오라클", "삼성전자", "SK하이닉스", "메타", "코어위브"),
        outlets=("블룸버그", "로이터", "연합뉴스", "CNBC"),
        title="{company}, 새 전산동 검토… {other}는 관망",
        plain=(
            "전산동은 강가에 서 있고 일 년 내내 강물을 끌어다 열을 식힌다.",
            "방문객들은 줄지어 선 장비 사이를 지나갔고 머리 위에서는 환풍기가 요란하게 돌았다.",
            "장비 대부분은 지붕을 덮기 전에 들어왔다고 한 현장 책임자는 기억했다.",
            "시간 단위로 장비를 빌리는 사람은 문에 누구의 이름이 걸렸는지 따지지 않는다.",
            "마을 의회는 봄에 두 번 모여 소음 조사를 한 번 더 하라고 요구했다.",
            "“올여름은 조금 조용할 줄 알았다.” 한 기술자가 동료들에게 남긴 말이다.",
            "새 장비가 시장에 나오면서 중고 서버 값은 조금씩 내려갔다.",
            "부족이 얼마나 오래갈지 짐작하려는 사람은 아무도 없었다.",
        ),
        telling=(
            "{outlet} 보도가 나온 뒤 {company} 주가는 목요일 {n}.4% 하락했다.",
            "{outlet}에 따르면 {company}는 {other}에서 GPU {n}만 장을 빌리는 방안을 논의 중이다.",
            "{company}는 공시를 통해 2026년 설비투자가 {n}00억 달러에 이를 것이라고 밝혔다.",
            "{other} 대변인은 {n}2억 달러 규모의 계약을 맺었다는 보도를 부인했다.",
            "사안에 정통한 관계자는 {company}가 마음을 바꿀 수 있다고 말했다.",
            "{company}와 {other}는 각각 {n}%, {n}.5% 상승 마감했다.",
            "{company}를 둘러싼 소문은 확인되지 않았다.",
        ),
    ),
    "ja": _Stock(
        companies=("エヌビディア", "マイクロン", "オラクル", "サムスン電子", "キオクシア", "メタ"),
        outlets=("ブルームバーグ", "ロイター", "日本経済新聞", "CNBC"),
        title="{company}、新しい機械棟を検討　{other}は様子見",
        plain=(
            "機械棟は川のそばに建ち、一年を通して川の水で熱を冷ましている。",
            "見学者は並んだ棚の間を歩き、頭の上では送風機がうなりを上げていた。",
            "棚の大半は屋根がふさがる前に運び込まれた、と現場の責任者は振り返る。",
            "時間貸しで機械を借りる人は、扉に誰の名前があるかを気にしない。",
            "町議会は春に二度集まり、騒音の調査をもう一度行うよう求めた。",
            "「今年の夏はもう少し静かだと思っていた」と技術者の一人は同僚に書き送った。",
            "新しい機種が出回るにつれ、中古のサーバーは少しずつ値を下げている。",
            "不足がいつまで続くか、言い当てようとする者はいなかった。",
        ),
        telling=(
            "{outlet}が計画を報じた後、{company}の株価は木曜日に{n}.4%下落した。",
            "{outlet}によると、{company}は{other}からGPU{n}万基を借りる協議中だ。",
            "{company}は声明で、2026年の設備投資が{n}00億ドルに達すると発表した。",
            "{other}の広報担当者は、{n}2億ドルの契約を結んだとの報道を否定した。",
            "関係者によると、{company}は考えを変える可能性がある。",
            "{company}と{other}はそれぞれ{n}%、{n}.5%上昇して取引を終えた。",
            "{company}をめぐるうわさは確認できていない。",
        ),
        spaced=False,
    ),
}  # fmt: skip
LANGUAGES = tuple(_STOCKS)


def made(lang: str, count: int, *, listed: Sequence[str], seed: int) -> list[tuple[str, str]]:
    """Return titles and bodies; about every fourth sentence says something that is read.

    Args:
        lang: One of `LANGUAGES`.
        count: How many.
        listed: Names out of a dictionary, some of which the English articles name.
        seed: The same articles for the same seed.
    """
    dice = random.Random(seed)  # noqa: S311 (the same articles in every run)
    return list(islice(_articles(_STOCKS[lang], listed, dice), count))


def _articles(
    stock: _Stock, listed: Sequence[str], dice: random.Random
) -> Iterator[tuple[str, str]]:
    while True:
        sentences: list[str] = []
        while sum(_words(sentence, stock) for sentence in sentences) < WORDS:
            pool = stock.telling if dice.random() < 1 / 4 else stock.plain
            sentences.append(_filled(dice.choice(pool), stock, listed, dice))
        between = " " if stock.spaced else ""
        paragraphs = [between.join(sentences[i : i + 3]) for i in range(0, len(sentences), 3)]
        yield _filled(stock.title, stock, listed, dice), "\n\n".join(paragraphs)


def _words(sentence: str, stock: _Stock) -> int:
    return len(sentence.split()) if stock.spaced else len(sentence) // _LETTERS_A_WORD


def _filled(sentence: str, stock: _Stock, listed: Sequence[str], dice: random.Random) -> str:
    company, other = dice.sample(stock.companies, 2)
    return sentence.format(
        company=company,
        other=other,
        listed=dice.choice(listed),
        outlet=dice.choice(stock.outlets),
        n=dice.randint(1, 9),
    )
