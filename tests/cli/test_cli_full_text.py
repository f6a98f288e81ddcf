"""Full text is asked for feed by feed, on the command line and in OPML."""

from __future__ import annotations

import pytest

from cli.world import Home

URL = "https://news.example/feed.xml"


def _asked(home: Home) -> bool:
    found: bool = home("feeds", "show", URL, "--json").json["full_text"]
    return found


def test_a_feed_is_read_as_it_is_unless_full_text_is_asked_for(home: Home) -> None:
    assert home("feeds", "add", URL).code == 0

    assert _asked(home) is False


def test_a_known_feed_changes_its_mind_only_when_told_to(home: Home) -> None:
    seen = []
    for options in (["--full-text"], [], ["--title", "News"], ["--no-full-text"]):
        assert home("feeds", "add", URL, *options).code == 0
        seen.append(_asked(home))

    assert seen == [True, True, True, False]


def test_full_text_survives_the_way_through_opml(home: Home) -> None:
    home("feeds", "add", URL, "--full-text")
    file = home.path / "out.opml"
    assert home("feeds", "export", str(file)).code == 0
    assert 'fullText="true"' in file.read_text(encoding="utf-8")
    home("feeds", "remove", URL)

    assert home("feeds", "import", str(file)).code == 0

    assert _asked(home) is True


def test_a_feed_page_says_that_pages_are_read(home: Home) -> None:
    home("feeds", "add", URL, "--full-text")

    assert "full text" in home("feeds", "show", URL).out


@pytest.mark.slow
def test_a_run_of_feeds_without_full_text_reads_no_pages(home: Home) -> None:
    home("init", "--feeds", "none")

    assert home("run", "--json").json["pages_read"] == 0
