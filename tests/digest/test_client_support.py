"""The HTML of every mail, held against what Gmail, Apple Mail and Outlook understand."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from digest.mail_features import UNKNOWN, features, inline_styles
from digest.test_digest_render import EDITIONS
from tapestory.digest import render_html

FACTS = json.loads(
    (Path(__file__).parent / "data" / "client_support.json").read_text(encoding="utf-8")
)
SUPPORT: dict[str, dict[str, str]] = FACTS["support"]

LIMITED = {
    # What some clients do not follow, and why the mail is whole without it.
    "css-at-media": "Smaller type and padding on telephones; the layout is fluid without it.",
    "css-at-media-prefers-color-scheme": "Else the mail is light, or the client darkens it itself.",
    "css-background": "Only colours, which all understand.",
    "css-border": "Lines of 1 and 2 px; they only part what headings and spacing part as well.",
    "css-border-radius": "Chips have square corners without it.",
    "css-display": "Chips and stars are inline without inline-block: closer together.",
    "css-display-none": "Hides the preheader, which stands in a div of its own and holds no table.",
    "css-font-size": "Only in px, which all understand.",
    "css-font-weight": "Only normal and bold, which all understand.",
    "css-important": "In the sheet of media queries; inline only where one line less is drawn.",
    "css-line-height": "Only as a number or in px.",
    "css-margin": "Never negative nor auto; the table is centred by its align attribute.",
    "css-max-height": "Of the preheader, which display: none hides where this is not followed.",
    "css-max-width": "Outlook follows it on tables, and on nothing else is it used.",
    "css-overflow": "Of the preheader, as above.",
    "css-overflow-wrap": "Breaks over-long words; word-break does it where this is not followed.",
    "css-padding": "Outlook follows it in cells: chips and the footer are closer without it.",
    "css-selector-class": "In the sheet of media queries alone; all other styles are inline.",
    "css-selector-grouping": "The same.",
    "css-selector-type": "The same.",
    "css-table-layout": "Keeps the columns of moves apart; by their content without it.",
    "css-text-align": "Only left and right.",
    "css-text-decoration": "Only underline, which links have by themselves.",
    "css-white-space": "Numbers may wrap at their space without it.",
    "css-width": "Of tables and columns; never of what Outlook ignores it on, but for the stars.",
    "css-word-break": "A long word breaks elsewhere, or is cut.",
    "html-body": "Some replace it by a div; the ground is set on the outer table as well.",
    "html-dir": "Titles keep their own direction by their letters without it.",
    "html-doctype": "Outlook draws by its own rules with or without it.",
    "html-height": "Of bars, in px.",
    "html-lists": "Neither reversed nor counted.",
    "html-meta-color-scheme": "Tells that the mail brings its own dark; see the media query.",
    "html-style": "In the head and under 16 kB; all but the media queries is inline.",
    "html-width": "Of the cells of bars, in percent of a table, as Outlook follows it.",
}


@pytest.mark.parametrize("name", EDITIONS)
def test_all_that_a_mail_uses_is_understood_or_can_be_done_without(name: str) -> None:
    used = features(render_html(EDITIONS[name]))

    assert {one for one in used if one.startswith(UNKNOWN)} == set()
    lacking = {
        slug: [f"{client}: {said}" for client, said in SUPPORT[slug].items() if said[0] != "y"]
        for slug in used - LIMITED.keys()
    }
    assert {slug: clients for slug, clients in lacking.items() if clients} == {}


def test_nothing_is_excused_that_is_not_used_or_needs_no_excuse() -> None:
    used = set().union(*(features(render_html(edition)) for edition in EDITIONS.values()))

    assert LIMITED.keys() - used == set()
    whole = {slug for slug, said in SUPPORT.items() if {one[0] for one in said.values()} == {"y"}}
    assert LIMITED.keys() & whole == set()


ONLY = {
    "background": r"#[0-9a-f]{6}",
    "border(-(top|bottom))?": r"[12]px solid #[0-9a-f]{6}|0",
    "font-size": r"\d+px",
    "font-weight": r"normal|bold",
    "line-height": r"[\d.]+|\d+px",
    "margin(-[a-z]+)?": r"\d+(px)?( \d+(px)?)*",
    "text-align": r"left|right",
    "text-decoration": r"underline",
}
"""Property → the values that the reasons above speak of."""


@pytest.mark.parametrize("name", EDITIONS)
def test_what_the_reasons_say_of_values_and_tables_is_so(name: str) -> None:
    styles = inline_styles(render_html(EDITIONS[name]))

    other = {
        f"{prop}: {value}"
        for _, prop, value in styles
        for known, wanted in ONLY.items()
        if re.fullmatch(known, prop) and not re.fullmatch(wanted, value)
    }
    assert other == set()
    assert {tag for tag, prop, _ in styles if prop == "max-width"} == {"table"}
    assert {tag for tag, prop, _ in styles if prop in {"display", "overflow"}} <= {"div", "span"}
    wide = {(tag, value) for tag, prop, value in styles if prop == "width"}
    assert {tag for tag, _ in wide - {("span", "10px")}} <= {"table", "td", "th", "col"}


@pytest.mark.parametrize("name", EDITIONS)
def test_the_sheet_is_short_enough_for_gmail_and_stands_in_the_head(name: str) -> None:
    head, _, body = render_html(EDITIONS[name]).partition("<body")

    assert "<style" not in body
    assert len(head.partition("<style")[2].encode()) < 16_000


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ('<p style="position: fixed">', {"unknown:position:", "html-p"}),
        ('<video src="x">', {"unknown:<video>", "unknown:src="}),
        ('<a href="#there">', {"html-anchor-links"}),
        ("<style>@import url(x);</style>", {"unknown:@import", "html-style"}),
        ("<style>p > a:hover { color: red }</style>", {"unknown:p > a:hover"}),
        ('<p style="width: calc(1px + 2vw)">', {"unknown:vw", "css-width"}),
    ],
)
def test_what_nobody_has_thought_of_is_found(html: str, wanted: set[str]) -> None:
    assert wanted <= features(html)
