from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.reading import detect_language


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("股价大跌,投资者担心算力过剩", "zh"),
        ("半導体株が急落した", "ja"),
        ("주가 급락", "ko"),
        ("Акции упали", "ru"),
        ("Акції впали, бо їх продали", "uk"),
        ("هبطت الأسهم", "ar"),
        ("سهام شرکت پس از گزارش سقوط کرد", "fa"),
        ("رپورٹ کے بعد حصص گر گئے ہیں", "ur"),
        ("המניות ירדו", "he"),
        ("Οι μετοχές έπεσαν", "el"),
        ("หุ้นร่วงลง", "th"),
        ("शेयर गिर गए", "hi"),
        ("பங்குகள் சரிந்தன", "ta"),
        ("აქციები დაეცა", "ka"),
        ("", "und"),
        ("12 345 %", "und"),
        ("\u200b\u202e\x00", "und"),
    ],
)
def test_script_decides_where_scripts_differ(text: str, tag: str) -> None:
    assert detect_language(text) == tag


def test_the_script_wins_over_a_wrong_declaration() -> None:
    assert detect_language("주가가 급락했다", "en") == "ko"
    assert detect_language("The shares fell", "ja") == "en"


def test_the_declaration_decides_within_a_script() -> None:
    assert detect_language("La bolsa", "es-MX") == "es"
    assert detect_language("Kurserne faldt", "nb-NO") == "nb"
    assert detect_language("Aktsiad langesid", "et") == "et"


LONG = {
    "en": "The owners of the harbour said that they would build two new halls beside the old one, "
    "and that nobody in the town had been asked what it thought of the plan.",
    "de": "Die Eigner des Hafens sagten, dass sie neben der alten Halle zwei neue bauen wollen und "
    "dass in der Stadt niemand gefragt worden sei, was man dort von dem Plan halte.",
    "id": "Pemilik pelabuhan mengatakan bahwa mereka akan membangun dua gedung baru di samping "
    "yang lama dan bahwa tidak seorang pun di kota itu pernah ditanya tentang rencana tersebut.",
    "pt": "Os donos do porto disseram que vão construir dois pavilhões novos ao lado do antigo e "
    "que ninguém na cidade foi perguntado sobre o que pensava do plano.",
    "es": "Los dueños del puerto dijeron que van a construir dos naves nuevas junto a la antigua y "
    "que a nadie en la ciudad le preguntaron qué pensaba del plan.",
    "sv": "Hamnens ägare sade att de ska bygga två nya hallar bredvid den gamla och att ingen i "
    "staden hade blivit tillfrågad om vad man tyckte om planen.",
    "da": "Havnens ejere sagde, at de vil bygge to nye haller ved siden af den gamle, og at ingen "
    "i byen var blevet spurgt om, hvad man syntes om planen.",
}


@pytest.mark.parametrize("tag", LONG)
def test_a_long_text_is_believed_before_its_declaration(tag: str) -> None:
    wrong = "en" if tag != "en" else "fr"

    assert detect_language(LONG[tag]) == tag
    assert detect_language(LONG[tag], tag) == tag
    assert detect_language(LONG[tag], wrong) == tag


def test_a_tag_that_names_no_language_does_not_hide_english() -> None:
    assert detect_language(LONG["en"], "us") == "en"


def test_mixed_text_goes_by_the_majority_of_its_letters() -> None:
    chinese = "股价大跌。"
    assert (
        detect_language(chinese + "The market fell because the plan surprised everyone. " * 4)
        == "en"
    )
    assert detect_language(chinese * 9 + "Meta fell") == "zh"


def test_a_chinese_headline_full_of_english_names_is_chinese() -> None:
    assert detect_language("Acme与Northwind签署Riverside算力租约") == "zh"


def test_kanji_alone_may_be_declared_japanese() -> None:
    assert detect_language("東証大幅安", "ja") == "ja"
    assert detect_language("東証大幅安") == "zh"


def test_kanji_that_only_japan_writes_so_are_japanese() -> None:
    assert detect_language("東証続落、円高で売り") == "ja"
    assert detect_language("円相場、続伸") == "ja"
    assert detect_language("台股續跌，美元走強") == "zh"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The Harbour Deal", "en"),
        ("Done or not?", "en"),
        ("Shares of the company fell on the news", "en"),
        ("SHARES FELL AFTER THE REPORT", "en"),
        ("Die Aktien des Konzerns fielen nach der Meldung deutlich", "de"),
        ("Hafen baut zweite Halle neben dem Kai", "de"),
        ("Las acciones de la empresa cayeron con fuerza tras la noticia", "es"),
        ("El puerto levanta una segunda nave", "es"),
        ("As ações da empresa caíram com força após a notícia", "pt"),
        ("O porto constrói um segundo armazém", "pt"),
        ("Les actions du groupe ont fortement reculé après cette annonce", "fr"),
        ("Le port construit un second hangar", "fr"),
        ("Le azioni del gruppo sono crollate dopo la notizia", "it"),
        ("De aandelen van het bedrijf daalden na het bericht", "nl"),
        ("Bolagets aktier föll kraftigt efter beskedet", "sv"),
        ("Selskabets aktier faldt kraftigt efter meddelelsen", "da"),
        ("Selskapets aksjer falt kraftig etter meldingen", "no"),
        ("Yhtiön osakkeet laskivat rajusti uutisen jälkeen", "fi"),
        ("Akcje spółki mocno spadły po tej informacji", "pl"),
        ("Akcie společnosti po zprávě prudce klesly", "cs"),
        ("A cég részvényei nagyot estek a hír után", "hu"),
        ("Acțiunile companiei au scăzut puternic după anunț", "ro"),
        ("Şirketin hisseleri haberin ardından sert düştü", "tr"),
        ("Cổ phiếu của công ty giảm mạnh sau tin này", "vi"),
        ("Saham perusahaan itu anjlok setelah kabar tersebut", "id"),
        ("Delnice podjetja so po novici močno padle", "sl"),
        ("Акциите на компанията се сринаха след новината", "bg"),
        ("Акции компании резко упали после этой новости", "ru"),
        ("Акції компанії різко впали після цієї новини", "uk"),
        ("Акцыі кампаніі рэзка ўпалі пасля навіны", "be"),
        ("कंपनीचे शेअर्स घसरले आहेत आणि गुंतवणूकदार चिंतेत आहेत", "mr"),
    ],
)
def test_words_decide_where_scripts_tie(text: str, tag: str) -> None:
    assert detect_language(text) == tag


def test_addresses_say_nothing_about_the_language() -> None:
    text = "Hafen baut aus https://www.example.com/the/news/of/the/day/and/what/it/was"

    assert detect_language(text) == "de"


def test_a_text_whose_words_no_list_has_is_left_open() -> None:
    assert detect_language("xqz wvrk " * 30) == "und"


@given(st.text(alphabet=st.characters(max_codepoint=0x2FFFF), max_size=80))
def test_any_text_has_some_tag(text: str) -> None:
    assert detect_language(text)
    assert detect_language(text, "en")


@given(st.sampled_from(sorted(LONG)), st.text(alphabet=" \n\t0123456789.,%$-", max_size=40))
def test_figures_and_spaces_around_a_text_change_nothing(tag: str, around: str) -> None:
    assert detect_language(f"{around}\n{LONG[tag]}\n{around}") == tag
