"""Whatever people say and take back, and whenever runs come: the history only grows, and ends
in what replaying the words says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tapestory.model import (
    BY_HAND,
    ArticleId,
    Evidence,
    Verification,
    VerificationChange,
    VerificationState,
)
from tapestory.pipeline.state_history import TAKEN_BACK, Knowledge, grown, growth
from tapestory.store import HandWords, KnownChange

START = datetime(2026, 7, 1, 12, tzinfo=UTC)
STATES = st.sampled_from(list(VerificationState))


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def change(hour: float, state: VerificationState, article: str = "") -> VerificationChange:
    evidence = None
    if state is not VerificationState.STALE:
        evidence = Evidence(
            article_id=ArticleId(article or f"a{hour:g}"),
            state="reported",
            sentence=f"Sentence of {article or hour}.",
            cue="said",
        )
    return VerificationChange(at=at(hour), state=state, evidence=evidence)


def word(hour: float, state: VerificationState) -> VerificationChange:
    said = Evidence(article_id=ArticleId(""), state="confirmed", sentence="I know.", cue=BY_HAND)
    return VerificationChange(at=at(hour), state=state, evidence=said)


def derived(*changes: VerificationChange) -> Verification:
    return Verification(state=changes[-1].state, since=changes[-1].at, evidence=(), history=changes)


def knowing(
    *,
    articles: Mapping[str, float],
    words: HandWords | None = None,
    settled: float = 100,
    reworded: Mapping[str, float] | None = None,
) -> Knowledge:
    return Knowledge(
        articles={ArticleId(name): at(hour) for name, hour in articles.items()},
        words=words or HandWords(),
        settled_at=lambda: at(settled),
        reworded=lambda: {ArticleId(one): at(hour) for one, hour in (reworded or {}).items()},
    )


def known(change: VerificationChange, hour: float) -> KnownChange:
    return KnownChange(change=change, known_at=at(hour))


RUMOUR, REPORTED, CONFIRMED, DENIED, STALE = (
    VerificationState.RUMOUR,
    VerificationState.REPORTED,
    VerificationState.CONFIRMED,
    VerificationState.DENIED,
    VerificationState.STALE,
)


def test_every_change_is_kept_with_its_own_time_evidence_and_when_it_was_known() -> None:
    first, second = change(1, RUMOUR, "a1"), change(5, CONFIRMED, "a2")
    added = growth((), derived(first, second), knowing(articles={"a1": 2, "a2": 9}))

    assert added == [known(first, 2), known(second, 9)]


def test_silence_is_known_as_it_falls() -> None:
    told, silent = change(1, REPORTED, "a1"), change(721, STALE)
    held = growth((), derived(told), knowing(articles={"a1": 1}))

    assert growth(held, derived(told, silent), knowing(articles={"a1": 1})) == [known(silent, 721)]


def test_an_article_that_comes_late_rewrites_nothing() -> None:
    told = change(10, REPORTED, "a2")
    held = [known(told, 10)]
    late = change(1, RUMOUR, "a1")

    assert growth(held, derived(late, told), knowing(articles={"a1": 20, "a2": 10})) == []


def test_a_late_confirmation_counts_from_when_it_was_known() -> None:
    told = change(10, REPORTED, "a2")
    late = change(1, CONFIRMED, "a1")
    (added,) = growth([known(told, 10)], derived(late), knowing(articles={"a1": 20, "a2": 10}))

    assert (added.change.state, added.change.at, added.known_at) == (CONFIRMED, at(10), at(20))
    assert added.change.evidence == late.evidence


def test_what_an_article_says_only_since_it_was_reworded_was_not_known_before() -> None:
    told, confirmed = change(1, REPORTED, "a1"), change(5, CONFIRMED, "a2")
    knowledge = knowing(articles={"a1": 1, "a2": 5}, settled=5, reworded={"a2": 9})

    assert growth([known(told, 1)], derived(told, confirmed), knowledge) == [known(confirmed, 9)]


def test_what_an_article_no_longer_says_was_known_until_it_was_reworded() -> None:
    told, confirmed = change(1, REPORTED, "a1"), change(5, CONFIRMED, "a2")
    knowledge = knowing(articles={"a1": 1, "a2": 5}, settled=5, reworded={"a2": 9})

    (back,) = growth([known(told, 1), known(confirmed, 5)], derived(told), knowledge)

    assert (back.change.state, back.change.at, back.known_at) == (REPORTED, at(9), at(9))


def test_what_rested_on_an_article_that_left_falls_back_when_it_left() -> None:
    told, confirmed = change(1, REPORTED, "a1"), change(5, CONFIRMED, "a2")
    held = [known(told, 1), known(confirmed, 5)]
    (added,) = growth(held, derived(told), knowing(articles={"a1": 1}, settled=50))

    assert (added.change.state, added.change.at, added.known_at) == (REPORTED, at(50), at(50))


def test_a_word_that_is_taken_back_leaves_a_further_entry_even_where_the_state_stays() -> None:
    told, said = change(1, CONFIRMED, "a1"), word(5, CONFIRMED)
    held = [known(told, 1), known(said, 5)]
    words = HandWords(heard_at=at(8), taken_back_at=at(8))
    knowledge = knowing(articles={"a1": 1}, words=words, settled=1)
    (added,) = growth(held, derived(told), knowledge)

    assert (added.change.state, added.change.at) == (CONFIRMED, at(8))
    assert added.change.evidence is not None
    assert (added.change.evidence.cue, added.change.evidence.article_id) == (TAKEN_BACK, "a1")
    assert growth([*held, added], derived(told), knowledge) == []


def test_what_a_word_hid_is_known_only_since_it_was_taken_back() -> None:
    told, said, silent = change(1, REPORTED, "a1"), word(5, CONFIRMED), change(721, STALE)
    held = [known(told, 1), known(said, 5)]
    words = HandWords(heard_at=at(900), taken_back_at=at(900))
    (added,) = growth(held, derived(told, silent), knowing(articles={"a1": 1}, words=words))

    assert (added.change.state, added.change.at, added.known_at) == (STALE, at(900), at(900))


def test_a_word_about_an_article_that_is_dated_ahead_is_told_once() -> None:
    ahead, said = change(9, REPORTED, "a1"), word(5, CONFIRMED)
    held = [known(ahead, 5)]
    words = HandWords(said=(known(said, 5),), heard_at=at(5), taken_back_at=at(2))
    knowledge = knowing(articles={"a1": 5}, words=words)
    (added,) = growth(held, derived(ahead, said), knowledge)

    assert (added.change.state, added.change.at) == (CONFIRMED, at(9))
    assert growth([*held, added], derived(ahead, said), knowledge) == []


@st.composite
def accounts(draw: st.DrawFn) -> tuple[Verification, Knowledge]:
    """A derivation as it may follow at some time, whatever was said before."""
    hours = sorted(draw(st.lists(st.integers(0, 60), min_size=1, max_size=6)))
    changes: list[VerificationChange] = []
    said: list[KnownChange] = []
    for hour in hours:
        state = draw(STATES)
        if draw(st.booleans()) and state in {CONFIRMED, DENIED}:
            item = word(hour, state)
            said.append(known(item, hour))
            changes.append(item)
        elif not changes or changes[-1].state is not state:
            changes.append(change(hour, state, f"a{draw(st.integers(0, 5))}"))
    articles = {f"a{n}": draw(st.integers(0, 80)) for n in range(6) if draw(st.booleans())}
    back = draw(st.none() | st.integers(0, 90).map(at))
    words = HandWords(said=tuple(said), heard_at=back, taken_back_at=back)
    knowledge = knowing(articles=articles, words=words, settled=draw(st.integers(0, 90)))
    return derived(*changes), knowledge


@given(st.lists(accounts(), min_size=1, max_size=6))
def test_whatever_follows_later_the_history_only_grows_and_ends_in_what_follows_now(
    told: list[tuple[Verification, Knowledge]],
) -> None:
    held: list[KnownChange] = []
    for verification, knowledge in told:
        added = growth(held, verification, knowledge)
        shown = grown(held, verification, knowledge)
        held += added

        assert [item.change for item in held] == list(shown.history)
        assert held[-1].change.state is verification.state is shown.state
        assert growth(held, verification, knowledge) == []
        times = [(item.change.at, item.known_at) for item in held]
        assert [time for time, _ in times] == sorted(time for time, _ in times)
        assert [time for _, time in times] == sorted(time for _, time in times)
        assert all(happened <= noticed for happened, noticed in times)
