"""Markup of an article and its plain text → where it links to, what the links say, and where.

Of use are links to other publishers: an article that links "Bloomberg" to a page there names its
source better than words do. Links within the site, to share buttons and to profiles are none.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from tapestory.ingest.identity.outlets import outlet_of_host
from tapestory.ingest.identity.urls import canonical_url, host_of
from tapestory.ingest.parsing.clean import one_line
from tapestory.late_regex import late_regex
from tapestory.model import OutboundLink

MOST = 30
"""Links that are kept of one article."""
_LOOKED_AT = 300
"""Links of one article's markup that are looked at."""
_LONGEST_ANCHOR = 200
_LONGEST_URL = 1_000
_ANCHOR = late_regex(r"<a\s([^<>]{0,3000})>", re.IGNORECASE)
_HREF = late_regex(
    r"""\bhref\s*=\s*(?:"([^"]{0,2000})"|'([^']{0,2000})'|([^\s"'>]{1,2000}))""", re.IGNORECASE
)
_TAG = late_regex(r"<[^<>]{0,3000}>")
_ENDS = ("</a", "</A")
_FURTHER = 2_000
"""Characters of markup within which a link's text ends."""
_SOCIAL = frozenset(
    {"addtoany.com", "bsky.app", "bufferapp.com", "buffer.com", "discord.com", "discord.gg"}
    | {"facebook.com", "fb.com", "feedburner.com", "flipboard.com", "getpocket.com"}
    | {"instagram.com"}
    | {"kakao.com", "line.me", "linkedin.com", "mastodon.social", "mix.com", "naver.me"}
    | {"news.google.com", "ok.ru", "pinterest.com", "reddit.com", "sharethis.com", "snapchat.com"}
    | {"t.co", "t.me", "telegram.me", "threads.com", "threads.net", "tiktok.com", "truthsocial.com"}
    | {"tumblr.com", "twitter.com", "vk.com", "weibo.com", "weixin.qq.com", "whatsapp.com", "wa.me"}
    | {"x.com", "youtu.be", "youtube.com", "apps.apple.com", "play.google.com", "gravatar.com"}
)  # fmt: skip


def links_in(markup: str) -> Iterator[tuple[str, str]]:
    """Yield the addresses and the texts of the links of an HTML fragment, in order."""
    if "<a" not in markup and "<A" not in markup:
        return
    for looked, match in enumerate(_ANCHOR.finditer(markup)):
        if looked == _LOOKED_AT:
            return
        href = _HREF.search(match[1])
        if href is None:
            continue
        found = [
            place
            for end in _ENDS
            if (place := markup.find(end, match.end(), match.end() + _FURTHER)) >= 0
        ]
        inside = markup[match.end() : min(found, default=match.end())]
        anchor = one_line(html.unescape(_TAG.sub(" ", inside)))[:_LONGEST_ANCHOR]
        yield html.unescape(href[1] or href[2] or href[3] or ""), anchor


def outbound_links(
    found: Iterable[tuple[str, str]], text: str, *, url: str
) -> tuple[OutboundLink, ...]:
    """Return the links that lead to other publishers, in order, each address once.

    Args:
        found: Addresses and texts, in order.
        text: The plain text that the links stand in.
        url: The article's own address, or "".
    """
    own = outlet_of_host(host_of(url)) if url else ""
    kept: dict[str, OutboundLink] = {}
    cursor = 0
    for address, anchor in found:
        if not address.lower().startswith(("http://", "https://")):
            continue
        target = canonical_url(address[:_LONGEST_URL])
        host = host_of(target)
        if not host or target in kept or _is_social(host) or outlet_of_host(host) == own:
            continue
        place = text.find(anchor, cursor) if anchor else -1
        cursor = place + len(anchor) if place >= 0 else cursor
        kept[target] = OutboundLink(url=target, anchor=anchor, place=place)
        if len(kept) == MOST:
            break
    return tuple(kept.values())


def _is_social(host: str) -> bool:
    labels = host.split(".")
    return any(".".join(labels[first:]) in _SOCIAL for first in range(len(labels) - 1))
