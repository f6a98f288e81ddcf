"""Sentences → whose report the article traces back to, with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from tapestory.late_regex import late_regex
from tapestory.model import Citation, Mention, OutboundLink, Sentence
from tapestory.reading.sources.attribution_cues import (
    Attribution,
    Strength,
    attribution_at,
    is_tally,
    is_unanswered,
)
from tapestory.reading.sources.linked import with_links
from tapestory.reading.sources.open_names import named_as_source, names_like_outlets
from tapestory.reading.sources.outlets import (
    Named,
    canonical,
    is_known,
    is_research,
    is_wire,
    outlets_in,
    same_outlet,
)
from tapestory.reading.sources.statements import statements
from tapestory.reading.text.quick import Quick

_LONGEST_CUE = 80
_MOST_NAMES = 40
"""Names of one sentence that are looked at."""
_NEAR = 30
"""Characters around a cue in which "first" or "exclusive" is said of it."""
_FIRST = late_regex(
    r"\bfirst\b(?!\s+(?:quarter|half|time|day|week|month|year|of\s+its))|\bexclusiv|\bbroke\b|\bscoop|率先|最早|首发|首發|"
    r"独家|獨家|단독|独自|最初に|スクープ|en\s+exclusiv|zuerst|\bexklusiv|in\s+esclusiva|em\s+primeira\s+mão|эксклюзив",
    re.IGNORECASE,
)
_VIA = late_regex(r"\b[Vv]ia\s+(?:the\s+)?$")
_AND = late_regex(
    r"\s*(?:,|,?\s*and|,?\s*or|&|/|;|、|和|与|與|及|및|와|과|や|と|und|y|et|e|en|и)\s*(?:the\s+)?"
)
_COLUMN = late_regex(
    r"\W*(?:[A-Z][\w.&'’-]*\s+){1,4}(?:News|Daily|Weekly|Report|Review|Bulletin|Briefing)\s*[:|]"
)
"""A column's name before a headline ("Morning Markets Report: …"), where no outlet known by name
is called so: it says what the piece is, not whose word it rests on."""
_LEAD = 2
"""Sentences, the headline included, in which a house's note is the news itself."""
UNNAMED = Quick(
    late_regex(
        r"""\b(?:people|persons?|sources?|individuals|executives|officials|someone)\s+(?:\w+\s+){0,2}?(?:familiar|close\s+to|
    briefed|with\s+(?:direct\s+)?knowledge)|\b(?:unnamed|anonymous|undisclosed)\s+(?:\w+\s+)?(?:sources?|people|officials)|
    \baccording\s+to\s+(?:\w+\s+){0,2}(?:people|sources?)\b|\bsources?\s+(?:said|say|told|confirm(?:s|ed)?)\b|\bthe\s{1,8}people\s+said|
    \b(?:an?|one|two|three|four|five|several|some|multiple|other)\s+(?:people|persons?|officials?|executives?|bankers?)\s+told\b|
    asked\s+not\s+to\s+be\s+(?:named|identified)|spoke\s+on\s+condition\s+of\s+anonymity|\bperson\s+familiar
    |知情人士|知情者|消息人士|据悉|據悉|据知情|内部人士|內部人士|业内人士透露|소식통|관계자에\s*따르면|업계\s*관계자|익명의|사안에\s*정통한
    |関係者によると|関係者が(?:明らか|認め)|関係者の話|事情に詳しい|匿名|fuentes\s+cercanas|personnes?\s+proches|
    con\s+conocimiento|mit\s+der\s+(?:Sache|Angelegenheit)\s+vertraut|Insider""",
        re.VERBOSE | re.IGNORECASE,
    )
)
"""Words for sources without a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """One attribution in one sentence of an article."""

    named: Named
    how: Attribution
    first: bool
    place: int
    """Of the sentence."""

    @property
    def rank(self) -> tuple[bool, int, bool, int, int]:
        """Order by how surely it is the report that the article rests on, the least first."""
        stranger = not is_known(self.named.name)
        return (not self.first, self.how.strength, stranger, self.place, self.named.start)


class ReadSources(NamedTuple):
    """The sources that an article names: `Reading.citations` and `Reading.voices`."""

    citations: tuple[Citation, ...]
    voices: tuple[Citation, ...]


def citations(
    sentences: Iterable[Sentence],
    *,
    outlet: str = "",
    mentions: Sequence[Mention] = (),
    links: Sequence[OutboundLink] = (),
) -> tuple[Citation, ...]:
    """Return whose reports an article cites, the one it rests on first, each name once.

    A name counts as the article's own outlet, and is left out, when it is `outlet`. A citation is
    `unnamed` when its sentence, or the one after it, leans on people without a name.

    Args:
        sentences: Of the article, boilerplate left out.
        outlet: Who published the article; empty when unknown.
        mentions: Of companies, which are no outlets though somebody "reported by" them.
        links: Of its text to other publishers.
    """
    return read_sources(sentences, outlet=outlet, mentions=mentions, links=links).citations


def read_sources(
    sentences: Iterable[Sentence],
    *,
    outlet: str = "",
    mentions: Sequence[Mention] = (),
    links: Sequence[OutboundLink] = (),
) -> ReadSources:
    """Return whose reports an article cites, and who else speaks in it; arguments as above.

    The others are parties first, then newsrooms that are named without a word that leans on them
    (where nothing else tells, they are the best guess at where the news is from), then houses
    that comment.
    """
    told = list(sentences)
    known = [outlets_in(sentence.text) for sentence in told]
    reports: dict[str, _Found] = {}
    comments: dict[str, _Found] = {}
    for found in _attributions(told, known, mentions):
        name = found.named.name
        if is_wire(name) or (outlet and same_outlet(name, outlet)):
            continue
        if is_research(name) and not _is_the_news(found):
            comments.setdefault(name, found)
        elif name not in reports or found.rank < reports[name].rank:
            reports[name] = found
    ranked = sorted(reports.values(), key=lambda found: found.rank)
    cited = with_links([_citation(one, told) for one in ranked], told, links, outlet=outlet)
    names = {one.name for one in cited}
    named = (one for one in _only_named(told, known, outlet) if one.name not in names)
    heard = (
        replace(_citation(found, told), role="comment")
        for name, found in comments.items()
        if name not in names
    )
    return ReadSources(cited, (*statements(told, mentions), *named, *heard))


def _only_named(
    told: Sequence[Sentence], known: Sequence[Sequence[Named]], outlet: str
) -> Iterator[Citation]:
    """Yield newsrooms that nothing leans on, those last that are said to have got no answer.

    An article that says so of an outlet is most often that outlet's own text.
    """
    answered: dict[str, _Found] = {}
    unanswered: dict[str, _Found] = {}
    for place, sentence in enumerate(told):
        for named in known[place]:
            name = named.name
            if name in answered or is_research(name) or is_wire(name) or same_outlet(name, outlet):
                continue
            how = Attribution(strength=Strength.ASIDE, start=named.start, end=named.end)
            found = _Found(named=named, how=how, first=False, place=place)
            silent = is_unanswered(sentence.text, named.start, named.end)
            (unanswered if silent else answered).setdefault(name, found)
    for name, found in (*answered.items(), *unanswered.items()):
        if found is answered.get(name, found):
            yield _citation(found, told)


def _attributions(
    told: Sequence[Sentence], known: Sequence[Sequence[Named]], mentions: Sequence[Mention]
) -> Iterator[_Found]:
    """Yield every attribution in an article, in text order.

    Args:
        told: The sentences.
        known: The outlets that are named in each.
        mentions: Of companies.
    """
    taken = [(m.start, m.end) for m in mentions if m.symbol]
    for place, sentence in enumerate(told):
        here = list(_in_sentence(sentence, known[place][:_MOST_NAMES], taken))
        if len(here) > 1:
            here = _chained(sentence.text, here)
        for named, how in here:
            around = sentence.text[max(0, how.start - _NEAR) : how.end + _NEAR]
            alone = len({n.name for n, _ in here}) == 1
            said = sentence.text[how.start : how.end]
            first = is_first(around if alone else said)
            yield _Found(named=named, how=how, first=first, place=place)


def _in_sentence(
    sentence: Sentence, known: Sequence[Named], companies: Sequence[tuple[int, int]]
) -> Iterator[tuple[Named, Attribution]]:
    text, begin = sentence.text, sentence.start
    hows = [_attribution(text, named) for named in known]
    for place, (named, how) in enumerate(zip(known, hows, strict=True)):
        if shared := how or _of_neighbour(text, known, hows, place):
            yield named, shared
    opened = []
    for named in names_like_outlets(text):
        if _overlaps(named, known) or _COLUMN.match(text):
            continue
        if how := _attribution(text, named):
            opened.append(named)
            yield _listed(named), how
    for named, how in named_as_source(text):
        start, end = begin + named.start, begin + named.end
        company = any(begin <= a < end and start < b for a, b in companies)
        if not company and not _overlaps(named, known) and not _overlaps(named, opened):
            yield _listed(named), how


def _attribution(text: str, named: Named) -> Attribution | None:
    """Return how a sentence leans on a name; a newsroom's survey or data is no report of it."""
    if not is_research(named.name) and is_tally(text, named.start, named.end):
        return None
    return attribution_at(text, named.start, named.end)


def _of_neighbour(
    text: str, known: Sequence[Named], hows: Sequence[Attribution | None], place: int
) -> Attribution | None:
    """Return the attribution that a name shares with one beside it ("Kyodo and Jiji said")."""
    for other in (place - 1, place + 1):
        if not 0 <= other < len(known):
            continue
        left, right = sorted((known[place], known[other]))
        how = hows[other]
        if how is not None and _AND.fullmatch(text, left.end, right.start):
            start, end = min(how.start, left.start), max(how.end, right.end)
            return Attribution(strength=how.strength, start=start, end=end)
    return None


def _listed(named: Named) -> Named:
    return named._replace(name=canonical(named.name))


def _overlaps(named: Named, others: Iterable[Named]) -> bool:
    return any(one.start < named.end and named.start < one.end for one in others)


def _chained(
    text: str, here: Sequence[tuple[Named, Attribution]]
) -> list[tuple[Named, Attribution]]:
    """Return the attributions of a sentence with several: what came via whom steps back."""
    found = []
    for named, how in here:
        strength = how.strength
        if _VIA.search(text[max(0, named.start - 10) : named.start]):
            strength = Strength.ASIDE
        found.append((named, Attribution(strength=strength, start=how.start, end=how.end)))
    return found


def _is_the_news(found: _Found) -> bool:
    return found.place < _LEAD and found.how.strength <= Strength.REPORT


def is_first(text: str) -> bool:
    """Tell whether a text says that a report came first, or that nobody else had it."""
    return _FIRST.search(text) is not None


def names_nobody(text: str) -> bool:
    """Tell whether a text leans on people without a name."""
    return UNNAMED.search(text) is not None


def _citation(found: _Found, told: Sequence[Sentence]) -> Citation:
    sentence = told[found.place]
    following = told[found.place + 1].text if found.place + 1 < len(told) else ""
    words = " ".join(sentence.text[found.how.start : found.how.end].split())
    return Citation(
        name=found.named.name,
        cue=words[:_LONGEST_CUE],
        sentence=sentence.text,
        unnamed=names_nobody(sentence.text) or names_nobody(following),
        role="aside" if found.how.strength is Strength.ASIDE else "report",
        start=sentence.start + found.how.start,
        end=sentence.start + found.how.end,
    )
