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
_LINES = frozenset({"br", "li", "tr", "dt", "dd", "option"})
_DROPPED = _names(
    "script style noscript template iframe object embed svg math head select textarea canvas"
    " audio video map button"
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
MAX_MARKUP = 2_000_000
"""Characters of one entry's markup that are read; the rest is cut off."""


def plain_text(markup: str) -> str:
    """Return the text of an HTML fragment, paragraphs separated by a blank line.

    Scripts, styles, comments and controls are gone, entities decoded exactly once. Text that
    holds no markup comes back as it is but for white space.
    """
    markup = _without_surrogates(markup[:MAX_MARKUP])
    if "<" not in markup:
        text = html.unescape(markup) if "&" in markup else markup
        return paragraphs(text)
    if _too_deep(markup):
        return paragraphs(html.unescape(_ANY_TAG.sub(" ", markup)))
    safe = nh3.clean(
        markup,
        tags=set(_BLOCKS | _LINES),
        clean_content_tags=set(_DROPPED),
        attributes={},
        link_rel=None,
    )
    # Source line breaks mean nothing in HTML; those inside <pre> are not worth a parser.
    flowing = _LINE_BREAKS.sub("\n", safe).replace("\n", " ")
    return paragraphs(html.unescape(_TAG.sub(_break, flowing)))


def paragraphs(text: str) -> str:
    """Return plain text with controls removed, runs of space and of blank lines made one."""
    text = _UNPRINTABLE.sub("", _LINE_BREAKS.sub("\n", _ANSI.sub("", text)))
    text = _AROUND_LINE.sub("\n", _SPACES.sub(" ", text))
    return _MANY_LINES.sub("\n\n", text).strip()


def one_line(text: str) -> str:
    """Return plain text on one line: no controls, every run of white space one space."""
    return " ".join(_UNPRINTABLE.sub("", _LINE_BREAKS.sub(" ", _ANSI.sub("", text))).split())


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
