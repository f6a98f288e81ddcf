"""The words on either side of an amount → how it is qualified: over, nearly, up to, about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tapestory.late_regex import late_regex
from tapestory.model import Comparator
from tapestory.reading.quantities.amounts import Amount
from tapestory.reading.text.quick import Quick
from tapestory.reading.text.scan import SENTENCES, Scan

_BEFORE = {
    Comparator.OVER: r"over|more\s+than|above|exceed(?:s|ed|ing)?|in\s+excess\s+of|at\s+least|"
        r"upwards?\s+of|"
    r"north\s+of|surpass(?:es|ed|ing)?|beyond|topp(?:ed|ing)|tops|no\s+less\s+than|"
    r"greater\s+than|a\s+minimum\s+of|"
    r"mehr\s+als|über|mindestens|gut|plus\s+de|au\s+moins|dépass\w{1,5}|más\s+de|al\s+menos|"
    r"superior(?:es)?\s+a|"
    r"oltre|più\s+di|almeno|mais\s+de|pelo\s+menos|acima\s+de|meer\s+dan|ruim|minstens|более|"
    r"свыше|больше|не\s+менее|"
    r"превы\w{2,6}|超过|超過|逾|超|突破|至少|不低于|不低於|超出|최소|적어도|少なくとも",
    Comparator.NEARLY: r"nearly|almost|close\s+to|just\s+under|approaching|approaches|"
        r"just\s+shy\s+of|just\s+below|"
    r"slightly\s+(?:less\s+than|under|below)|less\s+than|fewer\s+than|under|below|nearing|"
    r"fast|knapp|beinahe|nahezu|weniger\s+als|unter|près\s+de|presque|moins\s+de|casi|cerca\s+de|"
    r"menos\s+de|"
    r"quasi|meno\s+di|quase|perto\s+de|bijna|minder\s+dan|почти|менее|将近|將近|接近|近|不到|"
    r"不足|거의|ほぼ",
    Comparator.UP_TO: r"up\s+to|as\s+much\s+as|as\s+many\s+as|as\s+high\s+as|at\s+most|"
        r"no\s+more\s+than|"
    r"not\s+more\s+than|a\s+maximum\s+of|a\s+ceiling\s+of|capped\s+at|bis\s+zu|höchstens|maximal|"
    r"jusqu['’]à|au\s+plus|"
    r"hasta|como\s+máximo|fino\s+a|al\s+massimo|até|no\s+máximo|tot\s+wel|maximaal|hooguit|до|"
    r"не\s+более|"
    r"高达|高達|多达|多達|最高|最多|至多|不超过|不超過|최대|최고|最大",
    Comparator.ABOUT: r"about|around|approximately|roughly|some|an?\s+estimated|estimated|circa|"
        r"ca\.?|approx\.?|~|≈|"
    r"in\s+the\s+region\s+of|on\s+the\s+order\s+of|in\s+the\s+neighbou?rhood\s+of|rund|etwa|"
    r"ungefähr|zirka|"
    r"schätzungsweise|environ|quelque|autour\s+de|à\s+peu\s+près|unos|unas|alrededor\s+de|"
    r"aproximadamente|"
    r"en\s+torno\s+a|intorno\s+a|cerca|all'incirca|em\s+torno\s+de|por\s+volta\s+de|ongeveer|"
    r"zo['’]n|rond|"
    r"около|примерно|порядка|приблизительно|约|約|大约|大約|大概|약|대략|およそ|おおよそ",
}  # fmt: skip
_BEHIND = {
    Comparator.OVER: r"[\s-]?plus\b(?!\s+(?:or\s+minus|[$€£¥₩\d]|(?:an?|another|its|the|"
    r"interest)\b))|"
    r"\s?(?:or\s+(?:more|higher)|\+|以上|을?\s?(?:이상|넘|초과|웃도|"
    r"웃돌)|를\s?(?:넘|초과|웃)|"
    r"超(?!級)|を(?:上回|超え)|多(?=美元|元|$)|余(?=美元|元|$)|餘)",
    Comparator.NEARLY: r"\s?(?:에\s?(?:육박|달할\s?듯)|가까이|가까운|에\s?가까|近く|弱|に迫る)",
    Comparator.UP_TO: r"\s?(?:or\s+less|以下|以内|以內|이하|이내)",
    Comparator.ABOUT: r"\s?(?:or\s+so\b|左右|上下|안팎|정도|쯤|내외|程度|前後|ほど|規模|级别|"
    r"級別|levels?\b)",
}
_FILLER = r"(?:\s*(?:the|a|an|another|worth|value[ds]?|at|to|of|der|die|das|les|los|i|os)\b)?\s*"
_WORDS_BEFORE = Scan(leader=SENTENCES)
"""They are looked for right before amounts, and not in every sentence."""
_BEFORE_CUES = tuple(
    (
        comparator,
        Quick(
            late_regex(
                rf"(?:(?<![^\W\d_])|(?<=[㐀-鿿가-힣ぁ-ヺ]))(?:{words}){_FILLER}$", re.IGNORECASE
            ),
            _WORDS_BEFORE,
        ),
    )
    for comparator, words in _BEFORE.items()
)
_BEHIND_CUES = tuple(
    (comparator, late_regex(words, re.IGNORECASE)) for comparator, words in _BEHIND.items()
)
_THE = late_regex(
    r"^(?:over|more\s+than|above|exceed\w*|surpass\w*|beyond|topp?\w*|greater\s+than|less\s+than|"
    r"under|below|approach\w*|close\s+to|just\s+\w+(?:\s+of)?)\s+the\s+$",
    re.IGNORECASE,
)
_MARK = late_regex(r"[\s-]+(?:mark|level|threshold|barrier|line|milestone)\b", re.IGNORECASE)
_WINDOW = 40
_WORDS = 3
"""Qualifiers that stand one behind the other: "up to about"."""
_ORDER = (
    Comparator.UP_TO, Comparator.OVER, Comparator.NEARLY, Comparator.ABOUT
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualified:
    """How an amount is qualified."""

    comparator: Comparator
    start: int
    """Where the words begin that qualify it; its own start without any."""


def qualified(text: str, amount: Amount) -> Qualified:
    """Return how an amount of a sentence is qualified; a bound wins over "about"."""
    before = _qualifiers(text, amount)
    said = {comparator for comparator, _ in before}
    for comparator, cue in _BEHIND_CUES:
        if cue.match(text, amount.end):
            said.add(comparator)
    start = min([amount.start, *(place for _, place in before)])
    return Qualified(comparator=_strongest(said, is_range=amount.is_range), start=start)


def _strongest(said: set[Comparator], *, is_range: bool) -> Comparator:
    bounds = said - {Comparator.ABOUT} if is_range else said
    plain = Comparator.BETWEEN if is_range else Comparator.EXACT
    return next((comparator for comparator in _ORDER if comparator in bounds), plain)


def _qualifiers(text: str, amount: Amount) -> list[tuple[Comparator, int]]:
    found: list[tuple[Comparator, int]] = []
    offset = max(0, amount.start - _WINDOW)
    head = text[offset : amount.start]
    for _ in range(_WORDS):
        match = next(
            ((c, m) for c, cue in _BEFORE_CUES if (m := cue.search(head)) is not None), None
        )
        if match is None:
            break
        comparator, words = match
        if _THE.search(words.group()) and not _MARK.match(text, amount.end):
            # "Above the $2bn expected" holds something else against it; it is not more itself.
            break
        if found and words.group().strip().lower() == "über":
            # "Ein Vertrag über rund …" is of so much, not of more.
            break
        found.append((comparator, offset + words.start()))
        head = head[: words.start()]
    return found
