"""An event's articles and the reports they go back to → in words, how many speak for themselves."""

from __future__ import annotations

from tapestory.digest.citations import Citations, outlet_of
from tapestory.digest.edition import Cited
from tapestory.digest.inert import one_line
from tapestory.digest.wording import count, listing
from tapestory.model import ArticleId, EventView, Origin, OriginKind

COMMON_SHARE = 0.25
"""Of the articles that an origin must be behind to be named beside the headline."""
_NAME = 40
"""Characters of an origin's name that are printed."""
_MOST_OUTLETS = 4


def origin_words(view: EventView, citations: Citations) -> str:
    """Return in a few words whether the articles are one report told often or several reports."""
    total = len(citations.masters)
    if total == 1:
        return "One source"
    chief = chief_origin(view, citations)
    going_back = len(behind(chief, citations)) if chief else 0
    if chief is None or going_back < total * COMMON_SHARE:
        outlets = {member.article.outlet for member in citations.masters}
        return f"{count(total, 'article')} from {count(len(outlets), 'outlet')}"
    articles = f"{going_back} of {total} articles"
    if going_back == total:
        articles = "Both articles" if total == 2 else f"All {total} articles"
    name = one_line(chief.name, _NAME)
    if chief.kind is OriginKind.STATEMENT:
        return f"{articles} trace back to {name} itself"
    return f"{articles} trace back to one {name} report"


def attribution(view: EventView, citations: Citations) -> Cited:
    """Return whose report it is and what it rests on; what `origin_words` says is not repeated."""
    masters = citations.masters
    chief = chief_origin(view, citations)
    if chief is None:
        outlets = list(dict.fromkeys(outlet_of(member.article) for member in masters))
        told = f"Told by {listing(outlets, most=_MOST_OUTLETS)}"
        alone = " alone." if len(outlets) == 1 else ", with no common origin named."
        return Cited(text=told + alone, cites=citations.cite(m.article.id for m in masters))
    read = "is among the articles read" if chief.seen else "is not among the articles read"
    name = one_line(chief.name, _NAME)
    what, unnamed = f"The {name} report itself", ""
    if chief.kind is OriginKind.STATEMENT:
        what = f"What {name} itself put out"
    elif _unnamed(view, chief):
        unnamed = ", and rests on people who are not named"
    return Cited(text=f"{what} {read}{unnamed}.", cites=citations.cite(behind(chief, citations)))


def chief_origin(view: EventView, citations: Citations) -> Origin | None:
    """Return the origin behind the most articles, when there is one behind more than one.

    Several articles of an outlet that names no origin go back to nothing that could be named.
    """
    sourced = [origin for origin in view.origins if origin.kind is not OriginKind.UNSOURCED]
    origins = sorted(sourced, key=lambda o: (-len(behind(o, citations)), o.name))
    return origins[0] if origins and len(behind(origins[0], citations)) > 1 else None


def behind(origin: Origin, citations: Citations) -> list[ArticleId]:
    """Return the articles that go back to an origin, copies left out, oldest first."""
    going_back = {citations.master(article) for article in origin.articles}
    return [m.article.id for m in citations.masters if m.article.id in going_back]


def _unnamed(view: EventView, origin: Origin) -> bool:
    return any(
        found.unnamed
        for member in view.articles
        for found in member.reading.citations
        if found.name == origin.name
    )
