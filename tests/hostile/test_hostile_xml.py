"""Documents built to hurt a parser: bombs, depth, size, references to what is not theirs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from hostile.arena import Arena, Crowd, MeetAtOnce, entry, rss, serve
from hostile.hostile_server import INTERNAL, reply

MANY = 100_000
COUNTLESS = 300_000
XML = '<?xml version="1.0"?>'


def doctype(subset: str) -> str:
    return f"{XML}<!DOCTYPE rss [{subset}]>"


def laughs() -> str:
    steps = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return doctype(f'<!ENTITY l0 "ha">{steps}')


BOMBS = {
    "billion laughs": rss(entry("one"), entry("two", "<description>&l11;</description>"),
                          head=laughs()),
    "billion laughs in an attribute": rss(entry("one"), '<item a="&l11;"><title>two</title></item>',
                                          head=laughs()),
    "quadratic blow-up": rss(
        entry("one"), entry("two", f"<description>{'&a;' * 50_000}</description>"),
        head=doctype(f'<!ENTITY a "{"a" * 50_000}">')),
    "an entity that names itself": rss(
        entry("one"), entry("two", "<description>&a;</description>"),
        head=doctype('<!ENTITY a "&b;"><!ENTITY b "&a;">')),
    "parameter entities": rss(
        entry("one"), entry("two"),
        head=doctype('<!ENTITY % a "ha"><!ENTITY % b "%a;%a;"><!ENTITY % c "%b;%b;">%c;')),
    "thousands of entities": rss(
        entry("one"), entry("two"),
        head=doctype("".join(f'<!ENTITY e{n} "v{n}">' for n in range(50_000)))),
    "an entity with a backslash": rss(
        entry("one"), entry("two", "<description>&p;</description>"),
        head=doctype('<!ENTITY p "C:\\data\\1\\g&lt;0>">')),
    "a subset that never ends": rss(entry("one"), entry("two"),
                                    head=XML + "<!DOCTYPE rss [" + "<!-- x -->" * 5_000 + "]>"),
    "DOCTYPE with brackets in quotes": rss(
        entry("one"), entry("two"),
        head=XML + '<!DOCTYPE rss [<!ENTITY a "]>"><!-- ]> --><?x ]> ?>]>'),
    "DOCTYPE of RSS 0.91": rss(
        entry("one"), entry("two"),
        head=XML + '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"'
        ' "http://127.0.1.1/rss-0.91.dtd">'),
    "a DOCTYPE in small letters": rss(entry("one"), entry("two"), head=XML + "<!doctype rss>"),
    "two DOCTYPEs": rss(entry("one"), entry("two"),
                        head=XML + "<!DOCTYPE rss><!DOCTYPE rss [<!ENTITY a 'a'>]>"),
}  # fmt: skip


@pytest.fixture(scope="module")
def bombs(meet_at_once: MeetAtOnce) -> Crowd:
    return meet_at_once(BOMBS)


@pytest.mark.parametrize("name", BOMBS)
def test_declarations_expand_to_nothing_and_the_entries_stay(bombs: Crowd, name: str) -> None:
    assert bombs.status(name) == ("new", None)
    assert bombs.titles(name) == ["one", "two"]
    assert all(len(article["text"]) < 300_000 for article in bombs.articles[name])


HIDDEN = "what-lies-on-this-machine"


def test_external_entities_neither_read_files_nor_ask_servers(arena: Arena, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(HIDDEN, encoding="utf-8")
    arena.server.scripts["/steal"] = lambda _: reply(200, HIDDEN.encode())
    near, far = arena.server.url("/steal"), arena.server.url("/steal", INTERNAL)
    subset = (
        f'<!ENTITY file SYSTEM "file://{tmp_path}/secret"><!ENTITY passwd SYSTEM'
        f' "file:///etc/passwd"><!ENTITY near SYSTEM "{near}"><!ENTITY far PUBLIC "x" "{far}">'
        f'<!ENTITY % all SYSTEM "{near}">%all;'
    )
    stolen = "&file; &passwd; &near; &far;"
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{near}" parse="text"/>'
    body = rss(
        entry("one"),
        entry("two", f"<description>{stolen}{include}</description>"),
        head=f'{XML}<?xml-stylesheet href="{near}"?><!DOCTYPE rss SYSTEM "{near}" [{subset}]>',
    )

    came = arena.meet(serve(body))

    assert came.hostile["status"] == "new"
    assert arena.titles() == ["one", "two"]
    assert arena.server.asked("/steal") == []
    assert not any(
        HIDDEN in str(article) or "root:" in str(article) for article in arena.articles()
    )


SHAPES = {
    "200,000 deep": rss(entry("one"), "<a>" * 200_000 + "</a>" * 200_000),
    "200,000 deep and never closed": rss(entry("one"), "<a>" * 200_000),
    "200,000 deep inside an entry": rss(entry("one", "<a>" * 200_000 + "</a>" * 200_000)),
    "200,000 deep inside the text": rss(
        entry("one", "<description>&lt;b&gt;" + "&lt;div&gt;" * 200_000 + "</description>")),
    "countless attributes": rss(
        entry("one"), "<item " + " ".join(f'a{n}=""' for n in range(COUNTLESS)) + "/>"),
    "the same attribute over and over": rss(entry("one"), "<item " + 'a="1" ' * MANY + "/>"),
    "an attribute of 10 MB": rss(entry("one"), f'<item a="{"a" * 10_000_000}"/>'),
    "an element name of 5 MB": rss(entry("one"), f"<{'n' * 5_000_000}/>"),
    "100,000 namespaces": rss(
        entry("one"), "".join(f'<a xmlns:n{n}="urn:{n}"/>' for n in range(MANY))),
    "100,000 nested namespaces": rss(
        entry("one"), "".join(f'<a xmlns:n{n}="urn:{n}">' for n in range(MANY))),
    "countless empty elements": rss(entry("one"), "<x/>" * COUNTLESS),
    "countless empty entries": rss(entry("one"), "<item/>" * COUNTLESS),
    "countless comments": rss(entry("one"), "<!---->" * COUNTLESS),
    "countless instructions": rss(entry("one"), "<?a b?>" * COUNTLESS),
    "a comment that never ends": rss(entry("one"), "<!-- " + "-" * COUNTLESS),
    "CDATA that never ends": rss(entry("one"), "<item><title><![CDATA[" + "]" * COUNTLESS),
    "a tag that never ends": rss(entry("one"), "<item " + "a " * COUNTLESS),
    "countless opening brackets": rss(entry("one"), "<" * COUNTLESS),
    "countless ampersands": rss(entry("one", f"<description>{'&' * COUNTLESS}</description>")),
    "countless broken references": rss(
        entry("one", f"<description>{'&#x' * COUNTLESS}</description>")),
    "CDATA after CDATA": rss(
        entry("one", f"<description>{'<![CDATA[a]]>' * MANY}</description>")),
    "declarations inside CDATA": rss(
        entry("one", "<description><![CDATA[<!h<!h<!h< <![x[<!DOCTYPE a [ ]]></description>")),
    "escaped declarations over and over": rss(
        entry("one", f"<description>{'&lt;![' * MANY}</description>")),
    "a category 5,000 times": rss(entry("one", *["<category>news</category>"] * 5_000)),
    "an author of 200,000 at signs": rss(entry("one", f"<author>{'a@' * MANY}</author>")),
    "an author of 200,000 dots": rss(entry("one", f"<author>a@{'a.' * MANY}!</author>")),
    "a creator of brackets": rss(
        entry("one", f"<dc:creator xmlns:dc='urn:dc'>{'(' * MANY}</dc:creator>")),
    "a link 5,000 times": rss(entry("one", *[
        '<a:link xmlns:a="http://www.w3.org/2005/Atom" href="/x" rel="y"/>'] * 5_000)),
    "an enclosure 5,000 times": rss(entry("one", *['<enclosure url="u" length="-1"/>'] * 5_000)),
    "coordinates of words": rss(entry(
        "one", '<g:where xmlns:g="http://www.georss.org/georss"><m:Point'
        ' xmlns:m="http://www.opengis.net/gml" srsName="EPSG:abc"><m:pos>x y</m:pos></m:Point>'
        "</g:where>")),
    "a duration of letters": rss(entry(
        "one", '<i:duration xmlns:i="http://www.itunes.com/dtds/podcast-1.0.dtd">::::</i:duration>'
        '<t:n xmlns:t="http://search.yahoo.com/mrss/"/>')),
    "a colour out of range": rss(entry("one", "<description>&#1114112;&#x110000;</description>")),
}  # fmt: skip


MAY_REFUSE = ("deep", "attribute", "nested", "name of", "never ends", "opening brackets")
"""What shapes are called that a parser need not find its way through."""


@pytest.fixture(scope="module")
def shapes(meet_at_once: MeetAtOnce) -> Crowd:
    return meet_at_once(SHAPES, seconds=30.0)


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_built_to_hurt_is_refused_at_most_where_it_breaks_the_document(
    shapes: Crowd, name: str
) -> None:
    status, error = shapes.status(name)
    if status == "failed" and any(word in name for word in MAY_REFUSE):
        assert error
        return
    assert (status, error) == ("new", None)
    assert "one" in shapes.titles(name)
    assert all(len(str(article)) < 700_000 for article in shapes.articles[name])


def test_a_title_of_10_mb_is_shortened(arena: Arena) -> None:
    body = rss(entry("one"), f"<item><title>{'long ' * 2_000_000}</title><guid>2</guid></item>")

    assert arena.meet(serve(body)).hostile["status"] == "new"
    long, one = arena.titles()
    assert one == "one"
    assert long.startswith("long long")
    assert len(long) <= 3_000


@pytest.mark.parametrize("mark", ["{}", "<![CDATA[{}]]>", "&lt;p&gt;{}&lt;/p&gt;"])
def test_a_text_of_10_mb_is_shortened(arena: Arena, mark: str) -> None:
    text = mark.format("long " * 2_000_000)
    body = rss(entry("one", f"<description>{text}</description>"), entry("two"))

    assert arena.meet(serve(body)).hostile["status"] == "new"
    assert arena.titles() == ["one", "two"]
    assert 1_000 < len(arena.articles()[0]["text"]) <= 200_000


def test_of_endless_entries_the_first_thousands_are_kept(arena: Arena) -> None:
    items = "".join(
        f"<item><title>n {n:06}</title><link>https://wire.example/{n}</link></item>"
        for n in range(12_000)
    )

    came = arena.meet(serve(rss(items)), seconds=30.0)

    assert came.hostile["status"] == "new", came.hostile["error"]
    titles = arena.titles()
    assert 1_000 <= len(titles) <= 12_000
    assert titles == [f"n {n:06}" for n in range(len(titles))]


def test_an_answer_larger_than_allowed_is_refused_and_asked_again(arena: Arena) -> None:
    arena.meet(serve(rss(entry("one")) + " " * 200_000, ETag='"big"'), most=100_000)
    assert arena.titles() == []
    arena.server.scripts["/hostile"] = serve(rss(entry("one")))

    assert arena.poll(after=timedelta(days=1)).hostile["status"] == "new"
    assert arena.titles() == ["one"]
