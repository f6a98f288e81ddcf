"""The words beside a number → whether it is exact, a bound, or about."""

from __future__ import annotations

import re

from tapestory.late_regex import late_regex
from tapestory.model import Comparator
from tapestory.reading.text.quick import Quick
from tapestory.reading.text.scan import SENTENCES, Scan

_BEFORE_WORDS: tuple[tuple[Comparator, str], ...] = (
    (
        Comparator.NEARLY,
        r"""nearly|almost|close\s+to|(?:just|slightly|a\s+little|little)\s+(?:under|below|
    shy\s+of|less\s+than)|near|
        approaching|shy\s+of|fast|knapp|beinahe|nahezu|casi(?:\s+un)?|cerca\s+de\s+un|près\s+de|
        presque|
        quase|perto\s+de|quasi(?:\s+il)?|circa\s+il|bijna|почти(?:\s+на)?|
        近|将近|將近|接近|逼近|几乎|幾乎|险些|거의|近く""",
    ),
    (
        Comparator.UP_TO,
        r"""as\s+(?:much|low|high|many|little)\s+as|up\s+to|at\s+(?:the\s+)?most|
    a\s+maximum\s+(?:of\s+)?|
        no\s+more\s+than|less\s+than|under|below|at\s+worst|at\s+best|by\s+up\s+to|
        bis\s+zu(?:\s+um)?|maximal|
        hasta(?:\s+un)?|como\s+máximo|jusqu['’]à|au\s+plus|fino\s+al?(?:l['’])?|al\s+massimo|
        até|no\s+máximo|tot(?:\s+wel)?|maximaal|до|максимум(?:\s+на)?|
        最多[跌涨漲挫升]?|至多[跌涨漲挫升]?|最高[涨漲升]?|最大で?|最深|高达|高達|多达|多達|최대""",
    ),
    (
        Comparator.OVER,
        r"""more\s+than|(?<!all\s)over|above|at\s+least|exceed(?:s|ed|ing)?|greater\s+than|
    upwards?\s+of|
        in\s+excess\s+of|north\s+of|better\s+than|no\s+less\s+than|beyond|topped|topping|
        mehr\s+als|über|mindestens|gut|más\s+(?:de(?:l)?(?:\s+un)?)|al\s+menos(?:\s+un)?|
        superior\s+al?|
        plus\s+de|au\s+moins|supérieure?\s+à|mais\s+(?:de|do\s+que)|pelo\s+menos|acima\s+de|
        oltre(?:\s+(?:il|l['’]))?|più\s+del?(?:l['’])?|almeno(?:\s+il)?|ruim|meer\s+dan|minstens|
        более(?:\s+чем)?(?:\s+на)?|больше(?:\s+чем)?(?:\s+на)?|свыше|
        [超逾](?:过|過)?|至少|不止|超出""",
    ),
    (
        Comparator.ABOUT,
        r"""about|around|roughly|approximately|some|circa|ca\.?|~|～|≈|〜|an\s+estimated|
        rund|etwa|ungefähr|circa|zirka|alrededor\s+de(?:\s+un|l)?|cerca\s+de(?:l)?|
        aproximadamente|en\s+torno\s+al?|
        unos?|environ|autour\s+de|quelque|aproximadamente|por\s+volta\s+de|circa(?:\s+(?:il|
        l['’]))?|intorno\s+al?|
        ongeveer|zo['’]n|около|примерно(?:\s+на)?|приблизительно(?:\s+на)?|
        约|約|大约|大約|大概|差不多|약|대략|およそ|約""",
    ),
)
_WORDS = Scan(leader=SENTENCES)
"""They are looked for right before numbers, and not in every sentence."""
_FILL = r"[\s-]*(?:(?:by|the|a|an|its|um|un|le|il|lo|l['’]|o|de|het|в|на)\s+)?"
_BEFORE = tuple(
    (
        kind,
        Quick(
            late_regex(rf"(?:(?<![A-Za-zÀ-ÿ])(?:{words})){_FILL}$", re.VERBOSE | re.IGNORECASE),
            _WORDS,
        ),
    )
    for kind, words in _BEFORE_WORDS
)
_AFTER: tuple[tuple[Comparator, re.Pattern[str]], ...] = (
    (
        Comparator.OVER,
        late_regex(
            r"\s?(?:以上|超(?!市|级|級)|余|餘|多(?![头頭空数數])|강(?=[\s,.]|$)|이상|넘|"
            r"を?(?:超え|上回)|(?:가|"
            r"를|을)\s?(?:넘|웃돌|상회)|"
            r"or\s+more\b|and\s+more\b|plus\b|\+(?!\d)|oder\s+mehr\b|o\s+más\b|ou\s+plus\b|"
            r"ou\s+mais\b)",
            re.IGNORECASE,
        ),
    ),
    (
        Comparator.NEARLY,
        late_regex(r"\s?(?:近く|弱(?=[\s、。の])|가까이|에\s?(?:가까|육박|근접)|가까운|미만|未満)"),
    ),
    (
        Comparator.ABOUT,
        late_regex(
            r"\s?(?:左右|上下|前後|程度|ほど|안팎|내외|가량|쯤|대(?![\w가-힣])|정도|or\s+so\b|"
            r"-?ish\b|или\s+около)",
            re.IGNORECASE,
        ),
    ),
    (Comparator.UP_TO, late_regex(r"\s?(?:까지|以内|或以下)")),
)
_AT_ONE_POINT = Quick(
    late_regex(
        r"(?:一度[跌涨漲挫升]?|一時|한때|zeitweise(?:\s+um)?)\s*(?:約|约|약)?\s*$", re.IGNORECASE
    ),
    _WORDS,
)
_LONGEST_BEFORE = 32
_LONGEST_AFTER = 10


def comparator(text: str, start: int, end: int) -> Comparator:
    """Return how the words right before and behind the number at `text[start:end]` qualify it."""
    before = text[max(0, start - _LONGEST_BEFORE) : start]
    for kind, words in _BEFORE:
        if words.search(before):
            return kind
    after = text[end : end + _LONGEST_AFTER]
    for kind, behind in _AFTER:
        if behind.match(after):
            return kind
    return Comparator.UP_TO if _AT_ONE_POINT.search(before) else Comparator.EXACT
