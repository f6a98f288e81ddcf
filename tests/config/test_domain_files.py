"""Universe, lexicon and narratives: what is read, and what is refused with its line."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.config import (
    Config,
    Paths,
    check_benchmarks,
    load,
    load_concepts,
    load_narratives,
    load_universe,
    read_instruments_csv,
    resolve,
)
from tapestory.config.csv_table import read_rows
from tapestory.errors import ConfigError
from tapestory.moves import trading_mic

HEADER = "symbol,name,mic,currency,sector,aliases\n"
SECTORS = '[sectors.reefer]\nname = "Reefers"\n[benchmarks]\nXOSL = "OSEBX"\n'
NARRATIVE = """\
[narratives.cold]
name = "Cold snap"
thesis = "It freezes."
opposes = []
predictions = [{ sector = "reefer", direction = "up", mechanism = "More to cool." }]
falsifiers = ["It thaws."]
[narratives.cold.cues.en]
strong = ["cold snap"]
"""


@pytest.fixture
def own(tmp_path: Path) -> tuple[Config, Paths]:
    (tmp_path / "u.csv").write_text(HEADER + "R.OL,Reefer One,XOSL,NOK,reefer,Reefer One|R1\n")
    (tmp_path / "s.toml").write_text(SECTORS)
    (tmp_path / "n.toml").write_text(NARRATIVE)
    (tmp_path / "l.csv").write_text(
        "concept_id,kind,ticker,en,zh,ko,ja\nCOLD,concept,,Cold Snap|frost,寒潮,,\n"
    )
    file = tmp_path / "config.toml"
    file.write_text(
        '[universe]\ninstruments = "u.csv"\nsectors = "s.toml"\nnarratives = "n.toml"\n'
        'lexicon = "l.csv"\n'
    )
    paths = resolve(file, {})
    return load(paths, {}), paths


def shipped() -> tuple[Config, Paths]:
    paths = resolve(Path("absent") / "config.toml", {})
    return load(paths, {}), paths


def test_what_ships_can_be_read() -> None:
    config, paths = shipped()
    universe = load_universe(config, paths)

    assert {item.sector for item in universe.instruments.values()} - {""} <= universe.sectors.keys()
    assert load_concepts(config, paths)
    narratives = load_narratives(config, paths)
    assert all(narrative.predictions for narrative in narratives)
    assert all(narrative.falsifiers for narrative in narratives)
    assert all(narrative.strong.keys() >= {"en", "zh", "ko", "ja"} for narrative in narratives)


def test_files_of_the_user_take_the_place_of_shipped_ones(own: tuple[Config, Paths]) -> None:
    universe = load_universe(*own)

    assert list(universe.instruments) == ["R.OL"]
    assert universe.instruments["R.OL"].aliases == ("Reefer One", "R1")
    assert universe.benchmarks == {"XOSL": "OSEBX"}
    assert [narrative.id for narrative in load_narratives(*own)] == ["cold"]
    (concept,) = load_concepts(*own)
    assert concept.terms == {"en": ("cold snap", "frost"), "zh": ("寒潮",)}


def test_a_benchmark_of_unknown_exchange_is_refused_with_its_line_and_what_to_do(
    own: tuple[Config, Paths],
) -> None:
    universe = load_universe(*own)

    with pytest.raises(ConfigError) as caught:
        check_benchmarks(universe, *own, exchange_of=lambda _symbol, _known: None)

    assert str(caught.value).endswith(
        "s.toml:4:8: benchmarks.XOSL: no exchange is known at which OSEBX trades"
    )
    assert "tapestory tickers import" in (caught.value.hint or "")
    check_benchmarks(universe, *own, exchange_of=lambda _symbol, _known: "XOSL")


def test_a_benchmark_whose_exchange_has_no_calendar_is_refused_by_it(
    own: tuple[Config, Paths],
) -> None:
    config, paths = own
    (paths.config_file.parent / "u.csv").write_text(HEADER + "OSEBX,Oslo,ZZZZ,NOK,,\n")
    universe = load_universe(config, paths)

    with pytest.raises(ConfigError, match="OSEBX trades at ZZZZ, which has no trading calendar"):
        check_benchmarks(universe, config, paths, exchange_of=trading_mic)


def test_every_benchmark_that_ships_has_an_exchange() -> None:
    config, paths = shipped()

    check_benchmarks(load_universe(config, paths), config, paths, exchange_of=trading_mic)


def test_a_pack_adds_another_theme_without_any_code(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[universe]\npacks = ["shipping_rates"]\n')
    paths = resolve(file, {})
    config = load(paths, {})

    assert "container_shipping" in load_universe(config, paths).sectors
    ids = [narrative.id for narrative in load_narratives(config, paths)]
    assert {"vessel_glut", "oversupply"} <= set(ids)


def test_a_folder_of_the_user_is_a_pack(tmp_path: Path) -> None:
    (tmp_path / "cold").mkdir()
    (tmp_path / "cold/sectors.toml").write_text(SECTORS)
    (tmp_path / "cold/narratives.toml").write_text(NARRATIVE)
    file = tmp_path / "config.toml"
    file.write_text('[universe]\npacks = ["cold"]\n')
    paths = resolve(file, {})

    assert load_narratives(load(paths, {}), paths)[-1].id == "cold"


def test_a_pack_that_is_not_there_is_named_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[universe]\npacks = ["shiping"]\n')
    paths = resolve(file, {})

    with pytest.raises(ConfigError, match=r"config.toml:2:10: universe.packs\[0\]: ") as caught:
        load_universe(load(paths, {}), paths)
    assert "shipping_rates" in (caught.value.hint or "")


def test_a_named_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[universe]\nsectors = "gone.toml"\n')
    paths = resolve(file, {})

    with pytest.raises(ConfigError, match=r"config.toml:2:11: universe.sectors: "):
        load_universe(load(paths, {}), paths)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEADER + "A,Alpha,,,,\nA,Again,,,,\n", ":3: symbol: A stands on line 2 already"),
        (HEADER + ",Alpha,,,,\n", ":2: symbol: is empty"),
        (HEADER + "A,,,,,\n", ":2: name: is empty"),
        (HEADER + "A,Alpha,NASDAQ,,,\n", ":2: mic: "),
        (HEADER + "A,Alpha,,dollar,,\n", ":2: currency: "),
        (HEADER + "\nA,Alpha,,,\n", ":3: has 5 columns where the header has 6"),
        (HEADER + 'A,"Alpha,,,,\n', ":2: is not CSV"),
        ("symbol;name\nA;Alpha\n", ":1: separates its columns by something other than commas"),
        ("symbol,nmae\nA,Alpha\n", ":1: nmae: no such column"),
        ("symbol\nA\n", ":1: name: this column is missing"),
        ("symbol,name,symbol\nA,Alpha,B\n", ":1: symbol: stands there twice"),
        ("", ":1: symbol: this column is missing"),
    ],
)
def test_a_bad_line_of_a_table_is_named(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        read_instruments_csv(file)

    assert f"{file}{said}" in str(caught.value)


def test_columns_nobody_asked_for_are_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("symbol,name,isin\nA,Alpha,US0000000000\n")

    assert [item.symbol for item in read_instruments_csv(file)] == ["A"]


def test_an_unknown_sector_in_the_universe_is_named(own: tuple[Config, Paths]) -> None:
    config, paths = own
    (paths.home / "u.csv").write_text(HEADER + "A,Alpha,,,refer,\n")

    with pytest.raises(ConfigError, match=r"u.csv:2: sector: no sector 'refer'") as caught:
        load_universe(config, paths)
    assert "reefer" in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('sector = "reefer"', 'sector = "refer"', "5:27: narratives.cold.predictions[0].sector"),
        ("opposes = []", 'opposes = ["heat"]', "4:12: narratives.cold.opposes[0]: no narrative"),
        ("opposes = []", 'opposes = ["cold"]', "4:12: narratives.cold.opposes[0]: "),
        ("cues.en", "cues.sv", "7:23: narratives.cold.cues.sv: no such key"),
        ('"up"', '"sideways"', "narratives.cold.predictions[0].direction: should be 'up'"),
        ("thesis = ", "# ", "1:13: narratives.cold.thesis: is missing"),
        ("strong =", 'disputing = ["Cold Snap"]\nstrong =', "is a strong cue already"),
        ('["cold snap"]', '["", "x"]', "8:11: narratives.cold.cues.en.strong[0]: is too short"),
        (NARRATIVE, NARRATIVE + NARRATIVE, "is not TOML"),
    ],
)
def test_a_narrative_that_makes_no_sense_is_refused_with_its_place(
    own: tuple[Config, Paths], old: str, new: str, said: str
) -> None:
    config, paths = own
    (paths.home / "n.toml").write_text(NARRATIVE.replace(old, new), encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        load_narratives(config, paths)

    assert said in str(caught.value)


def test_a_narrative_cannot_be_defined_in_two_files(tmp_path: Path) -> None:
    (tmp_path / "twice").mkdir()
    (tmp_path / "twice/narratives.toml").write_text(NARRATIVE.replace("cold", "oversupply"))
    file = tmp_path / "config.toml"
    file.write_text('[universe]\npacks = ["twice"]\n')
    paths = resolve(file, {})

    with pytest.raises(
        ConfigError, match=r"narratives.toml:1:13: narratives.oversupply: is defined"
    ):
        load_narratives(load(paths, {}), paths)


def test_sixty_thousand_instruments_are_read_in_seconds(tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    rows = [f"S{n},Company {n},XNAS,USD,any,Company {n} Inc|公司{n}\n" for n in range(60_000)]
    file.write_text(HEADER + "".join(rows), encoding="utf-8")
    started = time.perf_counter()

    assert len(read_instruments_csv(file)) == 60_000
    assert time.perf_counter() - started < 10


def test_one_instrument_may_have_sixty_thousand_aliases(tmp_path: Path) -> None:
    file = tmp_path / "one.csv"
    aliases = "|".join(f"alias {n}" for n in range(60_000))
    file.write_text(f"{HEADER}A,Alpha,,,,{aliases}\n")

    assert len(read_instruments_csv(file)[0].aliases) == 60_000


@given(
    cells=st.lists(
        st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12),
        min_size=1,
        max_size=8,
    )
)
def test_any_name_survives_a_table(
    cells: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("t") / "t.csv"
    quoted = "\n".join(
        f'S{number},"{cell.replace(chr(34), chr(34) * 2)}"' for number, cell in enumerate(cells)
    )
    file.write_text(f"symbol,name\n{quoted}\n", encoding="utf-8")

    rows = list(read_rows(file, required=("symbol", "name"), optional=()))

    assert [row.text("name") for row in rows] == cells
    assert [row.line for row in rows] == list(range(2, len(cells) + 2))
