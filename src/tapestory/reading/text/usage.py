"""Words → in which of several languages they are how usual.

Function words decide: every sentence holds some, and no two languages share all of theirs. How
usual words are comes from `wordfreq`, which counts books, subtitles, news and the web; those used
less often than ten times in a million words are left out, so that the lists stay small.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tapestory.late_regex import late_regex

_LISTS = {"no": "nb", "hr": "sh"}
"""What wordfreq calls a language, where it calls it otherwise."""
_RAREST = 500
"""Hundredths of a power of ten: words that are rarer than 1 in 100,000 are not listed."""
_UNKNOWN = 700
"""What a word counts as that a language does not list."""
_STEP = 4
"""Hundredths of a power of ten in a unit of weight: weights fit into a byte."""
_WORD = late_regex(r"[^\W\d_]+")
_ADDRESS = late_regex(r"(?:https?://|www\.|@|#)\S{1,200}")
_NAME = 0.5
"""How much a capitalised word counts: names are at home everywhere."""


@dataclass(frozen=True, slots=True)
class Usage:
    """How well a text fits each of several languages."""

    scores: Mapping[str, float]
    """Powers of ten by which it is more probable than if all of its words were unknown."""
    words: int
    """Of the text."""
    known: Mapping[str, int]
    """How many of them are usual in each."""

    def best(self) -> str:
        """Return the language that fits best, the one listed first among equals."""
        return max(self.scores, key=lambda lang: self.scores[lang])

    def lead(self, over: str) -> float:
        """Return by how many powers of ten the best language is more probable than another."""
        return self.scores[self.best()] - self.scores[over]


def usage(text: str, languages: Sequence[str], priors: Mapping[str, float]) -> Usage:
    """Return how well a text fits languages.

    Args:
        text: Whose every word is looked up.
        languages: BCP 47 primary tags; all of one script.
        priors: Powers of ten by which a language is more probable before anything is read.
    """
    known = _weights(tuple(languages))
    totals = [0.0] * len(languages)
    met = [0] * len(languages)
    words = _WORD.findall(_ADDRESS.sub(" ", text.lower() if text.isupper() else text))
    for word in words:
        weights = known.get(word.lower())
        if weights is None:
            continue
        worth = (1.0 if word.islower() else _NAME) * _STEP / 100
        for place in range(0, len(weights), 2):
            totals[weights[place]] += worth * weights[place + 1]
            met[weights[place]] += 1
    return Usage(
        scores={
            lang: total + priors.get(lang, 0.0)
            for lang, total in zip(languages, totals, strict=True)
        },
        words=len(words),
        known=dict(zip(languages, met, strict=True)),
    )


@lru_cache(maxsize=8)
def _weights(languages: tuple[str, ...]) -> Mapping[str, bytes]:
    """Return, for each word, pairs of bytes: the place of a language, and the word's weight."""
    # Imported here: it takes 0.3 s, and most texts say by their script what they are.
    import wordfreq  # noqa: PLC0415 (see above)

    found: dict[str, bytes] = {}
    pairs: dict[bytes, bytes] = {}
    for place, lang in enumerate(languages):
        buckets = wordfreq.get_frequency_list(_LISTS.get(lang, lang), "small")
        for rarity, words in enumerate(buckets[:_RAREST]):
            pair = bytes((place, (_UNKNOWN - rarity) // _STEP))
            _add(found, words, pair, pairs)
    return found


def _add(
    found: dict[str, bytes], words: Iterable[str], pair: bytes, pairs: dict[bytes, bytes]
) -> None:
    for word in words:
        joined = found.get(word, b"") + pair
        # The same few combinations come up again and again: one object serves for all.
        found[word] = pairs.setdefault(joined, joined)
