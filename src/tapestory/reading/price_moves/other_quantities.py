"""The words around a percentage → whether it measures something other than a price."""

from __future__ import annotations

import re

from tapestory.late_regex import late_regex
from tapestory.reading.price_moves.clauses import MASK
from tapestory.reading.price_moves.movewords import Vocabulary

_OF_WHAT = late_regex(
    r"^[\s-]*(?:(?:\w+[\s-]+){0,2}?)(?:in|of|on|for|bei|beim|de|des|du|del|do|da|di|van)\s+"
    r"(?:[\w.'’&-]+\s+){0,5}?$",
    re.IGNORECASE,
)
_ITS_VALUE = late_regex(
    r"^\s*(?:of\s+(?:its|their)\s+(?:market\s+|stock\s+|stock-market\s+)?(?:value|"
    r"worth|price|capitali[sz]ation)|"
    r"(?:ihres|seines)\s+(?:Börsen)?werts?|de\s+(?:sa|su|leur)\s+val(?:eur|or)|"
    r"del\s+suo\s+valore|do\s+valor)",
    re.IGNORECASE,
)
_TO_AN_AMOUNT = late_regex(
    r"\s*(?:to|at|auf|à|a|al?|till|tot|до)\s+(?:about\s+|around\s+|nearly\s+|some\s+|"
    r"a\s+record\s+|over\s+)?"
    r"[^\d\s]{0,4}\s?\d[\d.,]{0,9}\s?(?:bn|billions?|m|mn|millions?|trn?|tn|"
    r"trillions?|GW|MW|units|users|"
    r"Mrd|Mio|Milliarden|Millionen|milliards?|millones|bilhões|milhões|miliardi|"
    r"milioni|miljard|миллиард\w*|млрд|млн)\b",
    re.IGNORECASE,
)
""""Up 21% to $19.2bn": no share costs so much."""
_SHARE_OF = late_regex(
    r"^\s*(?:of\b|der\s|des\s|de\s(?!baja|hausse|alza|queda|alta)|"
    r"的(?:股份|股权|股權|持股|份额|收入|营收))",
    re.IGNORECASE,
)
_CAUSE = late_regex(
    r"\b(?:after|as|on|to|amid|amidst|despite|because|since|while|following|and|with|"
    r"by|over|at|from|when|"
    r"ahead\s+of|before|near|versus|against|into|within|"
    r"nach|wegen|auf|après|sur|tras|por|após|dopo|per|na|op|после|на)\b|[,，;；。.]",
    re.IGNORECASE,
)
_CAUSE_BEFORE = late_regex(
    r"\b(?:on|after|amid|amidst|as|despite|over|following|with|ahead\s+of|before|"
    r"due\s+to|by|since|when|because|for|about|"
    r"nach|wegen|trotz|après|malgré|tras|por|após|dopo|na|после|из-за)\s+(?:[^\s,;]+\s+){0,5}$",
    re.IGNORECASE,
)
_OF_A_NAME = late_regex(
    r"""\s*(?:\b(?:of|at|for|in|by|from|von|bei|vom|beim|der|des|de|du|del|della|dello|di|da|do|
    dos|das|van|bij)\b|
    \b(?:dell|d)['’])?\s*(?:(?:the|la|le|les|el|los|las|il)\s+|l['’])?$""",
    re.VERBOSE | re.IGNORECASE,
)
_NOUN_REACH = 60
_A_COUNT = late_regex(
    r"""\d[\d.,]{0,12}\s(?:(?:million|billion|thousand|m|mn|bn)\s)?(?!points?|pts|dollars?|
    cents?|euros?|pence|won|yen|yuan|
    a\.?m|p\.?m|ET|on\b|in\b|at\b|by\b|after\b)[a-z]{3,}(?:\s[a-z]{3,})?,\s(?:up|down|a\s(?:rise|
    fall|gain|drop|jump|decline)\sof)\s
    (?:(?:about|nearly|some|roughly|more\sthan|over)\s)?$""",
    re.VERBOSE,
)
""""480 cars, up 25%": it is the cars that are more."""
_JUST_A_PARTICLE = late_regex(
    r"^[\s\d.,$€£¥bnmtrillion]{0,24},?\s*\(?(?:up|down|higher|lower|plus|minus)?\s*\(?$",
    re.IGNORECASE,
)


_LEVEL = late_regex(
    r"(?<!close\s)(?<!up\s)\b(?:to|at|reach(?:ed|es|ing)|stood\s+at|stands\s+at|"
    r"totall?ed)\s+(?:a\s+)?"
    r"(?:about\s+|around\s+|nearly\s+|almost\s+|roughly\s+|some\s+|over\s+|"
    r"more\s+than\s+|just\s+)?$",
    re.IGNORECASE,
)
_OF_A_MOVE = late_regex(
    r"\b(?:gains?|loss(?:es)?|declines?|drops?|rally|advances?|slides?|slumps?|"
    r"plunges?|jumps?|moves?|"
    r"extend(?:s|ed|ing)?|deepen(?:s|ed|ing)?|widen(?:s|ed|ing)?|narrow(?:s|ed|ing)?|pare(?:s|d)|"
    r"paring|trim(?:s|med|ming)?|swung|swing(?:s|ing)?)\b",
    re.IGNORECASE,
)


_PARED = late_regex(
    r"\b(?:extend|deepen|widen|narrow|par|trim|pare|trimm)(?:s|d|ed|ing)?\s+(?:its\s+|"
    r"their\s+|the\s+)?"
    r"(?:early\s+|earlier\s+)?$",
    re.IGNORECASE,
)
"""Before "losses" or "gains" these speak of prices."""


def heads_a_name(text: str, start: int, words: Vocabulary) -> bool:
    """Tell whether the noun before a name is what moves: "sales at X", "Umsatz von X"."""
    before = text[max(0, start - _NOUN_REACH) : start]
    nouns = list(words.quantities.finditer(before))
    return bool(nouns) and _OF_A_NAME.match(before, nouns[-1].end()) is not None


def is_a_level(before: str) -> bool:
    """Tell whether a number is what something came to ("rose to 8%"), not by how much it moved."""
    level = _LEVEL.search(before)
    return level is not None and not _OF_A_MOVE.search(before[: level.start()])


def says_something_else(before: str, words: Vocabulary) -> bool:
    """Tell whether the words between the name and the number name another quantity."""
    if _A_COUNT.search(before):
        return True
    other = [
        noun
        for noun in words.quantities.finditer(before)
        if not _PARED.search(before[: noun.start()])
    ]
    if not other:
        return False
    last = other[-1]
    governed = _CAUSE_BEFORE.search(before[: last.start()]) is not None
    if not governed and _JUST_A_PARTICLE.match(before[last.end() :]):
        return True  # "deliveries, up 25%", "revenue (+21%)"
    price = list(words.shares.finditer(before))
    if price:
        later = [o for o in other if o.start() > price[-1].end()]
        return bool(later) and not re.search(r",|\b(?:on|after|amid|as|despite|over)\b", before)
    verb = list(words.direction.finditer(before))
    if verb and last.start() > verb[-1].end():
        # "fell after revenue …": the noun stands behind the verb
        return not re.search(
            r"\b(?:after|on|as|amid|despite|over|following|with|in)\b", before[verb[-1].end() :]
        )
    # "Meta, hit by spending, fell": a noun in an aside does not count
    return not governed and "," not in before[last.end() :]


def is_of_something(right: str, words: Vocabulary) -> bool:
    """Tell whether the words after a number say what it is a part or a change of."""
    if _ITS_VALUE.match(right):
        return False
    if _TO_AN_AMOUNT.match(right):
        return True
    if _SHARE_OF.match(right):
        return True
    found = words.quantities.search(right)
    if found is None:
        return False
    before = right[: found.start()].replace(MASK, "x")
    if _CAUSE.search(before):
        return False
    direct = re.fullmatch(r"[\s-]*(?:[\w-]+\s+){0,2}", before) is not None
    return direct or _OF_WHAT.match(before) is not None
