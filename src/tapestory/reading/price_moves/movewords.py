"""The words for price moves: which way, how sure the number is, which part of a session.

Also the words that show that a percentage is no price move. English, Chinese, Korean, Japanese in
earnest; German, French, Spanish, Portuguese, Italian and Russian for the plain cases.
"""

from __future__ import annotations

import re

from tapestory.model import Basis, Comparator

_DOWN = r"""\b(?:fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|slump(?:s|
    ed|ing)?|
slid(?:e|es|ing)?|s[aiu]nk(?:s|ing)?|tumbl(?:e|es|ed|ing)|plung(?:e|es|ed|ing)|
plummet(?:s|ed|ing)?|crash(?:es|ed|ing)?|crater(?:s|ed|ing)?|los(?:e|es|t|ing|s)|shed(?:s|ding)?|
slip(?:s|ped|ping)?|retreat(?:s|ed|ing)?|dip(?:s|ped|ping)?|down|lower|decreas(?:e|es|ed|ing)|
sell-?off|div(?:es|ed|ing)|dove|dive|crumbl(?:e|es|ed|ing)|weaken(?:s|ed|ing)?|skid(?:s|ded|ding)?|
tank(?:s|ed|ing)?|collaps(?:e|es|ed|ing)|nosediv(?:e|ed|es|ing)|eas(?:ed|es|ing)|
(?:gave|giv(?:e|es|en|ing))\s+(?:up|back)|pull(?:s|ed|ing)?\s+back|pullback|knocked|off|cut\s+by|
wip(?:ed|es|ing)\s+out|eras(?:ed|es|ing)|softer|weaker|downturn|rout|haircut|
fiel(?:en)?|fällt|fallen|gefallen|s(?:i|a)nk(?:t|en)|gesunken|verl(?:or|iert|oren|ieren)|
(?:stürzt(?:e|en)?|eingebrochen|bricht|minus|abgerutscht|gibt|gab)|
ca(?:e|en|yó|yeron)|baj(?:a|an|ó|aron)|pierd(?:e|en)|perd(?:ió|ieron|e|eu|ent|u)|
desplom\w+|hundi[óe]\w*|retroced\w+|recul(?:e|ent|é|er)|chut(?:e|ent|é)|baiss(?:e|ent|é)|
plong(?:e|ent|é|eait)|c(?:è|é)d(?:e|ent|é)|lâche|ca(?:i|em|iu|íram)|recu(?:a|ou|aram)|despenc\w+|
cal(?:a|ano|ato|o)|croll(?:a|ano|ato|o)|scend(?:e|ono)|perdono)\b
|упал[аи]?|снизил\w*|рухнул\w*|подешевел\w*|потерял\w*
|[跌挫]|下滑|走低|回落|低开|低開|收低|砸盘|跳水|缩水
|급락|하락|폭락|추락|내린|내려|내렸|내리|떨어|밀린|밀렸|밀려|약세|빠진|빠졌|빠지|미끄러|꼺여|주저앉
|下落|急落|暴落|反落|続落|値下がり|下げ|下が|安(?!全|定|値|保)|急降下|騰落"""
_UP = r"""\b(?:rose|ris(?:e|es|en|ing)|gain(?:s|ed|ing)?|jump(?:s|ed|ing)?|climb(?:s|ed|ing)?|
surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?|rall(?:y|ies|ied|ying)|advanc(?:e|es|ed|ing)|
up(?!\s+(?:to|the|for|with|against)\b)|higher|add(?:s|ed|ing)|increas(?:e|es|ed|ing)|
spik(?:e|es|ed|ing)|rebound(?:s|ed|ing)?|recover(?:s|ed|ing)?|rocket(?:s|ed|ing)?|
skyrocket(?:s|ed|ing)?|pop(?:s|ped|ping)?|rip(?:s|ped)|leap(?:s|ed|ing|t)?|shot\s+up|bounc(?:e|es|ed|ing)|
ratchet(?:s|ed)?\s+up|edg(?:e|es|ed|ing)\s+up|tick(?:s|ed|ing)?\s+up|put\s+on|firmer|stronger|
upswing|
st(?:ieg|iegen|eigt|eigen)|gestiegen|legt(?:e|en)?|gew(?:ann|innt|onnen)|plus|kletter(?:t|te|ten)|
springt|sprang|zulegen|zugelegt|sub(?:e|en|ió|ieron|iu|iram)|gan(?:a|an|ó|aron|ha|haram|hou)|
dispar(?:a|an|ó|aron)|avanz\w+|avanç\w+|repunt\w+|escal(?:a|ó|an)|grimp(?:e|ent|é|ait)|bondi(?:t|ssent|ssait)?|
progress(?:e|ent|é)|gagn(?:e|ent|é)|hausse|s'envol\w+|
salgono|guadagn\w+|balz\w+|vol(?:a|ano)|saltou|saltaram)\b
|вырос\w*|подорожал\w*|поднял\w*|прибавил\w*|взлетел\w*
|[涨漲](?!价|價)|飙升|飆升|攀升|上扬|上揚|走高|拉升|反弹|反彈|回升|收高|高开|高開|走揚|大漲
|급등|상승|오른|올랐|올라|오르|뛰었|뛰어|반등|치솟|강세|폭등|오름세
|上昇|急騰|高騰|反発|続伸|値上がり|上げ|上が|急伸|高(?=[でとの、。]|$|に)|跌幅縮"""
DIRECTION = re.compile(rf"(?P<down>{_DOWN})|(?P<up>{_UP})", re.VERBOSE | re.IGNORECASE)
"""A word that says which way; group "down" or "up"."""

SHARE_WORD = re.compile(
    r"\b(?:shares?|stocks?|share\s+prices?|stock\s+prices?|equit(?:y|ies)|ADRs?|index|indices|"
    r"Aktien?|Kurs|acciones|acción|títulos|ações|azioni)\b(?!\s+(?:buybacks?|repurchases?|"
    r"of\s+revenue|count|outstanding|options?))"
    r"|股价|股價|股票|个股|個股|주가|주식|株価|株|지수|指数|指數",
    re.IGNORECASE,
)
NOT_A_PRICE = re.compile(
    r"""\b(?:profits?|revenues?|sales|earnings|incomes?|margins?|yields?|stakes?|efficiency|capex|
    spending|expenditures?|EPS|guidance|growth|demand|inflation|GDP|tariffs?|costs?|output|
    production|capacity|utili[sz]ation|workforce|jobs?|headcount|employees|staff|chances?|odds|
    probability|users?|shipments?|orders?|deliveries|bookings|backlog|dividends?|volumes?|turnover|
    exports?|imports?|tax(?:es)?|discount|premium|market\s+share|weight(?:ing)?|contribution|
    exposure|cash\s+flow|debts?|supply|consumption|traffic|payrolls|forecasts?|targets?|upside|
    downside|ownership|interest|budgets?|segment|division|unit|advertising|ads?|ad\s+revenue|RPO|
    EBITDA|losses|net\s+loss|investments?|rents?|rental|rates?|funding|
    (?<!share\s)(?<!stock\s)(?<!shares\s)prices?|pricing|compute|electricity|subscribers|
    Umsatz|Gewinn|Marge|chiffre\s+d'affaires|bénéfices?|ingresos|beneficios?|receitas?|lucros?|
    ricavi|utili|выручк\w*|прибыл\w*)\b
    |营收|營收|净利|淨利|利润|利潤|毛利|收入|销售|銷售|份额|份額|股份|持股|收益率|利率|效率|利用率|支出|开支|開支
    |产能|產能|出货|出貨|需求|裁员|裁員|关税|關稅|合约价|合約價|租金|价格|價格|目标价|目標價|订单|訂單|成本
    |매출|영업이익|순이익|이익률|점유율|지분|금리|수익률|생산|수요|수출|관세|가격|임금|효율|가동률|출하|비중|배당
    |売上|利益|営業益|最終益|純益|比率|利回り|金利|生産|出荷|需要|関税|価格(?!変動)|稼働率|シェア|配当|効率""",
    re.VERBOSE | re.IGNORECASE,
)
OVER_A_YEAR = re.compile(
    r"""\b(?:year[\s-]+(?:on|over)[\s-]+year|(?:from|than|versus|compared\s+(?:to|with))\s+(?:a|the\s+same|last|the\s+prior)
    \s+(?:year|quarter|period)|YoY|QoQ|quarter[\s-]+(?:on|over)[\s-]+quarter|annually|annuali[sz]ed|
    compared\s+(?:with|to)\s+(?:about\s+)?\$|per\s+(?:year|annum))\b
    |同比|环比|環比|年增|年減|年减|전년|전분기|前年|前期比|前四半期""",
    re.VERBOSE | re.IGNORECASE,
)
SEVERAL_SESSIONS = re.compile(
    r"""\b(?:this\s+(?:year|week|month|quarter)|year[\s-]+to[\s-]+date|YTD|so\s+far|since|
    (?:past|last|previous|prior|next)\s+(?:\w+\s+){0,2}(?:days|weeks?|months?|years?|quarter|sessions)|
    (?:over|in|within|during)\s+(?:the\s+)?(?:past\s+|last\s+|prior\s+)?(?:two|three|four|five|six|seven|
    eight|nine|ten|twelve|several|few|\d+)\s+(?:trading\s+)?(?:days|sessions|weeks|months|years)|
    for\s+the\s+(?:week|month|quarter|year)|in\s+20\d\d|weekly|monthly|in\s+(?:the\s+)?(?:first|second)\s+(?:half|quarter)|
    first[\s-]half|(?:in|for|during)\s+(?:January|February|March|April|May|June|July|August|September|October|
    November|December)(?!\s+\d{1,2}\b)|(?:from|off|below|above)\s+(?:its|their|the|a|an)\s+(?:[\w.'-]+\s+){0,4}(?:high|low|peak|record|
    highs|lows|top|close)|(?:same|that)\s+span|year\s+(?:ago|earlier)|diese\s+Woche|seit|desde|depuis)\b
    |今年|年初|本周|本週|上周|本月|上半年|过去\d*|累计|累計|以来|以來|年内|较高点|近[一二三四五六\d]+[个個]?[月周天日]
    |올해|연초|이번\s?주|이달|한\s?달|주간|일간|상반기|이후|고점\s?대비|개월
    |年初来|今週|今月|週間|月間|上半期|以来""",
    re.VERBOSE | re.IGNORECASE,
)
SUPERLATIVE = re.compile(
    r"\b(?:best|worst|biggest|largest|steepest|sharpest|most|lowest|highest|deepest|first\s+time|"
    r"fastest|(?:second|third|fourth|fifth|ninth|\d+th)\s+(?:time|halt))\b|最|최대|최저|최고|创|創",
    re.IGNORECASE,
)
NOT_YET = re.compile(
    r"""\b(?:would|could|might|should|if|will|may|expected\s+to|expects?|forecast\s+to|likely\s+to|
    targets?|potential(?:ly)?|implies|implying|assum\w+|scenario|whenever)\b
    |可能|或将|或將|预计|預計|有望|如果|若|假如|전망|예상|할\s?경우|見通し|予想|可能性|なら""",
    re.VERBOSE | re.IGNORECASE,
)
BOUNDARY = re.compile(
    r"""[;；]|\s[—–]\s|—|\b(?:while|whereas|but|although|though|after|when|because|amid|despite|following|
    (?<!much\s)(?<!low\s)(?<!many\s)(?<!high\s)(?<!well\s)(?<!soon\s)as(?!\s+(?:much|many|low|high|of|well|far|soon|\$?\d))|since|unlike|versus|where|während|nachdem|aber|mientras|tras|
    pero|tandis|après|mais|mentre|dopo|enquanto|após|mas)\b|而(?!且)|但|反之|尽管|儘管|반면|하지만|그러나|一方""",
    re.VERBOSE | re.IGNORECASE,
)

COMPARATOR_BEFORE: tuple[tuple[Comparator, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?:{words})[\s-]*(?:the\s+|a\s+)?$", re.IGNORECASE))
    for kind, words in (
        (Comparator.UP_TO, (r"as\s+much\s+as|as\s+low\s+as|up\s+to|as\s+many\s+as|at\s+most|"
                            r"最多|最高|最大で?|"
                           r"一度跌?涨?|一时|장중\s?최대|최대|bis\s+zu|hasta(?:\s+un)?|jusqu'à|fino\s+al?")),
        (Comparator.OVER, (r"more\s+than|over|above|at\s+least|exceed(?:s|ed|ing)?|"
                           r"greater\s+than|upwards\s+of|"
                          r"in\s+excess\s+of|north\s+of|超(?:过|過)?|逾|跌逾|涨逾|高达|至少|超出|mehr\s+als|über|"
                          r"más\s+(?:de(?:l)?|de\s+un)|plus\s+de|mais\s+de|oltre(?:\s+il)?|более\s+чем\s+на|более")),
        (Comparator.NEARLY, (r"nearly|almost|close\s+to|just\s+under|near|just\s+shy\s+of|"
                             r"approaching|近|将近|將近|"
                            r"接近|거의|近く|fast|knapp|casi(?:\s+un)?|près\s+de|presque|quase|quasi(?:\s+il)?|почти\s+на")),
        (Comparator.ABOUT, (r"about|around|roughly|approximately|some|circa|~|～|≈|"
                            r"an\s+estimated|or\s+so|"
                           r"约|約|大约|大約|약|대략|およそ|rund|etwa|alrededor\s+de|cerca\s+de|environ|circa\s+il|около")),
    )
)  # fmt: skip
COMPARATOR_AFTER: tuple[tuple[Comparator, re.Pattern[str]], ...] = (
    (Comparator.OVER, re.compile(r"^\s?(?:以上|超(?!市)|余|多(?!头|空)|이상|넘|가\s?넘|"
                                 r"를\s?넘|or\s+more|plus\b|\+)")),
    (Comparator.NEARLY, re.compile(r"^\s?(?:近く|가까이|에\s?가까|에\s?육박)")),
    (Comparator.ABOUT, re.compile(r"^\s?(?:左右|上下|前後|程度|안팎|내외|가량|대(?!\S)|정도|"
                                  r"or\s+so)")),
)  # fmt: skip

BASIS: tuple[tuple[Basis, re.Pattern[str]], ...] = (
    (Basis.PREMARKET, re.compile(
        r"\bpre-?\s?market|before\s+the\s+(?:bell|open)|盘前|盤前|프리마켓|장\s?전|開場前|取引開始前|vorbörslich",
        re.IGNORECASE)),
    (Basis.AFTER_HOURS, re.compile(
        r"\bafter[\s-]?hours?|extended\s+trad\w+|post-?market|after\s+the\s+(?:bell|close)|late\s+trad\w+|"
        r"盘后|盤後|시간\s?외|장\s?마감\s?후|時間外|nachbörslich", re.IGNORECASE)),
    (Basis.CLOSE, re.compile(
        r"\bclos(?:ed|es|ing|e)\b(?!\s+to\b)|\bended\b|\bends\b|\bfinish\w*|\bsettle\w*|to\s+end\b|\bfor\s+the\s+day\b|"
        r"收(?:盘|盤)?(?:于|於|[跌涨漲高低报報])|收盘|收盤|마감|종가|終値|大引け|取引を終え|"
        r"schloss|schlossen|cerr(?:ó|aron)|clôtur\w+|fech(?:ou|aram)|chiu(?:so|de)",
        re.IGNORECASE)),
    (Basis.INTRADAY, re.compile(
        r"\bintra-?day|at\s+one\s+point|during\s+the\s+(?:day|session)|as\s+(?:much|low)\s+as|"
        r"session\s+(?:high|low)|(?:morning|afternoon|midday|early|mid-?day)\s+trad\w+|at\s+press\s+time|"
        r"\bopened\b|\bopens\b|at\s+the\s+open|was\s+halted|\bhalts?\b|in\s+the\s+morning|on\s+the\s+day\s+by|"
        r"一度|盘中|盤中|早盘|早盤|午盘|开盘|開盤|低开|高开|장중|한때|오전|一時|前場|寄り付き|日中|取引時間中",
        re.IGNORECASE)),
)  # fmt: skip
