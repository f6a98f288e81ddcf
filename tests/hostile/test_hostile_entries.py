"""Entries that lack, repeat or fake what identifies them, and what strangers put into words."""

from __future__ import annotations

import json
from xml.sax.saxutils import escape

import pytest

from hostile.arena import Arena, Crowd, MeetAtOnce, entry, rss, serve, the

LINK = "<link>https://wire.example/{}</link>"


def item(*parts: str) -> str:
    return f"<item>{''.join(parts)}</item>"


def test_entries_without_anything_but_one_field_are_kept_apart(arena: Arena) -> None:
    body = rss(
        item("<title>only a title</title>"),
        item("<description>only a text</description>"),
        item(LINK.format("only-a-link")),
        item("<guid isPermaLink='false'>only-a-guid</guid><title/>"),
        item("<pubDate>Thu, 02 Jul 2026 09:00:00 GMT</pubDate>"),
        item("<category>only a category</category>"),
        item(),
        item("<title></title><link/><guid/><pubDate/><description/>"),
        item("   \n  "),
        entry("whole"),
    )

    came = arena.meet(serve(body))

    assert came.hostile["status"] == "new"
    found = arena.articles()
    titles = [article["title"] for article in found]
    assert {"only a title", "only a text", "whole"} <= set(titles)
    assert "https://wire.example/only-a-link" in [article["url"] for article in found]
    assert all(article["title"] or article["url"] for article in found)
    assert arena.poll().hostile["new"] == 0


def test_entries_without_a_title_are_called_by_their_text(arena: Arena) -> None:
    text = "<description>&lt;p&gt;Chip maker raises its outlook.&lt;/p&gt;</description>"

    arena.meet(serve(rss(item(LINK.format("a"), text))))

    assert the(arena.articles())["title"] == "Chip maker raises its outlook."


def test_one_link_for_all_entries_does_not_make_them_one(arena: Arena) -> None:
    names = [f"note {n}" for n in range(6)]
    link = "<link>https://wire.example/news/latest</link>"
    body = rss(*(item(f"<title>{n}</title><guid>{n}</guid>", link) for n in names))

    arena.meet(serve(body))

    assert arena.titles() == names
    assert arena.poll().hostile["new"] == 0


@pytest.mark.parametrize("link", ["https://wire.example/", "https://wire.example", "/", ""])
def test_the_front_page_identifies_no_entry(arena: Arena, link: str) -> None:
    body = rss(*(item(f"<title>note {n}</title><link>{link}</link>") for n in range(4)))

    arena.meet(serve(body))

    assert arena.titles() == [f"note {n}" for n in range(4)]


def test_one_guid_for_all_entries_does_not_make_them_one(arena: Arena) -> None:
    body = rss(*(
        item(f"<title>note {n}</title><guid isPermaLink='false'>N/A</guid>", LINK.format(n))
        for n in range(6)
    ))  # fmt: skip

    arena.meet(serve(body))

    assert arena.titles() == [f"note {n}" for n in range(6)]


def test_one_guid_and_no_links_leaves_the_titles_to_tell_entries_apart(arena: Arena) -> None:
    body = rss(*(item(f"<title>note {n}</title><guid>0</guid>") for n in range(6)))

    arena.meet(serve(body))

    assert arena.titles() == [f"note {n}" for n in range(6)]


def test_guids_that_differ_in_the_fragment_alone_are_different(arena: Arena) -> None:
    body = rss(*(
        item(f"<title>note {n}</title><link>https://wire.example/log</link>"
             f"<guid>https://wire.example/log#{n}</guid>")
        for n in range(4)
    ))  # fmt: skip

    arena.meet(serve(body))

    assert arena.titles() == [f"note {n}" for n in range(4)]


def test_the_same_entry_many_times_is_one_article(arena: Arena) -> None:
    arena.meet(serve(rss(*[entry("one")] * 50)))

    assert arena.titles() == ["one"]


LINKS = {
    "javascript:alert(1)": "",
    "JaVaScRiPt:alert(1)": "",
    " java\nscript:alert(1)": "",
    "data:text/html,hi": "",
    "vbscript:x": "",
    "file:///etc/passwd": "",
    "mailto:desk@wire.example": "",
    "https://": "",
    "https://[::1": "",
    "https://wire.example:port/a": "",
    "/a": "/a",
    "a/../b": "/b",
    "//wire.example/a": "//wire.example/a",
    " \n https://wire.example/a \t": "https://wire.example/a",
    "https://wire.example/a\r\nSet-Cookie: x": None,
    "https://wire.example/a\u202egpj": None,
    "https://wire.example/\u200ba": "https://wire.example/a",
    "HTTPS://WIRE.example:443/a#x": "https://wire.example/a",
    "https://user:key@wire.example/a": "https://wire.example/a",
    "https://wire.example/a?utm_source=rss&amp;utm_medium=feed": "https://wire.example/a",
    "https://wire.example/a?b=1&amp;fbclid=x&amp;gclid=y": "https://wire.example/a?b=1",
    "https://bücher.example/ä": "https://xn--bcher-kva.example/%C3%A4",
    "https://wire.example/a b": "https://wire.example/a%20b",
    "https://wire.example/%zz": None,
    "https://wire.example/&lt;script&gt;": None,
}


@pytest.fixture(scope="module")
def links(meet_at_once: MeetAtOnce) -> Crowd:
    return meet_at_once({
        printed: rss(item(f"<title>one</title><link>{printed}</link>")) for printed in LINKS
    })  # fmt: skip


@pytest.mark.parametrize("printed", LINKS)
def test_a_link_is_clean_and_leads_to_the_web_or_is_none(links: Crowd, printed: str) -> None:
    url = links.only(printed)["url"]
    expected = LINKS[printed]
    if expected is None:
        assert url.startswith("https://wire.example/")
    elif expected.startswith("/"):
        # Relative to the feed's address, or to the site that the feed names as its own.
        assert url.endswith(expected)
        assert url.startswith(("https://wire.example/", "http://wire.example/", "http://127.0.0."))
    else:
        assert url == expected
    assert url.isascii()
    assert url.isprintable()
    assert not set(" <>\"'\\") & set(url)


def test_an_address_of_100_kb_is_no_crash(arena: Arena) -> None:
    long = "https://wire.example/" + "a" * 100_000
    body = rss(item(f"<title>long</title><link>{long}</link><guid>{long}</guid>"), entry("one"))

    arena.meet(serve(body))

    assert arena.titles() == ["long", "one"]
    assert arena.poll().hostile["new"] == 0


WORDS = {
    "plain": ("Chips rise", "Chips rise"),
    "one escape": ("AT&amp;T up", "AT&T up"),
    "two escapes": ("AT&amp;amp;T up", "AT&T up"),
    "HTML's entity escaped": ("Caf&amp;eacute; opens", "Café opens"),
    "a number escaped": ("Nvidia&amp;#8217;s rise", "Nvidia’s rise"),
    "CDATA": ("<![CDATA[AT&T <up>]]>", None),
    "CDATA with an escape": ("<![CDATA[AT&amp;T up]]>", "AT&T up"),
    "CDATA with markup": ("<![CDATA[<b>Chips</b> rise]]>", "Chips rise"),
    "markup": ("&lt;b&gt;Chips&lt;/b&gt; rise", "Chips rise"),
    "a script": ("&lt;script&gt;alert(1)&lt;/script&gt;Chips rise", "Chips rise"),
    "a script in capitals": ("&lt;SCRIPT SRC=//x&gt;&lt;/SCRIPT&gt;Chips rise", "Chips rise"),
    "an image": ("&lt;img src=x onerror=alert(1)&gt;Chips rise", "Chips rise"),
    "an endless reference": ("Chips &amp;#" + "1" * 9_000 + ";", None),
    "escaped CDATA": ("&lt;![CDATA[Chips rise]]&gt;", "Chips rise"),
    "a tag by its name": ("What &lt;table&gt; does", None),
    "a bracket": ("Yield &lt; 4 %", "Yield < 4 %"),
    "two brackets": ("1 &lt; 2 &gt; 0", "1 < 2 > 0"),
    "colours of a terminal": ("\x1b[31mChips\x1b[0m rise", "Chips rise"),
    "colours without their escape": ("&#27;[31mChips&#27;[0m rise", None),
    "a terminal's title": ("\x1b]0;own\x07Chips rise", "Chips rise"),
    "controls": ("Ch\x00i\x08ps\x7f rise", "Chips rise"),
    "C1 controls": ("Ch\x9bips\x90 rise", None),
    "bidi overrides": ("\u202eChips\u202c rise\u2066\u2069", "Chips rise"),
    "hidden letters": ("Ch\u200bi\u00adps\u2060 rise\ufeff", "Chips rise"),
    "lines": ("Chips\n\n   rise\t\t", "Chips rise"),
    "line separators": ("Chips\u2028rise\u2029", "Chips rise"),
    "next line": ("Chips\x85rise", None),
    "non-breaking spaces": ("Chips\u00a0rise", "Chips rise"),
    "a formula": ("=HYPERLINK(1)", "=HYPERLINK(1)"),
    "a family": ("👨\u200d👩\u200d👧 Chips", None),
    "a thousand accents": ("a" + "\u0301" * 1_000, None),
    "NUL escaped": ("Ch&#0;ips rise", None),
    "an empty tag": ("Chips&lt;br/&gt;rise", "Chips rise"),
    "a tag in the document": ("Chips <b>rise</b>", "Chips rise"),
}


@pytest.fixture(scope="module")
def words(meet_at_once: MeetAtOnce) -> Crowd:
    return meet_at_once({
        name: rss(item(f"<title>{printed}</title>", LINK.format("a")))
        for name, (printed, _) in WORDS.items()
    })  # fmt: skip


@pytest.mark.parametrize("name", WORDS)
def test_a_title_is_plain_text_on_one_line(words: Crowd, name: str) -> None:
    title = words.only(name)["title"]
    assert title == " ".join(title.split())
    assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in title)
    expected = WORDS[name][1]
    assert title == expected or (expected is None and title)


def test_whatever_a_text_holds_the_json_lines_stay_lines(arena: Arena) -> None:
    nasty = "a\u2028b\u2029c\x85d\x0be\r\nf\ud800g\x00h"
    body = rss(item(f"<title>{nasty}</title><description>{nasty}</description>"
                    f"<guid>{nasty}</guid><author>{nasty}</author>"))  # fmt: skip

    arena.meet(serve(body))

    answer = arena.call("articles", "list", "--ndjson", "--limit", "0")
    assert len(answer.out.splitlines()) == 5
    assert all(json.loads(line)["id"] for line in answer.out.splitlines())


TEXTS = {
    "a script": ("<script>steal()</script><p>told</p>", "told"),
    "a style": ("<style>p{color:red}</style><p>told</p>", "told"),
    "a frame": ("<iframe src=//x></iframe>told", "told"),
    "an object": ("<object data=x>no</object><embed src=x>told", "told"),
    "a form": ("<form action=//x><input value=no></form>told", "told"),
    "handlers": ("<p onclick='x()' style='x:y'>told</p>", "told"),
    "a comment": ("<!-- hidden <b> -->told", "told"),
    "a conditional comment": ("<!--[if IE]>no<![endif]-->told", "told"),
    "SVG": ("<svg><script>x</script><text>no</text></svg>told", "told"),
    "MathML": ("<math><mtext><script>x</script></mtext></math>told", "told"),
    "a nested script": ("<scr<script>ipt>x</scr</script>ipt>told", None),
    "unclosed": ("<p>told<b><i><u>", "told"),
    "an unclosed comment": ("told<!-- never", None),
    "escaped CDATA": ("<![CDATA[told]]>", "told"),
    "an endless reference": ("<p>told &#" + "1" * 9_000 + "; &#x" + "f" * 9_000 + ";", None),
    "an endless reference without markup": ("told &#" + "1" * 9_000 + ";", None),
    "a reference to no character": ("told &#1114112; &#x110000; &#0;", None),
    "an entity": ("<p>told&nbsp;&amp;&nbsp;sold&#8230;</p>", "told & sold…"),
    "an attribute with a bracket": ('<img alt="a > b" src=x>told', "told"),
    "a template": ("<template><p>no</p></template>told", "told"),
    "noscript": ("<noscript><img src=//track></noscript>told", "told"),
}


@pytest.fixture(scope="module")
def texts(meet_at_once: MeetAtOnce) -> Crowd:
    return meet_at_once({
        name: rss(entry("one", f"<description>{escape(markup)}</description>"))
        for name, (markup, _) in TEXTS.items()
    })  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_what_a_reader_would_see(texts: Crowd, name: str) -> None:
    text = texts.only(name)["text"]
    assert "script" not in text or name == "a nested script"
    expected = TEXTS[name][1]
    assert text == expected or expected is None
