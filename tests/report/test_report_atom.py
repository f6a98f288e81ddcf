from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element, XMLParser
from zoneinfo import ZoneInfo

import pytest

from digest.builders import meta_event, other_event
from digest.pieces import COVERAGE, NARRATIVES, SECTORS, ZONE
from report.sites import empty_site, site_of
from tapestory.digest.lead import Reader
from tapestory.moves import ExchangeSessions
from tapestory.pipeline.report_changes import last_change
from tapestory.report import Site, SiteEvent, build
from tapestory.report.atom import FeedSettings, atom_feed

ATOM = "{http://www.w3.org/2005/Atom}"
READER = Reader(zone=ZoneInfo(ZONE), year=2026, narratives=NARRATIVES, sectors=SECTORS, prices=True)


def _parsed(data: bytes) -> Element:
    reader = XMLParser()  # noqa: S314  # what it reads is ours
    reader.feed(data)
    root = reader.close()
    assert isinstance(root, Element)
    return root


def _feed(site: Site) -> Element:
    return _parsed(build(site)[PurePosixPath("events.atom")])


def _texts(feed: Element, path: str) -> list[str]:
    return [element.text or "" for element in feed.findall(path)]


def _problems(feed: Element) -> Iterator[str]:
    """Yield what RFC 4287 sections 4.1.1 and 4.1.2 ask for and is not there."""
    for part in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            if len(part.findall(ATOM + name)) != 1:
                yield f"{part.tag} has not one {name}"
        for time in part.findall(f"{ATOM}updated") + part.findall(f"{ATOM}published"):
            if datetime.fromisoformat(time.text or "").tzinfo is None:
                yield f"{time.text} has no zone"
    if not feed.findall(f"{ATOM}author/{ATOM}name"):
        yield "nobody is its author"
    ids = _texts(feed, f"{ATOM}entry/{ATOM}id")
    if len(set(ids)) != len(ids):
        yield "two entries have one id"
    for entry in feed.findall(f"{ATOM}entry"):
        content = entry.find(f"{ATOM}content")
        if content is None or content.get("type") != "html" or len(content):
            yield "an entry has no escaped content"


@pytest.mark.parametrize(
    "site", [site_of(), empty_site(), site_of(base_url="https://a.example/x/")]
)
def test_the_feed_is_as_the_standard_says(site: Site) -> None:
    assert list(_problems(_feed(site))) == []


def test_an_event_keeps_its_id_wherever_the_feed_is_served() -> None:
    here = _texts(_feed(site_of()), f"{ATOM}entry/{ATOM}id")
    there = _texts(_feed(site_of(base_url="https://a.example/x/")), f"{ATOM}entry/{ATOM}id")

    assert here == there
    assert all(one.startswith("tag:") and one.endswith(("7k2mw0qd", "0small00")) for one in here)


def test_what_nobody_bears_out_has_a_page_and_no_entry() -> None:
    single = other_event("0single0", "A hall is painted", outlets=("Harbour News",))
    entries = _texts(_feed(site_of([meta_event(), single])), f"{ATOM}entry/{ATOM}id")

    assert [one.rpartition(":")[2] for one in entries] == [meta_event().event.id]


def test_only_a_feed_that_knows_its_address_says_where_it_is() -> None:
    def links(base_url: str) -> dict[str, str]:
        feed = _feed(site_of(base_url=base_url))
        return {link.get("rel", ""): link.get("href", "") for link in feed.findall(f"{ATOM}link")}

    assert "self" not in links("")
    assert links("https://a.example/x/")["self"] == "https://a.example/x/events.atom"


def test_an_entry_leads_to_the_page_of_its_event() -> None:
    def hrefs(base_url: str) -> list[str]:
        found = _feed(site_of(base_url=base_url)).findall(
            f"{ATOM}entry/{ATOM}link[@rel='alternate']"
        )
        return [link.get("href", "") for link in found]

    assert "events/7k2mw0qd.html" in hrefs("")
    assert "https://a.example/x/events/7k2mw0qd.html" in hrefs("https://a.example/x/")


def test_the_last_changed_comes_first_and_dates_the_feed() -> None:
    one, two = meta_event(), other_event("0small00", "A hall opens")
    events = [
        SiteEvent(view=one, changed=COVERAGE.until - timedelta(hours=2)),
        SiteEvent(view=two, changed=COVERAGE.until - timedelta(hours=1)),
    ]
    settings = FeedSettings(title="Events", updated=COVERAGE.until)

    feed = _parsed(atom_feed(events, READER, settings))

    assert _texts(feed, f"{ATOM}entry/{ATOM}id")[0].endswith("0small00")
    assert _texts(feed, f"{ATOM}updated") == ["2026-07-03T09:00:00Z"]


def test_another_article_that_says_nothing_new_changes_nothing() -> None:
    view = other_event("0small00", "A hall opens")
    first, *_ = view.articles
    late = replace(
        first,
        article=replace(first.article, first_seen=first.article.first_seen + timedelta(hours=9)),
    )
    sessions = ExchangeSessions()

    before = last_change(view, sessions)

    assert last_change(replace(view, articles=(*view.articles, late)), sessions) == before


def test_a_new_state_and_a_closed_session_are_changes() -> None:
    view = meta_event()
    sessions = ExchangeSessions()
    state = view.verification.history[-1].at
    closes = sessions.close_of("XKRX", view.day0["XKRX"])

    assert last_change(replace(view, moves=()), sessions) >= state
    assert last_change(view, sessions) >= closes
    assert last_change(replace(view, as_of=state), sessions) <= state
