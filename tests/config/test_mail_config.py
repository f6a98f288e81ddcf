from __future__ import annotations

import json
from pathlib import Path

import pytest

from tapestory.config import Config, load, resolve
from tapestory.errors import ConfigError


def configured(folder: Path, text: str, environ: dict[str, str] | None = None) -> Config:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return load(resolve(file, {}), environ or {})


def test_each_reader_has_wishes_of_their_own(tmp_path: Path) -> None:
    config = configured(
        tmp_path,
        '[digest]\nat = "08:15"\n[[digest.recipients]]\naddress = "a@example.org"\n'
        '[[digest.recipients]]\naddress = "b@example.org"\ntimezone = "Asia/Seoul"\n'
        'at = "06:30"\nweekdays = ["mon"]\ntickers = ["META"]\nmin_move = 0.03\n',
    )

    first, second = config.digest.recipients
    assert (first.at, first.weekdays, first.tickers) == ("", None, ())
    assert (second.timezone, second.weekdays, second.min_move) == ("Asia/Seoul", ("mon",), 0.03)


def test_readers_can_be_given_by_a_variable(tmp_path: Path) -> None:
    readers = json.dumps([{"address": "a@example.org", "sectors": ["memory"]}])

    config = configured(tmp_path, "", {"TAPESTORY__DIGEST__RECIPIENTS": readers})

    assert config.digest.recipients[0].sectors == ("memory",)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('[digest]\nat = "7:00"\n', "2:6: digest.at", "time of day"),
        ('[digest]\nat = "24:00"\n', "2:6: digest.at", "time of day"),
        ("[digest]\nweekdays = []\n", "2:12: digest.weekdays", "at least one day"),
        ('[digest]\nweekdays = ["monday"]\n', "2:13: digest.weekdays[0]", "'mon'"),
        (
            '[[digest.recipients]]\naddress = "a@example.org"\ntimezone = "Asia/Soul"\n',
            "3:12: digest.recipients[0].timezone",
            "Asia/Seoul",
        ),
        (
            '[[digest.recipients]]\naddress = "nobody"\n',
            "2:11: digest.recipients[0].address",
            "no mail address",
        ),
        (
            '[digest]\nrecipients = [{address = "a@b.example"}, {address = "A@b.example"}]\n',
            "2:14: digest.recipients",
            "twice",
        ),
        (
            '[smtp]\nhost = "mail.example.org"\nsecurity = "none"\n',
            "1:2: smtp",
            "unencrypted to mail.example.org",
        ),
        (
            '[smtp]\nusername = "a"\npassword = "hunter2"\ntoken_command = ["x"]\n',
            "1:2: smtp",
            "only one of password and token_command",
        ),
        ('[mail]\nvia = "maildir"\n', "1:2: mail", "a folder"),
        ('[mail]\nunsubscribe = ["http://a.example"]\n', "1:2: mail", "https:"),
        (
            '[mail]\nunsubscribe = ["mailto:a@b.example"]\none_click = true\n',
            "1:2: mail",
            "https address",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_place(
    tmp_path: Path, text: str, place: str, words: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        configured(tmp_path, text)

    told = f"{caught.value} {caught.value.hint or ''}"
    assert f"config.toml:{place}" in told
    assert words in told
    assert "hunter2" not in told


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.8.8", "::1"])
def test_a_server_on_this_machine_needs_no_encryption(tmp_path: Path, host: str) -> None:
    config = configured(tmp_path, f'[smtp]\nhost = "{host}"\nsecurity = "none"\n')

    assert config.smtp.security == "none"


def test_another_machine_may_go_without_when_that_is_said(tmp_path: Path) -> None:
    text = '[smtp]\nhost = "relay.example"\nsecurity = "none"\nallow_plain = true\n'

    assert configured(tmp_path, text).smtp.allow_plain
