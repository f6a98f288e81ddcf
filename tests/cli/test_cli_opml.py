from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.cli.opml import parse_opml, refusal, write_opml
from tapestory.errors import InputError
from tapestory.model import Feed

NESTED = b"""<?xml version="1.0"?>
<OPML version="1.0"><body>
  <outline text="Markets">
    <outline text="Chips">
      <outline type="rss" text="One" XMLURL="https://one.example/feed" language="en-US"/>
    </outline>
    <outline type="rss" title="Two" text="ignored" xmlurl="https://two.example/feed" country="kr"/>
    <outline type="rss" text="Broken"/>
    <outline type="rss" text="Odd" xmlUrl="file:///etc/passwd"/>
  </outline>
  <outline type="rss" text="One again" xmlUrl="https://one.example/feed"/>
</body></OPML>"""

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


def test_folders_are_flattened_and_bad_outlines_do_not_stop_the_rest() -> None:
    found = parse_opml(NESTED, name="x.opml")
    assert [(feed.url, feed.title) for feed in found.feeds] == [
        ("https://one.example/feed", "One"),
        ("https://two.example/feed", "Two"),
    ]
    assert (found.feeds[0].lang, found.feeds[1].country) == ("en", "KR")
    assert [refused.line for refused in found.refused] == [8, 9]


@pytest.mark.parametrize(
    "document",
    [
        b'<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><opml><body/></opml>',
        b'<!DOCTYPE opml SYSTEM "file:///etc/passwd"><opml/>',
        b"<opml><body>",
        b"<rss/>",
        b"",
        b"not xml",
    ],
)
def test_what_is_no_opml_or_could_expand_is_refused_whole(document: bytes) -> None:
    with pytest.raises(InputError, match=r"x\.opml:\d+: not OPML"):
        parse_opml(document, name="x.opml")


@pytest.mark.parametrize(
    ("charset", "title"),
    [
        ("gbk", "利好消息"),
        ("GB2312", "股票"),
        ("big5", "財經"),
        ("euc-kr", "코스피"),
        ("shift_jis", "日経"),
        ("iso-8859-1", "Börse"),
        ("windows-1251", "Биржа"),
        ("utf-16", "株"),
        ("utf-8", "利好"),
        ("no-such", "利好"),
    ],
)
def test_titles_come_in_any_charset(charset: str, title: str) -> None:
    document = (
        f'<?xml version="1.0" encoding="{charset}"?><opml version="2.0"><body>'
        f'<outline type="rss" text="{title}" xmlUrl="https://n.example/"/></body></opml>'
    )
    data = document.encode("utf-8" if charset == "no-such" else charset)
    assert parse_opml(data, name="x").feeds[0].title == title


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(InputError):
        parse_opml(data, name="x")


@given(
    st.lists(
        st.builds(
            Feed,
            url=st.from_regex(r"https://[a-z]{1,9}\.example/[a-z0-9?&=<>\"']{0,9}", fullmatch=True),
            title=WORDS,
            outlet=WORDS,
            lang=st.sampled_from(["", "en", "zh"]),
            country=st.sampled_from(["", "KR", "US"]),
            paused=st.booleans(),
        ),
        unique_by=lambda feed: feed.url,
        max_size=4,
    )
)
def test_what_is_exported_reads_back(feeds: list[Feed]) -> None:
    found = parse_opml(write_opml(feeds).encode(), name="x")
    assert [feed.url for feed in found.feeds] == [feed.url for feed in feeds]
    for mine, theirs in zip(feeds, found.feeds, strict=True):
        assert (mine.lang, mine.country, mine.paused) == (
            theirs.lang,
            theirs.country,
            theirs.paused,
        )
        assert _squeezed(theirs.title or mine.url) == _squeezed(mine.title.strip() or mine.url)


def _squeezed(text: str) -> str:
    return "".join(char for char in text if char.isprintable() and not char.isspace())


@pytest.mark.parametrize(
    "url", ["", "ftp://x.example/", "https://", "http://[::1", "https://a b/", "https://x:99999/"]
)
def test_what_cannot_be_a_feeds_address_says_why(url: str) -> None:
    assert refusal(url)
