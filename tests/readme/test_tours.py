"""What README and docs show under a command is what the installed command prints there."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs.tours import Answer, Page, Step, differences, masked, pages, play, rewritten, steps

_GONE_QUIET = date(2026, 8, 15)
"""The sample's first event is shown as gone quiet, thirty days after its last article."""

_BLOCK = """Before.

```console
$ one --flag
1
$ cat > f <<'END'
$ not a command
END
$ two
2
  3
```

After.
"""


@pytest.mark.slow
@pytest.mark.parametrize("page", pages(), ids=lambda page: page.path.name)
def test_a_page_shows_what_is_printed(page: Page) -> None:
    if date.today() < _GONE_QUIET:  # noqa: DTZ011 - the command goes by the machine's clock, too
        pytest.skip(f"the pages show the sample as it stands from {_GONE_QUIET} on")
    assert list(differences(play(page))) == []


def test_a_block_is_read_as_a_shell_would_read_it() -> None:
    assert steps(_BLOCK) == [
        Step(command="one --flag", shown="1\n"),
        Step(command="cat > f <<'END'\n$ not a command\nEND", shown=""),
        Step(command="two", shown="2\n  3\n"),
    ]


def test_a_page_takes_over_what_was_printed_and_nothing_else() -> None:
    printed = ["1\n", "", "4\n"]
    played = [
        (step, Answer(printed=text, code=0))
        for step, text in zip(steps(_BLOCK), printed, strict=True)
    ]

    assert rewritten(_BLOCK, played) == _BLOCK.replace("2\n  3\n", "4\n")
    assert rewritten(
        _BLOCK, [(step, Answer(printed=step.shown, code=0)) for step, _ in played]
    ) == (_BLOCK)


@pytest.mark.parametrize(
    ("page", "run"),
    [
        ("ok  Wire  5  3 s ago  in 59 min", "ok  Wire  5  41 s ago   in 9 min"),
        ("77.1 GB free under /home/you", "9 GB free under /home/you"),
        ("last run  run 1, 2026-11-22 09:30 UTC", "last run  run 1, 2031-01-02 23:59 UTC"),
        ("took back 7t04mc: split 1 article", "took back ab12cd: split 1 article"),
    ],
)
def test_what_may_differ_does_not_count(page: str, run: str) -> None:
    assert masked(page) == masked(run)


@pytest.mark.parametrize(
    ("page", "run"),
    [
        ("0h686wn7  2026-07-03  stale  7", "0h686wn7  2026-07-04  stale  7"),
        ("14 articles, 6 events", "14 articles, 7 events"),
        ("NBIS −17%", "NBIS −16%"),
        ("ok    feeds", "warn  feeds"),
        ("first\nsecond", "second\nfirst"),
    ],
)
def test_all_else_counts(page: str, run: str) -> None:
    assert masked(page) != masked(run)


def test_rows_that_one_run_made_stand_in_any_order() -> None:
    page = "id  first seen\na   2026-11-22  x\nb   2026-11-22  y\n"
    run = "id  first seen\nb   2027-03-04  y\na   2027-03-04  x\n"

    assert masked(page) == masked(run)


@pytest.mark.parametrize(
    ("shown", "answer", "told"),
    [
        ("1\n", Answer(printed="1\n", code=0), 0),
        ("", Answer(printed="much\n", code=0), 0),
        ("", Answer(printed="much\n", code=1), 1),
        ("1\n", Answer(printed="2\n", code=0), 1),
        ("error: no\n", Answer(printed="error: no\n", code=2), 0),
        ("error: no\n", Answer(printed="error: no\n", code=0), 1),
    ],
)
def test_a_failure_and_another_answer_are_told(shown: str, answer: Answer, told: int) -> None:
    assert len(list(differences([(Step(command="it", shown=shown), answer)]))) == told


@given(text=st.text("2026-70183:. sagoinMGBfree\n"))
def test_masking_what_is_masked_changes_nothing(text: str) -> None:
    once = masked(text)
    assert masked("".join(f"{line}\n" for line in once)) == once
