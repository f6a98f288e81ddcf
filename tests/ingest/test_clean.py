"""Markup becomes text that is safe to print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.ingest.parsing.clean import one_line, plain_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo"),
        ("A&nbsp;B &amp;amp; C", "A B &amp; C"),
        ("<script>alert(1)</script>Text<style>p{}</style>", "Text"),
        ("in<b>line</b> <i>tags</i>", "inline tags"),
        ("<!-- hidden -->shown", "shown"),
        ("line\nbreaks <p>mean\nnothing</p>", "line breaks\n\nmean nothing"),
        ("no markup\nat all", "no markup\nat all"),
        ("<img src=x onerror=alert(1)>caption", "caption"),
    ],
)
def test_blocks_become_paragraphs(markup: str, text: str) -> None:
    assert plain_text(markup).replace("\n\n\n", "\n\n") == text


@given(st.text(max_size=300))
def test_one_line_is_one_line_and_stays_so(text: str) -> None:
    line = one_line(text)

    assert len(line.splitlines()) <= 1
    assert one_line(line) == line
    assert "\x1b" not in line
    assert "\u202e" not in line


@given(st.text(st.sampled_from("<>/&;\"' pbrdiv!-a\n\x00\x1b\ud800"), max_size=200))
def test_no_markup_breaks_the_cleaner(markup: str) -> None:
    text = plain_text(markup)

    assert "\x1b" not in text
    text.encode()


def test_a_terminal_escape_is_gone_whole() -> None:
    assert one_line("\x1b[31mRed\x1b[0m and \x1b]0;title\x07plain") == "Red and plain"


@given(
    st.recursive(
        st.sampled_from(
            ["one", "two &amp; three", "a&nbsp;b", "x\ny", "<br>", "<br/>", "&lt;i&gt;", " "]
        ),
        lambda inner: st.builds(
            "<{0}{1}>{2}</{0}>".format,
            st.sampled_from(["p", "div", "b", "a", "span", "em", "h2", "blockquote", "li"]),
            st.sampled_from(
                ["", " class='x'", ' href="https://x.example/?a=1&amp;b=2"', " hidden"]
            ),
            st.lists(inner, max_size=3).map("".join),
        ),
        max_leaves=12,
    )
)
def test_plain_markup_reads_the_same_without_a_parser(markup: str) -> None:
    # A comment says nothing, but only a parser knows that.
    assert plain_text(f"<b>{markup}</b>") == plain_text(f"<b>{markup}</b><!-- -->")
