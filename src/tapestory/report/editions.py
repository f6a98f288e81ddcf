"""A digest as it was mailed → a page of the archive, in which nothing of it can act."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import accumulate
from pathlib import PurePosixPath

from tapestory.digest.inert import one_line, safe_url
from tapestory.digest.wording import long_day
from tapestory.report.addresses import page_of
from tapestory.report.site import KeptEdition

FOLDER = "digests"
_POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
    " style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">"
    '<meta name="referrer" content="no-referrer">'
)
"""A mail has its styles in attributes, which no hash covers; nothing else may be loaded or run."""
_BACK = (
    '<p class="foot" style="margin: 0 auto; max-width: 540px; padding: 12px 18px; border: 0;'
    ' font: 13px Helvetica, Arial, sans-serif; color: #5c5b57">'
    '<a href="index.html" style="color: #0b57a4">All digests</a></p>'
)
_TAGS = frozenset(
    {
        *("html", "head", "meta", "title", "style", "body", "header", "footer", "main"),
        *("div", "p", "span", "section", "article", "blockquote", "pre", "hr", "br"),
        *("strong", "b", "em", "i", "small", "code", "time", "a", "h1", "h2", "h3", "h4"),
        *("ul", "ol", "li", "dl", "dt", "dd"),
        *("table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"),
    }
)
"""What a digest is made of; none of them runs or loads anything."""
_META = frozenset(
    {
        "viewport",
        "color-scheme",
        "supported-color-schemes",
        "x-apple-disable-message-reformatting",
        "format-detection",
        "referrer",
    }
)
_ADDRESSES = frozenset({"href", "src", "action", "background", "formaction", "data", "poster"})


def edition_path(edition: KeptEdition) -> PurePosixPath:
    """Return the path of an edition's page."""
    return page_of(FOLDER, edition.id)


def edition_title(edition: KeptEdition) -> str:
    """Return its subject, fit to print."""
    return one_line(edition.subject, 160) or long_day(edition.day)


def standalone(edition: KeptEdition) -> str:
    """Return the mail's HTML as a page of its own, with a way back; empty where it may not be.

    That is where it holds anything that a digest is not made of: then its text is shown instead.
    """
    check = _Inspection()
    check.feed(edition.html)
    check.close()
    if not check.is_inert or check.head_at is None or check.body_at is None:
        return ""
    if check.body_at < check.head_at:
        return ""
    html = edition.html
    lines = accumulate((len(line) + 1 for line in html.split("\n")), initial=0)
    starts = list(lines)
    for (row, column, length), addition in ((check.body_at, _BACK), (check.head_at, _POLICY)):
        at = starts[row - 1] + column + length
        html = html[:at] + addition + html[at:]
    return html


class _Inspection(HTMLParser):
    """Looks for what may act, and where the head and the body begin."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.is_inert = True
        self.head_at: tuple[int, int, int] | None = None
        self.body_at: tuple[int, int, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, and whether it is one of a digest."""
        where = (*self.getpos(), len(self.get_starttag_text() or ""))
        if tag == "head" and self.head_at is None:
            self.head_at = where
        elif tag == "body" and self.body_at is None:
            self.body_at = where
        if tag not in _TAGS or not all(_harmless(name, value or "") for name, value in attrs):
            self.is_inert = False
        if tag == "meta" and not _is_plain_meta(dict(attrs)):
            self.is_inert = False


def _harmless(name: str, value: str) -> bool:
    if name.startswith("on") or name == "srcdoc":
        return False
    if name not in _ADDRESSES:
        return True
    is_link = name == "href" and bool(safe_url(value))
    return is_link or (name == "href" and value.startswith(("#", "mailto:")))


def _is_plain_meta(attrs: dict[str, str | None]) -> bool:
    return "charset" in attrs or (attrs.get("name") or "") in _META
