"""What narratives.toml may say, and how a mistake in it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tapestory.config import (
    check_parties,
    load,
    load_narratives,
    load_universe,
    resolve,
    with_imported,
)
from tapestory.config.narrative_cues import NewCue, with_cue
from tapestory.config.narrative_schema import LONGEST_HORIZON
from tapestory.errors import ConfigError
from tapestory.model import Instrument, Narrative
from tapestory.narratives import TAPE_WINDOWS

SECTORS = '[sectors.reefer]\nname = "Reefers"\n[sectors.bank]\nname = "Banks"\npeers = false\n'
HEAD = '[concepts.ice]\nen = ["ice", "frost"]\n'
BODY = """\
[narratives.cold]
name = "Cold snap"
thesis = "It freezes."
predictions = [{ sector = "reefer", direction = "up", mechanism = "More to cool.", horizon = 3 }]
[narratives.cold.examples]
en = ["The lake is shut by ice."]
[narratives.cold.cues.en]
strong = ["{ice} ~ thick", "{EXPORT} & {ice}"]
[indicators.lake]
what = "Days of ice"
source = "The weather office"
under = { cold = "up" }
expires_after = 30
"""


def loaded(folder: Path, text: str, rows: str = "") -> tuple[Narrative, ...]:
    (folder / "u.csv").write_text("symbol,name,mic,currency,sector,aliases\n" + rows)
    (folder / "s.toml").write_text(SECTORS)
    (folder / "l.csv").write_text(
        "concept_id,kind,ticker,en,zh,ko,ja\nEXPORT,concept,,export|shipments,,,\n"
    )
    (folder / "n.toml").write_text(text)
    (folder / "config.toml").write_text(
        '[universe]\ninstruments = "u.csv"\nsectors = "s.toml"\nnarratives = "n.toml"\n'
        'lexicon = "l.csv"\n'
    )
    paths = resolve(folder / "config.toml", {})
    return load_narratives(load(paths, {}), paths)


def test_everything_that_a_narrative_says_is_read(tmp_path: Path) -> None:
    (found,) = loaded(tmp_path, HEAD + BODY)

    assert found.predictions[0].horizon == 3
    assert found.examples == {"en": ("The lake is shut by ice.",)}
    assert [(item.id, item.under, item.expires_after) for item in found.indicators] == [
        ("lake", {"cold": "up"}, 30)
    ]


def test_a_prediction_may_name_a_company_by_its_symbol(tmp_path: Path) -> None:
    (found,) = loaded(tmp_path, HEAD + BODY.replace('sector = "reefer"', 'party = "ICE"'))

    assert [(item.sector, item.party) for item in found.predictions] == [("ICE", True)]


@pytest.mark.parametrize("named", ['sector = "reefer", party = "ICE"', 'sector = ""'])
def test_a_prediction_is_of_a_sector_or_of_a_company(tmp_path: Path, named: str) -> None:
    with pytest.raises(ConfigError, match="of a sector, or of a party"):
        loaded(tmp_path, HEAD + BODY.replace('sector = "reefer"', named))


@pytest.mark.parametrize("held", ["", "SNOW,Snow,,,reefer,\n"])
def test_a_company_that_can_never_have_a_price_is_refused_with_its_place(
    tmp_path: Path, held: str
) -> None:
    """It is looked for when everything is there: it may have been imported."""
    text = HEAD + BODY.replace('sector = "reefer"', 'party = "SNOW"')
    found = loaded(tmp_path, text, rows="SNOWY,Snowy,XNYS,USD,reefer,\n" + held)
    paths = resolve(tmp_path / "config.toml", {})
    config = load(paths, {})
    universe = load_universe(config, paths)
    snow = Instrument(symbol="SNOW", name="Snow", mic="XNYS", currency="USD", sector="reefer")
    known = with_imported(universe, [snow])

    check_parties(found, known, config, paths)
    place = r"n.toml:6:26: narratives.cold.predictions\[0\].party"
    with pytest.raises(ConfigError, match=place) as error:
        check_parties(found, universe, config, paths)

    said = f"{error.value} {error.value.hint}"
    assert "SNOW" in said
    assert ("exchange" if held else "Did you mean SNOWY?") in said


def test_the_longest_horizon_is_where_the_last_look_at_the_tape_ends() -> None:
    assert max(last for _, last in TAPE_WINDOWS) == LONGEST_HORIZON


def test_concepts_are_of_the_file_or_of_the_lexicon(tmp_path: Path) -> None:
    (found,) = loaded(tmp_path, HEAD + BODY)

    assert found.concepts == {
        "ice": {"en": ("ice", "frost")},
        "EXPORT": {"en": ("export", "shipments")},
    }


@pytest.mark.parametrize(
    ("right", "wrong", "where", "what"),
    [
        ("{ice} ~ thick", "{icy} ~ thick", ":10:", "no concept 'icy'"),
        ("{ice} ~ thick", "{ice ~ thick", ":10:", "a brace is not closed"),
        ("cold = ", "warm = ", ":14:", "no narrative 'warm'"),
        ("horizon = 3", "horizon = -1", ":6:", "horizon"),
        ("horizon = 3", "horizon = 21", ":6:", "should be at most 20, not 21: the last look"),
        ('sector = "reefer"', 'sector = "bank"', ":6:", "bank is no line of business"),
        ("expires_after = 30", "expires_after = 0", ":15:", "expires_after"),
        ('under = { cold = "up" }', "under = {}", ":14:", "under"),
        ('direction = "up"', 'direction = "left"', ":6:", "direction"),
        ("thesis", "theses", ":3:", "is missing"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, right: str, wrong: str, where: str, what: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        loaded(tmp_path, HEAD + BODY.replace(right, wrong, 1))

    assert f"n.toml{where}" in str(caught.value)
    assert what in str(caught.value)


@pytest.mark.parametrize("kind", ["strong", "weak"])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_cue_is_put_where_it_belongs_and_nothing_else_changes(
    tmp_path: Path, kind: str, lang: str
) -> None:
    before = loaded(tmp_path, HEAD + BODY)[0]
    text = with_cue(HEAD + BODY, NewCue(narrative="cold", lang=lang, kind=kind, text='a "b" c'))
    after = loaded(tmp_path, text)[0]

    assert 'a "b" c' in getattr(after, kind)[lang]
    assert set(before.strong["en"]) <= set(after.strong["en"])
    assert after.indicators == before.indicators
