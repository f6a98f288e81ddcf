"""Feeds that are broken, endless or built to hurt cost no entry, no time and no file."""

from __future__ import annotations

import gc
import json
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.parsed_feeds import FEED, ITEM, NOW, RSS, URL, parse, title_of
from tapestory.errors import ParseError
from tapestory.ingest.parsing.entries import MAX_TITLE
from tapestory.ingest.parsing.guard import MAX_STRANGE_ENTRIES, without_doctype
from tapestory.ingest.parsing.parse import parse_light

ATTRIBUTES = " ".join(f"a{number}=''" for number in range(60_000))


@given(body=st.binary(max_size=400))
def test_arbitrary_bytes_are_a_feed_or_a_parse_error(body: bytes) -> None:
    try:
        parse(body)
    except ParseError:
        return


@given(
    edits=st.lists(
        st.tuples(st.integers(0, len(FEED)), st.integers(0, 9), st.binary(max_size=9)), max_size=6
    )
)
def test_a_damaged_feed_is_a_feed_or_a_parse_error(edits: list[tuple[int, int, bytes]]) -> None:
    body = FEED
    for at, length, piece in edits:
        body = body[:at] + piece + body[at + length :]
    try:
        parse(body)
    except ParseError:
        return


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["items", "id", "title", "content_html", "url", "authors"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=20,
    )
)
def test_arbitrary_json_is_a_feed_or_a_parse_error(document: object) -> None:
    try:
        parse(json.dumps(document))
    except ParseError:
        return


def test_bytes_that_name_a_file_open_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_bytes(FEED)

    with pytest.raises(ParseError):
        parse(str(secret).encode())


def test_entities_of_a_doctype_are_never_expanded() -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE rss [<!ENTITY l0 "lol"><!ENTITY x SYSTEM "file:///etc/passwd">{lol}]>'
    document = doctype + RSS[21:].format(
        "<item><title>a&l9;b&x;</title></item>" + ITEM.format("T", 1)
    )

    started = time.process_time()
    parsed = parse(document)

    assert "lollol" not in parsed.entries[0].title
    assert "root:" not in parsed.entries[0].title
    assert parsed.entries[1].title == "T"
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "inner",
    [
        "<d>" * 100_000,
        "<d>" * 100_000 + "</d>" * 100_000,
        f"<d {ATTRIBUTES}/>",
        f"<d {ATTRIBUTES}></e>",
        "<![CDATA[" + "<d>" * 100_000 + "]]>",
        "<!--" * 50_000,
        "<" * 200_000,
        "&" * 200_000,
        "<![CDATA[" * 20_000,
        '<d a="' * 20_000,
    ],
    ids=["open", "closed", "attributes", "broken", "cdata", "--", "<", "&", "cdatas", "quotes"],
)
def test_one_entry_that_is_built_to_hurt_costs_no_other(inner: str) -> None:
    hurting = f"<item><title>x</title><description>{inner}</description></item>"

    started = time.process_time()
    parsed = parse(RSS.format(ITEM.format("One", 1) + hurting + ITEM.format("Two", 2)))

    titles = [entry.title for entry in parsed.entries]
    assert (titles[0], titles[-1]) == ("One", "Two")
    assert time.process_time() - started < 8


def test_what_is_too_deep_is_left_out_and_said_so() -> None:
    deep = "<d>" * 300 + "x" + "</d>" * 300

    parsed = parse(RSS.format(f"<item><title>One</title><description>{deep}</description></item>"))

    assert parsed.entries[0].title == "One"
    assert "deeper than 250" in parsed.problems[0]


def test_an_endless_name_costs_nothing() -> None:
    item = f"<item><title>x</title><author>{'a' * 500_000}</author></item>"

    started = time.process_time()
    assert parse(RSS.format(item)).entries[0].title == "x"
    assert time.process_time() - started < 5


def test_an_endless_title_is_cut() -> None:
    assert len(title_of("A" * 3_000_000)) <= MAX_TITLE


@pytest.mark.slow
def test_of_endless_entries_all_are_kept() -> None:
    items = "".join(ITEM.format(f"n{number}", number) for number in range(20_000))

    parsed = parse(RSS.format(items))

    assert len(parsed.entries) == 20_000
    assert parsed.entries[-1].title == "n19999"
    assert parsed.problems == ()


@pytest.mark.slow
def test_of_endless_entries_in_a_strange_feed_the_first_are_kept() -> None:
    items = "".join(
        ITEM.format(f"n{number}", number) for number in range(MAX_STRANGE_ENTRIES + 500)
    )

    parsed = parse(RSS.format("<abstract/>" + items))

    assert len(parsed.entries) == MAX_STRANGE_ENTRIES
    assert parsed.entries[-1].title == f"n{MAX_STRANGE_ENTRIES - 1}"
    assert parsed.problems == (f"cut after {MAX_STRANGE_ENTRIES} entries",)
    assert not parsed.whole


@pytest.mark.parametrize("depth", [100, 1_500, 5_000])
def test_known_elements_nested_without_end_do_not_lose_the_entries(depth: int) -> None:
    opened, closed = depth * "<itunes:category text='a'>", depth * "</itunes:category>"
    spoken = 'version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    feed = RSS.replace('version="2.0"', spoken).format(opened + closed + ITEM.format("One", 1))

    assert [entry.title for entry in parse(feed).entries] == ["One"]


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xc3" * 1_200_000,
        FEED.replace(b"One", "中".encode() * 9 + b"\xff\xc3" * 299_000),
        b'{"items":[' + b'{"title":"a"},' * 30_000 + b"{}]}",
        RSS.format("<skipHours>" * 19_000).encode(),
    ],
)
def test_what_is_no_light_reading_is_known_in_no_time(body: bytes) -> None:
    # To look through all that a process of ten thousand tests holds takes longer than this.
    gc.disable()
    try:
        started = time.process_time()
        with suppress(ParseError):
            parse_light(body, content_type="", url=URL, country="", now=NOW)
        spent = time.process_time() - started
    finally:
        gc.enable()

    assert spent < 0.3


@pytest.mark.parametrize(
    "before",
    [
        "<!-- <!DOCTYPE a> -->{}",
        "<!-- <a> -->{}",
        "<?a <!DOCTYPE b> ?>{}",
        "<!DOCTYPE rss>{}",
        "<!DOCTYPE rss [<!-- ]> -->]>{}",
        "<!-- x -->{}<!-- <rss> -->",
        "<!-- {}",
        "<? {}",
    ],
)
def test_no_entity_of_a_documents_own_is_ever_expanded(before: str) -> None:
    bomb = before.format('<!DOCTYPE rss [<!ENTITY x "EXPANDED">]>')
    feed = bomb + RSS.format(ITEM.format("One &x;", 1) + ITEM.format("Two", 2)).split("?>")[1]
    titles = [entry.title for entry in parse(feed).entries]

    assert titles[0] == "One &x;"
    assert titles[1:] == ["Two"] or before.endswith(" {}")


@pytest.mark.parametrize("part", ["<!DOCTYPE a [", "<!DOCTYPE ", "<!--", "<?", "<!DOCTYPE a>"])
def test_declarations_without_end_take_no_time(part: str) -> None:
    started = time.process_time()
    without_doctype(part * 200_000)

    assert time.process_time() - started < 3.0


@pytest.mark.parametrize(
    "part", ['{"id":"1","title":"', '{"id":1},{"', ',{"a":', '{"a":{', ",", '"', "[", "{,"]
)
def test_broken_json_takes_time_in_proportion_to_its_length(part: str) -> None:
    started = time.process_time()
    with suppress(ParseError):
        parse('{"items":[' + (500_000 // len(part)) * part)

    assert time.process_time() - started < 3.0


@given(end=st.text("ab", max_size=3))
def test_endless_guids_are_bounded_and_still_differ(end: str) -> None:
    guids = [
        parse(RSS.format(f"<item><guid>{'x' * 9_000}{one}</guid></item>")).entries[0].guid
        for one in (end, end + "c")
    ]

    assert guids[0] != guids[1]
    assert max(map(len, guids)) <= 2_000


def test_a_warning_in_capitals_before_a_feed_costs_nothing() -> None:
    assert parse("<DIV>Warning: <B>1</B></DIV>" + FEED.decode()).entries[0].title == "One"
