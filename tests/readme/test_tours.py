"""What README and docs show under a command is what the installed command prints there."""

from __future__ import annotations

import shutil
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs.tours import (
    ROOT,
    Answer,
    Page,
    Step,
    all_paths,
    differences,
    indented,
    left_out,
    masked,
    pages,
    play,
    rewritten,
    steps,
)

_GONE_QUIET = date(2026, 8, 15)
"""The sample's first event is shown as gone quiet, thirty days after its last article."""

_NOT_RUN = {
    ("README.md", "make demo"),
    ("README.md", "pip install ."),
    ("README.md", "python3 -m http.server 8712 --bind 127.0.0.1"),
    ("docs/cron.md", "systemctl --user daemon-reload"),
    ("docs/report.md", "*/15 * * * *"),
    ("docs/semantic.md", "pip install 'tapestory[semantic]'"),
}
"""How the blocks of commands begin that no test types; each says on its page why."""

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
    if missing := [program for program in page.needs if shutil.which(program) is None]:
        pytest.skip(f"the page uses {', '.join(missing)}, which this computer does not have")
    assert list(differences(play(page))) == []


def test_commands_that_are_not_run_are_few_and_say_why() -> None:
    found = {
        (path.relative_to(ROOT).as_posix(), command): reason
        for path in all_paths()
        for reason, command in left_out(path.read_text(encoding="utf-8"))
    }
    unknown = {
        place: reason
        for place, reason in found.items()
        if not reason
        or not any(place[0] == page and place[1].startswith(start) for page, start in _NOT_RUN)
    }
    assert unknown == {}
    assert len(found) == len(_NOT_RUN)


def test_no_page_hides_commands_in_lines_that_are_set_in() -> None:
    pages_with = {path.name: indented(path.read_text(encoding="utf-8")) for path in all_paths()}

    assert {name: lines for name, lines in pages_with.items() if lines} == {}


def test_blocks_without_a_reason_and_lines_set_in_are_found() -> None:
    text = (
        "One:\n\n    typed here\n\n- a list\n\n    with more\n\n```text\n\n    no\n```\n\n"
        "```sh\nfirst\nsecond\n```\n\n<!-- not run: of a reason -->\n```cron\n5 * * * * it\n```\n"
    )
    assert left_out(text) == [("", "first"), ("of a reason", "5 * * * * it")]
    assert indented(text)[0] == "typed here"


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
