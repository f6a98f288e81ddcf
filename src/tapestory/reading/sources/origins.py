"""An event's articles with their readings → the independent reports behind them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from tapestory.model import Article, ArticleId, Citation, Origin, Reading
from tapestory.reading.sources.attributions import sources
from tapestory.reading.sources.outlets import canonical, same_outlet


def trace(
    members: Sequence[tuple[Article, Reading]],
) -> tuple[tuple[Origin, ...], dict[ArticleId, str]]:
    """Return the origins of an event, most followed first, and the origin of each article.

    An article goes back to the report it cites; of several, to the one that most articles of the
    event cite. A copy goes where its master goes. An article that cites nobody is its own outlet's
    report, so one outlet is at most one origin. An origin is *seen* when an article of that outlet
    is among the members.

    Args:
        members: Articles oldest first, copies included.
    """
    weights = _weights(members)
    own = {article.id: _own(article, reading, weights) for article, reading in members}
    origin_of: dict[ArticleId, str] = {}
    for article, _ in members:
        master = article.copy_of
        origin_of[article.id] = own[master] if master in own and master else own[article.id]
    followers: defaultdict[str, list[ArticleId]] = defaultdict(list)
    for article, _ in members:
        followers[origin_of[article.id]].append(article.id)
    origins = [
        Origin(name=name, seen=_is_seen(name, members), articles=tuple(ids))
        for name, ids in followers.items()
    ]
    return tuple(sorted(origins, key=lambda o: (-len(o.articles), o.name))), origin_of


def _weights(members: Sequence[tuple[Article, Reading]]) -> Counter[str]:
    """Count the articles, copies left out, that cite each name."""
    counts: Counter[str] = Counter()
    for article, reading in members:
        if article.copy_of is None:
            counts.update({citation.name for citation in reading.citations})
    return counts


def _own(article: Article, reading: Reading, weights: Mapping[str, int]) -> str:
    outlet = canonical(article.outlet) if article.outlet else ""
    if outlet and any(same_outlet(outlet, name) for name in weights):
        # others cite this very outlet: its own article is the report they mean
        return outlet
    cited = [c for c in reading.citations if not same_outlet(c.name, outlet)]
    cited = list(sources(reading))[:1] or cited
    if cited:
        return _primary(cited, weights).name
    return outlet or article.feed_url or f"article {article.id}"


def _primary(cited: Sequence[Citation], weights: Mapping[str, int]) -> Citation:
    """Return the citation that the event's articles share most; the article's first of equals."""
    best = max(weights.get(citation.name, 0) for citation in cited)
    return next(c for c in cited if weights.get(c.name, 0) == best)


def _is_seen(name: str, members: Sequence[tuple[Article, Reading]]) -> bool:
    return any(
        same_outlet(article.outlet, name) or name in {article.feed_url, f"article {article.id}"}
        for article, _ in members
    )
