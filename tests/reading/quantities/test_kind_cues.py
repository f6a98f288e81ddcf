from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tapestory.reading.quantities.kind_cues import KIND_CUES, kind_cues


@pytest.mark.parametrize("kind", sorted(KIND_CUES))
@settings(
    max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(data=st.data())
def test_every_match_of_a_cue_holds_a_word_that_it_needs(kind: str, data: st.DataObject) -> None:
    cue = KIND_CUES[kind]
    text = data.draw(st.from_regex(re.compile(cue.pattern.pattern, cue.pattern.flags)))

    assert cue.may_stand_in(text)


def test_cues_say_where_they_stand() -> None:
    text = "Its capital expenditures and its backlog grew."

    found = {(cue.kind, text[cue.start : cue.end]) for cue in kind_cues(text)}

    assert {("capex", "capital expenditures"), ("commitments", "backlog")} <= found
