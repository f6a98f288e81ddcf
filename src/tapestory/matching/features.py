"""Article → features: weighed words, figures, names and concepts, and who with what."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import combinations
from sys import intern

from tapestory.matching.actions import actions, directions
from tapestory.matching.concepts import ConceptFinder
from tapestory.matching.figures import figures, is_amount
from tapestory.matching.items import MatchItem
from tapestory.matching.periods import periods
from tapestory.matching.places import place_spans, places
from tapestory.matching.semantic import Sense
from tapestory.matching.templates import Templated, templated
from tapestory.matching.titles import cleaned
from tapestory.matching.weights import SHAPE, WEIGHTS
from tapestory.matching.words import fold, lead_length, words
from tapestory.model import ArticleId, ArticleKind

Vector = Mapping[str, float]
"""Feature → weight."""

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
IN_TITLE, IN_LEAD, _BODY = SHAPE["title"] + WEIGHTS["lead"], WEIGHTS["lead"], WEIGHTS["body"]
_MIDDLING_LENGTH = 35.0
"""Of an article's features before they are scaled; keeps likeness near 0 to 1."""
_PROBES = 32
_MOST_NAMES = 8
_MOST_CONCEPTS = 16
"""The rarest of an article that are paired: bounds the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """What an article holds, before it is known how common each feature is."""

    article_id: ArticleId
    time: datetime
    slack: timedelta = timedelta(0)
    """How far off the time may be, either way."""
    lang: str
    kind: ArticleKind
    title: tuple[str, ...]
    """Words and figures of the headline, in order, repeats included."""
    lead: Mapping[str, int]
    """Words and figures of the lead → times."""
    names: Mapping[str, float]
    """"s:" + symbol → `IN_TITLE`, from `IN_LEAD` on in the lead, less below it."""
    title_names: frozenset[str]
    title_amounts: frozenset[str]
    """Sums of money and power in the headline."""
    concepts: Mapping[str, float]
    """"c:" + concept id → the same."""
    actions: Mapping[str, float]
    """"a:" + what is done in the headline → weight."""
    places: Mapping[str, float]
    """"p:" + country or city → as for names."""
    directions: Mapping[str, int]
    """Name or place whose price or quantity the headline says has moved → +1 or -1."""
    periods: frozenset[str]
    """Named in the headline."""
    numbers: tuple[str, ...] = ()
    """All runs of digits of the headline, in order: episode 8 is not episode 9."""
    lead_numbers: frozenset[str] = frozenset()
    template: Templated | None = None
    """The form that the headline follows, and what it is about; most follow none."""

    @property
    def lists(self) -> bool:
        """Whether it tells of many things: such an article seeds, joins and bridges no event."""
        is_roundup = self.kind is ArticleKind.ROUNDUP
        return is_roundup or (self.template is not None and self.template.lists)

    @property
    def distinct(self) -> set[str]:
        """Everything that is counted once per article."""
        return {*self.title, *self.lead, *self.names, *self.concepts}


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """An article's weighed features."""

    raw: Raw
    full: Vector
    """All of them."""
    neutral: Vector
    """Those that do not depend on the language, scaled by themselves."""
    tells: bool
    """It holds more than numbers."""
    hours: float
    """When it was published, since 1970."""
    slack: float
    """Hours by which that may be off."""
    probes: tuple[tuple[str, float], ...]
    """The heaviest, by which its event is found, with their weights."""
    sense: Sense | None = None
    """What the headline means, where a model may be asked."""
    alike: dict[ArticleId, float] = field(default_factory=dict, compare=False, repr=False)
    """What `parting` found of others that it was held against: it never changes."""


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
    in_title, in_head, in_body = (finder.find(text) for text in (title, head, body[len(head) :]))
    meanings = dict.fromkeys((*sorted(f"s:{symbol}" for symbol in item.symbols), *in_body), _BODY)
    meanings |= {found: IN_LEAD * (1.0 + math.log(n)) for found, n in Counter(in_head).items()}
    for found in (*sorted(f"s:{symbol}" for symbol in item.title_symbols), *in_title):
        meanings[found] = IN_TITLE
    told = figures(title)
    return Raw(
        article_id=item.article_id,
        time=item.time,
        slack=item.slack,
        lang=item.lang,
        kind=item.kind,
        title=(*words(title), *told),
        lead=Counter((*words(head), *figures(head))),
        names={name: weight for name, weight in meanings.items() if name[0] == "s"},
        title_names=frozenset(
            (
                *(found for found in in_title if found[0] == "s"),
                *(f"s:{s}" for s in item.title_symbols),
            )
        ),
        title_amounts=frozenset(filter(is_amount, told)),
        concepts={idea: weight for idea, weight in meanings.items() if idea[0] == "c"},
        actions={f"a:{action}": IN_TITLE for action in sorted(actions(title))},
        places={
            **dict.fromkeys(places(head), IN_LEAD),
            **dict.fromkeys(places(title), IN_TITLE),
        },
        directions=directions(title, (*finder.spans(title), *place_spans(title))),
        periods=periods(title),
        numbers=tuple(_DIGITS.findall(title)),
        lead_numbers=frozenset(_NUMBER.findall(head)),
        template=templated(
            item.title,
            item.text,
            published=item.time,
            symbols=frozenset(n for n in in_title if n[0] == "s"),
        ),
    )


def weigh(raw: Raw, rarity: Callable[[Iterable[str], str], Mapping[str, float]]) -> Features:
    """Return the article's features, each weighed by its place, its family and its rarity."""
    lang = raw.lang
    alike = dict(_neutral(raw, lambda f: rarity((f,), lang)[f]))
    word = WEIGHTS["word"]
    held = {w: IN_LEAD * (1.0 + math.log(n)) for w, n in raw.lead.items()}
    for w in dict.fromkeys(raw.title):
        held[w] = held.get(w, 0.0) + SHAPE["title"]
    full = alike | {w: word * weight for w, weight in held.items() if ":" not in w}
    rare = rarity(full, lang)
    full = {found: weight * rare[found] for found, weight in full.items()}
    scaled = _scaled(full)
    least = sorted(scaled.values(), reverse=True)[:_PROBES][-1] if scaled else 0.0
    heaviest = sorted((-weight, found) for found, weight in scaled.items() if weight >= least)
    return Features(
        raw=raw,
        full=scaled,
        neutral=_scaled({found: full[found] for found in alike}),
        tells=any(not feature.startswith("#:") for feature in scaled),
        hours=raw.time.timestamp() / 3600.0,
        slack=raw.slack.total_seconds() / 3600.0,
        probes=tuple((found, -weight) for weight, found in heaviest[:_PROBES]),
    )


def _neutral(raw: Raw, rarity: Callable[[str], float]) -> Iterator[tuple[str, float]]:
    """Yield the features that every language shares, with their weights before rarity."""
    figure, number = WEIGHTS["figure"], WEIGHTS["number"]
    title = set(raw.title)
    for found, times in raw.lead.items():
        if ":" in found:
            yield (
                found,
                figure * (IN_LEAD * (1.0 + math.log(times)) + (found in title) * SHAPE["title"]),
            )
    for found in title:
        if ":" in found and found not in raw.lead:
            yield found, figure * SHAPE["title"]
    for found in dict.fromkeys((*raw.numbers, *sorted(raw.lead_numbers))):
        yield (
            f"#:{found}",
            number
            * ((found in raw.numbers) * SHAPE["title"] + (found in raw.lead_numbers) * IN_LEAD),
        )
    for found, weight in raw.names.items():
        yield found, WEIGHTS["name"] * weight
    for found, weight in raw.concepts.items():
        yield found, WEIGHTS["concept"] * weight
    for found, weight in raw.actions.items():
        yield found, WEIGHTS["action"] * weight
    for found, weight in raw.places.items():
        yield found, WEIGHTS["place"] * weight
    yield from _pairs(raw, rarity)


def _pairs(raw: Raw, rarity: Callable[[str], float]) -> Iterator[tuple[str, float]]:
    """Yield who with what: the parties of a story with what they do is what makes it one story."""
    names = _foremost(raw.names, rarity, _MOST_NAMES)
    ideas = _foremost(raw.concepts, rarity, _MOST_CONCEPTS)
    for name, mine in names:
        for idea, its in ideas:
            yield f"x:{name[2:]}|{idea[2:]}", WEIGHTS["name_concept"] * min(mine, its)
        for action, its in raw.actions.items():
            yield f"x:{name[2:]}|{action[2:]}", WEIGHTS["name_action"] * min(mine, its)
    for (one, mine), (other, its) in combinations(ideas, 2):
        yield f"y:{one[2:]}|{other[2:]}", WEIGHTS["concepts"] * min(mine, its)
    for (one, mine), (other, its) in combinations(names, 2):
        yield f"z:{one[2:]}|{other[2:]}", WEIGHTS["names"] * min(mine, its)


def _foremost(
    held: Mapping[str, float], rarity: Callable[[str], float], most: int
) -> list[tuple[str, float]]:
    told = list(held.items())
    if len(told) > most:
        told.sort(key=lambda pair: (-pair[1] * rarity(pair[0]), pair[0]))
        del told[most:]
    told.sort()
    return told


def dot(left: Vector, right: Vector) -> float:
    """Return the inner product of two sparse vectors, the same whichever comes first."""
    shared = left.keys() & right.keys()
    # An exact sum, because sets have no order of their own.
    return math.fsum([left[feature] * right[feature] for feature in shared]) if shared else 0.0


def _scaled(vector: dict[str, float]) -> dict[str, float]:
    """Return the vector at nearly unit length: what says more stays a little longer."""
    square = sum(weight * weight for weight in vector.values())
    if square <= 0.0:
        return {}
    length = math.sqrt(square)
    scale = (length / _MIDDLING_LENGTH) ** SHAPE["length"] / length
    # One object for each feature: compared by address, and kept once.
    return {intern(feature): weight * scale for feature, weight in vector.items() if weight > 0.0}
