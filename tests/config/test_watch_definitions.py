"""What narratives.toml may say of chains, indicators and falsifiers; how a mistake is named."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from tapestory.config import load, load_chains, load_narratives, resolve
from tapestory.config.watch_schema import FigureKind
from tapestory.errors import ConfigError
from tapestory.model import Chain, Narrative
from tapestory.reading import FIGURE_KINDS

SECTORS = '[sectors.reefer]\nname = "Reefers"\n[sectors.grower]\nname = "Growers"\n'
TEXT = """\
[concepts.ice]
en = ["ice", "frost"]
[narratives.cold]
name = "Cold snap"
thesis = "It freezes."
falsifiers = ["It thaws.", "It rains."]
falsifier_tests = [{ falsifier = 2, indicator = "lake", falls_by = 0.5, within = 30 }]
[indicators.lake]
what = "Days of ice"
source = "The weather office"
under = { cold = "up" }
expires_after = 30
unit = "days"
flat_within = 0.1
figures = { kinds = ["duration"], unit = "months", period = "2026", about = "{ice}" }
[chains.harvest]
name = "From fields to ships"
links = [{ cause = "grower", effect = "reefer", sign = "same", mechanism = "They load." }]
[chains.harvest.words]
grower = ["ice"]
"""


def loaded(folder: Path, text: str) -> tuple[tuple[Narrative, ...], tuple[Chain, ...]]:
    (folder / "u.csv").write_text("symbol,name,mic,currency,sector,aliases\n")
    (folder / "s.toml").write_text(SECTORS)
    (folder / "l.csv").write_text("concept_id,kind,ticker,en,zh,ko,ja\nICE,concept,,ice,,,\n")
    (folder / "n.toml").write_text(text)
    (folder / "config.toml").write_text(
        '[universe]\ninstruments = "u.csv"\nsectors = "s.toml"\nnarratives = "n.toml"\n'
        'lexicon = "l.csv"\n'
    )
    paths = resolve(folder / "config.toml", {})
    config = load(paths, {})
    return load_narratives(config, paths), load_chains(config, paths)


def test_everything_is_read(tmp_path: Path) -> None:
    (narrative,), (chain,) = loaded(tmp_path, TEXT)

    (indicator,) = narrative.indicators
    assert (indicator.unit, indicator.flat_within) == ("days", 0.1)
    assert indicator.figures is not None
    assert indicator.figures.concepts == {"ice": {"en": ("ice", "frost")}}
    assert (indicator.figures.kinds, indicator.figures.period) == (("duration",), "2026")
    (test,) = narrative.tests
    assert (test.falsifier, test.test, test.threshold) == ("It rains.", "falls_by", 0.5)
    assert chain.links[0].mechanism == "They load."
    assert chain.words == {"grower": {"en": ("ice", "frost")}}


@pytest.mark.parametrize(
    ("change", "place", "what", "hint"),
    [
        (('cause = "grower"', 'cause = "growers"'), ":18:", "no sector 'growers'", "grower"),
        (('effect = "reefer"', 'effect = "refer"'), ":18:", "no sector 'refer'", "reefer"),
        (('effect = "reefer"', 'effect = "grower"'), ":18:", "no effect of itself", ""),
        (('sign = "same"', 'sign = "equal"'), ":18:", "chains.harvest.links[0].sign", ""),
        ((', mechanism = "They load."', ""), ":18:", "is missing", ""),
        (('grower = ["ice"]', 'grower = ["snow"]'), ":20:", "no concept 'snow'", ""),
        (('grower = ["ice"]', 'growers = ["ice"]'), ":20:", "is on no link", "grower"),
        (('about = "{ice}"', 'about = "{icy}"'), ":15:", "no concept 'icy'", "ice"),
        (('kinds = ["duration"]', 'kinds = ["durations"]'), ":15:", "figures.kinds", ""),
        (("falsifier = 2", "falsifier = 3"), ":7:", "no falsifier 3", ""),
        (('indicator = "lake"', 'indicator = "lakes"'), ":7:", "no indicator 'lakes'", "lake"),
        ((", within = 30 }]", " }]"), ":7:", "need within", ""),
        (("falls_by = 0.5,", "falls_by = 0.5, above = 1.0,"), ":7:", "should have one of", ""),
        (("links = [{", "links = [] #"), ":18:", "should have a link", ""),
        (('kinds = ["duration"]', "kinds = []"), ":15:", "should have a kind", ""),
    ],
)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, change: tuple[str, str], place: str, what: str, hint: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        loaded(tmp_path, TEXT.replace(*change, 1))

    assert f"n.toml{place}" in str(caught.value)
    assert what in str(caught.value)
    assert hint in (caught.value.hint or "")


def test_a_link_is_there_once(tmp_path: Path) -> None:
    link = '{ cause = "grower", effect = "reefer", sign = "same", mechanism = "They load." }'

    with pytest.raises(ConfigError, match="there twice"):
        loaded(tmp_path, TEXT.replace(link, f"{link}, {link}"))


def test_a_falsifier_has_one_test(tmp_path: Path) -> None:
    test = '{ falsifier = 2, indicator = "lake", falls_by = 0.5, within = 30 }'

    with pytest.raises(ConfigError, match="has a test already"):
        loaded(tmp_path, TEXT.replace(test, f"{test}, {test}"))


def test_the_kinds_of_figures_are_those_that_are_read() -> None:
    assert set(get_args(FigureKind)) == set(FIGURE_KINDS)
