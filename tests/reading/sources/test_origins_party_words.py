from __future__ import annotations

import pytest

from reading.readings import read

STATEMENTS = [
    ("CoreWeave deal\n\nCoreWeave has signed with Meta, the company said.", "CoreWeave"),
    ("CoreWeave deal\n\nCoreWeave will supply Meta, according to the company.", "CoreWeave"),
    (
        "CoreWeave-Vertrag\n\nCoreWeave hat unterschrieben, teilte das Unternehmen am Freitag mit.",
        "CoreWeave",
    ),
    ("Nvidia en France\n\nNvidia ouvrira un centre, a annoncé l'entreprise.", "Nvidia"),
    ("Nvidia en España\n\nNvidia abrirá un centro, informó la compañía.", "Nvidia"),
    ("Nvidia in Italia\n\nNvidia aprirà un centro, ha comunicato la società.", "Nvidia"),
    ("Nvidia no Brasil\n\nA Nvidia abrirá um centro, informou a empresa.", "Nvidia"),
    ("Nvidia in Nederland\n\nNvidia opent een centrum, meldt het bedrijf.", "Nvidia"),
    ("Nvidia в Европе\n\nNvidia откроет центр, сообщила компания.", "Nvidia"),
    (
        "삼성전자 계약\n\n삼성전자는 엔비디아와 142억달러 규모의 계약을 맺었다고 7일 밝혔다.",
        "삼성전자",
    ),
    (
        "サムスン電子の契約\n\nサムスン電子は7日、エヌビディアと最大142億ドルの契約を結んだと発表した。",
        "サムスン電子",
    ),
    ("台积电扩建\n\n台积电表示,扩建的工程如期进行。", "台积电"),
    ("台积电扩建\n\n台积电否认暂停扩建。", "台积电"),
]


@pytest.mark.parametrize(("text", "party"), STATEMENTS)
def test_what_a_party_says_of_itself_is_its_own_word(text: str, party: str) -> None:
    sources = read(text).sources
    assert [(one.name, one.role) for one in sources] == [(party, "statement")]


def test_who_is_said_to_do_something_has_said_nothing() -> None:
    text = "Intel said to explore a sale\n\nThe unit may be sold for $6 billion."
    assert read(text).sources == ()


def test_the_cue_of_a_party_is_found_where_it_stands() -> None:
    text = "CoreWeave deal\n\nCoreWeave has signed a contract with Meta, the company said."
    (said,) = read(text).sources
    assert text[said.start : said.end] == said.cue == "the company said"
