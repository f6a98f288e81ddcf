"""What goes wrong → one clear line, what to do next, the right code, no traceback."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli.world import Answer, Home, StrickenClock
from tapestory import bootstrap
from tapestory.config import resolve


def _is_clear(answer: Answer) -> bool:
    lines = answer.err.splitlines()
    return (
        any(line.startswith("error: ") for line in lines)
        and "Traceback" not in answer.err
        and all(len(line) < 300 for line in lines)
    )


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (("events", "list"), 6),
        (("articles", "list", "--json"), 6),
        (("moves", "measure", "--symbol", "X", "--session", "2026-07-01"), 6),
        (("db", "info"), 6),
        (("digest", "preview"), 6),
        (("read", "/no/such/file"), 6),
        (("articles", "import", "/no/such/file"), 6),
        (("prices", "import", "/no/such/file"), 6),
        (("feeds", "import", "/no/such/file"), 6),
        (("tickers", "import", "/no/such/file"), 6),
        (("init", "--feeds", "/no/such/file"), 6),
        (("tickers", "show", "METAA"), 4),
        (("sectors", "show", "memry"), 4),
        (("narratives", "show", "missmatch"), 4),
        (("feeds", "add", "ftp://example.org"), 2),
        (("feeds", "add"), 2),
        (("events", "list", "--limit", "many"), 2),
        (("events", "list", "--no-such-option"), 2),
        (("moves", "measure", "--symbol", "X", "--session", "someday"), 2),
    ],
)
def test_nothing_configured_or_nothing_there(home: Home, argv: tuple[str, ...], code: int) -> None:
    answer = home(*argv)
    assert (answer.code, answer.out) == (code, "")
    assert _is_clear(answer)


@pytest.mark.parametrize(
    ("argv", "said", "hint"),
    [
        (
            ("prices", "fetch", "META"),
            "prices fetch takes no 'META'",
            "prices fetch --symbol META?",
        ),
        (("moves", "list", "META"), "moves list takes no 'META'", "moves list --symbol META?"),
        (
            ("events", "list", "chip", "shares"),
            "events list takes no",
            "events search chip shares?",
        ),
        (("events", "export", "0h686wn7"), "events export takes no", "events export --help"),
        (("moves", "measure", "META", "2026-07-01"), "takes no", "moves measure --symbol META?"),
        (("claims", "list", "--kind", "capx"), "no kind of claim 'capx'", "Closest: capex"),
        (("articles", "list", "--ticker", "META"), "no such option: --ticker\n", "list --help"),
        (("articles", "list", "rates"), "articles list takes no", "articles search rates?"),
        (("events", "list", "--ticker", "META"), "no such option: --ticker", "mean --symbol?"),
        (("events", "show", "7a", "7b"), "events show takes no '7b'", "events show --help"),
    ],
)
def test_a_word_too_many_leads_to_the_option_that_takes_it(
    home: Home, argv: tuple[str, ...], said: str, hint: str
) -> None:
    answer = home(*argv)
    assert answer.code == 2
    assert _is_clear(answer)
    assert said in answer.err
    assert hint in answer.err


def test_without_a_store_the_next_command_is_named(home: Home) -> None:
    assert "tapestory init" in home("events", "list").err


def test_a_benchmark_of_unknown_exchange_stops_what_measures_until_it_is_imported(
    initialised: Home, tmp_path: Path
) -> None:
    (initialised.path / "warsaw").mkdir()
    sectors = initialised.path / "warsaw" / "sectors.toml"
    sectors.write_text('[benchmarks]\nXWAR = "WIG20"\n', encoding="utf-8")
    config = initialised.path / "config.toml"
    config.write_text('[universe]\npacks = ["warsaw"]\n', encoding="utf-8")

    for argv in (("run",), ("config", "check")):
        answer = initialised(*argv)
        assert answer.code == 6, argv
        assert "benchmarks.XWAR: no exchange is known at which WIG20 trades" in answer.err
        assert "tapestory tickers import" in answer.err
    listed = tmp_path / "listed.csv"
    listed.write_text("symbol,name,mic\nWIG20,WIG 20,XWAR\n", encoding="utf-8")
    assert initialised("tickers", "import", str(listed)).code == 0
    assert initialised("config", "check").code == 0
    assert initialised("run").code == 0


@pytest.mark.parametrize("argv", [("events", "list"), ("run",), ("config", "check"), ("init",)])
def test_a_broken_config_names_file_line_column_and_key(home: Home, argv: tuple[str, ...]) -> None:
    home.path.mkdir()
    (home.path / "config.toml").write_text('[digest]\ntimezon = "UTC"\n')
    answer = home(*argv)
    assert answer.code == 6
    assert "config.toml:2:1: digest.timezon" in answer.err
    assert "timezone" in answer.err
    assert _is_clear(answer)


@pytest.mark.parametrize(
    "argv", [("init",), ("run",), ("feeds", "add", "https://x.example/"), ("db", "migrate")]
)
def test_a_home_that_cannot_be_written(tmp_path: Path, argv: tuple[str, ...]) -> None:
    (tmp_path / "file").write_text("")
    answer = Home(path=tmp_path / "file" / "home")(*argv)
    assert answer.code == 6
    assert _is_clear(answer)


@pytest.mark.parametrize(
    "argv", [("run",), ("poll",), ("daemon",), ("db", "migrate"), ("articles", "import")]
)
def test_what_needs_the_lock_ends_at_once_when_it_is_held(
    initialised: Home, tmp_path: Path, argv: tuple[str, ...]
) -> None:
    records = tmp_path / "records.jsonl"
    records.write_text("")
    argv = (*argv, str(records)) if argv == ("articles", "import") else argv
    paths = resolve(None, {"TAPESTORY_HOME": str(initialised.path)})
    with bootstrap.run_lock(paths):
        answer = initialised(*argv)
    assert answer.code == 5
    assert _is_clear(answer)


def test_an_id_that_fits_nothing_names_the_nearest(sample: Home) -> None:
    known = sample("events", "list", "--json").json["events"][0]["id"]
    answer = sample("events", "show", known[:3] + "zzz")
    assert answer.code == 4
    assert f"Closest: {known}" in answer.err
    assert "events list" in answer.err


def test_an_id_that_fits_several_lists_them(sample: Home) -> None:
    answer = sample("articles", "show", "")
    assert answer.code == 4
    first = {event["id"][0] for event in sample("events", "list", "--json").json["events"]}
    ids = [event["id"] for event in sample("events", "list", "--json").json["events"]]
    several = [letter for letter in first if sum(i.startswith(letter) for i in ids) > 1]
    for letter in several:
        answer = sample("events", "show", letter)
        assert answer.code == 2
        assert all(i in answer.err for i in ids if i.startswith(letter))


def test_a_bug_is_one_line_and_with_debug_a_traceback(initialised: Home) -> None:
    stricken = Home(path=initialised.path, clock=StrickenClock(lambda: ZeroDivisionError("oops")))
    answer = stricken("events", "list", "--since", "3d")
    assert answer.code == 1
    assert "ZeroDivisionError: oops" in answer.err
    assert "--debug" in answer.err
    assert _is_clear(answer)
    assert "Traceback" in stricken("--debug", "events", "list", "--since", "3d").err


def test_a_bug_told_on_many_lines_stays_one_line(initialised: Home) -> None:
    stricken = Home(
        path=initialised.path, clock=StrickenClock(lambda: ValueError("first\nsecond\n" * 9))
    )
    answer = stricken("events", "list", "--since", "3d")
    assert answer.code == 1
    assert "ValueError: first" in answer.err
    assert "second" not in answer.err


@pytest.mark.parametrize("argv", [("events", "list"), ("poll", "--all"), ("config", "check")])
def test_a_config_named_but_not_there_is_refused(
    initialised: Home, tmp_path: Path, argv: tuple[str, ...]
) -> None:
    named = initialised.path / "confg.toml"
    answer = initialised("--config", str(named), *argv)
    assert (answer.code, answer.out) == (6, "")
    assert f"{named}: there is no such config file" in answer.err
    assert "init" in answer.err
    elsewhere = initialised("--config", str(tmp_path / "new" / "config.toml"), "init")
    assert elsewhere.code == 0


@pytest.mark.parametrize("what", ["poll", "run", "daemon"])
def test_without_a_sound_config_nothing_is_made(home: Home, what: str) -> None:
    home.path.mkdir()
    config = home.path / "config.toml"
    answer = home("--config", str(config), what)
    assert answer.code == 6
    assert "there is no such config file" in answer.err
    assert list(home.path.iterdir()) == []
    config.write_text('[fetch]\nalow_networks = ["127.0.0.0/24"]\n', encoding="utf-8")
    answer = home("--config", str(config), what)
    assert answer.code == 6
    assert "config.toml:2:1" in answer.err
    assert list(home.path.iterdir()) == [config]


def test_a_full_disk_is_no_bug(initialised: Home) -> None:
    full = StrickenClock(lambda: OSError(errno.ENOSPC, "No space left on device"))
    answer = Home(path=initialised.path, clock=full)("events", "list", "--since", "3d")
    assert answer.code == 6
    assert answer.err.startswith("error: No space left on device")


def test_the_demo_keeps_out_of_a_folder_that_holds_something(initialised: Home) -> None:
    before = (initialised.path / "config.toml").read_text()
    answer = initialised("demo", "--in", str(initialised.path))
    assert answer.code == 2
    assert (initialised.path / "config.toml").read_text() == before


@pytest.mark.slow
def test_the_daemon_ends_quietly_when_told(initialised: Home) -> None:
    with subprocess.Popen(  # our own interpreter
        [sys.executable, "-m", "tapestory", "daemon", "--every", "1"],
        env={**os.environ, "TAPESTORY_HOME": str(initialised.path)},
        stderr=subprocess.PIPE,
        text=True,
    ) as daemon:
        assert daemon.stderr is not None
        assert "started" in daemon.stderr.readline()
        daemon.send_signal(signal.SIGTERM)
        assert daemon.wait(timeout=20) == 0
        assert "Traceback" not in daemon.stderr.read()


def test_an_interrupt_is_130_and_no_traceback(initialised: Home) -> None:
    stricken = Home(path=initialised.path, clock=StrickenClock(KeyboardInterrupt))
    answer = stricken("events", "list", "--since", "3d")
    assert (answer.code, answer.err) == (130, "interrupted\n")


@pytest.mark.slow
def test_a_reader_that_stops_early_is_no_error_of_ours(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(  # our own interpreter
            [sys.executable, "-m", "tapestory", "tickers", "list", "--json"],
            check=False,
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "TAPESTORY_HOME": str(tmp_path)},
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.slow
def test_python_m_tapestory_is_tapestory() -> None:
    done = subprocess.run(  # our own interpreter
        [sys.executable, "-m", "tapestory", "evnts"], check=False, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stderr.startswith("error: ")


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--color", "never"), "tapestory --color never events list"),
        (("--debug",), "tapestory --debug events list"),
        (("--config", "x.toml"), "tapestory --config FILE events list"),
    ],
)
def test_a_global_option_after_the_command_is_told_its_place(
    home: Home, option: tuple[str, ...], said: str
) -> None:
    answer = home("events", "list", *option)
    assert answer.code == 2
    assert f"{option[0]} goes before the command" in answer.err
    assert said in answer.err
