"""Who may speak for an address: its newsroom, and no neighbour on the same host."""

from __future__ import annotations

import pytest

from tapestory.ingest.identity.publishers import same_host, same_publisher


@pytest.mark.parametrize(
    ("feed", "address"),
    [
        ("https://wire.example/rss", "https://www.wire.example/a"),
        ("https://feeds.wire.example/top", "https://news.wire.example/a"),
        ("https://wire.example/rss", "https://sport.wire.example/a"),
        ("http://feeds.bbci.co.uk/news/rss.xml", "https://www.bbc.com/news/1"),
        ("https://medium.com/feed/@ann", "https://medium.com/@ann/a-story"),
        ("https://social.example/@ann.rss", "https://social.example/@ann/1"),
        ("http://127.0.0.1:81/rss", "http://127.0.0.1:81/a"),
    ],
)
def test_a_publisher_is_known_on_all_its_hosts(feed: str, address: str) -> None:
    assert same_publisher(feed, address)
    assert same_publisher(address, feed)


@pytest.mark.parametrize(
    ("feed", "address"),
    [
        ("https://bob.wixstudio.com/rss", "https://ann.wixstudio.com/a"),
        ("https://bob.unheard-of.example/rss", "https://ann.unheard-of.example/a"),
        ("https://blogspot.com/rss", "https://ann.blogspot.com/a"),
        ("https://medium.com/feed/@bob", "https://medium.com/@ann/a-story"),
        ("https://social.example/@bob.rss", "https://social.example/@ann/1"),
        ("http://127.0.0.1:82/rss", "http://127.0.0.1:81/a"),
        ("http://127.0.0.2:81/rss", "http://127.0.0.1:81/a"),
        ("https://wire.example.thief.example/rss", "https://wire.example/a"),
        ("", ""),
        ("http://[broken/", "http://[broken/"),
    ],
)
def test_neighbours_on_a_host_are_strangers(feed: str, address: str) -> None:
    assert not same_publisher(feed, address)
    assert not same_publisher(address, feed)
    assert not same_host(feed, address)
