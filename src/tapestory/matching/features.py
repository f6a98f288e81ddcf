"""Article → features: weighed words of title and lead, figures, names, concepts, quarters."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from tapestory.matching.concepts import ConceptFinder
from tapestory.matching.figures import figures, quarters
from tapestory.matching.items import MatchItem
from tapestory.matching.templates import Templated, templated
from tapestory.matching.titles import cleaned
from tapestory.matching.words import fold, lead_length, words
from tapestory.model import ArticleId, ArticleKind

Vector = Mapping[str, float]
"""Feature → weight; of unit length unless empty."""

_DIGITS = re.compile(r"\d+")
_LEAD_WEIGHT = 0.5
"""A word of the lead counts this much of a word of the title."""
_BODY_WEIGHT = 0.25
"""A name or concept below the lead, likewise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """What an article holds, before it is known how common each feature is."""

    article_id: ArticleId
    time: datetime
    lang: str
    kind: ArticleKind
    title: tuple[str, ...]
    """Words and figures of the headline, in order, repeats included."""
    lead: Mapping[str, int]
    """Words and figures of the lead → times."""
    names: Mapping[str, float]
    """"s:" + symbol → weight before rarity: 1 in the title, less in the lead, least below."""
    title_names: frozenset[str]
    concepts: Mapping[str, float]
    """"c:" + concept id → the same."""
    quarters: frozenset[str]
    """Named in the headline."""
    numbers: tuple[str, ...] = ()
    """All runs of digits of the headline, in order: episode 8 is not episode 9."""
    template: Templated | None = None
    """The form that the headline follows, and what it is about; most follow none."""

    @property
    def distinct(self) -> set[str]:
        """Everything that is counted once per article."""
        return {*self.title, *self.lead, *self.names, *self.concepts}


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """An article's weighed features."""

    raw: Raw
    title: Vector
    full: Vector
    names: Vector
    concepts: Vector


def extract(item: MatchItem, finder: ConceptFinder, *, lead: int, depth: int) -> Raw:
    """Return what an article holds: words of the title and lead, names and concepts from deeper.

    Args:
        item: The article.
        finder: Finds names and concepts.
        lead: Characters of text whose words count; fewer where a character says more.
        depth: Characters of text in which names and concepts count.
    """
    title = fold(cleaned(item.title, item.outlet))
    body = fold(item.text[:depth])
    head = body[: lead_length(body, lead)]
    title_words = (*words(title), *figures(title))
    in_title, in_head, in_body = (finder.find(text) for text in (title, head, body))
    named = {f"s:{symbol}" for symbol in item.symbols}
    meanings: dict[str, float] = dict.fromkeys((*sorted(named), *in_body), _BODY_WEIGHT)
    meanings |= dict.fromkeys(in_head, _LEAD_WEIGHT)
    meanings |= dict.fromkeys(in_title, 1.0)
    title_names = frozenset(name for name in in_title if name.startswith("s:"))
    return Raw(
        article_id=item.article_id,
        time=item.time,
        lang=item.lang,
        kind=item.kind,
        title=title_words,
        lead=Counter((*words(head), *figures(head))),
        names={name: weight for name, weight in meanings.items() if name.startswith("s:")},
        title_names=title_names,
        concepts={idea: weight for idea, weight in meanings.items() if idea.startswith("c:")},
        quarters=quarters(title),
        numbers=tuple(_DIGITS.findall(title)),
        template=templated(item.title, item.text, published=item.time, symbols=title_names),
    )


def weigh(raw: Raw, rarity: Callable[[str], float]) -> Features:
    """Return the article's vectors, each feature weighed by how rare it is."""
    full = {word: _LEAD_WEIGHT * (1.0 + math.log(times)) for word, times in raw.lead.items()}
    for word in raw.title:
        full[word] = max(1.0, full.get(word, 0.0) + _LEAD_WEIGHT)
    return Features(
        raw=raw,
        title=_unit((word, rarity(word)) for word in dict.fromkeys(raw.title)),
        full=_unit((word, weight * rarity(word)) for word, weight in full.items()),
        names=_unit((name, weight * rarity(name)) for name, weight in raw.names.items()),
        concepts=_unit((idea, weight * rarity(idea)) for idea, weight in raw.concepts.items()),
    )


def dot(left: Vector, right: Vector) -> float:
    """Return the inner product of two sparse vectors."""
    if len(left) > len(right):
        left, right = right, left
    return sum(weight * right[feature] for feature, weight in left.items() if feature in right)


def _unit(pairs: Iterable[tuple[str, float]]) -> dict[str, float]:
    vector = dict(pairs)
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {feature: weight / length for feature, weight in vector.items()} if length else {}
