"""The classes of words that show how something is told, and how English words are inflected."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from itertools import product

from tapestory.late_regex import late_regex


class Class(Enum):
    """What a word or phrase says about the telling."""

    # An enumeration hashes its members' names, in Python: these are looked up by the hundred.
    __hash__ = object.__hash__

    DEED = "deed"
    """A finite verb of an accomplished public deed: signed, launches, 签署."""
    DEED_AFTER_NAME = "deed after a name"
    """A form that is a deed only right behind a name, and else a noun: prices, orders."""
    DEED_NOUN = "deed, as a noun"
    """What only a done deed leaves: deal, contract, results of a round."""
    RESULTS = "results"
    """The words of a report of results."""
    MARKET = "market"
    """What a market as a whole does: closes, triggers a circuit breaker."""
    RECORD = "record"
    """Where a party puts things on record: a filing, a statement, an earnings call."""
    CONFIRM = "confirm"
    """A verb by which a party stands to a claim."""
    SPEECH = "speech"
    """A verb of saying."""
    INTENT = "intent"
    """A plan or an intention, or a state of affairs that is still to come."""
    TALKS = "talks"
    """Talks, and thoughts of what might be done: nothing is decided."""
    MODAL = "modal"
    """May, could, would: possible, not told as a fact."""
    REPORT = "report"
    """What is told is another's report."""
    LEAK = "leak"
    """Words said behind doors, which only a report brings out."""
    RUMOUR = "rumour"
    """Talk that nobody stands behind."""
    UNCONFIRMED = "unconfirmed"
    """A party has not spoken, or declined to."""
    DENIAL = "denial"
    """A verb by which a party contradicts a claim."""
    DISCLAIMER = "disclaimer"
    """A party says what it does not plan, or that it did no wrong."""
    PLAYED_DOWN = "played down"
    """A verb by which a party takes something off a claim, and leaves the rest."""
    RETRACTION = "retraction"
    """An outlet takes its own report back."""
    NEGATION = "negation"
    """Not, never, neither."""
    CONDITION = "condition"
    """If, whether, unless: what follows is not told as a fact."""
    VOICE = "voice"
    """Somebody who speaks for a party: a spokesperson, the chief executive."""
    ONLOOKER = "onlooker"
    """Somebody who speaks for no party: analysts, investors, observers."""
    BLANK = "blank"
    """A phrase that looks like one of the others and says nothing."""


Words = Mapping[Class, str]
"""The phrases of each class, lower case, parted by "|"; "{a/b} c" stands for "a c" and "b c"."""

_SLOT = late_regex(r"\{([^{}]*)\}")


def phrases(words: str) -> list[str]:
    """Return the phrases of a list parted by "|", with every filler of every slot put in.

    A filler "_" leaves its slot empty.
    """
    found: list[str] = []
    for raw in words.split("|"):
        pieces = _SLOT.split(raw)
        slots = [piece.split("/") if i % 2 else [piece] for i, piece in enumerate(pieces)]
        for fillers in product(*slots):
            plain = " ".join("".join("" if f.strip() == "_" else f for f in fillers).split())
            if plain:
                found.append(plain)
    return found


def past(verbs: str) -> str:
    """Return the past forms of regular English verbs parted by white space."""
    return "|".join(_past(verb) for verb in verbs.split())


def third(verbs: str) -> str:
    """Return the third person of regular English verbs."""
    return "|".join(_third(verb) for verb in verbs.split())


def all_forms(verbs: str) -> str:
    """Return every form of regular English verbs: plan, plans, planned, planning."""
    return "|".join(
        f"{verb}|{_third(verb)}|{_past(verb)}|{_stem(verb)}ing" for verb in verbs.split()
    )


def joined(*lists: str) -> str:
    """Return several lists as one."""
    return "|".join(lists)


_VOWELS = "aeiou"
_DOUBLING = frozenset(
    (
        "acquit",
        "ban",
        "bar",
        "cap",
        "commit",
        "plan",
        "rebut",
        "refer",
        "scrap",
        "ship",
        "tap",
        "trim",
    )
)


def _stem(verb: str) -> str:
    if verb in _DOUBLING:
        return verb + verb[-1]
    return verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb


def _third(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return f"{verb}es"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return f"{verb[:-1]}ies"
    return f"{verb}s"


def _past(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return f"{verb[:-1]}ied"
    return f"{verb}d" if verb.endswith("e") else f"{_stem(verb)}ed"
