"""What every provider must do, whoever it is: subclass `Contract` for a new one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from moves.providers.price_world import (
    as_command,
    as_file,
    as_fmp,
    as_parquet,
    as_stooq,
    as_tiingo,
    as_yahoo,
    priced,
    weekdays,
)
from tapestory.errors import PriceSourceError
from tapestory.model import DailyBar, growth_between
from tapestory.moves.providers.protocol import PriceProvider

BARS = [*priced([100.0, 101.5, 99.25, 103.0, 104.0]), *priced([350.0, 351.0], symbol="BRK.B")]
DAYS = weekdays(date(2026, 7, 1), 5)
EVER = (date(2026, 1, 1), date(2026, 12, 31))


class Contract:
    """The laws; `provider` gives one that knows the bars."""

    def provider(self, bars: Sequence[DailyBar], folder: Path) -> PriceProvider:
        raise NotImplementedError

    @pytest.fixture
    def asked(self, tmp_path: Path) -> PriceProvider:
        return self.provider(BARS, tmp_path)

    def test_bars_come_oldest_first_one_a_session(self, asked: PriceProvider) -> None:
        bars = asked.daily_bars("META", *EVER)

        assert [bar.session for bar in bars] == DAYS
        assert [bar.close for bar in bars] == [100.0, 101.5, 99.25, 103.0, 104.0]
        assert {(bar.symbol, bar.provider) for bar in bars} == {("META", asked.name)}
        assert [(bar.high, bar.low) for bar in bars[:1]] == [(101.0, 99.0)]

    def test_the_first_and_the_last_day_asked_for_belong_to_it(self, asked: PriceProvider) -> None:
        bars = asked.daily_bars("META", DAYS[1], DAYS[3])

        assert [bar.session for bar in bars] == DAYS[1:4]

    def test_a_session_without_trade_is_left_out_never_filled(self, tmp_path: Path) -> None:
        asked = self.provider([*BARS[:2], *BARS[3:5]], tmp_path)

        found = [bar.session for bar in asked.daily_bars("META", *EVER)]

        assert found == [*DAYS[:2], *DAYS[3:]]

    def test_a_span_without_bars_is_no_failure(self, asked: PriceProvider) -> None:
        assert list(asked.daily_bars("META", date(2026, 8, 3), date(2026, 8, 4))) == []

    def test_a_symbol_that_it_does_not_carry_is_said_to_be_unknown(
        self, asked: PriceProvider
    ) -> None:
        with pytest.raises(PriceSourceError) as caught:
            asked.daily_bars("NOPE", *EVER)

        assert (caught.value.symbol, caught.value.provider) == ("NOPE", asked.name)
        assert not caught.value.passing

    def test_a_class_of_shares_is_found_under_our_spelling(self, asked: PriceProvider) -> None:
        bars = asked.daily_bars("BRK.B", *EVER)

        assert [(bar.symbol, bar.close) for bar in bars] == [("BRK.B", 350.0), ("BRK.B", 351.0)]


class TestFile(Contract):
    def provider(self, bars: Sequence[DailyBar], folder: Path) -> PriceProvider:
        return as_file(bars, folder)


class TestParquet(Contract):
    def provider(self, bars: Sequence[DailyBar], folder: Path) -> PriceProvider:
        return as_parquet(bars, folder)


class TestCommand(Contract):
    def provider(self, bars: Sequence[DailyBar], folder: Path) -> PriceProvider:
        return as_command(bars, folder)


class TestTiingo(Contract):
    def provider(self, bars: Sequence[DailyBar], folder: Path) -> PriceProvider:
        return as_tiingo(bars, folder)


class TestFmp(Contract):
    def provider(self, bars: Sequence[DailyBar], folder: Path) -> PriceProvider:
        return as_fmp(bars, folder)


class TestStooq(Contract):
    def provider(self, bars: Sequence[DailyBar], folder: Path) -> PriceProvider:
        return as_stooq(bars, folder)


class TestYahoo(Contract):
    def provider(self, bars: Sequence[DailyBar], folder: Path) -> PriceProvider:
        return as_yahoo(bars, folder)


@pytest.mark.parametrize("make", [as_tiingo, as_yahoo])
def test_a_split_and_a_dividend_leave_the_return_that_a_holder_had(
    make: object, tmp_path: Path
) -> None:
    bars = priced([100.0, 102.0, 51.0, 50.0], splits={2: 2.0}, dividends={3: 1.02})
    provider = as_tiingo(bars, tmp_path) if make is as_tiingo else as_yahoo(bars, tmp_path)

    given = provider.daily_bars("META", *EVER)

    assert [bar.close for bar in given] == [100.0, 102.0, 51.0, 50.0]
    steps = [growth_between(one, other) for one, other in pairwise(given)]
    assert steps == pytest.approx([1.02, 1.0, (50.0 + 1.02) / 51.0])
