"""Predictions of narratives → refused where no price could ever speak for or against them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tapestory.config.domain import files_of, sector_hint
from tapestory.config.narrative_schema import LONGEST_HORIZON, NarrativesFile, NarrativeTable
from tapestory.config.paths import Paths
from tapestory.config.schema import Config
from tapestory.config.toml_file import Loc, TomlFile, read_toml, validate
from tapestory.errors import ConfigError
from tapestory.model import Narrative, Sector, Universe


def check_predictions(
    key: str, table: NarrativeTable, file: TomlFile, sectors: Mapping[str, Sector]
) -> None:
    """Check what a narrative predicts, as far as it can be without reading any instruments.

    Raises:
        ConfigError: A prediction is of nothing or of two things, of a sector that does not exist
            or is never measured as one, is made twice, or due after the last look at the tape.
    """
    seen: set[str] = set()
    for index, prediction in enumerate(table.predictions):
        place: Loc = ("narratives", key, "predictions", index)
        if bool(prediction.sector) == bool(prediction.party):
            raise file.error(place, "a prediction is of a sector, or of a party by its symbol")
        loc = (*place, "sector" if prediction.sector else "party")
        if prediction.sector:
            _check_sector(prediction.sector, sectors, file, loc)
        if (prediction.sector or prediction.party) in seen:
            message = f"{prediction.sector or prediction.party} is predicted twice"
            raise file.error(loc, message)
        seen.add(prediction.sector or prediction.party)
        if prediction.horizon > LONGEST_HORIZON:
            last = f"the last look at the tape ends {LONGEST_HORIZON} sessions after day 0"
            raise file.error(
                (*place, "horizon"),
                f"should be at most {LONGEST_HORIZON}, not {prediction.horizon}: {last}",
                hint=f"Write {LONGEST_HORIZON}, or make what takes longer a falsifier.",
            )


def _check_sector(sector: str, sectors: Mapping[str, Sector], file: TomlFile, loc: Loc) -> None:
    if sector not in sectors:
        raise file.error(loc, f"no sector {sector!r}", hint=sector_hint(sector, sectors))
    if not sectors[sector].peers:
        message = f"{sector} is no line of business (peers = false) and never measured as one"
        hint = 'Name a sector without peers = false, or one company: party = "SYMBOL".'
        raise file.error(loc, message, hint=hint)


def check_parties(
    narratives: Iterable[Narrative], universe: Universe, config: Config, paths: Paths
) -> None:
    """Check that the companies of which something is predicted can have a price.

    Args:
        narratives: As loaded from the files that the configuration names.
        universe: Its instruments, and those that were imported.
        config: What names the files.
        paths: Where they are.

    Raises:
        ConfigError: One is not known, or listed nowhere.
    """
    parties = {
        item.sector for narrative in narratives for item in narrative.predictions if item.party
    }
    if all(_is_listed(symbol, universe) for symbol in parties):
        return
    for path in files_of("narratives", config, paths):
        file = read_toml(path)
        for key, table in validate(NarrativesFile, file).narratives.items():
            for index, prediction in enumerate(table.predictions):
                if prediction.party and not _is_listed(prediction.party, universe):
                    loc = ("narratives", key, "predictions", index, "party")
                    raise _no_party(prediction.party, universe, file, loc)


def _is_listed(symbol: str, universe: Universe) -> bool:
    instrument = universe.instruments.get(symbol)
    return instrument is not None and bool(instrument.mic)


def _no_party(symbol: str, universe: Universe, file: TomlFile, loc: Loc) -> ConfigError:
    from tapestory.config.wording import nearest  # noqa: PLC0415  # only for errors

    if symbol in universe.instruments:
        message = f"{symbol} has no exchange, and so never a price"
        return file.error(loc, message, hint="Give its row of instruments.csv a mic.")
    known = {name.casefold(): name for name, item in universe.instruments.items() if item.mic}
    meant = nearest(symbol, sorted(known))
    hint = (
        f"Did you mean {known[meant]}?"
        if meant is not None
        else "tapestory tickers import FILE.csv adds companies; tapestory tickers list has them."
    )
    return file.error(loc, f"no instrument {symbol!r}", hint=hint)
