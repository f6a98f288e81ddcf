"""How an event got here: what its articles recall of the months before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from digest.builders import MEMBERS, meta_event
from digest.editions import edition_of, lead_of
from tapestory.digest import render_html, render_text
from tapestory.digest.edition import numbers_cited
from tapestory.model import (
    EventId,
    EventView,
    Recalled,
    Recollection,
    RelatedEvent,
    Relation,
)

SHORT = "In April Meta signed for $21 billion."
LONG = "It was in the month of April that Meta signed a contract of about $21 billion."
EXACT = "• On 27 May Mark Zuckerberg called it thinkable."


def telling(article: int, sentence: str, first: date, last: date) -> Recollection:
    return Recollection(
        first=first,
        last=last,
        article_id=MEMBERS[article].article.id,
        sentence=sentence,
        cue="",
        start=0,
        end=len(sentence),
    )


def recalling_event() -> EventView:
    april = (date(2026, 4, 1), date(2026, 4, 30))
    may = (date(2026, 5, 27), date(2026, 5, 27))
    return replace(
        meta_event(),
        recalled=(
            Recalled(
                first=april[0],
                last=april[1],
                tellings=(telling(0, LONG, *april), telling(1, SHORT, *april)),
            ),
            Recalled(first=may[0], last=may[1], tellings=(telling(0, EXACT, *may),)),
        ),
    )


def test_what_is_recalled_stands_first_with_its_month_or_day() -> None:
    steps = lead_of(recalling_event()).history
    assert [step.when for step in steps[:2]] == ["Apr 2026", "27 May"]


def test_the_shortest_telling_is_quoted_and_all_are_cited() -> None:
    quote = lead_of(recalling_event()).history[0].quote
    assert quote is not None
    assert quote.text == SHORT
    assert len(quote.cites) == 2


def test_a_bullet_is_no_part_of_a_quotation() -> None:
    quote = lead_of(recalling_event()).history[1].quote
    assert quote is not None
    assert quote.text.startswith("On 27 May")


def test_every_recollection_is_among_the_sources() -> None:
    lead = lead_of(recalling_event())
    assert set(numbers_cited(lead)) == {source.number for source in lead.sources}


def test_both_forms_of_the_mail_print_it_without_a_stray_point() -> None:
    edition = edition_of([recalling_event()])
    text = " ".join(render_text(edition).split())
    assert f"Apr 2026 {MEMBERS[1].article.outlet}: “{SHORT}”" in text
    assert SHORT in render_html(edition)
    assert "Apr 2026</th>" in render_html(edition)
    assert "></span>. " not in render_html(edition)


def test_an_event_that_is_recalled_as_well_is_told_once_with_its_words() -> None:
    view = recalling_event()
    april = datetime(2026, 4, 9, 15, tzinfo=UTC)
    known = RelatedEvent(
        id=EventId("before"),
        title="Meta signs contract for $21 billion",
        relation=Relation.PRECURSOR,
        happened=april,
    )
    steps = lead_of(replace(view, related=(known,))).history
    told = [
        step
        for step in steps
        if step.event == "before" or (step.quote and SHORT in step.quote.text)
    ]
    (one,) = told
    assert one.what == known.title
    other = replace(known, title="Meta opens an office in Dublin")
    assert len(lead_of(replace(view, related=(other,))).history) == len(steps) + 1
