"""Whether a sentence tells what happened at the time that it names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from reading.readings import read
from tapestory.reading.background.recalled import recollections

WRITTEN = date(2026, 7, 20)


def recalled(sentence: str) -> Sequence[tuple[date, date]]:
    said = read(f"Meta plans to sell computing power\n\nThe plan is new. {sentence}")
    return [(one.first, one.last) for one in recollections(said, written=WRITTEN, before=WRITTEN)]


@pytest.mark.parametrize(
    "sentence",
    [
        "In April Meta signed a contract with CoreWeave for $21 billion.",
        "Meta signed a contract with CoreWeave of $21 billion in April.",
        "Meta bought the land in April, two people at the firm said on Tuesday.",
        "The lender told Meta in an April 9 interview that it was ready.",
        "Meta, in April, agreed to rent the halls.",
        "Meta ha firmado un contrato con CoreWeave en abril.",
        "Meta hat im April einen Vertrag mit CoreWeave unterschrieben.",
        "公司表示,4月已与CoreWeave签署大单合同,金额巨大,双方都满意。",
    ],
)
def test_what_happened_then_is_recalled(sentence: str) -> None:
    assert [first.month for first, _ in recalled(sentence)] == [4]


@pytest.mark.parametrize(
    "sentence",
    [
        "Meta on Wednesday answered the complaint that its rival made in April.",
        "Meta is to rebuild what burnt in the April 9 fire at its largest hall.",
        "The lender spoke of a Jan. 6 letter that nobody at Meta wanted to see.",
        "Meta paid rent for 5.9% of all halls, up from 5.8% in April.",
        "Meta paid far more for its new halls than in April.",
        "Meta has hired fast since its chief took office in April.",
        "CoreWeave, which signed with Meta in April, opened a hall in Ohio.",
        "The plan is the largest after the contract of Meta, which is from April 2026.",
        "Meta built six halls in April and May alone.",
        "The survey of Meta, held April 12 to 18, asked a thousand readers.",
        "Meta is up for a vote of its owners in November.",
        "Its owners face elections at Meta in November.",
        "It was on May 30, 1999, that the founder of Meta went to school.",
        "Last March Meta had a new head of sales.",
        "Sales at Meta rose by 12% in June.",
        "与4月相比,Meta的支出大幅增加了很多很多。",
        "Meta周三宣布,4月的合同将提前终止并重新谈判。",
    ],
)
def test_a_time_that_is_only_mentioned_is_not_recalled(sentence: str) -> None:
    assert recalled(sentence) == []
