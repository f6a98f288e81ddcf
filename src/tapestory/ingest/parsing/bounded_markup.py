"""Markup of a stranger → the same, cheap for an HTML parser to build a tree of, or None.

HTML opens formatting elements that nobody closed again in each block that follows, and looks
through all open elements at each tag: few kilobytes can cost gigabytes and minutes.
"""

from __future__ import annotations

import re
from collections import Counter

from tapestory.late_regex import late_regex

MAX_DEPTH = 2_000
"""Elements that are open at once."""
MAX_FORMATTING = 64
"""Formatting elements that may be left open; more than 45 take attributes that differ."""
_MAX_STRANGE = 16
_FORMATTING = frozenset(
    [
        "a",
        "b",
        "big",
        "code",
        "em",
        "font",
        "i",
        "nobr",
        "s",
        "small",
        "strike",
        "strong",
        "tt",
        "u",
    ]
)
_OPENS_FORMATTING = late_regex(rf"<(?:{'|'.join(sorted(_FORMATTING))})[\s/>]", re.IGNORECASE)
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
# Each alternative ends at what begins the next one, or takes the rest: one pass, whatever it is.
_PART = late_regex(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style)[\s/>].*?(?:</(?P=raw)\s*>|\Z)"
    r"""|<(?P<slash>/?)(?P<name>[a-z][a-z0-9]*)(?:[\s/](?:[^<>"']|"[^"<]*"|'[^'<]*')*+)?>""",
    re.IGNORECASE | re.DOTALL,
)
_TAG = late_regex(r"<(/?)([A-Za-z][A-Za-z0-9]*)([^<>]*)>?")


def bounded(markup: str) -> str | None:
    """Return markup that costs a parser time and memory in proportion to its length.

    Common markup comes back as it is. Where very many elements stand, formatting ones, comments
    and attributes go first, none of which says anything to a reader of the text.

    Returns:
        None when it is nested deeper than any page is, or hides how deep.
    """
    many = markup.count("<") > MAX_DEPTH
    if not many and not _formats_much(markup):
        return markup
    markup = _PART.sub(_bare, markup)
    return None if _formats_much(markup) or _too_deep(markup) else markup


def _formats_much(markup: str) -> bool:
    return (
        markup.count("<") > MAX_FORMATTING
        and len(_OPENS_FORMATTING.findall(markup)) > MAX_FORMATTING
    )


def _bare(part: re.Match[str]) -> str:
    name = (part["name"] or "").lower()
    return f"<{part['slash']}{name}>" if name and name not in _FORMATTING else ""


def _too_deep(markup: str) -> bool:
    depth = strange = 0
    open_elements: Counter[str] = Counter()
    for slash, printed, rest in _TAG.findall(markup):
        name = printed.lower()
        strange += bool(rest)
        if slash:
            # One that closes nothing does not make up for another that is open.
            if open_elements[name]:
                open_elements[name] -= 1
                depth -= 1
        elif name not in _VOID:
            open_elements[name] += 1
            depth += 1
        if depth > MAX_DEPTH or strange > _MAX_STRANGE:
            return True
    return False
