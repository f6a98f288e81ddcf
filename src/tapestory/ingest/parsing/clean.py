"""Markup from strangers → plain text: blocks become paragraphs, entities are decoded once."""

from __future__ import annotations

import html
import re

import nh3

from tapestory.ingest.parsing.bounded_markup import bounded
from tapestory.ingest.parsing.charset import TERMINAL
from tapestory.late_regex import late_regex


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_BLOCKS = _names(
    "address article aside blockquote caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol"
    " option p pre section summary table tbody td tfoot th thead title tr ul"
)
_LINES = frozenset({"br", "tr", "dt", "dd", "option"})
_DROPPED = _names(
    "script style noscript template iframe object embed svg math head select textarea canvas"
    " audio video map button"
)
# Markup that no parser is needed for: tags whose place decides nothing about what belongs to
# whom, with attributes quoted as they should be. Whatever else is there goes to nh3.
_PLAIN_INLINE = _names(
    "a abbr b big cite code del em font i img ins mark q s small span strike strong sub sup time tt"
    " u wbr"
)
_PLAIN_BLOCKS = _names(
    "article blockquote center div figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li ol p"
    " section ul"
)
_MARKS = {
    slash + name: mark
    for names, mark in ((_PLAIN_INLINE, ""), ({"br"}, "\n"), (_PLAIN_BLOCKS, "\n\n"))
    for name in names
    for slash in ("", "/")
}
"""What stands between angle brackets → what it says about the text around it."""
_PLAIN_TAG = late_regex(
    r"""(/?[A-Za-z]+[1-6]?)(?:\s+[A-Za-z0-9_:-]{1,40}(?:="[^"]*"|='[^']*')?)*\s*/?"""
)
_MANY_LINES = late_regex(r"\n\n\n+")
_TAG = late_regex(r"</?([a-z][a-z0-9]*)[^>]*>")
_SPACES = late_regex(r"[^\S\n]+")
# C0 and C1 controls but tab and line feed, bidi embeddings and isolates, joiners that hide text.
_UNPRINTABLE = late_regex(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_LINE_BREAKS = late_regex("\r\n?|[\x85\u2028\u2029]")
_ANY_TAG = late_regex(r"</?([A-Za-z][A-Za-z0-9]*)[^<>]*>?")
_SCRIPT = late_regex(r"<(script|style)[\s/>].*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
# Python refuses to read a number of more than 4,300 digits; no character has more than seven.
_ENDLESS_REFERENCE = late_regex(r"&#(?:[0-9]{8,}|[xX][0-9A-Fa-f]{7,});?")
# Nobody means these to be printed, not even where text is said to be plain. A tag that is only
# named, as in "the <b> of HTML", is none of them.
_ACTIVE = late_regex(
    r"<(?:script|iframe|object|embed|svg|img|input|link|meta)\s[^<>]+>|<(?:br|hr|wbr)\s*/?>"
    r"|</(?:script|style|iframe|object|svg|noscript|template)\s*>",
    re.IGNORECASE,
)
_CDATA = late_regex(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
_HEADING_IN_HEADING = late_regex(
    r"<h[1-6]\b[^<>]*>(?:[^<]|<(?!/?h[1-6]\b))*+<h[1-6]\b", re.IGNORECASE
)
MAX_MARKUP = 2_000_000
"""Characters of one entry's markup that are read; the rest is cut off."""


def plain_text(markup: str) -> str:
    """Return the text of an HTML fragment, paragraphs separated by a blank line.

    Scripts, styles, comments and controls are gone, entities decoded exactly once. Text that
    holds no markup comes back as it is but for white space.
    """
    markup = without_cdata(_without_surrogates(markup[:MAX_MARKUP]))
    if "<" not in markup:
        return paragraphs(_unescaped(markup))
    simple = _without_plain_tags(markup)
    if simple is not None:
        return paragraphs(_unescaped(simple))
    cheap = bounded(markup)
    if cheap is None:
        loose = _ANY_TAG.sub(_loose_break, _flowing(_SCRIPT.sub(" ", markup)))
        return paragraphs(_unescaped(loose))
    safe = nh3.clean(
        _ENDLESS_REFERENCE.sub("\ufffd", cheap),
        tags=set(_BLOCKS | _LINES),
        clean_content_tags=set(_DROPPED),
        attributes={},
        link_rel=None,
    )
    return paragraphs(_unescaped(_TAG.sub(_break, _flowing(safe))))


def paragraphs(text: str) -> str:
    """Return plain text with controls removed, runs of space and of blank lines made one."""
    if not text.replace("\n", "").isprintable():
        # Controls, or white space of another kind than the common one: few texts have any.
        text = _UNPRINTABLE.sub("", _LINE_BREAKS.sub("\n", TERMINAL.sub("", text)))
        text = _SPACES.sub(" ", text)
    text = _single_spaced(text)
    if "\n" in text:
        text = _MANY_LINES.sub("\n\n", "\n".join([line.strip(" ") for line in text.split("\n")]))
    return text.strip()


def one_line(text: str) -> str:
    """Return plain text on one line: no controls, every run of white space one space."""
    if text.isprintable():
        return _single_spaced(text).strip()
    return " ".join(_UNPRINTABLE.sub("", _LINE_BREAKS.sub(" ", TERMINAL.sub("", text))).split())


def without_cdata(text: str) -> str:
    """Return text out of CDATA sections that were escaped, which HTML takes for comments."""
    return _CDATA.sub(lambda section: section[1], text) if "<![CDATA[" in text else text


def is_active(text: str) -> bool:
    """Tell whether text that is said to be plain holds markup that a browser would act upon."""
    return "<" in text and _ACTIVE.search(text) is not None


def _unescaped(text: str) -> str:
    return html.unescape(_ENDLESS_REFERENCE.sub("\ufffd", text)) if "&" in text else text


def _single_spaced(text: str) -> str:
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _flowing(markup: str) -> str:
    """Return markup on one line: its own breaks mean nothing, and <pre> is not worth a parser."""
    for mark in "\r\x85\u2028\u2029\n":
        markup = markup.replace(mark, " ")
    return markup


def _without_plain_tags(markup: str) -> str | None:
    """Return the text between tags, or None when only a parser can tell what is text."""
    if _HEADING_IN_HEADING.search(markup):
        return None  # the second one ends the first, whose own end is for nothing
    first, *others = _flowing(markup).split("<")
    pieces = [first]
    for other in others:
        tag, end, text = other.partition(">")
        mark = _MARKS.get(tag)
        if mark is None:
            shaped = _PLAIN_TAG.fullmatch(tag)
            mark = _MARKS.get(shaped[1].lower()) if shaped else None
        if mark is None or not end:
            return None
        pieces += (mark, text)
    return "".join(pieces)


def _break(tag: re.Match[str]) -> str:
    return "\n" if tag[1] in _LINES else "\n\n"


def _loose_break(tag: re.Match[str]) -> str:
    name = tag[1].lower()
    if name in _LINES:
        return "\n"
    return "\n\n" if name in _BLOCKS else ""


def _without_surrogates(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
    return text
