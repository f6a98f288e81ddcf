"""Article → features: weighed words, figures, names and concepts, and who with what."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import combinations
from operator import mul
from sys import intern
from zlib import crc32

from tapestory.late_regex import late_regex
from tapestory.matching.actions import actions, directions
from tapestory.matching.central_banks import central_banks
from tapestory.matching.concepts import ConceptFinder, is_name
from tapestory.matching.figures import figures, is_amount
from tapestory.matching.items import MatchItem
from tapestory.matching.periods import periods
from tapestory.matching.places import countries, place_spans, places
from tapestory.matching.semantic import Sense
from tapestory.matching.templates import Templated, templated
from tapestory.matching.titles import cleaned
from tapestory.matching.weights import SHAPE, WEIGHTS
from tapestory.matching.words import fold, lead_length, words
from tapestory.model import ArticleId, ArticleKind

Vector = Mapping[str, float]
"""Feature → weight."""

_DIGITS = late_regex(r"\d+")
_NUMBER = late_regex(r"\d[\d.,]*\d|\d")
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
    seats: frozenset[str] = frozenset()
    """Countries and central banks that the headline names, Europe as a whole left out."""
    grounds: frozenset[str] = frozenset()
    """Those of headline and lead."""
    outlet: str = ""
    wording: int = 0
    """The same for the same words of the lead; 0 where there are none."""

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
    full: dict[str, float]
    """All of them; as what stands below, it is shared and never changed."""
    neutral: dict[str, float]
    """Those that do not depend on the language, scaled by themselves."""
    tells: bool
    """It holds more than numbers."""
    hours: float
    """When it was published, since 1970."""
    slack: float
    """Hours by which that may be off."""
    probes: tuple[str, ...]
    """The heaviest, the heaviest first, by which its event is found."""
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
    named = finder.spans(title)
    in_title = [found for found, _, _ in named]
    in_head, in_body = finder.find(head), finder.find(body[len(head) :])
    symbols = [f"s:{symbol}" for symbol in sorted(item.title_symbols)]
    meanings = dict.fromkeys((*(f"s:{symbol}" for symbol in sorted(item.symbols)), *in_body), _BODY)
    meanings |= {found: IN_LEAD * _told_so_often(n) for found, n in Counter(in_head).items()}
    meanings |= dict.fromkeys((*symbols, *in_title), IN_TITLE)
    told = figures(title)
    in_lead = Counter((*words(head), *figures(head)))
    seats = _seats(title)
    return Raw(
        article_id=item.article_id,
        time=item.time,
        slack=item.slack,
        lang=item.lang,
        kind=item.kind,
        title=(*words(title), *told),
        lead=in_lead,
        names={name: weight for name, weight in meanings.items() if name[0] == "s"},
        title_names=frozenset((*filter(is_name, in_title), *symbols)),
        title_amounts=frozenset(filter(is_amount, told)),
        concepts={idea: weight for idea, weight in meanings.items() if idea[0] == "c"},
        actions={f"a:{action}": IN_TITLE for action in sorted(actions(title))},
        places={
            **dict.fromkeys(places(head), IN_LEAD),
            **dict.fromkeys(places(title), IN_TITLE),
        },
        directions=directions(title, (*named, *place_spans(title))),
        periods=periods(title),
        numbers=tuple(_DIGITS.findall(title)),
        lead_numbers=frozenset(_NUMBER.findall(head)),
        template=templated(
            item.title,
            item.text,
            published=item.time,
            symbols=frozenset(filter(is_name, in_title)),
        ),
        seats=seats,
        grounds=seats | _seats(head),
        outlet=intern(item.outlet),
        wording=_wording(in_lead),
    )


def _seats(folded: str) -> frozenset[str]:
    return countries(places(folded)) | central_banks(folded)


def _wording(lead: Mapping[str, int]) -> int:
    return crc32(repr(sorted(lead.items())).encode()) if lead else 0


def weigh(raw: Raw, rarity: Callable[[Iterable[str], str], Mapping[str, float]]) -> Features:
    """Return the article's features, each weighed by its place, its family and its rarity."""
    lang = raw.lang
    alike = _neutral(raw, lambda f: rarity((f,), lang)[f])
    full = alike | _of_words(raw)
    rare = rarity(full, lang)
    full = dict(zip(full, map(mul, full.values(), rare.values()), strict=True))
    scaled = _scaled(full)
    least = sorted(scaled.values(), reverse=True)[:_PROBES][-1] if scaled else 0.0
    heaviest = sorted([(-weight, found) for found, weight in scaled.items() if weight >= least])
    return Features(
        raw=raw,
        full=scaled,
        neutral=_scaled({found: full[found] for found in alike}),
        tells=any(feature[:2] != "#:" for feature in scaled),
        hours=raw.time.timestamp() / 3600.0,
        slack=raw.slack.total_seconds() / 3600.0,
        probes=tuple([found for _, found in heaviest[:_PROBES]]),
    )


def _told_so_often(times: int) -> float:
    """Return what counts that is told so many times: each further time adds less."""
    return 1.0 + math.log(times) if times > 1 else 1.0


def _of_words(raw: Raw) -> dict[str, float]:
    """Return words and their weights before rarity."""
    word, in_title = WEIGHTS["word"], SHAPE["title"]
    held = {w: IN_LEAD * _told_so_often(n) for w, n in raw.lead.items() if ":" not in w}
    for w in dict.fromkeys(raw.title):
        if ":" not in w:
            held[w] = held.get(w, 0.0) + in_title
    return held if word == 1.0 else {w: word * weight for w, weight in held.items()}


def _neutral(raw: Raw, rarity: Callable[[str], float]) -> dict[str, float]:
    """Return the features that every language shares, with their weights before rarity."""
    held = _of_figures(raw)
    for names, family in (
        (raw.names, "name"),
        (raw.concepts, "concept"),
        (raw.actions, "action"),
        (raw.places, "place"),
    ):
        counts = WEIGHTS[family]
        if counts and names:
            held |= {found: counts * weight for found, weight in names.items()}
    held |= _pairs(raw, rarity)
    return held


def _of_figures(raw: Raw) -> dict[str, float]:
    """Return figures and bare numbers; what the headline and the lead tell counts for both."""
    figure, number, in_title = WEIGHTS["figure"], WEIGHTS["number"], SHAPE["title"]
    held: dict[str, float] = {}
    for found, times in raw.lead.items():
        if ":" in found:
            told = found in raw.title
            held[intern(found)] = figure * (IN_LEAD * _told_so_often(times) + told * in_title)
    for found in raw.title:
        if ":" in found and found not in held:
            held[intern(found)] = figure * in_title
    for found in dict.fromkeys((*raw.numbers, *sorted(raw.lead_numbers))):
        held[intern(f"#:{found}")] = number * (
            (found in raw.numbers) * in_title + (found in raw.lead_numbers) * IN_LEAD
        )
    return held


def _pairs(raw: Raw, rarity: Callable[[str], float]) -> Iterator[tuple[str, float]]:
    """Yield who with what: the parties of a story with what they do is what makes it one story."""
    names = _foremost(raw.names, rarity, _MOST_NAMES)
    ideas = _foremost(raw.concepts, rarity, _MOST_CONCEPTS)
    with_idea, with_action = WEIGHTS["name_concept"], WEIGHTS["name_action"]
    deeds = [(action[2:], weight) for action, weight in raw.actions.items()]
    for name, mine in names:
        for idea, its in ideas:
            yield intern(f"x:{name}|{idea}"), with_idea * min(mine, its)
        for action, its in deeds:
            yield intern(f"x:{name}|{action}"), with_action * min(mine, its)
    for (one, mine), (other, its) in combinations(ideas, 2):
        yield intern(f"y:{one}|{other}"), WEIGHTS["concepts"] * min(mine, its)
    for (one, mine), (other, its) in combinations(names, 2):
        yield intern(f"z:{one}|{other}"), WEIGHTS["names"] * min(mine, its)


def _foremost(
    held: Mapping[str, float], rarity: Callable[[str], float], most: int
) -> list[tuple[str, float]]:
    """Return the rarest, without their family, in order."""
    told = list(held.items())
    if len(told) > most:
        told.sort(key=lambda pair: (-pair[1] * rarity(pair[0]), pair[0]))
        del told[most:]
    return sorted([(found[2:], weight) for found, weight in told])


def dot(left: Vector, right: Vector) -> float:
    """Return the inner product of two sparse vectors, the same whichever comes first."""
    shared = left.keys() & right.keys()
    # An exact sum, because sets have no order of their own.
    return math.fsum([left[feature] * right[feature] for feature in shared]) if shared else 0.0


def _scaled(vector: Mapping[str, float]) -> dict[str, float]:
    """Return the vector at nearly unit length: what says more stays a little longer."""
    weights = vector.values()
    square = sum(map(mul, weights, weights))
    if square <= 0.0:
        return {}
    length = math.sqrt(square)
    scale = (length / _MIDDLING_LENGTH) ** SHAPE["length"] / length
    return {feature: weight * scale for feature, weight in vector.items() if weight > 0.0}
