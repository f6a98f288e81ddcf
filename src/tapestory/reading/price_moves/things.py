"""Language → the words for shares, for quantities that are no price, for what else is traded."""

from __future__ import annotations

SHARES = {
    "en": r"""shares?|stocks?|share\s+prices?|stock\s+prices?|equit(?:y|ies)|ADRs?|ADSs?|index|
    indices|
        market\s+(?:cap|capitali[sz]ation|value)""",
    "de": (
        r"(?:stamm|vorzugs)?aktien?|aktienkurs|papiere?s?|titel|kurs|anteilsscheine?s?|"
        r"anteilsschein|index"
    ),
    "fr": r"actions?|titres?|cours|indice",
    "es": r"acci(?:ón|ones)|títulos?|cotizaci(?:ón|ones)|índice",
    "pt": r"aç(?:ão|ões)|pap(?:el|éis)|títulos|cotaç(?:ão|ões)|índice",
    "it": r"azion[ei]|titol[oi]|quotazion[ei]|indice",
    "nl": r"aande(?:el|len)|koers(?:en)?|beurskoers|index",
    "ru": r"акци\w+|бумаг\w*|котировк\w*|индекс\w*|расписк\w*",
    "zh": r"股价|股價|股票|个股|個股|指数|指數|盘中价|市值",
    "ko": r"주가|주식|지수|시가총액|시총",
    "ja": r"株価|株式|株|指数|時価総額",
}  # fmt: skip
"""By language: what the price of a company is called."""

QUANTITIES = {
    "en": r"""profits?|revenues?|sales|earnings|incomes?|margins?|yields?|stakes?|efficiency|capex|
        spending|expenditures?|EPS|guidance|growth|demand|inflation|GDP|tariffs?|costs?|output|
        production|capacity|utili[sz]ation|workforce|jobs?|headcount|employees|staff|chances?|odds|
        probability|likelihood|users?|shipments?|orders?|deliver(?:y|ies)|bookings|backlog|
        dividends?|
        volumes?|turnover|exports?|imports?|tax(?:es)?|discount|premium|market\s+share|
        weight(?:ing)?|
        contribution|exposure|cash\s+flow|cash|debts?|supply|supplies|consumption|traffic|payrolls|
        forecasts?|targets?|upside|downside|ownership|interest|budgets?|segment|division|unit|
        advertising|ads?|ad\s+revenue|RPO|ARR|EBITDA|EBIT|losses|net\s+loss|loss(?=\s+(?:shr[aiu]nk|widen|narrow|swell|balloon|of\s+[$€£¥₩]))|investments?|rents?|
        rental|
        leasing|rates?|funding|valuations?|royalt(?:y|ies)|fees?|salar(?:y|ies)|wages?|pay|
        compensation|turnout|polls?|ratings?|approval|emissions?|energy|power|electricity|water|
        latency|throughput|performance|speeds?|benchmarks?|tokens?|accuracy|bandwidth|
        productivity|subscribers|subscriptions?|membership|customers|installs|downloads|
        (?<!share\s)(?<!stock\s)(?<!shares\s)prices?|pricing|compute|coverage|penetration|
        recurring|run-?rate|assets|portfolio|funds?|holdings?|allocation|float|short\s+interest|
        purchases|imports|inventor(?:y|ies)|starts|claims|unemployment|population|enrol(?:l)?ment|
        spread|spreads|volatility|liquidity|leverage|ratio|share\s+of|share\s+count|buybacks?|
        repurchases?""",
    "de": r"""umsatz\w*|umsätze|erlöse?|gewinn(?:e|s|en)?|(?:betriebs|netto|
    quartals)?ergebnis\w*|marge|
        margen|renditen?|dividenden?|anteil(?!sschein)\w*|beteiligung\w*|nachfrage|absatz|
        auslieferungen|kosten|preise?|zins\w*|zölle|zoll|inflation|wachstum|stellen|mitarbeiter|
        belegschaft|prognose\w*|kursziel\w*|produktion|kapazität\w*|aufträge|auftragseingang|
        marktanteil\w*|effizienz|exporte?|importe?|investition\w*|verbrauch|ausgaben|
        wahrscheinlichkeit""",
    "fr": r"""chiffre\s+d['’]affaires|bénéfices?|résultats?|marges?|ventes|rendements?|dividendes?|
        participation|part\s+de\s+marché|demande|coûts?|prix|taux|droits\s+de\s+douane|inflation|
        croissance|emplois|effectifs?|prévisions?|objectif\s+de\s+cours|production|capacités?|
        commandes|efficacité|revenus?|capital|investissements?|dépenses|livraisons|probabilité""",
    "es": r"""ingresos|ventas|beneficios?|ganancias|utilidad(?:es)?|resultados?|márgen(?:es)?|
    margen|
        rentabilidad|dividendos?|participación|cuota|demanda|costes?|costos?|precios?|tipos|tasas?|
        aranceles|inflación|crecimiento|empleos?|plantilla|previsi(?:ón|ones)|producción|capacidad|
        pedidos|eficiencia|gastos?|inversi(?:ón|ones)|capital|entregas|probabilidad""",
    "pt": r"""receitas?|vendas|lucros?|margens?|margem|rendimentos?|dividendos?|participação|fatia|
        demanda|custos?|preços?|juros|taxas?|tarifas?|inflação|crescimento|empregos?|funcionários|
        previs(?:ão|ões)|preço-alvo|produção|capacidade|pedidos|eficiência|faturamento|
        investimentos?|gastos?|entregas|probabilidade""",
    "it": r"""ricavi|vendite|util[ei]|profitt[oi]|margin[ei]|rendiment[oi]|dividend[oi]|
    partecipazione|
        quota|domanda|cost[oi]|prezz[oi]|tass[oi]|dazi|inflazione|crescita|dipendenti|
        prevision[ei]|
        target|produzione|capacità|ordini|efficienza|fatturato|spes[ae]|investimenti|consegne|
        probabilità""",
    "nl": r"""omzet|winst|marges?|rendement|dividend|belang|marktaandeel|vraag|kosten|prijzen|
    prijs|
        rente|tarieven|inflatie|groei|banen|personeel|verwachting\w*|koersdoel|productie|
        capaciteit|
        orders|efficiëntie|uitgaven|investeringen|leveringen|kans""",
    "ru": r"""выручк\w*|прибыл\w*|продаж\w*|марж\w*|доходност\w*|дивиденд\w*|дол[яюеи]\w*|спрос\w*|
        издерж\w*|расход\w*|затрат\w*|цен[аыуе]?|ставк\w*|пошлин\w*|инфляци\w*|сотрудник\w*|
        персонал\w*|прогноз\w*|производств\w*|мощност\w*|заказ\w*|эффективност\w*|инвестици\w*|
        поставк\w*|вероятност\w*|экспорт\w*|импорт\w*""",
    "zh": r"""营收|營收|净利|淨利|利润|利潤|毛利|盈利|收入|销售|銷售|销量|銷量|份额|份額|股份|
    持股|收益率|
        殖利率|利率|效率|利用率|使用率|支出|开支|開支|成本|产能|產能|产量|產量|出货|出貨|需求|
        裁员|裁員|
        关税|關稅|合约价|合約價|租金|(?<!股)价格|(?<!股)價格|目标价|目標價|订单|訂單|增速|增长率|
        增長率|
        占比|佔比|概率|機率|几率|股息|派息|出口|进口|進口|通胀|通膨|工资|薪资|用户|用戶|投资额|
        耗电|能耗|
        性能|良率|溢价|溢價|折价|折價|仓位|倉位|權重|权重|市占|市佔|(?<!成)交量|成交额|成交額|
        每股收益""",
    "ko": r"""매출|영업이익|순이익|이익률|이익|점유율|지분|금리|수익률|생산|수요|수출|수입|관세|
    가격|임금|
        효율|가동률|출하|비중|배당|성장률|확률|비용|투자|물가|인력|직원|가입자|이용자|판매|
        인도량|수율|
        성능|전력|거래량|거래대금|목표주가|실적""",
    "ja": r"""売上|利益|営業益|最終益|純益|経常益|比率|利回り|金利|生産|出荷|需要|関税|
    価格(?!変動)|稼働率|
        シェア|配当|効率|成長率|確率|コスト|費用|投資額|物価|賃金|人員|従業員|販売|契約者|
        歩留まり|性能|
        電力|出来高|売買代金|目標株価|持ち分|持分|出資""",
}  # fmt: skip
"""By language: percentages of these are no move of a share."""

OTHER_MARKETS = {
    "en": r"""gold|silver|copper|platinum|palladium|iron\s+ore|oil|crude|brent|WTI|
    (?:natural\s+)?gas|
        gasoline|wheat|corn|soybeans|bitcoin|ether(?:eum)?|BTC|ETH|crypto(?:currenc(?:y|ies))?|
        (?:the\s+)?(?:dollar|euro|yen|yuan|won|pound|sterling|rupee|ruble|franc|peso|real)|
        treasur(?:y|ies)|bonds?|notes|gilts|bunds|futures|commodities|healthcare|health\s+care|
        staples|utilities|financials|industrials|materials|real\s+estate|REITs?|airlines|banks|
        automakers|miners|retailers|insurers|drugmakers|homebuilders|small\s+caps|rivals|peers|
        suppliers|competitors|options""",
    "de": r"gold|silber|öl|rohöl|brent|bitcoin|(?:der\s+)?(?:euro|dollar)|anleihen",
    "fr": r"l['’]or|argent|pétrole|brent|bitcoin|(?:l['’]euro|le\s+dollar)|obligations",
    "es": r"oro|plata|petróleo|brent|crudo|bitcoin|(?:el\s+)?(?:euro|dólar|peso)|bonos",
    "pt": r"ouro|prata|petróleo|brent|bitcoin|(?:o\s+)?(?:euro|dólar|real)",
    "it": r"oro|argento|petrolio|brent|greggio|bitcoin|(?:l['’]euro|il\s+dollaro)|obbligazioni",
    "nl": r"goud|zilver|olie|bitcoin|(?:de\s+)?(?:euro|dollar)|obligaties",
    "ru": r"золот\w+|серебр\w+|нефт\w*|brent|биткоин\w*|доллар\w*|евро|рубл\w*|облигац\w+",
    "zh": (
        r"黄金|黃金|金价|金價|白银|白銀|铜价|原油|油价|油價|布伦特|比特币|比特幣|以太坊|"
        r"以太幣|美元|人民币|日元|日圓|韩元|国债|國債|期货|期貨"
    ),
    "ko": r"금값|은값|유가|원유|비트코인|이더리움|달러|원화|엔화|위안화|국채|선물",
    "ja": r"原油|ビットコイン|イーサリアム|国債|先物|円相場|ドル円",
}  # fmt: skip
"""By language: what has a price too, and moves in the same sentences as shares do."""

BESIDE_A_NAME = r"""suppliers?|rivals?|peers?|partners?|customers?|backers?|investors?|
    shareholders?|
    holders?|competitors?|employees|users|unit|arm|division|subsidiary|spin-?offs?|chips?|GPUs?|
    phones?|products?|servers?|bonds?|notes|options|calls|puts|debt|warrants|convertibles?|futures|
    e-?minis?|swaps|ETFs?|funds?|founders?|co-?founders?|chief|surveys?|polls?|economists|
    newswires?|CEO|CFO|executives?|analysts?|
    (?:best|worst|top|biggest|weakest|strongest|main)\s+(?:performers?|gainers?|losers?|decliners?|
    fallers?|risers?|movers?|drags?|laggards?)"""
"""English: behind a name these are not the company itself."""
