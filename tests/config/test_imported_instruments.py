"""What an import changes of the configured universe, and what it leaves."""

from __future__ import annotations

from dataclasses import replace

from tapestory.config import with_imported
from tapestory.linking import Gazetteer
from tapestory.model import Instrument, Sector, Universe


def _instrument(symbol: str, *aliases: str, mic: str = "XNAS", weak: str = "") -> Instrument:
    return Instrument(
        symbol=symbol,
        name=aliases[0],
        mic=mic,
        currency="USD",
        sector="",
        aliases=aliases,
        weak_aliases=(weak,) if weak else (),
    )


CONFIGURED = Universe(
    instruments={
        "QRX": _instrument("QRX", "Quorvex", "クォルベックス", weak="Quor"),
        "ZLT": _instrument("ZLT", "Zeltrine"),
    },
    sectors={},
)


def test_nothing_imported_changes_nothing() -> None:
    assert with_imported(CONFIGURED, []) is CONFIGURED


def test_an_import_leaves_the_names_that_it_does_not_speak_of() -> None:
    joined = with_imported(CONFIGURED, [_instrument("QRX", "Quorvex Inc", "Quor", mic="XNYS")])

    assert joined.instruments["QRX"].name == "Quorvex Inc"
    assert joined.instruments["QRX"].mic == "XNYS"
    assert "クォルベックス" in joined.instruments["QRX"].aliases
    assert joined.instruments["QRX"].weak_aliases == ("Quor",)
    assert "Quor" not in joined.instruments["QRX"].aliases


def test_an_imported_symbol_is_meant_before_a_configured_one() -> None:
    joined = with_imported(CONFIGURED, [_instrument("Z9.XX", "Zeltrine", mic="XETR")])

    assert [m.symbol for m in Gazetteer(joined).find("Zeltrine opened a mill")] == ["Z9.XX"]


def test_of_imported_listings_new_york_is_meant_first() -> None:
    listings = [
        _instrument("A1.DE", "Vorplex", mic="XETR"),
        _instrument("VPX", "Vorplex", mic="XNYS"),
        _instrument("AAA", "Vorplex", mic="PINX"),
    ]
    found = Gazetteer(with_imported(CONFIGURED, listings)).find("Vorplex opened a mill")

    assert [m.symbol for m in found] == ["VPX"]


def test_an_import_takes_a_configured_company_out_of_its_sector_only_into_another() -> None:
    known = replace(_instrument("QRX", "Quorvex"), sector="mills")
    sectors = {name: Sector(id=name, name=name) for name in ("mills", "ferries")}
    universe = Universe(instruments={"QRX": known}, sectors=sectors)

    for told, kept in (("Technology", "mills"), ("", "mills"), ("ferries", "ferries")):
        joined = with_imported(universe, [replace(known, sector=told)])
        assert joined.instruments["QRX"].sector == kept
