"""Lines for programs: one record a line whatever it holds, and the run's number in each."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.world import Home
from tapestory.cli.log_lines import LogFormat, Value, line_of
from tapestory.cli.logs import Logs
from tapestory.cli.terminal import ACTING
from tapestory.config import resolve
from tapestory.model import Feed
from tapestory.store import Store

AT = datetime(2026, 7, 3, 10, 0, tzinfo=UTC)
HOSTILE = 'A\r\nB \x1b[31mred\x1b[0m \u202eevil level=error "quoted" \\ = \u2028 end'
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=60)
)
FIELDS = st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), VALUES, max_size=4)


def _line(form: LogFormat, message: str, fields: dict[str, Value]) -> str:
    return line_of(form, at=AT, level="warning", run=7, message=message, fields=fields)


@pytest.mark.parametrize("form", list(LogFormat))
@given(message=st.text(max_size=80), fields=FIELDS)
def test_whatever_is_logged_is_one_line_that_no_terminal_acts_on(
    form: LogFormat, message: str, fields: dict[str, Value]
) -> None:
    line = _line(form, message, fields)
    assert len(line.splitlines()) == 1
    assert not ACTING.search(line)


@given(message=st.text(max_size=80), fields=FIELDS)
def test_json_lines_give_back_what_was_logged(message: str, fields: dict[str, Value]) -> None:
    told = json.loads(_line(LogFormat.JSON, message, fields))
    own = {"time": "2026-07-03T10:00:00.000Z", "level": "warning", "run": 7, "msg": message}
    assert told == {**fields, **own}


@given(title=st.text(max_size=80))
def test_a_value_in_logfmt_cannot_pose_as_another_key(title: str) -> None:
    line = _line(LogFormat.LOGFMT, "feed", {"title": title})
    pairs = re.findall(r'([a-z]+)=("(?:[^"\\]|\\.)*"|[^ "]*)(?: |$)', line)
    assert " ".join(f"{key}={value}" for key, value in pairs) == line
    assert [key for key, _ in pairs] == ["time", "level", "run", "msg", "title"]
    value = pairs[-1][1]
    assert (json.loads(value) if value.startswith('"') else value) == title


def test_a_hostile_title_stays_inert_in_every_form() -> None:
    assert json.loads(_line(LogFormat.JSON, "x", {"title": HOSTILE}))["title"] == HOSTILE
    for form in (LogFormat.TEXT, LogFormat.LOGFMT):
        line = _line(form, "x", {"title": HOSTILE})
        assert "\x1b" not in line
        assert "\n" not in line
        assert "\\n" in line


def test_a_field_cannot_take_the_place_of_the_time_or_the_run() -> None:
    told = json.loads(_line(LogFormat.JSON, "x", {"time": "never", "run": 1, "level": "info"}))
    assert (told["time"], told["run"], told["level"]) == ("2026-07-03T10:00:00.000Z", 7, "warning")


def test_what_people_are_told_line_by_line_becomes_records() -> None:
    stream = io.StringIO()
    logs = Logs(stream, form=LogFormat.JSON)
    logs.open(libraries=False)
    try:
        lines = logs.lines()
        lines.write("first\nsec")
        lines.write("ond\n\n")
    finally:
        logs.close()
    assert [json.loads(line)["msg"] for line in stream.getvalue().splitlines()] == [
        "first",
        "second",
    ]


def _with_a_failing_feed(home: Home) -> None:
    paths = resolve(None, {"TAPESTORY_HOME": str(home.path)})
    with Store.open(paths.store) as store, store.writing() as session:
        # The discard port of this computer: refused before anything is asked.
        session.feeds.add(Feed(url="http://127.0.0.1:9/feed", title="Closed"))


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
@given(title=st.text(max_size=40))
def test_a_record_is_json_on_a_stream_of_any_encoding(encoding: str, title: str) -> None:
    held = io.BytesIO()
    logs = Logs(io.TextIOWrapper(held, encoding=encoding), form=LogFormat.JSON)
    logs.open(libraries=False)
    try:
        logs.warning("x", title=title)
    finally:
        logs.close()
    assert json.loads(held.getvalue().decode(encoding))["title"] == title


def test_a_run_that_went_well_says_nothing_on_standard_error(initialised: Home) -> None:
    answer = initialised("run", "--quiet")
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    assert initialised("--log-format", "json", "run", "--quiet").err == ""


def test_a_run_that_went_wrong_says_exactly_what(initialised: Home) -> None:
    _with_a_failing_feed(initialised)
    answer = initialised("run", "--quiet")
    assert (answer.code, answer.out) == (3, "")
    assert len(answer.err.splitlines()) == 3
    assert "http://127.0.0.1:9/feed" in answer.err
    assert "error: 1 of 1 feed failed" in answer.err


@pytest.mark.parametrize("form", ["json", "logfmt"])
def test_every_line_of_a_run_bears_its_number(initialised: Home, form: str) -> None:
    _with_a_failing_feed(initialised)
    answer = initialised("--log-format", form, "-v", "run")
    lines = answer.err.splitlines()
    assert answer.code == 3
    assert len(lines) == 4
    if form == "json":
        told = [json.loads(line) for line in lines]
        assert [one["msg"] for one in told[:3]] == ["begun", "feed failed", "ended"]
        assert {one["run"] for one in told} == {1}
        assert told[1]["feed"] == "http://127.0.0.1:9/feed"
        assert told[-1]["exit_code"] == 3
    assert all("run=1 " in line for line in lines if form == "logfmt")
    later = initialised("--log-format", "json", "-v", "run").err.splitlines()
    assert {json.loads(line)["run"] for line in later} == {2}


def test_the_config_chooses_form_and_level_and_the_command_line_has_the_last_word(
    initialised: Home,
) -> None:
    config = initialised.path / "config.toml"
    config.write_text('[log]\nformat = "json"\nlevel = "info"\n')
    err = initialised("run", "--quiet").err
    assert [json.loads(line)["msg"] for line in err.splitlines()] == ["begun", "ended"]
    assert initialised("--log-level", "error", "run", "--quiet").err == ""
    assert initialised("--log-format", "logfmt", "run", "-q").err.startswith("time=")


def test_an_error_is_a_record_too(tmp_path: Path) -> None:
    answer = Home(path=tmp_path / "none")("--log-format", "json", "events", "list")
    told = json.loads(answer.err)
    assert (answer.code, told["level"], told["exit_code"]) == (6, "error", 6)
    assert "tapestory init" in told["hint"]


@pytest.mark.parametrize("option", [("--log-format", "json"), ("--log-format=json",)])
def test_a_command_line_that_cannot_be_parsed_is_answered_by_a_record_too(
    home: Home, option: tuple[str, ...]
) -> None:
    answer = home(*option, "--nope")
    told = json.loads(answer.err)
    assert (answer.code, told["level"], told["exit_code"]) == (2, "error", 2)
    assert "--nope" in told["msg"]
