"""A name that two articles spell in two ways stands behind what they contradict each other in."""

from __future__ import annotations

from dataclasses import replace

from digest.builders import MEMBERS, meta_event
from digest.editions import lead_of
from tapestory.model import Aspect, Difference, Statement, StatementGroup


def statement(article: int, name: str, remark: str) -> Statement:
    return Statement(
        aspect=Aspect.REMARK,
        subject=name,
        value=remark,
        about=frozenset(),
        article_id=MEMBERS[article].article.id,
        sentence=remark,
        cue="said",
        start=0,
        end=4,
    )


def test_a_spelling_is_told_by_its_names_and_last() -> None:
    said = (statement(0, "Ann Example", "It is a start."), statement(1, "Ann Exampel", "A start."))
    group = StatementGroup(
        aspect=Aspect.NAME,
        subject="Ann Example",
        statements=said,
        difference=Difference.CONFLICT,
        why="one name is spelt Ann Example and Ann Exampel",
    )
    lead = lead_of(replace(meta_event(), statement_groups=(group,)))
    last = lead.disagreements[-1]
    assert last.label == "spelling"
    assert [point.text for point in last.lines[0]] == ["“Ann Example”", "“Ann Exampel”"]
    assert [item.label for item in lead.disagreements].count("spelling") == 1
