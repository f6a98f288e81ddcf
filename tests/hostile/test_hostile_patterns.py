"""Our own patterns on strings made against them, in a process that the system ends if they hang."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SECONDS = 20
"""Of processor time, for what takes less than one where no pattern backtracks."""
ROOT = Path(__file__).parents[1]

LIMITS = f"""
import resource
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
"""
LONG_STRINGS = r"""
from itertools import product
seeds = ["a", " ", "\t", "\n", "<", ">", "&", "&#", "&#x", "&amp;", ";", "1", "0", ":", "/", "//",
    "-", "- ", ".", ",", "=", "?", "#", "%", "%2", "%41", "@", "a@", "a.", "(", ")", "[", "]",
    "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE ", "<?", "?>", "<a ", "</", '"', "'", "a=", "a='",
    "utm_", "&a=", "/amp", "/amp/", ".amp", "/.", "/..", "www.", "m.", "xn--", "\u5e74", "\u6708",
    "\u65e5", "\u4e0a\u5348", "1\u5e741\u6708", "Mon, ", "Jan ", "1 Jan ", "1/1/", "2026-", "+08",
    "GMT", " ago", "1 day ", "\u524d", "\x1b", "\x1b[", "\x1b]", "\x1b[0", "<ttl>", "<ttl ",
    "<item>", "<skipHours>", "<hour>", "<x:updatePeriod>", "<updateFrequency", "\u200b",
    "\u0301", "\ud800", "<b>", "<div>", "<div", "&lt;", "{", '{"a":', "encoding=", "charset=",
    "<?xml "]
ends = ["", "!", "<", ">", "x y", "1" * 9_000]
strings = [seed * (24_000 // len(seed)) + end for seed, end in product(seeds, ends)]
strings += [one * (8_000 // len(one)) + two * 8_000 for one, two in product(seeds[::3], seeds[:9])]
"""

WORK = {
    "clean": """
from tapestory.ingest.parsing.clean import one_line, paragraphs, plain_text
for s in strings:
    s = s.encode("utf-8", "replace").decode()
    plain_text(s); paragraphs(s); one_line(s)
""",
    "dates": """
from datetime import datetime, timezone
from tapestory.ingest.dating.dates import resolve_date
now = datetime(2026, 7, 3, tzinfo=timezone.utc)
for s in strings:
    for cut in (200, len(s)):
        resolve_date(s[:cut], country="CN", now=now)
""",
    "urls": """
from tapestory.ingest.identity.urls import absolute_url, canonical_url, identity_key, host_outlet
for s in strings[::5]:
    for head in ("", "http://", "http://wire.example/", "http://wire.example/?"):
        url = canonical_url(head + s); identity_key(url); host_outlet(url)
        absolute_url(s, "http://wire.example/feed")
""",
    "hints": """
from tapestory.ingest.timing.hints import read_hints
for s in strings:
    read_hints(s); read_hints("<rss><channel>" + s + "<item>" + s + "</item>" + s)
""",
    "guard": """
from tapestory.errors import ParseError
from tapestory.ingest.parsing.guard import guard
for s in strings[::3]:
    for text in (s, "<rss><channel><item>" + s + "</item></channel></rss>"):
        try:
            guard(text.encode("utf-8", "replace").decode())
        except ParseError:
            pass
""",
    "charset": """
from tapestory.ingest.parsing.charset import decode
for s in strings:
    data = s.encode("utf-8", "surrogatepass")
    decode(data, "text/xml; charset=" + s); decode(b"<?xml " + data)
    decode(data + b"\\xff", s)
""",
    "parse": """
from datetime import datetime, timezone
from tapestory.errors import ParseError
from tapestory.ingest.parsing.parse import parse_feed
now = datetime(2026, 7, 3, tzinfo=timezone.utc)
fields = ("title", "link", "guid", "author", "description", "pubDate", "category")
for s in strings[1:len(seeds) * len(ends):7]:
    s = s[:8_000].replace("<", "&lt;").replace("&#", "&amp;#")
    body = "<rss><channel><item>" + "".join(f"<{f}>{s}</{f}>" for f in fields) + "</item></channel>"
    try:
        parse_feed(body.encode("utf-8", "replace"), content_type="", url="http://wire.example/",
                   country="", now=now)
    except ParseError:
        pass
""",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", WORK)
def test_no_string_keeps_a_pattern_busy(name: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", LIMITS + LONG_STRINGS + WORK[name]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr[-2_000:]
