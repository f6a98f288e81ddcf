"""A headline as printed → folded, with its cues, and where they stand to each other."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from tapestory.late_regex import late_regex
from tapestory.matching.templates.cues import Cue
from tapestory.matching.templates.days import told_date
from tapestory.matching.templates.scan import Hit, scan
from tapestory.matching.words import fold
from tapestory.model.symbols import is_index

_SEPARATORS = frozenset(":：|｜-–—·•,，、;；.。(（[【「」】)]!！?？/#>")
_SPACELESS = late_regex(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_LABEL = late_regex(
    r"^(?:\[[^\]]{1,20}\]|【[^】]{1,20}】|\([^)]{1,12}\)"
    r"|(?:update \d|rpt|refile|breaking|exclusive|corrected|wrapup \d|快讯|独家"
    r"|速報|속보|단독|특징주)"
    r"\s?[-:：|])\s*"
)
_CLAUSE = late_regex(r"[,;，、；/] ?(?!\d{3})|\s[|·•]\s|\. ")
_PERCENT = late_regex(r"(\d{1,3}(?:[.,]\d{1,2})?) ?(?:%|percent|per cent|prozent)")
_LEAD_IN = 18
"""Characters before what a headline is about; half of it where a character is a syllable."""
_LABEL_LEAD_IN = 28


@dataclass(frozen=True, slots=True)
class Headline:
    """A folded headline, its cues in order, and what is known besides."""

    folded: str
    hits: tuple[Hit, ...]
    cues: int
    text: str
    published: datetime
    symbols: frozenset[str]
    """Instruments that it names, indices left out."""

    @classmethod
    def read(
        cls, headline: str, text: str, published: datetime, symbols: Collection[str]
    ) -> Headline:
        """Fold a headline, take the label off its front, and find its cues."""
        folded = _unlabelled(fold(headline).strip())
        hits = tuple(scan(folded))
        cues = Cue.NONE
        for hit in hits:
            cues |= hit.cues
        bare = (symbol.removeprefix("s:") for symbol in symbols)
        return cls(
            folded,
            hits,
            cues,
            text,
            published,
            frozenset(name for name in bare if not is_index(name)),
        )

    @property
    def day(self) -> date:
        """The date that it names, else the day of publication, UTC."""
        return told_date(self.folded, self.published) or self.published.date()

    @property
    def market(self) -> str:
        """The code of the first market that it names beyond doubt, "" for none."""
        named = (hit.market for hit in self.hits if hit.market and not hit.cues & Cue.BARE)
        return next(named, "")

    def first(self, cue: int) -> Hit | None:
        """Return the first cue of a kind."""
        return next((hit for hit in self.hits if hit.cues & cue), None)

    def leads(self, hit: Hit) -> bool:
        """Tell whether the headline is about this from its first words on."""
        return hit.start <= _room(self.folded[: hit.start], _LEAD_IN)

    def after(self, hit: Hit, cue: int, within: int) -> Hit | None:
        """Return the first cue of a kind that begins so many characters behind another."""
        room = _room(self.folded[hit.start : hit.end + 4], within)
        behind = (other for other in self.hits if 0 <= other.start - hit.end <= room)
        return next((other for other in behind if other.cues & cue), None)

    def way(self, hit: Hit) -> tuple[bool | None, float | None]:
        """Return whether what stands at a place went up, and by how many per cent, if it says."""
        ways = (
            other.cues
            for other in self.hits
            if other.start >= hit.end and other.cues & (Cue.UP | Cue.DOWN)
        )
        first = next(ways, Cue.NONE)
        percent = _PERCENT.search(self.folded, hit.end)
        return (
            bool(first & Cue.UP) if first else None,
            float(percent[1].replace(",", ".")) if percent else None,
        )

    def labels(self, hit: Hit) -> bool:
        """Tell whether a term stands as a label: set apart, at the beginning or the end."""
        before = self.folded[: hit.start].rstrip()
        after = self.folded[hit.end :].lstrip()
        ends = (
            not after
            or after[0] in _SEPARATORS
            or after[0].isdigit()
            or self.folded[hit.end - 1] == ":"
        )
        if not before or before[-1] in _SEPARATORS:
            return ends or not before
        return ends and len(before) <= _room(before, _LABEL_LEAD_IN)

    def listed(self, hit: Hit) -> bool:
        """Tell whether what follows a label is several things, not one."""
        following = self.folded[hit.end :].lstrip(" :：-–—|,，")
        return "+++" in following or len(_CLAUSE.split(following.rstrip(" .…"))) > 1


def _unlabelled(folded: str) -> str:
    """Return a headline without what an agency prints before it, unless that is telling itself."""
    label = _LABEL.match(folded)
    return folded if label is None or scan(label[0]) else folded[label.end() :]


def _room(text: str, characters: int) -> int:
    return characters // 2 if _SPACELESS.search(text) else characters
