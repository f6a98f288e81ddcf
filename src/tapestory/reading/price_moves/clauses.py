"""Pieces of a sentence → whether they name somebody new, and where a clause begins."""

from __future__ import annotations

import re

from tapestory.late_regex import late_regex
from tapestory.reading.price_moves.basis import has_basis_word, without_basis_words
from tapestory.reading.price_moves.horizons import SEVERAL_SESSIONS
from tapestory.reading.price_moves.movewords import BOUNDARY, Vocabulary

MASK = "\ue000"
"""Stands for each letter of a known name: no word is looked for inside names."""

_CJK_FILLER = late_regex(
    r"将近|接近|约为|约|約|超过|超過|超|逾|近|并且|并|並|随后|隨後|随即|最终|最終|"
    r"其后|此后|之后|后|後|"
    r"跟着|相继|先后|应声|应聲|直线|直線|强势|盘整|大幅|小幅|微|大|再|又|则|則|也|都|"
    r"同样|同樣|同步|齐|齊|"
    r"累计|幅度|幅|盘|盤|报|報|分别|分別|各自|各|均|一度|曾|已|了|至|到|于|於|为|為|"
    r"的|股|达到|达|達|"
    r"今日|今天|今早|昨日|昨天|昨晚|隔夜|当日|當日|当天|當天|次日|周[一二三四五]|"
    r"週[一二三四五]|星期[一二三四五]|"
    r"[年月日号號]|上午|下午|截至|发稿|收市|消息|市场|市場|单日|單日|全日|股份|公司|"
    r"领|領|点|點|[吋时時分]|在|向|"
    r"그리고|이후|각각|대비|전\s?거래일|거래일|전일|전날|보다|이날|오늘|어제|현재|"
    r"오전|오후|장\s?초반|장중|"
    r"은|는|이|가|도|로|까지|한때|약|의|를|을|에|와|과|만에|포인트|원|달러|\d+일|주당|"
    r"대까지|선까지|"
    r"その後|一時|前日比|前日|前営業日比|比|では|まで|で|は|が|も|と|の|に|を|へ|約|"
    r"それぞれ|ともに|そろって|"
    r"大幅|小幅|続|終値|取引|時点|現在|株価|株|円|ドル|[一-九]日|した|して|となった|となり"
)
_CJK_LETTERS = late_regex(r"[\u3400-\u9fff\uac00-\ud7a3\u3041-\u30ff]")
OTHER_NAME = late_regex(
    r"(?:,\s+|\band\s+|\bas\s+|\bthat\s+|\bwhen\s+|\bsaw\s+|\bwith\s+|"
    r"\bwhile\s+)(?:the\s+|shares\s+(?:of|in)\s+|"
    r"rival\s+|[a-z-]+\s+){0,3}(?P<name>[A-Z][A-Za-z&.-]{2,})"
)
_NO_NAME_TEXT = """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May
    June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept
    Oct Nov Dec Shares Stock Stocks The Its Their Our CEO Chief Wall Street Inc Corp Ltd Plc Co
    Class AI US U.S USA UK EU Asian European American Korean Japanese Chinese German French
    British Taiwanese Nasdaq NYSE Seoul Tokyo Taipei Hong Kong New York London Frankfurt ET EST
    EDT GMT UTC KST JST CET AM PM AH Still Also Then Later Both Each Now Currently Earlier It
    They That This These Those And But While As With After Before In On At By For From Over
    Nearly About More Than Almost Around Some Roughly Yet So Meanwhile Today Yesterday Overnight
    Premarket Pre-market Intraday Midday After-hours Price Prices Index ADR ADRs A An To Of Is
    Was Were Are Has Have Had Not No Another Just Only Even Early Late Trading Session Closed
    Closing Close Ended Finished Opened Opening
"""
NO_NAME = frozenset(_NO_NAME_TEXT.split())
"""Capitalised words of running text that are nobody's name."""

_AUXILIARIES_TEXT = """
    the a an it its they their he she later then eventually briefly at one point as much by
    about over nearly more than to was were is are has have had been being also still even
    further another initially having shares share stock stocks price on in session trading
    traded trades trade early afternoon morning premarket pre market after hours hour day during
    closed closing close ended ending finished opened opening just only almost around some
    roughly up down both each all last currently now today yesterday overnight intraday midday
    late recently sharply slightly modestly with for of low high much many little so yet and
    respectively index points point hit broke stood settled hovered traded had did do does hands
    biggest loser losers gainer gainers decliner decliners laggard laggards performer performers
    top leader leading led followed follows changing quoted best worst regular cash exceeded
    exceeding exceeds topped reached reaching
"""
_AUXILIARIES = frozenset(_AUXILIARIES_TEXT.split())
_SEPARATOR = late_regex(r",(?!\d)|[，、;；:：(（/|]|\b(?:and|while|but|und|et|y|e|en)\b|\s[—–]\s")


_TURNED = late_regex(
    r"(?<=[가-힣])했?(?:으나|지만|다가|았다가|었다가|는데|으며)(?=[\s,])|(?:まで)?(?:買われ|売られ)(?:た|て)?(?:が|ものの|後)?|"
    r"(?:する|した)?(?:場面も?あったが|ものの)"
)
"""Endings by which a clause about a price goes on to where that price went next."""


def unexplained_cjk(left: str, words: Vocabulary) -> int:
    """Count the CJK letters that are neither direction, basis, share word nor filler: a name."""
    rest = words.shares.sub("", words.direction.sub("", _TURNED.sub(" ", left)))
    rest = _CJK_FILLER.sub("", without_basis_words(rest))
    return len(_CJK_LETTERS.findall(rest))


_LONGEST_PIECE = 160
"""Characters; nobody keeps a name waiting longer for its number."""


def names_a_stranger(piece: str, words: Vocabulary) -> bool:
    """Tell whether the last piece of a list ("…, gold +2%") holds a word that may be a name."""
    parts = list(_SEPARATOR.finditer(piece))
    last = piece[parts[-1].end() :] if parts else piece
    if len(last) > _LONGEST_PIECE:
        return True
    if unexplained_cjk(last, words):
        return True
    plain = without_basis_words(words.shares.sub(" ", words.direction.sub(" ", last)))
    plain = re.sub(r"(?<!\w)['’]s?\b", " ", plain.replace(MASK, " "))
    found = re.findall(r"[^\W\d_][\w'’.-]*", plain)
    return any(
        word not in NO_NAME and word.lower() not in _AUXILIARIES and not _CJK_LETTERS.match(word)
        for word in found
    )


def last_clause_opening(between: str, verb: re.Match[str] | None) -> str | None:
    """Return the words from the last boundary to the verb, None when nothing parts them."""
    head = between[: verb.start()] if verb is not None else between
    parts = list(BOUNDARY.finditer(head))
    return head[parts[-1].end() :] if parts else None


def names_another(opening: str) -> bool:
    """Tell whether a clause opens with a subject of its own."""
    words = re.findall(r"[A-Za-z][\w'’.-]*", opening)
    if any(word[0].isupper() and word not in NO_NAME for word in words):
        return True
    return sum(word.lower() not in _AUXILIARIES for word in words) > 2


def last_clause(text: str) -> str:
    """Return the words after the last comma, semicolon or dash."""
    return text[last_boundary(text) :]


def last_boundary(text: str) -> int:
    """Return where the last comma, semicolon or dash ends; 0 without any."""
    ends = [found.end() for found in re.finditer(r",(?!\d)|[，;；]|\s[—–]\s", text)]
    return ends[-1] if ends else 0


_RIGHT_END = late_regex(r",(?!\d)|[，;；。]|\s[—–]\s|\band\b|\bwhile\b|\bbut\b")
_RIGHT_END_IN_LIST = late_regex(
    r",(?!\d)|[，;；、。]|\b(?:and|while|before|but|und|et|y|e)\b|와|과"
)
_RESPECTIVELY = late_regex(
    r"\s*,?\s*(?:respectively|each|jeweils|respectivement|respectivamente|rispettivamente)\b,?",
    re.IGNORECASE,
)


def right_scope(right: str, *, more_follow: bool) -> str:
    """Return the words behind a number that still belong to it.

    Args:
        right: The words up to the next number, or to the end of the sentence.
        more_follow: Whether another number follows, whose own subject must not be taken.
    """
    skipped = _RESPECTIVELY.match(right)
    start = skipped.end() if skipped else 0
    ends = _RIGHT_END_IN_LIST if more_follow else _RIGHT_END
    cut = ends.search(right, start)
    if cut is None:
        return right
    period = None if more_follow else SEVERAL_SESSIONS.match(right, cut.end() + 1)
    if period is not None:
        return right[: period.end()]  # "fell 3% and 4%, this week"
    return right[: cut.start()]


_OPENING = late_regex(rf"[^,，;；%％{MASK}]{{3,60}}[,，]")
_LEAD = late_regex(r"(?P<head>[^;；]{3,90}[,，:：])\s*(?:[^\s,，]{1,12}\s+){0,3}")


def opening_phrase(sentence: str) -> str:
    """Return "So far this year," of a sentence that opens so; nothing where a name opens it."""
    found = _OPENING.match(sentence)
    return found.group() if found is not None else ""


def lead_phrase(text: str) -> str:
    """Return "In premarket trading" of "In premarket trading, X fell 3% and Y 2%"; else nothing.

    Args:
        text: The sentence up to its first subject.
    """
    found = _LEAD.fullmatch(text)
    if found is None:
        return ""
    head = found.group("head")
    return head if has_basis_word(head) or SEVERAL_SESSIONS.search(head) else ""


def is_title_case(text: str) -> bool:
    """Tell whether capital letters are so many that they name nobody."""
    words = re.findall(r"[A-Za-z][A-Za-z'’-]{3,}", text)
    return len(words) >= 4 and sum(word[0].isupper() for word in words) > 0.7 * len(words)
