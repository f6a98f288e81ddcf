"""Sentences and mentions of an article → the one company that "the stock" means in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tapestory.late_regex import late_regex
from tapestory.model import Mention, Sentence
from tapestory.model.symbols import is_index, is_listed
from tapestory.reading.price_moves.clauses import MASK, is_title_case
from tapestory.reading.price_moves.references import NO_TOPIC, Topic

_OPENERS_TEXT = """
    why how what when where who which did does do is are was were can could will would should
    has have shares share stock stocks of in the a an and on chip giant chipmaker tech us u.s uk
    breaking exclusive update report analysis live watch opinion explainer factbox briefing bell
    retailer chip-maker ai cloud neocloud memory firm company group maker startup hyperscaler
    big parent owner rival korea's japan's china's taiwan's america's europe's south korean
    japanese chinese american european german dutch former shareholder investors in here's
    inside after-hours premarket die der das la le les el los las il lo o os as het de aktie
    action acciones ações azioni titolo warum pourquoi por qué perché akcii акции почему
"""
_OPENERS = frozenset(_OPENERS_TEXT.split())
_PREPOSITION = late_regex(
    r"""\b(?:with|from|by|to|for|of|as|after|on|at|in|into|against|over|amid|despite|like|than|
    vs\.?|versus|and|or|beyond|about|
    mit|von|bei|nach|für|gegen|avec|de|du|chez|pour|après|con|por|para|tras|após|com|da|di|dopo|
    per|met|van|voor|na|
    с|со|от|для|после|на)\s*(?:the\s+|a\s+)?$""",
    re.VERBOSE | re.IGNORECASE,
)
_SHARES_OF = late_regex(
    r"\b(?:shares?|stocks?|aktien?|actions?|acciones|ações|azioni)\s+(?:of|in|von|de|di)\s*$",
    re.IGNORECASE,
)
_ASIDE = late_regex(
    r"[:;—–|,，：；、]|\b(?:after|as|amid|on|following|despite|over|while|but|because|"
    r"since|when|nach|après|tras|após|dopo|na)\b",
    re.IGNORECASE,
)
_WINS = late_regex(
    r"\s+(?:lands?|landed|wins?|won|secures?|secured|bags?|bagged|clinch(?:es|ed)|"
    r"scores?|scored|snags?|"
    r"snagged|nabs?|nabbed|receives?|received|gets?|got)\b",
    re.IGNORECASE,
)
"""Whoever wins a deal is whom the headline is about, though the other party stands in it too."""
_LONGEST_OPENING = 4
"""Words."""
_LONGEST_CJK_OPENING = 6
"""Letters."""
_CJK = late_regex(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def topic_of(
    sentences: Sequence[Sentence],
    inside: Sequence[Sequence[Mention]],
    *,
    title_end: int,
) -> Topic:
    """Return the company of the headline, or the only one that an article names; else no topic.

    A headline is about the company that it opens with. Two companies that it joins ("A signs a
    deal with B") leave open whose stock is meant.

    Args:
        sentences: Of the article, in order.
        inside: The mentions of each.
        title_end: Where the headline ends; 0 without one.
    """
    first = sentences[0] if sentences and sentences[0].start < title_end else None
    if first is None:
        return _only_company(inside)
    companies = [m for m in inside[0] if _is_company(m)]
    indices = {m.symbol for m in inside[0] if is_index(m.subject)}
    headline = Topic(
        symbol=_headline_company(first, companies) if companies else None,
        in_headline=True,
        index=next(iter(indices)) if len(indices) == 1 else None,
    )
    return headline if companies or indices else _only_company(inside)


def _only_company(inside: Sequence[Sequence[Mention]]) -> Topic:
    everywhere = {m.symbol for within in inside for m in within if _is_company(m)}
    return Topic(symbol=next(iter(everywhere))) if len(everywhere) == 1 else NO_TOPIC


def mask(sentence: Sentence, mentions: Sequence[Mention]) -> str:
    """Return a sentence with every letter of its known names replaced, every index unchanged."""
    letters = list(sentence.text)
    for mention in mentions:
        start, end = mention.start - sentence.start, mention.end - sentence.start
        letters[start:end] = MASK * (end - start)
    return "".join(letters)


def _is_company(mention: Mention) -> bool:
    return is_listed(mention.subject)


def _headline_company(title: Sentence, companies: Sequence[Mention]) -> str | None:
    head = companies[0]
    before = title.text[: head.start - title.start]
    opening = re.split(r"[:—–|：｜]", before)[-1]
    if not _opens(opening, title_case=is_title_case(title.text)):
        return None
    others = [m for m in companies[1:] if m.symbol != head.symbol]
    if not others:
        return head.symbol
    between = title.text[head.end - title.start : others[0].start - title.start]
    apart = _ASIDE.search(between) and len(between.split()) > 1
    return head.symbol if apart or _WINS.match(between) else None


def _opens(opening: str, *, title_case: bool) -> bool:
    """Tell whether words before a name leave it the one that the headline is about."""
    if _SHARES_OF.search(opening):
        return True
    if _PREPOSITION.search(opening):
        return False
    if _CJK.search(opening):
        return len(opening.strip()) <= _LONGEST_CJK_OPENING
    words = re.findall(r"[^\W\d_][\w'’.-]*", opening)
    if len(words) > _LONGEST_OPENING:
        return False
    strange = [w for w in words if w.lower().rstrip(".") not in _OPENERS]
    return not strange or (not title_case and all(word.islower() for word in strange))
