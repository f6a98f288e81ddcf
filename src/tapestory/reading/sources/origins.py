"""An event's articles with their readings → the independent reports behind them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from tapestory.model import Article, ArticleId, Origin, OriginKind, Reading
from tapestory.reading.sources.stories import PARTY, Story, has_gathered, stories
from tapestory.reading.sources.translations import digits_of, translated_from

_LANGUAGES = 2
"""That a translation takes."""
_KINDS = tuple(OriginKind)


def trace(
    members: Sequence[tuple[Article, Reading]],
) -> tuple[tuple[Origin, ...], dict[ArticleId, str]]:
    """Return the origins of an event, the surest kind first, and the origin of each article.

    An article goes back to the report it cites, and on to the report which that one cites where
    it is a member; of several, to the one that most articles of the event cite. A copy goes where
    the text goes that it repeats, a translation likewise. An article that cites nobody is its own
    outlet's report, so one outlet is at most one origin; if it says that others reported it, it
    goes with the report that most follow. What parties say of themselves is one origin, called
    after the party that most follow.

    An origin is *seen* when an article of that outlet is among the members. Of one kind those
    come first that most articles go back to. How many of them count: `model.events.independent`.
    Nothing here depends on the order of the members.

    Args:
        members: Articles, copies included.
    """
    told, names = stories(members)
    roots = _roots(told)
    order = {article.id: place for place, article in enumerate(_in_time(members))}
    going_back: defaultdict[str, list[Story]] = defaultdict(list)
    for story, key in zip(told, _one_party(told, roots), strict=True):
        going_back[key].append(story)
    cited = {key for story in told for key in story.cited}
    carried = {outlet for story in told for outlet in story.outlets}
    origins = [
        Origin(
            name=names[key],
            kind=_kind(key, followers, cited),
            seen=key in carried or _is_own_word(key, told),
            articles=tuple(
                sorted((a for one in followers for a in one.articles), key=order.__getitem__)
            ),
        )
        for key, followers in going_back.items()
    ]
    origin_of = {
        article: names[key]
        for story, key in zip(told, roots, strict=True)
        for article in story.articles
    }
    ranked = tuple(sorted(origins, key=_rank))
    return ranked, {article.id: origin_of[article.id] for article, _ in members}


def _in_time(members: Sequence[tuple[Article, Reading]]) -> list[Article]:
    return sorted((article for article, _ in members), key=lambda a: (a.time, a.id))


def _rank(origin: Origin) -> tuple[int, int, str]:
    return _KINDS.index(origin.kind), -len(origin.articles), origin.name


def _one_party(told: Sequence[Story], roots: Sequence[str]) -> list[str]:
    """Return the origins with all parties' words as one: the one that most articles follow."""
    followers: Counter[str] = Counter()
    for story, key in zip(told, roots, strict=True):
        if key.startswith(PARTY):
            followers[key] += len(story.articles)
    chief = min(followers, key=lambda key: (-followers[key], key), default="")
    return [chief if key.startswith(PARTY) else key for key in roots]


def _kind(key: str, followers: Iterable[Story], cited: Collection[str]) -> OriginKind:
    """Return what shows that somebody found the news out."""
    if key.startswith(PARTY):
        return OriginKind.STATEMENT
    if key in cited or any(map(has_gathered, followers)):
        return OriginKind.REPORT
    return OriginKind.UNSOURCED


def _is_own_word(key: str, told: Sequence[Story]) -> bool:
    """Tell whether a party's own text is among the members."""
    party = key.removeprefix(PARTY)
    return any(party in story.outlets for story in told)


def _roots(told: Sequence[Story]) -> list[str]:
    """Return the key of the report that each text goes back to."""
    weights = Counter(key for story in told for key in story.cited)
    chain = _Chain(told, weights)
    found = [chain.root(chain.above(story) or story.own) for story in told]
    own = [
        place
        for place, story in enumerate(told)
        if not story.cited and not story.leans and found[place] == story.own
    ]
    found = _with_translations(told, found, own)
    return _with_leaning(told, found)


class _Chain:
    """Who goes back to whom, over the outlets of an event."""

    def __init__(self, told: Sequence[Story], weights: Mapping[str, int]) -> None:
        self._weights = weights
        self._carried: defaultdict[str, list[Story]] = defaultdict(list)
        for story in told:
            self._carried[story.own].append(story)

    def above(self, story: Story) -> str:
        """Return what a text cites, of several what most cite; "" for nobody.

        Reports come before what parties say of themselves.
        """
        reports = [key for key in story.cited if not key.startswith(PARTY)]
        cited = reports or story.cited
        if not cited:
            return ""
        return min(cited, key=lambda key: (-self._weights.get(key, 0), cited.index(key)))

    def root(self, key: str) -> str:
        """Return where it ends; of outlets that cite each other in a circle, the most cited."""
        passed: list[str] = []
        while key not in passed:
            passed.append(key)
            texts = self._carried.get(key, [])
            above = [self.above(story) for story in texts]
            if not texts or not all(above):
                return key
            key = min(above, key=lambda one: (one.startswith(PARTY), -self._weights[one], one))
        circle = passed[passed.index(key) :]
        return min(circle, key=lambda one: (-self._weights.get(one, 0), one))


def _with_translations(told: Sequence[Story], found: list[str], own: Sequence[int]) -> list[str]:
    """Let texts that cite nobody go with the earlier text that they translate."""
    roots = list(found)
    if len({story.reading.lang for story in told}) < _LANGUAGES:
        return roots
    digits = [digits_of(story.reading) for story in told]
    for place in own:
        earlier = [other for other in range(len(told)) if told[other].time < told[place].time]
        original = translated_from(digits[place], [digits[other] for other in earlier])
        if original is not None:
            roots[place] = roots[earlier[original]]
    return roots


def _with_leaning(told: Sequence[Story], found: list[str]) -> list[str]:
    """Let texts that say others reported it go with the report that most follow."""
    firm = [key for story, key in zip(told, found, strict=True) if not story.leans]
    reports = Counter(key for key in firm if not key.startswith(PARTY)) or Counter(firm)
    if not reports:
        chief = min(found, default="")
        return [chief if found else key for key in found]
    since: dict[str, datetime] = {}
    for story, key in zip(told, found, strict=True):
        since[key] = min(since.get(key, story.time), story.time)
    chief = min(reports, key=lambda key: (-reports[key], since[key], key))
    carried = {story.own for story in told if not story.leans}
    return [
        key if not story.leans or key in carried else chief
        for story, key in zip(told, found, strict=True)
    ]
