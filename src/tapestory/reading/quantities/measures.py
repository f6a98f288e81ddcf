"""Sentence and amount → what the amount measures, with the words that say so."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tapestory.reading.quantities.amounts import Amount

_FARTHEST = 130.0
_WINDOW = 150
_CUES: dict[str, str] = {
    "capex": r"\bcap(?:ital)?[\s-]?ex\b|\bcapital[\s-]+(?:expenditures?|spending|outlays?|investments?|budget)|"
    r"资本支出|资本开支|資本支出|資本開支|资本性支出|설비\s?투자(?:액|비)?|자본\s?(?:적\s?)?지출|설비투자|設備投資|資本的支出|キャペックス|"
    r"Investitionsausgaben|Investitionen|Kapitalausgaben|dépenses\s+d['’]investissement|investissements?\b|"
    r"gastos?\s+de\s+capital|inversi(?:ón|ones)\s+de\s+capital|spese\s+(?:in\s+conto\s+)?(?:di\s+)?capitale|"
    r"investimenti\b|despesas\s+de\s+capital|investimentos\b|kapitaaluitgaven|investeringen\b|капитальны\w+\s+(?:затрат|расход|вложени)\w*|капзатрат\w*",
    "spend": r"\b(?:spend(?:s|ing)?|spent|pour(?:s|ed|ing)?|plow\w*|splash\w*|budget(?:s|ed)?|outlays?|expenditures?)\b|"
    r"支出|砸下|砸|投入|花费|花費|지출|쏟아붓|支出|投じ|ausgeben|Ausgaben|dépens\w+|gast(?:ar|o|os|ará)\b|spend\w+|spesa|gastos\b|uitgaven|расход\w*|тратит\w*|потратит\w*",
    "investment": r"\b(?:invest(?:s|ed|ing|ments?)?)\b|投资|投資|투자|investier\w+|investi(?:r|ra|t)\b|inver(?:tir|tirá|sión)\w*|investir\w*|"
    r"investe\w+|инвест\w+",
    "price": r"\b(?:rental\s+(?:price|rate|cost|fee)s?|price[sd]?\s+(?:at|of)|priced|pricing|rates?\s+of|hourly\s+(?:rate|price)|"
    r"monthly\s+(?:fee|rent|price|cost)|(?:for|at)\s+a\s+price|rents?\s+(?:for|at|of)|fees?|charg(?:es?|ed|ing)|pay(?:s|ing)?\b(?=[^.]{0,40}(?:/|per|a)\s?(?:month|hour)))|"
    r"租金|租价|租價|租赁价格|租賃價格|单价|單價|임대료|임차료|이용료|단가|賃料|利用料|レンタル料|単価|Mietpreis\w*|Miete|loyer\w*|alquiler|canone|aluguel|huurprijs|аренд\w+",
    "market_value_change": r"(?:lost|losing|wip(?:ed|ing)|eras(?:ed|ing)|shed(?:ding)?|add(?:ed|ing)|gain(?:ed|ing)?|evaporat\w+|vanish\w+)\s+(?:about\s+|nearly\s+|over\s+|more\s+than\s+|roughly\s+|almost\s+|around\s+|off\s+)?"
    r"(?=[^.;]{0,50}(?:market\s+(?:cap|value)|in\s+value|valuation|off\s+(?:its|the|their)))|wip(?:ed|ing)\s+out|"
    r"市值(?:蒸发|蒸發|缩水|縮水|损失|損失|增加)|蒸发|蒸發|시총[^.]{0,14}(?:증발|날아|사라)|증발|時価総額[^。]{0,14}(?:失|消|減)",
    "market_value": r"market\s+(?:cap\w*|value|worth)|valuation|valued\s+at|valu(?:es|ing)\s+(?:it|the\s+company|\w+)\s+at|worth\s+of\s+market|enterprise\s+value|"
    r"市值|估值|시가\s?총액|시총|기업\s?가치|時価総額|評価額|企業価値|Marktkapitalisierung|Börsenwert|Bewertung|capitalisation|valorisation|capitalización|"
    r"valoración|capitalizzazione|valutazione|valor\s+de\s+mercado|capitalização|marktwaarde|beurswaarde|капитализаци\w+",
    "commitments": r"\b(?:non[\s-]?cancel\w+|(?:contract(?:ual)?|purchase|lease|spending|unconditional|future)\s+(?:contract\s+)?(?:commitments?|obligations?)|"
    r"backlog|RPO|remaining\s+performance\s+obligations?|commitments?|obligations?|order\s+book)\b|"
    r"剩余履约义务|剩餘履約義務|积压订单|積壓訂單|在手订单|在手訂單|未交付订单|订单储备|合同承诺|承诺支出|수주\s?잔고|잔여\s?이행\s?의무|受注残(?:高)?|残存履行義務|"
    r"Auftragsbestand|carnet\s+de\s+commandes|cartera\s+de\s+pedidos|portafoglio\s+ordini|carteira\s+de\s+pedidos|orderboek|портфел\w+\s+заказов",
    "contract": r"\b(?:contracts?|deals?|agreements?|pacts?|(?:pre)?orders?|ordered|signed|sign(?:s|ing)|inked|lease[sd]?|leasing|awarded|"
    r"commit(?:s|ted|ting)?|pledg(?:e|es|ed|ing)|take[\s-]or[\s-]pay|partnership|tie-up)\b|"
    r"合同|协议|協議|合約|合约|签约|簽約|签署|簽署|订单|訂單|大单|大單|承诺|承諾|계약|수주|협약|주문|공급\s?계약|契約|受注|発注|合意|"
    r"contrato|acuerdo|pedido|contrat\b|accord\b|commande|Vertrag\w*|Auftr[aä]g\w*|Abkommen|contratto|accordo|ordine|acordo|overeenkomst|order\b|контракт\w*|соглашени\w*|сделк\w*|заказ\w*",
    "free_cash_flow": r"\b(?:free\s+)?cash[\s-]?flows?\b|\bFCF\b|\bcash\s+burn|自由现金流|自由現金流|现金流|現金流|잉여\s?현금\s?흐름|현금\s?흐름|フリーキャッシュフロー|"
    r"キャッシュフロー|flux\s+de\s+trésorerie|flujo\s+de\s+caja|flusso\s+di\s+cassa|fluxo\s+de\s+caixa|kasstroom|денежн\w+\s+поток\w*",
    "profit": r"\b(?:net\s+(?:income|profit|loss|earnings)|operating\s+(?:income|profit|loss)|profits?|earnings|EBITDA|EBIT|loss(?:es)?\s+of|net\s+loss)\b|"
    r"净利润|淨利|净利|净亏损|營業利益|营业利润|利润|利潤|盈利|亏损|虧損|영업\s?이익|순이익|순손실|영업\s?손실|営業利益|純利益|最終利益|赤字|黒字|"
    r"Gewinn|Nettoergebnis|Verlust|bénéfice|résultat\s+(?:net|opérationnel)|perte\s+nette|beneficio|ganancias?|pérdidas?|utile|perdita|lucro|prejuízo|winst|verlies|прибыл\w+|убыт\w+",
    "revenue": r"\brevenues?\b|\b(?:net\s+)?sales\b|\bturnover\b|\btop\s+line\b|\bARR\b|\brun[\s-]rate\b|营收|營收|营业收入|營業收入|收入|销售额|銷售額|매출(?:액)?|売上(?:高)?|Umsatz|Erlöse?|"
    r"ingresos|ventas|facturación|chiffre\s+d['’]affaires|recettes|ricavi|fatturato|receitas?\b|faturamento|omzet|выручк\w+",
    "funding": r"\b(?:rais(?:e|es|ed|ing)(?=\s+(?:about\s+|around\s+|up\s+to\s+|as\s+much\s+as\s+|nearly\s+|over\s+|at\s+least\s+|more\s+than\s+|roughly\s+|some\s+|another\s+)?(?:US|HK|NT)?[$€£¥₩\d])|"
    r"fund(?:ing|rais\w+)|financing|(?:bond|debt|share|stock|equity|notes?)\s+(?:sale|offering|issuance|deal|financing)|loans?|borrow\w*|"
    r"senior\s+notes|convertible|credit\s+(?:line|facility)|IPO)\b|融资|融資|募资|募資|贷款|貸款|发债|發債|债券|자금\s?조달|유상증자|회사채|대출|조달|資金調達|社債|融資|借り入れ|"
    r"Finanzierung|Anleihe\w*|Kredit\w*|levée\s+de\s+fonds|emprunt|financiación|préstamo|finanziamento|financiamento|empréstimo|lening|кредит\w*|заём",
    "stake": r"\b(?:acqui(?:re|res|red|ring|sition)|take[\s-]?over|buy(?:s|ing)?\s+(?:out|\w+\s+for)|bought|purchas(?:e|es|ed|ing)|stakes?|buyout|buybacks?|repurchas\w+)\b|"
    r"收购|收購|入股|回购|回購|인수|지분|자사주|買収|出資|自社株買い|Übernahme|acquisition|rachat|adquisición|compra\b|acquisizione|aquisição|overname|покупк\w+|поглощени\w+",
    "cost": r"\b(?:costs?|costing|bill|price\s+tag|expens\w+)\b|成本|造价|造價|费用|費用|耗资|耗資|비용|사업비|費用|総工費|コスト|Kosten|kostet|coûte\w*|coût|coste|costo|custo|kosten|стоимост\w+|стои\w+",
}  # fmt: skip
_PATTERNS = {kind: re.compile(words, re.IGNORECASE) for kind, words in _CUES.items()}
_ON_CAPACITY = re.compile(
    r"\b(?:AI|data[\s-]?cent(?:er|re)s?|infrastructure|compute|computing|GPUs?|chips?|servers?|build[\s-]?out|"
    r"facilit\w+|plants?|fabs?|capacity|cloud)\b|数据中心|數據中心|算力|基础设施|基礎設施|데이터\s?센터|인프라|データセンター|インフラ",
    re.IGNORECASE,
)
_GUIDANCE = re.compile(
    r"\b(?:guid(?:ance|ed|es|ing|e)|forecast\w*|outlook|expect\w*|project(?:s|ed|ing|ions?)|plan(?:s|ned|ning)?|target\w*|"
    r"should|will|would|could|may|might|estimat\w+|set\s+to|to\s+(?:reach|spend|hit|exceed|come|total|be)|"
    r"rais(?:e|ed|es|ing)|lift(?:ed|s|ing)?|hik(?:e|ed|ing)|boost(?:ed|s|ing)?|cut|lower(?:ed|s)?|trimm?ed|range|earmark\w*|budget\w*|intend\w*|see(?:s|n)?)\b|"
    r"指引|预计|預計|预期|預期|计划|計劃|目标|目標|上调|上調|下调|下調|将|將|가이던스|전망|예상|계획|목표|상향|하향|방침|"
    r"見通し|予想|計画|予定|見込|上方修正|下方修正|ガイダンス|引き上げ|引き下げ|erwart\w*|plan(?:t|en)\b|Prognose|Ausblick|soll(?:en)?\b|prévo\w+|prévision\w*|attend\w*|"
    r"prev[éií]\w*|esper\w+|planea|attes\w+|stim\w+|deve\b|verwacht\w*|прогноз\w*|ожида\w+|планир\w+",
    re.IGNORECASE,
)
_SPENT = re.compile(
    r"\b(?:spent|was|were|totall?ed|came\s+(?:in\s+)?(?:at|to)|amounted|reached|hit|reported|posted|recorded|"
    r"spends|stood\s+at|rose|grew|jumped|fell)\b|为|達到|达到|达|였|이었|기록|집행|だった|となった|betrug|belief|fue|fueron|stat[io]|foi|bedroegen|составил\w*",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"\b(?:add(?:s|ed|ing|itional)?|expand(?:s|ed|ing)?\s+(?:[\w']+\s+){0,6}by|extend\w*\s+(?:[\w']+\s+){0,6}by|extra|incremental|expansion\s+of|new|top[\s-]up|more|buy(?:s|ing)?|bought|purchas(?:e|es|ed|ing)|order(?:s|ed|ing)?|acquir(?:e|es|ed|ing)|procur(?:e|es|ed|ing))\b|采购|採購|购买|購買|买下|구매|구입|購入|調達|"
    r"追加|新增|增加|增购|增購|추가|증설|新規|増設|zusätzlich\w*|supplémentaire\w*|adicional\w*|aggiuntiv\w*|extra|дополнительн\w*",
    re.IGNORECASE,
)
_ADDED_STRICT = re.compile(
    r"\b(?:add(?:s|ed|ing)?|additional|incremental|(?:expand|extend)\w*\s+(?:[\w']+\s+){0,6}by)\b|追加|新增|增购|增購|추가|上乗せ|"
    r"zusätzlich\w*|supplémentaire\w*|adicional\w*|aggiuntiv\w*|дополнительн\w*",
    re.IGNORECASE,
)
_FILLING = (
    r"(?:(?:about|around|nearly|over|roughly|just|only|a\s+range\s+of|an?\s+(?:earlier|prior|previous)|the\s+(?:old|prior|previous|earlier)|"
    r"its\s+(?:prior|previous|earlier)|rund|etwa|environ|unos|circa)\s+){0,2}(?:(?:range|forecast|guidance|estimate|outlook|target)\s+of\s+)?"
    r"(?:between\s+)?$"
)
_PRIOR_BEFORE = re.compile(
    rf"\b(?:up\s+from|down\s+from|compared\s+(?:with|to)|versus|vs\.?|against|instead\s+of|previously|gegenüber|contre|frente\s+a|"
    rf"rispetto\s+a|vergeleken\s+met|против|по\s+сравнению\s+с)\s+{_FILLING}|"
    r"(?:기존|종전|당초|此前的?|先前的?|原先的?|原来的?|之前的?|従来の?|前回の?|これまでの)[^，,、。]{0,12}$",
    re.IGNORECASE,
)
_FROM_BEFORE = re.compile(
    rf"(?:\b(?:from|von|de|desde|da|dai|dagli|van|с)\s+{_FILLING}|[由从從]$)", re.IGNORECASE
)
_STEP_BEHIND = re.compile(
    r"[\s,，]*(?:(?:a\s+year|the\s+year|a\s+quarter)\s+(?:earlier|ago|before)\s+)?(?:to|auf|à|a|hasta|tot|до)\s+(?:about\s+|a\s+range\s+of\s+|"
    r"as\s+much\s+as\s+|between\s+|around\s+|over\s+|nearly\s+)?(?:US|HK|NT)?[$€£¥₩]?\s?\d|\s*(?:上|下|提|增|升|降|调|調)\w{0,3}[至到为為]",
    re.IGNORECASE,
)
_PRIOR_BEHIND = re.compile(
    r"\s*(?:에서|から)(?!の)|\s*(?:上调|上調|下调|下調|提高|提升|升|增|降|调)\w{0,3}[至到为]"
)
_PRIOR_WORD = re.compile(
    r"\b(?:previous|prior|earlier|old|former)\s+(?:guidance|forecast|range|outlook|estimate|target|plan)\s+(?:of|was|stood\s+at|for\s+\w+\s+(?:of|was))\s*$|"
    r"\b(?:had\s+(?:earlier|previously)\s+\w+)\s*$",
    re.IGNORECASE,
)
_PER_PIECE = re.compile(
    r"\s*(?:/|per\s+|a\s+|for\s+(?:each|every)\s+|每)\s?(?P<unit>GW|MW|gigawatt|megawatt|GPU|H100|chip|million\s+tokens|token)(?![\w])",
    re.IGNORECASE,
)
_LOSS = re.compile(r"\b(?:loss(?:es)?|negative|burn)\b|亏损|虧損|손실|赤字|Verlust|perte|pérdida|perdita|prejuízo|verlies|убыт\w+", re.IGNORECASE)  # fmt: skip
_PROMISE = re.compile(r"commit|pledg|承诺|承諾", re.IGNORECASE)
_DEAL = re.compile(
    r"\b(?:contract|agreement|deal|pact|order|lease|customer|with\s+[A-Z])|合同|协议|계약|契約",
    re.IGNORECASE,
)
_HELD = ("commitments", "market_value_change", "price")
"""Kinds that win over a more general word as near: "contract commitments"."""
_MONEY_ONLY_NEAR = {"spend", "cost", "stake", "funding"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What an amount measures."""

    kind: str
    cue: str
    start: int
    """Of the cue in the sentence; that of the amount when its unit alone says what it is."""
    per: str = ""
    """What a price is for one of: GW, MW, GPU."""
    is_loss: bool = False


def measure_of(text: str, amount: Amount, *, rate: str = "") -> Measure:
    """Return what an amount of a sentence measures: the kind whose words stand nearest.

    Args:
        text: The sentence.
        amount: One of its amounts.
        rate: "month" … when it is per each.
    """
    if amount.unit in {"W", "GPU"}:
        return _capacity(text, amount)
    per = _PER_PIECE.match(text, amount.end)
    kind, cue, start = _nearest(text, amount)
    if per or rate in {"month", "hour", "day", "week"}:
        word = text[amount.end :][: per.end() - amount.end] if per else f"per {rate}"
        return Measure(kind="price", cue=(cue or word).strip(), start=start,
                       per=_per(per.group("unit")) if per else "")  # fmt: skip
    return Measure(
        kind=_refined(text, amount, kind, start), cue=cue, start=start,
        is_loss=kind in {"profit", "free_cash_flow"} and _is_loss(text, amount),
    )  # fmt: skip


def is_superseded(text: str, amount: Amount, start: int) -> bool:
    """Tell whether an amount is what a newer one is compared with or took the place of.

    Args:
        text: The sentence.
        amount: One of its amounts.
        start: Where the words begin that qualify it.
    """
    before = text[max(0, start - 60) : start]
    if _PRIOR_BEFORE.search(before) or _PRIOR_WORD.search(before):
        return True
    if _PRIOR_BEHIND.match(text, amount.end):
        return True
    coming = _FROM_BEFORE.search(before)
    if coming is None:
        return False
    falls_from = coming.group().lower().startswith("from") and not amount.is_range
    return falls_from or bool(_STEP_BEHIND.match(text, amount.end))


def carried_measure(text: str) -> tuple[str, str]:
    """Return kind and words of the last quantity that a sentence speaks of, "" if of none.

    For the sentence after it that goes on with "it".
    """
    last, kind, words = -1, "", ""
    for name in ("capex", "revenue", "market_value", "commitments", "profit", "free_cash_flow"):
        for found in _PATTERNS[name].finditer(text):
            if found.start() > last:
                last, kind, words = found.start(), name, found.group()
    return kind, words


def carried_kind(kind: str, text: str, amount: Amount) -> str:
    """Return the kind of a quantity that was spoken of before, told apart by this sentence."""
    if kind != "capex":
        return kind
    return "capex_guidance" if _GUIDANCE.search(text[: amount.start]) else "capex"


def _capacity(text: str, amount: Amount) -> Measure:
    before = text[max(0, amount.start - 40) : amount.start]
    words = text[amount.start : amount.end]
    if found := _ADDED.search(before + words):
        return Measure(kind="capacity_added", cue=found.group(), start=amount.start)
    return Measure(kind="capacity", cue=words, start=amount.start)


def _nearest(text: str, amount: Amount) -> tuple[str, str, int]:
    """Return kind, words and place of the nearest cue; a semicolon between counts as far."""
    best = ("amount", "", amount.start)
    nearest = _FARTHEST
    offset = max(0, amount.start - _WINDOW)
    for kind, pattern in _PATTERNS.items():
        for found in pattern.finditer(text, offset, amount.end + _WINDOW):
            away = _distance(text, found, amount)
            if kind in _MONEY_ONLY_NEAR:
                away += 12.0
            if kind in _HELD:
                away -= 12.0
            if away < nearest:
                best, nearest = (kind, found.group().strip(), found.start()), away
    return best


def _distance(text: str, found: re.Match[str], amount: Amount) -> float:
    """Return characters between a cue and an amount; what stands behind counts half as near."""
    if found.end() <= amount.start:
        between = text[found.end() : amount.start]
        factor = 1.0
    elif found.start() >= amount.end:
        between = text[amount.end : found.start()]
        factor = 1.0 if len(between) < 14 else 2.0
    else:
        return 0.0
    parted = 40.0 * len(re.findall(r"[;；。:：]|,\s(?:while|whereas|but)\b", between))
    return len(between) * factor + parted


def _refined(text: str, amount: Amount, kind: str, cue_start: int) -> str:
    """Return the kind told apart by tense, by "added" and by what the money is for."""
    near = text[max(0, min(cue_start, amount.start) - 60) : amount.end + 60]
    if kind in {"spend", "investment"}:
        if kind == "spend" and not _ON_CAPACITY.search(near):
            return "amount"
        return "capex" if kind == "spend" else "investment"
    if kind == "contract" and _PROMISE.match(text, cue_start) and _ON_CAPACITY.search(near):
        return "contract" if _DEAL.search(near) else "capex"
    if kind == "contract":
        window = text[max(0, amount.start - 30) : amount.start]
        return "contract_added" if _ADDED_STRICT.search(window) else "contract"
    if kind != "capex":
        return kind
    ahead = text[max(0, min(cue_start, amount.start) - 40) : amount.start]
    guided = _GUIDANCE.search(ahead) or _GUIDANCE.search(_same_clause(text, amount))
    made = _SPENT.search(ahead) and not guided
    return "capex" if made else "capex_guidance"


def _same_clause(text: str, amount: Amount) -> str:
    """Return the few words behind an amount up to the next comma."""
    return re.split(r"[,，、;；]", text[amount.end : amount.end + 30])[0]


def _is_loss(text: str, amount: Amount) -> bool:
    near = text[max(0, amount.start - 40) : amount.end + 16]
    return bool(_LOSS.search(near))


def _per(unit: str) -> str:
    plain = " ".join(unit.lower().split())
    return {"gigawatt": "GW", "gw": "GW", "megawatt": "MW", "mw": "MW", "chip": "GPU",
            "h100": "GPU", "gpu": "GPU"}.get(plain, plain)  # fmt: skip
