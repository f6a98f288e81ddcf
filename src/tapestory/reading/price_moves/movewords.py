"""Language → the patterns that tell moves of prices from everything else in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from tapestory.late_regex import late_regex
from tapestory.reading.price_moves.directions import DOWN, UP
from tapestory.reading.price_moves.things import OTHER_MARKETS, QUANTITIES, SHARES
from tapestory.reading.text.quick import Quick
from tapestory.reading.text.scan import SENTENCES, Scan

REMEMBERED = 256
"""Sentences about which is remembered what they hold: each is asked once a number."""
_NO_SPACES = frozenset({"zh", "ko", "ja"})


_SCRIPTS = (
    ("ko", late_regex(r"[\uac00-\ud7a3]{2}")),
    ("ja", late_regex(r"[\u3041-\u3096]")),
    ("zh", late_regex(r"[\u4e00-\u9fff]{2}|[跌涨漲挫]")),
    ("ru", late_regex(r"[\u0400-\u04ff]{3}")),
)
"""The letters of a language that no other of ours has; kana before ideographs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The patterns for texts of one language; English belongs to each, as titles and names do."""

    direction: Quick
    """A word that says which way; group "down" or "up"."""
    shares: Quick
    """What the price of a company is called."""
    quantities: Quick
    """What has percentages that are no move of a share."""
    other_markets: Quick
    """What has a price too: gold, bitcoin, the dollar."""


def language_of(sentence: str, lang: str) -> str:
    """Return the language whose words stand in a sentence: its script tells more than the article.

    A Chinese headline made of Latin names is taken for English as a whole; 跌 is Chinese still.
    """
    if sentence.isascii():
        return lang
    for tag, letters in _SCRIPTS:
        if letters.search(sentence):
            return "ja" if tag == "zh" and lang == "ja" else tag
    return lang


@cache
def vocabulary(lang: str) -> Vocabulary:
    """Return the patterns for a language; for one that we do not know, those of English.

    Args:
        lang: Primary tag; "" or "und" means any.
    """
    if lang in {"", "und"}:
        spoken = tuple(DOWN)
    else:
        spoken = tuple(dict.fromkeys(("en", lang) if lang in DOWN else ("en",)))
    ways = f"(?P<down>{_alternatives(DOWN, spoken)})|(?P<up>{_alternatives(UP, spoken)})"
    # A scan of its own: nobody looks for the words of all languages in one sentence.
    scan = Scan(leader=SENTENCES)
    return Vocabulary(
        direction=_compiled(ways, scan),
        shares=_compiled(_alternatives(SHARES, spoken), scan),
        quantities=_compiled(_alternatives(QUANTITIES, spoken), scan),
        other_markets=_compiled(_alternatives(OTHER_MARKETS, spoken), scan),
    )


def _compiled(words: str, scan: Scan) -> Quick:
    return Quick(late_regex(words, re.VERBOSE | re.IGNORECASE), scan)


def _alternatives(words: Mapping[str, str], spoken: Iterable[str]) -> str:
    return "|".join(
        f"(?:{words[lang]})" if lang in _NO_SPACES else rf"\b(?:{words[lang]})\b" for lang in spoken
    )


DIRECTION = vocabulary("").direction
"""A word of any language that says which way; group "down" or "up"."""

BOUNDARY = late_regex(
    r"""[;；]|\s[—–]\s|—|\s-\s(?!\d)|\b(?:while|whereas|but|although|though|after|when|because|
    amid|despite|following|
    (?<!much\s)(?<!low\s)(?<!many\s)(?<!high\s)(?<!well\s)(?<!soon\s)as(?!\s+(?:much|many|low|
    high|of|well|far|soon|\$?\d))|since|unlike|versus|where|
    während|nachdem|aber|obwohl|weil|mientras|tras|pero|aunque|porque|tandis|après|
    mais(?!\s+(?:de|do|que)\b)|
    alors\s+que|parce\s+que|
    mentre|dopo|(?-i:ma|mas)|perché|sebbene|enquanto|após|embora|porque|terwijl|nadat|maar|hoewel|
    omdat)\b
    |в\s+то\s+время\s+как|после\s+того|однако|тогда\s+как|\bа\b|\bно\b
    |而(?!且)|但|反之|尽管|儘管|不过|不過|반면|하지만|그러나|지만|一方|ものの""",
    re.VERBOSE | re.IGNORECASE,
)
"""Where another clause begins, which may have another subject."""


def without_cause(after: str) -> str:
    """Return the words behind a number up to "after …" or "as …": what they date is the cause."""
    for boundary in BOUNDARY.finditer(after):
        if boundary.group().lower() != "since":
            return after[: boundary.start()]
    return after
