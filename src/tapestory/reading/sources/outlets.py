"""The names of newsrooms and research houses in several languages → one name each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick

_NAMES: dict[str, str] = {
    "Bloomberg": "Bloomberg News|Bloomberg|彭博社|彭博|블룸버그|ブルームバーグ|Блумберг",
    "Reuters": "Thomson Reuters|Reuters|路透社|路透|로이터통신|로이터|ロイター",
    "The Information": "The Information|디인포메이션|디 인포메이션|ジ・インフォメーション",
    "Wall Street Journal": "The Wall Street Journal|Wall Street Journal|WSJ|华尔街日报|"
    "華爾街日報|월스트리트저널|ウォール・ストリート・ジャーナル|WSJ紙",
    "Financial Times": "Financial Times|FT|金融时报|金融時報|파이낸셜타임스|"
    "フィナンシャル・タイムズ",
    "New York Times": "The New York Times|New York Times|NYT|纽约时报|紐約時報|뉴욕타임스|"
    "ニューヨーク・タイムズ",
    "CNBC": "CNBC",
    "TechCrunch": "TechCrunch|테크크런치",
    "The Verge": "The Verge",
    "Axios": "Axios",
    "Barron's": "Barron's|Barron’s|巴伦周刊|배런스",
    "The Register": "The Register",
    "Tom's Hardware": "Tom's Hardware|Tom’s Hardware",
    "Business Insider": "Business Insider",
    "Forbes": "Forbes|福布斯|포브스",
    "Fortune": "Fortune magazine",
    "Engadget": "Engadget",
    "Wired": "Wired magazine",
    "Ars Technica": "Ars Technica",
    "MarketWatch": "MarketWatch",
    "Motley Fool": "The Motley Fool|Motley Fool",
    "Seeking Alpha": "Seeking Alpha",
    "Benzinga": "Benzinga",
    "Investing.com": "Investing.com",
    "Yahoo Finance": "Yahoo Finance|Yahoo! Finance",
    "Dow Jones Newswires": "Dow Jones Newswires|道琼斯通讯社",
    "Associated Press": "Associated Press|The Associated Press|美联社|美聯社|AP통신|AP通信",
    "AFP": "AFP|Agence France-Presse|法新社",
    "BBC": "BBC",
    "New York Post": "New York Post",
    "Washington Post": "Washington Post|华盛顿邮报|華盛頓郵報|워싱턴포스트",
    "The Guardian": "The Guardian",
    "The Economist": "The Economist|经济学人|經濟學人",
    "Politico": "Politico",
    "Semafor": "Semafor",
    "Nikkei": "Nikkei Asia|Nikkei newspaper|The Nikkei|日本经济新闻|日経新聞|日本経済新聞|"
    "日経ビジネス|니혼게이자이|닛케이아시아",
    "Yonhap": "Yonhap Infomax|Yonhap|韩联社|韓聯社|연합뉴스|연합인포맥스|聯合ニュース|聯合通信",
    "Korea Herald": "Korea Herald|코리아헤럴드",
    "Korea Economic Daily": "Korea Economic Daily|한국경제",
    "Maeil Business": "Maeil Business|매일경제",
    "Chosun": "Chosun Ilbo|Chosun Biz|조선일보|조선비즈",
    "News1": "News1|뉴스1",
    "DigiTimes": "DigiTimes|Digitimes|电子时报|電子時報",
    "Commercial Times": "Commercial Times|工商时报|工商時報",
    "Economic Daily News": "Economic Daily News|经济日报|經濟日報",
    "TrendForce": "TrendForce|集邦咨询|集邦諮詢|트렌드포스|トレンドフォース",
    "SemiAnalysis": "SemiAnalysis|세미애널리시스",
    "Counterpoint": "Counterpoint Research|카운터포인트리서치",
    "Wallstreetcn": "Wallstreetcn|Wall Street Insights|Wallstreet CN|华尔街见闻|華爾街見聞",
    "Cailian Press": "Cailian Press|Cailianshe|CLS|财联社|財聯社",
    "Securities Times": "Securities Times|证券时报|證券時報",
    "China Securities Journal": "China Securities Journal|中国证券报|中國證券報",
    "Caixin": "Caixin|财新",
    "Xinhua": "Xinhua|新华社|新華社",
    "21st Century Business Herald": "21世纪经济报道",
    "LatePost": "LatePost|晚点",
    "36Kr": "36Kr|36氪",
    "PANews": "PANews",
    "Zhitong": "Zhitong Finance|Zhitong|智通财经|智通財經",
    "Gelonghui": "Gelonghui|格隆汇|格隆匯",
    "BlockBeats": "BlockBeats|律动",
    "Jiemian": "界面新闻",
    "The Paper": "澎湃新闻",
    "SCMP": "South China Morning Post|SCMP|南华早报|南華早報",
    "Kyodo": "Kyodo News|Kyodo|共同社|共同通信|교도통신",
    "Jiji": "Jiji Press|时事通信|時事通信",
    "NHK": "NHK",
    "Handelsblatt": "Handelsblatt",
    "Les Echos": "Les Echos",
    "TNW": "The Next Web|TNW",
    "ZeroHedge": "ZeroHedge|Zero Hedge",
    "Techmeme": "Techmeme",
    "Stocktwits": "Stocktwits",
    "TradingView": "TradingView",
    "Xataka": "Xataka",
    "Data Center Dynamics": "Data Center Dynamics|DatacenterDynamics|DCD",
    "S&P Global": "S&P Global",
    "Polymarket": "Polymarket",
    "Odaily": "Odaily",
    "Sherwood": "Sherwood News|Sherwood",
    "Quartz": "Quartz",
    "Fox Business": "Fox Business",
    "NBC News": "NBC News",
    "CNN": "CNN",
    "Der Spiegel": "Der Spiegel|Spiegel",
    "Le Monde": "Le Monde",
    "El País": "El País",
}
_CANONICAL = {
    spelling.casefold(): name
    for name, spellings in _NAMES.items()
    for spelling in spellings.split("|")
}
_SPELLINGS = sorted((s for n in _NAMES.values() for s in n.split("|")), key=len, reverse=True)
_AUTOMATON = AhoCorasick(_SPELLINGS)


def _grouped(spellings: Iterable[str]) -> str:
    """Return a pattern for any of the spellings, Latin ones as whole words.

    Every alternative begins with a letter of its own, so that the regular expression engine skips
    to those letters; the look behind it comes only then. Among the spellings of one letter the
    order stays.
    """
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for spelling in spellings:
        rest = re.escape(spelling[1:])
        edge = rf"(?<![A-Za-z]{re.escape(spelling[0])})" if spelling.isascii() else ""
        by_letter[spelling[0]].append(edge + rest + ("(?![A-Za-z])" if edge else ""))
    return "|".join(
        rf"{re.escape(letter)}(?:{'|'.join(rests)})" for letter, rests in by_letter.items()
    )


OUTLET = _grouped(_SPELLINGS)
"""A pattern for any known spelling; Latin ones as whole words."""


def canonical(name: str) -> str:
    """Return the one name of an outlet, or the name itself when it is not known."""
    plain = re.sub(r"\s+", " ", name.strip().strip("\"'“”‘’《》「」『』"))
    if found := _CANONICAL.get(plain.casefold()):
        return found
    words = plain.split()
    for first in range(1, len(words)):
        if found := _CANONICAL.get(" ".join(words[first:]).casefold()):
            return found  # "As Bloomberg News", "The Nikkei Asia"
    return plain


def names_an_outlet(text: str) -> bool:
    """Tell quickly whether a known spelling may stand in a text; word edges are not looked at."""
    return bool(_AUTOMATON.find_matches_as_indexes(text))


def same_outlet(one: str, other: str) -> bool:
    """Tell whether two names mean one outlet ("Bloomberg.com" and "Bloomberg")."""
    first, second = (_bare(canonical(name)) for name in (one, other))
    return bool(first) and first == second


def _bare(name: str) -> str:
    short = re.sub(
        r"\.(?:com|net|org|co\.\w+|cn|kr|jp)$|\s+(?:news|online|media)$", "", name.casefold()
    )
    return re.sub(r"^(?:the|www\.)\s*|[\s.'’&-]", "", short)
