from __future__ import annotations

from dataclasses import replace

import pytest

from digest.builders import meta_event
from digest.editions import edition_of
from report.sites import MAIL, built, edition, site_of
from report.validity import check
from tapestory.digest import render_html
from tapestory.report.editions import standalone


def test_a_digest_as_it_is_mailed_now_stands_on_a_page_of_its_own() -> None:
    mail = render_html(edition_of([meta_event()]))

    page = standalone(edition(mail))

    found = check(page, mailed=True)
    assert "Meta plans to sell spare AI compute" in found.text
    assert "All digests" in found.text
    assert found.policy.startswith("default-src 'none'")


def test_nothing_but_the_policy_and_a_way_back_is_put_into_a_mail() -> None:
    page = standalone(edition())

    for line in ('<p class="lede">It moved.', "<title>Friday</title>", "</body></html>"):
        assert line in page
    before, _, after = page.partition("<meta http-equiv")
    assert MAIL.startswith(before)
    assert MAIL.endswith(after.partition("All digests</a></p>")[2])


@pytest.mark.parametrize(
    "part",
    [
        "<script>alert(1)</script>",
        '<img src="https://a.example/x.gif">',
        '<p onclick="x()">a</p>',
        '<a href="javascript:alert(1)">a</a>',
        '<a href="data:text/html,x">a</a>',
        '<meta http-equiv="refresh" content="0; url=https://a.example/">',
        '<iframe srcdoc="x"></iframe>',
        '<form action="https://a.example/"></form>',
        '<link rel="stylesheet" href="https://a.example/x.css">',
        '<base href="https://a.example/">',
        "<svg><a></a></svg>",
    ],
)
def test_a_mail_that_holds_anything_that_acts_is_shown_as_text(part: str) -> None:
    kept = edition(MAIL.replace("</p>", f"</p>{part}"))

    page = built(replace(site_of(), editions=(kept,)))["digests/m1.html"]

    assert standalone(kept) == ""
    found = check(page)
    assert found.problems == []
    assert "Text" in found.text


def test_a_place_is_counted_in_lines_as_the_parser_counts_them() -> None:
    odd = MAIL.replace("<title>Friday", "<title>Fri\u2028day\x0b\x0c")

    assert '<body style="margin: 0"><p class="foot"' in standalone(edition(odd))


def test_whose_mail_it_was_is_not_told() -> None:
    site = built()

    assert "@" not in check(site["digests/index.html"]).text
