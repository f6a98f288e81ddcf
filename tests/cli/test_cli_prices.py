from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from cli.world import Home
from moves.providers.price_server import LOOPBACK, Asked, PriceServer, Reply, price_server
from moves.providers.price_world import priced, tiingo_row, weekdays
from tapestory.moves.providers import fmp, stooq, tiingo, yahoo

KEY = "s3cret-of-nobody"
HEADER = "symbol,date,open,high,low,close,adj_close,volume"
START = date(2026, 5, 28)
CALM = [100.0 + 0.3 * (n % 5) for n in range(10)]
DAYS = weekdays(START, 12)


def imported(home: Home, tmp_path: Path, *rows: str) -> tuple[int, str, str]:
    path = tmp_path / "bars.csv"
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    answer = home("prices", "import", str(path))
    return answer.code, answer.out, answer.err


def rows_of(closes: list[float], symbol: str = "META") -> list[str]:
    return [f"{symbol},{day},,,,{close},," for day, close in zip(DAYS, closes, strict=False)]


def with_provider(home: Home, server: PriceServer, **settings: str) -> Home:
    environ: Mapping[str, str] = {
        "TAPESTORY__FETCH__ALLOW_NETWORKS": json.dumps([LOOPBACK]),
        "TAPESTORY__PRICES__PROVIDER": "tiingo",
        "TAPESTORY__PRICES__TIINGO_KEY": KEY,
        "TAPESTORY__PRICES__TIINGO_URL": server.url,
        **settings,
    }
    return replace(home, environ=environ)


def tiingo_like(asked: Asked) -> Reply:
    parts = urlsplit(asked.path)
    symbol = parts.path.split("/")[3]
    if symbol == "GONE":
        return Reply(status=404, body=b'{"detail": "Not found."}')
    first, last = (
        date.fromisoformat(parse_qs(parts.query)[at][0]) for at in ("startDate", "endDate")
    )
    bars = priced([*CALM, 101.0, 102.0], symbol=symbol, start=START)
    return Reply(
        body=json.dumps([tiingo_row(bar) for bar in bars if first <= bar.session <= last]).encode()
    )


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("META,2026-06-01,,,,0,,", "0 is not a price"),
        ("META,2026-06-01,,,,-4,,", "-4 is not a price"),
        ("META,2026-06-01,,,,NaN,,", "'NaN' is not a number"),
        ("META,2026-06-01,,8,9,8.5,,", "high: 8 is under the low 9"),
        ("META,2026-06-01,,11,9,12,,", "close: 12 is above the high 11"),
        ("META,2026-06-01,,11,9,8,,", "close: 8 is under the low 9"),
        ("META,2026-06-19,,,,10,,", "XNAS is closed on Friday, 2026-06-19"),
        ("000660.KS,2026-06-03,,,,10,,", "XKRX is closed on Wednesday, 2026-06-03"),
    ],
)
def test_a_bad_bar_is_refused_by_name_and_listed_afterwards(
    initialised: Home, tmp_path: Path, row: str, reason: str
) -> None:
    symbol, session = row.split(",")[:2]

    code, _, err = imported(initialised, tmp_path, "NBIS,2026-06-01,,,,5,,", row)

    assert code == 3
    assert f"{symbol} {session}" in err
    assert reason in err
    (listed,) = initialised("prices", "status", "--symbol", symbol, "--json").json["prices"]
    assert [item["session"] for item in listed["refused"]] == [session]
    assert reason in listed["refused"][0]["reason"]
    assert f"{symbol} {session}" in initialised("prices", "status").err


def test_many_refused_bars_of_a_symbol_are_counted_unless_it_is_asked_about(
    initialised: Home, tmp_path: Path
) -> None:
    weekend = [f"META,2026-06-{day:02d},,,,10,," for day in (6, 7, 13, 14, 20)]
    imported(initialised, tmp_path, "META,2026-06-01,,,,5,,", *weekend)

    every = initialised("prices", "status").err
    of_one = initialised("prices", "status", "--symbol", "META").err

    (line,) = [line for line in every.splitlines() if "refused" in line]
    assert "META: 5 bars, the last 2026-06-20 (import): XNAS is closed on Saturday" in line
    assert line.endswith("; --symbol names each")
    assert of_one.count("refused") == 5


def test_an_unconfirmed_jump_is_kept_listed_and_released_by_hand(
    initialised: Home, tmp_path: Path
) -> None:
    code, out, err = imported(initialised, tmp_path, *rows_of([*CALM, 150.0, 151.0]))

    assert code == 0
    assert "12 bars new" in out
    assert f"quarantined META {DAYS[10]} (import): close 150 is +48.2%" in err
    (listed,) = initialised("prices", "status", "--json").json["prices"]
    assert (listed["bars"], len(listed["quarantined"])) == (12, 1)
    accepted = initialised("prices", "accept", "META", str(DAYS[10]), "--json")
    assert accepted.json["accepted"][0]["session"] == str(DAYS[10])
    (listed,) = initialised("prices", "status", "--json").json["prices"]
    assert listed["quarantined"] == []
    assert initialised("prices", "accept", "META", str(DAYS[10])).code == 4


def test_a_second_providers_file_releases_it_too(initialised: Home, tmp_path: Path) -> None:
    imported(initialised, tmp_path, *rows_of([*CALM, 150.0, 151.0]))
    path = tmp_path / "other.csv"
    path.write_text("\n".join([HEADER, *rows_of([*CALM, 149.0, 151.0]), ""]), encoding="utf-8")

    answer = initialised("prices", "import", str(path), "--provider", "other", "--json")

    assert answer.json["quarantined"] == []
    assert [item["provider"] for item in answer.json["cleared"]] == ["import"]


def test_gaps_and_repeats_are_told(initialised: Home, tmp_path: Path) -> None:
    rows = rows_of([101.0] * 9)
    del rows[6]

    _, _, err = imported(initialised, tmp_path, *rows)

    assert "alarm META" in err
    assert "identical closes of 101" in err
    (listed,) = initialised("prices", "status", "--json").json["prices"]
    assert listed["missing"] == [str(DAYS[6])]
    assert listed["behind"] > 0
    assert f"META: {DAYS[6]}" in initialised("prices", "status").err


def test_what_is_missing_is_fetched_once_and_no_key_is_ever_shown(
    initialised: Home, caplog: pytest.LogCaptureFixture
) -> None:
    with price_server(tiingo_like) as server:
        home = with_provider(initialised, server)
        first = home("prices", "fetch", "--symbol", "META", "--since", str(START), "--json")
        again = home("prices", "fetch", "--symbol", "META", "--since", str(START))
        status = home("prices", "status", "--json")
        shown = home("config", "show")

    assert (first.code, first.json["new"]) == (0, 12)
    assert first.json["symbols"][0]["status"] == "fetched"
    assert "0 bars new, 0 revised" in again.out
    assert status.json["prices"][0]["last_fetch"]["provider"] == "tiingo"
    told = [first.out, first.err, again.out, again.err, status.out, shown.out, caplog.text]
    assert KEY not in "".join(told)
    assert all(asked.headers["authorization"] == f"Token {KEY}" for asked in server.requests)
    held = [file.read_bytes() for file in initialised.path.rglob("*") if file.is_file()]
    assert KEY.encode() not in b"".join(held)


def test_a_symbol_that_fails_leaves_exit_code_3_and_the_others_kept(initialised: Home) -> None:
    with price_server(tiingo_like) as server:
        home = with_provider(initialised, server)
        answer = home(
            "prices", "fetch", "--since", str(START), "--symbol", "GONE", "--symbol", "META"
        )
        listed = home("prices", "status", "--json").json["prices"]

    assert answer.code == 3
    assert "not fetched GONE: tiingo: GONE: not carried (404)" in answer.err
    assert {item["symbol"]: item["bars"] for item in listed} == {"GONE": 0, "META": 12}
    assert "not carried" in listed[0]["last_fetch"]["error"]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(status=401), "the key is wrong (401)"),
        (Reply(status=429, headers={"Retry-After": "7200"}), "too many requests (429)"),
        (Reply(status=418), "tiingo: META: answered 418"),
    ],
)
def test_a_provider_that_fails_is_quoted_without_the_key(
    initialised: Home, reply: Reply, said: str
) -> None:
    with price_server(lambda _: reply) as server:
        home = with_provider(initialised, server, TAPESTORY__PRICES__PER_MINUTE="6000")
        answer = home("prices", "fetch", "--symbol", "META", "--since", str(START))

    assert answer.code == 3
    assert said in answer.err
    assert KEY not in answer.out + answer.err


def test_a_provider_that_is_not_there_is_a_usage_error(initialised: Home) -> None:
    assert initialised("prices", "fetch").code == 2
    assert initialised("prices", "fetch", "--provider", "bloomberg").code == 2


def test_a_missing_key_path_or_package_is_told_with_what_to_set(initialised: Home) -> None:
    keyless = initialised("prices", "fetch", "--provider", "tiingo", "--symbol", "META")
    pathless = initialised("prices", "fetch", "--provider", "file", "--symbol", "META")

    assert (keyless.code, pathless.code) == (6, 6)
    assert "TAPESTORY__PRICES__TIINGO_KEY" in keyless.err
    assert "prices.path" in pathless.err
    if not yahoo.is_installed():
        packageless = initialised("prices", "fetch", "--provider", "yahoo", "--symbol", "META")
        assert packageless.code == 6
        assert "pip install 'tapestory[yahoo]'" in packageless.err


def test_a_file_is_a_provider_too(initialised: Home, tmp_path: Path) -> None:
    path = tmp_path / "bars.csv"
    path.write_text("\n".join([HEADER, *rows_of(CALM), ""]), encoding="utf-8")
    home = replace(initialised, environ={"TAPESTORY__PRICES__PATH": str(path)})

    answer = home(
        "prices", "fetch", "--provider", "file", "--symbol", "META", "--since", str(START), "--json"
    )

    assert (answer.code, answer.json["new"]) == (0, 10)


def test_a_run_asks_a_provider_only_where_one_is_configured(initialised: Home) -> None:
    with price_server(tiingo_like) as server:
        assert with_provider(initialised, server, TAPESTORY__PRICES__PROVIDER="")("run").code == 0
        assert server.requests == []

        answer = with_provider(initialised, server, TAPESTORY__PRICES__TIINGO_KEY="")("run")

    assert answer.code == 0
    assert "needs a key" in answer.err


def test_the_addresses_in_the_example_are_those_of_the_providers(initialised: Home) -> None:
    shown = initialised("config", "show", "--json").out

    for url in (tiingo.URL, fmp.URL, stooq.URL):
        assert url in shown
