"""Text written by strangers → one inert, bounded line of it, a short quotation, or a safe link."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

_ANSI = re.compile(
    r"""
    \x1b \] .*? (?: \x07 | \x1b\\ | $ )       # operating system command, e.g. a window title
    | (?: \x1b \[ | \x9b ) [0-?]* [ -/]* [@-~]  # control sequence, e.g. a colour
    | \x1b [PX^_] .*? (?: \x1b\\ | $ )        # device control and other strings
    | \x1b [ -/]* [0-~]?                      # any other escape
    """,
    re.VERBOSE | re.DOTALL,
)
_CITATION_MARK = re.compile(r"[\[［]\s*(\d{1,4}(?:\s*[-–,]\s*\d{1,4})*)\s*[\]］]")
_STACKED_MARKS = 2
_KEPT_FORMAT = {"\u200c", "\u200d"}
"""Joiners that scripts and emoji need; every other format character is dropped."""
_URL_SAFE = "%/:?@!$&'()*+,;=~-._"
"""No brackets: in plain text they would look like citations."""
_HOST_SAFE = "%:[]@!$&'()*+,;=~-._"
_MAX_URL = 1000
_LEAD_IN_WORDS = 10
"""Words before a colon up to which a sentence says nothing itself."""
_BULLET = re.compile(r"^(?:[•·▪◦‣*]|[-–—](?=\s))\s*")
_MARKS = '"“”„«»「」『』'
_CLOSING = "”»」』"


def one_line(text: str, limit: int = 200) -> str:
    """Return `text` on one line of at most `limit` characters, without anything that acts.

    Escape sequences, control characters, bidirectional overrides, invisible format characters and
    piles of combining marks are removed; "[3]" becomes "(3)", so that nobody can forge a citation.
    """
    text = _ANSI.sub(" ", text[: limit * 20])
    text = "".join(_printable(char) for char in unicodedata.normalize("NFC", text))
    text = _CITATION_MARK.sub(r"(\1)", _without_piles(" ".join(text.split())))
    if len(text) <= limit:
        return text
    return text[: limit - 1].rstrip() + "…"


def quotation(sentence: str, *, max_words: int = 40, limit: int = 300) -> str:
    """Return at most `max_words` words of a sentence, bare of a bullet and outer quotation marks.

    Two wide characters (Chinese, Japanese, Korean) count as a word.
    """
    text = one_line(sentence, limit=limit * 4)
    text = _single_quotes(_BULLET.sub("", text))
    used = 0.0
    for at, char in enumerate(text):
        if unicodedata.east_asian_width(char) in "WF":
            used += 0.5
        elif char == " ":
            used += 1.0
        if used >= max_words or at >= limit:
            return text[:at].rstrip(" ,;:–—") + " …"
    return text


def only_leads_in(sentence: str) -> bool:
    """Tell whether a sentence only says whose words follow: "As Bloomberg reports:"."""
    told = sentence.strip()
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in told)
    return told.endswith((":", "：")) and len(told.split()) + wide / 2 <= _LEAD_IN_WORDS


def safe_url(url: str) -> str:
    """Return an http(s) address in printable ASCII, or "" when it is not one that can be linked."""
    url = url.strip()
    if len(url) > _MAX_URL or any(unicodedata.category(char).startswith("C") for char in url):
        return ""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    path, query, fragment = (quote(part, safe=_URL_SAFE) for part in parts[2:])
    link = urlunsplit((parts.scheme, quote(parts.netloc, safe=_HOST_SAFE), path, query, fragment))
    return link if len(link) <= _MAX_URL else ""


def _printable(char: str) -> str:
    category = unicodedata.category(char)
    if category in {"Cc", "Zl", "Zp", "Zs"}:
        return " "
    if category in {"Cs", "Co"} or (category == "Cf" and char not in _KEPT_FORMAT):
        return ""
    return "" if category == "Cn" and _is_noncharacter(ord(char)) else char


def _is_noncharacter(code: int) -> bool:
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def _without_piles(text: str) -> str:
    kept: list[str] = []
    stacked = 0
    for char in text:
        stacked = stacked + 1 if unicodedata.combining(char) else 0
        if stacked <= _STACKED_MARKS:
            kept.append(char)
    return "".join(kept)


def _single_quotes(text: str) -> str:
    text = text.strip()
    bare = text.strip(_MARKS).strip()
    within = [char for char in bare if char in _MARKS]
    # Outer marks that quote a part of it stay, or the other half of them would stand alone.
    if len(within) % 2 == 0 and not (within and within[0] in _CLOSING):
        text = bare
    text = re.sub("[“„«「『]", "‘", text)
    text = re.sub("[”»」』]", "’", text)
    straight = iter(range(text.count('"')))
    return re.sub('"', lambda _: "‘" if next(straight) % 2 == 0 else "’", text)
