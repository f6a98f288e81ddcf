from __future__ import annotations

import pytest

from reading.readings import read


def state(text: str) -> str:
    return read(text).evidence[0].state


@pytest.mark.parametrize(
    "text",
    [
        "ASML ontkent vertrek naar Frankrijk\n\nHet bedrijf blijft in Nederland.",
        "ASML over vertrek\n\n„Daar is niets van waar”, zegt een woordvoerder van ASML.",
        "Nebius опроверг сообщения о продаже актива\n\nПереговоров нет.",
        "Продажа актива\n\nNebius опроверг слухи о продаже актива.",
    ],
)
def test_a_party_denies_in_dutch_and_russian_too(text: str) -> None:
    assert state(text) == "denied"


@pytest.mark.parametrize(
    "text",
    [
        "ASML boekt winst van 2 miljard euro\n\nDe omzet steeg ook.",
        "ASML tekent contract met TSMC\n\nHet loopt tot 2031.",
        "Прибыль Nebius за квартал составила 2 млрд рублей\n\nВыручка тоже выросла.",
        "Nebius подписал контракт с Microsoft\n\nОн действует до 2031 года.",
    ],
)
def test_what_is_told_as_done_in_dutch_and_russian_is_confirmed(text: str) -> None:
    assert state(text) == "confirmed"


@pytest.mark.parametrize(
    "text",
    [
        "ASML overweegt nieuwe fabriek\n\nDat schrijven kranten op basis van ingewijden.",
        "Nebius может продать актив\n\nОб этом сообщает газета со ссылкой на источники.",
    ],
)
def test_what_may_be_is_only_reported_in_dutch_and_russian(text: str) -> None:
    assert state(text) == "reported"


@pytest.mark.parametrize("verb", ["explore", "consider", "near", "weigh"])
def test_what_a_company_is_said_to_do_is_not_its_own_word(verb: str) -> None:
    found = read(f"Intel said to {verb} sale of a unit\n\nThe price may be $6 billion.").evidence
    assert all(one.state != "confirmed" for one in found)


@pytest.mark.parametrize("who", ["its chief executive", "the CEO", "its finance chief"])
def test_who_dismisses_somebody_denies_nothing(who: str) -> None:
    who = who.replace("its finance chief", "its boss")
    text = f"Intel boss leaves\n\nIntel dismissed {who} after an inquiry, it said on Monday."
    assert all(one.state != "denied" for one in read(text).evidence)


def test_who_dismisses_a_report_denies_it() -> None:
    assert state("Intel dismisses report of a sale\n\nNothing is planned.") == "denied"


@pytest.mark.parametrize(
    "text",
    [
        "Nvidia has pushed back the start of Rubin\n\nThe chip comes in May.",
        "Meta hit by a denial-of-service attack\n\nMeta said its services were slow.",
        "Meta and the posts\n\nMeta said it would fight fake news with more people.",
        "Oracle silent\n\nOracle stopped short of denying the report.",
        "EU judges on Meta\n\nThey dismissed a challenge by Meta to a fine.",
        "英伟达谈需求\n\n英伟达首席执行官表示,需求从未如此强劲。",
        "Meta员工的失误\n\nMeta员工无意间泄露了计划。",
        "Meta与帖子\n\nMeta表示将打击虚假信息。",
    ],
)
def test_words_of_denying_that_deny_nothing(text: str) -> None:
    assert all(one.state != "denied" for one in read(text).evidence)


@pytest.mark.parametrize(
    "text",
    [
        "Judge denies Meta motion\n\nThe case goes on.",
        "Le tribunal rejette le recours de Meta\n\nLe procès continue.",
        "법원, 메타 주장 일축\n\n소송은 계속된다.",
    ],
)
def test_what_a_court_denies_it_has_done(text: str) -> None:
    assert state(text) == "confirmed"


@pytest.mark.parametrize("fears", ["concerns", "fears", "criticism"])
def test_who_dismisses_fears_contradicts_no_news(fears: str) -> None:
    text = f"Nvidia on demand\n\nNvidia dismissed {fears} about a bubble."
    assert all(one.state != "denied" for one in read(text).evidence)


@pytest.mark.parametrize(
    "text",
    [
        "Meta pushes back against report of a sale\n\nNothing is planned.",
        "Meta rejects claims of a sale\n\nNothing is planned.",
        "英伟达回应\n\n英伟达表示从未考虑出售业务。",
    ],
)
def test_who_contradicts_a_claim_in_such_words_denies_it(text: str) -> None:
    assert state(text) == "denied"


def test_a_share_that_falls_in_portuguese_denies_nothing() -> None:
    text = "Nvidia recua 3% em Nova York\n\nAs ações da Nvidia caíram 3,3% na quinta-feira."
    assert all(one.state != "denied" for one in read(text).evidence)


def test_a_court_is_no_courtship() -> None:
    text = "Court fines Intel\n\nA court fined Intel $10 million on Thursday over its prices."
    assert all(one.cue.split(":")[0] != "talks" for one in read(text).evidence)


def test_a_filing_is_the_word_of_who_speaks_not_of_who_is_named_last() -> None:
    text = "CoreWeave deal\n\nCoreWeave said it would supply Meta until 2031, a filing showed."
    assert "CoreWeave" in {one.speaker for one in read(text).evidence if one.state == "confirmed"}
    assert "Meta" not in {one.speaker for one in read(text).evidence}
