"""Feeds that change, churn, steal or forget what identifies their entries, round after round."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from hostile.arena import Arena, always, entry, in_turn, rss, serve, the
from hostile.hostile_server import HOSTS, Request, Script, reply

HOUR = timedelta(hours=6)


def item(title: str, *, link: str = "", guid: str = "", text: str = "", date: str = "") -> str:
    fields = (("title", title), ("link", link), ("guid", guid), ("description", text),
              ("pubDate", date))  # fmt: skip
    return "<item>" + "".join(f"<{n}>{v}</{n}>" for n, v in fields if v) + "</item>"


def changing(*bodies: str) -> Script:
    """Answer each request with the next body, and with the last for ever."""
    pending: Iterator[str] = iter(bodies)
    current = bodies[0]

    def answer(_: Request) -> bytes:
        nonlocal current
        current = next(pending, current)
        return reply(200, current.encode())

    return answer


def test_a_guid_that_changes_on_each_fetch_doubles_nothing(arena: Arena) -> None:
    link = "https://wire.example/chips"
    arena.meet(changing(*(rss(item("chips", link=link, guid=f"x{n}")) for n in range(4))))

    news = [arena.poll(after=HOUR).hostile["new"] for _ in range(3)]

    assert news == [0, 0, 0]
    assert arena.titles() == ["chips"]


def test_a_link_that_changes_on_each_fetch_doubles_nothing(arena: Arena) -> None:
    arena.meet(changing(*(
        rss(item("chips", link=f"https://wire.example/chips?session={n}f{n}", guid="g1"))
        for n in range(4)
    )))  # fmt: skip

    news = [arena.poll(after=HOUR).hostile["new"] for _ in range(3)]

    assert news == [0, 0, 0]
    assert arena.titles() == ["chips"]


def test_a_site_that_moves_to_https_and_another_host_doubles_nothing(arena: Arena) -> None:
    arena.meet(changing(
        rss(item("chips", link="http://www.wire.example/chips", guid="http://wire.example/?p=1")),
        rss(item("chips", link="https://wire.example/chips/", guid="https://wire.example/?p=1")),
        rss(item("chips", link="https://m.wire.example/chips", guid="https://wire.example/?p=1")),
        rss(item("chips", link="https://wire.example/chips?utm_source=rss", guid="new")),
    ))  # fmt: skip

    for _ in range(3):
        arena.poll(after=HOUR)

    assert arena.titles() == ["chips"]


def test_a_guid_used_again_for_another_story_is_another_article(arena: Arena) -> None:
    arena.meet(changing(
        rss(item("Chip maker raises outlook", link="https://wire.example/chips", guid="top",
                 text="Orders for memory grew faster than planned.")),
        rss(item("Strike stops harbour", link="https://wire.example/harbour", guid="top",
                 text="Dock workers walked out on Thursday.")),
    ))  # fmt: skip

    assert arena.poll(after=HOUR).hostile["new"] == 1
    assert arena.titles() == ["Chip maker raises outlook", "Strike stops harbour"]


def test_a_link_used_again_for_another_story_loses_no_story(arena: Arena) -> None:
    link = "https://wire.example/live"
    arena.meet(changing(
        rss(item("Chip maker raises outlook", link=link, guid="g1", text="Memory sells.")),
        rss(item("Strike stops harbour", link=link, guid="g2", text="Dock workers walk out.")),
    ))  # fmt: skip

    arena.poll(after=HOUR)

    kept = " ".join(arena.titles())
    assert "Strike stops harbour" in kept


def test_another_feed_that_claims_a_guid_overwrites_nothing(arena: Arena) -> None:
    story = item("Chips rise", link="https://wire.example/chips", guid="wire-1", text="A story.")
    arena.meet(serve(rss(story)))
    forged = item("Buy now", link="https://spam.example/buy", guid="wire-1", text="Spam. " * 50)
    arena.feed("/thief", serve(rss(forged)), host=HOSTS[3])

    arena.poll(after=HOUR)

    original = the(arena.articles())
    assert (original["title"], original["text"]) == ("Chips rise", "A story.")
    assert arena.titles("/thief") == ["Buy now"]


def test_another_feed_that_claims_a_link_overwrites_nothing(arena: Arena) -> None:
    link = "https://wire.example/chips"
    arena.meet(serve(rss(item("Chips rise on outlook", link=link, guid="1", text="A story."))))
    forged = item("Buy this coin now", link=link, guid="1", text="Spam at length. " * 200)
    arena.feed("/thief", serve(rss(forged)), host=HOSTS[3])

    arena.poll(after=HOUR)

    original = the(arena.articles())
    assert original["title"] == "Chips rise on outlook"
    assert "Spam" not in original["text"]


def test_an_article_in_many_feeds_is_one(arena: Arena) -> None:
    links = (
        "https://wire.example/chips", "http://www.wire.example/chips/",
        "https://wire.example/chips?utm_source=b", "https://m.wire.example/chips#top",
        "https://wire.example/chips/amp/",
    )  # fmt: skip
    arena.configure()
    for number, link in enumerate(links):
        arena.feed(f"/f{number}", serve(rss(item("chips", link=link, guid=f"f{number}"))))

    arena.poll()

    assert sum(len(arena.titles(f"/f{number}")) for number in range(5)) == 1


def test_an_emptied_feed_deletes_nothing_and_its_return_doubles_nothing(arena: Arena) -> None:
    full = rss(entry("one"), entry("two"))
    arena.meet(changing(full, rss(), rss(entry("two")), full))

    news = [arena.poll(after=HOUR).hostile["new"] for _ in range(3)]

    assert news == [0, 0, 0]
    assert arena.titles() == ["one", "two"]


def test_a_reworded_entry_is_one_article_in_its_last_wording(arena: Arena) -> None:
    arena.meet(changing(*(
        rss(item(f"Chips rise {n} %", link="https://wire.example/chips", guid="1",
                 text=f"Told for the {n}th time."))
        for n in range(4)
    )))  # fmt: skip

    changes = [arena.poll(after=HOUR).hostile for _ in range(3)]

    assert [(came["new"], came["updated"]) for came in changes] == [(0, 1)] * 3
    article = the(arena.articles())
    assert (article["title"], article["text"]) == ("Chips rise 3 %", "Told for the 3th time.")


def test_a_text_that_comes_and_goes_loses_no_text(arena: Arena) -> None:
    link = "https://wire.example/chips"
    whole = rss(item("chips", link=link, guid="1", text="The whole story, told at length."))
    arena.meet(changing(whole, rss(item("chips", link=link, guid="1")), whole))

    for _ in range(2):
        arena.poll(after=HOUR)

    assert the(arena.articles())["text"] == "The whole story, told at length."


def test_the_order_of_entries_means_nothing(arena: Arena) -> None:
    entries = [entry(name) for name in ("one", "three", "two")]
    arena.meet(changing(rss(*entries), rss(*reversed(entries)), rss(*entries[1:], entries[0])))

    outcomes = [arena.poll(after=HOUR).hostile for _ in range(2)]

    assert {(came["status"], came["new"], came["updated"]) for came in outcomes} == {
        ("unchanged", 0, 0)
    }
    assert arena.titles() == ["one", "three", "two"]


def test_what_only_counts_or_turns_in_a_document_is_no_news(arena: Arena) -> None:
    arena.meet(changing(*(
        rss(entry("one"), inside=f"<lastBuildDate>{n}</lastBuildDate><!-- {n} s -->")
        for n in range(4)
    )))  # fmt: skip

    outcomes = [arena.poll(after=HOUR).hostile for _ in range(3)]

    assert [(came["new"], came["updated"]) for came in outcomes] == [(0, 0)] * 3


def test_a_date_that_moves_with_each_fetch_redates_nothing(arena: Arena) -> None:
    link = "https://wire.example/chips"
    dates = [f"Thu, 02 Jul 2026 {hour:02}:00:00 GMT" for hour in (9, 10, 11)]
    arena.meet(changing(*(rss(item("chips", link=link, guid="1", date=d)) for d in dates)))
    first = the(arena.articles())

    came = [arena.poll(after=HOUR).hostile for _ in range(2)]

    last = the(arena.articles())
    assert (last["published"], last["first_seen"]) == (first["published"], first["first_seen"])
    assert [outcome["new"] for outcome in came] == [0, 0]


def test_a_date_that_vanishes_takes_nothing_away(arena: Arena) -> None:
    link = "https://wire.example/chips"
    arena.meet(changing(
        rss(item("chips", link=link, date="Thu, 02 Jul 2026 09:00:00 GMT")),
        rss(item("chips", link=link)), rss(item("chips", link=link, date="soon")),
    ))  # fmt: skip

    for _ in range(2):
        arena.poll(after=HOUR)

    assert the(arena.articles())["published"] == "2026-07-02T09:00:00Z"


def test_a_server_that_fails_in_between_loses_nothing(arena: Arena) -> None:
    answers: list[Script] = [
        serve(rss(entry("one"))), always(reply(500)), always(b""), serve(rss()),
        serve(rss(entry("two"))),
    ]  # fmt: skip
    arena.meet(in_turn(answers))

    statuses = [arena.poll(after=timedelta(days=2)).hostile["status"] for _ in range(4)]

    assert statuses == ["failed", "failed", "unchanged", "new"]
    assert arena.titles() == ["one", "two"]


def test_a_clock_that_jumps_doubles_and_redates_nothing(arena: Arena) -> None:
    arena.meet(changing(rss(entry("one")), rss(entry("one"), entry("two")), rss(entry("two"))))
    before = the(arena.articles())

    for jump in (timedelta(days=-400), timedelta(days=900), timedelta(days=-500)):
        arena.poll(after=jump)

    after = {article["title"]: article for article in arena.articles()}
    assert sorted(after) == ["one", "two"]
    assert after["one"]["first_seen"] == before["first_seen"]
    assert after["one"]["published"] == before["published"]


def test_a_feed_that_lists_other_peoples_entries_names_their_source(arena: Arena) -> None:
    source = "<source url='https://other.example/feed'>The Other Post</source>"
    arena.meet(serve(rss(entry("one", source), entry("two"))))

    outlets = {article["title"]: article["outlet"] for article in arena.articles()}
    assert outlets["one"] == "The Other Post"
    assert outlets["two"] != "The Other Post"


def test_a_feed_subscribed_to_under_two_addresses_doubles_nothing(arena: Arena) -> None:
    body = serve(rss(entry("one"), entry("two")))
    arena.feed("/feed", body)
    arena.feed("/feed/", body)
    arena.feed("/feed", body, host=HOSTS[1])

    arena.poll()

    assert len(arena.titles("/feed") + arena.titles("/feed/")) == 2
