"""An article's links to other sites with its sentences → the reports that it cites by a link."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from tapestory.late_regex import late_regex
from tapestory.model import Citation, OutboundLink, Sentence
from tapestory.reading.sources.outlets import is_wire, outlet_key, outlet_of_host, same_outlet

_LEAD = 4
"""Sentences, the headline included, in which a link to a newsroom is to where the news is from."""
_NEAR = 50
"""Characters before a link, and behind it, in which words of reporting are said of it."""
_LEAST_ANCHOR = 2
_REPORTS = late_regex(
    r"\b(?:report(?:s|ed|ing)?|according|said|says|first|told|wrote|writes|via|sources?|scoop|exclusive|cit(?:ing|es|ed)|"
    r"per|reveal(?:s|ed)|disclosed|learned|interview|originally|credit|h/t|published|story|article|"
    r"según|selon|laut|berichtet|meldet|secondo|segundo|volgens|fuente|quelle|fonte|bron|сообщ\w*|данным)\b|"
    r"据|據|报道|報道|報導|来源|來源|原文|援引|消息|따르면|보도|출처|인용|によると|報じ|出典|報道",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A link at its place in a sentence: `sentence.text[start:end]` is its text."""

    link: OutboundLink
    name: str
    sentence: Sentence
    place: int
    """Of the sentence."""
    start: int
    end: int


def with_links(
    cited: Sequence[Citation],
    sentences: Sequence[Sentence],
    links: Sequence[OutboundLink],
    *,
    outlet: str,
) -> tuple[Citation, ...]:
    """Return the citations with where their own links lead, and those that only a link makes.

    A link to a newsroom's page cites it where words of reporting stand at the link or in it, and
    in the lead. Elsewhere it is background.

    Args:
        cited: As the words attribute, the surest first.
        sentences: Of the article.
        links: Of its text, to other publishers.
        outlet: Who published the article; citing oneself is no citation.
    """
    if not links:
        return tuple(cited)
    placed = [one for one in _placed(sentences, links) if not same_outlet(one.name, outlet)]
    urls: dict[str, str] = {}
    for one in placed:
        urls.setdefault(one.name, one.link.url)
    known = {one.name for one in cited}
    by_link: dict[str, Citation] = {}
    for one in placed:
        if one.name not in known and (citation := _citation(one)):
            by_link.setdefault(one.name, citation)
    reports = [one for one in by_link.values() if one.role == "report"]
    asides = [one for one in by_link.values() if one.role != "report"]
    told = [replace(one, url=urls.get(one.name, one.url)) for one in cited]
    return (*told, *reports, *asides)


def _placed(sentences: Sequence[Sentence], links: Sequence[OutboundLink]) -> Iterator[_Placed]:
    """Yield the links whose text stands in a sentence and that lead to a newsroom, in order."""
    after: dict[str, int] = {}
    for link in links:
        name = _whose(link)
        if not name or is_wire(name) or len(link.anchor) < _LEAST_ANCHOR:
            continue
        found = _where(link.anchor, sentences, after)
        if found is not None:
            place, start = found
            after[link.anchor] = sentences[place].start + start + 1
            yield _Placed(
                link=link,
                name=name,
                sentence=sentences[place],
                place=place,
                start=start,
                end=start + len(link.anchor),
            )


def _where(
    anchor: str, sentences: Sequence[Sentence], after: Mapping[str, int]
) -> tuple[int, int] | None:
    """Return the sentence that holds a link's text, and where in it; the next if there are more."""
    for place, sentence in enumerate(sentences):
        if sentence.end <= after.get(anchor, 0):
            continue
        start = sentence.text.find(anchor, max(0, after.get(anchor, 0) - sentence.start))
        if start >= 0:
            return place, start
    return None


def _whose(link: OutboundLink) -> str:
    """Return the newsroom that a link leads to, "" for none that is known or named by the link."""
    host = urlsplit(link.url).hostname or ""
    if known := outlet_of_host(host):
        return known
    return link.anchor if host and outlet_key(host) == outlet_key(link.anchor) else ""


def _citation(one: _Placed) -> Citation | None:
    text = one.sentence.text
    around = text[max(0, one.start - _NEAR) : one.end + _NEAR]
    says = _REPORTS.search(around)
    if not says and one.place >= _LEAD:
        return None
    return Citation(
        name=one.name,
        cue=" ".join(one.link.anchor.split())[:80],
        sentence=text,
        url=one.link.url,
        role="report" if says else "aside",
        start=one.sentence.start + one.start,
        end=one.sentence.start + one.end,
    )
