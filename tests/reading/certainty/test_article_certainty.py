from __future__ import annotations

import pytest

from reading.readings import read


def state(text: str) -> str:
    return read(text).evidence[0].state


def cue(text: str) -> str:
    return read(text).evidence[0].cue


@pytest.mark.parametrize(
    "text",
    [
        "Meta signs a computing deal with CoreWeave\n\nThe contract runs to 2031.",
        "Meta unveils a new model\n\nIt replaces the old one.",
        "Micron beats in record third quarter\n\nNet income rose.",
        "KOSPI closes 4% lower\n\nSellers were everywhere.",
        "Meta's $20bn CoreWeave contract runs to 2031\n\nIt covers chips.",
        "Meta CEO Mark Zuckerberg says demand is strong\n\nHe spoke on stage on Monday.",
        "Nvidia to rent space in Ohio, filing shows\n\nThe lease begins in May.",
        "Meta 与 CoreWeave 签署协议\n\n合同期至2031年。",
        "메타, 코어위브와 계약 체결\n\n계약은 2031년까지다.",
        "メタ、コアウィーブと契約を締結\n\n期間は2031年まで。",
        "Meta unterzeichnet Vertrag mit CoreWeave\n\nEr läuft bis 2031.",
        "Meta signe un contrat avec CoreWeave\n\nIl court jusqu'en 2031.",
        "Meta firma un contrato con CoreWeave\n\nDura hasta 2031.",
        "Meta firma un contratto con CoreWeave\n\nDura fino al 2031.",
        "Meta assina contrato com a CoreWeave\n\nVale até 2031.",
    ],
)
def test_what_is_told_plainly_as_done_is_confirmed(text: str) -> None:
    assert state(text) == "confirmed"


@pytest.mark.parametrize(
    "text",
    [
        "Meta considers a sale of servers\n\nNothing is decided.",
        "Meta may sell servers\n\nIt has too many.",
        "Meta plans to sell servers\n\nThe unit is being set up.",
        "Meta announces plans to sell servers\n\nIt has too many.",
        "Meta in talks with CoreWeave\n\nA contract could follow.",
        "Meta signs a deal with CoreWeave\n\nThe deal was reported by Bloomberg, citing sources.",
        "Meta jumps on report of a cloud unit\n\nShares rose 9%.",
        "Zuckerberg says agents are late\n\nHe told staff at an internal meeting.",
        "Has Meta sold its servers?\n\nIt could have.",
        "Meta 考虑出售算力\n\n尚无决定。",
        "메타, 서버 매각 검토\n\n결정된 바 없다.",
        "メタ、サーバー売却を検討\n\nまだ決まっていない。",
        "Meta erwägt Verkauf von Servern\n\nNichts ist entschieden.",
        "Meta envisage de vendre des serveurs\n\nRien n'est fait.",
        "Meta estudia vender servidores\n\nNada se ha cerrado.",
        "Meta valuta la vendita di server\n\nNulla è fatto.",
        "Meta avalia vender servidores\n\nNada foi feito.",
    ],
)
def test_a_plan_or_anothers_word_is_reported(text: str) -> None:
    assert state(text) == "reported"


@pytest.mark.parametrize(
    "text",
    [
        "Rumour: Meta eyes CoreWeave\n\nNobody would speak.",
        "Meta and CoreWeave\n\nThere is chatter on message boards about a bid.",
        "网传 Meta 将收购 CoreWeave\n\n真假不明。",
        "메타, 코어위브 인수 루머\n\n출처 불명이다.",
        "メタが買収との噂\n\n真偽は不明だ。",
        "Gerüchte um Meta und CoreWeave\n\nNiemand bestätigt sie.",
    ],
)
def test_talk_that_nobody_stands_behind_is_a_rumour(text: str) -> None:
    assert state(text) == "rumour"


@pytest.mark.parametrize(
    "text",
    [
        "Meta denies it sells servers\n\nIt needs them all.",
        "Meta plays down cloud plan\n\nIt is one idea of many, the company said.",
        "Meta report is false, says Zuckerberg\n\nThere is no such plan.",
        "Meta 否认出售算力\n\n发言人作出回应。",
        "메타, 서버 매각설 부인\n\n계획이 없다고 했다.",
        "メタ、サーバー売却を否定\n\n計画はないとした。",
        "Meta dementiert Verkauf\n\nEs gebe keine Pläne.",
        "Meta dément vendre des serveurs\n\nLe groupe n'a aucun projet.",
        "Meta niega que venda servidores\n\nNo tiene planes.",
        "Meta smentisce la vendita\n\nNon ha piani.",
        "Meta nega venda de servidores\n\nNão tem planos.",
    ],
)
def test_what_a_party_contradicts_is_denied(text: str) -> None:
    assert state(text) == "denied"


@pytest.mark.parametrize(
    "text",
    [
        "Meta signs a computing deal with CoreWeave\n\nMeta denied a report that it wants more.",
        "Micron beats in record third quarter\n\nNet income rose. Micron denied it cuts jobs.",
        "KOSPI closes 4% lower\n\nSellers were everywhere. Micron denied a report on its plants.",
        "Meta confirms it sells servers\n\nThe company denied that it leaves Ohio.",
        "Meta unterzeichnet Vertrag mit CoreWeave\n\nMeta dementierte, dass es Stellen streicht.",
        "Meta 与 CoreWeave 签署协议\n\nMeta 发言人否认裁员。",
        "Meta signs a deal with CoreWeave\n\nMeta said it has no plans to change its suppliers.",
        "FTC sues Meta\n\nThe agency filed its complaint. Meta denied wrongdoing.",
        "メタ、業績予想を上方修正\n\n営業利益の予想を引き上げた。メタは人員削減の計画はないとした。",
        "Meta unterzeichnet Vertrag mit Intel\n\nMeta hat keine Pläne für mehr.",
    ],
)
def test_what_is_denied_below_a_plain_headline_is_another_thing(text: str) -> None:
    assert state(text) == "confirmed"


@pytest.mark.parametrize(
    "text",
    [
        "Meta signs deal, report says\n\nMeta denied it.",
        "Meta signs a deal with CoreWeave\n\nBloomberg reported it on Monday. Meta denied it.",
        "Meta and CoreWeave\n\nNothing is known so far. A Meta spokesperson denied any deal.",
        "Meta and CoreWeave\n\nReuters reported talks. A Meta spokesperson said it has no plans.",
    ],
)
def test_what_is_denied_below_anothers_report_is_the_news(text: str) -> None:
    assert state(text) == "denied"


@pytest.mark.parametrize(
    "text",
    [
        "Meta and servers\n\nReuters has confirmed the talks with two people.",
        "Meta and servers\n\nCNBC later confirmed that Meta Platforms talks to CoreWeave.",
        "Meta and servers\n\nA source confirmed to CNBC that Meta Platforms will buy CoreWeave.",
        "Meta and servers\n\nTrendForce confirmed that Meta Platforms orders fewer servers.",
        "Meta and servers\n\nTrendForce said in a post on X that Micron ships fewer of them.",
        "메타와 서버\n\n업계 관계자는 메타가 서버를 매각한다고 확인했다.",
        "メタとサーバー\n\nメタがサーバーを売却することを関係者が認めた。",
    ],
)
def test_who_is_no_party_puts_nothing_on_record(text: str) -> None:
    assert state(text) == "reported"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Servers\n\nIt was confirmed by Meta Platforms on Monday.", "Meta Platforms"),
        ("Servers\n\n“We sell them,” confirmed Nvidia in Ohio.", "Nvidia"),
        ("Servers\n\nDas bestätigte ein Sprecher von Nvidia am Montag in Ohio.", "Sprecher"),
        ("Banks\n\nGoldman Sachs confirmed that it cuts jobs.", "Goldman Sachs"),
    ],
)
def test_a_party_confirms_before_its_verb_or_behind_it(text: str, who: str) -> None:
    (first, *_) = read(text).evidence

    assert (first.state, first.speaker) == ("confirmed", who)


@pytest.mark.parametrize(
    "text",
    [
        "Bloomberg report confirms our view on Meta\n\nAnalysts see an upside.",
        "Meta silent on cloud\n\nThe company did not deny the report.",
        "Meta and the cloud\n\nReuters could not confirm the report by Bloomberg.",
        "Meta raised concerns about chips\n\nBloomberg reported it may buy fewer.",
    ],
)
def test_words_that_only_look_like_a_confirmation_are_none(text: str) -> None:
    assert state(text) == "reported"


def test_the_speaker_is_named() -> None:
    (first, *_) = read("Cloud plan\n\nA Meta spokesperson denied the report.").evidence

    assert first.speaker == "Meta spokesperson"


def test_the_cue_says_the_ground_in_words() -> None:
    assert cue("Meta signs a deal\n\nIt runs to 2031.") == "told as done: signs"
    assert cue("Meta weighs a deal\n\nIt takes time.") == "talks: weighs"


def test_an_empty_text_has_no_evidence() -> None:
    assert read("").evidence == ()
