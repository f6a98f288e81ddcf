"""Lists of feeds that are bombs, broken or full of odd addresses: what can be taken is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from hostile.arena import Arena, entry, rss, serve

GOOD = '<outline type="rss" text="good" xmlUrl="{}"/>'


def opml(*outlines: str, head: str = '<?xml version="1.0"?>') -> str:
    return f'{head}<opml version="2.0"><body>{"".join(outlines)}</body></opml>'


def imported(arena: Arena, body: str | bytes) -> tuple[int, str]:
    file = arena.path / "list.opml"
    file.write_bytes(body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body)
    answer = arena.call("feeds", "import", str(file))
    assert "Traceback" not in answer.err
    assert "bug" not in answer.err
    return answer.code, answer.err


def feeds(arena: Arena) -> list[str]:
    document = arena.call("feeds", "list", "--json").json
    return [feed["url"] for feed in document["feeds"]]


REFUSED = {
    "nothing": b"",
    "white space": b" \n ",
    "noise": bytes(range(256)) * 50,
    "HTML": b"<html><body>Not found</body></html>",
    "a feed": rss(entry("one")).encode(),
    "JSON": b'{"feeds": []}',
    "a list of addresses": b"https://wire.example/feed\n",
    "NULs": b"\x00" * 1_000,
    "billion laughs": opml(
        GOOD.format("https://wire.example/&l9;"),
        head="<!DOCTYPE opml [<!ENTITY l0 'ha'>"
        + "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10)) + "]>",
    ).encode(),
    "an external entity": opml(
        GOOD.format("https://wire.example/"),
        '<outline type="rss" text="&x;" xmlUrl="https://wire.example/b"/>',
        head='<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ).encode(),
    "200,000 deep": opml("<outline text='x'>" * 200_000).encode(),
}  # fmt: skip


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_list_of_feeds_changes_nothing(arena: Arena, body: bytes) -> None:
    code, err = imported(arena, body)

    assert code == 6
    assert err.startswith("error:")
    assert feeds(arena) == []


ODD = [
    "file:///etc/passwd", "ftp://wire.example/feed", "javascript:alert(1)", "data:text/xml,x",
    "gopher://wire.example/", "/feed", "wire", "https://", "https:///feed", "http://[::1/feed",
    "http://wire.example:port/feed", "http://wire.example:99999/feed", "",
    "http://wire.example/a b", "http://wire.example/&#10;x", "exec:ls", "| ls",
]  # fmt: skip


@pytest.mark.parametrize("address", ODD)
def test_one_odd_address_does_not_cost_the_others(arena: Arena, address: str) -> None:
    arena.server.scripts["/good"] = serve(rss(entry("one")))
    good = arena.server.url("/good")

    code, err = imported(arena, opml(
        f'<outline type="rss" text="odd" xmlUrl="{address}"/>', GOOD.format(good)))  # fmt: skip

    assert code in (0, 3)
    assert good in feeds(arena)
    assert code == 0 or err
    arena.configure(seconds=2.0)
    assert arena.poll().outcomes["/good"]["new"] == 1


def test_the_same_feed_many_times_is_one(arena: Arena) -> None:
    url = arena.server.url("/good")
    arena.server.scripts["/good"] = serve(rss(entry("one")))

    code, _ = imported(arena, opml(*[GOOD.format(url)] * 500, GOOD.format(url + "#top")))

    assert code == 0
    arena.poll()
    assert arena.titles("/good") == ["one"]
    assert len([feed for feed in feeds(arena) if "#" not in feed]) == 1


def test_folders_in_folders_and_any_spelling_are_read(arena: Arena) -> None:
    body = opml(
        '<outline text="a"><outline text="b"><outline text="c">'
        '<outline TYPE="RSS" XMLURL="https://wire.example/1"/></outline></outline></outline>',
        '<outline xmlurl=" https://wire.example/2 " type="atom"/>',
        '<outline text="no type" xmlUrl="https://wire.example/3"/>',
        '<outline text="a link" type="link" url="https://wire.example/4"/>',
        '<outline text="a category"/>',
    )

    code, _ = imported(arena, body)

    assert code == 0
    assert feeds(arena) == [f"https://wire.example/{n}" for n in (1, 2, 3)]


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "iso-8859-1", "gbk", "euc-kr"])
def test_a_list_in_any_charset_is_read(arena: Arena, charset: str) -> None:
    head = f'<?xml version="1.0" encoding="{charset}"?>'
    body = opml(GOOD.format("https://wire.example/feed"), head=head)

    code, err = imported(arena, body.encode(charset))

    assert code == 0, err
    assert feeds(arena) == ["https://wire.example/feed"]


def test_a_title_from_a_stranger_cannot_move_the_cursor(arena: Arena) -> None:
    title = "&#x9b;31m\u202eevil\u2028two &amp;lt;b&amp;gt;"
    imported(arena, opml(f'<outline title="{title}" xmlUrl="https://wire.example/feed"/>'))

    shown = arena.call("feeds", "list").out

    assert "\x9b" not in shown
    assert "\u202e" not in shown


def test_ten_thousand_feeds_are_taken_at_once(arena: Arena) -> None:
    urls = [f"https://wire.example/{n}" for n in range(10_000)]

    code, _ = imported(arena, opml(*map(GOOD.format, urls)))

    assert code == 0
    assert len(feeds(arena)) == 10_000


def test_a_list_that_is_not_there_is_said_so(arena: Arena, tmp_path: Path) -> None:
    for path in (tmp_path / "none.opml", tmp_path):
        answer = arena.call("feeds", "import", str(path))
        assert answer.code in (4, 6)
        assert str(path) in answer.err


def test_importing_while_a_feed_fails_changes_nothing_of_its_health(arena: Arena) -> None:
    arena.meet(lambda _: b"")
    body = opml(GOOD.format(arena.server.url("/hostile")))

    assert imported(arena, body)[0] == 0
    assert arena.poll().hostile["status"] == "failed"
