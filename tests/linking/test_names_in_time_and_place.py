"""Names that were not always in use, and listings that share one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.linking import Gazetteer
from tapestory.linking.periods import Period, dated
from tapestory.model import Instrument, Universe

CHANGED = date(2021, 10, 28)


def _instrument(symbol: str, name: str, mic: str, *aliases: str, entity: str) -> Instrument:
    return Instrument(
        symbol=symbol, name=name, mic=mic, currency="USD", sector="", aliases=aliases, entity=entity
    )


UNIVERSE = Universe(
    instruments={
        item.symbol: item
        for item in (
            _instrument("NEW", "Zeltrix", "XNAS", "Zeltrix", "Oldtrix@..2021-10-28", entity="z"),
            _instrument("OTH", "Oldtrix", "XNYS", "Oldtrix@2023-01-01..", entity="o"),
            _instrument("VPX", "Vorplex", "XNYS", "Vorplex", entity="v"),
            _instrument("2999.TW", "Vorplex", "XTAI", "Vorplex", entity="v"),
            _instrument("VPX.AS", "Vorplex", "XAMS", "Vorplex", entity="v"),
        )
    },
    sectors={},
)
GAZETTEER = Gazetteer(UNIVERSE)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2015, 5, 5), ["NEW"]),
        (CHANGED, ["NEW"]),
        (CHANGED + timedelta(days=1), []),
        (date(2023, 1, 1), ["OTH"]),
    ],
)
def test_a_name_means_who_bore_it_then(on: date, expected: list[str]) -> None:
    plain = Universe(
        instruments={
            symbol: Instrument(
                symbol=symbol, name=f"{symbol} plc", mic="", currency="", sector="",
                aliases=tuple(a for a in item.aliases if "@" in a), entity="x",
            )
            for symbol, item in UNIVERSE.instruments.items()
        },
        sectors={},
    )  # fmt: skip

    assert [m.symbol for m in Gazetteer(plain).find("Oldtrix opened a mill", on=on)] == expected


def test_where_no_day_is_known_every_name_may_be_in_use() -> None:
    assert len(GAZETTEER.find("Oldtrix opened a mill")) == 1


@given(st.dates(), st.dates(), st.dates())
def test_a_period_holds_from_its_first_day_to_its_last(a: date, b: date, on: date) -> None:
    since, until = sorted((a, b))
    name, period = dated(f"Some Name@{since.isoformat()}..{until.isoformat()}")

    assert name == "Some Name"
    assert period.holds(on) == (since <= on <= until)
    assert period.holds(None)


@pytest.mark.parametrize("listed", ["Name", "a@b", "x@..2021-13-45", "@..", "me@home..", "N@2021"])
def test_what_only_looks_like_dates_is_part_of_the_name(listed: str) -> None:
    assert dated(listed) == (listed, Period())


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("Vorplex rose", "VPX"),
        ("Taiwan-listed Vorplex rose", "2999.TW"),
        ("Vorplex closed at NT$1,080 in Taipei", "2999.TW"),
        ("Vorplex's ADRs rose in Taipei trading hours", "VPX"),
        ("Vorplex fell in Amsterdam", "VPX.AS"),
        ("Vorplex will list ADRs next year", "VPX"),
        ("Vorplex signed a €1.3bn deal", "VPX"),
        ("Vorplex fell 3% to €61.20", "VPX.AS"),
        ("台股：Vorplex 上涨", "2999.TW"),
    ],
)
def test_the_words_around_tell_which_listing_is_meant(text: str, symbol: str) -> None:
    assert [m.symbol for m in GAZETTEER.find(text)] == [symbol]
