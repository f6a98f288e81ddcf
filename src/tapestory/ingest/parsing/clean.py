"""Markup from strangers → plain text: blocks become paragraphs, entities are decoded once."""

from __future__ import annotations

import html
import re

import nh3


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
_ATTRIBUTES = r"""(?:\s+[\w:-]{1,40}(?:="[^"<>]*"|='[^'<>]*')?)*\s*/?>"""
_PLAIN_INLINE = re.compile(
    r"</?(?:a|abbr|b|big|cite|code|del|em|font|i|img|ins|mark|q|s|small|span|strike|strong|sub|sup|time"
    rf"|tt|u|wbr){_ATTRIBUTES}",
    re.IGNORECASE,
)
_PLAIN_LINE = re.compile(rf"</?br{_ATTRIBUTES}", re.IGNORECASE)
_PLAIN_BLOCK = re.compile(
    r"</?(?:article|blockquote|center|div|figcaption|figure|footer|h[1-6]|header|hr|li|ol|p|section|ul)"
    rf"{_ATTRIBUTES}",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?([a-z][a-z0-9]*)[^>]*>")
_SPACES = re.compile(r"[^\S\n]+")
_AROUND_LINE = re.compile(r" ?\n ?")
_MANY_LINES = re.compile(r"\n{3,}")
# C0 and C1 controls but tab and line feed, bidi embeddings and isolates, joiners that hide text.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
# A terminal's colours and cursor moves: gone whole, not only their first byte.
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?)")
_LINE_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
# Nested this deep, markup is an attack on whoever builds a tree of it.
_MAX_OPEN_TAGS = 2_000
_ANY_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)([^<>]*)>?")
_VOID = _names("area base br col embed hr img input link meta source track wbr")
# Python refuses to read a number of more than 4,300 digits; no character has more than seven.
_ENDLESS_REFERENCE = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9A-Fa-f]{7,});?")
# Nobody means these to be printed, not even where text is said to be plain. A tag that is only
# named, as in "the <b> of HTML", is none of them.
_ACTIVE = re.compile(
    r"<(?:script|iframe|object|embed|svg|img|input|link|meta)\s[^<>]+>|<(?:br|hr|wbr)\s*/?>"
    r"|</(?:script|style|iframe|object|svg|noscript|template)\s*>",
    re.IGNORECASE,
)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
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
    if _too_deep(markup):
        return paragraphs(_unescaped(_ANY_TAG.sub(" ", markup)))
    safe = nh3.clean(
        _ENDLESS_REFERENCE.sub("\ufffd", markup),
        tags=set(_BLOCKS | _LINES),
        clean_content_tags=set(_DROPPED),
        attributes={},
        link_rel=None,
    )
    return paragraphs(_unescaped(_TAG.sub(_break, _flowing(safe))))


def paragraphs(text: str) -> str:
    """Return plain text with controls removed, runs of space and of blank lines made one."""
    lines = text.split("\n")
    if all(line.isprintable() for line in lines):
        # Neither controls nor any white space but the common one: most of all texts.
        text = "\n".join([_single_spaced(line) for line in lines])
    else:
        text = _UNPRINTABLE.sub("", _LINE_BREAKS.sub("\n", _ANSI.sub("", text)))
        text = _AROUND_LINE.sub("\n", _SPACES.sub(" ", text))
    return (_MANY_LINES.sub("\n\n", text) if "\n\n\n" in text else text).strip()


def one_line(text: str) -> str:
    """Return plain text on one line: no controls, every run of white space one space."""
    if text.isprintable():
        return _single_spaced(text)
    return " ".join(_UNPRINTABLE.sub("", _LINE_BREAKS.sub(" ", _ANSI.sub("", text))).split())


def without_cdata(text: str) -> str:
    """Return text out of CDATA sections that were escaped, which HTML takes for comments."""
    return _CDATA.sub(lambda section: section[1], text) if "<![CDATA[" in text else text


def is_active(text: str) -> bool:
    """Tell whether text that is said to be plain holds markup that a browser would act upon."""
    return "<" in text and _ACTIVE.search(text) is not None


def _unescaped(text: str) -> str:
    return html.unescape(_ENDLESS_REFERENCE.sub("\ufffd", text)) if "&" in text else text


def _single_spaced(line: str) -> str:
    return " ".join(line.split()) if "  " in line else line.strip()


def _flowing(markup: str) -> str:
    """Return markup on one line: its own breaks mean nothing, and <pre> is not worth a parser."""
    for mark in "\r\x85\u2028\u2029\n":
        markup = markup.replace(mark, " ")
    return markup


def _without_plain_tags(markup: str) -> str | None:
    """Return the text between tags, or None when only a parser can tell what is text."""
    text = _flowing(markup)
    tags = text.count("<")
    text, inline = _PLAIN_INLINE.subn("", text)
    text, lines = _PLAIN_LINE.subn("\n", text)
    text, blocks = _PLAIN_BLOCK.subn("\n\n", text)
    return text if inline + lines + blocks == tags else None


def _break(tag: re.Match[str]) -> str:
    return "\n" if tag[1] in _LINES else "\n\n"


def _without_surrogates(text: str) -> str:
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _too_deep(markup: str) -> bool:
    if markup.count("<") <= _MAX_OPEN_TAGS:
        return False
    depth = deepest = 0
    for closing, name, rest in _ANY_TAG.findall(markup):
        if closing:
            depth -= 1
        elif name.lower() not in _VOID and not rest.endswith("/"):
            depth += 1
            deepest = max(deepest, depth)
    return deepest > _MAX_OPEN_TAGS
