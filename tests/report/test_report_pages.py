from __future__ import annotations

import base64
import hashlib
import posixpath
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import PurePosixPath

import pytest

from digest.builders import meta_event, other_event
from report.sites import built, empty_site, site_of, with_errors
from report.validity import check
from tapestory.model import EventId, RelatedEvent
from tapestory.report import build
from tapestory.report.addresses import page_of

KINDS = ("events", "tickers", "sectors", "narratives", "digests")
MAILED = "digests/m1.html"


@pytest.fixture(scope="module")
def site() -> dict[str, str]:
    return built()


def test_every_page_is_valid_and_readable_without_seeing_it(site: dict[str, str]) -> None:
    problems = {path: check(page, mailed=path == MAILED).problems for path, page in site.items()}

    assert {path: found for path, found in problems.items() if found} == {}


def test_an_empty_store_gives_a_valid_site_that_says_so() -> None:
    site = built(empty_site())

    assert set(site) == {"index.html", *(f"{kind}/index.html" for kind in KINDS)}
    assert [check(page).problems for page in site.values()] == [[]] * len(site)
    assert "Nothing to show" in check(site["index.html"]).text


def test_there_is_a_page_for_each_event_ticker_sector_narrative_and_digest(
    site: dict[str, str],
) -> None:
    folders = {PurePosixPath(path).parts[0] for path in site}

    assert folders == {"index.html", *KINDS}
    for path in ("events/7k2mw0qd", "tickers/META", "sectors/neocloud", "narratives/glut"):
        assert f"{path}.html" in site


def test_every_link_within_the_site_leads_to_a_page_or_place_that_is_there(
    site: dict[str, str],
) -> None:
    ids = {path: set(check(page, mailed=path == MAILED).ids) for path, page in site.items()}
    for path, page in site.items():
        for tag, href in check(page, mailed=path == MAILED).links:
            if href.startswith(("http://", "https://", "data:")):
                continue
            target, _, place = href.partition("#")
            whole = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            whole = whole if target else path
            assert whole in site or whole == "events.atom", (path, tag, href)
            if place and place != "content":
                assert place in ids[whole], (path, href)


def test_no_link_is_absolute_so_that_the_site_works_from_a_disk_and_below_any_address() -> None:
    site = built(site_of(base_url="https://example.org/below/"))
    links = [link for page in site.values() for link in check(page, mailed=True).links]

    assert not [href for _, href in links if href.startswith("/") or "example.org/below" in href]


def test_the_policy_lets_nothing_in_but_the_style_sheet_of_the_page(site: dict[str, str]) -> None:
    for path, page in site.items():
        found = check(page, mailed=path == MAILED)
        assert found.policy.startswith("default-src 'none';"), path
        if path != MAILED:
            digest = base64.b64encode(hashlib.sha256(found.style.encode()).digest()).decode()
            assert f"style-src 'sha256-{digest}'" in found.policy


def test_the_same_values_give_the_same_bytes() -> None:
    assert dict(build(site_of())) == dict(build(site_of()))


def test_only_the_first_page_and_lists_change_when_time_passes_and_nothing_happens() -> None:
    before = site_of()
    after = replace(
        before,
        coverage=replace(before.coverage, until=before.coverage.until + timedelta(hours=6)),
    )

    first, second = built(before), built(after)

    assert {path for path in first if first[path] != second[path]} <= {"index.html"}


def test_every_figure_of_an_event_cites_a_source_that_is_listed(site: dict[str, str]) -> None:
    page = check(site["events/7k2mw0qd.html"])
    cited = {href for tag, href in page.links if tag == "a" and href.startswith("#source-")}

    assert cited
    assert {href.removeprefix("#") for href in cited} <= set(page.ids)


def test_a_move_is_printed_with_its_sign_and_the_range_around_it(site: dict[str, str]) -> None:
    page = check(site["events/7k2mw0qd.html"]).text

    assert "+8.8%" in page
    assert re.search(r"\+9\.\d pp.{0,3} ?\+5\.\d to \+1[23]\.\d", page)


def test_a_value_of_the_heatmap_leads_to_the_event_that_shows_it(site: dict[str, str]) -> None:
    table = site["sectors/index.html"].partition('<table class="heat">')[2].partition("</table>")[0]

    assert re.search(r'href="\.\./events/7k2mw0qd\.html"[^>]*>−11\.8\*<', table)
    assert "−11.8 pp*" in check(site["events/7k2mw0qd.html"]).text


def test_words_never_claim_cause(site: dict[str, str]) -> None:
    for page in site.values():
        text = check(page, mailed=True).text.lower()
        assert not re.search(r"\bbecause of\b|\bdriven by\b|\bdue to\b", text)
        assert "not shown to be caused by" in text or "All" in check(page, mailed=True).text


def test_a_related_event_without_a_page_is_named_and_not_linked() -> None:
    gone = RelatedEvent(id=EventId("gone0000"), relation="precursor", title="An older deal")
    page = built(site_of([replace(meta_event(), related=(gone,))]))["events/7k2mw0qd.html"]

    assert "An older deal" in check(page).text
    assert "gone0000.html" not in page


def test_an_index_lists_what_is_worth_telling_and_counts_the_rest() -> None:
    single = other_event("0single0", "A hall is painted", outlets=("Harbour News",))
    files = built(site_of([with_errors(meta_event()), single]))
    page = check(files["index.html"])

    assert "Latest events" in page.text
    assert "A hall is painted" not in page.text
    assert "All 2 events" in page.text
    assert "events/0single0.html" not in files["index.html"]
    assert "events/0single0.html" in files
    assert "3 events that name no ticker" in page.text


def test_an_event_page_has_a_row_for_what_hardly_moved_too() -> None:
    quiet = other_event("0quiet00", "Quiet", raw=-0.002)
    page = check(built(site_of([with_errors(meta_event()), quiet]))["events/0quiet00.html"])

    assert "Less than 3 pp" not in page.text
    assert "\N{MINUS SIGN}0.2%" in page.text


def test_no_head_of_one_session_is_printed_again_above_another(site: dict[str, str]) -> None:
    printed = site["index.html"].partition("@media print")[2].partition("</style>")[0]

    assert "thead { display: table-row-group; }" in printed


def test_names_of_files_are_safe_and_differ_also_without_case() -> None:
    odd = [
        "^KS11",
        "../../etc/passwd",
        "A/B",
        "a\\b",
        "index",
        "CON",
        "META",
        "meta",
        "",
        "x" * 300,
    ]
    for folder in ("tickers", "narratives"):
        names = [page_of(folder, key).name for key in odd]
        assert len({name.lower() for name in names}) == len(odd)
        assert all(re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z._-]{0,70}\.html", name) for name in names)
        assert "index.html" not in {name.lower() for name in names}
