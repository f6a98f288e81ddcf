"""A sentence without its names → "the stock", "its shares", and names that nobody listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tapestory.late_regex import late_regex
from tapestory.model.symbols import is_listed
from tapestory.reading.price_moves.clauses import MASK, NO_NAME, is_title_case
from tapestory.reading.price_moves.movewords import Vocabulary
from tapestory.reading.price_moves.subjects import Subject
from tapestory.reading.text.quick import Quick
from tapestory.reading.text.scan import SENTENCES, Scan


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """The one company that "the stock" means where a sentence names none."""

    symbol: str | None = None
    in_headline: bool = False
    """Whether the headline is about it; else it is the only company that the article names."""
    index: str | None = None
    """The one index of the headline: what "the benchmark" means."""


NO_TOPIC = Topic()

_COMPANY = r"""(?:company|firm|group|bank|retailer|lender|startup|start-up|maker|manufacturer|
    producer|supplier|provider|operator|developer|insurer|carrier|airline|shipper|miner|driller|
    utility|refiner|brewer|builder|broker|giant|titan|behemoth|conglomerate|bellwether|chain|
    platform|\w{3,12}maker)"""
"""What an article calls a company that it has named: any trade, so long as it is one."""
_ITS = rf"""the\s+(?!(?:\w+\s+)?(?:rival|other|another|second|third|peer|larger|smaller|same)\b)
    (?:[\w.-]{{2,15}}\s+){{0,2}}{_COMPANY}"""
_BEFORE_BARE = r"""(?:^|[,;:：—–(（•"“”‘「]|\b(?:and|but|yet|while|as|with|sending|sends?|sent|
    pushing|pushed|pushes|driving|drove|
    drives|lifting|lifted|lifts|knocking|knocked|dragging|dragged|drags|boosting|boosted|boosts|
    making|saw|sees|seeing|took|takes|
    after|when|before|though|although|because|since|despite|leaving|left|making|where|whose|und|
    aber|et|mais|y|pero|e|mas|ma|en|
    maar|и|но|а))\s*$"""
_DETERMINER = r"""(?:its|their|his|her|the|that|this|both|the\s+company['’]s|die|der|das|dem|den|
    ihre|seine|dessen|deren|l['’]|le|les|
    son|sa|ses|las?|los|el|sus?|as?|os?|suas?|seus?|il|lo|i|gli|suo|sue|het|de|zijn|haar|ее|её|
    его)"""
_KIND = r"""(?:(?:own|common|ordinary|local|US-listed|U\.S\.-listed|New\s+York-listed|
    Hong\s+Kong|American|battered|preferred|preference|(?:[\w.]{2,12}\s)?[\w.]{2,12}-(?:listed|traded)|
    high-flying|highflying|beaten-down)\s+)?"""
_WORDS = Scan(leader=SENTENCES)
"""They are looked for in sentences whose names are masked, which nothing else is."""
_REFERENCE = Quick(
    late_regex(
        rf"""(?:\b(?:{_ITS}['’]s|{_DETERMINER})(?:\s+|(?<=['’]))(?P<sure>{_KIND}(?:shares?|
    stock|stock\s+price|share\s+price|ADRs?|
    market\s+value|aktien?|papiere|titel|kurs|anteilsscheine|actions?|titres?|cours|acciones|
    acción|títulos?|cotización|ações|ação|
    papéis|papel|titol[oi]|azion[ei]|quotazioni|aande(?:el|len)|koers|акции|бумаги|котировки))
    |(?<![\w{MASK}'’-])(?P<bare>shares|stock|share\s+price|stock\s+price|ADRs|aktien?|акции|
    бумаги|котировки))\b
    |(?P<cjk>(?:其|该公司|該公司|公司)?(?:股价|股價)|该股|該股|其股票|同社の?株価?|(?:이\s?회사|
    회사|해당\s?종목)\s?주[가식]|주가|株価(?=[はがも]))""",
        re.VERBOSE | re.IGNORECASE,
    ),
    _WORDS,
)
_INDEX = Quick(
    late_regex(
        rf"""(?<![{MASK}'’]\s)\b(?:the|der|l['’]|el|o|il|de)\s+(?:benchmark|broader|main|
    headline)?\s*(?:index|benchmark|gauge|
    indice|índice)\b(?!\s*[{MASK}])(?!\s+(?:of|for|funds?|futures|on|in)\b)|该指数|該指數|
    해당\s?지수|同指数""",
        re.VERBOSE | re.IGNORECASE,
    ),
    _WORDS,
)
_NOT_SHARES = late_regex(
    r"""\s+(?:markets?|index|indices|indexes|exchanges?|futures|options?|splits?|buybacks?|
    sales?|sell-?downs?|offerings?|repurchases?|
    count|price\s+targets?|targets?|awards?|compensation|picks?|picker|traders?|investors?|
    prices?\s+target|worth|units?)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_OF_WHOM = late_regex(
    rf"""\s+(?:(?:of|in|von|des|de|d['’]|du|del|do|da|di|van)\s+)?(?P<plain>(?:[a-zà-ÿ'’-]+\s+){{0,5}})(?P<name>[A-ZА-Я{MASK}])""",
    re.VERBOSE,
)
_OF_IT = late_regex(
    rf"""\s+(?:of|in)\s+(?:{_ITS})(?!['’-])\b(?!\s+[A-Z{MASK}])(?=\s|[,.;:]|$)""", re.VERBOSE
)
"""Shares "in the Danish carrier": of nobody else than who was named before."""
_OF_ANOTHER = late_regex(
    r"\s+(?:of|in)\s+(?:(?:the|its|their|an?)\s+)?(?:\w{2,15}\s+)?"
    r"(?:rivals?|others?|another|competitors?|peers?|suppliers?|customers?)\b",
    re.IGNORECASE,
)
_OF = late_regex(r"\s+(?:of|in|von|des|de|du|del|do|da|di|van)\s|\s+d['’]", re.IGNORECASE)
_UNKNOWN_NAME = late_regex(
    rf"""(?<![\w{MASK}'’.-])(?P<name>[A-Z][\w&.'’-]*(?:\s+(?:of\s+|
    &\s+)?[A-Z0-9][\w&.'’-]*){{0,4}})
    (?:['’]s?)?(?P<rest>(?:\s+(?:shares?|stocks?|ADRs?|<[^>]{{1,15}}>|\([^)]{{1,30}}\)|\w+ly|
    also|has|have|had|was|were|is|are|then|later|
    both|each|last|closed|ended|traded|trading|more|less|than|over|about|nearly|almost|around|as|
    much)){{0,5}})\s*(?=(?P<next>\S))""",
    re.VERBOSE,
)
_AUXILIARY = late_regex(
    r"(?:['’]s)?(?:\s+(?:prices?|shares|stocks|has|have|had|was|were|is|are|also|both|"
    r"each|then|\w+ly))*\s*"
    r"|(?:价格|價格|가격|価格)?[은는이가がはも]?\s*",
    re.IGNORECASE,
)
_MAIN_CLAUSE = late_regex(r"\b(?:while|whereas)\b|[;；]", re.IGNORECASE)
_SIGNED = late_regex(r"\(?[+\-−–▲▼]\s?\d")
_PERCENT = late_regex(r"\(?[+\-−–▲▼]?\s?\d{1,3}(?:\.\d{1,3})?\s?%")
_CJK_JOIN = late_regex(rf"[\w{MASK}]\s?$|{MASK}\s?(?:的|の)$")


def references(
    text: str, companies: Sequence[tuple[int, str]], topic: Topic, words: Vocabulary
) -> Iterator[Subject]:
    """Yield the words that stand for a share without naming it, with whom they mean.

    Args:
        text: One sentence, each letter of a known name replaced by `MASK`.
        companies: Where each company is named in it (its end), with its symbol; in text order.
        topic: Whom the headline is about.
        words: Those of the language.
    """
    for found in _REFERENCE.finditer(text):
        end = found.end()
        if not found.group("cjk") and _NOT_SHARES.match(text, end):
            continue
        if whose := _OF_IT.match(text, end):
            meant = _meant(found, _near(text, found.start(), companies), topic, sure=True)
            yield replace(meant, end=whose.end())
            continue
        if other := _OF_ANOTHER.match(text, end):
            yield Subject(members=(None,), start=found.start(), end=other.end())
            continue
        named = _OF_WHOM.match(text, end) if _OF.match(text, end) else None
        if named is not None:
            if named.group("name") != MASK and not is_title_case(text):
                yield Subject(members=(None,), start=found.start(), end=named.end())
            continue
        if _belongs_to_a_name(text, found):
            continue
        sure = not found.group("bare") and not found.group().lower().startswith("their")
        yield _meant(found, _near(text, found.start(), companies), topic, sure=sure)
    for found in _INDEX.finditer(text):
        yield Subject(
            members=(topic.index,),
            start=found.start(),
            end=found.end(),
            cue="the index of the headline" if topic.index else "",
        )
    yield from _strangers(text, words)


def _belongs_to_a_name(text: str, found: re.Match[str]) -> bool:
    """Tell whether a name or another noun stands before: "chip shares", 某某股价."""
    before = text[: found.start()]
    if found.group("sure"):
        return False
    if found.group("cjk"):
        return bool(_CJK_JOIN.search(before)) and not re.match(
            r"其|[该該]|同社|이|해당", found.group()
        )
    return not re.search(_BEFORE_BARE, before[-24:], re.VERBOSE | re.IGNORECASE)


def _near(text: str, place: int, companies: Sequence[tuple[int, str]]) -> list[str]:
    """Return the companies named before a place: in its own main clause, else anywhere."""
    clause = max((m.end() for m in _MAIN_CLAUSE.finditer(text, 0, place)), default=0)
    before = [(end, symbol) for end, symbol in companies if end <= place]
    own = [symbol for end, symbol in before if end > clause]
    return list(dict.fromkeys(own or [symbol for _, symbol in before]))


def _meant(found: re.Match[str], before: Sequence[str], topic: Topic, *, sure: bool) -> Subject:
    """Return whom "the stock" means: the company named before, else the headline's."""
    symbol: str | None = None
    cue = ""
    if len(before) == 1 or (before and sure and topic.symbol not in before):
        symbol, cue = before[0], "the stock of the company named before"
    elif topic.symbol in before or (not before and (topic.in_headline or sure)):
        symbol, cue = topic.symbol, "the stock of the headline's company"
    return Subject(members=(symbol,), start=found.start(), end=found.end(), cue=cue)


def _strangers(text: str, words: Vocabulary) -> Iterator[Subject]:
    """Yield names and markets that are not in the universe but move here."""
    for found in words.other_markets.finditer(text):
        if text[max(0, found.start() - 2) : found.start()].startswith(MASK):
            continue  # "Dow industrials"
        rest = _AUXILIARY.match(text, found.end())
        after = rest.end() if rest else found.end()
        if words.direction.match(text, after) or _SIGNED.match(text, after):
            yield Subject(members=(None,), start=found.start(), end=found.end())
    if is_title_case(text):
        return
    for found in _UNKNOWN_NAME.finditer(text):
        name = found.group("name")
        if all(word in NO_NAME for word in name.split()):
            continue
        if any(p.fullmatch(name) for p in (words.direction, words.shares, words.quantities)):
            continue
        after = found.start("next")
        if words.direction.match(text, after) or _PERCENT.match(text, after):
            yield Subject(members=(None,), start=found.start(), end=found.end("name"))


def merged(named: Sequence[Subject], others: Sequence[Subject]) -> tuple[Subject, ...]:
    """Return all subjects in text order; where two overlap the name counts."""
    taken = [(subject.start, subject.end) for subject in named]
    free = [s for s in others if not any(s.start < end and start < s.end for start, end in taken)]
    return tuple(sorted((*named, *free), key=lambda subject: (subject.start, subject.end)))


def companies_of(subjects: Sequence[Subject]) -> tuple[tuple[int, str], ...]:
    """Return where each company is named, in text order."""
    return tuple(
        (subject.end, member)
        for subject in subjects
        for member in subject.members
        if member is not None and is_listed(member)
    )
