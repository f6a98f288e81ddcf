"""What sort of piece an article is."""

from __future__ import annotations

import pytest

from tapestory.model import ArticleKind
from tapestory.reading import document, split_sentences
from tapestory.reading.kinds import article_kind


def kind_of(title: str, body: str) -> ArticleKind:
    return article_kind(title, split_sentences(document(title, body, lang="en")))


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Opinion. ", ArticleKind.OPINION),
        ("Commentary | ", ArticleKind.OPINION),
        ("Analysis: ", ArticleKind.ANALYSIS),
        ("Market wrap. ", ArticleKind.ROUNDUP),
        ("", ArticleKind.NEWS),
        ("Opinions differ on it. ", ArticleKind.NEWS),
    ],
)
def test_what_the_outlet_calls_the_piece_decides(label: str, kind: ArticleKind) -> None:
    body = f"{label}Harbour dues rose by a tenth on Monday. Shippers will pay them from May."

    assert kind_of("Harbour dues rise by a tenth", body) is kind


def test_a_report_of_the_close_is_a_round_up_and_a_close_call_is_not() -> None:
    body = "Shares fell. Bonds rose."

    assert kind_of("Wall Street at the close: shares fall", body) is ArticleKind.ROUNDUP
    assert kind_of("Regulators at the port close a pier", body) is ArticleKind.NEWS
