"""A check that is made → its line, what it printed, and whether it holds."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from evaluation.proof import CHECKS, ROOT, holds


@pytest.mark.parametrize(
    ("code", "word"), [(0, "holds"), (1, "DOES NOT HOLD"), (2, "DOES NOT HOLD")]
)
def test_a_check_holds_that_ends_well(
    code: int, word: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = (sys.executable, "-c", f"print('counted'); print('done'); raise SystemExit({code})")

    assert holds("soak", command, tmp_path) is (code == 0)
    said = capsys.readouterr().out
    assert said.split("min")[0].split()[:-1] == ["soak", *word.split()]
    assert said.rstrip().endswith("done")
    assert (tmp_path / "soak.log").read_text() == "counted\ndone\n"


def test_every_check_is_one_that_a_person_can_make() -> None:
    made = (ROOT / "Makefile").read_text()

    for command in CHECKS.values():
        if command[0] == "make":
            assert f"\n{command[1]}:" in made
        else:
            assert (ROOT / f"{command[2].replace('.', '/')}.py").is_file()
