"""A company that a narrative predicts must be known somewhere before anything is run."""

from __future__ import annotations

from pathlib import Path

from cli.world import Home

NARRATIVES = """\
[narratives.cold]
name = "Cold snap"
thesis = "It freezes."
predictions = [{ party = "QUAYX", direction = "up", mechanism = "m" }]
"""


def test_an_unknown_company_is_refused_until_it_is_imported(tmp_path: Path) -> None:
    (tmp_path / "n.toml").write_text(NARRATIVES, encoding="utf-8")
    (tmp_path / "config.toml").write_text('[universe]\nnarratives = "n.toml"\n', encoding="utf-8")
    (tmp_path / "more.csv").write_text(
        "symbol,name,mic,currency,sector,aliases\nQUAYX,Snow Works,XNYS,USD,,Snow Works\n",
        encoding="utf-8",
    )
    home = Home(path=tmp_path)

    for argv in (("config", "check"), ("run",), ("doctor",)):
        refused = home(*argv)
        assert refused.code != 0
        said = " ".join((refused.out + refused.err).split())
        assert "narratives.cold.predictions[0].party: no instrument 'QUAYX'" in said

    assert home("tickers", "import", str(tmp_path / "more.csv")).code == 0
    assert home("config", "check").code == 0
    assert home("run").code == 0
