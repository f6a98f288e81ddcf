"""A name of a sentence → whether it is a house that estimates, or a basket of many shares."""

from __future__ import annotations

import re
from functools import lru_cache

from tapestory.late_regex import late_regex
from tapestory.model import Mention

_HOUSE = late_regex(
    r"\b(?:Goldman(?:\s+Sachs)?|Morgan\s+Stanley|J\.?\s?P\.?\s?Morgan(?:\s+Chase)?|Bank\s+of\s+America|"
    r"BofA|Merrill(?:\s+Lynch)?|Citi(?:group|bank)?|Wells\s+Fargo|Barclays|UBS|HSBC|Deutsche\s+Bank|"
    r"BNP(?:\s+Paribas)?|Soci[ée]t[ée]\s+G[ée]n[ée]rale|SocGen|Cr[ée]dit\s+Agricole|Credit\s+Suisse|"
    r"Standard\s+Chartered|Macquarie|Nomura|Mizuho|Daiwa|SMBC(?:\s+Nikko)?|MUFG|CLSA|CICC|CITIC|"
    r"Jefferies|Evercore(?:\s+ISI)?|Bernstein|Stifel|Oppenheimer|Raymond\s+James|Piper\s+Sandler|"
    r"Cowen|TD\s+(?:Cowen|Securities)|RBC|BMO|Scotiabank|CIBC|KeyBanc|Needham|Wedbush|Rosenblatt|"
    r"Cantor(?:\s+Fitzgerald)?|Guggenheim|Mizuho|DA\s+Davidson|D\.A\.\s+Davidson|Truist|Loop\s+Capital|"
    r"Melius|Wolfe|MoffettNathanson|Redburn|Berenberg|Kepler|Lynx|HSBC|Susquehanna|Benchmark|Baird|"
    r"William\s+Blair|Morningstar|CFRA|Zacks|Moody['’]s|Fitch|S&P\s+Global|Vanguard|Fidelity|"
    r"State\s+Street|PIMCO|Bridgewater|Citadel|Lazard|Rothschild|"
    r"McKinsey|Gartner|IDC|Forrester|TrendForce|Counterpoint|Omdia|Canalys|SemiAnalysis|Epoch|"
    r"Dell['’]?Oro|Yole|Techinsights|LightCounting|BloombergNEF|Rystad|Wood\s+Mackenzie|IEA|"
    r"FactSet|LSEG|Refinitiv|Visible\s+Alpha|Bloomberg(?:\s+Intelligence)?|Reuters|Thomson\s+Reuters)\b|"
    r"\b(?:Securities|(?<!Lam\s)Research|Ratings|Asset\s+Management|Capital\s+Markets|Investment\s+Bank|"
    r"Broker(?:s|age)?|Broking)\b|"
    r"高盛|摩根士丹利|大摩|摩根大通|小摩|美银|美銀|花旗|富国银行|富國銀行|巴克莱|巴克萊|瑞银|瑞銀|汇丰|匯豐|德意志银行|"
    r"德銀|德银|杰富瑞|杰弗瑞|野村|麦格理|麥格理|中金|中信|里昂|伯恩斯坦|韦德布什|桥水|橋水|集邦|高德纳|"
    r"골드만|모건\s?스탠리|제이피모건|JP모간|씨티|노무라|맥쿼리|트렌드포스|ゴールドマン|モルガン|野村|みずほ|大和|"
    r"トレンドフォース|证券|證券|증권|証券"
)
"""Banks, brokers, funds, rating agencies and research houses whose word on others is quoted."""
_ITS_PEOPLE = late_regex(
    r"(?:['’]s)?\s+(?:analysts?|strategists?|economists?)$|分析师$|分析師$", re.IGNORECASE
)
_FUND_TEXT = """
    SPY VOO IVV QQQ QQQM DIA IWM VTI SMH SOXX SOXL SOXS SOXQ XSD IGV XLK XLC VGT MAGS ARKK ARKW
    ARKQ BOTZ AIQ SKYY CLOU WCLD EWY EWJ EWT EWH MCHI KWEB FXI CQQQ ASHR INDA EEM VWO EFA URA URNM
    TQQQ SQQQ 1306.T 1321.T 000001.SS 399006.SZ 399001.SZ 000300.SS
"""
_FUNDS = frozenset(_FUND_TEXT.split())
"""Widely traded funds, and indices that go by a number."""
_FUND_WORD = late_regex(
    r"\s?(?:ETFs?\b|[Ii]nd(?:ex|ices)\b|[Ff]unds?\b|[Cc]omposite\b|指数|指數|지수|基金|펀드|ファンド)"
)


@lru_cache(maxsize=1_024)
def is_house(name: str) -> bool:
    """Tell whether a name is of those who estimate what others earn and spend."""
    return _HOUSE.search(name) is not None


def is_house_alone(name: str) -> bool:
    """Tell whether a name is of a house, or of its analysts, and nothing else."""
    return _HOUSE.fullmatch(_ITS_PEOPLE.sub("", name)) is not None


def is_basket(mention: Mention, behind: str) -> bool:
    """Tell whether a name is an index, a fund or a sector: money is never of those.

    Args:
        mention: A name with a symbol.
        behind: The text right behind it.
    """
    symbol = str(mention.symbol)
    if symbol.startswith(("^", "SECTOR:")) or symbol in _FUNDS:
        return True
    return bool(_FUND_WORD.match(behind) or _FUND_WORD.search(mention.text))
