from __future__ import annotations

import pytest

from evaluation.reading.sequences import SCRIPTS, Script, history, verification


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_sequence_has_the_history_that_an_editor_would_write(script: Script) -> None:
    assert history(script) == script.expected


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_every_change_but_silence_shows_what_made_it(script: Script) -> None:
    told = verification(script)

    for change in told.history:
        assert (change.evidence is None) == (change.state.value == "stale")
    if told.history[-1].evidence is not None:
        assert told.evidence[0] == told.history[-1].evidence
