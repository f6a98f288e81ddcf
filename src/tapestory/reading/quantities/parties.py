"""Sentence, its mentions and an amount → whose quantity it is, and with whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tapestory.model import Mention, Sentence
from tapestory.reading.quantities.amounts import Amount
from tapestory.reading.quantities.kinds import family
from tapestory.reading.quantities.measures import Measure
from tapestory.reading.quantities.speakers import Speaker

_WARES = re.compile(
    r"^(?:['’]s)?\s+(?:[A-Z]\w+\s+)?(?:GPUs?|chips?|cards|accelerators|H[12]00s?|servers|processors|systems|racks|hardware)\b|"
    r"^\s?(?:的|の|의|製|산)?\s?(?:GPU|芯片|晶片|显卡|칩|チップ)",
    re.IGNORECASE,
)
"""Behind a name these make it the maker of what is counted, not the one whose quantity it is."""
_WARE = re.compile(
    r"^(?:[AHB][1238]00|GB[23]00|H20|Blackwell|Rubin|Vera Rubin|Hopper|CUDA|TPU|Trainium|Gemini|Copilot|iPhone|EC2|Llama)$",
    re.IGNORECASE,
)
"""Products: the amount is of whoever has them."""
_LABEL = re.compile(r"^\W{0,4}(?:\d{1,2}[.)]\s*)?$")
_LIST_LINK = re.compile(
    r"\s*(?:,|，|、|and|und|et|y|e|en|и|,\s*and|,\s*&|&|和|与|與|及|以及|와|과|및|と|・)\s*",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"^(?:\s+(?:of\s+)?(?:\w+\s+){0,4}?|\s*)(?:with|from|to|for|mit|von|avec|con|com|met|с)\s+(?:the\s+)?(?:\w+['’]s\s+)?$",
    re.IGNORECASE,
)
_INTO = re.compile(r"\b(?:in|into|from|with|to|for|between)\s+(?:the\s+)?$", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\b(?:it|its|they|their|he|she|the\s+(?:company|group|firm|chipmaker|giant|tech\s+giant|carrier|maker|retailer|bank|"
    r"social\s+media\s+\w+|start-?up|provider|hyperscaler))\b|该公司|該公司|公司|其|它|该集团|同社|同グループ|회사(?:는|가|측)|동사|이\s?회사|"
    r"\b(?:das\s+Unternehmen|der\s+Konzern|l['’]entreprise|le\s+groupe|la\s+(?:empresa|compañía)|l['’]azienda|la\s+società|a\s+empresa|het\s+bedrijf|компания)\b",
    re.IGNORECASE,
)
_THIS = re.compile(
    r"^(?:This|That|These|The)\s+(?:money|sum|spending|investment|outlay|budget|amount|figure|deal|agreement|contract|"
    r"guidance|forecast|plan|total)\b|^(?:这笔|這筆|该笔|这些|이\s?(?:금액|돈|자금|계약)|この(?:資金|金額|契約))",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;；]|,\s+(?:while|whereas|but)\s|\bwhile\b|\bwhereas\b|，(?:而|但)")
_JOINT = frozenset({"capex", "capex_guidance", "investment", "amount", "market_value", "capacity",
                    "market_value_change", "revenue", "profit", "commitments"})  # fmt: skip
_MOST_JOINT = 8
_WORLD = re.compile(
    r"\b(?:global(?:ly)?|worldwide|world['’]s|industry(?:[\s-]wide)?|the\s+(?:entire|whole)\s+(?:sector|market)|combined\s+\w+\s+of\s+(?:the\s+)?(?:big|four|five)|"
    r"big\s+tech|hyperscalers?['’]?|tech\s+giants)\b|全球|全行业|全行業|世界|業界|전\s?세계|글로벌|업계",
    re.IGNORECASE,
)
"""Behind the last name: what follows is of nobody in particular."""
_ITS = re.compile(r"\b(?:its|their|his|her)\s+(?:own\s+|entire\s+|total\s+)?$", re.IGNORECASE)
_BEHIND = 40
_POSSESSIVE = re.compile(r"^(?:['’]s?|s['’]|의|的|の)?\s?(?:[\w-]+\s){0,3}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Whose quantity it is."""

    subject: str
    counterparty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A sentence with those who are named in it, and who was spoken of before."""

    sentence: Sentence
    mentions: tuple[Mention, ...]
    """With a symbol, in text order; neither wares nor those who only say it."""
    topic: str
    """Symbol of whom the sentences before spoke, or empty."""

    def start(self, mention: Mention) -> int:
        """Return where a mention begins in the sentence."""
        return mention.start - self.sentence.start

    def end(self, mention: Mention) -> int:
        """Return where a mention ends in the sentence."""
        return mention.end - self.sentence.start


def scene(
    sentence: Sentence, mentions: Sequence[Mention], told: Sequence[Speaker], topic: str
) -> Scene:
    """Return a sentence with those whose quantities its amounts may be."""
    text = sentence.text
    kept = [
        m
        for m in mentions
        if m.symbol
        and not _WARE.match(m.text)
        and not _WARES.match(text[m.end - sentence.start :][:40])
        and not any(s.outside and s.start <= m.start - sentence.start < s.end for s in told)
    ]
    return Scene(sentence=sentence, mentions=tuple(kept), topic=topic)


def parties_of(here: Scene, amount: Amount, measure: Measure, start: int) -> Parties:
    """Return whose an amount is.

    A name that labels the sentence ("Acme: …") has all of its amounts; else the owner of what is
    measured, else the nearest name before the amount, else the one right behind it, else whom a
    pronoun means. A list of names has a sum together; a contract has two parties.

    Args:
        here: The sentence with its names.
        amount: One of its amounts.
        measure: What that measures.
        start: Where the words begin that qualify it.
    """
    outside = [m for m in here.mentions if not _overlaps(here, m, amount)]
    bound = _bound_behind(here, amount, outside)
    others = _bound_to_others(here, amount, outside)
    free = [m for m in outside if m not in others and m is not bound]
    holder = _label(here, free) or _holder(here, amount, measure, free, start)
    if isinstance(holder, str):
        subject = holder
    else:
        subject = _joined(here, amount, holder, free, measure) if holder else ""
    if not subject and bound is not None and holder is None:
        return Parties(subject=_by_pronoun(here, amount) or str(bound.symbol),
                       counterparty=_other(_by_pronoun(here, amount), str(bound.symbol)))  # fmt: skip
    if "+" in subject or not subject:
        return Parties(subject=subject)
    return Parties(
        subject=subject, counterparty=_counterparty(here, amount, measure, subject, bound, free)
    )


def _other(subject: str, symbol: str) -> str:
    return symbol if subject and subject != symbol else ""


def _overlaps(here: Scene, mention: Mention, amount: Amount) -> bool:
    return here.start(mention) < amount.end and amount.start < here.end(mention)


def _bound_behind(here: Scene, amount: Amount, mentions: Sequence[Mention]) -> Mention | None:
    """Return the name in "5 GW from Acme": it is bound to the amount by a preposition."""
    text = here.sentence.text
    for mention in mentions:
        gap = text[amount.end : here.start(mention)] if here.start(mention) >= amount.end else None
        if gap is not None:
            return mention if len(gap) < _BEHIND and _WITH.match(gap) else None
    return None


def _bound_to_others(here: Scene, amount: Amount, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the names that a preposition binds to an earlier amount: "5 GW from Acme and 2 GW …"."""
    text = here.sentence.text
    return [
        m
        for m in mentions
        if here.end(m) <= amount.start
        and re.search(
            r"\d\s?(?:GW|MW|billion|bn|million|亿|億|억)\S{0,4}\s+(?:with|from|mit|von|avec|con|com|met)\s+$",
            text[max(0, here.start(m) - 40) : here.start(m)],
            re.IGNORECASE,
        )
    ]


def _label(here: Scene, mentions: Sequence[Mention]) -> Mention | None:
    """Return the name that heads the sentence: "• Acme: …"."""
    if not mentions:
        return None
    first, text = mentions[0], here.sentence.text
    if not _LABEL.match(text[: here.start(first)]):
        return None
    return first if re.match(r"\s?[:：]", text[here.end(first) :]) else None


def _holder(
    here: Scene, amount: Amount, measure: Measure, mentions: Sequence[Mention], start: int
) -> Mention | str | None:
    text = here.sentence.text
    place = amount.start if measure.start >= amount.end else max(measure.start, 0)
    owners = [
        m for m in mentions
        if here.end(m) <= place and _is_owner(text[here.end(m) : place])
    ]  # fmt: skip
    if owners and measure.cue:
        return owners[-1]
    before = [m for m in mentions if here.end(m) <= amount.start]
    if _ITS.search(text[max(0, start - 40) : start]):
        return before[0] if before else here.topic
    clause = _clause_start(text, amount.start)
    if _WORLD.search(text, max(clause, here.end(before[-1]) if before else 0), amount.start):
        return ""
    inside = [m for m in before if here.start(m) >= clause]
    if inside:
        return inside[-1]
    if (symbol := _by_pronoun(here, amount)) and not before:
        return symbol
    if before:
        return before[-1]
    behind = [m for m in mentions if 0 <= here.start(m) - amount.end < _BEHIND]
    if behind and not text[amount.end : here.start(behind[0])].strip().startswith((",", "，", ";")):
        return behind[0]
    return None


def _is_owner(gap: str) -> bool:
    """Tell whether a name owns what stands behind the gap: "Acme's 2026 …", "Acme的"."""
    return (
        len(gap) < 40
        and bool(re.match(r"['’]s?\s|의|的|の|旗下", gap))
        and not re.search(r"[,，;；]", gap)
    )


def _clause_start(text: str, place: int) -> int:
    ends = [found.end() for found in _CLAUSE.finditer(text, 0, place)]
    return ends[-1] if ends else 0


def _by_pronoun(here: Scene, amount: Amount) -> str:
    """Return whom the sentences before spoke of, if this one says "it" or "this money"."""
    text = here.sentence.text
    if not here.topic:
        return ""
    if _PRONOUN.search(text, 0, amount.start) or _THIS.match(text):
        return here.topic
    return ""


def _joined(
    here: Scene,
    amount: Amount,
    holder: Mention,
    mentions: Sequence[Mention],
    measure: Measure,
) -> str:
    """Return the holder, or all of the list that it ends, joined by "+"."""
    before = [m for m in mentions if here.end(m) <= amount.start]
    if holder not in before or family(measure.kind) not in _JOINT | {"capex"}:
        return str(holder.symbol)
    text = here.sentence.text
    place = before.index(holder)
    listed = [holder]
    while place > 0 and len(listed) < _MOST_JOINT:
        gap = text[here.end(before[place - 1]) : here.start(before[place])]
        if not _LIST_LINK.fullmatch(gap):
            break
        place -= 1
        listed.append(before[place])
    symbols = {str(m.symbol) for m in listed}
    return "+".join(sorted(symbols))


def _counterparty(
    here: Scene,
    amount: Amount,
    measure: Measure,
    subject: str,
    bound: Mention | None,
    mentions: Sequence[Mention],
) -> str:
    if bound is not None and str(bound.symbol) != subject:
        return str(bound.symbol)
    if family(measure.kind) not in {"contract", "price"} and not (
        measure.kind == "investment" and _label(here, mentions)
    ):
        return ""
    text = here.sentence.text
    start = _clause_start(text, amount.start)
    stop = next((f.start() for f in _CLAUSE.finditer(text, amount.end)), len(text))
    inside = [
        m for m in mentions
        if str(m.symbol) != subject and start <= here.start(m) and here.end(m) <= stop
    ]  # fmt: skip
    if inside:
        nearest = min(inside, key=lambda m: abs(here.start(m) - amount.start))
        return str(nearest.symbol)
    spoken = [m for m in mentions if here.end(m) <= amount.start and str(m.symbol) != subject]
    if spoken and _PRONOUN.search(text, start, amount.start):
        return str(spoken[0].symbol)
    if _PRONOUN.search(text, start, amount.start) and here.topic != subject:
        return here.topic
    return ""
