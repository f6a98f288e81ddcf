"""narratives.toml → competing narratives, checked against the sectors and against each other."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, Strict

from tapestory.config.domain import LANGUAGES, files_of, load_sectors, sector_hint
from tapestory.config.paths import Paths
from tapestory.config.schema import Config, Section
from tapestory.config.toml_file import Loc, TomlFile, read_toml, validate
from tapestory.model import Narrative, Prediction, Sector

Text = Annotated[str, Field(min_length=1)]
Cue = Annotated[str, Field(min_length=2, pattern=r"\S")]
Cues = Annotated[tuple[Cue, ...], Strict(strict=False)]
_KINDS = ("strong", "weak", "reporting", "disputing", "blocking")


class _CueTable(Section):
    strong: Cues = ()
    weak: Cues = ()
    reporting: Cues = ()
    disputing: Cues = ()
    blocking: Cues = ()


class _CueTables(Section):
    en: _CueTable = _CueTable()
    zh: _CueTable = _CueTable()
    ko: _CueTable = _CueTable()
    ja: _CueTable = _CueTable()


class _PredictionTable(Section):
    sector: Text
    direction: Literal["up", "down", "flat"]
    mechanism: Text


class _NarrativeTable(Section):
    name: Text
    thesis: Text
    opposes: Annotated[tuple[str, ...], Strict(strict=False)] = ()
    predictions: Annotated[tuple[_PredictionTable, ...], Strict(strict=False)] = ()
    falsifiers: Annotated[tuple[Text, ...], Strict(strict=False)] = ()
    cues: _CueTables = _CueTables()


class _NarrativesFile(Section):
    narratives: dict[str, _NarrativeTable] = Field(default_factory=dict)


def load_narratives(config: Config, paths: Paths) -> tuple[Narrative, ...]:
    """Return every configured narrative in the order of the files, packs last.

    Raises:
        ConfigError: A file cannot be used, a narrative is defined twice, opposes one that does
            not exist, predicts for a sector that does not exist, or contradicts itself in a cue.
    """
    sectors = load_sectors(config, paths)
    homes: dict[str, TomlFile] = {}
    narratives: dict[str, Narrative] = {}
    for path in files_of("narratives", config, paths):
        file, found = _read(path)
        for narrative in found:
            if narrative.id in homes:
                what = f"is defined in {homes[narrative.id].path} already"
                raise file.error(("narratives", narrative.id), what, at="key")
            homes[narrative.id] = file
            narratives[narrative.id] = narrative
    for narrative in narratives.values():
        _check(narrative, homes[narrative.id], narratives=narratives, sectors=sectors)
    return tuple(narratives.values())


def _read(path: Path) -> tuple[TomlFile, list[Narrative]]:
    file = read_toml(path)
    tables = validate(_NarrativesFile, file)
    return file, [_narrative(key, table) for key, table in tables.narratives.items()]


def _narrative(key: str, table: _NarrativeTable) -> Narrative:
    by_kind = {
        kind: {
            lang: tuple(getattr(getattr(table.cues, lang), kind))
            for lang in LANGUAGES
            if getattr(getattr(table.cues, lang), kind)
        }
        for kind in _KINDS
    }
    return Narrative(
        id=key,
        name=table.name,
        thesis=table.thesis,
        opposes=table.opposes,
        strong=by_kind["strong"],
        weak=by_kind["weak"],
        reporting=by_kind["reporting"],
        disputing=by_kind["disputing"],
        blocking=by_kind["blocking"],
        predictions=tuple(
            Prediction(sector=row.sector, direction=row.direction, mechanism=row.mechanism)
            for row in table.predictions
        ),
        falsifiers=table.falsifiers,
    )


def _check(
    narrative: Narrative,
    file: TomlFile,
    *,
    narratives: dict[str, Narrative],
    sectors: dict[str, Sector],
) -> None:
    base: Loc = ("narratives", narrative.id)
    for index, other in enumerate(narrative.opposes):
        if other not in narratives:
            raise file.error((*base, "opposes", index), f"no narrative {other!r}")
        if other == narrative.id:
            raise file.error((*base, "opposes", index), "a narrative does not oppose itself")
    seen: set[str] = set()
    for index, prediction in enumerate(narrative.predictions):
        loc = (*base, "predictions", index, "sector")
        if prediction.sector not in sectors:
            hint = sector_hint(prediction.sector, sectors)
            raise file.error(loc, f"no sector {prediction.sector!r}", hint=hint)
        if prediction.sector in seen:
            raise file.error(loc, f"{prediction.sector} is predicted twice")
        seen.add(prediction.sector)
    _check_cues(narrative, file)


def _check_cues(narrative: Narrative, file: TomlFile) -> None:
    for lang in LANGUAGES:
        kinds: dict[str, str] = {}
        for kind in _KINDS:
            for index, cue in enumerate(getattr(narrative, kind).get(lang, ())):
                earlier = kinds.setdefault(cue.casefold(), kind)
                if earlier != kind:
                    loc = ("narratives", narrative.id, "cues", lang, kind, index)
                    raise file.error(loc, f"{cue!r} is a {earlier} cue already")
