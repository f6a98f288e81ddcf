"""Sentence and amount → what the amount measures, with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tapestory.late_regex import late_regex
from tapestory.reading.quantities.amounts import Amount, changes
from tapestory.reading.quantities.below_zero import is_below_zero
from tapestory.reading.quantities.by_how_much import by_before, is_by_so_much
from tapestory.reading.quantities.kind_cues import KindCue, kind_cues
from tapestory.reading.quantities.nearest_cue import nearest_cue
from tapestory.reading.quantities.of_a_share import PER_DOLLAR, is_small, names_share, of_a_share
from tapestory.reading.quantities.per_piece import piece_behind_noun, piece_of
from tapestory.reading.text.quick import Quick

_ON_CAPACITY = Quick(
    late_regex(
        r"\b(?:AI|property(?:,\s+plants?,?)?\s+and\s+equipment|"
        r"data[\s-]?cent(?:er|re)s?|infrastructure|compute|computing|GPUs?|chips?|servers?|"
        r"build[\s-]?out|"
        r"facilit\w+|plants?|fabs?|capacity|cloud)\b|数据中心|數據中心|算力|基础设施|基礎設施|工[厂廠場]|晶[圆圓][厂廠]|"
        r"데이터\s?센터|인프라|공장|データセンター|インフラ",
        re.IGNORECASE,
    )
)
_GUIDANCE = Quick(
    late_regex(
        r"\b(?:guid(?:ance|ed|es|ing|e)|forecast\w*|outlook|expect\w*|project(?:s|ed|ing|ions?)|"
        r"plan(?:s|ned|ning)?|target\w*|"
        r"should|will|would|could|may|might|estimat\w+|set\s+to|to\s+(?:reach|spend|hit|exceed|come|"
        r"total|be)|"
        r"rais(?:e|ed|es|ing)|lift(?:ed|s|ing)?|hik(?:e|ed|ing)|boost(?:ed|s|ing)?|cut|lower(?:ed|"
        r"s)?|trimm?ed|range|earmark\w*|budget\w*|intend\w*|see(?:s|n)?)\b|"
        r"指引|预计|預計|预期|預期|计划|計劃|目标|目標|上调|上調|下调|下調|将|將|가이던스|전망|예상|"
        r"계획|목표|상향|하향|방침|"
        r"見通し|予想|計画|予定|見込|上方修正|下方修正|ガイダンス|引き上げ|引き下げ|erwart\w*|"
        r"plan(?:t|en)\b|Prognose|Ausblick|soll(?:en)?\b|prévo\w+|prévision\w*|attend\w*|"
        r"prev[éií]\w*|esper\w+|planea|attes\w+|stim\w+|deve\b|verwacht\w*|прогноз\w*|ожида\w+|"
        r"планир\w+",
        re.IGNORECASE,
    )
)
_SPENT = Quick(
    late_regex(
        r"\b(?:spent|was|were|totall?ed|came\s+(?:in\s+)?(?:at|to)|amounted|reached|hit|reported|"
        r"posted|recorded|"
        r"spends|stood\s+at|rose|grew|jumped|fell)\b|为|達到|达到|达|였|이었|기록|집행|だった|"
        r"となった|betrug|belief|fue|fueron|stat[io]|foi|bedroegen|составил\w*",
        re.IGNORECASE,
    )
)
_SPENT_BEHIND = late_regex(
    r"(?:을|를)?\s?(?:썼|지출했|집행했|들였)|(?:を|も)?(?:投じた|費やした|支出した|使った)|"
    r"と[^。]{0,24}(?:増え|減っ|膨らん)[ただ]"
)
"""Where verbs come last: money that was spent."""
_ADDED = late_regex(
    r"\b(?:add(?:s|ed|ing|itional)?|expand(?:s|ed|ing)?\s+(?:[\w']+\s+){0,6}by|"
    r"extend\w*\s+(?:[\w']+\s+){0,6}by|extra|incremental|expansion\s+of|new|top[\s-]up|"
    r"more(?!\s+than)|buy(?:s|ing)?|bought|purchas(?:e|es|ed|ing)|order(?:s|ed|ing)?|acquir(?:e|"
    r"es|ed|ing)|procur(?:e|es|ed|ing))\b|采购|採購|购买|購買|买下|구매|구입|購入|調達|"
    r"追加|新增|增加|增购|增購|추가|증설|新規|増設|zusätzlich\w*|supplémentaire\w*|adicional\w*|"
    r"aggiuntiv\w*|extra|дополнительн\w*",
    re.IGNORECASE,
)
_ADDED_STRICT = late_regex(
    r"\b(?:add(?:s|ed|ing)?|additional|incremental|(?:expand|"
    r"extend)\w*\s+(?:[\w']+\s+){0,6}by)\b|追加|新增|增购|增購|추가|上乗せ|"
    r"zusätzlich\w*|supplémentaire\w*|adicional\w*|aggiuntiv\w*|дополнительн\w*",
    re.IGNORECASE,
)
_FILLING = (
    r"(?:(?:about|around|nearly|over|roughly|just|only|a\s+range\s+of|an?\s+(?:earlier|prior|"
    r"previous)|the\s+(?:old|prior|previous|earlier)|"
    r"its\s+(?:prior|previous|earlier)|rund|etwa|environ|unos|circa)\s+){0,2}(?:(?:range|"
    r"forecast|guidance|estimate|outlook|target)\s+of\s+)?"
    r"(?:between\s+)?$"
)
_PRIOR_BEFORE = Quick(
    late_regex(
        rf"\b(?:up\s+from|down\s+from|compared\s+(?:with|to)|versus|vs\.?|against|instead\s+of|"
        rf"previously|gegenüber|contre|frente\s+a|"
        rf"rispetto\s+a|vergeleken\s+met|против|по\s+сравнению\s+с)\s+{_FILLING}|"
        r"(?:기존|종전|당초|此前的?|先前的?|原先的?|原来的?|之前的?|従来の?|前回の?|"
        r"これまでの)[^，,、。]{0,12}$",
        re.IGNORECASE,
    )
)
_FROM_BEFORE = Quick(
    late_regex(
        rf"(?:\b(?:from|von|de|desde|da|dai|dagli|van|с)\s+{_FILLING}|[由从從]$)", re.IGNORECASE
    )
)
_STEP_BEHIND = late_regex(
    r"[\s,，]*(?:(?:a\s+year|the\s+year|a\s+quarter)\s+(?:earlier|ago|before)\s+)?(?:to|auf|à|a|"
    r"hasta|tot|до)\s+(?:about\s+|a\s+range\s+of\s+|"
    r"as\s+much\s+as\s+|between\s+|around\s+|over\s+|nearly\s+)?(?:US|HK|NT)?[$€£¥₩]?\s?\d|"
    r"\s*(?:上|下|提|增|升|降|调|調)\w{0,3}[至到为為]",
    re.IGNORECASE,
)
_PRIOR_BEHIND = late_regex(
    r"\s*(?:에서|から)(?!の)|\s*(?:上调|上調|下调|下調|提高|提升|升|增|降|调)\w{0,3}[至到为]"
)
_PRIOR_WORD = Quick(
    late_regex(
        r"\b(?:previous|prior|earlier|old|former)\s+(?:guidance|forecast|range|outlook|estimate|"
        r"target|plan)\s+(?:of|was|stood\s+at|for\s+\w+\s+(?:of|was))\s*$|"
        r"\b(?:had\s+(?:earlier|previously)\s+\w+)\s*$|"
        r"\b(?:with|to|on\s+top\s+of|plus|beyond)\s+(?:the|an?|its)\s+(?:earlier|previous|prior|"
        r"existing)\s*$",
        re.IGNORECASE,
    )
)
_ONE_OFF = late_regex(r"fee|charg", re.IGNORECASE)
_DEAL_WORTH = late_regex(
    r"\b(?:deal|acquisition|takeover|transaction|buyout|purchase|merger)\s+(?:\w+\s+){0,2}?$",
    re.IGNORECASE,
)
"""Before "valued at": it says what is paid, and not what the market makes of anything."""
_CARRIED = frozenset(
    {"capex", "revenue", "market_value", "commitments", "profit", "free_cash_flow"}
)
_PROMISE = late_regex(r"commit|pledg|承诺|承諾", re.IGNORECASE)
_COMMITTED = late_regex(
    r"\b(?:is|are|was|were|been|already|has)\s+(?:\w+\s+)?(?:committed|pledged)\b"
)
_PAID = late_regex(
    r"\b(?:pay|pays|paid|paying|rent\w*|leas\w+|fee|subscription)\b|租|支付|임대|지불|賃|支払",
    re.IGNORECASE,
)
_DEAL = late_regex(
    r"\b(?:[Cc]ontract|[Aa]greement|[Dd]eal|[Pp]act|[Oo]rder|[Ll]ease|[Cc]ustomer|(?:with|"
    r"to)\s+(?!AI\b|GPU)[A-Z])|合同|协议|계약|契約"
)
_LOST = late_regex(
    r"\b(?:los(?:t|es|ing)|shed(?:s|ding)?|eras(?:ed|es|ing)|wip(?:ed|es|ing)(?:\s+out|\s+off)?|"
    r"destroy(?:ed|s|ing)?|evaporat\w+|vaporiz\w+)\s+(?:an?\s+)?(?:(?:about|around|nearly|over|"
    r"roughly|almost|some|another|more\s+than|up\s+to|as\s+much\s+as|estimated)\s+){0,2}$",
    re.IGNORECASE,
)
_NO_LOSS_OF_A_YEAR = 2e10
"""Dollars: no company's year ends with a larger loss, so what is "lost" beyond is market value."""
_CLOSED = late_regex(r"[;；。]")
_NEAR_BEFORE = 40
"""Letters between what a range became and "from": "to $6-7bn this year from $5-6bn"."""
_COMMA = late_regex(r"[,，]\s")
_IN_A_DAY = late_regex(
    r"\bof\s+(?:market\s+)?(?:value|cap\w*)\s+(?:in\s+(?:a|one)|overnight|on\s+\w+day|was|were)\b|"
    r"\b(?:slid|fell|rose|dropped|down|up|lost|gained|added)\b[^;]{0,30}[%,][^;]{0,12}[$€£]\S*\s?\w*\s+of\s+"
    r"(?:market\s+)?value\b",
    re.IGNORECASE,
)
"""Market value "of a day", or beside a move in per cent, is what was won or lost."""
_AT = r"\bat\s+(?:an?\s+)?(?:(?:about|around|nearly|over|roughly|almost|some|up\s+to)\s+)?$"
_AT_BEFORE = late_regex(_AT)
_SUM_AT_BEFORE = late_regex(
    rf"(?:[$€£¥]\s?[\d.,]+\s?|\d\s?)(?:m|mn|bn|b|t|tn|million|billion|trillion)\s+{_AT}",
    re.IGNORECASE,
)
"""Money raised "at" a larger sum: that is what all is valued at."""
_MAY_BE_VALUE = frozenset({"amount", "funding", "spend", "cost", "market_value"})
_VALUED = 1e11
_MOST_RAISED = 3e11
"""Dollars that nobody has raised at once: an IPO of more names the valuation."""
_CHANGED = {
    "market_value": "market_value_change",
    **dict.fromkeys(
        ("revenue", "profit", "free_cash_flow", "capex", "capex_guidance", "commitments"), "amount"
    ),
}
"""Kind → that of the sum by which a quantity of it changed."""
_BY_SO_MUCH = late_regex(r"\s*[(,]?\s*(?:[+−-]|up\s|down\s)\s?\d[\d.]*\s?%", re.IGNORECASE)
"""Behind an amount: growth on a year makes it one that was reported."""


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


def measure_of(
    text: str,
    amount: Amount,
    cues: Sequence[KindCue],
    *,
    rate: str = "",
    others: Sequence[Amount] = (),
) -> Measure:
    """Return what an amount of a sentence measures: the kind whose words stand nearest.

    Args:
        text: The sentence.
        amount: One of its amounts.
        cues: All of the sentence.
        rate: "month" … when it is per each.
        others: All amounts of the sentence: words that stand at one of them are its own.
    """
    if amount.unit in {"W", "GPU"}:
        return _capacity(text, amount)
    per = piece_of(text, amount)
    kind, cue, start = nearest_cue(text, amount, cues, others)
    if noun := piece_behind_noun(text, amount):
        return Measure(kind=kind, cue=cue, start=start, per=noun)
    if not per and not rate and is_small(amount):
        if kind not in {"price", "cost"} or names_share(text, amount):
            kind, cue = of_a_share(text, amount)
            start = amount.start
        return Measure(kind=kind, cue=cue, start=start)
    if rate == "year" and kind in {"amount", "contract"} and _PAID.search(text):
        kind = "price"
    if per or rate in {"month", "hour", "day", "week"}:
        word = per.words if per else f"per {rate}"
        return Measure(
            kind="price", cue=(cue or word).strip(), start=start, per=per.unit if per else ""
        )
    refined = _refined(text, amount, kind, start)
    if refined in _CHANGED and is_by_so_much(text, amount.start, amount.end):
        refined = _CHANGED[refined]
    return Measure(
        kind=refined, cue=cue, start=start,
        is_loss=kind in {"profit", "free_cash_flow"} and is_below_zero(text, amount),
    )  # fmt: skip


def is_superseded(text: str, amount: Amount, start: int, others: Sequence[Amount] = ()) -> bool:
    """Tell whether an amount is what a newer one is compared with or took the place of.

    Args:
        text: The sentence.
        amount: One of its amounts.
        start: Where the words begin that qualify it.
        others: All of them.
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
    place = start - len(before) + coming.start()
    is_left = (
        amount.is_range
        and changes(text)
        and any(
            0 <= place - other.end <= _NEAR_BEFORE and not _CLOSED.search(text, other.end, place)
            for other in others
        )
    )
    return falls_from or is_left or bool(_STEP_BEHIND.match(text, amount.end))


def is_increment(text: str, amount: Amount) -> bool:
    """Tell whether an amount says by how much another changed: "raised by $2bn to $4bn"."""
    return bool(by_before(text, amount.start) and _STEP_BEHIND.match(text, amount.end))


def carried_measure(text: str) -> tuple[str, str]:
    """Return kind and words of the last quantity that a sentence speaks of, "" if of none.

    For the sentence after it that goes on with "it".
    """
    carried = [cue for cue in kind_cues(text) if cue.kind in _CARRIED]
    if not carried:
        return "", ""
    last = max(carried, key=lambda cue: cue.start)
    return last.kind, text[last.start : last.end]


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


def _refined(text: str, amount: Amount, kind: str, cue_start: int) -> str:
    """Return the kind told apart by tense, by "added" and by what the money is for."""
    near = text[max(0, min(cue_start, amount.start) - 60) : amount.end + 60]
    if paid := _once(text, kind, cue_start):
        return paid
    if kind in _MAY_BE_VALUE and (valued := _of_the_market(text, amount, kind)):
        return valued
    if kind == "spend":
        return "capex" if _ON_CAPACITY.search(near) else "amount"
    if kind == "contract":
        return _promised(text, amount, cue_start)
    if kind != "capex":
        return kind
    return "capex" if _is_made(text, amount, cue_start) else "capex_guidance"


def _once(text: str, kind: str, cue_start: int) -> str:
    """Return the kind of what is paid once, where its words mean a price or a value elsewhere."""
    if kind == "price" and _ONE_OFF.match(text, cue_start):
        return "amount"
    worth = kind == "market_value" and _DEAL_WORTH.search(text, max(0, cue_start - 40), cue_start)
    return "stake" if worth else ""


def _promised(text: str, amount: Amount, cue_start: int) -> str:
    """Return what is promised: a contract, an addition to one, capex, or obligations in all."""
    if _PROMISE.match(text, cue_start):
        near = _clause(text, amount, cue_start)
        right_behind = cue_start >= amount.end and not text[amount.end : cue_start].strip()
        if not _DEAL.search(near):
            if right_behind or (_ON_CAPACITY.search(near) and _is_committed(text, cue_start)):
                return "commitments"
            if _ON_CAPACITY.search(near):
                return "capex"
        elif _ON_CAPACITY.search(near):
            return "contract"
    window = text[max(0, amount.start - 30) : amount.start]
    return "contract_added" if _ADDED_STRICT.search(window) else "contract"


def _is_committed(text: str, cue_start: int) -> bool:
    return bool(_COMMITTED.search(text, 0, cue_start + 20))


def _is_made(text: str, amount: Amount, cue_start: int) -> bool:
    """Tell whether money was spent, and is not only planned."""
    if _BY_SO_MUCH.match(text, amount.end):
        return True
    start = max(0, min(cue_start, amount.start) - 40)
    closed = [found.end() for found in _CLOSED.finditer(text, start, amount.start)]
    start = closed[-1] if closed else start
    if _GUIDANCE.search(text, start, amount.start) or _GUIDANCE.search(_same_clause(text, amount)):
        return False
    if _SPENT_BEHIND.match(text, amount.end):
        return True
    commas = [found.end() for found in _COMMA.finditer(text, start, min(cue_start, amount.start))]
    return _SPENT.search(text, commas[-1] if commas else start, amount.start) is not None


def _clause(text: str, amount: Amount, cue_start: int) -> str:
    """Return the words near an amount and its cue, as far as a semicolon."""
    place = max(0, min(cue_start, amount.start) - 60)
    before = re.split(r"[;；]", text[place : amount.start])[-1]
    return before + re.split(r"[;；]", text[amount.start : amount.end + 60])[0]


def _of_the_market(text: str, amount: Amount, kind: str) -> str:
    """Return the kind of a sum that only what the market pays for a company reaches, else ""."""
    near = text[max(0, amount.start - 40) : amount.end + 40]
    if kind == "market_value":
        return "market_value_change" if _IN_A_DAY.search(near) else ""
    dollars = amount.low / PER_DOLLAR.get(amount.unit, 1.0)
    before = text[max(0, amount.start - 60) : amount.start]
    if dollars >= _NO_LOSS_OF_A_YEAR and _LOST.search(before):
        return "market_value_change"
    if dollars >= _MOST_RAISED and re.search(
        r"\b(?:IPO|listing|debut|float)\b|上市|상장|上場", text
    ):
        return "market_value"
    at = _SUM_AT_BEFORE if dollars < _VALUED else _AT_BEFORE
    return "market_value" if dollars >= 1e9 and at.search(before) else ""


def _same_clause(text: str, amount: Amount) -> str:
    """Return the few words behind an amount up to the next comma."""
    return re.split(r"[,，、;；]|\sand\s", text[amount.end : amount.end + 30])[0]
