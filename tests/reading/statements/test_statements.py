from __future__ import annotations

import time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.readings import read
from tapestory.model import Aspect, Difference, StatementGroup
from tapestory.reading.statements.compare import statements, statements_side_by_side


def groups(*texts: str) -> tuple[StatementGroup, ...]:
    told = [read(f"A plan\n\n{text}", name=f"a{place}") for place, text in enumerate(texts)]
    return statements_side_by_side(told)


def only(aspect: Aspect, *texts: str) -> StatementGroup:
    (group,) = [group for group in groups(*texts) if group.aspect is aspect]
    return group


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("CoreWeave is weighing whether to buy a rival's data centers.", "planned"),
        ("CoreWeave announced it would buy two data centers.", "announced"),
        ("CoreWeave has bought two data centers.", "done"),
        ("CoreWeave denied that it would buy a data center.", "denied"),
        ("CoreWeave计划收购一座数据中心。", "planned"),
        ("CoreWeave宣布收购一座数据中心。", "announced"),
        ("엔비디아가 데이터센터 인수를 검토하고 있다.", ""),
        ("英伟达正在出售算力。", "done"),
    ],
)
def test_a_deed_is_denied_planned_announced_or_done(text: str, status: str) -> None:
    values = {s.value for s in statements(read(f"A plan\n\n{text}")) if s.aspect is Aspect.STATUS}

    assert values == {status} or (not status and values <= {"planned"})


def test_a_plan_in_one_article_and_a_deed_in_another_are_a_conflict() -> None:
    group = only(
        Aspect.STATUS,
        "CoreWeave is considering a plan to lease spare servers to banks.",
        "CoreWeave is leasing idle GPUs to whoever pays.",
    )

    assert group.difference is Difference.CONFLICT
    assert {s.value for s in group.statements} == {"planned", "done"}


def test_two_articles_that_tell_of_one_plan_agree() -> None:
    group = only(
        Aspect.STATUS,
        "CoreWeave plans to sell server time to banks.",
        "CoreWeave is planning to sell computing capacity.",
    )

    assert group.difference is Difference.AGREE


def test_deeds_with_other_objects_are_not_set_side_by_side() -> None:
    assert not groups("CoreWeave plans to sell its cafeterias.", "CoreWeave has sold bonds.")


def test_a_question_states_nothing() -> None:
    assert not statements(read("A plan\n\nWhat if CoreWeave has sold its servers?"))


def test_days_that_are_neighbours_are_a_different_basis() -> None:
    group = only(
        Aspect.DAY,
        "The report came out on March 4, and CoreWeave fell.",
        "在3月5日的交易中，英伟达下跌。",
    )

    assert group.difference is Difference.DIFFERENT_BASIS


def test_days_far_apart_are_of_other_things() -> None:
    assert not groups("It happened on March 4.", "It happened on March 19.")


def test_a_quotation_and_its_retelling_are_one_remark() -> None:
    group = only(
        Aspect.REMARK,
        "“Each quarter a dozen hospitals ask us whether they may use our scanners,” Okafor said.",
        "Last week Amara Okafor said that hospitals ask every quarter to use the scanners.",
    )

    assert group.difference is Difference.AGREE


def test_a_remark_behind_a_colon_is_the_speakers() -> None:
    told = statements(
        read("A plan\n\nJonas Veldkamp put it plainly:\nNobody needs a second harbour.")
    )

    assert [(s.subject, s.aspect) for s in told] == [("Jonas Veldkamp", Aspect.REMARK)]


def test_a_name_that_is_spelt_two_ways_is_found_by_what_was_said() -> None:
    group = only(
        Aspect.NAME,
        "Piet Vandenbroucke said that harbour fees will rise sharply in autumn.",
        "Piet Vandenbrouke said that the harbour fees rise in autumn.",
    )

    assert group.difference is Difference.CONFLICT
    assert "Vandenbrouke" in group.why


def test_opposites_of_one_thing_are_a_conflict_and_of_two_a_different_basis() -> None:
    one = only(
        Aspect.QUALITY,
        "Meta Platforms keeps its Llama models open-source.",
        "Meta Platforms now makes Llama models closed-source.",
    )
    two = only(
        Aspect.QUALITY,
        "The Llama models of Meta Platforms stay near open-source Llama.",
        "At Meta Platforms proprietary rules.",
    )

    assert one.difference is Difference.CONFLICT
    assert two.difference is Difference.DIFFERENT_BASIS


PIECES = st.sampled_from(
    [
        *("CoreWeave ", "Meta Platforms ", "plans to ", "has sold ", "denied ", "announced "),
        *("is leasing ", "servers ", "GPUs ", "on March 4 ", "3月5日", "“", "”", ": ", "\n", "? "),
        *("Jonas Veldkamp said that ", "nobody needs a second harbour ", "open-source "),
        *("closed-source ", ". ", "计划出售算力。"),
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


@given(TEXTS)
def test_spans_index_the_text(text: str) -> None:
    whole = "A plan\n\n" + text
    said = read(whole)

    for statement in statements(said):
        assert 0 <= statement.start <= statement.end <= len(whole)
        assert statement.sentence in {s.text for s in said.sentences}


@given(st.lists(TEXTS, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_no_class(texts: list[str], dice: Random) -> None:
    told = [read(f"A plan\n\n{text}", name=f"a{place}") for place, text in enumerate(texts)]
    turned = list(told)
    dice.shuffle(turned)

    def classes(found: tuple[StatementGroup, ...]) -> list[tuple[str, ...]]:
        return sorted(
            (g.aspect.value, g.difference.value, *sorted(s.article_id for s in g.statements))
            for g in found
            if g.aspect is not Aspect.NAME
        )

    assert classes(statements_side_by_side(turned)) == classes(statements_side_by_side(told))


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "CoreWeave plans to sell servers. " * 20_000,
        "“" * 300_000,
        "Ab Cd " * 150_000 + "said that x",
        "March 4 " * 60_000,
        "Jonas Veldkamp said that we " * 30_000,
    ],
)
def test_hostile_statements_take_bounded_time(text: str) -> None:
    started = time.process_time()

    groups(text, text)

    assert time.process_time() - started < 30
