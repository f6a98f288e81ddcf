"""Where articles link to, from a feed's markup to the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tapestory.ingest.identity.articles import article_from_entry
from tapestory.ingest.pages.extraction import read_page
from tapestory.ingest.parsing.outbound import MOST, links_in, outbound_links
from tapestory.ingest.parsing.parse import parse_feed
from tapestory.model import Article, Entry, Feed, OutboundLink
from tapestory.store import Store

NOW = datetime(2026, 7, 2, 12, tzinfo=UTC)
FEED = Feed(url="https://blog.example/feed")
BODY = (
    '<p>The bank may sell, <a class="x" href="https://www.bloomberg.com/news/a?utm_source=rss">'
    'Bloomberg <em>reports</em></a>; see <a href="/about">us</a>, <a href="https://blog.example/b">'
    "our note</a> and <a href='https://twitter.com/intent/tweet?u=1'>share</a>.</p>"
)
RSS = """<rss version="2.0"><channel><title>Blog</title><item><title>Towers may go</title>
<link>https://blog.example/a</link><description>{body}</description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title><entry><title>Towers</title>
<id>1</id><link href="https://blog.example/a"/><content type="xhtml"><div
xmlns="http://www.w3.org/1999/xhtml">{body}</div></content></entry></feed>"""
JSON = """{{"version":"https://jsonfeed.org/version/1.1","title":"Blog","items":[{{"id":"1",
"url":"https://blog.example/a","title":"Towers","content_html":{body}}}]}}"""


def only_entry(document: str) -> Entry:
    parsed = parse_feed(
        document.encode(), content_type="", url="https://blog.example/feed", country="", now=NOW
    )
    (entry,) = parsed.entries
    return entry


def found(entry: Entry) -> list[tuple[str, str]]:
    return [(link.url, link.anchor) for link in entry.links]


def quoted(markup: str) -> str:
    return '"' + markup.replace('"', '\\"') + '"'


def test_links_to_others_survive_in_every_kind_of_feed() -> None:
    escaped = BODY.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    for document in (
        RSS.format(body=escaped),
        RSS.format(body=f"<![CDATA[{BODY}]]>"),
        ATOM.format(body=BODY),
        JSON.format(body=quoted(BODY)),
    ):
        assert found(only_entry(document)) == [
            ("https://www.bloomberg.com/news/a", "Bloomberg reports")
        ]


def test_a_link_knows_its_place_in_the_text() -> None:
    entry = only_entry(RSS.format(body=f"<![CDATA[{BODY}]]>"))
    (link,) = entry.links

    assert entry.text[link.place :].startswith(link.anchor)


def article(document: str) -> Article:
    return article_from_entry(only_entry(document), feed=FEED, feed_title="", now=NOW)


def test_the_store_gives_back_the_links_and_those_of_a_new_wording(tmp_path: Path) -> None:
    first = article(RSS.format(body=f"<![CDATA[{BODY}]]>"))
    other = OutboundLink(url="https://reuters.com/b", anchor="路透社", place=3)
    with Store.open(tmp_path / "t.db", migrate=True) as store:
        with store.writing() as session:
            session.articles.save(first)
        with store.reading() as session:
            kept = session.articles.get(first.id)
        with store.writing() as session:
            session.articles.save(replace(first, text="Other words.", links=(other,)))
        with store.reading() as session:
            reworded = session.articles.get(first.id)

    assert kept is not None
    assert reworded is not None
    assert kept.links == first.links != ()
    assert reworded.links == (other,)


def test_a_pages_links_are_those_of_its_paragraphs() -> None:
    story = "The bank weighs a sale of its towers and has asked for bids by the end of the month. "
    page = (
        "<html><head><title>Towers</title></head><body><nav><a href='https://else.example/'>Else"
        f"</a></nav><article><h1>Towers</h1><p>{story * 3}</p><p>{story}It was first told by <a"
        f" href='https://www.reuters.com/x'>Reuters</a>.</p><p>{story * 2}</p></article>"
        "</body></html>"
    )

    assert read_page(page.encode(), "text/html; charset=utf-8").links == (
        ("https://www.reuters.com/x", "Reuters"),
    )


def test_no_more_than_a_few_links_are_kept_and_each_once() -> None:
    many = [(f"https://site{n % 90}.example/{n % 90}", "there") for n in range(200)]

    kept = outbound_links(many, "there " * 50, url="https://blog.example/a")

    assert len(kept) == MOST
    assert len({link.url for link in kept}) == MOST


@given(st.text(alphabet="<a href='\"/>x=:htps&;", max_size=300))
def test_whatever_the_markup_links_are_looked_for_in_vain_or_found(markup: str) -> None:
    for address, anchor in links_in(markup):
        assert "<" not in anchor
        assert isinstance(address, str)


def test_endless_markup_is_looked_at_in_part() -> None:
    assert len(list(links_in("<a href='https://x.example/'>x</a>" * 50_000))) <= 300
    assert list(links_in("<a " * 500_000)) == []
