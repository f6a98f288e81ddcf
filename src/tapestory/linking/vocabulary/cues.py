"""The patterns of words around a name that speak for a company, or against it."""

from __future__ import annotations

import re

from tapestory.late_regex import late_regex

CAPITAL_ONLY = frozenset({"alphabet", "micron", "corning", "caterpillar"})
"""Long names that are also words: in lower case they are the word."""

_BARE_SECTOR_WORDS_TEXT = """
    storage memory equipment hardware software optical interconnects networking servers power cloud
    设备 設備 硬件 硬體 软件 軟體 서버 장비 소프트웨어
"""
BARE_SECTOR_WORDS = frozenset(_BARE_SECTOR_WORDS_TEXT.split())
"""Words that name a sector only beside a word about shares, or in a list with a name that always
does ("optical modules, storage and equipment fell")."""
SECTOR_AFTER = late_regex(
    r"""^(?:(?:[- ]related)?\s+(?:concept\s+)?(?:stocks?|shares|names|plays|sector|segment)\b
    |\s+(?:up|down|higher|lower)(?=\s*(?:[,.;!?"'”’)]|$|and\b|while\b))
    |\s*(?:股|板块|板塊|概念|类股|類股|주(?![가-힣])|관련주|업종|株|関連株|銘柄))""",
    re.VERBOSE | re.IGNORECASE,
)
"""What makes a bare word the name of a sector."""

COMPANY_AFTER = late_regex(
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
    |[-\s]+(?:Aktien?|Papiere|Konzern|Chef|Chefin)\b|\s+(?:kündig(?:t|te)|meldet|will|plant|steigt|fällt|
        legt|baut|kauft|verkauft|stellt|investiert|annonce|a\s+annoncé|va|veut|prévoit|chute|bondit|
        grimpe|recule|anuncia|anunció|planea|sube|cae|invertirá|invierte|vende|compra|annuncia|
        ha\s+annunciato|punta|sale|scende|crolla|investe|anunciou|planeja|cai|dispara|kondigt|wil|
        stijgt|daalt)\b
    |\s+(?:dementiert|dementierte|bestätigt|bestätigte|bestreitet|prüft|erwägt|verhandelt|sucht|meldete|gab\s+(?:um|bekannt|\d)|
        erwartet|erhöht|erhöhte|senkt|senkte|entlässt|streicht|ruft|übernimmt|unterzeichnet|schließt|liefert|
        eröffnet|startet|verklagt|zahlt|verlor|verliert|gewann|gewinnt|stieg|fiel|sank|sinkt|kletterte|klettert|
        verteuerten?|büßte|notierten?|brach|bricht|sackten?|rutschten?|
        dément|a\s+démenti|confirme|a\s+confirmé|envisage|étudie|négocie|discute|cherche|rachète|lance|signe|
        publie|supprime|rappelle|relève|abaisse|vise|a\s+(?:publié|perdu|gagné|cédé|signé|lancé|racheté|reculé|
        bondi|chuté|indiqué|déclaré)|perd|gagne|cède|abandonne|progresse|
        desmiente|desmintió|niega|negó|confirma|confirmó|estudia|considera|sopesa|baraja|negocia|busca|firma|
        firmó|lanza|lanzó|ganó|gana|cayó|subió|perdió|cedió|pierde|cede|avanzó|avanza|retrocedió|repuntó|repunta|
        se\s+(?:desploma|desplomó|dispara|disparó|deja|dejó|anota|anotó)|recorta|despide|
        smentisce|ha\s+(?:smentito|confermato|ceduto|perso|guadagnato|chiuso|firmato|lanciato|acquistato|detto)|
        conferma|valuta|studia|esplora|negozia|cerca|lancia|perde|guadagna|avanza|balza|acquista|taglia|
        nega|negou|desmentiu|confirmou|estuda|avalia|negocia|assina|assinou|lança|lançou|caiu|subiu|recuou|recua|
        avançou|avança|perdeu|ganhou|perde|ganha|sobe|demite|vai|
        ontkent|ontkende|bevestigt|bevestigde|overweegt|onderzoekt|onderhandelt|zoekt|tekent|schrapt|verkoopt|
        koopt|boekt|daalde|steeg|won|verloor|zakte|klom|kelderde|kelderden|meldde|verwacht)\b
    |\s+(?:объявил|планирует|заявил|сообщил|продает|инвестирует|подорожал|подешевел|акци|опроверг|подтвердил|
        рассматривает|ведет|ведёт|намерен|отрицает|вырос|выросл|упал|снизил|потерял|прибавил|закрыл|купил|
        продал|подписал|запустил|представил|отчитал|уволит|увольняет|может\s)
    |\s?(?:은|는|이|가|측은|측이)\s[^.]{0,45}(?:밝혔|발표했|발표하|공시|부인했|인수|매각|투자하|출시)
    |(?:は|が|も)[^。]{0,45}(?:発表し|と発表|明らかにし|否定し|買収|投資する)
    |\s+(?:की|के|ने|का)\s
    |\s*(?:股价|股價|股票|公司|集团|集團|주가|株|社)|(?:が|は)?(?:発表)
    |\s*[（(](?:NASDAQ|Nasdaq|NYSE|[A-Z]{2,5}\)|\d{4,6}))""",
    re.VERBOSE,
)
COMPANY_BEFORE = late_regex(
    r"""(?:\b(?:[Ss]hares?\s+(?:of|in)|[Ss]tocks?\s+(?:of|in|like|such\s+as)|[Mm]aker|giant|
    company|parent|owner|subsidiary|rival|rivals|[Cc]ompanies\s+(?:like|such\s+as|including)|
    investors\s+in|stake\s+in|operator|firm|from\s+customers\s+like|megacaps?|peers?\s+like|
    names\s+like|Aktien?(?:\s+von)?|Konzern|Konzerns|actions?\s+(?:de|du)|titre|groupe|géant|acciones\s+de|
    gigante|matriz|azioni\s+(?:di)?|titolo|colosso|ações\s+d[ao]|aandeel|aandelen\s+(?:van)?|techreus|
    [Аа]кции|[Кк]омпания|[Кк]омпании)\s+(?:the\s+)?|\b[Dd](?:['’])|(?:شركة|أسهم|سهم|कंपनी)\s+)$""",
    re.VERBOSE,
)
FINANCE_CUE = late_regex(
    r"""\b(?:shares?|stocks?|investors?|revenue|earnings|profits?|capex|capital\s+expenditures?|
    market\s+(?:cap|value)|price\s+target|target\s+price|billion|trillion|bn|analysts?|wall\s+street|quarter(?:ly)?|ceo|
    compute|computing|data\s+cent(?:er|re)s?|gpus?|ai|chips?|cloud|hyperscalers?|semiconductors?|
    nasdaq|nyse|valuation|guidance|ipo|tech\s+giants?|big\s+tech|megacaps?|
    aktien?|umsatz|gewinn|mrd|milliarden?|börse|rechenzentr\w+|rechenleistung|actions?|milliards?|
    bourse|chiffre\s+d['’]affaires|puces?|centres?\s+de\s+données|acciones|ingresos|millones|bolsa|
    centros?\s+de\s+datos|azioni|ricavi|miliardi|borsa|ações|bilhões|receita|aandelen|omzet|miljard|
    beurs|nuage|nube|nuvem)\b
    |(?=[^\x00-\x24\x26-\x7f])(?:%|股|算力|芯片|晶片|半导体|半導體|亿|億|财报|財報|市值|资本|資本|云|雲|数据中心|
    주가|주식|증시|반도체|매출|실적|영업이익|조\s?(?:원|달러)|억|시가총액|클라우드|데이터센터|시총|株|半導体|決算|売上|
    時価総額|営業利益|純利益|設備投資|兆(?:円|ドル)|クラウド|データセンター
    |акци|выручк|млрд|миллиард|бирж|прибыл|чип|дата-центр|облак|أسهم|سهم|مليار|شركة|رقائق|مراكز\s+البيانات
    |शेयर|करोड़|अरब|कंपनी|डेटा\s+सेंटर|चिप)""",
    re.VERBOSE,
)
"""Searched for in lower case: to ignore case takes five times as long. What has no letters of ours
is only tried at other letters and at "%"."""
OTHER_COMPANY_AFTER = late_regex(
    r"^\s+(?:Biologics|SDI|SDS|Life\s+Insurance|Securities|C&T|Display|Heavy\s+Industries|"
    r"Fire\s+&|Card|Materials\s+Inc|Foundation|Green|Hospitality|Leisure|Motion|Health)\b"
    r"|^\s*(?:SDI|SDS|바이오|물산|생명|화재|중공업|증권|카드|디스플레이|バイオ|生物|生命|物产|物產)"
)
LISTING_CONTEXT = late_regex(
    r"(?:\b(?:on|onto)\s+(?:the\s+)?|\blisted\s+(?:on|in)\s+(?:the\s+)?|\bits\s+)$", re.IGNORECASE
)
LISTING_AFTER = late_regex(
    r"^(?:\s*[-‑]?\s*(?:listed|traded|listing|debut|IPO|ADRs?|exchange|Inc)\b|\s*[:：]|"
    r"\s*(?:上市|거래소|상장|上場|挂牌|掛牌))",
    re.IGNORECASE,
)
MOVE_CUE = late_regex(
    r"\b(?:fell|falls?|falling|rose|rises?|gain(?:s|ed|ing)?|drop(?:s|ped|ping)?|lower|higher|"
    r"tumbl\w+|slid|slump\w*|jump\w*|surg\w+|plung\w+|closed|ended|points|down|up|lost|"
    r"rall(?:y|ied|ies)|rebound\w*|sank|sinks?|record)\b|%|跌|涨|漲|하락|상승|급락|급등|安|高|下落|上昇",
    re.IGNORECASE,
)

FIRM_AFTER = late_regex(
    r"""^(?:,?\s+(?:Inc|Corp|Corporation|Co|Ltd|Limited|Plc|PLC|AG|SA|NV|SE|Oyj|ASA|LLC|LP|
        Incorporated|KGaA|SpA|Tbk|Bhd|Holdings?)\b
    |['’]s?\s+(?:[a-z-]+\s+){0,2}(?:shares?|stock|revenues?|earnings|profits?|results|board|CEO|CFO|
        chief\s+(?:executive|financial)|shareholders|share\s+price|stock\s+price|market\s+cap|
        headquarters|subsidiary|balance\s+sheet|credit\s+rating|IPO|Q[1-4])\b
    |\s+(?:CEO|CFO|CTO|COO|Chief\s+(?:Executive|Financial)|chief\s+(?:executive|financial)|
        spokesperson|spokesman|spokeswoman|shareholders|co-?founder|subsidiary|IPO|
        Q[1-4]|[1-4]Q|FY\s?\d\d|[HQ][1-4]\s+(?:net|profit|PAT|results))\b
    |\s+(?:shares?|stock|scrip|ADRs?)\s+(?:price|fell|falls?|rose|rises?|gain(?:s|ed)?|jump(?:s|ed)?|
        drop(?:s|ped)?|slid|slides?|surged?|surges|soar(?:s|ed)?|tumbled?|tumbles|plunged?|plunges|
        sank|sinks?|slump(?:s|ed)?|climb(?:s|ed)?|rall(?:y|ies|ied)|slip(?:s|ped)?|lost|loses|hit|hits|
        (?:was|were|is|are)\s+(?:up|down|trading|set|the)|up|down|at|in|on|after|as|by|to|worth|
        split|buyback|sale|offering|closed?|ended)\b
    |\s*(?:股价|股價|股份|股票|公司|集团|集團|控股|科技股|주가|주식|社|株|株価)
    |\s*[（(](?:NASDAQ|Nasdaq|NYSE|NSE|BSE|LSE|[A-Z]{2,5}\)|\d{4,6}))""",
    re.VERBOSE,
)
"""What only a company has: a legal form, a share price, a chief executive."""
FIRM_BEFORE = late_regex(
    r"""(?:\b(?:[Ss]hares?\s+(?:of|in)|[Ss]tocks?\s+(?:like|such\s+as)|
        [Cc]ompanies\s+(?:like|such\s+as|including)|stake\s+in|
        (?:[Bb]uy|[Ss]ell|[Aa]ccumulate|[Hh]old)\s|
        (?:chip|car|phone|drug|tyre|steel|auto|truck|toy|soft\s?drinks?|plane|software)[- ]?maker|
        [Rr]etailer|[Ll]ender|[Ii]nsurer|[Cc]arrier)\s*)$""",
    re.VERBOSE,
)
BUSINESS_AFTER = late_regex(
    r"""^\s+(?:to\s+(?:buy|sell|raise|cut|acquire|launch|invest|build|set|open|hire|shut|close|expand|
        issue|list|report|merge|spin|double|pay|supply|develop|offer|enter|consider|spend|make)|
    (?:bags|wins|gets|inks|eyes|mulls|seeks|plans|posts|launches|unveils|recalls|partners|acquires|
        appoints|names|hires|sells|buys|invests|expands|files|reports|raises|slashes|trims|beats|
        misses|warns|says|said|announced|announces|reported|agreed|unveiled|acquired|declined|posted)|
    (?:net\s+(?:profit|loss|income)|standalone|consolidated|PAT|EBITDA|board|promoters?|IPO|OFS|
        bonus|dividend|management|arm|unit))\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""What companies do in headlines."""
PRICE_AFTER = late_regex(
    r"^\s+(?:(?:shares?|stock|scrip)\s+)?(?:up|down|jumps?|jumped|rose|rises|fell|falls|slumps?|slumped|"
    r"dropped|drops|surged?|surges|gained|gains|climbed|climbs|soars|soared|tumbled|tumbles|lost|loses|"
    r"closed|closes|slid|slides|sank|sinks|plunged|plunges|plummets?|rallied|rallies|slipped|slips|zooms?|"
    r"zoomed|cracks|tanks|tanked|ends|hits|trades|rebounds?|dips|sheds|advances?|edges)\b",
    re.IGNORECASE,
)
NOUN_PHRASE_ENDS = late_regex(
    r"""^(?:\s*(?:$|\d|[,.;:?!)\]/|–—&]|-\s|['’]s?\b)|\s+(?:and|or|to|in|on|at|as|by|for|from|of|with|near|
        over|under|above|below|after|before|amid|ahead|against|versus|vs|vis|but|while|than|not|no|yet|
        is|are|was|were|be|has|have|had|can|could|may|might|will|would|should|must|seen|set|up|down|off|
        out|back|again|still|also|too|now|today|this|next|last|
        \w+(?:ed|ing)|fell|falls|rose|rises|slid|sank|hit|hits|gains|drops|slips|climbs|jumps|dips|
        slides|tumbles|plunges|surges|soars|rallies|rebounds|recovers|eases|edges|ends|opens|closes|
        holds|steadies|firms|firm|weakens|weaken|strengthens|extends|extend|trades|trade|pares|snaps|
        trims|sheds|adds|loses|lose|gain|rise|fall|drop|slip|climb|jump|dip|slide|rally|rebound|ease|
        edge|stay|stays|stand|stands|remain|remains|looks|look|touches|touch|settles|crosses|breaches|
        hovers|heads|takes|logs|posts|flat|steady|lower|higher|continue|plunge|surge|soar|tumble|
        recover|dominate|lead|outperform|underperform|correct|weak|strong|mixed|little|tad|marginally|
        sharply|slightly|futures|prices|price|contracts|spot|rates?|stocks?|shares|sector|space|index|
        counters?|pack|bulls?|bears?|outlook|demand)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
"""What may follow a noun that is no part of a compound ("gold rose", not "gold medal")."""
BUSINESS_NEAR = late_regex(
    r"""\b(?:Rs|crore|lakh|cr|USD|EUR|GBP|stakes?|buy|sell|hold|accumulate|short|bet|targets?|points?|
    levels?|index|indices|trad(?:e|es|ing|ers?)|Q[1-4]|H[12]|FY\s?\d\d|profits?|loss(?:es)?|bourses?|IPOs?|
    bullish|bearish|rall(?:y|ies)|dividends?|deals?|acqui\w+|mergers?|funds?|banks?|debt|bonds?|loans?|
    prices?|sales|growth|brokerages?|upgrade\w*|downgrade\w*|rating|markets?|compan(?:y|ies)|firms?|
    startups?|CFO|chairman|board|shareholders?|promoters?|orders?|business(?:es)?|million|mln)\b|[$€£₹¥]\s?\d|\d\s?%""",
    re.VERBOSE | re.IGNORECASE,
)
"""Wider than `FINANCE_CUE`: that the sentence is about business at all."""
