"""Whatever strangers call things, the pages and the feed stay what they are."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import PurePosixPath
from xml.etree.ElementTree import XMLParser

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from digest.builders import meta_event, other_event, titled
from report.sites import edition, pages, site_of, with_errors
from report.validity import check
from tapestory.model import EventView, MemberArticle
from tapestory.report import Site, build

ACTING = "\x1b\x00\x07\x9b\u202e\u2066\u200f\ufeff\u2028"
SEEDS = (
    "Deal\r\nBcc: victim@example.org\r\n\r\n<html>",
    "\x1b[2J\x1b]0;owned\x07Deal \x9b31m",
    "Deal \u202eevil\u2066 \u200fhidden \ufeff",
    '"><script>alert(1)</script><img src=x onerror=alert(1)>',
    "</script></style></title></svg></td></table></body>",
    "<!-- --><![CDATA[ ]]>&lt;b&gt;&#x202e;&amp;]]>",
    "javascript:alert(1)",
    "{{ 7*7 }} {% raw %}",
    "=cmd|'/c calc'!A1",
    "x" * 10_000,
    "字" * 10_000,
    "مرحبا شركة تبيع",
    "👩\u200d👩\u200d👧 🚀",
    "\ud800 lone",
    "\ufffe\uffff",
    "",
)
HOSTILE = st.one_of(
    st.sampled_from(SEEDS),
    st.text(max_size=60),
    st.lists(st.sampled_from([*SEEDS[:9], "a", " "]), max_size=4).map("".join),
)


def _hostile_site(title: str) -> Site:
    view = titled(with_errors(meta_event()), title)
    view = replace(view, articles=tuple(_renamed(view, title)))
    other = other_event("0small00", "A hall opens", raw=-0.05)
    site = site_of([view, other], title=title)
    instruments = {
        symbol: replace(one, name=title or one.name) for symbol, one in site.instruments.items()
    }
    sectors = {key: replace(one, name=title or one.name) for key, one in site.sectors.items()}
    fares = tuple(
        replace(fare, narrative=replace(fare.narrative, name=title, thesis=title))
        for fare in site.narratives
    )
    return replace(
        site,
        instruments=instruments,
        sectors=sectors,
        narratives=fares,
        editions=(edition(subject=title),),
    )


def _renamed(view: EventView, title: str) -> list[MemberArticle]:
    return [
        replace(
            member,
            article=replace(
                member.article, title=title, outlet=title, url=f"https://a.example/{title}"
            ),
        )
        for member in view.articles
    ]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(title=HOSTILE)
@example(title=SEEDS[3])
@example(title=SEEDS[4])
@example(title=SEEDS[5])
@example(title=SEEDS[10])
def test_hostile_names_are_inert_in_every_page_and_in_the_feed(title: str) -> None:
    files = build(_hostile_site(title))
    plain = build(_hostile_site("Plain"))

    for path, page in pages(files).items():
        found = check(page, mailed=path.startswith("digests/m"))
        assert found.problems == []
        assert not any(char in page for char in ACTING)
        for _, href in found.links:
            assert href.startswith(("http://", "https://", "#", "data:,")) or ":" not in href
        assert _tags(page) <= _tags(pages(plain)[path]) | {"a"}
    feed = files[PurePosixPath("events.atom")]
    reader = XMLParser()  # noqa: S314  # what it reads is ours, and that it can is the point
    reader.feed(feed)
    assert not any(char in feed.decode() for char in ACTING)
    for content in reader.close().iter("{http://www.w3.org/2005/Atom}content"):
        assert _tags(content.text or "") <= {"p", "strong", "span", "ul", "ol", "li", "a"}


def _tags(text: str) -> set[str]:
    reader = _Tags()
    reader.feed(text)
    reader.close()
    return reader.found


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]
