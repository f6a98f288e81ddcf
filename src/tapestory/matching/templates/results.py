"""A headline → results of a company, a look ahead to them, or a broker's view of its share."""

from __future__ import annotations

from tapestory.late_regex import late_regex
from tapestory.matching.templates.cues import Cue
from tapestory.matching.templates.days import fiscal_period, prints_period
from tapestory.matching.templates.headline import Headline
from tapestory.matching.templates.kinds import Template, Templated
from tapestory.matching.words import fold

_FIGURES = Cue.RESULTS | Cue.PROFIT | Cue.SALES
_SOON = 25
_TOLD = 40
_LEAD = 200
"""Characters of text that may name the quarter."""
_MOST_SYMBOLS = 2
"""A headline that names more is about a season of results, not one."""
_NAME_WORDS = 4
_NAME_CHARACTERS = 10
_PARTICLES = "のがはもを"
_AT = late_regex(r"\b(?:at|bei|chez)\s+(\w.{1,40})")
_OF = late_regex(r"\s*(?:de|da|do|von|of|d')\s+(\w.{1,40})")
_QUOTED = late_regex(r"\s*[«\"“]([^»\"”]{2,40})")
_OWNER = late_regex(r"([^\W\d_]+)['’]s (?:\w+ )?$")
_NAMED_BEFORE = _FIGURES | Cue.QUARTER | Cue.TELLS | Cue.REPORT | Cue.AHEAD | Cue.FORECAST
_WORD = late_regex(r"[^\W_]+(?:[.&'’-][^\W_]+)*")
_SPACELESS = late_regex(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+")
_OTHER_WORDS = (
    "a an the its their his her our this that these why how what as after on in of to for and "
    "update corrected chip maker chipmaker retailer bank airline giant parent group company tech "
    "inc corp co ltd plc sa ag se nv big more der die das le la les el los o os as um une un"
)
_NO_NAME = frozenset(_OTHER_WORDS.split())
_DESCRIPTIONS = (
    "biggest largest top leading world global europe asia africa america us uk britain germany "
    "france italy spain china japan korea taiwan india russia brazil canada australia king queen "
    "titan star rival owner operator firm insurer lender carmaker automaker miner broker developer "
    "supplier"
)
_DESCRIBING = frozenset(_DESCRIPTIONS.split())
"""Words of a description, under which a company goes in one headline and not in the next."""


def results(seen: Headline) -> Templated | None:
    """Return the results, or preview of results, that a headline tells."""
    if not seen.cues & _FIGURES or seen.cues & Cue.BAR or len(seen.symbols) > _MOST_SYMBOLS:
        return None
    dated = bool(seen.cues & Cue.QUARTER) or prints_period(seen.folded)
    if seen.cues & Cue.AHEAD:
        sure = seen.cues & (Cue.RESULTS | Cue.PROFIT) or (dated and seen.cues & Cue.SALES)
        return _of_somebody(_key(seen, Template.EARNINGS_PREVIEW)) if sure else None
    if not _told(seen, dated=dated):
        return None
    if seen.cues & Cue.FORECAST and not seen.cues & (Cue.REPORT | Cue.TELLS):
        return None
    return _of_somebody(_key(seen, Template.EARNINGS_RESULTS))


def _of_somebody(found: Templated) -> Templated | None:
    return found if found.subjects or found.named else None


def _told(seen: Headline, *, dated: bool) -> bool:
    if seen.cues & Cue.RESULTS:
        return True
    if seen.cues & Cue.PROFIT:
        if dated:
            return True
        # Without a quarter and a known company only figures set results apart from other news.
        sure = bool(seen.symbols) or any(map(str.isdigit, seen.folded))
        return sure and (
            _follows(seen, Cue.PROFIT, Cue.REPORT, _SOON)
            or _follows(seen, Cue.TELLS, Cue.PROFIT, _TOLD)
        )
    if not dated:
        return False
    known = bool(seen.symbols) and bool(seen.cues & (Cue.REPORT | Cue.TELLS))
    return known or _follows(seen, Cue.TELLS, Cue.SALES, _TOLD)


def _follows(seen: Headline, one: int, other: int, within: int) -> bool:
    hit = seen.first(one)
    return hit is not None and seen.after(hit, other, within) is not None


def rating(seen: Headline) -> Templated | None:
    """Return the broker's view that a headline tells of a share that is known."""
    if not seen.cues & Cue.RATING or not seen.symbols or len(seen.symbols) > _MOST_SYMBOLS:
        return None
    return Templated(template=Template.ANALYST_RATING, day=seen.day, subjects=seen.symbols)


def _key(seen: Headline, template: Template) -> Templated:
    period, year = fiscal_period(seen.folded, seen.hits)
    if not period and seen.text:
        period, year = fiscal_period(fold(seen.text[:_LEAD]), ())
    return Templated(
        template=template,
        day=seen.published.date(),
        subjects=seen.symbols,
        named=() if seen.symbols else _named(seen),
        period=period,
        year=year,
    )


def _named(seen: Headline) -> tuple[str, ...]:
    """Return the words before the first cue, or those behind "at", if they are few."""
    first = seen.first(_NAMED_BEFORE)
    if first is None:
        return ()
    before = seen.folded[: first.start].strip()
    owner = _OWNER.search(seen.folded[: (seen.first(Cue.RESULTS | Cue.PROFIT) or first).start])
    if owner is not None:
        before = owner[1]
    elif not before:
        before = _named_behind(seen, first.end)
    elif first.cues & Cue.SALES:
        return ()
    spaceless = _SPACELESS.search(before)
    if spaceless is not None:
        name = spaceless[0].rstrip(_PARTICLES)
        return (name,) if 1 < len(name) <= _NAME_CHARACTERS else ()
    words = [
        word.removesuffix("'s").removesuffix("’s").replace(".", "")
        for word in _WORD.findall(before)
    ]
    if not _DESCRIBING.isdisjoint(words):
        return ()
    words = [word for word in words if word not in _NO_NAME]
    return tuple(words) if len(words) <= _NAME_WORDS else ()


def _named_behind(seen: Headline, end: int) -> str:
    """Return the name behind "profit of" or "profit falls at", up to the next cue."""
    if quoted := _QUOTED.match(seen.folded, end):
        return quoted[1]
    found = _OF.match(seen.folded, end) or _AT.search(seen.folded, end)
    if found is None:
        return ""
    behind = next((hit.start for hit in seen.hits if hit.start > found.start(1)), None)
    return found[1].split()[0] if behind is None else seen.folded[found.start(1) : behind]
