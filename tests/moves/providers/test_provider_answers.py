from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pytest

from moves.providers.price_server import LOOPBACK, Asked, PriceServer, Reply, price_server
from moves.providers.price_world import (
    FakeYfinance,
    YFRateLimitError,
    getting,
    missing,
    priced,
    tiingo_row,
)
from tapestory.errors import (
    PriceSourceError,
    SourceBusyError,
    SourceRefusedError,
    UnknownSymbolError,
)
from tapestory.ingest.fetching.answers import FetchLimits
from tapestory.moves.providers.fmp import Fmp
from tapestory.moves.providers.plausible import fault
from tapestory.moves.providers.protocol import PriceProvider
from tapestory.moves.providers.stooq import Stooq
from tapestory.moves.providers.tiingo import Tiingo
from tapestory.moves.providers.yahoo import Yahoo, is_installed, yfinance
from tapestory.pipeline.price_sources import get_within

KEY = "s3cret-of-nobody"
DAY = date(2026, 7, 1)
EVER = (date(2026, 1, 1), date(2026, 12, 31))
LIMITS = FetchLimits(allow_networks=(LOOPBACK,), total_seconds=5.0)
GOOD = {
    "tiingo": json.dumps([tiingo_row(bar) for bar in priced([100.0, 101.0])]),
    "fmp": json.dumps(
        [
            {"date": f"{bar.session}", "open": 1, "high": 102, "low": 1, "close": bar.close}
            for bar in priced([100.0, 101.0])
        ]
    ),
    "stooq": "Date,Open,High,Low,Close,Volume\r\n"
    "2026-07-01,100,101,99,100,5\r\n2026-07-02,101,102,100,101,5\r\n",
}
NAMES = sorted(GOOD)


def provider_at(name: str, url: str, limits: FetchLimits = LIMITS) -> PriceProvider:
    get = get_within(limits)
    if name == "tiingo":
        return Tiingo(get=get, key=KEY, url=url)
    if name == "fmp":
        return Fmp(get=get, key=KEY, url=url)
    return Stooq(get=get, key=KEY, url=url)


def answered(name: str, reply: Reply, symbol: str = "META") -> tuple[object, PriceServer]:
    """What a provider makes of one and the same reply to whatever it asks."""

    def script(asked: Asked) -> Reply:
        if "dividends" in asked.path:
            return Reply(body=b"[]")
        return reply

    with price_server(script) as server:
        try:
            return provider_at(name, server.url).daily_bars(symbol, *EVER), server
        except PriceSourceError as error:
            return error, server


def failure(name: str, reply: Reply) -> PriceSourceError:
    error, _ = answered(name, reply)
    assert isinstance(error, PriceSourceError)
    assert KEY not in f"{error} {error!r} {error.__cause__!r} {error.__context__!r}"
    return error


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_as_documented_becomes_bars(name: str) -> None:
    bars, server = answered(name, Reply(body=GOOD[name].encode()))

    assert isinstance(bars, list)
    assert [bar.close for bar in bars] == [100.0, 101.0]
    assert all(bar.provider == name for bar in bars)
    if name != "stooq":
        assert all(KEY not in asked.path for asked in server.requests)


@pytest.mark.parametrize(
    ("name", "body"), [("tiingo", b"[]"), ("fmp", b"[]"), ("stooq", b"No data")]
)
def test_an_empty_answer_is_no_bars(name: str, body: bytes) -> None:
    bars, _ = answered(name, Reply(body=body))

    assert list(bars) == []  # type: ignore[call-overload]  # an error would not be iterable


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (404, UnknownSymbolError),
        (401, SourceRefusedError),
        (402, SourceRefusedError),
        (403, SourceRefusedError),
        (429, SourceBusyError),
        (500, PriceSourceError),
        (502, PriceSourceError),
        (418, PriceSourceError),
    ],
)
def test_each_status_says_what_to_do(name: str, status: int, kind: type[PriceSourceError]) -> None:
    error = failure(name, Reply(status=status))

    assert type(error) is kind
    assert error.passing is (status in (429, 500, 502))
    assert f"{name}: META: " in str(error)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("status", [429, 503])
def test_when_to_come_back_is_passed_on(name: str, status: int) -> None:
    error = failure(name, Reply(status=status, headers={"Retry-After": "120"}))

    assert isinstance(error, SourceBusyError)
    assert error.retry_after == "120"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "reply",
    [
        Reply(body=b"<!doctype html><title>Just a moment</title>"),
        Reply(body=b""),
        Reply(body=b'[{"date": "2026-07-01T00:00:00.000Z", "clo'),
        Reply(body=b"Date,Open,High,Low,Close,Volume\r\n2026-07-01,100,101,99,10"),
        Reply(body=b"Date,Open,High,Low,Close,Volume\r\n2026-07-01,100\r\n"),
        Reply(body=b'[{"date": "yesterday", "close": 1}]'),
        Reply(body=b"[1, 2]"),
        Reply(body=b"[]", cut=500),
    ],
    ids=["page", "nothing", "cut JSON", "cut CSV", "cut row", "no date", "no rows", "cut body"],
)
def test_what_cannot_be_used_is_a_failure_and_never_half_an_answer(name: str, reply: Reply) -> None:
    assert type(failure(name, reply)) is PriceSourceError


@pytest.mark.parametrize("name", ["tiingo", "fmp"])
def test_a_row_without_a_close_is_passed_on_to_be_refused_by_name(name: str) -> None:
    row = {"date": "2026-07-01", "open": 1.0, "close": None, "high": 2.0}
    bars, _ = answered(name, Reply(body=json.dumps([row]).encode()))

    assert isinstance(bars, list)
    assert fault(bars[0]) == "close: nan is not a number"


@pytest.mark.parametrize(
    ("name", "body", "kind"),
    [
        ("stooq", "Exceeded the daily hits limit", SourceBusyError),
        ("stooq", "Get your apikey:", SourceRefusedError),
        ("fmp", '{"Error Message": "Limit Reach. Upgrade your plan."}', SourceBusyError),
        ("fmp", '{"Error Message": "Invalid API KEY."}', SourceRefusedError),
        ("fmp", '{"Error Message": "Something."}', PriceSourceError),
        ("tiingo", '{"detail": "Please wait."}', PriceSourceError),
    ],
)
def test_what_a_provider_says_in_words_under_200_is_understood(
    name: str, body: str, kind: type[PriceSourceError]
) -> None:
    assert type(failure(name, Reply(body=body.encode()))) is kind


@pytest.mark.parametrize("name", NAMES)
def test_a_redirect_is_not_followed_so_that_no_key_travels(name: str) -> None:
    with price_server(lambda _: Reply(body=b"[]")) as elsewhere:
        moved = Reply(status=302, headers={"Location": f"{elsewhere.url}/there"})

        failure(name, moved)

        assert elsewhere.requests == []


@pytest.mark.parametrize("name", NAMES)
def test_the_loopback_is_refused_unless_the_config_allows_it(name: str) -> None:
    with price_server(lambda _: Reply(body=b"[]")) as server:
        provider = provider_at(name, server.url, FetchLimits(total_seconds=5.0))

        with pytest.raises(PriceSourceError, match=r"not public|private|address"):
            provider.daily_bars("META", *EVER)

        assert server.requests == []


@pytest.mark.parametrize("name", NAMES)
def test_nobody_there_is_a_passing_failure(name: str) -> None:
    with price_server(lambda _: Reply()) as server:
        gone = server.url
    with pytest.raises(PriceSourceError) as caught:
        provider_at(name, gone).daily_bars("META", *EVER)

    assert caught.value.passing


@pytest.mark.parametrize("symbol", ["000660.KS", "^GSPC", "2330.TW"])
def test_what_tiingo_never_carries_is_not_asked_for(symbol: str) -> None:
    provider = Tiingo(get=getting(lambda *_: missing()), key=KEY)

    with pytest.raises(UnknownSymbolError, match="American"):
        provider.daily_bars(symbol, *EVER)


@pytest.mark.parametrize("make", [Tiingo, Fmp, Stooq])
def test_without_a_key_nobody_is_asked(make: Callable[..., PriceProvider]) -> None:
    provider = make(get=getting(lambda *_: missing()), key="")

    with pytest.raises(SourceRefusedError, match="TAPESTORY__PRICES__"):
        provider.daily_bars("META", *EVER)


def test_fmp_does_without_dividends_where_the_plan_does_not_tell_them() -> None:
    def script(asked: Asked) -> Reply:
        if "dividends" in asked.path:
            return Reply(status=402)
        return Reply(body=GOOD["fmp"].encode())

    with price_server(script) as server:
        bars = provider_at("fmp", server.url).daily_bars("META", *EVER)

    assert [(bar.close, bar.dividend) for bar in bars] == [(100.0, None), (101.0, None)]


def test_yahoo_tells_a_limit_an_unknown_symbol_and_anything_else_apart() -> None:
    def failing(error: Exception) -> type[PriceSourceError]:
        with pytest.raises(PriceSourceError) as caught:
            Yahoo(load=lambda: FakeYfinance([], failure=error)).daily_bars("META", *EVER)
        return type(caught.value)

    assert failing(YFRateLimitError()) is SourceBusyError
    assert failing(OSError("404 Client Error")) is UnknownSymbolError
    assert failing(KeyError("chart")) is PriceSourceError


def test_yahoo_is_asked_up_to_today_so_that_later_splits_can_be_taken_out() -> None:
    bars = priced([100.0, 102.0, 51.0], splits={2: 2.0})
    module = FakeYfinance(bars)

    given = Yahoo(load=lambda: module).daily_bars("META", DAY, DAY)

    assert [bar.close for bar in given] == [100.0]
    assert "end" not in module.asked[0][1]


def test_days_without_a_split_change_nothing_even_where_they_have_no_number() -> None:
    bars = priced([100.0, 102.0, 51.0], splits={2: 2.0})
    module = FakeYfinance(bars, nothing=float("nan"))

    given = Yahoo(load=lambda: module).daily_bars("META", *EVER)

    assert [(bar.close, bar.split, bar.dividend) for bar in given] == [
        (100.0, 1.0, 0.0),
        (102.0, 1.0, 0.0),
        (51.0, 2.0, 0.0),
    ]


def test_yahoos_package_is_told_to_raise_what_goes_wrong() -> None:
    module = FakeYfinance(priced([100.0]))
    Yahoo(load=lambda: module).daily_bars("META", *EVER)
    assert module.asked[0][1]["raise_errors"] is True
    debug = SimpleNamespace(hide_exceptions=True)
    newer = FakeYfinance(priced([100.0]), config=SimpleNamespace(debug=debug))

    Yahoo(load=lambda: newer).daily_bars("META", *EVER)

    assert "raise_errors" not in newer.asked[0][1]
    assert debug.hide_exceptions is False


def test_yahoo_without_its_package_says_what_to_install() -> None:
    if is_installed():
        assert yfinance() is not None
        return
    with pytest.raises(SourceRefusedError, match=r"pip install 'tapestory\[yahoo\]'"):
        yfinance()
