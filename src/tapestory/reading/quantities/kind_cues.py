"""Sentence → the words in it that say what an amount measures, in a dozen languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tapestory.late_regex import late_regex
from tapestory.reading.text.quick import Quick

_WORDS: dict[str, str] = {
    "capex": r"\bcap(?:ital)?[\s-]?ex\b|\bcapital[\s-]+(?:expenditures?|spending|outlays?|"
        r"investments?|budget)|"
        r"\bproperty(?:,\s+plants?,?)?\s+and\s+equipment\b|"
    r"资本支出|资本开支|資本支出|資本開支|资本性支出|설비\s?투자(?:액|비)?|자본\s?(?:적\s?)?지출|"
    r"설비투자|設備投資|資本的支出|キャペックス|"
    r"Investitionsausgaben|Investitionen|Kapitalausgaben|dépenses\s+d['’]investissement|"
    r"investissements?\b|"
    r"gastos?\s+de\s+capital|inversi(?:ón|ones)\s+de\s+capital|"
    r"spese\s+(?:in\s+conto\s+)?(?:di\s+)?capitale|"
    r"investimenti\b|despesas\s+de\s+capital|investimentos\b|kapitaaluitgaven|investeringen\b|"
    r"капитальны\w+\s+(?:затрат|расход|вложени)\w*|капзатрат\w*",
    "spend": r"\b(?:spend(?:s|ing)?|spent|pour(?:s|ed|ing)?|plow\w*|splash\w*|budget(?:s|ed)?|"
        r"outlays?|expenditures?)\b|"
    r"支出|砸下|砸|投入|花费|花費|지출|쏟아붓|支出|投じ|ausgeben|Ausgaben|dépens\w+|gast(?:ar|o|"
    r"os|ará)\b|spend\w+|spesa|gastos\b|uitgaven|расход\w*|тратит\w*|потратит\w*",
    "investment": r"\b(?:invest(?:s|ed|ing|ments?)?|joint\s+venture)\b|"
        r"\bput(?:s|ting)?(?=\s(?:[^.;]|\.\d){3,40}\sinto\b)|"
        r"投资|投資|合资|合資|合弁|투자|투입|들여(?=\s)|investier\w+|"
        r"investi(?:r|ra|t)\b|inver(?:tir|tirá|sión)\w*|investir\w*|"
    r"investe\w+|инвест\w+",
    "price": r"\b(?:rental\s+(?:price|rate|cost|fee)s?|price[sd]?\s+(?:at|of)|priced|pricing|"
        r"rates?\s+of|hourly\s+(?:rate|price)|"
    r"monthly\s+(?:fee|rent|price|cost)|(?:for|at)\s+a\s+price|rents?\s+(?:for|at|of)|fees?|"
    r"charg(?:es?|ed|ing)|pay(?:s|ing)?\b(?=[^.]{0,40}(?:/|per|a)\s?(?:month|hour)))|"
    r"租金|租价|租價|租赁价格|租賃價格|单价|單價|임대료|임차료|이용료|단가|賃料|利用料|"
    r"レンタル料|単価|Mietpreis\w*|Miete|loyer\w*|alquiler|canone|aluguel|huurprijs|аренд\w+",
    "market_value_change": r"(?:lost|losing|wip(?:ed|ing)|eras(?:ed|ing)|shed(?:ding)?|add(?:ed|"
        r"ing)|gain(?:ed|ing)?|evaporat\w+|vanish\w+)\s+(?:about\s+|nearly\s+|over\s+|"
        r"more\s+than\s+|roughly\s+|almost\s+|around\s+|off\s+)?"
    r"(?=[^.;]{0,50}(?:market\s+(?:cap|value)|in\s+value|valuation|off\s+(?:its|the|their)))|"
    r"wip(?:ed|ing)\s+out|loss(?:es)?\s+(?:of|in)\s+(?:its\s+)?market\s+(?:cap\w*|value)|"
    r"市值(?:蒸发|蒸發|缩水|縮水|损失|損失|增加)|蒸发|蒸發|시총[^.]{0,14}(?:증발|날아|사라)|증발|"
    r"時価総額[^。]{0,13}[^。にへ](?:失|消|減)",
    "market_value": r"market\s+(?:cap\w*|value|worth)|\bof\s+value\b|valuation|valued\s+at|"
        r"valu(?:es|ing)\s+(?:it|the\s+company|\w+)\s+at|worth\s+of\s+market|enterprise\s+value|"
    r"市值|估值|시가\s?총액|시총|기업\s?가치|時価総額|評価額|企業価値|Marktkapitalisierung|"
    r"Börsenwert|Bewertung|capitalisation|valorisation|capitalización|"
    r"valoración|capitalizzazione|valutazione|valor\s+de\s+mercado|capitalização|marktwaarde|"
    r"beurswaarde|капитализаци\w+",
    "commitments": r"\b(?:non[\s-]?cancel\w+|(?:contract(?:ual)?|purchase|lease|spending|"
        r"unconditional|future)\s+(?:contract\s+)?(?:commitments?|obligations?)|"
    r"backlog|RPO|remaining\s+performance\s+obligations?|commitments?|obligations?|order\s+book)\b|"
    r"剩余履约义务|剩餘履約義務|积压订单|積壓訂單|在手\w{0,3}订单|在手\w{0,3}訂單|未交付订单|订单储备|合同承诺|"
    r"承诺支出|수주\s?잔고|잔여\s?이행\s?의무|受注残(?:高)?|残存履行義務|"
    r"Auftragsbestand|carnet\s+de\s+commandes|cartera\s+de\s+pedidos|portafoglio\s+ordini|"
    r"carteira\s+de\s+pedidos|orderboek|портфел\w+\s+заказов",
    "contract": r"\b(?:contracts?|deals?|agreements?|pacts?|(?:pre)?orders?|ordered|signed|"
        r"sign(?:s|ing)(?!\s+(?:[\w$.’'-]+\s+){1,6}(?:bill|law|act|legislation|order)\b)|inked|lease[sd]?|leasing|awarded|"
    r"commit(?:s|ted|ting)?|pledg(?:e|es|ed|ing)|take[\s-]or[\s-]pay|partnership|tie-up)\b|"
    r"合同|协议|協議|合約|合约|签约|簽約|签署|簽署|订单|訂單|大单|大單|承诺|承諾|계약|수주|협약|"
    r"주문|공급\s?계약|契約|受注|発注|合意|"
    r"contrato|acuerdo|pedido|contrat\b|accord\b|commande|Vertrag\w*|Auftr[aä]g\w*|Abkommen|"
    r"contratto|accordo|ordine|acordo|overeenkomst|order\b|контракт\w*|соглашени\w*|сделк\w*|"
    r"заказ\w*",
    "free_cash_flow": r"\b(?:free\s+)?cash[\s-]?flows?\b|\bFCF\b|\bcash\s+burn|自由现金流|"
        r"自由現金流|现金流|現金流|잉여\s?현금\s?흐름|현금\s?흐름|フリーキャッシュフロー|"
    r"キャッシュフロー|flux\s+de\s+trésorerie|flujo\s+de\s+caja|flusso\s+di\s+cassa|"
    r"fluxo\s+de\s+caixa|kasstroom|денежн\w+\s+поток\w*",
    "profit": r"\b(?:net\s+(?:income|profit|loss|earnings)|operating\s+(?:income|profit|loss)|"
        r"profits?|earnings|EBITDA|EBIT|loss(?:es)?\s+of|net\s+loss|"
        r"loss(?:es)?(?!\s+(?:provision|reserve|ratio|given|leader|making)|-making))\b|"
    r"净利润|淨利|净利|净亏损|營業利益|营业利润|利润|利潤|盈利|亏损|虧損|영업\s?이익|순이익|"
    r"순손실|영업\s?손실|営業利益|純利益|最終利益|赤字|黒字|"
    r"Gewinn|Nettoergebnis|Verlust|bénéfice|résultat\s+(?:net|opérationnel)|perte\s+nette|"
    r"beneficio|ganancias?|pérdidas?|utile|perdita|lucro|prejuízo|winst|verlies|прибыл\w+|убыт\w+",
    "revenue": r"\brevenues?\b|\b(?:net\s+)?sales\b|\bturnover\b|\btop\s+line\b|\bARR\b|"
        r"\brun[\s-]rate\b|营收|營收|营业收入|營業收入|收入|销售额|銷售額|매출(?:액)?|"
        r"売上(?:高)?|Umsatz|\bErlöse?|"
    r"ingresos|ventas|facturación|chiffre\s+d['’]affaires|recettes|ricavi|fatturato|receitas?\b|"
    r"faturamento|omzet|выручк\w+",
    "funding": r"\b(?:rais(?:e|es|ed|ing)(?=\s+(?:about\s+|around\s+|up\s+to\s+|"
        r"as\s+much\s+as\s+|nearly\s+|over\s+|at\s+least\s+|more\s+than\s+|roughly\s+|some\s+|"
        r"another\s+)?(?:US|HK|NT)?[$€£¥₩\d])|"
    r"fund(?:ing|rais\w+)|financing|(?:bond|debt|share|stock|equity|notes?)\s+(?:sale|offering|"
    r"issuance|deal|financing)|(?<!bad\s)(?<!soured\s)loans?(?!\s+(?:loss|provision|book|portfolio|growth|default))|borrow\w*|"
    r"(?:gross|net|share|IPO)\s+proceeds|(?:senior\s+)?notes|bonds?|listing|convertibles?|credit\s+(?:line|facility)|IPO)\b|融资|融資|募资|募資|筹资|籌資|贷款|貸款|"
    r"发债|發債|债券|자금\s?조달|유상증자|(?:회|전환)사채|채권|대출|조달(?!러)|資金調達|(?<=[円ルロ元]を)調達|社債|融資|借り入れ|"
    r"Finanzierung|(?:Brutto|Netto|Emissions)erl[öo]s\w*|Anleihe\w*|Kredit\w*|levée\s+de\s+fonds|l(?:ève(?:nt)?|ever)\b(?=[^.;]{0,30}(?:milli|M€))|obligations\s+convertibles|emprunt|financiación|préstamo|"
    r"finanziamento|financiamento|empréstimo|lening|кредит\w*|заём",
    "stake": r"\b(?:acqui(?:re|res|red|ring|sition)|take[\s-]?over|buy(?:s|ing)?\s+(?:out|"
        r"(?:[\w.&’']+\s+){1,5}for(?=\s+(?:\w+\s+){0,2}[$€£¥]))|bought|purchas(?:e|es|ed|ing)|stakes?|buyout|buybacks?|repurchas\w+)\b|"
    r"收购|收購|入股|回购|回購|인수|지분|자사주|買収|出資|自社株買い|Übernahme|acquisition|"
    r"rachat|adquisición|compra\b|acquisizione|aquisição|overname|покупк\w+|поглощени\w+",
    "cost": r"\b(?:costs?|costing|bill|price\s+tag|expens\w+)\b|成本|造价|造價|总价|總價|费用|費用|"
        r"耗资|耗資|비용|사업비|費用|総工費|コスト|Kosten|kostet|coûte\w*|coût|coste|costo\b|\bcusto\b|"
        r"kosten|стоимост\w+|стои\w+",
}  # fmt: skip
KIND_CUES = {kind: Quick(late_regex(words, re.IGNORECASE)) for kind, words in _WORDS.items()}
"""Kind, coarse, → its words; `measures` tells finer kinds apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCue:
    """Words that say what is measured, where they stand in a sentence."""

    kind: str
    start: int
    end: int


def may_name(text: str, kinds: Iterable[str]) -> bool:
    """Tell quickly whether words for one of some kinds may stand in a text."""
    return any(KIND_CUES[kind].may_stand_in(text) for kind in kinds)


def kind_cues(text: str) -> tuple[KindCue, ...]:
    """Return all such words of a sentence, those of a kind together."""
    return tuple(
        KindCue(kind=kind, start=found.start(), end=found.end())
        for kind, cue in KIND_CUES.items()
        for found in cue.finditer(text)
    )
