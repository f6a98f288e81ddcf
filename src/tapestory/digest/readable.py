"""A sentence, the language of its article, the reader's → whether the reader can read it."""

from __future__ import annotations

import unicodedata

_WIDE = {"zh", "ja", "ko"}
_SHARE = 0.3
"""Of wide characters in a sentence, above which it is not in a language of narrow ones."""


def readable(text: str, *, written_in: str, lang: str = "en") -> bool:
    """Tell whether a reader of `lang` can read a sentence.

    An article in one language may carry a summary in another: the script of the sentence itself
    decides first, the language of the article only among languages that share a script's width.

    Args:
        text: The sentence.
        written_in: BCP 47 primary tag of its article, or "und".
        lang: The reader's.
    """
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    if (wide > _SHARE * len(text)) is not (lang in _WIDE):
        return False
    shares_width = (written_in in _WIDE) is (lang in _WIDE)
    return written_in in {lang, "und"} or not shares_width
