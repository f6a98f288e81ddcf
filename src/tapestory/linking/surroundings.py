"""What stands around one name in its text, as far as it decides whether the name is believed."""

from __future__ import annotations

import re
from functools import cached_property

from tapestory.late_regex import late_regex
from tapestory.linking.casing import Casing, Place, Style
from tapestory.linking.vocabulary.cues import BUSINESS_NEAR, FINANCE_CUE

_NEAR = 120
"""Characters on either side in which a finance cue speaks for a name."""
_BESIDE = 60
_NO_LATIN = late_regex(r"[぀-ヿ㐀-鿿가-힣\u0400-\u052f\u0600-\u06ff\u0900-\u097f]")
"""Chinese, Japanese, Korean, Cyrillic, Arabic and Devanagari letters."""
_ENDS = frozenset(".!?:\n。！？")
_PREFIX = late_regex(
    r"\b(?:anti|auto|bi|co|cross|de|e|ex|inter|mid|mini|multi|neo|non|post|pre|pro|quasi|re|self|semi|"
    r"sub|super|trans|tri|ultra|un|x)[-‑]$",
    re.IGNORECASE,
)
_COMPOUND = late_regex(
    r"[-‑](?:[a-z](?!wned|acked|ed\b|inked|elated|ade\b|unded|uilt|upplied|ased|istered))"
)


class Surroundings:
    """The words around `text[start:end]`."""

    def __init__(self, text: str, start: int, end: int, casing: Casing) -> None:
        self._text = text
        self._casing = casing
        self.start = start
        self.end = end
        self.form = text[start:end]
        self.before = text[max(0, start - _BESIDE) : start]
        self.after = text[end : end + _BESIDE]

    @cached_property
    def place(self) -> Place:
        """How the sentence is written, and where in it the name stands."""
        return self._casing.place(self.start, self.end)

    @cached_property
    def finance_near(self) -> bool:
        """A word of finance stands near."""
        left = self._text[max(0, self.start - _NEAR) : self.start]
        right = self._text[self.end : self.end + _NEAR]
        return _is_of_finance(left) or _is_of_finance(right)

    @cached_property
    def business_in_sentence(self) -> bool:
        """A word of finance or business stands in the same sentence, the name itself left out."""
        low, high = self._casing.sentence(self.start)
        sides = (self._text[low : self.start], self._text[self.end : high])
        return any(_is_of_finance(side) or BUSINESS_NEAR.search(side) for side in sides)

    @property
    def opens(self) -> bool:
        """It begins a sentence, as far as the mark in front of it tells."""
        before = self.before.rstrip(" \t\"'“‘([")
        return not before or before[-1] in _ENDS or "\n" in self.before[len(before) :]

    @property
    def beside(self) -> str:
        """The words on both sides, the name left out."""
        return f"{self.before} {self.after}"

    @property
    def capital_form(self) -> bool:
        """It begins with a capital."""
        return self.form[:1].isupper()

    @property
    def capital(self) -> bool:
        """The name has a capital where a common word would have none."""
        return (
            self.form[:1].isupper()
            and self.place.style is Style.SENTENCE
            and not self.place.initial
            and not self.place.inside_name
        )

    @property
    def inside_sentence_name(self) -> bool:
        """It is part of a longer name, as far as capitals can tell."""
        return self.place.inside_name and self.place.style is Style.SENTENCE

    @property
    def compound(self) -> bool:
        """A hyphen makes the name part of another word ("Meta-analysis")."""
        if _COMPOUND.match(self.after):
            return True
        return self.before.endswith(("-", "‑")) and _PREFIX.search(self.before) is not None

    @property
    def in_another_script(self) -> bool:
        """A Latin name stands in text of another script, where it is no common word."""
        if not self.form.isascii():
            return False
        return len(_NO_LATIN.findall(self.before[-12:] + self.form + self.after[:12])) >= 6

    @cached_property
    def shouting(self) -> bool:
        """The words around are in capitals too."""
        words = re.findall(r"[A-Za-z]{2,}", self.before[-30:] + " " + self.after[:30])
        return len(words) >= 2 and sum(word.isupper() for word in words) > 0.7 * len(words)


def _is_of_finance(text: str) -> bool:
    return FINANCE_CUE.search(text.lower()) is not None
