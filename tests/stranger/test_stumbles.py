from __future__ import annotations

import pytest

from evaluation.stranger.journal import Answer, Journal, surprises
from evaluation.stranger.pages import files_of, page

GOOD = Answer(code=0, out="added  https://wire.example/feed\n", err="")
REFUSED = Answer(code=6, out="", err="error: there is no store here yet\n       Run: init\n")


def test_what_goes_as_it_should_is_no_stumble() -> None:
    assert surprises(GOOD, shows=["^added"]) == []
    assert surprises(REFUSED, code=6, shows=["Run: init"]) == []
    assert surprises(Answer(code=0, out="", err=""), silent=True) == []


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(code=0, out="", err=""), 0),
        (Answer(code=1, out="", err="Traceback (most recent call last):\nerror: a\n b\n"), 1),
        (Answer(code=6, out="", err="error: it did not work\n"), 6),
        (REFUSED, 0),
    ],
    ids=["a silent no-op", "a traceback", "no word on what next", "another exit code"],
)
def test_what_would_surprise_a_user_is_a_stumble(answer: Answer, code: int) -> None:
    assert surprises(answer, code=code) != []


def test_words_that_a_page_promises_and_nobody_prints_are_a_stumble() -> None:
    assert surprises(GOOD, shows=["moves measured"]) != []
    assert surprises(GOOD, silent=True) != []


def test_a_journal_keeps_each_stumble_with_the_step(capsys: pytest.CaptureFixture[str]) -> None:
    journal = Journal()

    journal.told("$ tapestory run", ["4 feeds: 4 new"], [])
    journal.told("$ tapestory digest list", [], ["it says nothing of what it did"])

    assert (journal.steps, len(journal.stumbles)) == (2, 1)
    assert "tapestory digest list" in journal.stumbles[0]
    assert "STUMBLE: it says nothing" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("prices.md", ["my_prices.py"]),
        ("new-theme.md", ["obesity_drugs/narratives.toml", "obesity_drugs/universe.csv"]),
    ],
)
def test_the_pages_name_the_files_that_a_stranger_writes(name: str, written: list[str]) -> None:
    assert set(written) <= files_of(page(name)).keys()
