"""Names of stock markets, regions and traded assets in headlines, folded, to their codes."""

from __future__ import annotations

from collections.abc import Iterable

WITHIN: dict[str, tuple[str, ...]] = {
    "WORLD": (),
    "ASIA": ("WORLD",),
    "EUROPE": ("WORLD",),
    **dict.fromkeys(("US", "CA", "BR", "MX", "RU", "ZA", "GULF", "IL"), ("WORLD",)),
    **dict.fromkeys(("JP", "KR", "CN", "HK", "TW", "IN", "SG", "AU"), ("ASIA", "WORLD")),
    **dict.fromkeys(("GB", "DE", "FR", "ES", "IT", "CH", "NL"), ("EUROPE", "WORLD")),
}
"""Code of a market → the codes of the regions that it is told of with."""

OPENS_AT: dict[str, float] = {
    **dict.fromkeys(("AU",), -1.25),
    **dict.fromkeys(("JP", "KR", "ASIA"), -0.25),
    **dict.fromkeys(("TW", "SG"), 0.75),
    **dict.fromkeys(("CN", "HK"), 1.25),
    "IN": 3.5,
    "GULF": 6.0,
    "RU": 6.5,
    **dict.fromkeys(("EUROPE", "DE", "FR", "ES", "IT", "CH", "NL", "ZA", "IL"), 7.0),
    "GB": 7.5,
    "BR": 12.75,
    **dict.fromkeys(("US", "CA", "MX"), 13.25),
}
"""Hour of the day, UTC, at which a session begins, a quarter before the earliest of the year."""


_INDICES = {
    "US": (
        "wall street|wall st|dow|dow jones|dow jones industrial average|djia|s&p 500|s&p|nasdaq|"
        "nasdaq composite|philadelphia semiconductor index|sox index|russell 2000|us stocks-|"
        "美股|道指|纳指|納指|标普|標普|标普500指数|费半|費半|费城半导体指数|纳斯达克|"
        "纳斯达克指数|道琼斯指数|道瓊|那斯達克|뉴욕증시|뉴욕 증시|미국증시|미국 증시|미 증시|"
        "나스닥|다우|다우지수|필라델피아 반도체지수|반도체지수|ny株|米国株|米株|nyダウ|"
        "ニューヨーク株|ナスダック|ダウ平均|уолл-стрит|фондовый рынок сша|us-börsen|us-aktien"
    ),
    "JP": (
        "nikkei|nikkei 225|topix|日经|日經|日经225指数|日经指数|日股|日経平均|日経平均株価|"
        "東京株|東京株式|東証|니케이|닛케이|일본 증시|일본증시|никкей"
    ),
    "KR": (
        "kospi|kosdaq|韩股|韓股|韩国股市|韩国综指|韩国综合指数|首尔股市|코스피|코스피지수|코스닥|"
        "국내증시|국내 증시|서울 증시|韓国株|韓国総合株価指数"
    ),
    "CN": (
        "shanghai composite|csi 300|a股|a股三大指数|沪指|滬指|沪深300|上证指数|上证|上證|深成指|"
        "创业板指|創業板指|科创50|两市|中国株|上海株|上海総合|上海総合指数|중국증시|중국 증시|"
        "상하이종합|상하이종합지수|상하이 증시"
    ),
    "HK": (
        "hang seng|hang seng index|恒指|恒生指数|恒生指數|恒生|恒生科技指数|港股|香港株|ハンセン|"
        "ハンセン指数|항셍|항셍지수|홍콩 증시|홍콩증시"
    ),
    "TW": (
        "taiex|台股|臺股|台湾股市|加权指数|加權指數|台湾株|加権指数|대만증시|대만 증시|가권지수"
    ),
    "IN": "sensex|nifty|nifty 50|dalal street|印度股市|センセックス",
    "AU": "asx|asx 200|s&p/asx 200|澳股|澳洲股市|豪州株",
    "SG": "straits times index|sti",
    "GB": "ftse|ftse 100|英股|英国富时100指数|英国株|영국 증시",
    "DE": "dax|dax 40|tecdax|mdax|德股|德国dax指数|deutsche börse aktuell|独株",
    "FR": "cac 40|cac40|bourse de paris|la bourse de paris|法股|法国cac40指数",
    "ES": "ibex|ibex 35|bolsa española|bolsa de madrid",
    "IT": "ftse mib|piazza affari",
    "CH": "swiss market index|smi",
    "NL": "aex",
    "BR": "ibovespa|bovespa|bolsa brasileira|b3 fecha",
    "MX": "bolsa mexicana|s&p/bmv ipc",
    "CA": "tsx|s&p/tsx",
    "RU": (
        "moex|rts index|индекс мосбиржи|индекс ртс|рынок акций рф|рынок акций россии|"
        "российский рынок акций|мосбиржа"
    ),
    "EUROPE": (
        "stoxx 600|euro stoxx 50|stoxx europe 600|欧股|歐股|欧洲股市|欧州株|유럽증시|유럽 증시|"
        "europas börsen|europäische börsen|bourses européennes|les bourses européennes|"
        "bolsas europeas|las bolsas europeas|bolsas europeias|европейские биржи"
    ),
    "ASIA": (
        "亚太股市|亞太股市|亚洲股市|亞洲股市|亚太市场|アジア株|아시아증시|아시아 증시|"
        "asiens börsen|asiatische börsen|bourses asiatiques|bolsas asiáticas|"
        "las bolsas asiáticas|азиатские биржи"
    ),
    "WORLD": (
        "全球股市|世界株|世界の株式|글로벌증시|글로벌 증시|세계 증시|global markets-|weltbörsen|"
        "bourses mondiales|bolsas mundiais|msci world|мировые биржи"
    ),
    "": (
        "stocks|shares|stock market|stock markets|share market|equities|stock futures|股市|증시|"
        "주식시장|株式市場|börse|aktienmarkt|la bourse|la bolsa|las bolsas|a bolsa|bolsas|"
        "фондовый рынок|the markets|markets|two major indexes"
    ),
}
_ADJECTIVES = {
    "US": "us|u.s.|american|new york",
    "JP": "japanese|japan|tokyo|japan's",
    "KR": "south korean|korean|seoul|korea|south korea",
    "CN": "chinese|china|shanghai|mainland|china's",
    "HK": "hong kong",
    "TW": "taiwan|taiwanese|taipei",
    "IN": "indian|india|mumbai|india's",
    "AU": "australian|australia",
    "SG": "singapore",
    "GB": "uk|london|british",
    "DE": "german|frankfurt",
    "FR": "french|paris",
    "CA": "canadian|toronto",
    "BR": "brazilian|brazil",
    "RU": "russian|moscow",
    "GULF": "gulf|saudi|uae|dubai|abu dhabi",
    "IL": "israeli|tel aviv",
    "EUROPE": "european|europe|europe's",
    "ASIA": "asian|asia|asia-pacific|asia pacific|asia's",
    "WORLD": "global|world",
}
_BOARDS = (
    "stocks|shares|equities|markets|stock market|stock markets|share market|bourse|bourses|"
    "stock futures|futures|index futures|stock index|stock indexes|equity benchmarks|equity market"
)
_LABELS = "daily wrap summary update recap review report briefing close"
_ASSETS = {
    "gold": (
        "gold prices|gold price|spot gold|gold futures|金价|金價|国际金价|現貨黃金|现货黄金|금값|"
        "국제 금값|金価格|ny金|goldpreis|prix de l'or|precio del oro|preço do ouro|цена золота"
    ),
    "silver": "silver prices|silver price|银价|银價|은값|silberpreis",
    "oil": (
        "oil prices|oil price|crude prices|crude oil|crude futures|oil futures|brent|brent crude|"
        "wti|crude oil prices|国际油价|油价|油價|原油期货|국제유가|유가|原油先物|ny原油|原油価格|"
        "ölpreise|ölpreis|prix du pétrole|les prix du pétrole|le pétrole|precio del petróleo|"
        "precios del petróleo|el petróleo|preço do petróleo|petróleo fecha|нефть brent|"
        "цены на нефть|цена нефти"
    ),
    "gas": "natural gas prices|natgas|natural gas futures",
    "copper": "copper prices|copper price|铜价|구리 가격|kupferpreis",
    "bitcoin": ("bitcoin price|比特币|비트코인|ビットコイン|bitcoin-kurs|биткоин|биткойн"),
    "ether": "ethereum price|ether price|以太坊|이더리움|イーサリアム|ethereum-kurs",
    "dollar": (
        "us dollar|dollar index|美元指数|美元指數|ドル指数|dólar fecha|dólar hoy|dólar cae|"
        "dólar sobe|курс доллара|dollarkurs"
    ),
    "won": "원·달러 환율|원/달러 환율|원달러 환율|won-dollar",
    "yen": "円相場|东京外汇|ドル円",
    "yuan": "人民币中间价|人民币汇率|人民币兑美元中间价|在岸人民币|离岸人民币",
    "euro": "eur/usd|euro-kurs|eurokurs|курс евро",
    "ruble": "курс рубля",
    "treasuries": "treasury yields|us treasuries|treasuries",
}


_CITIES = {
    "KR": "seoul", "JP": "tokyo", "HK": "hong kong", "TW": "taipei", "CN": "shanghai",
    "IN": "mumbai", "AU": "sydney", "GB": "london", "DE": "frankfurt", "FR": "paris",
}  # fmt: skip
_BARE = {
    "gold": "gold", "silver": "silver", "copper": "copper", "oil": "oil|crude", "dollar": "dollar",
    "bitcoin": "bitcoin|btc", "ether": "ethereum|ether", "yen": "yen", "euro": "euro",
    "yuan": "yuan", "ruble": "ruble|rouble", "won": "won",
}  # fmt: skip


def city_terms() -> Iterable[tuple[str, str]]:
    """Yield (city, code of its market)."""
    yield from ((city, code) for code, city in _CITIES.items())


def wrap_terms() -> Iterable[tuple[str, str]]:
    """Yield (label of a wrap, code of the market that it names): "US market daily"."""
    for code, adjectives in _ADJECTIVES.items():
        for adjective in adjectives.split("|"):
            yield from ((f"{adjective} market {label}", code) for label in _LABELS.split())


def bare_asset_terms() -> Iterable[tuple[str, str]]:
    """Yield (term, code of an asset): words with other senses."""
    for code, terms in _BARE.items():
        yield from ((term, code) for term in terms.split("|"))


def market_terms() -> Iterable[tuple[str, str]]:
    """Yield (term, code of a market); "" for a market that is not named."""
    for code, terms in _INDICES.items():
        yield from ((term, code) for term in terms.split("|"))
    for code, adjectives in _ADJECTIVES.items():
        for adjective in adjectives.split("|"):
            yield from ((f"{adjective} {board}", code) for board in _BOARDS.split("|"))


def asset_terms() -> Iterable[tuple[str, str]]:
    """Yield (term, code of an asset)."""
    for code, terms in _ASSETS.items():
        yield from ((term, code) for term in terms.split("|"))


def apart(one: str, other: str) -> bool:
    """Tell whether two markets are different ones, neither being a region that holds the other."""
    return bool(
        one
        and other
        and one != other
        and other not in WITHIN.get(one, ())
        and one not in WITHIN.get(other, ())
    )
