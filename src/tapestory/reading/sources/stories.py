"""Members of an event → its texts, each once with its copies, and on whom each leans."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tapestory.late_regex import late_regex
from tapestory.model import Article, ArticleId, ArticleKind, Citation, Reading
from tapestory.reading.sources.attribution_cues import Attribution, Strength, attribution_at
from tapestory.reading.sources.attributions import is_first, names_nobody
from tapestory.reading.sources.outlets import (
    Named,
    canonical,
    is_known,
    is_whole,
    is_wire,
    outlet_key,
    outlets_in,
)

PARTY = "party:"
"""Begins the key of a party's own word; all other keys are outlets'."""
_LEAD = 5
"""Sentences, the headline included, that tell whether the news is another's."""
_LEAST_NAME = 3
"""Letters of an outlet that is in no list for it to be looked for in the others' texts."""
_FORM = late_regex(r"\s+(?:[A-Z]{1,2}-\d\S{0,2}|\d{1,2}-?[A-Z]|filing)$")
_TOLD = late_regex(
    r"(?:told|tells|telling|spoke|speaking|talk|interview|confirmed\s+to|comment|remark|statement|email|shared|"
    r"disclosed)|告诉|告訴|接受|向|对|對",
    re.IGNORECASE,
)
_INTERVIEW = late_regex(
    r"interview|entretien|entrevista|intervista|专访|專訪|采访|採訪|인터뷰|インタビュー",
    re.IGNORECASE,
)
_ONLOOKER = late_regex(
    r"\b(?:analyst|strategist|economist|investor|analyste|analista|analist)|分析师|分析師|애널리스트|アナリスト",
    re.IGNORECASE,
)
_EXCLUSIVE = late_regex(
    r"(?:^|[|–—-]\s)\W*(?:exclusive|exclusif|exclusiv[ao]|exklusiv|esclusiva|эксклюзив)\s*(?:[:|\])–—-]|$)|"
    r"^\W*(?:独家|獨家|단독)|[【\[](?:独自|スクープ|単独)[】\]]",
    re.IGNORECASE,
)
"""A mark, not a word of the sentence: an exclusive deal is nobody's scoop."""
_OPENS = late_regex(r"[(（\[【]\s?$")
_DATELINE = late_regex(r"[电電讯訊]$")
_LEANS = late_regex(
    r"\breportedly\b|\b(?:is|are|was|were)\s+said\s+to\b|\b(?:on|after|following|amid|from)\s+(?:an?\s+|the\s+|\w{3,9}\s+\d{1,2}\s+)?(?:news\s+|media\s+)?"
    r"reports?\b|\bmedia\s+reports?\b|\breports?\s+(?:say|says|said|that|suggests?|emerged)\b|\bthe\s+(?:\w{3,9}\s+\d{1,2}\s+|original\s+|"
    r"initial\s+)?report\b|\bit\s+was\s+reported\b|\breported\s+(?:plans?|talks|deal|move|delay|decision)\b|\brumou?r(?:s|ed)?\b|"
    r"据报道|據報導|據報道|据报|據報|据媒体|據媒體|据外媒|據外媒|外媒(?:报道|報道|報導|称|稱|消息)|有消息称|有消息稱|消息称|消息稱|传出|傳出|"
    r"보도에\s*따르면|외신에\s*따르면|외신|전해졌|알려졌|알려진|報道によると|報じられ|との報道|伝えられ|"
    r"Berichten\s+zufolge|Medienberichten?|angeblich|según\s+(?:informes|medios|reportes)|presuntamente|selon\s+(?:des|les)\s+(?:informations|médias)|"
    r"secondo\s+(?:indiscrezioni|quanto)|segundo\s+(?:relatos|a\s+imprensa)|naar\s+verluidt|по\s+сообщениям\s+СМИ",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One text with all its copies: what it can raise the number of origins by is one at most."""

    time: datetime
    articles: tuple[ArticleId, ...]
    """The copies included, oldest first."""
    reading: Reading
    own: str
    """Key of the outlet whose own report it is if it leans on nobody."""
    outlets: frozenset[str]
    """Keys of all that carry it."""
    cited: tuple[str, ...]
    """Keys of the reports that it cites, the one that it rests on first; parties' words after."""
    leans: bool
    """It cites nobody by name, but says that others reported it, or only gathers news."""
    reported_itself: bool
    """It says that its own outlet found the news out ("told Reuters")."""


def stories(members: Sequence[tuple[Article, Reading]]) -> tuple[tuple[Story, ...], dict[str, str]]:
    """Return the texts among the members, oldest first, and what every key is called.

    Neither depends on the order of the members.
    """
    ordered = sorted(members, key=lambda pair: (pair[0].time, pair[0].id))
    names: dict[str, str] = {}
    strangers = {
        article.outlet: outlet_key(article.outlet)
        for article, _ in ordered
        if len(article.outlet) >= _LEAST_NAME and not is_known(canonical(article.outlet))
    }
    found = tuple(_story(group, strangers, names) for group in _by_text(ordered))
    return found, names


def has_gathered(story: Story) -> bool:
    """Tell whether a text says that its outlet found the news out, not only that it happened.

    It does where it was told it, where people without a name told it, or where its headline is
    marked as exclusive.
    """
    headline = story.reading.sentences[:1]
    return (
        story.reported_itself
        or _has_people(story.reading)
        or any(_EXCLUSIVE.search(sentence.text) for sentence in headline)
    )


def _by_text(ordered: Sequence[tuple[Article, Reading]]) -> list[list[tuple[Article, Reading]]]:
    """Return the members, those of one text together, each text's original first."""
    masters = {article.id: article.copy_of for article, _ in ordered}
    groups: defaultdict[ArticleId, list[tuple[Article, Reading]]] = defaultdict(list)
    for article, said in ordered:
        groups[_original(article.id, masters)].append((article, said))
    return [
        sorted(group, key=lambda pair: (pair[0].copy_of is not None, pair[0].time, pair[0].id))
        for group in groups.values()
    ]


def _original(article: ArticleId, masters: Mapping[ArticleId, ArticleId | None]) -> ArticleId:
    """Return the article that one repeats in the end, be it a member or not."""
    passed = {article}
    while (master := masters.get(article)) is not None and master not in passed:
        passed.add(master)
        article = master
    return min(passed) if masters.get(article) in passed else article


def _story(
    group: Sequence[tuple[Article, Reading]], strangers: Mapping[str, str], names: dict[str, str]
) -> Story:
    first, said = group[0]
    cited = next((found for _, reading in group if (found := reading.sources)), ())
    outlets = {_own_key(article, names) for article, _ in group}
    own = _whose(group, cited, names)
    reported_itself = _reported_itself(said, first.outlet)
    keys = [] if reported_itself else _keys(cited, outlets, names)
    if keys and all(key.startswith(PARTY) for key in keys) and _has_people(said):
        keys = []
    if not any(not key.startswith(PARTY) for key in keys):
        keys = [*_strangers_cited(said, strangers, outlets), *keys]
    if not keys and _is_a_partys(first, said):
        keys = [PARTY + own]
        names.setdefault(keys[0], names[own])
    return Story(
        time=min(article.time for article, _ in group),
        articles=tuple(article.id for article, _ in group),
        reading=said,
        own=own,
        outlets=frozenset(outlets),
        cited=tuple(dict.fromkeys(keys)),
        leans=not keys and _leans(said),
        reported_itself=reported_itself,
    )


def _own_key(article: Article, names: dict[str, str]) -> str:
    name = canonical(article.outlet) if article.outlet else ""
    name = name or article.feed_url or f"article {article.id}"
    key = outlet_key(name) if article.outlet else name
    names[key] = min(names.get(key, name), name, key=lambda n: (not is_known(n), len(n), n))
    return key


def _whose(
    group: Sequence[tuple[Article, Reading]], cited: Sequence[Citation], names: dict[str, str]
) -> str:
    """Return the key of the outlet whose text it is: the one that copies credit, else the first.

    Where the original is not among the members, a newsroom that is known comes before others.
    """
    keys = [_own_key(article, names) for article, _ in group]
    credited = [key for one in cited if (key := outlet_key(one.name)) in keys]
    if credited:
        return credited[0]
    if group[0][0].copy_of is None:
        return keys[0]
    return next((key for key in keys if is_known(names[key])), keys[0])


def _keys(cited: Sequence[Citation], outlets: set[str], names: dict[str, str]) -> list[str]:
    """Return the keys of what is cited; none where a carrier of the text is itself the source."""
    found: list[str] = []
    for one in cited:
        if one.role == "comment":
            continue
        if one.role == "statement":
            key = PARTY + outlet_key(_FORM.sub("", one.name))
        else:
            key = outlet_key(one.name)
            if key in outlets:
                if not found:
                    return []
                continue
        names.setdefault(key, one.name)
        found.append(key)
    return found


def _reported_itself(said: Reading, outlet: str) -> bool:
    """Tell whether a text says that its own outlet found the news out ("told Reuters")."""
    key = outlet_key(outlet) if outlet else ""
    if not key:
        return False
    for sentence in said.sentences:
        for named in outlets_in(sentence.text):
            if outlet_key(named.name) != key:
                continue
            how = attribution_at(sentence.text, named.start, named.end)
            if how is not None and _found_out(sentence.text, named, how):
                return True
    return False


def _found_out(text: str, named: Named, how: Attribution) -> bool:
    """Tell whether a text that names its own outlet so says that the outlet found the news out.

    A dateline or a credit line only signs it. Who "told" the outlet something may comment on
    another's report, unless it was an interview, nobody is named, or nobody else had it.
    """
    if _OPENS.search(text, 0, named.start):
        return False
    if how.strength is Strength.CREDIT:
        told = _TOLD.match(text, how.start, named.start)
        asked = _INTERVIEW.search(text) and not _ONLOOKER.search(text)
        return bool(told and (asked or names_nobody(text) or is_first(text)))
    return how.strength < Strength.ASIDE and not _DATELINE.search(text, named.end, how.end)


def _strangers_cited(said: Reading, strangers: Mapping[str, str], own: set[str]) -> Iterator[str]:
    """Yield the keys of members' outlets, in no list, that a text leans on."""
    wanted = {name: key for name, key in strangers.items() if key not in own}
    for sentence in said.sentences if wanted else ():
        text = sentence.text
        for name, key in wanted.items():
            start = text.find(name)
            if start < 0 or not is_whole(text, start, start + len(name)):
                continue
            if attribution_at(text, start, start + len(name)):
                yield key


def _is_a_partys(article: Article, said: Reading) -> bool:
    """Tell whether a text is a party's own: a release, on a wire or on the party's own site."""
    if said.kind is ArticleKind.RELEASE or is_wire(canonical(article.outlet)):
        return True
    key = outlet_key(article.outlet) if article.outlet else ""
    return bool(key) and any(
        mention.symbol and outlet_key(mention.text) == key for mention in said.mentions
    )


def _leans(said: Reading) -> bool:
    if said.kind is ArticleKind.ROUNDUP:
        return True
    lead = said.sentences[:_LEAD]
    return any(_LEANS.search(sentence.text) for sentence in lead) and not _has_people(said)


def _has_people(said: Reading) -> bool:
    """Tell whether people who are not named told it to somebody: that is a report."""
    return any(names_nobody(sentence.text) for sentence in said.sentences)
