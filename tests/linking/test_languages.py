"""Shipped names in running text of a dozen languages."""

from __future__ import annotations

import pytest

from tapestory import config
from tapestory.config import Paths
from tapestory.linking import Gazetteer

PATHS: Paths = config.resolve(None, {"TAPESTORY_HOME": "nowhere"})
GAZETTEER = Gazetteer(config.load_universe(config.load(PATHS, {}), PATHS))


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("de", "Metas Pläne drücken Nvidias Aktie", ["META", "NVDA"]),
        ("de", "Die Oracle-Aktie steigt", ["ORCL"]),
        ("fr", "Le titre d'Nvidia chute, Meta veut vendre", ["NVDA", "META"]),
        ("es", "Las acciones de Meta suben y Nvidia cae", ["META", "NVDA"]),
        ("it", "Le azioni di Meta salgono, Nvidia crolla", ["META", "NVDA"]),
        ("pt", "As ações da Meta sobem e a Nvidia cai", ["META", "NVDA"]),
        ("nl", "Het aandeel Meta stijgt, Nvidia daalt", ["META", "NVDA"]),
        ("ru", "Акции Нвидиа упали, прибыль Самсунга растет", ["NVDA", "005930.KS"]),
        ("ar", "تراجعت أسهم إنفيديا ولمايكروسوفت خطط", ["NVDA", "MSFT"]),
        ("hi", "एनवीडिया के शेयर गिरे", ["NVDA"]),
        ("ko", "엔비디아는 급락, 삼성전자도 하락", ["NVDA", "005930.KS"]),
        ("ja", "エヌビディアは下落、キオクシアが反発", ["NVDA", "285A.T"]),
        ("zh", "輝達與英偉達、英伟达是同一家", ["NVDA", "NVDA", "NVDA"]),
        ("zh", "台積電、台积电與臺積電", ["TSM", "TSM", "TSM"]),
    ],
)
def test_a_company_is_known_by_its_name_there(lang: str, text: str, expected: list[str]) -> None:
    assert [m.symbol for m in GAZETTEER.find(text, lang=lang)] == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Метан и интеллект, теслашок"),
        ("ko", "메타버스와 메타데이터 이야기"),
        ("ja", "メタバースの話"),
        ("zh", "阿里山的苹果树"),
        ("de", "Das Orakel sprach; Metal ist laut"),
    ],
)
def test_a_longer_word_is_another_word(lang: str, text: str) -> None:
    assert GAZETTEER.find(text, lang=lang) == ()


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("The storage-related stocks fell", ["memory"]),
        ("Cloud down, software up, they said", ["neocloud", "software"]),
        ("The software was slow and the hardware old", []),
        ("存储股与光模块下跌", ["memory", "optical"]),
        ("Halbleiterwerte geben nach", ["ai_chip"]),
    ],
)
def test_a_bare_word_names_a_sector_only_beside_shares(text: str, sectors: list[str]) -> None:
    assert [m.sector for m in GAZETTEER.find(text)] == sectors
