"""The configuration: defaults, overrides, and errors that say where."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.config import Config, load, resolve, starter_config
from tapestory.errors import ConfigError


def configured(folder: Path, text: str, environ: dict[str, str] | None = None) -> Config:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return load(resolve(file, {}), environ or {})


def refusal(folder: Path, text: str, environ: dict[str, str] | None = None) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        configured(folder, text, environ)
    return caught.value


def uncommented_example() -> str:
    lines = starter_config().splitlines()
    keys = [line for line in lines if line.startswith("# ") and " = " in line]
    settings = [line.removeprefix("# ") for line in keys if line[2:].split(" = ")[0].isidentifier()]
    wanted = iter(lines)
    return "\n".join(
        line.removeprefix("# ") if line.removeprefix("# ") in settings else line for line in wanted
    )


def test_a_missing_file_means_defaults(tmp_path: Path) -> None:
    config = load(resolve(tmp_path / "config.toml", {}), {})

    assert not config.exists
    assert config == Config()


def test_a_file_that_is_there_is_known_to_be(tmp_path: Path) -> None:
    assert configured(tmp_path, "").exists


def test_the_example_says_the_defaults(tmp_path: Path) -> None:
    defaults = Config().model_dump()

    assert configured(tmp_path, starter_config()).model_dump() == defaults
    assert configured(tmp_path, uncommented_example()).model_dump() == defaults


def test_the_example_holds_every_key() -> None:
    told = tomllib.loads(uncommented_example())

    assert {section: set(keys) for section, keys in told.items()} == {
        section: set(keys) for section, keys in Config().model_dump().items()
    }


@pytest.mark.parametrize(
    ("text", "place", "key", "hint"),
    [
        ("[poll]\nmin_minuts = 5\n", "2:1", "poll.min_minuts", "min_minutes"),
        ("[polls]\n", "1:2", "polls", "poll"),
        ("[poll]\ntimezone = 'UTC'\n", "2:1", "poll.timezone", "digest.timezone"),
        ("[smtp]\nport = 'x'\n", "2:8", "smtp.port", None),
        ("smtp = { host = 'a', port = 99999 }\n", "1:29", "smtp.port", None),
        ("smtp.port = 0\n", "1:13", "smtp.port", None),
        ('[digest]\n"timezone" = "Europe/Berlim"\n', "2:14", "digest.timezone", None),
        ("[universe]\npacks = ['a',\n  3]\n", "3:3", "universe.packs[1]", None),
        ("[fetch]\nallow_networks = ['10.0.0.1/8']\n", "2:18", "fetch.allow_networks", None),
        ("[poll]\ndefault_minutes = 1\n", "1:2", "poll", None),
    ],
)
def test_a_wrong_key_or_value_is_named_with_its_place(
    tmp_path: Path, text: str, place: str, key: str, hint: str | None
) -> None:
    error = refusal(tmp_path, text)

    assert str(error).startswith(f"{tmp_path / 'config.toml'}:{place}: {key}: ")
    if hint:
        assert hint in (error.hint or "")


def test_columns_count_characters_not_bytes(tmp_path: Path) -> None:
    error = refusal(tmp_path, "smtp = { host = '메일서버', port = 'x' }\n")

    assert ":1:32: smtp.port: " in str(error)


def test_the_first_of_several_problems_is_told_and_the_rest_counted(tmp_path: Path) -> None:
    error = refusal(tmp_path, "[smtp]\nport = 0\n[poll]\nbad = 1\n[fetch]\nworse = 1\n")

    assert ":2:8: smtp.port: " in str(error)
    assert "(2 more in this file)" in str(error)


@pytest.mark.parametrize(
    ("text", "place"),
    [("a = [1,\n", "2:1"), ("[poll\n", "1:6"), ("\n\nx = \n", "3:5"), ("a = 1\na = 2", "2:6")],
)
def test_a_syntax_error_has_a_place(tmp_path: Path, text: str, place: str) -> None:
    assert f":{place}: is not TOML: " in str(refusal(tmp_path, text))


def test_a_section_added_below_one_that_is_there_is_told_where_to_go(tmp_path: Path) -> None:
    error = refusal(tmp_path, "[mail]\nvia = 'smtp'\n\n[mail]\nvia = 'eml'\n")

    assert ":4:6: is not TOML: [mail] stands twice" in str(error)
    assert error.hint == "Write the keys of both under the first one."


def test_what_is_not_utf8_is_refused_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b"[smtp]\nhost = '\xe9'\n")

    with pytest.raises(ConfigError, match=r":2:9: is not UTF-8"):
        load(resolve(file, {}), {})


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b"\xef\xbb\xbf[poll]\nmin_minutes = 5\n")

    assert load(resolve(file, {}), {}).poll.min_minutes == 5


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()

    with pytest.raises(ConfigError, match="cannot be read"):
        load(resolve(tmp_path / "config.toml", {}), {})


def test_a_secret_is_never_quoted(tmp_path: Path) -> None:
    error = refusal(tmp_path, "[smtp]\npassword = 20261122\n")

    assert "20261122" not in f"{error}{error.hint}"
    assert "hunter2" not in repr(configured(tmp_path, "[smtp]\npassword = 'hunter2'\n"))


def test_a_variable_overrides_the_file(tmp_path: Path) -> None:
    environ = {
        "TAPESTORY__FETCH__ALLOW_NETWORKS": '["127.0.0.0/24"]',
        "TAPESTORY__SMTP__HOST": "mail.example.org",
        "TAPESTORY__DIGEST": '{"max_events": 3}',
        "TAPESTORY_HOME": "elsewhere",
        "PATH": "anything",
    }
    config = configured(
        tmp_path, "[smtp]\nhost = 'old'\nport = 25\n[digest]\nlanguage='ko'\n", environ
    )

    assert config.fetch.allow_networks == ("127.0.0.0/24",)
    assert (config.smtp.host, config.smtp.port) == ("mail.example.org", 25)
    assert (config.digest.max_events, config.digest.language) == (3, "ko")


@pytest.mark.parametrize("raw", ["12345", "true", "1e3", "null", "NaN", '"quoted"', "{"])
def test_text_that_looks_like_json_can_still_be_a_password(tmp_path: Path, raw: str) -> None:
    config = configured(tmp_path, "", {"TAPESTORY__SMTP__PASSWORD": raw})

    expected = json.loads(raw) if raw.startswith('"') else raw
    assert config.smtp.password.get_secret_value() == expected


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("TAPESTORY__FETCH__PER_HOST", "many", "fetch.per_host"),
        ("TAPESTORY__FETCH__PER_HSOT", "1", "fetch.per_hsot"),
        ("TAPESTORY__FECTH__PER_HOST", "1", "fecth"),
        ("TAPESTORY__POLL__MAX_HOURS", "0", "poll.max_hours"),
        ("TAPESTORY__POLL__DEFAULT_MINUTES", "1", "poll"),
        ("TAPESTORY____X", "1", "names no key"),
    ],
)
def test_an_error_in_a_variable_names_the_variable(
    tmp_path: Path, variable: str, value: str, said: str
) -> None:
    error = refusal(tmp_path, "", {variable: value})

    assert str(error).startswith(f"{variable}: ")
    assert said in str(error)


def test_the_file_is_blamed_for_what_is_wrong_in_the_file(tmp_path: Path) -> None:
    error = refusal(tmp_path, "[smtp]\nport = 'x'\n", {"TAPESTORY__SMTP__HOST": "h"})

    assert ":2:8: smtp.port: " in str(error)


def test_a_value_where_a_table_belongs_is_not_hidden_by_a_variable(tmp_path: Path) -> None:
    error = refusal(tmp_path, "smtp = 3\n", {"TAPESTORY__SMTP__HOST": "h"})

    assert ":1:8: smtp: should be a table" in str(error)


@given(minutes=st.integers(1, 60), concurrency=st.integers(1, 100), text=st.text())
def test_an_override_wins_and_leaves_the_rest(minutes: int, concurrency: int, text: str) -> None:
    environ = {
        "TAPESTORY__POLL__MIN_MINUTES": str(minutes),
        "TAPESTORY__FETCH__CONCURRENCY": json.dumps(concurrency),
        "TAPESTORY__SMTP__USERNAME": json.dumps(text),
    }
    config = load(resolve(Path("absent") / "config.toml", {}), environ)

    assert config.poll.min_minutes == minutes
    assert config.fetch.concurrency == concurrency
    assert config.smtp.username == text
    assert config.poll.max_hours == Config().poll.max_hours


@given(raw=st.text(min_size=1))
def test_any_value_is_taken_or_refused_by_name(raw: str) -> None:
    paths = resolve(Path("absent") / "config.toml", {})
    said = ""
    try:
        taken = load(paths, {"TAPESTORY__DIGEST__MAX_EVENTS": raw}).digest.max_events
    except ConfigError as error:
        said, taken = str(error), 1

    assert 1 <= taken <= 100
    assert not said or said.startswith("TAPESTORY__DIGEST__MAX_EVENTS: ")
