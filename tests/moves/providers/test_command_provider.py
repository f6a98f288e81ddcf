from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from math import isnan
from pathlib import Path
from time import sleep

import pytest

from tapestory.errors import (
    PriceSourceError,
    SourceBusyError,
    SourceRefusedError,
    UnknownSymbolError,
)
from tapestory.model import DailyBar
from tapestory.moves.providers.command import Command, Ended
from tapestory.pipeline.price_program import run_in

EVER = (date(2026, 1, 1), date(2026, 12, 31))


def bars_of(printed: str) -> Sequence[DailyBar]:
    return Command(run=lambda _: Ended(0, printed.encode(), "")).daily_bars("META", *EVER)


def failure(ended: Ended) -> PriceSourceError:
    with pytest.raises(PriceSourceError) as caught:
        Command(run=lambda _: ended).daily_bars("META", *EVER)
    return caught.value


def test_it_is_asked_for_a_symbol_and_two_days() -> None:
    asked: list[Sequence[str]] = []

    def run(arguments: Sequence[str]) -> Ended:
        asked.append(arguments)
        return Ended(0, b"date,close\n", "")

    assert list(Command(run=run).daily_bars("000660.KS", *EVER)) == []
    assert asked == [["000660.KS", "2026-01-01", "2026-12-31"]]


@pytest.mark.parametrize(
    "printed",
    [
        "date,close\n2026-07-01,600\n2026-07-02,606",
        "Close,Date\r\n600,2026-07-01\r\n606,2026-07-02\r\n",
        "symbol,date,close\nMETA,2026-07-02,606\nMETA,2026-07-01,600\nSPY,2026-07-01,1\n",
        "date,close\n2025-07-02,1\n2026-07-01,600\n2026-07-02,606\n2027-01-04,1\n",
    ],
    ids=["without a last newline", "in another order", "with others", "with days not asked for"],
)
def test_what_it_prints_becomes_bars_however_it_lays_them_out(printed: str) -> None:
    bars = bars_of(printed)

    assert [(bar.session.day, bar.close) for bar in bars] == [(1, 600.0), (2, 606.0)]
    assert {(bar.symbol, bar.provider) for bar in bars} == {("META", "command")}


def test_the_other_columns_are_those_of_a_price_file() -> None:
    (bar,) = bars_of(
        "date,open,high,low,close,adj_close,volume,split,dividend\n2026-07-01,1,3,1,2,2,9,2,0.5\n"
    )

    assert (bar.open, bar.high, bar.low, bar.adj_close) == (1.0, 3.0, 1.0, 2.0)
    assert (bar.volume, bar.split, bar.dividend) == (9.0, 2.0, 0.5)


def test_impossible_numbers_are_passed_on_for_the_caller_to_refuse() -> None:
    (bar,) = bars_of("date,close\n2026-07-01,n.a.\n")

    assert isnan(bar.close)


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("", "printed nothing"),
        ("<html>Sign in</html>", "web page"),
        ("no prices today\n", "no table"),
        ("date,close\nyesterday,5\n", "'yesterday'"),
        ("date,close\n2026-07-01\n", "cut off"),
    ],
)
def test_what_is_no_table_is_said_to_be_none(printed: str, said: str) -> None:
    assert said in str(failure(Ended(0, printed.encode(), "")))


def test_rows_of_other_symbols_alone_are_none_of_this_one() -> None:
    error = failure(Ended(0, b"symbol,date,close\nSPY,2026-07-01,1\n", ""))

    assert isinstance(error, UnknownSymbolError)


@pytest.mark.parametrize(
    ("code", "kind", "passing"),
    [
        (66, UnknownSymbolError, False),
        (75, SourceBusyError, True),
        (77, SourceRefusedError, False),
        (1, PriceSourceError, True),
        (-9, PriceSourceError, True),
    ],
)
def test_its_exit_code_says_what_to_do(
    code: int, kind: type[PriceSourceError], *, passing: bool
) -> None:
    error = failure(Ended(code, b"", "Traceback ...\nKeyError: 'close'\n"))

    assert type(error) is kind
    assert error.passing is passing
    assert "KeyError: 'close'" in str(error)
    assert "Traceback" not in str(error)


def test_it_is_started_in_its_folder(tmp_path: Path) -> None:
    program = tmp_path / "mine"
    program.write_text("#!/bin/sh\necho date,close\necho $2,5\n", encoding="utf-8")
    program.chmod(0o700)
    command = Command(run=run_in(tmp_path, ["./mine"]))

    (bar,) = command.daily_bars("META", *EVER)

    assert (bar.session, bar.close) == (EVER[0], 5.0)


def test_one_that_is_not_there_is_refused_and_not_tried_for_every_symbol(tmp_path: Path) -> None:
    with pytest.raises(SourceRefusedError, match="cannot be run: No such file"):
        Command(run=run_in(tmp_path, ["./mine"])).daily_bars("META", *EVER)


def test_one_that_does_not_end_is_ended(tmp_path: Path) -> None:
    program = "import os, time; open('pid', 'w').write(str(os.getpid())); time.sleep(60)"
    run = run_in(tmp_path, [sys.executable, "-I", "-c", program], seconds=2.0)

    with pytest.raises(PriceSourceError, match="did not end within 2 s") as caught:
        Command(run=run).daily_bars("META", *EVER)

    assert caught.value.passing
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text(encoding="utf-8")), 0)


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_one_that_prints_without_end_is_ended(stream: str, tmp_path: Path) -> None:
    program = (
        "import os, sys; open('pid', 'w').write(str(os.getpid()))\n"
        f"while True: sys.{stream}.write('date,close' * 999)"
    )
    run = run_in(tmp_path, [sys.executable, "-I", "-c", program], most=1_000_000)

    with pytest.raises(PriceSourceError, match="printed more than 1 MB") as caught:
        Command(run=run).daily_bars("META", *EVER)

    assert not caught.value.passing
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text(encoding="utf-8")), 0)


def test_one_whose_children_go_on_is_ended_with_them(tmp_path: Path) -> None:
    program = (
        "import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', "
        "'import time; time.sleep(60)']); open('pid', 'w').write(str(child.pid)); sys.exit(0)"
    )
    run = run_in(tmp_path, [sys.executable, "-I", "-c", program], seconds=2.0)

    with pytest.raises(PriceSourceError, match="did not end within 2 s"):
        Command(run=run).daily_bars("META", *EVER)

    child = int((tmp_path / "pid").read_text(encoding="utf-8"))
    while _runs(child):  # it was told to end; a busy machine takes its time over it
        sleep(0.01)


def _runs(process: int) -> bool:
    """Tell whether a process is there, and no corpse that nobody has collected."""
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text(encoding="utf-8").split()[2] != "Z"


def test_what_is_too_long_for_a_cell_is_no_bug() -> None:
    ended = Ended(0, b'date,close\n2026-07-01,"' + b"9" * 200_000 + b'"\n', "")

    assert "cannot be read" in str(failure(ended))
