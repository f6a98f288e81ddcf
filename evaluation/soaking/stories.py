"""A number → a story that several feeds tell in their own words, or one that a single feed tells.

Names of places, projects and people, and most nouns, are made up of syllables, new ones for each
story: two stories share what language and a trade share, and no more. Every sentence is ours.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

COMPANIES: Mapping[str, str] = {
    "MSFT": "Microsoft", "ORCL": "Oracle Corp", "TSLA": "Tesla", "CRWV": "CoreWeave",
    "NBIS": "Nebius", "NVDA": "Nvidia", "AMD": "AMD", "INTC": "Intel Corp", "AVGO": "Broadcom",
    "MU": "Micron", "DELL": "Dell Technologies", "CSCO": "Cisco", "ANET": "Arista Networks",
    "VRT": "Vertiv", "CRM": "Salesforce", "PLTR": "Palantir", "SNOW": "Snowflake",
    "QCOM": "Qualcomm",
}  # fmt: skip
_ONSET = ("b", "br", "d", "dr", "f", "g", "gl", "h", "k", "l", "m", "n", "p", "pl", "r", "s", "st")
_VOWEL = ("a", "e", "i", "o", "u", "ay", "ou")
_CODA = ("", "l", "n", "r", "s", "sk", "m", "nd", "th")

_SOURCES = "people familiar with the matter said"
_DEALS = (
    (
        (
            "{company} to build a {amount} billion dollar plant in {place}",
            "{place} gets {company} plant for ${amount} billion",
            "${amount} billion for {place}: {company} builds",
        ),
        (
            "{company} would build a {project} plant in {place} for ${amount} billion, it said.",
            "The {project} plant that {company} plans in {place} is to cost ${amount} billion.",
            "Work on {project}, a ${amount} billion plant of {company}, begins in {place}.",
        ),
    ),
    (
        (
            "{company} wins ${amount} billion {project} contract from {place}",
            "{place} gives {company} its {project} order, worth ${amount} billion",
            "{project}: {company} beats rivals to ${amount} billion {place} contract",
        ),
        (
            "{company} won the {project} contract of {place}, worth ${amount} billion.",
            "The rulers of {place} chose {company} for {project}, at ${amount} billion.",
            "{place} signed with {company} for {project}; the order is ${amount} billion.",
        ),
    ),
    (
        (
            "{company} in talks to buy {project} of {place} for ${amount} billion",
            "{project}, a start-up from {place}, courted by {company} for ${amount} billion",
            "{company} said to offer ${amount} billion for {place}'s {project}",
        ),
        (
            f"{{company}} may buy {{project}} of {{place}} for ${{amount}} billion, {_SOURCES}.",
            f"{{project}} of {{place}} may go to {{company}} for ${{amount}} billion, {_SOURCES}.",
            f"{{company}} offers ${{amount}} billion for {{project}} of {{place}}, {_SOURCES}.",
        ),
    ),
    (
        (
            "{company} recalls {count} {project} machines after fire in {place}",
            "After a fire in {place}, {company} calls back {count} {project} machines",
            "{count} {project} machines recalled by {company}: one burned in {place}",
        ),
        (
            "{company} recalls {count} machines of its {project} line: one burned in {place}.",
            "A {project} machine caught fire in {place}; {company} calls back {count} of them.",
            "The fire in {place} makes {company} recall {count} {project} machines.",
        ),
    ),
)
_AFTER_A_DEAL = (
    "Shares of {company} rose {percent}% in New York.",
    "{person}, who has the {project} {first} in hand, called the {second} of {place} prepared.",
    "The {third} of {project} had been expected elsewhere than at the {fourth} in {place}.",
    "{place} has waited for a {fifth} like {project} since its {sixth} closed.",
    "Nobody would say when the {second} of {project} pays for the {fourth}.",
)
_TOWN = (
    (
        "{person} on {first} {second} in {place}",
        "{place}: {person} and the {first}",
        "{first} and {second} for {place} {project}",
        "The {first} of {place}, {count} {second}",
    ),
    (
        "The {third} of {person} stood by the {project} {fourth}.",
        "{place} {does} the {first} again, {fifth} by {sixth}.",
        "Whoever walks past the {project} {second} sees {count} {third}.",
        "To {person} the {fourth} of {place} was a {sixth}.",
        "A {fifth} wrote the {first} down, and {project} {does} it.",
    ),
)
_DOES = (
    "paints", "counts", "repairs", "lends", "moves", "praises", "sketches", "auctions", "hides",
    "mends", "weighs", "names", "opens", "buries", "finds", "guards", "borrows", "washes", "plants",
    "carves", "feeds", "harvests", "invites", "measures", "polishes", "records", "rents", "saves",
)  # fmt: skip
_OWN_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What happened, as made up."""

    facts: Mapping[str, str]
    titles: Sequence[str] = ()
    leads: Sequence[str] = ()
    more: Sequence[str] = ()

    def title(self, teller: int) -> str:
        """Return the headline in the words of one of its tellers."""
        return self.titles[teller % len(self.titles)].format(**self.facts)

    def text(self, teller: int, corrected: Mapping[str, str] | None = None) -> str:
        """Return what a teller says of it; some fact may be another by now."""
        facts = {**self.facts, **(corrected or {})}
        lead = [self.leads[teller % len(self.leads)]] if self.leads else []
        first = teller % len(self.more)
        rest = [*self.more[first:], *self.more[:first]][:3]
        return " ".join(sentence.format(**facts) for sentence in (*lead, *rest))


@cache
def story(number: int, *, shared: bool) -> Story:
    """Return a story, the same in every run."""
    dice = random.Random(f"story {number} {shared}")  # noqa: S311 (the same in every run)
    facts = {
        "place": _name(dice),
        "project": _name(dice),
        "person": f"{_name(dice)} {_name(dice)}",
        "does": dice.choice(_DOES),
        **{word: _name(dice).lower() for word in _OWN_WORDS},
        "count": str(dice.randint(120, 9_900)),
        "amount": f"{dice.uniform(1.1, 48):.1f}",
        "percent": f"{dice.uniform(0.6, 7):.1f}",
    }
    if not shared:
        headlines, sentences = _TOWN
        return Story(facts=facts, titles=(dice.choice(headlines),), more=sentences)
    facts["company"] = COMPANIES[dice.choice(sorted(COMPANIES))]
    titles, leads = dice.choice(_DEALS)
    return Story(facts=facts, titles=titles, leads=leads, more=_AFTER_A_DEAL)


def _name(dice: random.Random) -> str:
    open_ones = [f"{dice.choice(_ONSET)}{dice.choice(_VOWEL)}" for _ in range(3)]
    syllables = (*open_ones, dice.choice(_CODA))
    return "".join(syllables).title()
