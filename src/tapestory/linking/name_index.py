"""Names + text → where they stand as whole words, however many names there are.

Two automata: one reads the text in lower case, for phrases and scripts without capitals; the other
reads it as written, for single Latin words, which are many in a large list and stand in texts as
ordinary words far more often than as names: what is only ever a name with a capital is not found
in small letters at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from tapestory.linking.boundaries import stands_alone
from tapestory.linking.dictionary import Name, Strength, flat, fold
from tapestory.linking.vocabulary.cues import CAPITAL_ONLY
from tapestory.linking.vocabulary.trade import COMMODITIES, INDUSTRIES

_LONG = 7
"""Letters from which on a name is known in small letters too."""
_SHORT = 4
"""Up to so many capitals a name is an abbreviation and always written in capitals."""

Match = tuple[int, int, int]
"""Start, end, and number of the name."""


class NameIndex:
    """Finds names in texts.

    Args:
        names: The numbers of the matches index them.
    """

    def __init__(self, names: Sequence[Name]) -> None:
        self._names = names
        folded: list[str] = []
        self._folded_numbers: list[int] = []
        written: list[str] = []
        self._written_numbers: list[int] = []
        for number, name in enumerate(names):
            if _is_word(name):
                forms = _forms(name)
                written += forms
                self._written_numbers += [number] * len(forms)
            else:
                folded.append(fold(name.text))
                self._folded_numbers.append(number)
        self._folded = AhoCorasick(folded, matchkind=MatchKind.Standard)
        self._written = AhoCorasick(written, matchkind=MatchKind.Standard)

    def matches(self, text: str) -> list[Match]:
        """Return every name that stands as a whole word; from the left, the longest first."""
        found = [*self._in_small_letters(text), *self._as_written(text)]
        found.sort(key=lambda match: (match[0], -match[1]))
        return found

    def _in_small_letters(self, text: str) -> Iterator[Match]:
        numbers, names = self._folded_numbers, self._names
        for index, start, end in self._folded.find_matches_as_indexes(fold(text), overlapping=True):
            if stands_alone(text, start, end):
                number = numbers[index]
                if _case_fits(names[number], text[start:end]):
                    yield start, end, number

    def _as_written(self, text: str) -> Iterator[Match]:
        plain = flat(text)
        numbers = self._written_numbers
        for index, start, end in self._written.find_matches_as_indexes(plain, overlapping=True):
            if start and plain[start - 1].isalpha() and plain[start - 1].isascii():
                continue
            if stands_alone(text, start, end):
                yield start, end, numbers[index]


def _is_word(name: Name) -> bool:
    """Tell whether a name is found as written: one Latin word, short or in capitals.

    Names that a person has gone through are few, and long ones are known in small letters too:
    both are looked for in whatever case.
    """
    text = name.text
    if name.strength is Strength.TICKER:
        return True
    if name.strength is Strength.SECTOR or not text.isascii() or " " in text:
        return False
    if text.isupper():
        return len(text) <= _SHORT or not name.curated
    return not name.curated and len(text) < _LONG and (text[1:].islower() or not text.isalpha())


def _forms(name: Name) -> list[str]:
    """Return how a Latin word is written where it is the name."""
    text = name.text
    upper = text.upper()
    if name.strength is Strength.TICKER:
        return [upper]
    if text.isupper() and len(text) <= _SHORT:
        # Industries are written both ways: "IT" has no small letters, "AUTO" does.
        # Lists in capitals throughout have "SEBI" where texts write "Sebi".
        plain = len(text) == _SHORT and not name.curated and (name.own or not name.code)
        other = [text.capitalize()] if plain else []
        return list(dict.fromkeys([upper, *other, *(_small(text) if name.own else [])]))
    forms = {text, upper, text[:1].upper() + text[1:], text.capitalize()}
    if text.islower():
        forms.add(text.lower())
    return [*forms, *(form for form in _small(text) if name.own and form not in forms)]


def _small(text: str) -> list[str]:
    low = text.lower()
    return [low, low.capitalize()] if low in COMMODITIES or low in INDUSTRIES else []


def _case_fits(name: Name, form: str) -> bool:
    """Tell whether upper and lower case agree with what is named."""
    if not form.islower() or name.text.islower() or name.strength is Strength.SECTOR:
        return True
    if not any(char.isascii() and char.isalpha() for char in form):
        return True
    if name.strength is not Strength.STRONG or form in CAPITAL_ONLY:
        return name.own and bool(_small(form))
    return len(form) >= _LONG or " " in form or (name.own and bool(_small(form)))
