"""Whatever is wrong with a document, what comes out is XML, and no entry costs another."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.errors import ParseError
from tapestory.ingest.parsing.guard import guard
from tapestory.ingest.parsing.mend import mend
from tapestory.ingest.parsing.parse import parse_feed

NOW = datetime(2026, 7, 3, tzinfo=UTC)
ITEM = "<item><title>{0}</title><link>https://wire.example/{0}</link></item>"
PIECES = [
    "<rss version='2.0'>", "</rss>", "<channel>", "</channel>", "<item>", "</item>", "<title>",
    "</title>", "<b>", "</B>", "<br>", "<br/>", "text", "<", ">", "&", "&amp;", "&nbsp;", "]]>",
    "<![CDATA[", "<!--", "-->", "--", "<?pi", "?>", "<!x>", "<dc:creator>", "</dc:creator>",
    '<a href="', "<a b=c d='e' d='f'>", "<a b=c/>", "<odd:a odd:b='1' xmlns:odd=''>", "/>", "\n",
    "<!DOCTYPE rss [<!ENTITY a 'b'>]>", "é标",
]  # fmt: skip


def titles_of(document: str) -> list[str]:
    parsed = parse_feed(
        document.encode(), content_type="", url="https://wire.example/f", country="", now=NOW
    )
    return [entry.title for entry in parsed.entries]


def around(inner: str) -> str:
    items = [ITEM.format("One"), inner, ITEM.format("Two"), ITEM.format("Three")]
    return f"<rss version='2.0'><channel><title>Wire</title>{''.join(items)}</channel></rss>"


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_what_is_guarded_is_xml_with_namespaces(document: str) -> None:
    try:
        guarded = guard(document)
    except ParseError:
        return
    expat.ParserCreate("utf-8", " ").Parse(guarded.text.encode(), True)  # noqa: FBT003  # by position only


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_mending_twice_changes_nothing(document: str) -> None:
    once = mend(f"<feed>{document}").text

    assert mend(once).text == once


@pytest.mark.parametrize(
    "broken",
    [
        "<item><title>bad & worse</title></item>",
        "<item><title>bad</titel></item>",
        "<item><title>bad<link>x</item>",
        "<item><title>bad</title></b></item>",
        "<item><title>bad</title></channel></item>",
        "<item><title>bad</title></rss></item>",
        "<item><title>bad",
        "<item><title><![CDATA[bad</title></item>",
        "<item><!-- bad <title>bad</title></item>",
        "<item><title a='x>bad</title></item>",
        "<item><title a=1 a=2>bad</title></item>",
        "<item><title>1 < 2</title></item>",
        "<item><title>bad &nosuch; &#xFFFF; &#0;</title></item>",
        "<item><odd:thing>bad</odd:thing></item>",
        "<item><title>bad\x01\x0b</title></item>",
        "<item><title>bad]]></title></item>",
        "</item></item>",
        "<item><description><p>bad<br>worse<ul><li>x</description></item>",
    ],
)
def test_an_entry_that_is_broken_costs_no_other(broken: str) -> None:
    titles = titles_of(around(broken))

    assert titles[0] == "One"
    assert titles[-2:] == ["Two", "Three"]


@given(st.integers(min_value=0, max_value=400))
def test_a_document_that_breaks_off_keeps_its_complete_entries(length: int) -> None:
    whole = around(ITEM.format("Between"))
    document = whole[: max(60, length)]

    complete = document.count("</item>")
    try:
        titles = titles_of(document)
    except ParseError:
        titles = []

    assert titles == ["One", "Between", "Two", "Three"][:complete]
