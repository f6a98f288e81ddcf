"""Sentence, its mentions and an amount → whose quantity it is, and with whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tapestory.late_regex import late_regex
from tapestory.model import Mention, Sentence
from tapestory.reading.quantities.amounts import Amount
from tapestory.reading.quantities.bystanders import (
    CONTRACT_NOUN,
    Span,
    bystanders,
    has_its_own,
    item_start,
)
from tapestory.reading.quantities.ellipsis import OF_ALL, is_elliptical, is_of_many
from tapestory.reading.quantities.kinds import family
from tapestory.reading.quantities.measures import Measure
from tapestory.reading.quantities.names import is_basket, is_house
from tapestory.reading.quantities.of_a_share import is_small
from tapestory.reading.quantities.speakers import Speaker

_WARES = late_regex(
    r"^(?:['’]s)?\s+(?:[A-Z]\w+\s+)?(?:GPUs?|chips?|cards|accelerators|H[12]00s?|servers|"
    r"processors|systems|racks|hardware)\b|"
    r"^\s?(?:的|の|의|製|산)?\s?(?:GPU|芯片|晶片|显卡|칩|チップ)",
    re.IGNORECASE,
)
"""Behind a name these make it the maker of what is counted, not the one whose quantity it is."""
_WARE = late_regex(
    r"^(?:[AHB][1238]00|GB[23]00|H20|Blackwell|Rubin|Vera Rubin|Hopper|CUDA|TPU|Trainium|Gemini|"
    r"Copilot|iPhone|EC2|Llama)$",
    re.IGNORECASE,
)
"""Products: the amount is of whoever has them."""
_LABEL = late_regex(r"^\W{0,4}(?:\d{1,2}[.)]\s*)?$")
LIST_LINK = late_regex(
    r"\s*(?:,|，|、|and|und|et|y|e|en|и|,\s*and|,\s*&|&|和|与|與|及|以及|와|과|및|と|・)\s*",
    re.IGNORECASE,
)
_WITH = late_regex(
    r"^(?:\s+(?:of\s+)?(?:\w+\s+){0,4}?|\s*)(?:with|from|to|for|mit|von|avec|con|com|met|"
    r"с)\s+(?:the\s+)?(?:\w+['’]s\s+)?$",
    re.IGNORECASE,
)
_SINCE = late_regex(
    r"\b(?:after|following|since|despite|before|après|nach|depuis|tras|dopo|após|na|после)\b",
    re.IGNORECASE,
)
"""What happened first binds nobody to the amount: "raises $3bn after its deal with Acme"."""
_PRONOUN = late_regex(
    r"\b(?:it|its|they|their|he|she|the\s+(?:company|group|firm|chipmaker|giant|tech\s+giant|"
    r"carrier|maker|retailer|bank|"
    r"social\s+media\s+\w+|start-?up|provider|hyperscaler))\b|该公司|該公司|公司|其|它|该集团|"
    r"同社|同グループ|회사(?:는|가|측)|동사|이\s?회사|"
    r"\b(?:das\s+Unternehmen|der\s+Konzern|l['’]entreprise|le\s+groupe|la\s+(?:empresa|compañía)|"
    r"l['’]azienda|la\s+società|a\s+empresa|het\s+bedrijf|компания)\b",
    re.IGNORECASE,
)
_THIS = late_regex(
    r"^(?:This|That|These|The)\s+(?:money|sum|spending|investment|outlay|budget|amount|figure|"
    r"deal|agreement|contract|"
    r"guidance|forecast|plan|total)\b|^(?:这笔|這筆|该笔|这些|이\s?(?:금액|돈|자금|계약)|"
    r"この(?:資金|金額|契約))",
    re.IGNORECASE,
)
_CLOSED = late_regex(r"[;；]")
_CLAUSE_WORD = late_regex(
    r"\b(?:while|whereas|but|as|when|after|before|and|if|since|until|is|are|was|were|has|have|had|will|"
    r"would|could|may)\b|[;,，；:：]"
)
_CLAUSE = late_regex(r"[;；]|,\s+(?:while|whereas|but)\s|\bwhile\b|\bwhereas\b|，(?:而|但)")
_JOINT = frozenset({"capex", "investment", "amount", "market_value", "capacity",
                    "market_value_change", "revenue", "profit", "commitments"})  # fmt: skip
_OF_A_HOUSE = late_regex(
    r"(?:['’]s?)?\s?(?:\w+\s){0,2}?(?:(?:price\s+)?targets?|ratings?|analysts?|strategists?|"
    r"economists?|estimates?|forecasts?|models?|note)\b|\s?(?:的)?(?:分析师|分析師|研报|研報|目标价|"
    r"目標價)|\s?(?:애널리스트|목표주가)|\s?(?:の)?アナリスト",
    re.IGNORECASE,
)
_OF_SHARES = frozenset({"share_price", "price_target", "earnings_per_share"})
"""What houses say of others: one named beside a company is not whose it is."""
_OF_WHAT_IS_BOUGHT = _OF_SHARES | {"market_value", "market_value_change"}
_MOST_JOINT = 8
_ITS = late_regex(r"\b(?:its|their|his|her)\s+(?:own\s+|entire\s+|total\s+)?$", re.IGNORECASE)
_BEHIND = 40
_POSSESSIVE = late_regex(r"^(?:['’]s?|s['’]|의|的|の)?\s?(?:[\w-]+\s){0,3}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Whose quantity it is."""

    subject: str
    counterparty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """Whom a sentence can mean that names nobody."""

    topic: str
    """Symbol of whom the sentences before spoke, or empty."""
    headline: str
    """Symbol of the first company of the headline, or empty."""
    sole: bool
    """The headline names no other, and nor do the sentences before this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A sentence with those who are named in it, and who was spoken of before."""

    sentence: Sentence
    mentions: tuple[Mention, ...]
    """With a symbol, in text order; neither wares nor those who only say it."""
    meant: Meant

    @property
    def topic(self) -> str:
        """Return the symbol of whom the sentences before spoke, or empty."""
        return self.meant.topic

    def is_basket(self, mention: Mention) -> bool:
        """Tell whether a mention is an index or a fund."""
        behind = self.sentence.text[self.end(mention) :][:12]
        return is_basket(mention, behind)

    def start(self, mention: Mention) -> int:
        """Return where a mention begins in the sentence."""
        return mention.start - self.sentence.start

    def end(self, mention: Mention) -> int:
        """Return where a mention ends in the sentence."""
        return mention.end - self.sentence.start


def scene(
    sentence: Sentence, mentions: Sequence[Mention], told: Sequence[Speaker], meant: Meant
) -> Scene:
    """Return a sentence with those whose quantities its amounts may be."""
    text = sentence.text
    kept = [
        m
        for m in mentions
        if m.symbol
        and not _WARE.match(m.text)
        and not _WARES.match(text[m.end - sentence.start :][:40])
        and not (is_house(m.text) and _OF_A_HOUSE.match(text[m.end - sentence.start :][:40]))
        and not any(s.outside and s.start <= m.start - sentence.start < s.end for s in told)
    ]
    return Scene(sentence=sentence, mentions=tuple(kept), meant=meant)


def companies(sentence: Sentence, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Return the symbols of those named in a sentence that are no wares, houses or baskets."""
    if not mentions:
        return ()
    nobody = Meant(topic="", headline="", sole=False)
    here = scene(sentence, mentions, (), nobody)
    return tuple(
        str(m.symbol) for m in here.mentions if not is_house(m.text) and not here.is_basket(m)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An amount whose owner is asked for."""

    here: Scene
    amount: Amount
    measure: Measure
    start: int
    """Where the words begin that qualify it."""
    outside: bool = False
    """Somebody says it who speaks of others."""

    @property
    def text(self) -> str:
        """Return the sentence."""
        return self.here.sentence.text

    def before(self, mentions: Sequence[Mention]) -> list[Mention]:
        """Return those of the names that stand before the amount."""
        return [m for m in mentions if self.here.end(m) <= self.amount.start]


def parties_of(asked: Asked) -> Parties:
    """Return whose an amount is; of the headline's company where none of the sentence can be."""
    found = _named(asked)
    if not found.subject and (meant := _of_headline(asked)):
        return Parties(subject=meant)
    return found


def _of_headline(asked: Asked) -> str:
    """Return the headline's company if a sentence can mean nobody else, else ""."""
    here = asked.here
    if not here.meant.headline or any(not here.is_basket(m) for m in here.mentions):
        return ""
    said = asked.measure.cue if asked.measure.kind != "amount" else ""
    if not said or is_of_many(asked.text):
        return ""
    if asked.outside:
        return here.meant.headline
    spoken = here.meant.sole and is_elliptical(asked.text, asked.amount.start, asked.measure.kind)
    return here.meant.headline if spoken else ""


def _named(asked: Asked) -> Parties:
    """Return whose an amount is of those named in the sentence, or meant by a pronoun.

    A name that labels the sentence ("Acme: …") has all of its amounts; else the owner of what is
    measured, else the nearest name before the amount, else the one right behind it, else whom a
    pronoun means. A list of names has a sum together; a contract has two parties.
    """
    outside = [m for m in asked.here.mentions if not _overlaps(asked, m)]
    others = [m for m in outside if not is_house(m.text)]
    if others and asked.measure.kind in _OF_SHARES:
        outside = others
    bound = _bound_behind(asked, outside)
    aside = _bystanders(asked, outside)
    free = [m for m in outside if m not in aside and m is not bound]
    holder = _label(asked.here, free) or _holder(asked, free)
    if holder is None and bound is not None:
        meant = _by_pronoun(asked)
        other = str(bound.symbol)
        return Parties(
            subject=meant or other, counterparty=other if meant not in {"", other} else ""
        )
    if isinstance(holder, Mention) and asked.here.is_basket(holder) and not is_small(asked.amount):
        return Parties(subject="")
    subject = _joined(asked, holder, free) if isinstance(holder, Mention) else holder or ""
    if "+" in subject or not subject:
        return Parties(subject=subject)
    other = "" if bound is None else str(bound.symbol)
    if other in {"", subject}:
        other = _second_party(asked, subject, free)
    return Parties(subject=subject, counterparty=other)


def _overlaps(asked: Asked, mention: Mention) -> bool:
    here, amount = asked.here, asked.amount
    return here.start(mention) < amount.end and amount.start < here.end(mention)


def _bound_behind(asked: Asked, mentions: Sequence[Mention]) -> Mention | None:
    """Return the name in "5 GW from Acme": it is bound to the amount by a preposition."""
    for mention in mentions:
        start = asked.here.start(mention)
        if start >= asked.amount.end:
            gap = asked.text[asked.amount.end : start]
            if gap == " " and CONTRACT_NOUN.match(asked.text, asked.here.end(mention)):
                return mention
            bound = len(gap) < _BEHIND and _WITH.match(gap) and not _SINCE.search(gap)
            return mention if bound else None
    return None


def _bystanders(asked: Asked, mentions: Sequence[Mention]) -> list[Mention]:
    before = asked.before(mentions)
    here = asked.here
    spans = [Span(here.start(m), here.end(m), str(m.symbol)) for m in before]
    of_shares = asked.measure.kind in _OF_WHAT_IS_BOUGHT
    found = bystanders(asked.text, spans, asked.amount.start, of_shares=of_shares)
    return [m for i, m in enumerate(before) if i in found]


def _label(here: Scene, mentions: Sequence[Mention]) -> Mention | None:
    """Return the name that heads the sentence: "• Acme: …"."""
    if not mentions:
        return None
    first, text = mentions[0], here.sentence.text
    if not _LABEL.match(text[: here.start(first)]):
        return None
    return first if re.match(r"\s?[:：]", text[here.end(first) :]) else None


def _holder(asked: Asked, mentions: Sequence[Mention]) -> Mention | str | None:
    """Return the name that has the amount, a symbol that a pronoun means, or "" for nobody's."""
    owners = _owners(asked, mentions)
    if owners and asked.measure.cue:
        return owners[-1]
    before = asked.before(mentions)
    if _ITS.search(asked.text[max(0, asked.start - 40) : asked.start]):
        return before[0] if before else asked.here.topic
    clause = _clause_start(asked.text, asked.amount.start)
    last = asked.here.end(before[-1]) if before else 0
    if OF_ALL.search(asked.text, max(clause, last), asked.amount.start):
        return ""
    if before:
        return None if _is_of_another_statement(asked, before) else before[-1]
    return _by_pronoun(asked) or _right_behind(asked, mentions)


def _is_of_another_statement(asked: Asked, before: Sequence[Mention]) -> bool:
    """Tell whether all names stand before a semicolon, and are several: none is meant then."""
    if len({m.symbol for m in before}) < 2:
        return False
    last = asked.here.end(before[-1])
    closed = [found.end() for found in _CLOSED.finditer(asked.text, last, asked.amount.start)]
    return bool(closed) and not _PRONOUN.search(asked.text, closed[-1])


def _owners(asked: Asked, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the names that own what is measured: "Acme's 2026 …", "Acme的"."""
    cue = asked.measure.start
    place = asked.amount.start if cue >= asked.amount.end else max(cue, 0)
    return [
        m
        for m in mentions
        if asked.here.end(m) <= place and _is_owner(asked.text[asked.here.end(m) : place])
    ]


def _is_owner(gap: str) -> bool:
    short = len(gap) < _BEHIND and not re.search(r"[,，;；]", gap)
    return short and bool(re.match(r"['’]s?\s|의|的|の|旗下", gap))


def _right_behind(asked: Asked, mentions: Sequence[Mention]) -> Mention | None:
    for mention in mentions:
        gap = asked.here.start(mention) - asked.amount.end
        if 0 <= gap < _BEHIND:
            between = asked.text[asked.amount.end : asked.here.start(mention)].strip()
            parted = between.startswith((",", "，", ";")) or _CLAUSE_WORD.search(between)
            return None if parted else mention
    return None


def _clause_start(text: str, place: int) -> int:
    ends = [found.end() for found in _CLAUSE.finditer(text, 0, place)]
    return ends[-1] if ends else 0


def _by_pronoun(asked: Asked) -> str:
    """Return whom the sentences before spoke of, if this one says "it" or "this money"."""
    if not asked.here.topic:
        return ""
    said = _PRONOUN.search(asked.text, 0, asked.amount.start) or _THIS.match(asked.text)
    return asked.here.topic if said else ""


def _joined(asked: Asked, holder: Mention, mentions: Sequence[Mention]) -> str:
    """Return the holder, or all of the list that it ends, joined by "+"."""
    before = asked.before(mentions)
    begins = [asked.here.start(holder)]
    if (
        holder not in before
        or family(asked.measure.kind) not in _JOINT
        or item_start(asked.text, begins)
    ):
        return str(holder.symbol)
    place = before.index(holder)
    listed = [holder]
    while place > 0 and len(listed) < _MOST_JOINT:
        gap = asked.text[asked.here.end(before[place - 1]) : asked.here.start(before[place])]
        if not LIST_LINK.fullmatch(gap):
            break
        place -= 1
        listed.append(before[place])
    return "+".join(sorted({str(m.symbol) for m in listed}))


def _second_party(asked: Asked, subject: str, mentions: Sequence[Mention]) -> str:
    """Return the other party of a contract or price, empty when none is named."""
    here, kind = asked.here, asked.measure.kind
    if family(kind) not in {"contract", "price"} and not (
        kind == "investment" and _label(here, mentions)
    ):
        return ""
    start = _clause_start(asked.text, asked.amount.start)
    stop = next(
        (f.start() for f in _CLAUSE.finditer(asked.text, asked.amount.end)), len(asked.text)
    )
    place = asked.amount.start
    others = [
        m
        for m in mentions
        if str(m.symbol) != subject and not has_its_own(asked.text, here.end(m), place)
    ]
    own = [here.start(m) for m in asked.before(mentions) if str(m.symbol) == subject]
    start = max(start, item_start(asked.text, own))
    inside = [m for m in others if start <= here.start(m) and here.end(m) <= stop]
    if inside:
        nearest = min(inside, key=lambda m: abs(here.start(m) - asked.amount.start))
        return str(nearest.symbol)
    if not _PRONOUN.search(asked.text, start, asked.amount.start):
        return ""
    spoken = asked.before(others)
    meant = str(spoken[0].symbol) if spoken else here.topic
    return meant if meant != subject else ""
