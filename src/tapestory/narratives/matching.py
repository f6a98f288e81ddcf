"""The cues of one language → which of them a folded sentence holds, found in one pass over it."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ahocorasick_rs

from tapestory.late_regex import late_regex
from tapestory.narratives.notation import Notation, Term

__all__ = ["Matcher", "Span", "stands"]

Span = tuple[int, int]
"""Start and end in a folded sentence."""

_MAX_OCCURRENCES = 4
"""Of one part of a cue that are tried in a sentence."""

_FAR = {"zh": 24, "ja": 24, "ko": 30}
_FAR_LATIN = 64
"""Characters over which parts still stand together: about ten words in each script."""

_BREAKS = {
    "en": late_regex(r"[;:()]| but | yet | while | whereas | although | though "),
    "zh": late_regex(r"[;:。!?()]|但|却|而是|反而"),
    "ko": late_regex(r"[;:()]|지만|반면|으나 "),
    "ja": late_regex(r"[;:。()]|だが|しかし|一方|けれど|ものの"),
    "de": late_regex(r"[;:()]| aber | doch | während | obwohl | sondern "),
    "fr": late_regex(r"[;:()]| mais | tandis | alors que | bien que | pourtant "),
    "es": late_regex(r"[;:()]| pero | mientras | aunque | sino "),
    "it": late_regex(r"[;:()]| ma | mentre | sebbene | bensì "),
    "pt": late_regex(r"[;:()]| mas | enquanto | embora | porém "),
}
"""What parts, though close, do not stand together across: a contrast, another statement."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A cue by its number, and the parts that must be filled."""

    number: int
    parts: tuple[int, ...]
    needs: frozenset[int]
    together: tuple[tuple[int, ...], ...]
    ordered: tuple[tuple[int, ...], ...]
    without: frozenset[int]
    """Parts that must not be."""


@dataclass(frozen=True, slots=True)
class _Forms:
    """What a match of one pattern may be, each by its number: a word, its beginning, a phrase."""

    whole: int | None
    begun: int | None
    going_on: tuple[tuple[re.Pattern[str], int], ...]
    begins_word: bool
    """Whether its first character is of a script with spaces; there a word must begin with it."""
    ends_word: bool
    """Whether its last one is."""


class Matcher:
    """Cues of one language.

    Words are found once, whichever cues have them; only a cue all of whose parts are filled is
    looked at closer. What a sentence costs hardly grows with the number of cues.

    Args:
        lang: Decides over which distance, and across what, parts stand together.
        cues: As parsed; each is known by its place.
    """

    def __init__(self, lang: str, cues: Sequence[Notation]) -> None:
        self._far = _FAR.get(lang, _FAR_LATIN)
        self._breaks = _BREAKS.get(lang)
        part_numbers: dict[tuple[Term, ...], int] = {}
        written = [
            _Written(
                number,
                parts,
                frozenset(parts),
                cue.together,
                cue.ordered,
                frozenset(
                    part_numbers.setdefault(terms, len(part_numbers)) for terms in cue.without
                ),
            )
            for number, cue in enumerate(cues)
            if (
                parts := tuple(
                    part_numbers.setdefault(terms, len(part_numbers)) for terms in cue.parts
                )
            )
        ]
        form_numbers: dict[Term, int] = {}
        parts_of: dict[int, set[int]] = defaultdict(set)
        for terms, part in part_numbers.items():
            for term in terms:
                parts_of[form_numbers.setdefault(term, len(form_numbers))].add(part)
        self._parts_of = [frozenset(parts_of[number]) for number in range(len(form_numbers))]
        self._forms_of = [frozenset(form_numbers[term] for term in terms) for terms in part_numbers]
        by_text: dict[str, list[tuple[Term, int]]] = defaultdict(list)
        for term, number in form_numbers.items():
            by_text[term.text].append((term, number))
        self._forms = [_forms(terms) for terms in by_text.values()]
        self._automaton = ahocorasick_rs.AhoCorasick(list(by_text))
        self._anchored = _anchored(written)
        self._anchors = frozenset(self._anchored)

    def find(self, folded: str) -> list[tuple[int, tuple[Span, ...]]]:
        """Return the cues that a sentence holds, by place, with where each of their parts is.

        Args:
            folded: A sentence as `notation.fold` returns it.
        """
        places = self._places(folded)
        parts_of = self._parts_of
        filled: set[int] = set().union(*[parts_of[form] for form in places])
        found: list[tuple[int, tuple[Span, ...]]] = []
        # Cues share their parts: where one is filled is looked up once.
        known: dict[int, list[Span]] = {}
        for anchor in filled & self._anchors:
            for written in self._anchored[anchor]:
                if filled.issuperset(written.needs) and filled.isdisjoint(written.without):
                    for part in written.parts:
                        if part not in known:
                            known[part] = self._occurrences(part, places)
                    spans = self._tightest(folded, written, known)
                    if spans is not None:
                        found.append((written.number, spans))
        return found

    def _places(self, folded: str) -> dict[int, list[Span]]:
        """Return the forms that a sentence holds, each with where."""
        places: dict[int, list[Span]] = {}
        length = len(folded)
        forms_of = self._forms
        for number, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            forms = forms_of[number]
            if (
                forms.begins_word
                and start
                and folded[start - 1] != " "
                and not _begins_word(folded, start)
            ):
                continue
            if forms.begun is not None:
                places.setdefault(forms.begun, []).append((start, end))
            if forms.whole is not None and (
                not forms.ends_word
                or end == length
                or folded[end] == " "
                or not _is_latin(folded[end])
            ):
                places.setdefault(forms.whole, []).append((start, end))
            for rest, form in forms.going_on:
                if (going_on := rest.match(folded, end)) is not None:
                    places.setdefault(form, []).append((start, going_on.end()))
        return places

    def _tightest(
        self, folded: str, written: _Written, known: Mapping[int, list[Span]]
    ) -> tuple[Span, ...] | None:
        """Return one occurrence of each part, closest together, without overlap."""
        if len(written.parts) == 1:
            return (known[written.parts[0]][0],)
        occurrences = [known[part] for part in written.parts]
        if all(len(spans) == 1 for spans in occurrences):
            only = tuple(spans[0] for spans in occurrences)
            return only if self._is_usable(folded, written, only) else None
        choices = itertools.product(*(spans[:_MAX_OCCURRENCES] for spans in occurrences))
        usable = [choice for choice in choices if self._is_usable(folded, written, choice)]
        return min(usable, key=_extent, default=None)

    def _occurrences(self, part: int, places: Mapping[int, list[Span]]) -> list[Span]:
        """Return where a sentence fills a part, first to last."""
        forms = places.keys() & self._forms_of[part]
        if len(forms) == 1:
            return places[forms.pop()]
        return sorted(span for form in forms for span in places[form])

    def _is_usable(self, folded: str, written: _Written, spans: Sequence[Span]) -> bool:
        return (
            _is_apart(spans)
            and all(_follow_each_other(spans, group) for group in written.ordered)
            and all(
                self._stand_together(folded, [spans[part] for part in group])
                for group in written.together
            )
        )

    def _stand_together(self, folded: str, spans: Sequence[Span]) -> bool:
        ordered = sorted(spans)
        for (_, end), (start, _) in itertools.pairwise(ordered):
            if start - end > self._far:
                return False
            if self._breaks is not None and self._breaks.search(folded[end:start]):
                return False
        return True


def _forms(terms: Sequence[tuple[Term, int]]) -> _Forms:
    whole = begun = None
    going_on: list[tuple[re.Pattern[str], int]] = []
    for term, number in terms:
        if term.rest is not None:
            going_on.append((term.rest, number))
        elif term.whole:
            whole = number
        else:
            begun = number
    text = terms[0][0].text
    return _Forms(whole, begun, tuple(going_on), _is_latin(text[0]), _is_latin(text[-1]))


def _anchored(written: Sequence[_Written]) -> dict[int, list[_Written]]:
    """Return the cues by that part of theirs which the fewest cues have.

    Common words ("data centre") then cost nothing where the rest of a cue is missing.
    """
    used = Counter(part for cue in written for part in cue.needs)
    found: dict[int, list[_Written]] = defaultdict(list)
    for cue in written:
        found[min(cue.parts, key=lambda part: (used[part], part))].append(cue)
    return dict(found)


def _is_apart(spans: Sequence[Span]) -> bool:
    if len(spans) == 1:
        return True
    ordered = sorted(spans)
    return all(left[1] <= right[0] for left, right in itertools.pairwise(ordered))


def _follow_each_other(spans: Sequence[Span], group: Sequence[int]) -> bool:
    return all(spans[left] < spans[right] for left, right in itertools.pairwise(group))


def _extent(spans: Sequence[Span]) -> int:
    return max(end for _, end in spans) - min(start for start, _ in spans)


def _begins_word(text: str, start: int) -> bool:
    before = text[start - 1]
    # "21bn" is a number and a unit: a letter after a digit begins a word.
    return not _is_latin(before) or (before.isdigit() and text[start].isalpha())


def stands(name: str, text: str) -> bool:
    """Tell whether a text holds a name, and not only as a part of a longer word.

    Where a script is written without spaces, or a name ends in no letter, it may stand anywhere.
    """
    begins, ends = _is_latin(name[:1]), _is_latin(name[-1:])
    at = text.find(name)
    while at >= 0:
        before, after = text[at - 1 : at] if at else "", text[at + len(name) :][:1]
        if not (begins and _is_latin(before)) and not (ends and _is_latin(after)):
            return True
        at = text.find(name, at + 1)
    return False


def _is_latin(char: str) -> bool:
    """Tell whether words of the character's script are separated by spaces."""
    return char.isalnum() and char < "\u2e80"
