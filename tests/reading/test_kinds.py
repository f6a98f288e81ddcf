"""What sort of piece an article is."""

from __future__ import annotations

import pytest

from reading.readings import read
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


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Why the harbour needs a third crane", ArticleKind.ANALYSIS),
        ("Third crane ordered: what shippers should expect", ArticleKind.ANALYSIS),
        ("The Crane Story: Risks, Margins and a Bet on Grain", ArticleKind.ANALYSIS),
        ("Northwind Q2 preview: can the cranes keep up?", ArticleKind.ANALYSIS),
        ("起重机订单背后的逻辑", ArticleKind.ANALYSIS),
        ("항만 증설, 어떻게 볼 것인가", ArticleKind.ANALYSIS),
        ("Warum der Hafen einen dritten Kran braucht", ArticleKind.ANALYSIS),
        ("Northwind orders a third crane", ArticleKind.NEWS),
        ("Northwind plans to buy a crane, sources say", ArticleKind.NEWS),
        ("Northwind to buy three cranes: report", ArticleKind.NEWS),
        ("Harbour news for July 2", ArticleKind.ROUNDUP),
        ("Crane ordered at North Pier; grain dues rise; two ships collide", ArticleKind.ROUNDUP),
    ],
)
def test_the_form_of_a_headline_tells_a_report_from_what_weighs_it(
    title: str, kind: ArticleKind
) -> None:
    assert kind_of(title, "A crane was ordered on Monday. It is to arrive in May.") is kind


def test_an_issue_that_greets_its_readers_is_a_round_up() -> None:
    body = "Good morning. A crane was ordered. Grain dues rise."

    assert kind_of("Crane ordered at North Pier", body) is ArticleKind.ROUNDUP


def test_a_text_that_weighs_more_than_it_tells_is_an_analysis() -> None:
    told = "The crane arrived. It was put up. It works. The bill is paid."
    weighed = "That suggests a shift. The risk is debt. It implies higher dues. The thesis holds."
    title = "The crane at North Pier"

    assert kind_of(title, told) is ArticleKind.NEWS
    assert kind_of(title, weighed) is ArticleKind.ANALYSIS


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("I have seen that crane. In my view it is too dear.", ArticleKind.OPINION),
        ("我觉得这台起重机太贵,个人观点。", ArticleKind.OPINION),
        ("“I have seen that crane,” the harbour master said.", ArticleKind.NEWS),
        ('"I bought it in May," he said. "I like it."', ArticleKind.NEWS),
    ],
)
def test_who_speaks_of_himself_gives_an_opinion_but_for_who_is_quoted(
    body: str, kind: ArticleKind
) -> None:
    assert kind_of("The crane at North Pier", body) is kind


@pytest.mark.parametrize(
    "title", ["Tuesday wrap: crane ordered, dues rise", "Stocks close: harbours gain, cranes slip"]
)
def test_a_wrap_of_the_day_is_a_round_up(title: str) -> None:
    assert kind_of(title, "The crane arrived. It was put up.") is ArticleKind.ROUNDUP


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Essay: Oracle has too many halls.", "opinion"),
        ("Monthly market letter: Oracle has too many halls.", "opinion"),
        ("某研究院专栏：甲骨文的机房太多了。", "opinion"),
        ("Official blog: Oracle opens a hall in Ohio.", "news"),
        ("Oracle wrote an essay on halls: they are too many.", "news"),
    ],
)
def test_what_is_printed_before_a_text_tells_its_genre(label: str, kind: str) -> None:
    assert str(read(f"Oracle opens a hall in Ohio\n\n{label}").kind) == kind
