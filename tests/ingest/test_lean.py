"""What the lean parser accepts, it reads as feedparser does; the rest it declines."""

from __future__ import annotations

import html.entities
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from feedparser.mixin import _FeedParserMixin
from feedparser.sanitizer import _HTMLSanitizer
from feedparser.util import FeedParserDict
from hypothesis import given
from hypothesis import strategies as st

from evaluation.feeds import lean_share
from tapestory.ingest.identity.urls import absolute_url
from tapestory.ingest.parsing import vocabulary as names
from tapestory.ingest.parsing.entries import Circumstances, entries_of, lang_of, link_of, title_of
from tapestory.ingest.parsing.feedparser_record import read_with_feedparser
from tapestory.ingest.parsing.guard import guard
from tapestory.ingest.parsing.lean import read_lean
from tapestory.ingest.parsing.printed import PrintedFeed

URL = "https://wire.example/feeds/all"
KNOWN = Circumstances(url=URL, country="US", now=datetime(2026, 7, 3, tzinfo=UTC))
SHARED = Path(__file__).parents[2] / ".." / "shared"

TEXTS = st.sampled_from(
    [
        "", " ", "One", "Two words ", "AT&amp;T", "&lt;b&gt;bold&lt;/b&gt;", "a &lt; b",
        "&amp;#8217;s",
        "<![CDATA[<p>One &amp; two</p><br/>]]>", "<![CDATA[plain]]> tail", "标题", "naïve", "Ã©tÃ©",
        "https://wire.example/1", "/relative?a=1&amp;b=2", "tag:wire.example,2026:1",
        "a<!-- b -->c",
        "Ann (ann@wire.example)", "ann@wire.example (Ann)", "Thu, 02 Jul 2026 15:31:00 GMT",
        "2026-07-02T15:31:00+08:00", "&#x92;", "http:///odd//x", "en-US", "x<?pi y?>z",
    ]
)  # fmt: skip
LANGS = st.sampled_from(["", " xml:lang='de'", " xml:lang=''", " lang='ko-KR'"])
BASES = st.sampled_from(["", "", "", " xml:base='https://base.example/x/'", " xml:base='sub/'"])
TYPES = st.sampled_from(
    ["", "", " type='text'", " type='html'", " type='TEXT/HTML'", " type='xhtml'"]
)
PLAIN = [
    "title",
    "link",
    "guid",
    "id",
    "description",
    "summary",
    "pubDate",
    "published",
    "updated",
    "author",
    "category",
    "comments",
    "dc:creator",
    "dc:date",
    "dc:title",
    "dc:description",
    "dc:subject",
    "dc:language",
    "language",
    "source",
    "content:encoded",
    "content",
    "media:title",
    "media:description",
    "itunes:summary",
    "itunes:author",
    "itunes:subtitle",
    "feedburner:origLink",
    "atom:link",
    "atom:updated",
    "issued",
    "created",
    "dcterms:modified",
    "wfw:commentRss",
    "slash:comments",
    "rights",
    "generator",
    "odd:thing",
    "odd:title",
    "nonsense",
]


@st.composite
def elements(draw: st.DrawFn) -> str:
    name = draw(st.sampled_from(PLAIN))
    attributes = draw(LANGS) + (draw(BASES) if name in ("link", "guid", "id", "title") else "")
    if name in ("title", "summary", "content", "description"):
        attributes += draw(TYPES)
    if name == "guid":
        attributes += draw(st.sampled_from(["", " isPermaLink='false'", " isPermaLink='true'"]))
    return f"<{name}{attributes}>{draw(TEXTS)}</{name}>"


SPECIAL = st.one_of(
    st.builds(
        "<link href='{}' rel='{}'{}/>".format,
        st.sampled_from(["/a", "https://wire.example/b", "", "//c.example/d", "x y"]),
        st.sampled_from(["alternate", "self", "related", "via", "enclosure", "ALTERNATE"]),
        st.sampled_from(["", " type='text/html'", " type='image/png'"]),
    ),
    st.builds("<author><name>{}</name><uri>{}</uri></author>".format, TEXTS, TEXTS),
    st.builds("<author><email>{}</email><name>{}</name></author>".format, TEXTS, TEXTS),
    st.builds("<source url='https://else.example/'>{}</source>".format, TEXTS),
    st.builds("<source><title{}>{}</title><id>{}</id></source>".format, TYPES, TEXTS, TEXTS),
    st.builds("<media:group><media:title>{}</media:title></media:group>".format, TEXTS),
    st.builds(
        "<media:content url='/x'><media:description>{}</media:description></media:content>".format,
        TEXTS,
    ),
    st.builds(
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
        "<p class='x'>{}</p>a &amp; b<br/></div></content>".format,
        TEXTS,
    ),
    st.builds(
        "<enclosure url='https://wire.example/{}.mp3' length='1'/>".format, st.integers(0, 9)
    ),
    st.just("<image/>"),
    st.just("<georss:point xmlns:georss='http://www.georss.org/georss'>1 2</georss:point>"),
)
ENTRIES = st.lists(st.lists(elements() | SPECIAL, max_size=7).map("".join), max_size=3)
CHANNEL = st.lists(
    st.one_of(
        st.builds("<title{}>{}</title>".format, LANGS, TEXTS),
        st.builds("<language>{}</language>".format, TEXTS),
        st.builds("<description>{}</description>".format, TEXTS),
        st.builds("<itunes:summary>{}</itunes:summary>".format, TEXTS),
        st.builds("<image><url>/i</url><title>{}</title></image>".format, TEXTS),
        st.builds("<dc:language>{}</dc:language>".format, TEXTS),
        st.just("<atom:link href='/self' rel='self'/>"),
        st.just("<ttl>60</ttl><odd:thing a='1'/>"),
    ),
    max_size=4,
).map("".join)
NAMESPACES = (
    " xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:media='http://search.yahoo.com/mrss/'"
    " xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:odd='urn:odd'"
    " xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'"
    " xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'"
    " xmlns:atom='http://www.w3.org/2005/Atom' xmlns:dcterms='http://purl.org/dc/terms/'"
    " xmlns:wfw='http://wellformedweb.org/CommentAPI/'"
    " xmlns:slash='http://purl.org/rss/1.0/modules/slash/'"
)


def rss(channel: str, after: str, entries: list[str], attributes: str) -> str:
    items = "".join(f"<item>{entry}</item>" for entry in entries)
    inside = f"<channel>{channel}{items}{after}</channel>"
    return f"<rss version='2.0'{attributes}{NAMESPACES}>{inside}</rss>"


def rdf(channel: str, after: str, entries: list[str], attributes: str) -> str:
    items = "".join(
        f"<item rdf:about='https://wire.example/{number}'>{entry}</item>"
        for number, entry in enumerate(entries)
    )
    return (
        f"<rdf:RDF xmlns:rdf='{names.RDF}' xmlns='{names.RSS1}'{attributes}{NAMESPACES}>"
        f"<channel rdf:about='/'>{channel}{after}</channel>{items}</rdf:RDF>"
    )


def atom(channel: str, after: str, entries: list[str], attributes: str) -> str:
    items = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f"<feed xmlns='{names.ATOM}'{attributes}{NAMESPACES}>{channel}{items}{after}</feed>"


def conclusions(printed: PrintedFeed) -> tuple[object, ...]:
    """Return what is concluded from what a feed prints: markup that no text depends on is gone."""
    lang = lang_of(printed)
    entries = entries_of(printed.entries, lang=lang, known=KNOWN)
    return title_of(printed.title), lang, entries


@given(
    form=st.sampled_from([rss, rdf, atom]),
    channel=CHANNEL,
    after=CHANNEL,
    entries=ENTRIES,
    attributes=st.builds("{}{}".format, LANGS, BASES),
)
def test_what_is_accepted_is_read_as_feedparser_reads_it(
    form: object, channel: str, after: str, entries: list[str], attributes: str
) -> None:
    assert callable(form)
    document = form(channel, after, entries, attributes)

    lean = read_lean(document, URL)

    if lean is not None:
        record = read_with_feedparser(guard(document).text, URL)
        assert record is not None
        assert conclusions(lean) == conclusions(record)


@given(entries=ENTRIES)
def test_a_common_feed_is_accepted(entries: list[str]) -> None:
    common = "<title>One</title><link>https://wire.example/1</link><pubDate>2026-07-02</pubDate>"

    assert read_lean(rss("<title>Wire</title>", "", [common for _ in entries], ""), URL) is not None


DEEP = "<h:p>" * 70 + "</h:p>" * 70
ODD = [
    rss("", "", ["<title><b>One</b></title>"], ""),
    rss("", "", ["<title type='application/json'>One</title>"], ""),
    rss("", "", ["<title TYPE='html'>One</title>"], ""),
    rss("", "", ["<title>\x93One\x94 ‚two‘</title>"], ""),
    rss("", "", ["<title xml:base='ftp://files.example/'>One</title>"], ""),
    rss("", "", ["<title {}>One</title>".format(" ".join(f"a{n}='1'" for n in range(101)))], ""),
    rss("", "", ["<link href='/a'><b/></link>"], ""),
    rss("", "", ["<ttl><b/></ttl>"], ""),
    rss("", "", ["<textInput>One</textInput>"], ""),
    rss("", "", ["<odd:box xml:lang='de'><title>One</title></odd:box>"], ""),
    rss("", "", [f"<odd:x>{'<odd:y>' * 70}{'</odd:y>' * 70}</odd:x>"], ""),
    rss("", "", [f"<author>{'Ann ' * 1000}</author>"], ""),
    rss("", "", ["<author>ann@wire.example</author><author><name>Bo</name></author>"], ""),
    rss("", "", ["<author>Ann<name>Bo</name></author>"], ""),
    rss("", "", ["<author><name><b>Bo</b></name></author>"], ""),
    rss("", "", [f"<author><name>{'Bo ' * 1000}</name></author>"], ""),
    rss("", "", ["<author><title>Bo</title></author>"], ""),
    rss("", "", ["<feedburner:origLink a='1'>/x</feedburner:origLink>"], ""),
    rss("", "", ["<source><title>One</title>two</source>"], ""),
    rss("", "", ["<source><title>One</title><odd:x/></source>"], ""),
    rss("", "", ["<source>two<title>One</title></source>"], ""),
    rss("", "", ["<image><url>/x</url></image>"], ""),
    rss("", "", ["<content type='xhtml'><p>One</p></content>"], ""),
    rss("", "", [f"<content type='xhtml' xmlns:h='{names.XHTML[1:-1]}'><h:svg/></content>"], ""),
    rss("", "", [f"<content type='xhtml' xmlns:h='{names.XHTML[1:-1]}'>{DEEP}</content>"], ""),
    "<rss version='2.0'><channel/><channel/></rss>",
    "<rss version='2.0'><item/></rss>",
    "<rss version='2.0'><channel href='/x'/></rss>",
    "<rss version='2.0' xmlns:n='urn:a'><channel><n:x xmlns:n='urn:b'/></channel></rss>",
    "<rss version='2.0' xmlns:media='http://purl.org/dc/elements/1.1/'><channel/></rss>",
    "<rss version='2.0' xmlns:a_b='urn:a'><channel/></rss>",
    f"<rdf:RDF xmlns:rdf='{names.RDF}'><channel/></rdf:RDF>",
    f"<feed xmlns='{names.RSS1}'/>",
    f"<feed xmlns:o='{names.RSS1}' xmlns='{names.ATOM}'/>",
    atom("", "", ["<title>One</title>"], "").replace("<entry>", "<entry href='/x'>"),
    "<!DOCTYPE rss><rss version='2.0'><channel/></rss>",
    "<rss version='2.0'><channel>",
    "<html><body/></html>",
]  # fmt: skip
"""Documents in which something decides that only feedparser knows how to take."""


@pytest.mark.parametrize("document", ODD)
def test_what_is_odd_is_left_to_feedparser(document: str) -> None:
    assert read_lean(document, URL) is None


def test_a_feed_without_a_web_address_is_left_to_feedparser() -> None:
    plain = rss("", "", ["<title>One</title>"], "")

    assert read_lean(plain, URL) is not None
    assert read_lean(plain, "file.xml") is None


@pytest.mark.parametrize(
    "entry",
    [
        "<link>https://[odd/</link>",
        "<link>/a?b=1&amp;amp;c;d</link>",
        "<link rel='self' href='/a'/><link href='/b' type='image/png'/>",
        "<author><name>Ann</name><email>ann@wire.example</email></author>",
        "<author><name>Ann</name><odd:x/></author>",
        "<description>One</description><description>Two</description>",
        "<contributor><name>Bo</name></contributor><title>One</title>",
        "<source><title></title><author><name>Bo</name></author></source>",
        "<odd:box><title>One</title><link>/a</link></odd:box><title>Two</title>",
        "<source>Else</source><title>One</title>",
        "<content type='xhtml'>One <div xmlns='http://www.w3.org/1999/xhtml'>two</div></content>",
    ],
)
@pytest.mark.parametrize("form", [rss, atom])
def test_what_is_seldom_and_known_is_read_as_feedparser_reads_it(
    form: Callable[[str, str, list[str], str], str], entry: str
) -> None:
    document = form("<title>Wire</title>", "", [entry], "")
    lean = read_lean(document, URL)
    assert lean is not None

    asked = read_with_feedparser(guard(document).text, URL)
    assert asked is not None

    assert conclusions(lean) == conclusions(asked)


@pytest.mark.slow
def test_on_real_feeds_both_agree_and_most_are_accepted() -> None:
    if not (SHARED / "data/feeds/feeds_dev.tar.gz").exists():
        pytest.skip("needs the real feeds, which are not part of the repository")

    found = lean_share(SHARED)

    assert found.differing == []
    assert found.accepted >= 0.9 * found.seen


@given(
    st.builds(
        "{}://{}{}{}".format,
        st.sampled_from(["http", "https", "HTTP", "ftp"]),
        st.sampled_from(
            ["wire.example", "a-b.c.example", "Wire.example", "localhost", "x.example:80"]
        ),
        st.text(st.sampled_from("/ab.%+~-:;"), max_size=8).map(lambda path: f"/{path}"),
        st.sampled_from(["", "?", "?a=1&b=2", "?q=a/b", "#x", "?a=b#c"]),
    ),
    st.sampled_from([URL, "http://wire.example/", ""]),
)
def test_a_link_that_is_taken_as_it_is_would_come_out_the_same(link: str, base: str) -> None:
    assert link_of([link], base) == absolute_url(link, base)


def test_namespaces_are_those_of_feedparser() -> None:
    theirs = {uri.lower(): name.lower() for uri, name in _FeedParserMixin.namespaces.items()}

    assert {uri: names.PREFIXES.get(uri) for uri in theirs} == theirs


def test_no_name_that_feedparser_handles_is_unknown() -> None:
    handled = {
        name.removeprefix("_start_").removeprefix("_end_").lower()
        for name in dir(_FeedParserMixin)
        if name.startswith(("_start_", "_end_"))
    }
    mapped = set(FeedParserDict.keymap) - {"channel"}

    assert handled | mapped <= names.RESERVED


def test_html_is_recognised_by_the_elements_that_feedparser_knows() -> None:
    assert _HTMLSanitizer.acceptable_elements == names.HTML
    assert "nbsp" in html.entities.entitydefs
