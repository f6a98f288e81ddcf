"""What the articles of an event recall of the months before its news."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from reading.readings import read
from tapestory import reading
from tapestory.model import Recalled
from tapestory.reading.background.recalled import MOST_RECALLED

NEWS = date(2026, 7, 1)
WRITTEN = date(2026, 7, 2)
PARTIES = ("META", "CRWV", "NBIS")


def recalled(texts: Sequence[str], parties: Sequence[str] = PARTIES) -> tuple[Recalled, ...]:
    told = [(read(text, name=f"a{number}"), WRITTEN) for number, text in enumerate(texts)]
    return reading.recalled(told, before=NEWS, parties=parties)


def article(*sentences: str) -> str:
    return "Meta plans to sell computing power\n\n" + " ".join(sentences)


APRIL = "In April Meta signed a contract with CoreWeave for $21 billion."
AGAIN = "CoreWeave won an order worth about $21 billion from Meta in April, running to 2032."
MAY = "Mark Zuckerberg, who runs Meta, called such a business thinkable in May."


def test_a_dated_sentence_about_a_party_is_recalled_with_its_place() -> None:
    text = article("The plan is new.", APRIL)
    (one,) = recalled([text])
    (told,) = one.tellings
    assert (one.first, one.last) == (date(2026, 4, 1), date(2026, 4, 30))
    assert told.sentence == APRIL
    assert told.cue == "In April"
    document = reading.document_from_text(text)
    assert document.text[told.start : told.end].strip() == APRIL


def test_two_articles_that_recall_one_amount_of_one_month_recall_one_thing() -> None:
    (one,) = recalled([article(APRIL), article(AGAIN)])
    assert [told.article_id for told in one.tellings] == ["a0", "a1"]


def test_the_narrowest_time_told_is_the_time_of_the_thing() -> None:
    exact = "On April 9 Meta signed a contract with CoreWeave for $21 billion."
    (one,) = recalled([article(APRIL), article(exact)])
    assert one.first == one.last == date(2026, 4, 9)


def test_things_stand_in_the_order_in_which_they_happened() -> None:
    assert [one.last.month for one in recalled([article(MAY, APRIL)])] == [4, 5]


def test_a_sentence_that_names_no_party_recalls_nothing_of_the_event() -> None:
    assert recalled([article("In April Oracle raised $25 billion in bonds.")]) == ()


def test_headlines_questions_and_price_moves_recall_nothing() -> None:
    headline = "In April Meta signed with CoreWeave\n\nThe plan is new."
    asked = article("Did Meta not sign a contract with CoreWeave in April?")
    priced = article("Shares of CoreWeave fell 9% on April 9.")
    assert recalled([headline, asked, priced]) == ()


def test_the_fortnight_before_the_news_is_no_background() -> None:
    assert recalled([article("On June 20 Meta hired a salesman for CoreWeave's rival.")]) == ()
    assert recalled([article("On June 12 Meta hired a salesman for CoreWeave's rival.")])


def test_what_more_articles_recall_is_kept_when_there_is_too_much() -> None:
    months = ("December", "January", "February", "March", "May")
    many = article(*(f"In {name} Meta opened hall {name[:3].upper()}." for name in months))
    found = recalled([many, article(APRIL), article(AGAIN)])
    assert len(found) == MOST_RECALLED
    assert max(found, key=lambda one: len(one.tellings)).last == date(2026, 4, 30)


@given(st.permutations([APRIL, MAY, AGAIN, "In March Meta bought land for Nebius."]))
def test_the_order_of_sentences_changes_nothing_but_their_places(order: list[str]) -> None:
    found = recalled([article(*order)])
    plain = recalled([article(APRIL, MAY, AGAIN, "In March Meta bought land for Nebius.")])
    assert [(one.first, one.last, {t.sentence for t in one.tellings}) for one in found] == [
        (one.first, one.last, {t.sentence for t in one.tellings}) for one in plain
    ]
