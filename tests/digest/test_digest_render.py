from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.builders import meta_event, other_event, titled
from digest.pages import contrast, read_page
from digest.pieces import (
    COVERAGE,
    DAY,
    NARRATIVES,
    SECTORS,
    ZONE,
    at,
    capex,
    instrument,
    link,
    member,
    move,
    reported,
)
from tapestory.digest import Edition, compose, render_html, render_text, subject
from tapestory.digest.cells import WIDTH, cell_width
from tapestory.digest.ranking import NOTHING_TOLD
from tapestory.digest.render import BUDGET, DARK, LIGHT, MAX_SUBJECT
from tapestory.model import EventView, Facts, Memory, Role, Told, VerificationState
from tapestory.reading import side_by_side

CJK = other_event(
    "b8c9d0e1", "三星电子考虑扩大高带宽存储器产能，以满足数据中心客户明年的全部订单需求并提前交付"
)
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


def edition_of(
    views: Sequence[EventView],
    *,
    sample: bool = False,
    prices: bool = True,
    max_events: int = 12,
    told: Memory = NOTHING_TOLD,
) -> Edition:
    return compose(
        views,
        replace(COVERAGE, prices=prices),
        day=DAY,
        zone=ZONE,
        narratives=NARRATIVES,
        sectors=SECTORS,
        max_events=max_events,
        sample=sample,
        told=told,
    )


FULL = edition_of([meta_event(), CJK, other_event("c1d2e3f4", "Grid fees", raw=-0.02)], sample=True)
EDITIONS = {
    "full": FULL,
    "without prices": edition_of([replace(meta_event(), moves=(), sector_moves=())], prices=False),
    "empty": edition_of([other_event("q0000000", "Quiet", outlets=("Alone",))]),
    "bare": edition_of([CJK]),
    "update": edition_of(
        [meta_event(), CJK],
        told={
            view.event.id: Told(day=DAY, facts=Facts(state=VerificationState.STALE))
            for view in (meta_event(), CJK)
        },
    ),
}


def prose_of(text: str) -> list[str]:
    """The lines that are not an address, which may be as long as it is."""
    return [line for line in text.splitlines() if not line.strip().startswith("https://")]


def body_of(html: str) -> str:
    return html.partition("<body")[2]


@pytest.mark.parametrize("name", EDITIONS)
def test_every_citation_leads_to_a_source(name: str) -> None:
    edition = EDITIONS[name]
    listed = {s.number for s in edition.lead.sources} if edition.lead else set()

    for rendered in (read_page(render_html(edition)).text, render_text(edition)):
        assert {int(n) for n in re.findall(r"\[(\d+)\]", rendered)} <= listed


@pytest.mark.parametrize("name", EDITIONS)
def test_plain_text_fits_its_columns_in_terminal_cells(name: str) -> None:
    lines = prose_of(render_text(EDITIONS[name]))

    assert [line for line in lines if cell_width(line) > WIDTH] == []
    assert [line for line in lines if line != line.rstrip() and line != "-- "] == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", EDITIONS)
def test_every_text_can_be_read_against_its_ground(name: str, *, dark: bool) -> None:
    page = read_page(render_html(EDITIONS[name]), dark=dark)

    poor = {(s.ink, s.ground) for s in page.shown if contrast(s.ink, s.ground) < 4.5}
    assert poor == set()
    assert {s.ground for s in page.shown} >= {(DARK if dark else LIGHT).paper}


@pytest.mark.parametrize("name", EDITIONS)
def test_the_document_is_whole_and_has_its_landmarks(name: str) -> None:
    html = render_html(EDITIONS[name])
    page = read_page(html)

    assert html.startswith("<!DOCTYPE html>")
    assert page.unbalanced == []
    assert ("lang", "en") in page.attributes
    assert page.tags.count("h1") == 1
    assert "img" not in page.tags
    assert all(link.startswith("https://") for link in page.links)


@pytest.mark.parametrize("name", EDITIONS)
def test_headings_come_in_order_and_none_is_skipped(name: str) -> None:
    levels = [int(tag[1]) for tag in read_page(render_html(EDITIONS[name])).tags if tag in HEADINGS]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_that_only_lay_out_say_so_and_the_others_have_headers() -> None:
    for table in re.split(r"(?=<table\b)", render_html(FULL))[1:]:
        head, _, body = table.partition(">")
        own = body.partition("<table")[0].partition("</table>")[0]
        assert ('role="presentation"' in head) is ("<th" not in own)


def test_words_in_another_language_say_which_and_turn_as_their_script_does() -> None:
    html = render_html(edition_of([meta_event(), titled(CJK, "شركة ميتا")]))

    assert re.search(r'<span dir="auto" lang="zh">算力', html)
    assert re.search(r'<span dir="auto"[^>]*>شركة ميتا</span>', html)
    assert "头条之外</span> (in Chinese): “" in html


def test_no_citation_begins_a_line_and_no_move_is_parted_from_its_name() -> None:
    text = render_text(FULL)

    assert not re.search(r"(?m)^ *\[\d+\][^ ]", text)
    assert not re.search(r"(?m)^ *[+−]\d", text)
    assert "\N{NO-BREAK SPACE}" not in text


def test_the_preheader_says_nothing_that_the_subject_says() -> None:
    for view in (meta_event(), CJK):
        edition = edition_of([view])
        line = subject(edition)
        assert edition.preheader.strip()
        for words in (edition.subject_lead, *edition.subject_moves, edition.subject_state):
            assert not words or words not in line or words not in edition.preheader


def test_table_headers_say_what_they_head() -> None:
    html = render_html(FULL)
    heads = re.findall(r"<th\b[^>]*>", html)

    assert heads
    assert all("scope=" in head for head in heads)


def test_every_bar_is_hidden_from_screen_readers_and_its_number_is_text() -> None:
    html = render_html(FULL)
    page = read_page(html)

    bars = [tag for tag in re.findall(r"<table[^>]*>", html) if 'class="bar ' in tag]
    assert bars
    assert all('aria-hidden="true"' in tag for tag in bars)
    assert "+8.8%" in page.text
    assert "−13.9%" in page.text


def test_no_hyphen_stands_for_a_minus() -> None:
    for rendered in (read_page(render_html(FULL)).text, render_text(FULL), subject(FULL)):
        assert not re.search(r"(?<![\w-])-\d+(\.\d+)?( ?%| pp)", rendered)


def test_styles_are_inlined_and_only_the_media_queries_stay() -> None:
    html = render_html(FULL)
    sheets = re.findall(r"<style[^>]*>(.*?)</style>", html, re.DOTALL)

    assert len(sheets) == 1
    assert sheets[0].strip().startswith("@media (prefers-color-scheme: dark)")
    assert "var(" not in html


def test_html_and_text_say_the_same() -> None:
    page = read_page(render_html(FULL)).text
    text = " ".join(render_text(FULL).split())

    for words in (
        "trace back to one Bloomberg report",
        "+9.0 pp",
        "−16.7 pp",
        "$1,250–1,450 bn",
        "likely unit error",
        "tape: contradicts",
        "Memory contract prices hold",
        "Harbour News, Thu 2 Jul, 02:12, analysis, +1 copy (Harbour Wire)",
        "(America/New_York). 143 articles read.",
        "1 feed failed",
        "not shown to be caused by them",
        "Not investment advice.",
        "not measured",
    ):
        assert words in page
        assert words in text


def test_a_sample_says_so_on_top_and_in_the_subject() -> None:
    assert subject(FULL).startswith("[SAMPLE] ")
    assert render_text(FULL).startswith("SAMPLE.")
    assert read_page(render_html(FULL)).text.startswith("SAMPLE.")
    assert "SAMPLE" not in render_text(EDITIONS["bare"])


def test_nothing_to_report_is_said_in_both_forms() -> None:
    empty = EDITIONS["empty"]

    assert "NOTHING TO REPORT" in render_text(empty)
    assert "Nothing to report" in read_page(render_html(empty)).text
    assert "1 event that a single outlet tells" in " ".join(render_text(empty).split())
    assert subject(empty) == "Nothing to report, Fri 3 Jul 2026"


def test_the_subject_has_the_lead_its_moves_and_the_doubt() -> None:
    assert subject(edition_of([meta_event()])) == (
        "Meta plans to sell spare AI compute: META +8.8%, NBIS −17.0% (unconfirmed)"
    )


@given(
    title=st.text(alphabet=st.characters(codec="utf-8"), max_size=300),
    state=st.sampled_from(VerificationState),
    sample=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_no_subject_is_longer_than_a_line_or_loses_its_doubt(
    title: str, state: VerificationState, *, sample: bool
) -> None:
    view = titled(meta_event(), title)
    view = replace(view, verification=replace(view.verification, state=state))

    line = subject(edition_of([view], sample=sample))

    assert len(line) <= MAX_SUBJECT
    assert not CONTROL.search(line)
    assert "META +8.8%" in line
    assert line.endswith(")") is (state is not VerificationState.CONFIRMED)


def test_markup_in_a_title_is_printed_and_not_obeyed() -> None:
    page = read_page(render_html(edition_of([titled(meta_event(), "<b>A & B</b>")])))

    assert "<b>A & B</b>" in page.text
    assert "b" not in page.tags


def test_too_many_events_are_cut_to_the_budget_and_counted() -> None:
    views = [other_event(f"e{n:07}", f"Event {n} " + "long " * 30) for n in range(300)]

    edition = edition_of([meta_event(), *views], max_events=301)
    html = render_html(edition)

    assert len(html.encode()) < BUDGET
    counted = re.search(r"And (\d+) more events", read_page(html).text)
    assert counted is not None
    assert int(counted[1]) + read_page(html).tags.count("h3") >= 300


def huge_event() -> EventView:
    """An event of 400 articles with long addresses and 120 instruments, all disputed."""
    view = meta_event()
    symbols = [f"T{n:03}.KS" for n in range(120)]
    figures = tuple(
        capex(n * 1e9, n * 1e9, f"h{n}", against=("h1",), flag="conflict") for n in range(1, 60)
    )
    return replace(
        view,
        articles=tuple(
            member(
                f"h{n}",
                "Title " * 40,
                outlet=f"Outlet {n}",
                time=at(2, 1),
                url=f"https://h.example/{n}/" + "a" * 900,
            )
            for n in range(400)
        ),
        links=tuple(link(symbol, Role.AFFECTED, 3) for symbol in symbols),
        instruments={s: instrument(s, "Long Company Name " * 4, "XKRX", "memory") for s in symbols},
        moves=tuple(move(s, -0.1 - n / 1000, mic="XKRX", q=0.01) for n, s in enumerate(symbols)),
        reported_moves=tuple(
            reported(symbol, -0.01 * (k + 1), f"h{(n * 7 + k) % 400}")
            for n, symbol in enumerate(symbols)
            for k in range(4)
        ),
        figures=figures,
        figure_groups=side_by_side(figures),
    )


def test_one_huge_event_is_cut_to_the_budget_and_still_cites_what_it_says() -> None:
    edition = edition_of([huge_event(), CJK])
    html = render_html(edition)
    text = render_text(edition)

    assert len(html.encode()) < BUDGET
    assert len(text.encode()) < BUDGET
    rendered = read_page(html).text
    body, _, sources = rendered.rpartition(" Sources ")
    cited = set(re.findall(r"\[(\d+)\]", body))
    assert cited
    assert cited <= set(re.findall(r"\[(\d+)\]", sources))


def test_rendering_the_same_edition_twice_gives_the_same_bytes() -> None:
    assert render_html(FULL) == render_html(FULL)
    assert render_text(FULL) == render_text(FULL)


def test_the_preheader_is_the_first_text_of_the_body_and_is_not_shown() -> None:
    html = render_html(FULL)

    assert FULL.preheader[:20] in body_of(html)[:600]
    assert FULL.preheader not in read_page(html).text


@pytest.mark.slow
def test_importing_the_digest_loads_neither_templates_nor_inliner() -> None:
    code = (
        "import sys, tapestory.digest;"
        "sys.exit(any(m in sys.modules for m in ('jinja2', 'css_inline', 'exchange_calendars')))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
