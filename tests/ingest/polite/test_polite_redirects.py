"""Where a redirect leads, what is kept of it, and what never goes along."""

from __future__ import annotations

import pytest

from ingest.polite.conftest import Publishers
from ingest.polite.publisher import FEED, Asked, Publisher, reply, rss
from ingest.polite.reader import DAY, HOUR, READ, Reader
from tapestory.model import FeedStatus

HTML = reply(200, b"<html><title>Sign in</title></html>")


def _paths(asked: list[Asked]) -> list[str]:
    return [one.path for one in asked]


def _rounds(reader: Reader, publisher: Publisher, number: int) -> list[list[str]]:
    return [_paths(reader.at(publisher, 9 * DAY * round_)) for round_ in range(number)]


@pytest.mark.parametrize("status", [301, 308])
def test_a_permanent_redirect_to_a_feed_is_kept(
    reader: Reader, publisher: Publisher, status: int
) -> None:
    publisher.answers |= {"/feed": reply(status, Location="/new"), "/new": reply(ETag='"n"')}
    reader.subscribe(publisher.url())

    assert _rounds(reader, publisher, 3) == [["/feed", "/new"], ["/new"], ["/new"]]
    assert reader.state(publisher.url()).moved_to == publisher.url("/new")


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_temporary_redirect_is_followed_anew_each_time(
    reader: Reader, publisher: Publisher, status: int
) -> None:
    publisher.answers |= {"/feed": reply(status, Location="/new"), "/new": reply(ETag='"n"')}
    reader.subscribe(publisher.url())

    assert _rounds(reader, publisher, 3) == [["/feed", "/new"]] * 3
    assert reader.state(publisher.url()).moved_to == ""


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [(301, 308, "/c"), (308, 301, "/c"), (301, 302, ""), (302, 301, ""), (307, 308, "")],
)
def test_only_a_chain_of_nothing_but_permanent_ones_is_kept(
    reader: Reader, publisher: Publisher, first: int, second: int, kept: str
) -> None:
    publisher.answers |= {
        "/feed": reply(first, Location="/b"),
        "/b": reply(second, Location="/c"),
        "/c": reply(),
    }
    reader.subscribe(publisher.url())
    whole = ["/feed", "/b", "/c"]

    assert _rounds(reader, publisher, 2) == [whole, [kept] if kept else whole]


@pytest.mark.parametrize(
    "target", [HTML, reply(404), reply(410), reply(500), reply(200, b""), b"", reply(403)]
)
def test_a_permanent_redirect_to_what_is_no_feed_is_not_kept(
    reader: Reader, publisher: Publisher, target: bytes
) -> None:
    publisher.answers |= {"/feed": reply(301, Location="/new"), "/new": target}
    reader.subscribe(publisher.url())
    reader.poll()

    assert reader.state(publisher.url()).moved_to == ""


@pytest.mark.parametrize("lost", [HTML, reply(404), reply(200, b"")])
def test_where_a_moved_feed_is_lost_the_users_address_is_asked_again(
    reader: Reader, publisher: Publisher, lost: bytes
) -> None:
    publisher.answers |= {
        "/feed": [reply(301, Location="/new"), reply(ETag='"home"')],
        "/new": [reply(ETag='"n"'), lost],
    }
    reader.subscribe(publisher.url())
    rounds = [reader.at(publisher, hour * HOUR) for hour in range(3)]

    assert [_paths(asked) for asked in rounds] == [["/feed", "/new"], ["/new"], ["/feed"]]
    assert not rounds[2][0].conditional, "what was to be echoed was the other's"
    assert reader.state(publisher.url()).failures == 0


def test_a_moved_feed_that_is_gone_is_gone(reader: Reader, publisher: Publisher) -> None:
    publisher.answers |= {
        "/feed": reply(301, Location="/new"),
        "/new": [reply(), reply(410)],
    }
    reader.subscribe(publisher.url())

    assert _rounds(reader, publisher, 4) == [["/feed", "/new"], ["/new"], [], []]


def test_a_moved_feed_that_fails_for_a_week_is_looked_for_at_home(
    reader: Reader, publisher: Publisher
) -> None:
    publisher.answers |= {
        "/feed": [reply(301, Location="/new"), reply()],
        "/new": [reply(), reply(500)],
    }
    reader.subscribe(publisher.url())

    rounds = [reader.at(publisher, day * DAY) for day in range(11)]
    asked = [_paths(asked)[0] for asked in rounds]

    assert asked == ["/feed", *["/new"] * 8, "/feed", "/feed"]


def test_what_moved_back_is_asked_at_home(reader: Reader, publisher: Publisher) -> None:
    publisher.answers |= {
        "/feed": [reply(301, Location="/new"), reply()],
        "/new": [reply(), reply(301, Location="/feed")],
    }
    reader.subscribe(publisher.url())

    assert _rounds(reader, publisher, 3) == [["/feed", "/new"], ["/new", "/feed"], ["/feed"]]


def test_what_moves_on_is_followed_on(reader: Reader, publisher: Publisher) -> None:
    publisher.answers |= {
        "/feed": reply(301, Location="/b"),
        "/b": [reply(), reply(308, Location="/c")],
        "/c": reply(),
    }
    reader.subscribe(publisher.url())

    assert _rounds(reader, publisher, 3) == [["/feed", "/b"], ["/b", "/c"], ["/c"]]


def test_validators_go_to_who_said_them(reader: Reader, publisher: Publisher) -> None:
    publisher.answers |= {"/feed": reply(302, Location="/new"), "/new": reply(ETag='"n"')}
    reader.subscribe(publisher.url())
    reader.at(publisher, 0 * HOUR)
    first, second = reader.at(publisher, HOUR)

    assert (first.path, first.conditional) == ("/feed", False)
    assert (second.path, second.etag) == ("/new", '"n"')


def test_validators_do_not_follow_a_redirect_that_is_new(
    reader: Reader, publisher: Publisher
) -> None:
    publisher.answers |= {
        "/feed": [reply(ETag='"home"'), reply(302, Location="/new"), reply(304)],
        "/new": reply(ETag='"n"'),
    }
    reader.subscribe(publisher.url())
    reader.at(publisher, 0 * HOUR)
    first, second = reader.at(publisher, HOUR)
    (third,) = reader.at(publisher, 2 * HOUR)

    assert (first.etag, second.conditional, third.conditional) == ('"home"', False, False)


def test_a_redirect_that_ends_in_a_304_is_not_modified(
    reader: Reader, publisher: Publisher
) -> None:
    publisher.answers |= {
        "/feed": [reply(302, Location="/new"), reply(301, Location="/new")],
        "/new": [reply(ETag='"n"'), reply(304)],
    }
    reader.subscribe(publisher.url())
    reader.at(publisher, 0 * HOUR)
    reader.clock.instant += HOUR

    assert [outcome.status for outcome in reader.poll()] == [FeedStatus.NOT_MODIFIED]
    assert reader.state(publisher.url()).moved_to == publisher.url("/new")


@pytest.mark.parametrize("hops", [1, 5, 10])
def test_ten_redirects_are_followed(reader: Reader, publisher: Publisher, hops: int) -> None:
    for hop in range(hops):
        publisher.answers[f"/{hop}"] = reply(302, Location=f"/{hop + 1}")
    publisher.answers[f"/{hops}"] = reply()
    reader.subscribe(publisher.url("/0"))

    assert all(outcome.status in READ for outcome in reader.poll())


def test_an_eleventh_is_not(reader: Reader, publisher: Publisher) -> None:
    for hop in range(30):
        publisher.answers[f"/{hop}"] = reply(302, Location=f"/{hop + 1}")
    reader.subscribe(publisher.url("/0"))
    (outcome,) = reader.poll()

    assert outcome.status is FeedStatus.FAILED
    assert "10 redirects" in (outcome.error or "")
    assert len(publisher.take()) == 11


@pytest.mark.parametrize("circle", [1, 2, 3])
def test_a_circle_is_left_at_its_first_turn(
    reader: Reader, publisher: Publisher, circle: int
) -> None:
    for hop in range(circle):
        publisher.answers[f"/{hop}"] = reply(301, Location=f"/{(hop + 1) % circle}")
    reader.subscribe(publisher.url("/0"))
    (outcome,) = reader.poll()

    assert (outcome.status, len(publisher.take())) == (FeedStatus.FAILED, circle)
    assert reader.state(publisher.url("/0")).moved_to == ""


@pytest.mark.parametrize(
    "location",
    [
        "",
        " ",
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "ftp://127.0.0.1/feed",
        "data:application/rss+xml,%3Crss/%3E",
        "javascript:alert(1)",
        "gopher://127.0.0.1/",
        "http://",
        "http:///feed",
        "//",
        "http://[::1",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:x/",
        "http://exa mple/",
        "mailto:editor@wire.example",
    ],
)
def test_a_redirect_to_what_is_no_web_address_is_a_failure_of_this_feed_alone(
    reader: Reader, publisher: Publisher, location: str
) -> None:
    publisher.answers |= {"/feed": reply(301, Location=location), "/other": reply()}
    reader.subscribe(publisher.url(), publisher.url("/other"))
    bad, good = reader.poll()

    assert bad.status is FeedStatus.FAILED
    assert good.status in READ
    assert len(publisher.take()) == 2


def test_a_redirect_without_a_location_is_a_failure(reader: Reader, publisher: Publisher) -> None:
    publisher.answers["/feed"] = reply(302)
    reader.subscribe(publisher.url())

    assert [outcome.status for outcome in reader.poll()] == [FeedStatus.FAILED]


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("new", "/a/new"),
        ("./new", "/a/new"),
        ("../new", "/new"),
        ("/new", "/new"),
        ("?page=2", "/a/feed?page=2"),
        ("/new?a=1&b=%20", "/new?a=1&b=%20"),
        ("/new#top", "/new"),
        ("{base}/new", "/new"),
        ("//{host}/new", "/new"),
        ("HTTP://{host}/new", "/new"),
        ("/caf\xc3\xa9", "/caf%C3%A9"),
    ],
)
def test_a_location_is_resolved_against_what_redirected(
    reader: Reader, publisher: Publisher, location: str, path: str
) -> None:
    host = f"{publisher.host}:{publisher.port}"
    location = location.format(base=f"http://{host}", host=host)
    publisher.answers |= {"/a/feed": reply(301, Location=location), path: reply()}
    reader.subscribe(publisher.url("/a/feed"))

    assert _rounds(reader, publisher, 2) == [["/a/feed", path], [path]]


@pytest.mark.parametrize("host", ["127.0.0.2", "127.0.0.1"])
def test_credentials_stay_at_their_host_and_port(
    reader: Reader, publishers: Publishers, host: str
) -> None:
    home, abroad = publishers(), publishers(host)
    home.answers |= {
        "/feed": reply(302, Location="/same"),
        "/same": reply(302, Location=abroad.url("/out")),
        "/back": reply(),
    }
    abroad.answers["/out"] = reply(302, Location=home.url("/back"))
    reader.subscribe(home.url(userinfo="ann:pw@"))
    reader.poll()

    sent = [(asked.path, asked.headers.get("authorization")) for asked in home.take()]
    assert sent == [
        ("/feed", "Basic YW5uOnB3"), ("/same", "Basic YW5uOnB3"), ("/back", None),
    ]  # fmt: skip
    assert "authorization" not in abroad.take()[0].headers


def test_credentials_in_a_location_are_not_used(reader: Reader, publishers: Publishers) -> None:
    home, abroad = publishers(), publishers("127.0.0.2")
    home.answers["/feed"] = reply(302, Location=abroad.url("/out", userinfo="eve:pw@"))
    abroad.answers["/out"] = reply()
    reader.subscribe(home.url())
    reader.poll()

    assert "authorization" not in abroad.take()[0].headers


def test_a_referrer_is_never_told(reader: Reader, publisher: Publisher) -> None:
    publisher.answers |= {"/feed": reply(302, Location="/new"), "/new": reply()}
    reader.subscribe(publisher.url())

    assert not any("referer" in asked.headers for asked in reader.at(publisher, 0 * HOUR))


@pytest.mark.parametrize(
    "inner",
    [
        "http://127.0.1.1:{port}/",
        "http://127.1.0.0:{port}/",
        "http://10.0.0.1/",
        "http://172.16.0.1/",
        "http://192.168.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://0.0.0.0:{port}/",
        "http://0/",
        "http://[::1]:{port}/",
        "http://[::]:{port}/",
        "http://[::ffff:127.0.1.1]:{port}/",
        "http://[::ffff:7f00:101]:{port}/",
        "http://[::127.0.0.1]:{port}/",
        "http://[2002:7f00:1::]:{port}/",
        "http://[64:ff9b::127.0.0.1]:{port}/",
        "http://[64:ff9b:1::7f00:1]:{port}/",
        "http://[2001:0:0:0:0:0:80ff:fffe]:{port}/",
        "http://[fe80::1]:{port}/",
        "http://[fe80::1%25lo]:{port}/",
        "http://[fc00::1]/",
        "http://[fec0::1]/",
        "http://[ff02::1]/",
        "http://2130706689:{port}/",
        "http://0x7f000101:{port}/",
        "http://0x7f.0.1.1:{port}/",
        "http://017700000401:{port}/",
        "http://0177.0.1.1:{port}/",
        "http://127.257:{port}/",
        "http://127.0.257:{port}/",
        "http://127.0.1.1.:{port}/",
        "http://ip6-localhost:{port}/",
        "http://\uff11\uff12\uff17.0.1.1:{port}/",
        "http://\u2460\u2461\u2466.0.1.1:{port}/",
        "http://127\u30020\u30021\u30021:{port}/",
        "http://255.255.255.255/",
        "http://224.0.0.1/",
        "http://198.18.0.1/",
        "http://240.0.0.1/",
        "http://192.0.0.8/",
    ],
)
@pytest.mark.parametrize("way", ["straight", "redirected"])
def test_no_inner_address_is_connected_to_in_whatever_spelling(
    reader: Reader, publishers: Publishers, inner: str, way: str
) -> None:
    home = publishers()
    inside = publishers("127.0.1.1", home.port) if "{port}" in inner else publishers()
    inside.answers["/"] = reply(200, rss("secret"))
    url = inner.format(port=home.port)
    home.answers["/feed"] = reply(301, Location=url.encode().decode("latin-1"))
    reader.subscribe(url if way == "straight" else home.url())
    (outcome,) = reader.poll()

    assert outcome.status is FeedStatus.FAILED
    assert inside.take() == []
    assert _paths(home.take()) == ([] if way == "straight" else ["/feed"])


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.7", "127.0.0.200"])
def test_networks_that_the_config_names_are_asked(
    reader: Reader, publishers: Publishers, host: str
) -> None:
    publisher = publishers(host)
    publisher.answers["/feed"] = reply(200, FEED)
    reader.subscribe(publisher.url())

    assert all(outcome.status in READ for outcome in reader.poll())
