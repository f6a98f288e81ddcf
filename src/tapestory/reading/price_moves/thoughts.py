"""Language → the words that show that a move is expected, feared or supposed, not told."""

from __future__ import annotations

import re
from functools import cache

from tapestory.late_regex import late_regex

_NOT_YET = {
    "en": r"""would|could|might|should|if|will|(?-i:may)|can|shall|expected\s+(?:to|an?|the)|
    (?:had|were|was|have)\s+expected|expects?|
        forecast\s+to|forecasts|likely\s+to|set\s+to|poised\s+to|about\s+to|sees|targets?|
        potential(?:ly)?|implies|implying|implied|assum\w+|scenario|whenever|unless|until|till|
        once|hypothetical\w*|cap(?:ped)?\s+at|triggers?\s+(?:when|if|at)|must""",
    "de": r"würde\w*|könnte\w*|dürfte\w*|sollte\w*|wenn|falls|erwartet\w*|bis\s+zu\s+einem",
    "fr": r"pourrai\w*|devrai\w*|ferai\w*|attend\w*|prévoi\w*|si",
    "es": r"podría\w*|debería\w*|espera\w*|prevé\w*|si",
    "pt": r"poderia\w*|pode|deve(?:ria|m)?|espera\w*|prevê\w*|se",
    "it": r"potrebbe\w*|dovrebbe\w*|attes[oa]|prevede\w*",
    "nl": r"zou(?:den)?|kan|zal|verwacht\w*|als",
    "ru": r"может|могут|мог(?:ла|ло|ли)?|ожида\w+|прогноз\w+|если",
    "zh": r"""若|如果|假如|假设|可能|或将|或將|恐将|恐將|预计|預計|预期|預期|有望|料将|料將|将会|
        將會|看至""",
    "ko": r"전망|예상|경우|가능성|수\s?있|할\s?듯",
    "ja": r"見通し|予想|見込み|可能性|なら|れば|だろう|かもしれ",
}
_CONDITION = {
    "en": r"if|unless|should|suppose|assuming|imagine",
    "de": r"wenn|falls|sollte",
    "fr": r"si|à\s+supposer",
    "es": r"si",
    "pt": r"se|caso",
    "it": r"se",
    "nl": r"als|indien",
    "ru": r"если",
    "zh": r"如果|若|假如|假设|一旦",
    "ko": r"만약|만일",
    "ja": r"もし|仮に",
}
_NO_SPACES = frozenset({"zh", "ko", "ja"})


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what makes a move a thought, and what makes all of a sentence one."""
    spoken = ("en",) if lang not in _NOT_YET else tuple(dict.fromkeys(("en", lang)))
    return (
        late_regex(_any(_NOT_YET, spoken), re.VERBOSE | re.IGNORECASE),
        late_regex(rf"[\s\"'“‘「(]*(?:{_any(_CONDITION, spoken)})", re.VERBOSE | re.IGNORECASE),
    )


def _any(words: dict[str, str], spoken: tuple[str, ...]) -> str:
    return "|".join(
        words[lang] if lang in _NO_SPACES else rf"\b(?:{words[lang]})\b" for lang in spoken
    )


def is_thought(before: str, opening: str, lang: str) -> bool:
    """Tell whether a move has not happened but is thought of.

    Args:
        before: The words in front of the number that belong to it.
        opening: The part of the sentence up to the number, from its last semicolon.
        lang: Primary tag; English words count in every language.
    """
    thought, condition = _patterns(lang)
    return bool(thought.search(before) or condition.match(opening))
