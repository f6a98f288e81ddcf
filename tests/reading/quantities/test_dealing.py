from __future__ import annotations

import pytest

from tapestory.linking import Gazetteer
from tapestory.model import ArticleId, Instrument, Universe
from tapestory.reading import document_from_text, split_sentences
from tapestory.reading.quantities.figures import figures

NAMES = {"ARB": "Arbour Grid", "BRK": "Brackwater Cloud", "CDR": "Cedar Compute"}
GAZETTEER = Gazetteer(
    Universe(
        instruments={
            symbol: Instrument(
                symbol=symbol, name=name, mic="XNYS", currency="USD", sector="", aliases=(name,)
            )
            for symbol, name in NAMES.items()
        },
        sectors={},
    )
)


def said(text: str) -> list[tuple[str, str, float]]:
    read = document_from_text(f"A day of deals\n\n{text}", lang="en")
    found = figures(
        split_sentences(read), GAZETTEER.find(read.text, lang="en"), ArticleId("a"), lang="en"
    )
    return [(f.subject, f.counterparty, f.high / 1e9) for f in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Arbour Grid and Brackwater Cloud reported revenue of $9 billion and $60 billion.",
            [("ARB", "", 9), ("BRK", "", 60)],
        ),
        (
            "Arbour Grid, Brackwater Cloud and Cedar Compute had sales of $1bn, $2bn and $3bn.",
            [("ARB", "", 1), ("BRK", "", 2), ("CDR", "", 3)],
        ),
        (
            "Arbour Grid and Brackwater Cloud rent to Cedar Compute in deals of $21bn and $27bn.",
            [("CDR", "ARB", 21), ("CDR", "BRK", 27)],
        ),
    ],
)
def test_as_many_names_as_amounts_share_them_out_in_order(
    text: str, expected: list[tuple[str, str, float]]
) -> None:
    assert said(text) == expected


def test_a_single_amount_stays_whole() -> None:
    whole = said("Arbour Grid and Brackwater Cloud together reported revenue of $9 billion.")

    assert {who for who, _, _ in whole} <= {"ARB+BRK", ""}


def test_more_amounts_than_names_are_not_shared_out() -> None:
    told = said("Arbour Grid and Brackwater Cloud had revenue of $1bn, $2bn and $3bn.")

    assert [size for _, _, size in told] == [1, 2, 3]
    assert len({who for who, _, _ in told}) == 1
