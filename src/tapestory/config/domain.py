"""The files that the configuration names → the universe, the lexicon and the narratives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from pydantic import Field

from tapestory.config.csv_table import Row, read_rows
from tapestory.config.loading import resolve_file
from tapestory.config.paths import Paths
from tapestory.config.schema import Config
from tapestory.config.section import Names, Section
from tapestory.config.toml_file import TomlFile, read_toml, validate
from tapestory.errors import ConfigError
from tapestory.model import Concept, Instrument, Sector, Universe
from tapestory.resources import shipped

LANGUAGES = ("en", "zh", "ko", "ja")

_MIC = re.compile(r"[A-Z0-9]{4}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_CONCEPT_KINDS = ("entity", "concept", "hedge", "attrib", "assert")
_FILE_NAMES = {
    "instruments": "universe.csv",
    "sectors": "sectors.toml",
    "narratives": "narratives.toml",
    "lexicon": "lexicon.csv",
    "closed_days": "closed_days.csv",
    "macro": "macro.csv",
}
"""Key of [universe] → name of the file as shipped and in packs."""
_ADDING = frozenset({"closed_days", "macro"})
"""A user's own adds to the shipped one: whoever writes down a day keeps those of new versions."""


class _SectorTable(Section):
    name: str = Field(min_length=1)
    aliases: Names = ()
    peers: bool = True


class _SectorsFile(Section):
    sectors: dict[str, _SectorTable] = Field(default_factory=dict)
    benchmarks: dict[str, str] = Field(default_factory=dict)


def load_universe(config: Config, paths: Paths) -> Universe:
    """Return the instruments, sectors and benchmarks, packs included.

    A pack's instrument or sector takes the place of an earlier one of the same name.

    Raises:
        ConfigError: A file cannot be used; the message begins with file and line.
    """
    sectors, benchmarks = _sectors(config, paths)
    instruments: dict[str, Instrument] = {}
    for path in files_of("instruments", config, paths):
        instruments |= _instruments(path, sectors)
    return Universe(instruments=instruments, sectors=sectors, benchmarks=benchmarks)


def load_sectors(config: Config, paths: Paths) -> dict[str, Sector]:
    """Return the sectors by id, packs included, without reading any instruments.

    Raises:
        ConfigError: A file cannot be used.
    """
    return _sectors(config, paths)[0]


def check_benchmarks(
    universe: Universe,
    config: Config,
    paths: Paths,
    *,
    exchange_of: Callable[[str, Mapping[str, Instrument]], str | None],
) -> None:
    """Do nothing where it is known on which exchange every benchmark trades.

    A benchmark of unknown hours would be paired with closes of another time of the day.

    Args:
        universe: As loaded, with what was imported.
        config: What names the files.
        paths: Where the config file is.
        exchange_of: Returns the exchange of a symbol; None where no trading calendar is known.

    Raises:
        ConfigError: Of one it is not; the message begins with file and line.
    """
    instruments = universe.instruments
    unknown = [
        mic
        for mic, symbol in universe.benchmarks.items()
        if exchange_of(symbol, instruments) is None
    ]
    if not unknown:
        return
    mic, symbol = unknown[0], universe.benchmarks[unknown[0]]
    files = [read_toml(path) for path in files_of("sectors", config, paths)]
    naming = [file for file in files if mic in validate(_SectorsFile, file).benchmarks]
    what = f"no exchange is known at which {symbol} trades"
    if symbol in instruments and instruments[symbol].mic:
        what = f"{symbol} trades at {instruments[symbol].mic}, which has no trading calendar"
    hint = f"Give {symbol} a line with its exchange (mic) in the file of instruments, or import it:"
    hint += " tapestory tickers import FILE."
    raise naming[-1].error(("benchmarks", mic), what, hint=hint)


def load_concepts(config: Config, paths: Paths) -> tuple[Concept, ...]:
    """Return the words of the domain in the order of the files, packs last.

    Raises:
        ConfigError: A file cannot be used; the message begins with file and line.
    """
    concepts: dict[str, Concept] = {}
    for path in files_of("lexicon", config, paths):
        concepts |= _concepts(path)
    return tuple(concepts.values())


def read_instruments_csv(path: Path) -> list[Instrument]:
    """Return the instruments of a file as users import them, in order.

    Columns: symbol, name, mic, currency, sector, aliases (separated by `|`); weak_aliases and
    entity if wanted. Sectors are taken as they stand.

    Raises:
        ConfigError: A line makes no sense, or a symbol stands there twice.
    """
    return list(_instruments(path, None).values())


def files_of(key: str, config: Config, paths: Paths) -> Iterator[Path]:
    """Yield the files of one kind: the user's or the shipped one, then those of packs.

    Closed days and releases alone add up.

    Args:
        key: "instruments", "sectors", "narratives", "lexicon", "closed_days" or "macro".
        config: What names them.
        paths: Where the config file is, whose folder names are relative to.

    Raises:
        ConfigError: A file or pack that the configuration names is not there.
    """
    name = getattr(config.universe, key)
    path = resolve_file(name, paths) if name else shipped("config") / _FILE_NAMES[key]
    if name and not path.exists():
        raise _not_there(("universe", key), f"{path} is not there", paths)
    if key in _ADDING:
        yield from _added(_FILE_NAMES[key], path, paths)
    else:
        yield path
    for index, pack in enumerate(config.universe.packs):
        file = _pack_folder(pack, index, paths) / _FILE_NAMES[key]
        if file.exists():
            yield file


def _added(name: str, path: Path, paths: Paths) -> Iterator[Path]:
    as_shipped = shipped("config") / name
    yield as_shipped
    own = paths.config_file.parent / name if path == as_shipped else path
    if own.exists() and own != as_shipped:
        yield own


def _pack_folder(pack: str, index: int, paths: Paths) -> Path:
    own = resolve_file(pack, paths)
    if own.is_dir():
        return own
    packs = shipped("config") / "packs"
    names = sorted(folder.name for folder in packs.iterdir()) if packs.is_dir() else []
    if pack in names:
        return packs / pack
    hint = f"Packs that ship with the program: {', '.join(names)}."
    raise _not_there(("universe", "packs", index), f"no pack or folder {pack!r}", paths, hint)


def _not_there(
    loc: tuple[str | int, ...], what: str, paths: Paths, hint: str | None = None
) -> ConfigError:
    file = read_toml(paths.config_file) if paths.config_file.exists() else None
    return (file or TomlFile(path=paths.config_file)).error(loc, what, hint=hint)


def _sectors(config: Config, paths: Paths) -> tuple[dict[str, Sector], dict[str, str]]:
    sectors: dict[str, Sector] = {}
    benchmarks: dict[str, str] = {}
    for path in files_of("sectors", config, paths):
        file = read_toml(path)
        tables = validate(_SectorsFile, file)
        for mic in tables.benchmarks:
            if not _MIC.fullmatch(mic):
                what = "should be the four characters of an exchange (ISO 10383)"
                raise file.error(("benchmarks", mic), what, at="key")
        benchmarks |= tables.benchmarks
        for key, table in tables.sectors.items():
            sectors[key] = Sector(id=key, name=table.name, aliases=table.aliases, peers=table.peers)
    return sectors, benchmarks


def _instruments(path: Path, sectors: Iterable[str] | None) -> dict[str, Instrument]:
    rows = read_rows(
        path,
        required=("symbol", "name"),
        optional=("mic", "currency", "sector", "aliases", "weak_aliases", "entity"),
    )
    known = None if sectors is None else frozenset(sectors)
    found: dict[str, Instrument] = {}
    lines: dict[str, int] = {}
    for row in rows:
        instrument = _instrument(row, known)
        if instrument.symbol in lines:
            earlier = lines[instrument.symbol]
            what = f"{instrument.symbol} stands on line {earlier} already"
            raise row.error(what, column="symbol")
        lines[instrument.symbol] = row.line
        found[instrument.symbol] = instrument
    return found


def _instrument(row: Row, sectors: frozenset[str] | None) -> Instrument:
    symbol = row.required("symbol")
    if any(char.isspace() or not char.isprintable() for char in symbol):
        what = f"{symbol!r} holds white space"
        raise row.error(what, column="symbol")
    mic = row.text("mic")
    if mic and not _MIC.fullmatch(mic):
        what = f"{mic!r} is not the four characters of an exchange (ISO 10383)"
        raise row.error(what, column="mic", hint="Nasdaq is XNAS, New York XNYS, Seoul XKRX.")
    currency = row.text("currency")
    if currency and not _CURRENCY.fullmatch(currency):
        what = f"{currency!r} is not the three letters of a currency"
        raise row.error(what, column="currency")
    sector = row.text("sector")
    if sector and sectors is not None and sector not in sectors:
        what = f"no sector {sector!r}"
        raise row.error(what, column="sector", hint=sector_hint(sector, sectors))
    return Instrument(
        symbol=symbol,
        name=row.required("name"),
        mic=mic,
        currency=currency,
        sector=sector,
        aliases=row.values("aliases"),
        weak_aliases=row.values("weak_aliases"),
        entity=row.text("entity"),
    )


def sector_hint(sector: str, sectors: Iterable[str]) -> str:
    """Return what to do about a sector that does not exist."""
    from tapestory.config.wording import nearest  # noqa: PLC0415  # only for errors

    meant = nearest(sector, sorted(sectors))
    if meant is not None:
        return f"Did you mean {meant}?"
    return "Sectors are defined by [sectors.ID] in sectors.toml (universe.sectors, or a pack)."


def _concepts(path: Path) -> dict[str, Concept]:
    rows = read_rows(path, required=("concept_id", "kind"), optional=("ticker", *LANGUAGES))
    found: dict[str, Concept] = {}
    lines: dict[str, int] = {}
    for row in rows:
        key = row.required("concept_id")
        if key in lines:
            what = f"{key} stands on line {lines[key]} already"
            raise row.error(what, column="concept_id")
        kind = row.required("kind")
        if kind not in _CONCEPT_KINDS:
            what = f"should be one of {', '.join(_CONCEPT_KINDS)}, not {kind!r}"
            raise row.error(what, column="kind")
        terms = {
            lang: tuple(dict.fromkeys(term.lower() for term in row.values(lang)))
            for lang in LANGUAGES
            if row.values(lang)
        }
        if not terms:
            what = "the concept has no terms in any language"
            raise row.error(what, column="en")
        lines[key] = row.line
        found[key] = Concept(id=key, kind=kind, terms=terms, symbol=row.text("ticker"))
    return found
