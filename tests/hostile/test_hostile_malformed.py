"""Documents that are no XML, or only nearly: what can be read of them is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hostile.arena import Arena, Crowd, MeetAtOnce, always, entry, in_turn, rss, serve, the
from hostile.hostile_server import Script, reply

ONE, TWO = entry("one"), entry("two")
ATOM_ENTRY = (
    "<entry><title>{0}</title><id>{0}</id><link href='https://wire.example/{0}'/>"
    "<updated>2026-07-02T09:00:00Z</updated></entry>"
)
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>{}</feed>'
BOTH = ATOM_ENTRY.format("one") + ATOM_ENTRY.format("two")
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="{}">'
    '<channel rdf:about="u"><title>Wire</title></channel>{}</rdf:RDF>'
)
RDF_ITEMS = "".join(
    f'<item rdf:about="https://wire.example/{name}"><title>{name}</title>'
    f"<link>https://wire.example/{name}</link></item>"
    for name in ("one", "two")
)

READABLE = {
    "white space first": "\n \t" + rss(ONE, TWO),
    "a byte-order mark first": "\ufeff" + rss(ONE, TWO),
    "a byte-order mark after white space": "\n\ufeff" + rss(ONE, TWO),
    "two byte-order marks": "\ufeff\ufeff" + rss(ONE, TWO),
    "a warning of the server first": "<br />\nWarning: mysql in /srv/x.php\n" + rss(ONE, TWO),
    "words first": "Notice: undefined index\n" + rss(ONE, TWO),
    "a comment before the declaration": "<!-- cached -->\n" + rss(ONE, TWO),
    "a comment with a tag first": "<!-- <html> -->" + rss(ONE, TWO, head=""),
    "no declaration": rss(ONE, TWO, head=""),
    "two declarations": rss(ONE, TWO, head='<?xml version="1.0"?><?xml version="1.0"?>'),
    "XML 1.1": rss(ONE, TWO, head='<?xml version="1.1"?>'),
    "XML 2.0": rss(ONE, TWO, head='<?xml version="2.0"?>'),
    "an odd declaration": rss(ONE, TWO, head="<?xml version=1.0 encoding=?>"),
    "standalone and stylesheets": rss(
        ONE, TWO, head='<?xml version="1.0" standalone="yes"?><?xml-stylesheet href="x.xsl"?>'),
    "junk after the end": rss(ONE, TWO) + "<!-- 0.2 s --> <script>count()</script> &&& <",
    "two documents": rss(ONE) + rss(TWO),
    "never closed": rss(ONE, TWO).replace("</channel></rss>", ""),
    "closed in the wrong order": rss(ONE, TWO).replace("</channel></rss>", "</rss></channel>"),
    "a tag too many": rss(ONE, "</p>", TWO),
    "a stray ampersand": rss(ONE, "<x>AT&T & co &</x>", TWO),
    "HTML's entities": rss(ONE, "<x>a&nbsp;b &eacute; &hellip; &copy &Unknown;</x>", TWO),
    "an unescaped tag": rss(ONE, "<description>a<br>b<img src=x></description>", TWO),
    "an unquoted attribute": rss(ONE, "<x a=b c>1</x>", TWO),
    "an unbound prefix": rss(ONE, "<media:thumbnail url='u'/>", TWO),
    "a stray bracket": rss(ONE, "<x>1 < 2 <3 <- </x>", TWO),
    "control characters": rss(ONE, "<x>\x00\x01\x08\x0b\x1f\x7f</x>", TWO),
    "references to controls": rss(ONE, "<x>&#0;&#1;&#8;&#x1F;&#xFFFE;&#xD800;&#55357;</x>", TWO),
    "lone surrogates": rss(ONE, "<x>\ud800 \udfff</x>", TWO),
    "non-characters": rss(ONE, "<x>\ufffe\uffff\U0001fffe</x>", TWO),
    "CDATA inside CDATA": rss(ONE, "<x><![CDATA[a <![CDATA[b]]> c]]></x>", TWO),
    "a comment with dashes": rss(ONE, "<!-- a -- b --->", TWO),
    "an instruction inside": rss(ONE, "<?php echo 1 ?>", TWO),
    "upper case": rss(ONE, TWO).replace("<rss", "<RSS").replace("</rss>", "</RSS>"),
    "upper case all through": rss(ONE, TWO, head="")
    .replace("<item", "<ITEM").replace("</item", "</ITEM")
    .replace("<title", "<TITLE").replace("</title", "</TITLE"),
    "no channel": f'<rss version="2.0">{ONE}{TWO}</rss>',
    "entries beside the channel": f'<rss version="2.0"><channel/>{ONE}{TWO}</rss>',
    "two channels": f"<rss><channel>{ONE}</channel><channel>{TWO}</channel></rss>",
    "no version": rss(ONE, TWO).replace(' version="2.0"', ""),
    "an unknown version": rss(ONE, TWO).replace("2.0", "9.9"),
    "an old version": rss(ONE, TWO).replace("2.0", "0.91"),
    "RSS in a namespace of its own": rss(ONE, TWO).replace(
        "<rss ", '<rss xmlns="http://backend.userland.com/rss2" '),
    "RSS in no known namespace": rss(ONE, TWO).replace("<rss ", '<rss xmlns="urn:x" '),
    "RSS under a prefix": rss(ONE, TWO, head="").replace("<", "<r:").replace("<r:/", "</r:")
    .replace("<r:rss ", '<r:rss xmlns:r="http://backend.userland.com/rss2" '),
    "Atom": ATOM.format(BOTH),
    "Atom without its namespace": ATOM.format(BOTH).replace(
        ' xmlns="http://www.w3.org/2005/Atom"', ""),
    "Atom 0.3": ATOM.format(BOTH).replace("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"),
    "Atom under a prefix": ATOM.format(BOTH).replace("<", "<a:").replace("<a:/", "</a:")
    .replace("xmlns=", "xmlns:a="),
    "Atom under the prefix of another": ATOM.format(BOTH).replace("<", "<media:")
    .replace("<media:/", "</media:").replace("xmlns=", "xmlns:media="),
    "Atom with a https namespace": ATOM.format(BOTH).replace("http://www.w3", "https://www.w3"),
    "Atom inside of RSS": rss(ONE, ATOM_ENTRY.format("two"), inside="").replace(
        "<entry", '<entry xmlns="http://www.w3.org/2005/Atom"'),
    "an RSS entry inside of Atom": ATOM.format(ATOM_ENTRY.format("one") + TWO),
    "RDF": RDF.format("http://purl.org/rss/1.0/", RDF_ITEMS),
    "RDF of RSS 0.90": RDF.format("http://my.netscape.com/rdf/simple/0.9/", RDF_ITEMS),
    "a prefix bound anew in each entry": rss(*(
        entry(name, f'<m:x xmlns:m="urn:{name}"/>') for name in ("one", "two"))),
    "an entry broken in the middle": rss(ONE, "<item><title>thr", TWO, inside=""),
}  # fmt: skip


@pytest.fixture(scope="module")
def readable(meet_at_once: MeetAtOnce) -> Crowd:
    return meet_at_once(READABLE)


@pytest.mark.parametrize("name", READABLE)
def test_a_document_that_people_can_read_is_read(readable: Crowd, name: str) -> None:
    assert readable.status(name) == ("new", None)
    titles = readable.titles(name)
    if name == "an entry broken in the middle":
        assert "one" in titles
        assert "two" in " ".join(titles)
    elif name == "two documents":
        assert titles in (["one"], ["one", "two"])
    else:
        assert titles == ["one", "two"]


@pytest.mark.parametrize("cut", [1, 8, 20, 60, 110, 140])
def test_of_a_truncated_document_the_whole_entries_are_kept(arena: Arena, cut: int) -> None:
    body = rss(ONE, TWO, entry("three", "<description>told at length</description>"))

    came = arena.meet(serve(body[:-cut], ETag='"half"'))

    assert came.hostile["status"] == "new", came.hostile["error"]
    assert {"one", "two"} <= set(arena.titles())
    arena.server.scripts["/hostile"] = serve(body)
    arena.poll(after=timedelta(days=1))
    assert arena.titles() == ["one", "three", "two"]
    assert "if-none-match" not in arena.server.asked("/hostile")[-1].headers


@pytest.mark.parametrize("length", [1, 5, 19, 60, 99, 140])
def test_a_document_that_ends_before_its_first_entry_is_a_failure(
    arena: Arena, length: int
) -> None:
    came = arena.meet(serve(rss(ONE, TWO)[:length], ETag='"stub"'))

    assert came.hostile["status"] == "failed"
    assert arena.titles() == []


NO_FEED = {
    "nothing": "",
    "white space": " \r\n\t ",
    "a byte-order mark": "\ufeff",
    "a NUL": "\x00",
    "a word": "ok",
    "a lot of nothing": "\x00" * 1_000_000,
    "an HTML page": "<!DOCTYPE html><html><head><title>News</title></head><body>Hi</body></html>",
    "an HTML page without a DOCTYPE": "<HTML><BODY>Welcome</BODY></HTML>",
    "a login page": "<!doctype html><html><form action=/login><input name=password></form></html>",
    "a captive portal": "<html><head><meta http-equiv=refresh content='0;url=http://portal/'>",
    "XHTML": '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
    "an HTML page about items": "<html><body><item><title>one</title></item></body></html>",
    "a consent page with a script": "<html><script>var x = '<rss><channel><item>';</script></html>",
    "a sitemap": '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url/></urlset>',
    "OPML": "<opml version='2.0'><body><outline text='x'/></body></opml>",
    "SVG": "<svg xmlns='http://www.w3.org/2000/svg'><title>one</title></svg>",
    "SOAP": "<s:Envelope xmlns:s='x'><s:Body><s:Fault/></s:Body></s:Envelope>",
    "an error document": "<Error><Code>AccessDenied</Code></Error>",
    "an empty element": "<rss",
    "a picture": "\x89PNG\r\n\x1a\n" + "\x00" * 500,
    "CSV": "title,link\none,https://wire.example/one\n",
    "YAML": "title: one\nitems:\n- one\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def no_feed(meet_at_once: MeetAtOnce) -> Crowd:
    return meet_at_once(NO_FEED)


@pytest.mark.parametrize("name", NO_FEED)
def test_what_is_no_feed_is_a_failure(no_feed: Crowd, name: str) -> None:
    status, error = no_feed.status(name)

    assert status == "failed"
    assert error
    assert no_feed.titles(name) == []


@pytest.mark.parametrize("name", ["nothing", "a login page", "a sitemap", "an error document"])
def test_what_is_no_feed_leaves_no_validator(arena: Arena, name: str) -> None:
    page = serve(NO_FEED[name], ETag='"page"', Last_Modified="Thu, 02 Jul 2026 09:00:00 GMT")
    arena.meet(page)
    arena.server.scripts["/hostile"] = serve(rss(ONE, TWO))

    assert arena.poll(after=timedelta(days=2)).hostile["status"] == "new"
    headers = arena.server.asked("/hostile")[-1].headers
    assert not {"if-none-match", "if-modified-since"} & set(headers)


EMPTY = {"RSS": rss(), "Atom": ATOM.format(""), "JSON": '{"version": "1.1", "items": []}'}


@pytest.mark.parametrize("body", EMPTY.values(), ids=EMPTY.keys())
def test_an_empty_feed_is_no_failure_and_deletes_nothing(arena: Arena, body: str) -> None:
    arena.meet(serve(rss(ONE, TWO)))
    arena.server.scripts["/hostile"] = serve(body, ETag='"empty"')

    came = arena.poll(after=timedelta(days=1))

    assert came.hostile["status"] == "unchanged"
    assert arena.titles() == ["one", "two"]
    arena.poll(after=timedelta(days=1))
    assert "if-none-match" not in arena.server.asked("/hostile")[-1].headers


def test_a_page_in_between_costs_nothing(arena: Arena) -> None:
    page = serve("<html><body>Sign in</body></html>", ETag='"page"')
    answers: list[Script] = [serve(rss(ONE)), page, serve(rss(ONE, TWO))]
    arena.meet(in_turn(answers))

    statuses = [arena.poll(after=timedelta(days=2)).hostile["status"] for _ in range(2)]

    assert statuses == ["failed", "new"]
    assert arena.titles() == ["one", "two"]


def test_an_entry_that_html_surrounds_is_not_taken_for_news(arena: Arena) -> None:
    body = b"<html><body>Blocked.<!-- " + rss(ONE).encode() + b" --></body></html>"

    assert arena.meet(always(reply(200, body))).hostile["status"] == "failed"
    assert arena.titles() == []


def test_one_entry_that_cannot_be_read_does_not_cost_the_others(arena: Arena) -> None:
    bad = "<item><title>bad</title><pubDate>&#xD800;</pubDate><guid>\x00</guid></item>"

    arena.meet(serve(rss(ONE, bad, TWO)))

    assert arena.titles() == ["bad", "one", "two"]
    assert the([a for a in arena.articles() if a["title"] == "bad"])["published"] is None
