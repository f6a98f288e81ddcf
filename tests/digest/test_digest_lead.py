"""The entry that tells an event in full: how sure, on whose word, explained by whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.builders import MEMBERS, meta_event, other_event
from digest.editions import edition_of, in_state, lead_of
from digest.pieces import COVERAGE, DAY, EVENT, NARRATIVES, SECTORS, ZONE, at, evidence, member
from tapestory.digest import compose
from tapestory.digest.citations import Citations
from tapestory.digest.edition import Quote, numbers_cited
from tapestory.digest.explanations import best_quote
from tapestory.model import (
    BY_HAND,
    ArticleId,
    Evidence,
    OriginKind,
    Precision,
    Sector,
    SectorVerdict,
    TapeTest,
    TapeVerdict,
    Verification,
    VerificationChange,
    VerificationState,
)


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


def test_what_a_party_itself_put_out_is_not_called_a_report() -> None:
    view = meta_event()
    (origin,) = view.origins
    stated = replace(view, origins=(replace(origin, kind=OriginKind.STATEMENT),))

    lead = lead_of(stated)

    assert lead.chips[1].text == "4 of 5 articles trace back to Bloomberg itself"
    assert any(
        said.text.startswith("What Bloomberg itself put out is not among the articles read.")
        for said in lead.statements
    )


def test_articles_of_an_outlet_that_names_no_origin_trace_back_to_nothing() -> None:
    view = meta_event()
    (origin,) = view.origins
    silent = replace(view, origins=(replace(origin, kind=OriginKind.UNSOURCED),))

    assert lead_of(silent).chips[1].text == "5 articles from 5 outlets"


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


@pytest.mark.parametrize("words", ["As Bloomberg reports:", "Wie Bloomberg berichtet:", "据彭博："])
def test_what_only_leads_in_to_other_words_is_not_quoted(words: str) -> None:
    told = [(ArticleId("a5"), words), (ArticleId("a5"), "Meta said that it opened the unit.")]

    quote = best_quote(told, MEMBERS, Citations(MEMBERS))

    assert quote is not None
    assert quote.text == "Meta said that it opened the unit."
    assert best_quote(told[:1], MEMBERS, Citations(MEMBERS)) is None


def test_narratives_come_with_supporters_quote_and_the_tape_in_words() -> None:
    lead = lead_of(meta_event())

    assert lead.explainers == 4
    first = lead.explanations[0]
    assert (first.outlets, first.name) == (2, "Mismatch, not glut")
    assert first.quote is not None
    assert first.quote.cites[0] in first.supporters
    assert first.disputed is not None
    assert [e.verdict.text for e in lead.explanations] == [
        "tape: contradicts",
        "tape: consistent",
        "tape: cannot tell",
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


def test_an_event_without_readings_moves_or_narratives_still_makes_an_edition() -> None:
    lead = lead_of(other_event("bare0000", "Bare"))

    assert lead.table is None
    assert lead.explanations == ()
    assert lead.sources


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
