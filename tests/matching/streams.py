"""Made-up news that is hard to tell apart: few parties, few words, forms, copies and lists."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from matching.told import told
from tapestory.matching import MatchItem
from tapestory.model import ArticleKind

PARTIES = ("acme", "borealis", "calder", "dunmore", "elstead")
ACTS = ("recalls", "buys", "sells", "merger", "raises", "cuts", "halts", "opens", "reports")
THINGS = (
    *("turbines", "blades", "ferry", "harbour", "chips", "plant", "loan", "stake", "cracks"),
    *("factory", "workers", "strike", "profit", "quarter", "$5bn", "$340 million", "7%", "1,200"),
)
ASIDES = ("orchard", "violin", "glacier", "museum", "comet", "lantern", "pepper", "saddle")
FORMS = (
    "{one} Q2 profit beats estimates",
    "{one} first quarter results: revenue rises 7%",
    "Wall Street closes lower as chips slide",
    "Stocks making the biggest moves midday: {one}, {other}",
    "Evening wrap: {one} recalls turbines, {other} merger, harbour vote",
)
LANGUAGES = ("en",) * 6 + ("und", "de", "zh")
DAY = 24 * 60


def stream(seed: int, *, size: int = 30, gap: float = DAY) -> list[MatchItem]:
    """Return articles in order of time, no two at one instant; the same for the same seed.

    Args:
        seed: Of everything about them.
        size: How many.
        gap: Minutes between two, at most.
    """
    chance = random.Random(seed)  # noqa: S311  # made-up news, no secrets
    found: list[MatchItem] = []
    minutes = 0.0
    for number in range(size):
        minutes += 0.01 + chance.choice((0.0, 1.0, 5.0, 60.0, gap)) * chance.random()
        found.append(_article(chance, f"x{number:03}", minutes, found))
    return found


def _article(
    chance: random.Random, name: str, minutes: float, past: Sequence[MatchItem]
) -> MatchItem:
    one, other = chance.sample(PARTIES, 2)
    form = chance.random()
    kind = ArticleKind.NEWS
    copy_of = None
    if form < 0.08:
        title = chance.choice(FORMS).format(one=one.capitalize(), other=other.capitalize())
    elif form < 0.14:
        title, kind = " ".join(chance.sample(THINGS, 4)), ArticleKind.ROUNDUP
    elif form < 0.2 and past:
        title = chance.choice(past).title
    elif form < 0.25 and past:
        title, copy_of = chance.choice(ASIDES), chance.choice(past).article_id
    else:
        things = chance.sample(THINGS, chance.randint(1, 4))
        asides = chance.sample(ASIDES, chance.randint(0, 2))
        title = " ".join((one, chance.choice(ACTS), *things, *asides))
    words = chance.choices((*THINGS, *ASIDES, *PARTIES), k=chance.choice((0, 0, 5, 20)))
    lang = chance.choice(LANGUAGES)
    text = " ".join(words)
    return told(name, title, text, lang=lang, minutes=minutes, kind=kind, copy_of=copy_of)


def tells_one_story(item: MatchItem) -> bool:
    """Tell whether an article is neither a list nor a copy."""
    wrap = item.title.startswith(("Stocks making", "Evening wrap"))
    return item.kind is ArticleKind.NEWS and item.copy_of is None and not wrap


def with_times(items: Sequence[MatchItem], order: Sequence[int]) -> list[MatchItem]:
    """Return the articles in another order; the times stay where they were."""
    return [replace(items[which], time=slot.time) for which, slot in zip(order, items, strict=True)]
