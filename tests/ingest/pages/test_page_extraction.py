"""What is taken out of a page's markup: the story, in any charset and layout, and nothing else.

There is no public set of news pages that may be kept in a repository; the pages are our own.
"""

from __future__ import annotations

import json

import pytest

from ingest.pages.written import ENGLISH, STORIES, Story, semantic_page, soup_page, table_page
from tapestory.ingest.pages.extraction import page_text, read_page
from tapestory.ingest.sandbox.sandbox import Sandbox, SandboxError

LINKED = '<script type="application/ld+json">{}</script>'
LAYOUTS = (semantic_page, soup_page, table_page)
CHARSETS = {"en": "cp1252", "zh": "gb2312", "ko": "euc-kr", "ja": "shift_jis"}


def _told(story: Story) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in story.paragraphs]


@pytest.mark.parametrize("declared", ["utf-8", "own"])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story.lang}-{story.title[:8]}")
def test_every_paragraph_comes_out_once_in_order_and_no_furniture_with_it(
    story: Story, layout: type, declared: str
) -> None:
    charset = "utf-8" if declared == "utf-8" else CHARSETS[story.lang]

    content = read_page(layout(story, charset=charset), "text/html")

    headline = " ".join(story.title.split())
    assert [line for line in content.lines if line != headline] == _told(story)
    assert content.title.startswith(headline[:10])


def test_the_header_says_the_charset_before_the_page_does() -> None:
    body = '<meta charset="shift_jis"><p>조용한 시장</p>'.encode("euc-kr")

    assert "조용한 시장" in page_text(body, "text/html; charset=euc-kr")


@pytest.mark.parametrize(
    ("head", "free"),
    [
        (LINKED.format('{"isAccessibleForFree": false}'), False),
        (LINKED.format('{"isAccessibleForFree": "False"}'), False),
        (LINKED.format('[{"@graph": [{"isAccessibleForFree": true}]}]'), True),
        ('<meta itemprop="isAccessibleForFree" content="https://schema.org/False">', False),
        ('<meta property="article:content_tier" content="metered">', False),
        (LINKED.format('{"isAccessibleForFree": ]'), None),
        (LINKED.format("[" * 90_000), None),
        ("", None),
    ],
)
def test_what_a_page_says_about_its_price_is_heard(head: str, *, free: bool | None) -> None:
    assert read_page(semantic_page(ENGLISH[0], head=head), "text/html").free is free


def test_what_stands_behind_a_wall_is_left_there_though_the_markup_carries_it() -> None:
    story = ENGLISH[0]
    shown, locked = story.paragraphs[:2], story.paragraphs[2:]
    part = {"isAccessibleForFree": False, "cssSelector": ".locked"}
    said = {"isAccessibleForFree": False, "articleBody": story.text, "hasPart": part}
    head = LINKED.format(json.dumps(said))
    body = semantic_page(story, head=head, paragraphs=shown).replace(
        b"</article>",
        "".join(f'<p class="x locked">{text}</p>' for text in locked).encode() + b"</article>",
    )

    content = read_page(body, "text/html")

    assert content.free is False
    assert set(_told(story)[:2]) <= set(content.lines)
    assert not set(_told(story)[2:]) & set(content.lines)


def test_marks_of_interstitials_are_seen() -> None:
    body = b"""<html><head><META NAME="ROBOTS" content="NOINDEX, follow"></head>
    <body><p>Members only.</p><form><input type="password"></form></body></html>"""

    content = read_page(body, "text/html")

    assert (content.noindex, content.password) == (True, True)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00\x00\x00",
        b"<",
        b"<!-- only a comment -->",
        b"<html></html>",
        b"\xff\xfe<\x00p\x00",
        b'<?xml version="1.0" encoding="utf-16"?><html><p>x</p></html>',
        b"<script>while (true) {}</script>",
    ],
)
def test_a_page_without_text_has_no_lines(body: bytes) -> None:
    assert all(line.strip() for line in read_page(body, "text/html").lines)


def test_no_control_character_nor_terminal_escape_comes_through() -> None:
    story = ENGLISH[0]
    spoilt = semantic_page(story).replace(
        b"Nobody was hurt", "No\u202ebody was\u200b hurt\x07\x1b".encode()
    )

    text = "\n".join(read_page(spoilt, "text/html").lines)

    assert "Nobody was hurt" in text
    assert text.replace("\n", "").isprintable()


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"<div>" * 100_000 + b"<p>deep</p>", id="deep"),
        pytest.param(b"<p>" + b"a " * 10_000_000 + b"</p>", id="20 MB"),
        pytest.param(b"<b><i>" * 150_000 + b"x", id="misnested"),
        pytest.param(b"<table><tr><td>" * 30_000 + b"x", id="tables"),
        pytest.param(
            b'<script type="application/ld+json">' + b'{"a":' * 200_000 + b"</script>", id="json"
        ),
        pytest.param(b"<p " + b"".join(b"a%d=1 " % n for n in range(300_000)) + b">x", id="names"),
        pytest.param(b"<script>" + b"document.write('<p>x');" * 200_000, id="scripts"),
    ],
)
def test_a_page_made_to_hurt_costs_its_own_limits_and_no_more(body: bytes) -> None:
    with Sandbox(seconds=5.0) as sandbox:
        try:
            content = sandbox.run_blocking(read_page, body, "text/html")
        except SandboxError:
            content = None
        again = sandbox.run_blocking(read_page, semantic_page(ENGLISH[0]), "text/html")

    assert content is None or sum(map(len, content.lines)) <= 200_000
    assert again.lines[-1] == ENGLISH[0].paragraphs[-1]
