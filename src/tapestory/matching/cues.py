"""A table of cues in many languages → where a text holds them, and what they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ahocorasick_rs import AhoCorasick, MatchKind

from tapestory.matching.words import fold

_OPEN_END = "*"
_SPACELESS_FROM = 0x3000
"""Han, kana and Hangul, which mark no words, come after this code point; other letters before."""
_JOINED = range(0x0600, 0x0780)
"""Arabic writes its article and prepositions onto the word."""


class CueFinder:
    """Finds cues in folded text, the longest first, on word borders where their script has them.

    Args:
        cues: Meaning → its cues, parted by spaces. An underscore is a space inside a cue, and a
            star at its end stands for any ending. Cues under "" hide what they hold.
    """

    def __init__(self, cues: Mapping[str, str]) -> None:
        meanings: dict[str, set[str]] = {}
        for meaning, told in cues.items():
            for cue in told.split():
                meanings.setdefault(fold(cue.replace("_", " ")), set()).add(meaning)
        in_order = sorted(meanings)
        self._meanings = [tuple(sorted(filter(None, meanings[cue]))) for cue in in_order]
        self._is_open = [cue.endswith(_OPEN_END) or not _is_letter(cue[-1]) for cue in in_order]
        self._automaton = AhoCorasick(
            [cue.removesuffix(_OPEN_END) for cue in in_order], matchkind=MatchKind.LeftmostLongest
        )
        self._last: tuple[str, tuple[tuple[str, int, int], ...]] = ("", ())

    def find(self, folded: str) -> tuple[tuple[str, int, int], ...]:
        """Return each meaning with where its cue starts and ends, in order."""
        text, found = self._last
        if text != folded:  # one headline is asked for several things in turn
            found = tuple(self._cues(folded))
            self._last = folded, found
        return found

    def _cues(self, folded: str) -> Iterator[tuple[str, int, int]]:
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            if start and _is_letter(folded[start]) and _is_letter(folded[start - 1]):
                continue
            if not self._is_open[index] and end < len(folded) and _is_letter(folded[end]):
                continue
            for meaning in self._meanings[index]:
                yield meaning, start, end


def _is_letter(character: str) -> bool:
    code = ord(character)
    return code < _SPACELESS_FROM and code not in _JOINED and character.isalpha()
