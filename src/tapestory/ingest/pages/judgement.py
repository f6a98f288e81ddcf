"""What a page holds, and what the feed told → whether it is the article, and its better text.

Every sign that needs no language comes first: a text that holds the words of the feed's own
teaser is the article, whatever stands around it; one that does not is a wall, an error or
another page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from tapestory.ingest.pages.extraction import PageContent
from tapestory.ingest.pages.house_lines import line_hash, without
from tapestory.ingest.pages.walls import before_wall, gate
from tapestory.ingest.pages.words import share_told, telling_words, units
from tapestory.ingest.parsing.outbound import outbound_links
from tapestory.model import Article, OutboundLink, PageState

_FULL = 1_500.0
"""Units that a feed's text needs for nobody to look further: some 250 English words."""
_SAME_HEADLINE = 0.6
"""Share of the telling words of the article's title that the page's own headline has to hold."""
_SAME_STORY = 0.25
"""Share of the telling words of title and teaser that the text of such a page has to hold: of
real feeds' entries with a long text, 99 % with a teaser do, and 91 % with a title alone."""
_SURE = 0.6
"""The same of a page with another headline, or one that asks not to be indexed, as interstitials
do: a fifth of the other articles of the same feeds hold half of the words."""
_MORE = 1.15
_MORE_UNITS = 120.0
"""A page is better when it is longer by both."""
_FAR_SHORTER = 0.5
_NOTHING = 200.0
"""Units below which a text is no article but a notice."""
_CUT_OFF = ("…", "...", "[…]", "[...]", "»", "→", "more", "全文", "详细", "더보기", "続きを読む")
_HEADLINES_AT = 3
"""Lines at the top among which the headline may stand once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a page is."""

    state: PageState
    text: str = ""
    """In place of the feed's, paragraphs separated by blank lines; empty unless it was read."""
    why: str = ""
    links: tuple[OutboundLink, ...] = ()
    """In `text`."""


def is_thin(article: Article) -> bool:
    """Tell whether a feed carries so little of an article that its page may hold more."""
    told = article.body
    return units(told) < _FULL or told.rstrip(" ]>)").endswith(_CUT_OFF)


def judge(
    content: PageContent, article: Article, *, final_url: str, house: frozenset[str]
) -> Judgement:
    """Return what a page is to an article.

    Args:
        content: Of the page.
        article: As its feeds told it.
        final_url: Where the page was found, after redirects.
        house: Hashes of the lines that belong to its outlet.
    """
    led_away = gate(article.url, final_url)
    if led_away:
        return Judgement(state=PageState.WALLED, why=led_away)
    told = article.body
    # What the feed itself tells is the story's, on however many pages it stands.
    folded = _folded(told)
    kept = {line_hash(line) for line in content.lines if _folded(line) in folded}
    own = without(_without_headline(content.lines, article.title, content.title), house - kept)
    lines, cut = before_wall(own)
    text = "\n\n".join(_once(lines))
    behind_wall = cut or content.free is False
    held = share_told(telling_words(f"{article.title}\n{told}"), text)
    named = share_told(telling_words(article.title), content.title) >= _SAME_HEADLINE
    if held < (_SAME_STORY if named and not content.noindex else _SURE):
        return Judgement(state=PageState.WALLED, why=_what_stands_there(content, own, cut=cut))
    size, known = units(text), units(told)
    if size < max(known * _MORE, known + _MORE_UNITS):
        far_shorter = behind_wall or size < known * _FAR_SHORTER
        if far_shorter or (content.password and size < _NOTHING):
            return Judgement(state=PageState.WALLED, why="it shows less than the feed")
        return Judgement(state=PageState.THIN)
    why = "the beginning: a wall hides the rest" if behind_wall else ""
    links = outbound_links(
        (found for found in content.links if found[1] in text), text, url=article.url
    )
    return Judgement(state=PageState.READ, text=text, why=why, links=links)


def _what_stands_there(content: PageContent, own: list[str], *, cut: bool) -> str:
    if cut or content.free is False:
        return "a paywall or a check stands in front of it"
    if content.password:
        return "it asks for a password"
    if not content.lines:
        return "it shows no text: it may need a browser that runs scripts"
    if not own:
        return "it shows what every page of its outlet shows"
    if units("".join(own)) < _NOTHING:
        return "it shows a notice instead of the article"
    return "it shows another text"


def _without_headline(lines: Iterable[str], *titles: str) -> list[str]:
    headlines = {_folded(title) for title in titles if title}
    return [
        line
        for place, line in enumerate(lines)
        if place >= _HEADLINES_AT or _folded(line) not in headlines
    ]


def _folded(line: str) -> str:
    folded = unicodedata.normalize("NFKC", line).casefold()
    return "".join(character for character in folded if character.isalnum())


def _once(lines: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(lines))
