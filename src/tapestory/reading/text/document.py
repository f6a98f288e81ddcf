"""Title and body, or a whole file → the document that everything else reads."""

from __future__ import annotations

from tapestory.late_regex import late_regex
from tapestory.model import Document
from tapestory.reading.text.language import detect_language
from tapestory.reading.text.repeated_lines import NOTHING_KNOWN, RepeatedLines

READ_LIMIT = 200_000
"""Characters of a document that are read. Longer texts stay whole, but what lies beyond is not
looked at: the time that one article can take is bounded."""

_LONGEST_TITLE = 300
_SURROGATE = late_regex(r"[\ud800-\udfff]")
"""Half of a character: what JSON can write and nothing can encode."""


def document(
    title: str, body: str, *, lang: str, repeated: RepeatedLines = NOTHING_KNOWN
) -> Document:
    """Return the document of an article: title, blank line, body.

    Args:
        title: Line breaks in it become spaces.
        body: Plain text.
        lang: Primary tag, or "" to have it detected.
        repeated: What the outlet prints in every article: spaces stand for it.
    """
    headline = " ".join(title.split())
    body = repeated.blanked(body)
    text = _whole(f"{headline}\n\n{body}")
    tag = lang if lang and lang != "und" else detect_language(text)
    return Document(text=text, title_end=len(headline), lang=tag)


def document_from_text(text: str, *, lang: str = "") -> Document:
    """Return the document of a plain text whose first line that is not blank is the title.

    The text is kept as it is (halves of characters apart, for which a replacement character
    stands), so spans index the original. A first line too long for a title is taken as body.
    """
    text = _whole(text)
    head = text[: READ_LIMIT + _LONGEST_TITLE]
    start = len(head) - len(head.lstrip())
    end = head.find("\n", start)
    if end == -1:
        end = len(head)
    if end - start > _LONGEST_TITLE:
        start, end = 0, 0
    return Document(text=text, title_end=end, lang=detect_language(text, lang))


def _whole(text: str) -> str:
    """Return a text of as many characters, all of which can be encoded."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)
