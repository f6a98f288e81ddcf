"""Redirects that loop, leave the web or lead inside: refused, and never remembered."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from hostile.arena import Arena, Crowd, MeetAtOnce, always, entry, rss, serve
from hostile.hostile_server import HOSTS, INTERNAL, Request, Script, reply

GOOD = rss(entry("one"), entry("two"))
STATUSES = [301, 302, 303, 307, 308]

FORBIDDEN = {
    "another loopback address": "http://127.0.1.1:{port}/inside",
    "loopback in short": "http://127.257:{port}/inside",
    "loopback in decimal": "http://2130706689:{port}/inside",
    "loopback in hex": "http://0x7f000101:{port}/inside",
    "loopback in octal": "http://0177.0.1.1:{port}/inside",
    "loopback in parts of hex": "http://0x7f.0.0x1.1:{port}/inside",
    "loopback with zeros": "http://127.000.001.001:{port}/inside",
    "loopback with a full stop": "http://127.0.1.1.:{port}/inside",
    "loopback in full-width digits": "http://１２７.０.１.１:{port}/inside",
    "loopback in circled digits": "http://①②⑦.⓪.①.①:{port}/inside",
    "loopback escaped": "http://%31%32%37.0.1.1:{port}/inside",
    "loopback mapped into IPv6": "http://[::ffff:127.0.1.1]:{port}/inside",
    "loopback mapped in hex": "http://[::ffff:7f00:101]:{port}/inside",
    "loopback compatible with IPv6": "http://[::127.0.1.1]:{port}/inside",
    "IPv6 loopback": "http://[::1]:{port}/inside",
    "IPv6 loopback at length": "http://[0:0:0:0:0:0:0:1]:{port}/inside",
    "everything": "http://0.0.0.0:{port}/inside",
    "everything in short": "http://0:{port}/inside",
    "everything in IPv6": "http://[::]:{port}/inside",
    "link-local": "http://169.254.169.254/latest/meta-data/",
    "link-local in decimal": "http://2852039166/latest/meta-data/",
    "link-local in octal": "http://0251.0376.0251.0376/latest/meta-data/",
    "link-local in IPv6": "http://[fe80::1%25lo]:{port}/inside",
    "a private network": "http://10.1.2.3/",
    "another private network": "http://192.168.0.1/",
    "a third private network": "http://172.16.0.1/",
    "a carrier's network": "http://100.64.0.1/",
    "benchmarking": "http://198.18.0.1/",
    "multicast": "http://224.0.0.1/",
    "broadcast": "http://255.255.255.255/",
    "a private network in IPv6": "http://[fd00::1]/",
    "6to4 of a private network": "http://[2002:a00:1::]/",
    "NAT64 of loopback": "http://[64:ff9b::7f00:101]:{port}/inside",
    "credentials in front": "http://wire.example@127.0.1.1:{port}/inside",
    "a fragment in between": "http://127.0.1.1:{port}#@wire.example/inside",
    "a back-slash": "http://127.0.1.1:{port}\\@127.0.0.1/inside",
    "without a scheme": "//127.0.1.1:{port}/inside",
}


def leading_to(target: str) -> Script:
    # The port of the server is known when it is asked.
    return lambda request: reply(
        301,
        Location=target.format(port=request.headers["host"].rpartition(":")[2])
        .encode()
        .decode("latin-1"),
    )


@pytest.fixture(scope="module")
def forbidden(meet_at_once: MeetAtOnce) -> Crowd:
    return meet_at_once({name: leading_to(to) for name, to in FORBIDDEN.items()}, seconds=2.0)


@pytest.mark.parametrize("name", FORBIDDEN)
def test_no_redirect_leads_inside(forbidden: Crowd, name: str) -> None:
    assert forbidden.status(name)[0] == "failed"
    assert forbidden.titles(name) == []
    assert forbidden.arena.server.asked("/inside") == []


def test_no_subscription_leads_inside(arena: Arena) -> None:
    arena.server.scripts["/inside"] = serve(GOOD)
    arena.configure(seconds=2.0)
    urls = [target.format(port=arena.server.port) for target in FORBIDDEN.values()]
    outlines = "".join(f"<outline type='rss' xmlUrl='{url}'/>" for url in urls)
    file = arena.path / "inside.opml"
    file.write_text(f"<opml><body>{outlines}</body></opml>", encoding="utf-8")

    assert arena.call("feeds", "import", str(file)).code in (0, 3)
    came = arena.poll()

    assert {outcome["status"] for outcome in came.outcomes.values()} == {"failed"}
    assert arena.server.requests == []
    assert arena.all_articles() == {}


def test_the_name_of_this_machine_leads_inside_too(arena: Arena) -> None:
    arena.server.scripts["/inside"] = serve(GOOD)
    arena.subscribe(arena.server.url("/inside", "localhost.localdomain"))
    target = arena.server.url("/inside", "ip6-localhost")

    came = arena.meet(always(reply(302, Location=target)))

    assert came.hostile["status"] == "failed"
    assert arena.titles() == []


SCHEMES = {
    "file": "file:///etc/passwd",
    "file of a host": "file://localhost/etc/passwd",
    "ftp": "ftp://127.0.0.1/feed",
    "data": "data:application/rss+xml,<rss/>",
    "gopher": "gopher://127.0.0.1:70/_x",
    "javascript": "javascript:alert(1)",
    "feed": "feed://127.0.0.1/feed",
    "jar": "jar:http://127.0.0.1!/x",
    "unix": "unix:///var/run/docker.sock",
    "nothing": "://127.0.0.1/",
    "no host": "http:///feed",
    "a port too high": "http://127.0.0.1:99999/feed",
    "a port in words": "http://127.0.0.1:many/feed",
    "a bracket": "http://[::1/feed",
    "a bracket of words": "http://[wire]/feed",
    "a label too long": f"http://{'a' * 300}.example/",
    "dots alone": "http://../",
    "a NUL": "http://127.0.0.1\x00.wire.example/",
    "white space": "   ",
    "an endless address": "http://127.0.0.1/" + "a" * 60_000,
    "a punycode that is none": "http://xn--\x7f/",
}


@pytest.fixture(scope="module")
def schemes(meet_at_once: MeetAtOnce) -> Crowd:
    return meet_at_once({
        name: reply(302, Location=target.replace("\x00", "%00"))
        for name, target in SCHEMES.items()
    })  # fmt: skip


@pytest.mark.parametrize("name", SCHEMES)
def test_a_redirect_out_of_the_web_is_refused(schemes: Crowd, name: str) -> None:
    status, error = schemes.status(name)

    assert status == "failed"
    assert error
    assert schemes.titles(name) == []


def test_files_are_not_read_over_a_redirect(arena: Arena, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(GOOD, encoding="utf-8")

    came = arena.meet(always(reply(301, Location=f"file://{tmp_path}/feed.xml")))

    assert (came.hostile["status"], arena.titles()) == ("failed", [])


@pytest.mark.parametrize("status", STATUSES)
def test_a_redirect_to_itself_ends(arena: Arena, status: int) -> None:
    came = arena.meet(always(reply(status, Location="/hostile")))

    assert came.hostile["status"] == "failed"
    assert 1 <= len(arena.server.asked("/hostile")) <= 12


def test_a_redirect_that_grows_for_ever_ends(arena: Arena) -> None:
    def onwards(request: Request) -> bytes:
        target = f"/hostile?{'n' * len(arena.server.requests)}"
        arena.server.scripts[target] = onwards
        return reply(301, Location=target if request.path else "")

    assert arena.meet(onwards).hostile["status"] == "failed"
    assert len(arena.server.requests) < 20


def test_a_redirect_between_two_ends(arena: Arena) -> None:
    arena.server.scripts["/other"] = always(reply(302, Location="/hostile"))

    assert arena.meet(always(reply(302, Location="/other"))).hostile["status"] == "failed"


@pytest.mark.parametrize("status", STATUSES)
def test_a_redirect_without_a_target_is_a_failure(arena: Arena, status: int) -> None:
    assert arena.meet(always(reply(status, GOOD.encode()))).hostile["status"] == "failed"
    assert arena.titles() == []


@pytest.mark.parametrize("status", STATUSES)
def test_a_redirect_to_a_feed_is_followed_and_its_articles_are_the_feeds_own(
    arena: Arena, status: int
) -> None:
    arena.server.scripts["/new"] = serve(GOOD)

    came = arena.meet(always(reply(status, Location=arena.server.url("/new", HOSTS[1]))))

    assert came.hostile["status"] == "new"
    assert arena.titles() == ["one", "two"]


@pytest.mark.parametrize(
    "page", ["<html>Parked</html>", "", "<a/>", GOOD[:40]], ids=["page", "empty", "xml", "stub"]
)
def test_a_permanent_move_to_what_is_no_feed_is_not_remembered(arena: Arena, page: str) -> None:
    arena.server.scripts["/parked"] = serve(page)
    arena.meet(always(reply(301, Location="/parked")))
    arena.server.scripts["/hostile"] = serve(GOOD)

    assert arena.poll(after=timedelta(days=2)).hostile["status"] == "new"
    assert len(arena.server.asked("/hostile")) == 2


def test_a_stolen_domain_does_not_keep_a_feed_that_comes_home(arena: Arena) -> None:
    arena.server.scripts["/new"] = serve(GOOD)
    arena.meet(always(reply(301, Location="/new")))
    arena.server.scripts["/new"] = always(reply(404))
    arena.server.scripts["/hostile"] = serve(rss(entry("three")))
    for _ in range(3):
        arena.poll(after=timedelta(days=2))

    assert arena.titles() == ["one", "three", "two"]


def test_credentials_stay_with_their_host(arena: Arena) -> None:
    arena.server.scripts["/new"] = serve(GOOD)
    url = arena.server.url("/secret").replace("://", "://desk:key@")
    arena.server.scripts["/secret"] = always(
        reply(302, Location=arena.server.url("/new", HOSTS[2]))
    )
    arena.subscribe(url)

    arena.poll()

    assert "authorization" in arena.server.asked("/secret")[0].headers
    assert not {"authorization", "cookie", "referer"} & set(arena.server.asked("/new")[0].headers)


def test_nothing_inside_is_asked_by_a_feeds_own_links(arena: Arena) -> None:
    inside = arena.server.url("/inside", INTERNAL)
    body = rss(
        entry("one", f"<enclosure url='{inside}'/><description>&lt;img src='{inside}'&gt;"
                     "</description>"),
        inside=f"<image><url>{inside}</url></image><docs>{inside}</docs><cloud domain='127.0.1.1'"
        f" port='{arena.server.port}' path='/inside'/><link rel='hub' href='{inside}'/>",
    )  # fmt: skip

    arena.meet(serve(body, Link=f"<{inside}>; rel=hub", Refresh=f"0; url={inside}"))

    assert arena.server.asked("/inside") == []
    assert arena.titles() == ["one"]
