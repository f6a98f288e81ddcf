"""Who argues a narrative, over an event or a stretch of time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.model import ArticleId, NarrativeEvidence, NarrativeVoice, Stance
from tapestory.narratives import accounts, share_over_time
from tapestory.narratives.accounts import disagreement

NOW = datetime(2026, 7, 20, tzinfo=UTC)
OUTLETS = ("Harbour Post", "Quay Times", "Mill Gazette")


def voice(
    outlet: str,
    stance: Stance = Stance.SUPPORTS,
    *,
    narrative: str = "glut",
    days: float = 1,
    sentence: str = "Steel has been in a glut since the spring, and it grows.",
    speaker: str = "",
    rule: str = "asserted",
) -> NarrativeVoice:
    return NarrativeVoice(
        outlet=outlet,
        at=NOW - timedelta(days=days),
        evidence=NarrativeEvidence(
            narrative=narrative,
            stance=stance,
            article_id=ArticleId(outlet),
            sentence=sentence,
            cue="glut",
            rule=rule,
            speaker=speaker,
        ),
    )


def test_who_quotes_a_view_to_rebut_it_does_not_hold_it() -> None:
    (found,) = accounts(
        [
            voice("Harbour Post", speaker="Ada Smelter"),
            voice("Harbour Post", speaker="Ben Rail"),
            voice("Harbour Post", Stance.DISPUTES),
        ],
        now=NOW,
    )

    assert (found.supports, found.disputes) == (0, 1)


def test_a_quoted_view_is_the_outlets_only_where_it_takes_no_side() -> None:
    (found,) = accounts(
        [
            voice("Harbour Post", speaker="Ada Smelter"),
            voice("Harbour Post", Stance.REPORTS),
        ],
        now=NOW,
    )

    assert found.supports == 1


def test_the_first_voice_is_the_earliest_that_supports() -> None:
    (found,) = accounts(
        [
            voice("Quay Times", days=3),
            voice("Harbour Post", days=5),
            voice("Mill Gazette", Stance.DISPUTES, days=9),
        ],
        now=NOW,
    )

    assert found.first is not None
    assert found.first.outlet == "Harbour Post"


def test_the_best_quote_of_each_side_is_outright_and_of_a_length_to_quote() -> None:
    (found,) = accounts(
        [
            voice("Harbour Post", sentence="Glut.", days=9),
            voice("Quay Times", days=2),
            voice("Mill Gazette", Stance.DISPUTES, rule="mistaken"),
        ],
        now=NOW,
    )

    assert found.quotes[Stance.SUPPORTS].outlet == "Quay Times"
    assert found.quotes[Stance.DISPUTES].outlet == "Mill Gazette"


def test_momentum_is_this_weeks_share_less_last_weeks() -> None:
    found = accounts(
        [
            voice("Harbour Post", days=9),
            voice("Quay Times", narrative="strike", days=9),
            voice("Harbour Post", days=2),
        ],
        now=NOW,
    )

    assert {item.narrative: item.momentum for item in found} == {"glut": 0.5, "strike": -0.5}


def test_without_a_week_to_compare_with_there_is_no_momentum() -> None:
    (found,) = accounts([voice("Harbour Post", days=2)], now=NOW)

    assert found.momentum is None


@pytest.mark.parametrize(
    ("supports", "disputes", "expected"), [(0, 0, None), (3, 0, 0.0), (2, 2, 1.0), (3, 1, 0.5)]
)
def test_disagreement_grows_as_sides_come_even(
    supports: int, disputes: int, expected: float | None
) -> None:
    assert disagreement(supports, disputes) == expected


def test_silence_is_not_a_share_of_nothing() -> None:
    edges = [NOW - timedelta(days=days) for days in (6, 4, 2, 0)]

    points = share_over_time(
        "glut",
        [voice("Harbour Post", days=5), voice("Quay Times", narrative="strike", days=1)],
        edges=edges,
    )

    assert [point.share for point in points] == [1.0, None, 0.0]


@given(
    st.lists(
        st.builds(
            voice,
            st.sampled_from(OUTLETS),
            st.sampled_from(list(Stance)),
            narrative=st.sampled_from(["glut", "strike"]),
            days=st.floats(0, 20),
            speaker=st.sampled_from(["", "Ada Smelter"]),
        )
    )
)
def test_every_outlet_counts_once_and_fractions_are_fractions(
    voices: list[NarrativeVoice],
) -> None:
    for item in accounts(voices, now=NOW):
        outlets = {v.outlet for v in voices if v.evidence.narrative == item.narrative}
        assert item.supports + item.disputes + item.reports == len(outlets)
        assert 0 <= item.share <= 1
        assert item.momentum is None or -1 <= item.momentum <= 1
        assert item.disagreement is None or 0 <= item.disagreement <= 1
