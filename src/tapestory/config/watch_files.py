"""Tables of chains, indicators and falsifiers → values, checked against all that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from tapestory.config.domain import sector_hint
from tapestory.config.toml_file import Loc, TomlFile
from tapestory.config.watch_schema import (
    ChainTable,
    FalsifierTestTable,
    FiguresTable,
    IndicatorTable,
)
from tapestory.errors import ConfigError
from tapestory.model import Chain, ChainLink, FalsifierTest, FigureMatch, Indicator, Sector

Words = Mapping[str, tuple[str, ...]]
"""Language → words."""
_CONCEPT = re.compile(r"\{\s*([^{}]*?)\s*\}")
_TESTS: tuple[Literal["above", "below", "rises_by", "falls_by"], ...] = (
    "above",
    "below",
    "rises_by",
    "falls_by",
)
_CHANGES = ("rises_by", "falls_by")


def named_by_indicator(key: str, table: IndicatorTable) -> Iterator[tuple[Loc, str]]:
    """Yield the concepts that an indicator names, each with where."""
    if table.figures is not None:
        for name in _CONCEPT.findall(table.figures.about):
            yield ("indicators", key, "figures", "about"), name


def named_by_chain(key: str, table: ChainTable) -> Iterator[tuple[Loc, str]]:
    """Yield the concepts that a chain names, each with where."""
    for sector, names in table.words.items():
        for index, name in enumerate(names):
            yield ("chains", key, "words", sector, index), name


def indicator_of(
    key: str,
    table: IndicatorTable,
    file: TomlFile,
    *,
    narratives: Mapping[str, object],
    concepts: Mapping[str, Words],
) -> Indicator:
    """Return an indicator.

    Raises:
        ConfigError: It concerns a narrative that does not exist, or figures of no kind.
    """
    for narrative in table.under:
        if narrative not in narratives:
            loc = ("indicators", key, "under", narrative)
            hint = _meant(narrative, narratives)
            raise file.error(loc, f"no narrative {narrative!r}", hint=hint, at="key")
    if table.figures is not None and not table.figures.kinds:
        raise file.error(("indicators", key, "figures", "kinds"), "should have a kind")
    return Indicator(
        id=key,
        what=table.what,
        source=table.source,
        under=table.under,
        expires_after=table.expires_after,
        unit=table.unit,
        flat_within=table.flat_within,
        figures=None if table.figures is None else _figures(table.figures, concepts),
    )


def _figures(table: FiguresTable, concepts: Mapping[str, Words]) -> FigureMatch:
    named = set(_CONCEPT.findall(table.about))
    return FigureMatch(
        kinds=table.kinds,
        unit=table.unit,
        period=table.period,
        subjects=table.subjects,
        about=table.about,
        concepts={name: words for name, words in concepts.items() if name in named},
    )


def tests_of(
    key: str,
    falsifiers: tuple[str, ...],
    tables: tuple[FalsifierTestTable, ...],
    file: TomlFile,
    indicators: Mapping[str, object],
) -> tuple[FalsifierTest, ...]:
    """Return the tests of a narrative's falsifiers.

    Raises:
        ConfigError: One is of no falsifier or indicator, of the same falsifier as another, or
            does not ask for exactly one thing.
    """
    found: dict[int, FalsifierTest] = {}
    for index, table in enumerate(tables):
        loc: Loc = ("narratives", key, "falsifier_tests", index)
        if table.falsifier > len(falsifiers):
            what = f"no falsifier {table.falsifier}; there are {len(falsifiers)}"
            raise file.error((*loc, "falsifier"), what)
        if table.falsifier in found:
            raise file.error((*loc, "falsifier"), f"falsifier {table.falsifier} has a test already")
        if table.indicator not in indicators:
            hint = _meant(table.indicator, indicators)
            what = f"no indicator {table.indicator!r} that says anything of {key}"
            raise file.error((*loc, "indicator"), what, hint=hint)
        asked = [name for name in _TESTS if getattr(table, name) is not None]
        if len(asked) != 1:
            raise file.error(loc, f"should have one of {', '.join(_TESTS)}")
        if (asked[0] in _CHANGES) is (table.within is None):
            what = "rises_by and falls_by need within, in days; the others have none"
            raise file.error(loc, what)
        found[table.falsifier] = FalsifierTest(
            falsifier=falsifiers[table.falsifier - 1],
            indicator=table.indicator,
            test=asked[0],
            threshold=getattr(table, asked[0]),
            within=table.within or 0,
        )
    return tuple(found.values())


def chain_of(
    key: str,
    table: ChainTable,
    file: TomlFile,
    *,
    sectors: Mapping[str, Sector],
    concepts: Mapping[str, Words],
) -> Chain:
    """Return a chain.

    Raises:
        ConfigError: It has no link; a link is from or to a sector that does not exist, to
            itself, or there twice; or words are given to a sector that is on no link.
    """
    if not table.links:
        raise file.error(("chains", key, "links"), "should have a link")
    seen: set[tuple[str, str]] = set()
    for index, link in enumerate(table.links):
        loc: Loc = ("chains", key, "links", index)
        for end in ("cause", "effect"):
            sector = getattr(link, end)
            if sector not in sectors:
                raise _no_sector(file, (*loc, end), sector, sectors)
        if link.cause == link.effect:
            raise file.error((*loc, "effect"), "a sector is no effect of itself")
        if (link.cause, link.effect) in seen:
            raise file.error(loc, f"{link.cause} → {link.effect} is there twice")
        seen.add((link.cause, link.effect))
    on_links = {sector for pair in seen for sector in pair}
    for sector in table.words:
        if sector not in on_links:
            loc = ("chains", key, "words", sector)
            hint = _meant(sector, dict.fromkeys(on_links))
            raise file.error(loc, f"{sector!r} is on no link", hint=hint, at="key")
    return Chain(
        id=key,
        name=table.name,
        links=tuple(
            ChainLink(
                cause=link.cause, effect=link.effect, sign=link.sign, mechanism=link.mechanism
            )
            for link in table.links
        ),
        words={sector: _together(names, concepts) for sector, names in table.words.items()},
    )


def _together(names: tuple[str, ...], concepts: Mapping[str, Words]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        for lang, words in concepts[name].items():
            found[lang] = tuple(dict.fromkeys((*found.get(lang, ()), *words)))
    return found


def _no_sector(file: TomlFile, loc: Loc, sector: str, sectors: Mapping[str, Sector]) -> ConfigError:
    return file.error(loc, f"no sector {sector!r}", hint=sector_hint(sector, sectors))


def _meant(word: str, known: Mapping[str, object]) -> str | None:
    from tapestory.config.wording import nearest  # noqa: PLC0415  # only for errors

    meant = nearest(word, sorted(known))
    return f"Did you mean {meant}?" if meant is not None else None
