"""What was told comes back only when something material has changed, and says what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.builders import meta_event, other_event
from digest.pages import read_page
from digest.pieces import (
    COVERAGE,
    DAY,
    EVENT,
    NARRATIVES,
    SECTORS,
    ZONE,
    at,
    capex,
    evidence,
    member,
    move,
    share,
)
from tapestory.digest import Edition, compose, fitted, render_html, render_text, subject
from tapestory.digest.cells import WIDTH, cell_width
from tapestory.digest.changes import Update, updates
from tapestory.digest.memory import added, facts_of, independent_origins
from tapestory.digest.render import BUDGET, MAX_SUBJECT
from tapestory.model import (
    ArticleId,
    ArticleKind,
    EventId,
    EventView,
    Facts,
    Memory,
    MoveStatus,
    Origin,
    OriginKind,
    Told,
    ToldFigure,
    ToldMove,
    VerificationState,
)

YESTERDAY = date(2026, 7, 2)


def told(*views: EventView, day: date = YESTERDAY) -> Memory:
    return {view.event.id: Told(day=day, facts=facts_of(view)) for view in views}


def update(view: EventView, memory: Memory) -> Update | None:
    return updates([view], memory, sectors=SECTORS, narratives=NARRATIVES).get(view.event.id)


def said(view: EventView, memory: Memory, day: date = DAY) -> str:
    found = update(view, memory)
    return found.words(day) if found else ""


def edition_of(views: Sequence[EventView], memory: Memory, *, max_events: int = 12) -> Edition:
    return compose(
        views,
        COVERAGE,
        day=DAY,
        zone=ZONE,
        narratives=NARRATIVES,
        sectors=SECTORS,
        max_events=max_events,
        told=memory,
    )


def in_state(view: EventView, state: VerificationState, *article: str) -> EventView:
    words: Literal["confirmed", "denied"] = (
        "denied" if state is VerificationState.DENIED else "confirmed"
    )
    said = tuple(evidence(one, "It is not so.", words) for one in article)
    return replace(
        view, verification=replace(view.verification, state=state, since=at(3, 6), evidence=said)
    )


def joined(view: EventView, key: str, outlet: str, origin: str | None = None) -> EventView:
    new = member(key, f"{outlet} has its own", outlet=outlet, time=at(3, 5), origin=origin)
    kind = OriginKind.UNSOURCED if origin is None else OriginKind.REPORT
    found = Origin(name=origin or outlet, kind=kind, seen=True, articles=(ArticleId(key),))
    return replace(view, articles=(*view.articles, new), origins=(*view.origins, found))


def over(view: EventView, symbol: str, window: tuple[int, int], abnormal: float) -> EventView:
    more = replace(move(symbol, abnormal, abnormal=abnormal, q=0.5), window=window)
    return replace(view, moves=(*view.moves, more))


def test_what_is_as_it_was_told_is_not_told_again() -> None:
    view = meta_event()

    edition = edition_of([view], told(view))

    assert edition.is_empty
    assert edition.told == ()
    assert edition.left_out == "Not told here: 1 event told before, with nothing new."


def test_what_was_never_told_is_no_update() -> None:
    edition = edition_of([meta_event()], {})

    assert edition.lead is not None
    assert edition.lead.update == ()
    assert not subject(edition).startswith("Update")


def test_a_denial_brings_an_event_back_and_is_cited() -> None:
    view = meta_event()
    denied = in_state(view, VerificationState.DENIED, "a5")

    edition = edition_of([denied], told(view))

    assert edition.lead is not None
    assert edition.lead.chips[0].text == "Update"
    [line] = edition.lead.update
    assert line.text == "Since yesterday's mail: denied"
    assert line.cites == (1,)
    assert edition.lead.sources[0].title.startswith("Chip shares in Seoul")
    assert subject(edition).startswith("Update: ")
    assert subject(edition).endswith("(denied)")
    assert len(subject(edition)) <= MAX_SUBJECT


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 7, 3), "Since today's mail: "),
        (date(2026, 7, 2), "Since yesterday's mail: "),
        (date(2026, 6, 29), "Since the mail of Mon 29 Jun: "),
        (date(2025, 12, 31), "Since the mail of Wed 31 Dec 2025: "),
    ],
)
def test_an_update_says_which_mail_it_goes_on_from(day: date, words: str) -> None:
    view = meta_event()

    assert said(in_state(view, VerificationState.CONFIRMED), told(view, day=day)).startswith(words)


def test_a_window_that_closes_on_a_notable_move_is_an_update() -> None:
    view = meta_event()

    later = over(over(view, "META", (0, 5), -0.041), "CRWV", (0, 5), -0.2)

    assert said(later, told(view)) == (
        "Since yesterday's mail: 5 sessions on, vs market: META −4.1 pp and CRWV −20.0 pp."
    )


def test_a_window_that_closes_where_the_one_before_it_did_is_none() -> None:
    view = meta_event()

    assert said(over(view, "META", (0, 1), 0.0903 + 0.02), told(view)) == ""
    assert "with the session after it, vs market: META +1.0 pp" in said(
        over(view, "META", (0, 1), 0.01), told(view)
    )


def test_that_a_notable_move_did_not_last_is_an_update() -> None:
    view = meta_event()

    assert "5 sessions on, vs market: META +0.1 pp" in said(
        over(view, "META", (0, 5), 0.001), told(view)
    )


def test_a_move_that_waited_for_prices_is_an_update_once_it_is_measured() -> None:
    view = meta_event()
    waiting = replace(
        view,
        moves=tuple(replace(m, status=MoveStatus.PENDING, abnormal=None) for m in view.moves),
    )

    words = said(view, told(waiting))

    assert words.startswith("Since yesterday's mail: at the close, vs market: META +9.0 pp, ")
    assert "KOSPI" not in words, "a benchmark is what others are held against"


def test_a_move_that_was_told_wrong_is_corrected() -> None:
    view = meta_event()
    first, *rest = view.moves
    mended = replace(view, moves=(replace(first, abnormal=0.02), *rest))

    assert "corrected: META +2.0 pp at the close (told: +9.0 pp)" in said(mended, told(view))


def test_a_second_independent_origin_is_an_update() -> None:
    view = meta_event()
    alone = replace(view, articles=view.articles[:1])

    assert said(joined(alone, "a9", "Wire", origin="Reuters"), told(alone)) == (
        "Since yesterday's mail: second independent origin: Reuters."
    )


def test_a_first_origin_is_told_as_such() -> None:
    view = other_event("dark0000", "Dark", outlets=("A", "B"))

    assert said(joined(view, "z1", "Wire", origin="Reuters"), told(view)) == (
        "Since yesterday's mail: now goes back to Reuters."
    )


def test_an_outlet_that_names_no_origin_is_none() -> None:
    view = meta_event()
    alone = replace(view, articles=view.articles[:1])

    assert said(joined(alone, "a9", "Wire"), told(alone)) == ""


def test_what_a_party_said_counts_until_somebody_reports_it() -> None:
    view = other_event("open0000", "Open", outlets=("A",))
    stated = Origin(
        name="Meta", kind=OriginKind.STATEMENT, seen=True, articles=(ArticleId("open0000-0"),)
    )
    view = replace(view, origins=(stated,))

    assert [origin.name for origin in independent_origins(view)] == ["Meta"]
    more = joined(view, "z1", "Wire", origin="Reuters")
    assert [origin.name for origin in independent_origins(more)] == ["Reuters"]


def test_who_denies_an_event_is_no_origin_of_it() -> None:
    view = meta_event()
    alone = replace(view, articles=view.articles[:1])
    joining = joined(alone, "a9", "Wire", origin="Reuters")
    denied = in_state(joining, VerificationState.DENIED, "a9")

    assert said(denied, told(alone)) == "Since yesterday's mail: denied."


def test_a_copy_or_a_comment_is_no_new_origin() -> None:
    view = meta_event()
    copy = member("a8", "Same", outlet="Mirror", time=at(3, 5), copy_of="a5")
    comment = member("a9", "I think", outlet="Pen", time=at(3, 6), kind=ArticleKind.OPINION)

    assert said(replace(view, articles=(*view.articles, copy, comment)), told(view)) == ""


def test_one_origin_more_where_many_are_known_is_none() -> None:
    view = other_event("many0000", "Many", outlets=())
    for name in "ABCD":
        view = joined(view, name.lower(), name, origin=name)
    one = joined(view, "z1", "Wire", origin="E")

    assert said(one, told(view)) == ""
    assert "2 new independent origins: E and F" in said(
        joined(one, "z2", "Wire", origin="F"), told(view)
    )


def test_a_figure_that_differs_from_what_was_told_is_an_update() -> None:
    view = replace(meta_event(), figures=(capex(125e9, 145e9, "a2", against=()),))
    raised = replace(view, figures=(*view.figures, capex(160e9, 160e9, "a5", against=())))

    assert said(raised, told(view)) == (
        "Since yesterday's mail: Meta Platforms 2026 capex guidance: $160 bn (told: $125–145 bn)."
    )


def test_a_figure_that_only_one_outlet_brings_up_is_none_and_of_two_it_is() -> None:
    bare = replace(meta_event(), figures=())
    once = replace(bare, figures=(capex(160e9, 160e9, "a5", against=()),))
    twice = replace(bare, figures=(*once.figures, capex(160e9, 161e9, "a1", against=())))

    assert said(once, told(bare)) == ""
    assert "capex guidance: $160 bn" in said(twice, told(bare))


def test_a_slip_of_units_is_no_new_figure() -> None:
    view = replace(meta_event(), figures=(capex(125e9, 145e9, "a2", against=()),))
    slip = capex(1250e9, 1450e9, "a5", against=("a2",), flag="unit_error")

    assert said(replace(view, figures=(*view.figures, slip)), told(view)) == ""


def test_another_explanation_in_the_lead_is_an_update() -> None:
    view = replace(meta_event(), shares=(share("mismatch", 2), share("glut", 1)))
    shifted = replace(view, shares=(share("glut", 3), share("mismatch", 2)))
    level = replace(view, shares=(share("glut", 2), share("mismatch", 2)))

    assert said(shifted, told(view)) == (
        "Since yesterday's mail: most now explain it by “Glut: the spending cycle cracks”,"
        " before by “Mismatch, not glut”."
    )
    assert said(level, told(view)) == ""


def test_a_denial_ranks_as_news_does_and_a_new_figure_below_it() -> None:
    known = other_event("aknown00", "Known", outlets=("A", "B"))
    fresh = other_event("zfresh00", "Fresh", outlets=("A", "B"))
    figures = tuple(
        replace(capex(1e9, 1e9, f"aknown00-{n}", against=()), subject="CRWV") for n in (0, 1)
    )

    def order(view: EventView) -> list[str]:
        edition = edition_of([view, fresh], told(known))
        return [*([edition.lead.title] if edition.lead else []), *(o.title for o in edition.others)]

    denied = in_state(known, VerificationState.DENIED)
    assert order(denied) == ["Known", "Fresh"], "as much: the ids decide"
    assert order(replace(known, figures=figures)) == ["Fresh", "Known"]


def test_an_event_is_told_in_one_entry() -> None:
    view = meta_event()
    denied = in_state(view, VerificationState.DENIED, "a5")

    edition = edition_of([denied, other_event("other000", "Other")], told(view))

    ids = [edition.lead.id if edition.lead else "", *(one.id for one in edition.others)]
    assert len(ids) == len(set(ids)) == 2


def test_both_parts_print_what_has_changed_of_the_lead_and_of_the_others() -> None:
    view, small = meta_event(), other_event("small000", "Small")
    later = [
        in_state(view, VerificationState.DENIED, "a5"),
        in_state(small, VerificationState.DENIED, "small000-0"),
    ]
    edition = edition_of(later, told(view, small))

    text = render_text(edition)
    page = read_page(render_html(edition)).text

    assert text.count("Update. Since yesterday's mail: denied") == 2
    assert page.count("Since yesterday's mail: denied") == 2
    assert [
        line for line in text.splitlines() if cell_width(line) > WIDTH and "://" not in line
    ] == []


@pytest.mark.parametrize("number", [12, 100])
def test_what_does_not_fit_is_counted_and_not_remembered_as_told(number: int) -> None:
    views = [
        other_event(
            f"e{n:07d}", f"{n} " + "字" * 150, outlets=[f"{'名' * 39}{n}{i}" for i in range(4)]
        )
        for n in range(number)
    ]
    edition = fitted(edition_of([meta_event(), *views], {}, max_events=101))

    html = render_html(edition)

    assert len(html.encode()) < BUDGET
    assert len(edition.told) == 1 + len(edition.others)
    assert len(edition.others) + edition.more_events == number
    if edition.more_events:
        assert f"And {edition.more_events} more event" in read_page(html).text
        assert f"And {edition.more_events} more event" in render_text(edition)
    assert edition.tally.startswith(f"{1 + len(edition.others)} event")
    assert all(one.title[:10] in edition.preheader for one in edition.others[:1])
    assert fitted(edition) == edition


def test_an_update_that_does_not_fit_is_owed() -> None:
    small = [
        other_event(
            f"e{n:07d}", f"{n} " + "字" * 150, outlets=[f"{'名' * 39}{n}{i}" for i in range(4)]
        )
        for n in range(100)
    ]
    denied = [in_state(view, VerificationState.DENIED, f"{view.event.id}-0") for view in small]

    whole = edition_of([meta_event(), *denied], told(*small), max_events=101)
    few = edition_of([meta_event(), *denied], told(*small), max_events=3)

    assert whole.owed == ()
    dropped = fitted(whole)
    assert 0 < len(dropped.owed) == dropped.more_events
    assert len(few.owed) == few.more_events == 98
    assert not {*dropped.owed} & {event_id for event_id, _ in dropped.told}


names = st.sampled_from(["Bloomberg", "Reuters", "Wire"])
figures = st.builds(
    ToldFigure,
    subject=st.just("META"),
    kind=st.sampled_from(["capex", "contract"]),
    period=st.just(""),
    unit=st.just("USD"),
    low=st.just(1.0),
    high=st.sampled_from([1.0, 2.0]),
)
moves = st.builds(
    ToldMove,
    symbol=st.sampled_from(["A", "B"]),
    window=st.sampled_from([(0, 0), (0, 5)]),
    value=st.floats(-0.3, 0.3),
)
facts = st.builds(
    Facts,
    state=st.sampled_from(VerificationState),
    origins=st.lists(names, unique=True).map(tuple),
    figures=st.lists(figures, unique=True).map(tuple),
    moves=st.lists(moves, unique_by=lambda m: (m.symbol, m.window)).map(tuple),
    narrative=st.sampled_from(["", "glut"]),
)


@given(first=facts, second=facts)
def test_what_was_told_stays_known_and_telling_it_twice_adds_nothing(
    first: Facts, second: Facts
) -> None:
    both = added(first, second)

    assert set(both.origins) == {*first.origins, *second.origins}
    assert set(both.figures) == {*first.figures, *second.figures}
    assert set(second.moves) <= set(both.moves)
    assert both.state is second.state
    assert added(both, second) == both


@given(st.sampled_from([meta_event(), other_event("o", "O", raw=-0.1)]), facts)
def test_whatever_was_known_before_what_is_told_now_is_not_told_again(
    view: EventView, before: Facts
) -> None:
    known = Told(day=YESTERDAY, facts=added(before, facts_of(view)))

    assert update(view, {view.event.id: known}) is None


def test_origins_are_named_in_the_order_in_which_they_told() -> None:
    view = joined(meta_event(), "z1", "Wire", origin="Axios")
    later = replace(view, origins=view.origins[::-1])

    for one in (view, later):
        assert [origin.name for origin in independent_origins(one)] == ["Bloomberg", "Axios"]
    assert EventId(EVENT) == view.event.id
