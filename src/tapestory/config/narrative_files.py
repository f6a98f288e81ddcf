"""narratives.toml → competing narratives, checked against the sectors and against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tapestory.config.domain import files_of, load_concepts, load_sectors
from tapestory.config.narrative_schema import (
    ANY,
    KINDS,
    LANGUAGES,
    NarrativesFile,
    NarrativeTable,
    WordTable,
)
from tapestory.config.paths import Paths
from tapestory.config.prediction_checks import check_predictions
from tapestory.config.schema import Config
from tapestory.config.toml_file import Loc, TomlFile, read_toml, validate
from tapestory.config.watch_files import (
    chain_of,
    indicator_of,
    named_by_chain,
    named_by_indicator,
    tests_of,
)
from tapestory.config.watch_schema import ChainTable, IndicatorTable
from tapestory.errors import ConfigError
from tapestory.model import Chain, Indicator, Narrative, Prediction, Sector

WordsByLanguage = dict[str, tuple[str, ...]]

_CONCEPT = re.compile(r"\{\s*([^{}]*?)\s*\}")
"""As `narratives.notation` reads it."""


def load_narratives(config: Config, paths: Paths) -> tuple[Narrative, ...]:
    """Return every configured narrative in the order of the files, packs last.

    Raises:
        ConfigError: A file cannot be used, something is defined twice, a narrative opposes or an
            indicator concerns one that does not exist, a prediction can never be tested, a cue
            names a concept that does not exist, or a cue contradicts another. The message
            begins with file, line, column and key. Companies that are predicted are not looked
            for: see `check_parties`.
    """
    narratives, _ = _all(config, paths)
    return narratives


def load_chains(config: Config, paths: Paths) -> tuple[Chain, ...]:
    """Return every configured chain in the order of the files, packs last.

    Raises:
        ConfigError: As `load_narratives`.
    """
    _, chains = _all(config, paths)
    return chains


def _all(config: Config, paths: Paths) -> tuple[tuple[Narrative, ...], tuple[Chain, ...]]:
    files = _Files()
    for path in files_of("narratives", config, paths):
        file = read_toml(path)
        files.add(file, validate(NarrativesFile, file))
    sectors = load_sectors(config, paths)
    concepts = _concepts(files, config, paths)
    indicators = tuple(
        indicator_of(key, table, file, narratives=files.narratives, concepts=concepts)
        for key, (file, table) in files.indicators.items()
    )
    for key, (file, table) in files.narratives.items():
        _check(key, table, file, narratives=files.narratives, sectors=sectors)
    narratives = tuple(
        _narrative(key, table, file, concepts=concepts, indicators=indicators)
        for key, (file, table) in files.narratives.items()
    )
    chains = tuple(
        chain_of(key, table, file, sectors=sectors, concepts=concepts)
        for key, (file, table) in files.chains.items()
    )
    return narratives, chains


@dataclass(slots=True)
class _Files:
    """What all files define, each with the file that does."""

    narratives: dict[str, tuple[TomlFile, NarrativeTable]] = field(default_factory=dict)
    concepts: dict[str, tuple[TomlFile, WordTable]] = field(default_factory=dict)
    indicators: dict[str, tuple[TomlFile, IndicatorTable]] = field(default_factory=dict)
    chains: dict[str, tuple[TomlFile, ChainTable]] = field(default_factory=dict)

    def add(self, file: TomlFile, tables: NarrativesFile) -> None:
        """Take in one file.

        Raises:
            ConfigError: Another one defines the same.
        """
        for key, narrative in tables.narratives.items():
            _once(("narratives", key), self.narratives.get(key), file)
            self.narratives[key] = (file, narrative)
        for key, words in tables.concepts.items():
            _once(("concepts", key), self.concepts.get(key), file)
            self.concepts[key] = (file, words)
        for key, indicator in tables.indicators.items():
            _once(("indicators", key), self.indicators.get(key), file)
            self.indicators[key] = (file, indicator)
        for key, chain in tables.chains.items():
            _once(("chains", key), self.chains.get(key), file)
            self.chains[key] = (file, chain)

    def named(self) -> Iterator[tuple[TomlFile, Loc, str]]:
        """Yield every concept that something names, with where."""
        for key, (file, narrative) in self.narratives.items():
            for loc, name in _named(key, narrative):
                yield file, loc, name
        for key, (file, indicator) in self.indicators.items():
            for loc, name in named_by_indicator(key, indicator):
                yield file, loc, name
        for key, (file, chain) in self.chains.items():
            for loc, name in named_by_chain(key, chain):
                yield file, loc, name


def _once(loc: Loc, earlier: tuple[TomlFile, object] | None, file: TomlFile) -> None:
    if earlier is not None:
        raise file.error(loc, f"is defined in {earlier[0].path} already", at="key")


def _by_language(table: WordTable) -> WordsByLanguage:
    return {lang: getattr(table, lang) for lang in LANGUAGES if getattr(table, lang)}


def _concepts(files: _Files, config: Config, paths: Paths) -> dict[str, WordsByLanguage]:
    """Return the words of every concept that is named; the lexicon has what no file defines."""
    known = {key: _by_language(table) for key, (_, table) in files.concepts.items()}
    lexicon: dict[str, Mapping[str, tuple[str, ...]]] | None = None
    used: dict[str, WordsByLanguage] = {}
    for file, loc, name in files.named():
        if name in used:
            continue
        if name not in known and lexicon is None:
            lexicon = {item.id: item.terms for item in load_concepts(config, paths)}
        if name in known:
            used[name] = known[name]
        elif lexicon is not None and name in lexicon:
            used[name] = dict(lexicon[name])
        else:
            raise _no_concept(file, loc, name, known)
    return used


def _named(key: str, table: NarrativeTable) -> Iterator[tuple[Loc, str]]:
    """Yield the concepts that a narrative's subject and cues name, each with where."""
    for part, text in (("about", table.about), ("not_about", table.not_about)):
        for name in _CONCEPT.findall(text):
            yield ("narratives", key, part), name
    for lang in (*LANGUAGES, ANY):
        for kind in KINDS:
            for index, cue in enumerate(getattr(getattr(table.cues, lang), kind)):
                for name in _CONCEPT.findall(cue):
                    yield ("narratives", key, "cues", lang, kind, index), name


def _no_concept(
    file: TomlFile, loc: Loc, name: str, known: Mapping[str, WordsByLanguage]
) -> ConfigError:
    from tapestory.config.wording import nearest  # noqa: PLC0415  # only for errors

    meant = nearest(name, sorted(known))
    hint = (
        f"Did you mean {{{meant}}}?"
        if meant is not None
        else "Concepts are defined by [concepts.NAME] here, or in the lexicon."
    )
    return file.error(loc, f"no concept {name!r}", hint=hint)


def _narrative(
    key: str,
    table: NarrativeTable,
    file: TomlFile,
    *,
    concepts: Mapping[str, WordsByLanguage],
    indicators: tuple[Indicator, ...],
) -> Narrative:
    by_kind = {
        kind: {
            lang: tuple(getattr(getattr(table.cues, lang), kind))
            for lang in (*LANGUAGES, ANY)
            if getattr(getattr(table.cues, lang), kind)
        }
        for kind in KINDS
    }
    named = {name for _, name in _named(key, table)}
    return Narrative(
        id=key,
        name=table.name,
        thesis=table.thesis,
        opposes=table.opposes,
        strong=by_kind["strong"],
        weak=by_kind["weak"],
        reporting=by_kind["reporting"],
        continuing=by_kind["continuing"],
        disputing=by_kind["disputing"],
        blocking=by_kind["blocking"],
        predictions=tuple(
            Prediction(
                sector=row.sector or row.party,
                direction=row.direction,
                mechanism=row.mechanism,
                horizon=row.horizon,
                party=not row.sector,
            )
            for row in table.predictions
        ),
        falsifiers=table.falsifiers,
        examples=_by_language(table.examples),
        concepts={name: words for name, words in concepts.items() if name in named},
        about=table.about,
        not_about=table.not_about,
        indicators=tuple(item for item in indicators if key in item.under),
        tests=tests_of(
            key,
            table.falsifiers,
            table.falsifier_tests,
            file,
            {item.id: item for item in indicators if key in item.under},
        ),
    )


def _check(
    key: str,
    table: NarrativeTable,
    file: TomlFile,
    *,
    narratives: Mapping[str, object],
    sectors: Mapping[str, Sector],
) -> None:
    base: Loc = ("narratives", key)
    for index, other in enumerate(table.opposes):
        if other not in narratives:
            raise file.error((*base, "opposes", index), f"no narrative {other!r}")
        if other == key:
            raise file.error((*base, "opposes", index), "a narrative does not oppose itself")
    check_predictions(key, table, file, sectors)
    _check_cues(key, table, file)


def _check_cues(key: str, table: NarrativeTable, file: TomlFile) -> None:
    for lang in (*LANGUAGES, ANY):
        kinds: dict[str, str] = {}
        for kind in KINDS:
            for index, cue in enumerate(getattr(getattr(table.cues, lang), kind)):
                loc = ("narratives", key, "cues", lang, kind, index)
                if cue.count("{") != cue.count("}"):
                    raise file.error(loc, f"{cue!r}: a brace is not closed")
                earlier = kinds.setdefault(cue.casefold(), kind)
                if earlier != kind:
                    raise file.error(loc, f"{cue!r} is a {earlier} cue already")
