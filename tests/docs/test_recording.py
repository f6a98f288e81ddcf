"""What a benchmark keeps is what a recording run reads, under its full name."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from benchmarks.figures import VARIABLE, kept, slug
from docs.tours import ROOT
from evaluation.record import Record

_KEEPING = """
from benchmarks.figures import keep
keep("polling", {"first.cpu_s": 2.5, "start_mb": 60})
keep("polling", {"first.cpu_s": 2.25})
"""


def test_a_recording_run_reads_what_was_kept_last(tmp_path: Path) -> None:
    file = tmp_path / "figures.jsonl"
    environ = {**os.environ, VARIABLE: str(file)}
    subprocess.run([sys.executable, "-c", _KEEPING], cwd=ROOT, env=environ, check=True)

    assert kept(file) == {
        "benchmark.polling.first.cpu_s": 2.25,
        "benchmark.polling.start_mb": 60.0,
    }


@pytest.mark.parametrize(
    ("words", "name"),
    [("reader, 10 workers", "reader_10_workers"), ("10 % changed", "10_changed")],
)
def test_words_become_a_part_of_a_name(words: str, name: str) -> None:
    assert slug(words) == name


def test_a_part_whose_name_has_a_dot_is_recorded_whole_and_alone(tmp_path: Path) -> None:
    scores = {"benchmark.moves.ratio": 9.55, "benchmark.moves_long.ratio": 1.0}
    record = Record(parts={}).renewed(scores, ["benchmark.moves"], on=date(2026, 11, 22))
    record.write(tmp_path / "measured.json")

    found = json.loads((tmp_path / "measured.json").read_text(encoding="utf-8"))
    assert list(found) == ["benchmark.moves"]
    assert found["benchmark.moves"]["scores"] == {"benchmark.moves.ratio": 9.55}
    assert found["benchmark.moves"]["machine"]
