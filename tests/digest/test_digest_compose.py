from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from digest.builders import (
    COVERAGE,
    DAY,
    EVENT,
    MEMBERS,
    NARRATIVES,
    SECTORS,
    ZONE,
    at,
    capex,
    evidence,
    link,
    member,
    meta_event,
    move,
    other_event,
    reported,
    shared_with,
)
from tapestory.digest import Edition, compose
from tapestory.digest.disagreements import contradicts
from tapestory.digest.edition import LeadEvent, MoveRow, Quote, numbers_cited
from tapestory.digest.move_table import span
from tapestory.model import (
    BY_HAND,
    ArticleId,
    Basis,
    Comparator,
    Coverage,
    EventView,
    Evidence,
    MoveStatus,
    Origin,
    Precision,
    Role,
    Sector,
    SectorVerdict,
    TapeTest,
    TapeVerdict,
    Verification,
    VerificationChange,
    VerificationState,
)
from tapestory.reading import side_by_side


def edition_of(
    views: Sequence[EventView], coverage: Coverage = COVERAGE, *, max_events: int = 12
) -> Edition:
    return compose(
        views,
        coverage,
        day=DAY,
        zone=ZONE,
        narratives=NARRATIVES,
        sectors=SECTORS,
        max_events=max_events,
    )


def lead_of(view: EventView, coverage: Coverage = COVERAGE) -> LeadEvent:
    lead = edition_of([view], coverage).lead
    assert lead is not None
    return lead


def rows_of(lead: LeadEvent) -> dict[str, MoveRow]:
    assert lead.table is not None
    return {row.label: row for group in lead.table.groups for row in group.rows}


def in_state(state: VerificationState) -> EventView:
    verification = Verification(state=state, since=at(2, 6), evidence=(), history=())
    return replace(meta_event(), verification=verification)


@pytest.mark.parametrize(
    ("state", "words", "in_subject"),
    [
        (VerificationState.RUMOUR, "Not confirmed", "unconfirmed"),
        (VerificationState.REPORTED, "Not confirmed", "unconfirmed"),
        (VerificationState.CONFIRMED, "Confirmed", ""),
        (VerificationState.DENIED, "Denied", "denied"),
        (VerificationState.STALE, "Gone quiet", "gone quiet"),
    ],
)
def test_how_sure_anybody_is_stands_first_in_words(
    state: VerificationState, words: str, in_subject: str
) -> None:
    edition = edition_of([in_state(state)])

    assert edition.lead is not None
    assert edition.lead.chips[0].text == words
    assert edition.subject_state == in_subject


def test_what_a_person_confirmed_is_said_to_be_so_wherever_the_state_stands() -> None:
    note = Evidence(
        article_id=ArticleId(""),
        state="confirmed",
        sentence="The filing is on the exchange's site [9].",
        cue=BY_HAND,
    )
    confirmed = VerificationChange(at=at(2, 7), state=VerificationState.CONFIRMED, evidence=note)
    view = meta_event()
    history = (*view.verification.history, confirmed)
    verification = Verification(
        state=confirmed.state, since=confirmed.at, evidence=(note,), history=history
    )
    edition = edition_of([replace(view, verification=verification)])
    compact = edition_of([meta_event(), replace(view, verification=verification)])

    lead = edition.lead
    assert lead is not None
    assert lead.chips[0].text == "Confirmed by hand"
    assert edition.preheader.startswith("Confirmed by hand")
    said = [item.text for item in lead.statements]
    words = "“The filing is on the exchange's site (9).”"
    assert f"Confirmed by hand on 2 Jul: {words}" in said
    assert lead.history[-1].what == f"Confirmed by hand: {words}"
    assert "Confirmed by hand" in [other.state.text for other in compact.others] + [
        compact.lead.chips[0].text if compact.lead else ""
    ]


def test_articles_behind_one_report_are_said_to_be_one_report() -> None:
    lead = lead_of(meta_event())

    assert lead.chips[1].text == "4 of 5 articles trace back to one Bloomberg report"


def test_a_copy_is_folded_into_its_text_and_never_counts_as_a_source() -> None:
    lead = lead_of(meta_event())

    assert len(lead.sources) == 5
    folded = [source for source in lead.sources if source.copies]
    assert [source.copies for source in folded] == ["+1 copy (Harbour Wire)"]


def test_copies_whose_text_is_not_of_the_event_fold_into_the_earliest_of_them() -> None:
    view = meta_event()
    others = tuple(
        member(f"k{n}", "The same text", outlet=f"Site {n}", time=at(2, 9, n), copy_of="elsewhere")
        for n in range(3)
    )

    lead = lead_of(replace(view, articles=(*view.articles, *others)))

    assert [s.copies for s in lead.sources if s.outlet == "Site 0"] == [
        "+2 copies (Site 1 and Site 2)"
    ]


def test_every_number_cited_is_in_the_sources_and_they_count_from_one() -> None:
    lead = lead_of(meta_event())

    numbers = [source.number for source in lead.sources]
    assert numbers == list(range(1, len(numbers) + 1))
    assert set(numbers_cited(lead)) <= set(numbers)


def test_citations_are_numbered_in_the_order_in_which_they_are_read() -> None:
    lead = lead_of(meta_event())

    assert lead.opening is not None
    assert lead.opening.cites == (1,)
    firsts = list(dict.fromkeys(numbers_cited((lead.opening, *lead.statements))))
    assert firsts == sorted(firsts)


def test_an_event_of_many_articles_lists_what_it_cites_and_counts_the_rest() -> None:
    view = meta_event()
    more = tuple(
        member(f"m{n}", f"Report {n}", outlet=f"Outlet {n}", time=at(2, 9, n)) for n in range(40)
    )

    lead = lead_of(replace(view, articles=(*view.articles, *more)))

    assert len(lead.sources) + lead.more_sources == 45
    assert len(lead.sources) < 20


def test_the_opening_is_a_quotation_with_its_source_not_a_claim_of_ours() -> None:
    lead = lead_of(meta_event())

    assert isinstance(lead.opening, Quote)
    assert lead.opening.outlet == "Harbour News"
    assert lead.opening.cites


def test_a_denial_is_told_even_while_nothing_is_denied() -> None:
    lead = lead_of(meta_event())

    quotes = [part for part in lead.statements if isinstance(part, Quote)]
    assert [quote.text for quote in quotes] == ["Meta declined to comment."]


def test_what_confirms_an_event_is_quoted_so_that_a_reader_can_judge_it() -> None:
    view = in_state(VerificationState.CONFIRMED)
    said = evidence("a5", "Meta said on Thursday that it opened the unit.", "confirmed")
    view = replace(view, verification=replace(view.verification, evidence=(said,)))

    lead = lead_of(view)

    quotes = (lead.opening, *lead.statements)
    assert said.sentence in [quote.text for quote in quotes if isinstance(quote, Quote)]


def test_rows_stand_under_the_city_and_session_of_their_exchange() -> None:
    lead = lead_of(meta_event())

    assert lead.table is not None
    assert [group.heading for group in lead.table.groups] == [
        "New York, Wed 1 Jul",
        "Seoul, Thu 2 Jul",
        "Tokyo, Thu 2 Jul",
        "Sectors, equal weight",
    ]


def test_measured_closes_and_moves_beyond_the_market_are_printed_to_a_tenth() -> None:
    rows = rows_of(lead_of(meta_event()))

    printed = {label: (row.close, row.versus) for label, row in rows.items()}
    assert printed["META"] == ("+8.8%", "+9.0 pp")
    assert printed["CRWV"] == ("−13.9%", "−13.6 pp")
    assert printed["000660"] == ("−14.6%", "−3.1 pp")
    assert printed["KOSPI"] == ("−7.9%", "base")
    assert [label for label, row in rows.items() if row.significant] == [
        "META",
        "NBIS",
        "CRWV",
        "Neoclouds",
    ]


def test_what_is_only_reported_never_stands_in_the_column_of_the_measured() -> None:
    row = rows_of(lead_of(meta_event()))["285A"]

    assert (row.bar, row.close) == (None, "not measured")
    assert [said.text for said in row.reported] == ["−14% at the close"]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (MoveStatus.PENDING, "pending"),
        (MoveStatus.NO_PRICES, "no prices"),
        (MoveStatus.TOO_SHORT, "short history"),
    ],
)
def test_what_could_not_be_measured_is_a_word_and_not_a_number(
    status: MoveStatus, words: str
) -> None:
    view = meta_event()
    moves = (move("META", None, status=status), *view.moves[1:])

    lead = lead_of(replace(view, moves=moves, reported_moves=()))

    row = rows_of(lead)["META"]
    assert (row.close, row.versus, row.bar) == (words, "n/a", None)
    assert "META" not in lead.moves


def test_without_any_measured_close_the_table_says_that_it_is_only_reported() -> None:
    view = replace(meta_event(), moves=(), sector_moves=())

    lead = lead_of(view, replace(COVERAGE, prices=False))

    assert lead.table is not None
    assert lead.table.heading == "What moved, as reported"
    assert not lead.table.measured
    assert rows_of(lead)["000660"].close == "−8% to −14%"
    assert any("No prices are stored" in note for note in lead.table.notes)


def test_other_events_that_touch_a_stock_in_the_same_session_are_named() -> None:
    lead = lead_of(meta_event())

    assert lead.table is not None
    assert any("other events touch CoreWeave" in note for note in lead.table.notes)


def test_narratives_come_with_supporters_quote_and_the_tape_in_words() -> None:
    lead = lead_of(meta_event())

    assert lead.explainers == 4
    first = lead.explanations[0]
    assert (first.outlets, first.name) == (2, "Mismatch, not glut")
    assert first.quote is not None
    assert first.quote.cites[0] in first.supporters
    assert first.disputed is not None
    assert [e.tape.partition(".")[0] for e in lead.explanations] == [
        "The tape: contradicts it",
        "The tape: consistent",
        "The tape: cannot tell",
    ]


def test_a_narrative_that_nobody_supports_or_that_is_not_configured_is_not_printed() -> None:
    view = meta_event()
    shares = tuple(replace(s, supports=0) for s in view.shares[:2])
    unknown = replace(view.shares[2], narrative="gone")

    lead = lead_of(replace(view, shares=(*shares, unknown)))

    assert lead.explanations == ()
    assert lead.falsifiers == ()


def test_only_the_leading_narratives_are_asked_what_would_disprove_them() -> None:
    lead = lead_of(meta_event())

    assert {item.against for item in lead.falsifiers} == {
        "Mismatch, not glut",
        "Glut: the spending cycle cracks",
    }


def test_figures_ten_times_apart_are_shown_beside_each_other() -> None:
    lead = lead_of(meta_event())

    item = next(d for d in lead.disagreements if d.label == "likely unit error")
    assert item.title == "Meta Platforms 2026 capex guidance"
    texts = [point.text for point in item.lines[0]]
    assert texts[:2] == ["$125–145 bn", "$1,250–1,450 bn"]
    assert texts[2].startswith("about 10 times apart")


def test_a_figure_and_its_copy_are_told_by_one() -> None:
    view = meta_event()
    figures = (
        capex(125e9, 145e9, "a3", against=("a5",), flag="conflict"),
        capex(125e9, 145e9, "a3b", against=("a5",), flag="conflict"),
        capex(90e9, 90e9, "a5", against=("a3",), flag="conflict"),
    )

    lead = lead_of(replace(view, figures=figures, figure_groups=side_by_side(figures)))

    item = next(d for d in lead.disagreements if d.label == "conflict")
    assert [len(point.cites) for point in item.lines[0]] == [1, 1]


def test_figures_that_agree_are_not_a_disagreement() -> None:
    figures = tuple(capex(125e9, 145e9, key, against=()) for key in ("a2", "a3"))

    lead = lead_of(
        replace(
            meta_event(), figures=figures, figure_groups=side_by_side(figures), reported_moves=()
        )
    )

    assert lead.disagreements == ()


def test_an_intraday_low_and_a_close_are_different_times_not_a_conflict() -> None:
    lead = lead_of(meta_event())

    item = next(d for d in lead.disagreements if d.title == "Seoul, 2 Jul")
    assert item.label == "different times"
    assert item.lines[0][0].text == "SK hynix: −14.6% measured at the close"


def test_a_printed_close_far_from_the_measured_one_is_a_conflict() -> None:
    view = replace(
        meta_event(), reported_moves=(reported("META", -0.04, "a3"),), figures=(), figure_groups=()
    )

    lead = lead_of(view)

    assert [d.label for d in lead.disagreements] == ["conflict"]


def test_without_prices_two_printed_closes_are_held_against_each_other() -> None:
    said = (reported("NBIS", -0.17, "a3"), reported("NBIS", -0.11, "a5"))
    view = replace(meta_event(), reported_moves=said, figures=(), figure_groups=(), moves=())

    lead = lead_of(view)

    assert [d.label for d in lead.disagreements] == ["conflict"]


@pytest.mark.parametrize(
    ("figure", "comparator", "measured", "wrong"),
    [
        (-0.13, Comparator.EXACT, -0.1392, False),
        (-0.13, Comparator.EXACT, -0.16, True),
        (0.08, Comparator.OVER, 0.17, False),
        (0.08, Comparator.OVER, 0.05, True),
        (0.10, Comparator.UP_TO, 0.04, False),
        (0.10, Comparator.UP_TO, 0.14, True),
        (0.05, Comparator.EXACT, -0.05, True),
        (-0.08, Comparator.ABOUT, -0.0789, False),
    ],
)
def test_words_bound_a_figure_on_the_side_that_they_say(
    figure: float, comparator: Comparator, measured: float, *, wrong: bool
) -> None:
    said = reported("META", figure, "a3", comparator=comparator)

    assert contradicts(said, measured) is wrong


def test_the_range_of_a_move_is_what_most_say_it_did() -> None:
    said = [reported("META", size, "a3") for size in (0.09, 0.08, -0.15, 0.1, -0.046)]

    assert span(said) == (0.08, 0.1)
    assert span([reported("META", -0.15, "a3"), reported("META", -0.046, "a4")]) == (-0.046, -0.15)
    assert span([]) is None


def test_a_move_reported_for_another_session_is_not_held_against_day_zero() -> None:
    later = at(9, 0).date()
    said = (reported("META", -0.2, "a3", session=later),)

    lead = lead_of(replace(meta_event(), reported_moves=said, figures=(), figure_groups=()))

    assert lead.disagreements == ()
    assert lead.table is not None
    assert "New York, Thu 9 Jul" in [group.heading for group in lead.table.groups]


def test_times_are_printed_no_more_exactly_than_the_publisher_said_and_in_the_readers_zone() -> (
    None
):
    when = {source.outlet: source.when for source in lead_of(meta_event()).sources}

    assert when["Harbour News"] == "Thu 2 Jul, 02:12"
    assert when["Block Ledger"] == "Thu 2 Jul"
    assert when["头条之外"] == "undated"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_a_bare_date_is_the_publishers_date_in_every_zone(zone: str) -> None:
    article = member("d1", "Dated", outlet="Gazette", time=at(2, 12), precision=Precision.DAY)
    view = replace(meta_event(), articles=(*MEMBERS, article))

    edition = compose([view], COVERAGE, day=DAY, zone=zone, narratives=NARRATIVES, sectors=SECTORS)

    assert edition.lead is not None
    assert "Thu 2 Jul" in [s.when for s in edition.lead.sources if s.outlet == "Gazette"]


def test_the_window_is_printed_in_the_readers_zone_with_its_name() -> None:
    lines = edition_of([]).coverage

    assert lines[0] == (
        "Covers Wed 1 Jul, 06:00 to Fri 3 Jul, 06:00 (America/New_York). 143 articles read."
    )
    assert "1 feed failed" in lines[1]


def test_more_independent_origins_rank_above_more_articles_of_one_origin() -> None:
    echoed = other_event("echo0000", "Echoed", outlets=[f"Outlet {n}" for n in range(6)])
    behind = tuple(replace(m, origin="One Wire") for m in echoed.articles)
    ids = tuple(ArticleId(m.article.id) for m in behind)
    echoed = replace(
        echoed, articles=behind, origins=(Origin(name="One Wire", seen=False, articles=ids),)
    )
    independent = other_event("indep000", "Independent", outlets=[f"Paper {n}" for n in range(5)])

    edition = edition_of([echoed, independent])

    assert edition.subject_lead == "Independent"


def test_the_order_in_which_events_are_given_does_not_matter() -> None:
    views = [meta_event(), *(other_event(f"e{n}", f"Event {n}") for n in range(5))]

    assert edition_of(views) == edition_of(views[::-1])


def test_a_single_source_item_without_a_move_is_counted_and_not_shown() -> None:
    quiet = [other_event(f"q{n}", "Quiet", outlets=("Alone",)) for n in range(37)]
    moved = other_event("moved000", "Moved", outlets=("Alone",), raw=-0.12)

    edition = edition_of([*quiet, moved])

    assert edition.subject_lead == "Moved"
    assert edition.others == ()
    assert edition.left_out == "37 single-source items are not shown."


def test_what_concerns_nobody_that_the_user_follows_is_counted_however_widely_it_is_told() -> None:
    widely = replace(other_event("gossip00", "Gossip", outlets=("A", "B", "C")), links=())

    edition = edition_of([widely, meta_event()])

    assert edition.others == ()
    assert edition.left_out == "1 event that concerns no ticker or sector is not shown."


def test_a_move_that_a_widely_told_event_shares_does_not_carry_a_single_source_item() -> None:
    alone = other_event("moved000", "Moved", outlets=("Alone",), raw=-0.12)
    shared = tuple(replace(m, confounders=shared_with(EVENT)) for m in alone.moves)

    assert edition_of([replace(alone, moves=shared), meta_event()]).others == ()
    assert not edition_of([replace(alone, moves=shared)]).is_empty


def test_the_opening_is_the_sentence_likest_to_the_title_and_no_headline() -> None:
    view = other_event("o0000000", "Nebius signs Meta for new capacity")
    sentences = ("The weather was fine.", "Nebius signs Meta for capacity in Finland.")
    told = tuple(
        member(f"o{n}", view.event.title, outlet=f"Paper {n}", time=at(2, n), sentences=(sentence,))
        for n, sentence in enumerate(sentences)
    )

    lead = lead_of(replace(view, articles=told))

    assert lead.opening is not None
    assert lead.opening.text == sentences[1]


def test_the_move_of_who_is_only_mentioned_does_not_carry_a_single_source_item() -> None:
    view = other_event("moved000", "Moved", outlets=("Alone",), raw=-0.12)
    view = replace(view, links=(link("CRWV", Role.MENTIONED, 1),))

    assert edition_of([view]).is_empty


def test_events_beyond_the_limit_are_counted() -> None:
    edition = edition_of([other_event(f"e{n}", f"Event {n}") for n in range(9)], max_events=4)

    assert (len(edition.others), edition.more_events) == (3, 5)


def test_a_day_without_events_is_an_edition_that_says_so() -> None:
    edition = edition_of([])

    assert edition.is_empty
    assert edition.tally == "no events"


def test_an_event_without_readings_moves_or_narratives_still_makes_an_edition() -> None:
    lead = lead_of(other_event("bare0000", "Bare"))

    assert lead.table is None
    assert lead.explanations == ()
    assert lead.sources


def test_day_zero_is_preferred_to_longer_windows() -> None:
    view = meta_event()
    longer = replace(view.moves[0], window=(0, 3), raw=0.02)

    rows = rows_of(lead_of(replace(view, moves=(longer, *view.moves))))

    assert rows["META"].close == "+8.8%"


def test_a_longer_window_says_how_many_sessions_it_has() -> None:
    view = meta_event()
    longer = replace(view.moves[0], window=(-1, 1))

    rows = rows_of(lead_of(replace(view, moves=(longer,))))

    assert rows["META"].name == "Meta Platforms (3 sessions)"


def test_a_reported_move_without_a_figure_makes_no_row() -> None:
    said = (reported("285A.T", None, "a5", basis=Basis.UNSTATED),)

    rows = rows_of(lead_of(replace(meta_event(), reported_moves=said)))

    assert "285A" not in rows


def test_older_events_yield_to_fresh_ones_of_the_same_kind() -> None:
    old = other_event("old00000", "Old")
    old = replace(old, event=replace(old.event, last_seen=at(2, 12) - timedelta(days=3)))

    assert edition_of([old, other_event("zfresh00", "Fresh")]).subject_lead == "Fresh"


def test_the_command_that_shows_everything_names_the_event() -> None:
    assert lead_of(meta_event()).id == EVENT


def test_the_tape_names_sectors_as_they_are_configured() -> None:
    view = meta_event()
    test = TapeTest(
        narrative=view.shares[0].narrative,
        verdict=TapeVerdict.INSUFFICIENT,
        per_sector=tuple(
            SectorVerdict(
                sector=sector,
                predicted="up",
                abnormal=None,
                t=None,
                members=0,
                verdict=TapeVerdict.INSUFFICIENT,
            )
            for sector in ("index", "memory")
        ),
        reason="None moved (not measured: index, memory).",
    )
    sectors = {
        "index": Sector(id="index", name="Korean indices"),
        "memory": Sector(id="memory", name="Memory and index"),
    }

    printed = compose(
        [replace(view, tape={test.narrative: test})],
        COVERAGE,
        day=DAY,
        zone=ZONE,
        narratives=NARRATIVES,
        sectors=sectors,
    )

    assert printed.lead is not None
    assert any(
        item.tape.endswith("(not measured: Korean indices, Memory and index).")
        for item in printed.lead.explanations
    )


def test_a_star_is_the_corrected_chance_for_tickers_and_sectors_alike() -> None:
    view = meta_event()
    uncorrected = replace(
        view,
        moves=tuple(replace(move, p=0.001, q=0.06) for move in view.moves),
        sector_moves=tuple(replace(move, p=0.001, q=None) for move in view.sector_moves),
    )
    at_the_bound = replace(
        view,
        moves=tuple(replace(move, q=0.05) for move in view.moves),
        sector_moves=tuple(replace(move, q=0.05) for move in view.sector_moves),
    )

    assert not any(row.significant for row in rows_of(lead_of(uncorrected)).values())
    marked = rows_of(lead_of(at_the_bound))
    assert marked["META"].significant
    assert marked["Neoclouds"].significant


def test_an_index_that_is_labelled_with_its_name_is_called_an_index() -> None:
    view = meta_event()
    plain = replace(view, moves=tuple(replace(move, benchmark="SPY") for move in view.moves))

    assert rows_of(lead_of(plain))["KOSPI"].name == "index"
