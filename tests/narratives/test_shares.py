"""Who counts, and how often."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tapestory.model import ArticleId, NarrativeEvidence, Stance
from tapestory.narratives import shares

OUTLETS = st.sampled_from(["Harbour Post", "Quay Times", "Mill Gazette"])
STANCES = st.sampled_from(list(Stance))


def said(narrative: str, stance: Stance) -> NarrativeEvidence:
    return NarrativeEvidence(
        narrative=narrative, stance=stance, article_id=ArticleId("a"), sentence="s", cue="c"
    )


def test_an_outlet_counts_once_however_often_it_says_it() -> None:
    (share,) = shares([("Harbour Post", said("glut", Stance.SUPPORTS))] * 5)

    assert (share.supports, share.share) == (1, 1.0)


def test_the_stance_of_most_of_its_sentences_is_an_outlets_stance() -> None:
    (share,) = shares(
        [
            ("Harbour Post", said("glut", Stance.SUPPORTS)),
            ("Harbour Post", said("glut", Stance.DISPUTES)),
            ("Harbour Post", said("glut", Stance.DISPUTES)),
        ]
    )

    assert (share.supports, share.disputes, share.reports) == (0, 1, 0)


def test_an_outlet_on_both_sides_reports() -> None:
    (share,) = shares(
        [
            ("Harbour Post", said("glut", Stance.SUPPORTS)),
            ("Harbour Post", said("glut", Stance.DISPUTES)),
        ]
    )

    assert (share.supports, share.disputes, share.reports, share.share) == (0, 0, 1, 0.0)


def test_the_most_supported_narrative_comes_first() -> None:
    found = shares(
        [
            ("Harbour Post", said("glut", Stance.REPORTS)),
            ("Harbour Post", said("strike", Stance.SUPPORTS)),
            ("Quay Times", said("strike", Stance.SUPPORTS)),
            ("Mill Gazette", said("glut", Stance.SUPPORTS)),
        ]
    )

    assert [share.narrative for share in found] == ["strike", "glut"]
    assert [share.share for share in found] == [2 / 3, 1 / 3]


@given(
    evidence=st.lists(
        st.tuples(OUTLETS, st.builds(said, st.sampled_from(["glut", "strike"]), STANCES))
    )
)
def test_every_outlet_is_in_one_column_and_shares_are_fractions(
    evidence: list[tuple[str, NarrativeEvidence]],
) -> None:
    for share in shares(evidence):
        outlets = {outlet for outlet, item in evidence if item.narrative == share.narrative}
        assert share.supports + share.disputes + share.reports == len(outlets)
        assert 0 <= share.share <= 1
