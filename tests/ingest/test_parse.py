"""Whatever the bytes are: entries, clean and bounded, or a `ParseError`."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.parsed_feeds import FEED, ITEM, RSS, URL, parse, title_of
from tapestory.errors import ParseError
from tapestory.ingest.parsing.charset import decode
from tapestory.model import FeedHints, Precision

ATOM = '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN"><title>Wire</title>{}</feed>'


@pytest.mark.parametrize("body", ["<rss><channel><item><title>One", "<rss><channel>", "<feed>"])
def test_a_feed_that_breaks_off_before_anything_is_said_is_no_empty_feed(body: str) -> None:
    with pytest.raises(ParseError, match="not well-formed"):
        parse(body)


def test_a_whole_feed_without_entries_is_a_feed() -> None:
    assert parse(RSS.format("")).entries == ()


def test_an_atom_entry_is_read_whole() -> None:
    entry = parse(
        ATOM.format("""<entry>
          <id>tag:wire.example,2026:1</id>
          <title type='html'>AT&amp;amp;T &lt;b&gt;up&lt;/b&gt;</title>
          <link href='/a?x=1'/><author><name>Ann</name></author>
          <published>2026-07-02T15:31:00+08:00</published><updated>2026-07-02T16:00:00Z</updated>
          <summary>Short.</summary>
          <content type='html'>&lt;p&gt;First.&lt;/p&gt;&lt;p&gt;Second &amp;amp; last.</content>
          <source><title>Harbour</title></source>
        </entry>""")
    ).entries[0]

    assert (entry.guid, entry.title) == ("tag:wire.example,2026:1", "AT&T up")
    assert entry.link == "https://wire.example/a?x=1"
    assert (entry.summary, entry.text) == ("Short.", "First.\n\nSecond & last.")
    assert (entry.author, entry.outlet, entry.lang) == ("Ann", "Harbour", "zh")
    assert entry.published.instant == datetime(2026, 7, 2, 7, 31, tzinfo=UTC)
    assert entry.updated.instant == datetime(2026, 7, 2, 16, 0, tzinfo=UTC)


def test_content_without_a_summary_is_text_without_tags() -> None:
    content = '<content type="html">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</content>'

    [entry] = parse(ATOM.format(f"<entry><id>1</id><title>t</title>{content}</entry>")).entries

    assert (entry.text, entry.summary) == ("One.\n\nTwo.", "")


def test_dates_that_feedparser_misreads_are_resolved_by_us() -> None:
    printed = ["2026年7月2日 15:31", "2026/7/2 15:31:00", "Thu, 02 Jul 2026 15:31:00 CST", "15:31"]
    items = "".join(f"<item><title>x</title><pubDate>{date}</pubDate></item>" for date in printed)

    found = [entry.published for entry in parse(RSS.format(items), country="CN").entries]

    expected = datetime(2026, 7, 2, 7, 31, tzinfo=UTC)
    assert [date.instant for date in found] == [expected, expected, expected, None]
    assert [date.raw for date in found] == printed
    assert found[3].precision is Precision.NONE


def test_a_json_feed_is_read_whole() -> None:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Wire",
        "language": "ko-KR",
        "items": [
            {
                "id": 7,
                "url": "/a",
                "title": "One\nline",
                "content_html": "<p>First.</p><p>Second.</p>",
                "date_published": "2026-07-02T15:31:00+09:00",
                "authors": [{"name": "Ann"}],
            },
            "no object",
            {"id": "https://wire.example/b", "content_text": "Only text."},
        ],
    }

    parsed = parse(json.dumps(document))

    first, second = parsed.entries
    assert (parsed.title, parsed.lang, len(parsed.problems)) == ("Wire", "ko", 1)
    assert (first.guid, first.link, first.title) == ("7", "https://wire.example/a", "One line")
    assert (first.text, first.author) == ("First.\n\nSecond.", "Ann")
    assert first.published.instant == datetime(2026, 7, 2, 6, 31, tzinfo=UTC)
    assert (second.link, second.title, second.text) == ("https://wire.example/b", "", "Only text.")


def test_an_entry_is_the_same_in_whatever_form_it_is_printed() -> None:
    body = '<p>Told by <a href="https://paper.example/1">the paper</a>.</p><p>More.</p>'
    item = {
        "id": "https://wire.example/a",
        "url": "/a",
        "title": "One &amp; two <script>three</script>",
        "summary": "Told by the paper.\n\nMore.",
        "content_html": body,
        "date_published": "2026-07-02T15:31:00Z",
        "date_modified": "2026-07-02T16:00:00Z",
        "author": {"name": "Ann"},
    }
    entry = (
        "<id>https://wire.example/a</id><link href='/a'/>"
        "<title>One &amp;amp; two &lt;script>three&lt;/script></title>"
        "<summary>Told by the paper.\n\nMore.</summary>"
        f"<content type='html'>{body.replace('<', '&lt;')}</content>"
        "<published>2026-07-02T15:31:00Z</published><updated>2026-07-02T16:00:00Z</updated>"
        "<author><name>Ann</name></author>"
    )

    [from_json] = parse(json.dumps({"language": "zh-CN", "items": [item]})).entries
    [from_atom] = parse(ATOM.format(f"<entry>{entry}</entry>")).entries

    assert from_json == from_atom
    assert [link.url for link in from_json.links] == ["https://paper.example/1"]


@pytest.mark.parametrize(
    ("items", "titles"),
    [
        ('{"id": NaN, "title": "One"}, {"id": Infinity, "title": "Two"}]}', ["One", "Two"]),
        ('{"id": ' + "9" * 6_000 + ', "title": "One"}]}', ["One"]),
        ('{"id": 1, "title": "O\\ud800ne\\u0000"}]}', ["One"]),
        ('{"id": 1, "title": "One"}, {"id": 2, "title": "Tw', ["One"]),
        ('{"id": 1, "title": "One"}, {"id": 2, "title": "Two"}, {"id": oops}]}', ["One", "Two"]),
        ('{"id": 1, "title": "One"}, {"id": ' + "[" * 50_000, ["One"]),
        ('{"id": 1, "title": "One", "url": "https://wire.example/\\ud800"}]}', ["One"]),
    ],
    ids=["nan", "huge", "surrogate", "cut off", "broken", "deep", "link"],
)
def test_one_json_item_that_is_odd_costs_no_other(items: str, titles: list[str]) -> None:
    parsed = parse('{"title": "Wire", "items": [' + items)

    assert [entry.title for entry in parsed.entries] == titles
    for entry in parsed.entries:
        f"{entry.guid}{entry.link}{entry.published.raw}".encode()


@pytest.mark.slow
def test_a_clean_feed_is_read_without_feedparser() -> None:
    program = (
        "import sys, datetime; from tapestory.ingest.parsing.parse import parse_light;"
        f"found = parse_light({FEED!r}, content_type='', url={URL!r}, country='',"
        " now=datetime.datetime.now(datetime.UTC));"
        "assert len(found.entries) == 2; sys.exit('feedparser' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("Plain &amp; simple", "Plain & simple"),
        ("AT&amp;amp;T", "AT&T"),
        ("<![CDATA[AT&amp;T &#8217;s]]>", "AT&T ’s"),
        ("<![CDATA[<b>Bold</b> move]]>", "Bold move"),
        ("a &lt; b and b &gt; c", "a < b and b > c"),
        ("one\n  two\tthree&#160;four", "one two three four"),
        ("caf&eacute; &nbsp; R&D", "café R&D"),
        ("nul\x00 and \x1b[31mred", "nul and red"),
        ("high &#x110000; low &#xD800; zero &#0;", "high � low � zero �"),
        ("left\u202eright", "leftright"),
    ],
)
def test_a_title_is_plain_text_on_one_line(markup: str, title: str) -> None:
    assert title_of(markup) == title


def test_entries_survive_without_title_link_or_guid() -> None:
    parsed = parse(RSS.format("<item><description>Only this.</description></item><item/>"))

    (entry,) = parsed.entries
    assert (entry.title, entry.link, entry.guid, entry.text) == ("", "", "", "Only this.")


def test_a_link_that_is_no_web_address_is_none() -> None:
    items = "<item><title>x</title><link>java&#9;script:alert(1)</link></item>"

    assert parse(RSS.format(items)).entries[0].link == ""


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("标题".encode("gb18030"), "text/xml; charset=gb2312"),
        ("標題".encode("big5"), "text/xml; charset=BIG5"),
        ("제목".encode("cp949"), "application/xml; charset=euc-kr"),
        ("見出し".encode("cp932"), "application/xml; charset=Shift_JIS"),
        ("naïve “quotes”".encode("cp1252"), "text/xml; charset=iso-8859-1"),
        ("naïve “quotes”".encode("cp1252"), "text/xml; charset=utf-8"),
        ("标题".encode(), "text/xml; charset=iso-8859-1"),
        ("标题".encode(), "text/xml; charset=nonsense"),
        ("标题".encode(), ""),
    ],
)
def test_a_charset_is_found_whatever_is_declared(body: bytes, content_type: str) -> None:
    document = RSS.format("<item><title>@</title></item>").encode().replace(b"@", body)

    title = parse(document, content_type).entries[0].title
    assert title in ("标题", "標題", "제목", "見出し", "naïve “quotes”")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-8-sig"])
def test_unicode_is_read_in_every_form(encoding: str) -> None:
    declared = RSS.format("<item><title>标题</title></item>")

    assert parse(declared.encode(encoding)).entries[0].title == "标题"


def test_a_declaration_outside_of_the_bytes_is_believed() -> None:
    document = '<?xml version="1.0" encoding="gbk"?>' + RSS[21:].format(ITEM.format("华为昇腾", 1))

    assert parse(document.encode("gb18030")).entries[0].title == "华为昇腾"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"\x89PNG\r\n\x1a\n",
        b"not a feed",
        b"<!DOCTYPE html><html><body><item><title>x</title></item></body></html>",
        b"<opml version='2.0'><body/></opml>",
        b'{"error": "rate limited"}',
        b"[1, 2]",
        b'{"items": [',
        b"[" * 100_000,
    ],
)
def test_what_is_no_feed_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(ParseError):
        parse(body)


def test_a_feed_that_breaks_off_gives_what_it_holds_and_says_so() -> None:
    parsed = parse(FEED[:-40])

    assert parsed.entries[0].title == "One"
    assert any(problem.startswith("not well-formed") for problem in parsed.problems)


def test_hints_are_read_outside_of_entries() -> None:
    hints = (
        "<ttl>90</ttl><skipHours><hour>24</hour><hour>3</hour></skipHours>"
        "<skipDays><day>Sunday</day><day>Noday</day></skipDays>"
        "<sy:updatePeriod xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>daily</sy:updatePeriod>"
        "<sy:updateFrequency xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>2</sy:updateFrequency>"
    )
    expected = FeedHints(
        ttl_minutes=90,
        skip_hours=frozenset({0, 3}),
        skip_days=frozenset({"sunday"}),
        update_minutes=720,
    )

    assert parse(RSS.format(hints + ITEM.format("One", 1))).hints == expected
    assert parse(RSS.format(ITEM.format("One", 1) + hints)).hints == expected
    assert parse(RSS.format(f"<item><title>x</title>{hints}</item>")).hints == FeedHints()


@pytest.mark.parametrize(
    ("body", "content_type", "title"),
    [
        (b"\0" + FEED, "", "One"),
        (b"\0\0\0" + FEED, "text/xml; charset=utf-16be", "One"),
        (b"\0\0\xef\xbb\xbf" + FEED, "", "One"),
        (b"\xef\xbb\xbf" + FEED.replace(b"One", b"na\xefve"), "", "naïve"),
        (b"\xef\xbb\xbf" + FEED.replace(b"One", "naïve".encode()), "", "naïve"),
        (FEED.replace(b"One", b"na\xefve"), "text/xml; charset=utf-16le", "naïve"),
        (FEED.replace(b"One", b"na\xefve"), "text/xml; charset=UTF_32_BE", "naïve"),
        (FEED.replace(b"One", "标题".encode("hz")), "text/xml; charset=hz-gb-2312", "标题"),
        (FEED.decode().replace("One", "naïve").encode("utf-16-le"), "", "naïve"),
        ('{"items":[{"title":"naïve ж"}]}'.encode("utf-16-le"), "a/b; charset=utf-16le", "naïve ж"),
    ],
)
def test_dirt_and_wrong_claims_cost_no_letter(body: bytes, content_type: str, title: str) -> None:
    assert parse(body, content_type).entries[0].title == title


@given(body=st.binary(max_size=200))
def test_a_byte_that_is_no_utf8_is_a_letter_of_windows(body: bytes) -> None:
    whole = "中文字" * 200
    text = decode(whole.encode() + b" " + body)

    assert text.startswith(whole)
    assert not any("\ud800" <= letter <= "\udfff" for letter in text)


@pytest.mark.parametrize(
    ("items", "titles"),
    [
        ('{"id":"1","title":"one\ntwo"},{"id":"3","title":"three"}', ["one two", "three"]),
        ('{"id":"1","title":"one",},{"id":"3","title":"a,]"},', ["one", "a,]"]),
        ('{"id":"1","title":"one"},{"id":"2","title":"tw"o"},{"id":"3"}', ["one", ""]),
        (
            '{"id":"1","title":"o"ne","attachments":[{"url":"a"},{"url":"b"}]},{"id":"2"},{"id":3}',
            ["", ""],
        ),
        ('{"id":"1","title":"one"} {"id":"2","title":"two"}', ["one", "two"]),
        ('{"id":"1","title":"one"}, oops, {"id":"2","title":"two"}', ["one", "two"]),
        ('{"id":"1","title":"one"},{"id":"2","title":"tw', ["one"]),
    ],
)
def test_one_broken_json_item_costs_no_other(items: str, titles: list[str]) -> None:
    parsed = parse(f'{{"title":"Wire","items":[{items}]}}')

    assert [entry.title for entry in parsed.entries] == titles
    assert parsed.whole == (parsed.problems == ())


@pytest.mark.parametrize(
    ("feed", "whole"),
    [
        (RSS.format(ITEM.format("One", 1)), True),
        (RSS.format("<abstract/>" + ITEM.format("One", 1)), True),
        (RSS.format(ITEM.format("One &nbsp;", 1)), False),
        (RSS.format(ITEM.format("One", 1) * 2)[:-40], False),
    ],
)
def test_what_was_mended_may_not_be_the_whole(feed: str, whole: bool) -> None:  # noqa: FBT001  # a case's outcome
    assert parse(feed).whole == whole
