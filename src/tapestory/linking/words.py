"""The words that decide whether a name is meant as a company: cues, ordinary words, boundaries."""

from __future__ import annotations

import re

_ORDINARY_WORDS_TEXT = """
    act advance alliance ally ameren anchor apex apple arc arch ark arm array ascent aspen
    atlas balance ball bank base beacon best block bloom blue bold boot box bridge brink
    bright build cable camp canal capital cardinal care carnival carter cat catalyst
    century chase charter chewy circle citizens clear cloud coherent comfort compass
    complete concentra constellation core crane credit crown cut dana delta diamond
    digital disco discover discovery dollar dominion dominos dream dynamic eagle edge
    elevate embark enact encore energy enhance entity essential everest evolution extreme
    fair farmers fast fidelity first five focus ford forward fossil fox frontier fuel gap
    general genesis glacier global globe gold good grab graham grand green group guess
    halo harmonic hawk heritage hess home horizon host hub humble icon illumina immersion
    independent informa insight inspire integral intuitive invest joint kemper key kind
    knowledge lake lamb land legacy lemonade level liberty life light lincoln link lite
    live loop lumen macro main major mark masco mass match matter maximus meta meridian
    midway mission model modern monarch monday monster moody mosaic motion nano national
    navigator neogen neon net new news next nice noble now nova nucor ocean old one open
    option oracle orange orbit origin paramount park partner patriot pay peak pearl pilot
    pinnacle pioneer plains planet playtika pool post potential power premier presto prime
    principal pro progress progressive pulse pure qualys quest range rapid ready real
    realty red regency regions reliance repay republic resources revolve rocket root royal
    rush safe sage sapiens schneider science sea select semi sensata shell shift signet
    silicon simply sky smart snap snowflake sonder sonic source southern spark spectrum
    sphere spire splash spok spring sprout square standard star state stem sterling stride
    strategy summit sun sunrise super surge sync target team tech textron the threads tilt
    titan toast tower trade trinity trex true trust twist two udemy ultra under unifi
    union unit united unity universal upstart up upwork urban valley value vector vertex
    via viant vibe victory view visa vision vista visteon vital wave wendys western wheels
    whirlpool wolf work world xerox yield york zoom
"""
ORDINARY_WORDS = frozenset(_ORDINARY_WORDS_TEXT.split())
"""Words of running text that are also company names: believed only beside a cue."""

CAPITAL_ONLY = frozenset({"alphabet", "micron", "corning", "caterpillar"})
"""Long names that are also words: in lower case they are the word."""

_ACRONYMS_TEXT = """
    ACM ADR ADS AGI AGM AGN AI ALL AM AND API APP APR ARE ARPU ASIC ASP ATH AUD AUG BEA
    BEST BOE BOJ BOK BTC BUY CAD CAGR CAN CAPEX CDS CEO CES CFO CHF CIO CMO CMP CN CNY COO
    CPI CPO CPU CSP CTO CXL DAY DCF DDR DEC DJ DOE DOJ DRAM DUV EBIT ECB EDA EIA EMEA EPS
    ESG EST ETF ETH EU EUR EUV EV FAQ FBI FCC FCF FDA FEB FED FOMC FOR FTC FX FY GAAP GBP
    GDP GMT GPU GW HAS HBM HDD HK HKD HODL HOLD HPC IEA II III IMF IP IPO IRR IRS IT ITC
    JAN JPY JUL JUN KEY KPI KRW KST LED LLC LLM LNG LOW LPDDR LTD MAR MAY MCP ML MOU MSL
    MW NAND NASA NATO NEW NEXT NIM NLP NO NOT NOV NOW NPU NYC NYSE OCF OCT ODM OEM OF ONE
    OPEC OPEN OR OS OUT PC PCB PCE PDF PE PM PMI PPA PPI PPU PR PUE QE QOQ RAM REAL REIT
    ROA ROE ROI RSI RSS SAAS SAM SAY SEC SEE SELL SEP SLA SME SO SSD STEM SUN TAM TBD TCO
    THE TPS TSE TTM TV TWD UAE UK UN UPS URL US USA USD USE UTC VAT VC VIP VP VR WACC WFE
    WHO WTI WTO YOY YTD
"""
ACRONYMS = frozenset(_ACRONYMS_TEXT.split())
"""Capital words that are not tickers when they stand alone."""

_BARE_SECTOR_WORDS_TEXT = """
    storage memory equipment hardware software optical interconnects networking servers
    power 设备 設備 硬件 软件 서버 장비 소프트웨어
"""
BARE_SECTOR_WORDS = frozenset(_BARE_SECTOR_WORDS_TEXT.split())
"""Words that name a sector only in a list with a name that always does ("optical modules,
storage and equipment fell")."""

COMPANY_AFTER = re.compile(
    r"""^(?:\s+(?:Inc|Corp|Corporation|Co|Company|Ltd|Limited|Plc|PLC|AG|SA|NV|SE|Group|Holdings?)\b
    |['’]s?\s+(?:[A-Za-z-]+\s+){0,2}(?:shares?|stock|revenues?|earnings|profits?|results|sales|
        capex|capital|market|board|chief|management|guidance|valuation|investors|shareholders|
        data|cloud|compute|AI|plans?|models?|stock's)\b
    |\s+(?:shares?|stock|stocks|investors|shareholders|CEO|CFO|executives|bulls|bears|earnings|
        revenue|spokesperson|spokesman|spokeswoman|Chief\s+Executive|founder)\b
    |\s+(?:and\s+\S+\s+)?(?:said|says|announced|announces|reported|reports|agreed|agrees|signed|
        signs|unveiled|raised|raises|cuts?|plans?|declined|reaffirmed|forecast|expects|acquired|
        buys|sells|invests|hired|denied|denies|posted|posts|beats|guided|filed|jumps?|jumped|
        rose|rises|fell|falls|slumps?|slumped|dropped|drops|surged?|surges|gained|gains|climbed|
        climbs|soars|soared|tumbled|tumbles|lost|loses|closed|closes|slid|slides|sank|sinks|
        plunged|plunges|rallied|rallies|slipped|slips|is\s+(?:down|up|planning|preparing|
        considering|building|weighing|developing|trading))\b
    |\s*(?:股价|股價|股票|公司|集团|集團|주가|株|社)|(?:が|は)?(?:発表)
    |\s*[（(](?:NASDAQ|Nasdaq|NYSE|[A-Z]{2,5}\)|\d{4,6}))""",
    re.VERBOSE,
)
COMPANY_BEFORE = re.compile(
    r"""(?:\b(?:[Ss]hares?\s+(?:of|in)|[Ss]tocks?\s+(?:of|in|like|such\s+as)|[Mm]aker|giant|
    company|parent|owner|subsidiary|rival|rivals|[Cc]ompanies\s+(?:like|such\s+as|including)|
    investors\s+in|stake\s+in|operator|firm|from\s+customers\s+like|megacaps?|peers?\s+like|
    names\s+like)\s+(?:the\s+)?)$""",
    re.VERBOSE,
)
FINANCE_CUE = re.compile(
    r"""\b(?:shares?|stocks?|investors?|revenue|earnings|profits?|capex|capital\s+expenditures?|
    market\s+(?:cap|value)|billion|trillion|bn|analysts?|Wall\s+Street|quarter(?:ly)?|CEO|
    compute|computing|data\s+cent(?:er|re)s?|GPUs?|AI|chips?|cloud|hyperscalers?|semiconductors?|
    nasdaq|NYSE|valuation|guidance|IPO|tech\s+giants?|Big\s+Tech|megacaps?)\b
    |%|股|算力|芯片|晶片|半导体|半導體|亿|億|财报|財報|市值|资本|資本|云|雲|数据中心|
    주가|주식|증시|반도체|매출|실적|조\s?원|억|클라우드|데이터센터|시총|株|半導体|決算|売上|
    クラウド|データセンター""",
    re.VERBOSE | re.IGNORECASE,
)
OTHER_COMPANY_AFTER = re.compile(
    r"^\s+(?:Biologics|SDI|SDS|Life\s+Insurance|Securities|C&T|Display|Heavy\s+Industries|"
    r"Fire\s+&|Card|Materials\s+Inc|Foundation|Green|Hospitality|Leisure|Motion|Health)\b"
    r"|^\s*(?:SDI|SDS|바이오|물산|생명|화재|중공업|증권|카드|디스플레이|バイオ|生物|生命|物产|物產)"
)
LISTING_CONTEXT = re.compile(
    r"(?:\b(?:on|onto)\s+(?:the\s+)?|\blisted\s+(?:on|in)\s+(?:the\s+)?|\bits\s+)$", re.IGNORECASE
)
LISTING_AFTER = re.compile(
    r"^(?:\s*[-‑]?\s*(?:listed|traded|listing|debut|IPO|ADRs?|exchange|Inc)\b|\s*[:：]|"
    r"\s*(?:上市|거래소|상장|上場|挂牌|掛牌))",
    re.IGNORECASE,
)
MOVE_CUE = re.compile(
    r"\b(?:fell|falls?|falling|rose|rises?|gain(?:s|ed|ing)?|drop(?:s|ped|ping)?|lower|higher|"
    r"tumbl\w+|slid|slump\w*|jump\w*|surg\w+|plung\w+|closed|ended|points|down|up|lost|"
    r"rall(?:y|ied|ies)|rebound\w*|sank|sinks?|record)\b|%|跌|涨|漲|하락|상승|급락|급등|安|高|下落|上昇",
    re.IGNORECASE,
)
_LATIN = re.compile(r"[A-Za-z0-9À-ɏ_]")
_KATAKANA = re.compile(r"[ァ-ヺー]")
_HANGUL = re.compile(r"[가-힣]")
_PARTICLE = re.compile(
    r"(?:은|는|이|가|을|를|의|와|과|도|로|에|만|측|주|등|및|보다|부터|까지|처럼|같은|에서|에게|"
    r"으로|이나|나|란|라는|지수|그룹|발|향|와의|과의|株)(?![가-힣]{3})"
)
BLOCKED_AROUND = {
    "高通": re.compile(r"[提最较更很]高通|高通[胀脹过過量行货貨膨]"),
    "日立": re.compile(r"[今当當即昨翌]日立|日立[即刻案法]"),
    "美光": re.compile(r"[完优優精]美光"),
    "思科": re.compile(r"思科[学學技]"),
    "博通": re.compile(r"[渊淵]博通"),
    "苹果": re.compile(r"苹果[树酱汁园农派干]"),
    "메타": re.compile(r"메타(?:버스|데이터|분석|물질|인지)"),
    "メタ": re.compile(r"メタ(?:バース|データ|ル|ン|ボ)"),
}
"""Short names in scripts without spaces, and the longer words in which they are not meant."""


def stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether text[start:end] is a whole word, as far as its script has words.

    Latin edges need a non-letter beside them, katakana edges a non-katakana one; a Korean name of
    up to three syllables may only be followed by a particle.
    """
    form = text[start:end]
    before, after = text[start - 1 : start], text[end : end + 1]
    if _LATIN.match(form[0]) and (_LATIN.match(before) or before in {"@", "#"}):
        return False
    if _LATIN.match(form[-1]) and (_LATIN.match(after) or _is_domain(text, end)):
        return False
    if _KATAKANA.match(form[0]) and _KATAKANA.match(before):
        return False
    if _KATAKANA.match(form[-1]) and _KATAKANA.match(after):
        return False
    if _HANGUL.match(form[0]) and len(form) <= 3 and not _free_korean(text, start, end):
        return False
    blocked = BLOCKED_AROUND.get(form)
    return not (blocked and blocked.search(text[max(0, start - 1) : end + 3]))


def _is_domain(text: str, end: int) -> bool:
    return text[end : end + 1] == "." and text[end + 1 : end + 2].islower()


def _free_korean(text: str, start: int, end: int) -> bool:
    if _HANGUL.match(text[start - 1 : start]):
        return False
    return not _HANGUL.match(text[end : end + 1]) or bool(_PARTICLE.match(text, end))
