"""Markup becomes text that is safe to print."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given
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
@example("<p><h2><h2></h2>one</h2>one</p>")
@example("<h2><b>one</b></h2>two<h3 class='x'>three</h3>")
def test_plain_markup_reads_the_same_without_a_parser(markup: str) -> None:
    # A comment says nothing, but only a parser knows that.
    assert plain_text(f"<b>{markup}</b>") == plain_text(f"<b>{markup}</b><!-- -->")


_UNDER_LIMITS = """
import resource, sys
from tapestory.ingest.parsing.clean import plain_text

resource.setrlimit(resource.RLIMIT_AS, (500_000_000, resource.RLIM_INFINITY))
resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
sys.stdout.write(str("kept" in plain_text(eval(sys.argv[1]))))
"""


@pytest.mark.parametrize(
    "markup",
    [
        "'<p>' + ''.join(f'<font a={i}>' for i in range(1900)) + '</p>' + 4000 * '<p>x</p>'",
        "''.join(f'<a{i} b><b a={i}>' for i in range(900)) + 4000 * '<p>x</p>'",
        "''.join(f'<b a=\"<{i}\">' for i in range(900)) + 4000 * '<p>x</p>'",
        "''.join(f'<I\\x0ca={i}\\'b>' for i in range(900)) + 4000 * '<p>x</p>'",
        "'</b>' * 2000 + ''.join(f'<b a={i}>' for i in range(900)) + 4000 * '<p>x</p>'",
        "60000 * '<div></x>'",
        "60000 * '</x>' + 60000 * '<div>'",
        "30000 * '<div><!--</div>-->'",
        "20000 * '<div><img a=\"</div>\">'",
        "400000 * '<!-' + 90000 * '<!--'",
        "400000 * '<a \"'",
    ],
)
def test_no_markup_costs_more_than_its_length(markup: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", _UNDER_LIMITS, f"'<p>kept</p>' + {markup}"],
        check=True,
        capture_output=True,
        text=True,
    )

    assert told.stdout == "True"


def test_many_links_are_passed_over_and_what_they_stand_in_is_kept() -> None:
    links = "".join(f'<td><a href="/{i}" title="1 > 0">Story {i}</a></td>' for i in range(100))

    text = plain_text(f"<table><tr>{links}</tr></table>")

    assert text.split("\n\n") == [f"Story {i}" for i in range(100)]


def test_what_is_too_tangled_for_a_parser_keeps_its_paragraphs_and_words() -> None:
    tangled = '<a title="1 < 2" href="x">ten</a> years, <o:p></o:p>so' * 70
    text = plain_text(f"<p>One</p><script>run()</script><p>{tangled}</p><p>Last<br>line</p>")

    first, middle, last = text.split("\n\n")
    assert (first, last) == ("One", "Last\nline")
    assert "ten years, so" in middle
