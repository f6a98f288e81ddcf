from __future__ import annotations

import pytest

from reading.readings import read


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nvidia announces a plan\n\nIt rained.", "Nvidia"),
        ("A plan\n\nOn Monday Nvidia announced that it will rent servers.", "Nvidia"),
        ("Nvidia Q3 results beat\n\nIt rained.", "Nvidia"),
        ("Nvidia letter to shareholders\n\nIt rained.", "Nvidia"),
        ("A plan\n\nNvidia said in a blog post that it will rent servers.", "Nvidia"),
        ("A plan\n\nThe Nvidia S-1 tells the price.", "Nvidia S-1"),
        ("[8-K] Nvidia\n\nIt rained.", "Nvidia 8-K"),
        ("A plan\n\nInitech announced that it will rent servers.", "Initech"),
        ("A plan\n\n英伟达宣布将出租服务器。", "英伟达"),
        ("A plan\n\n엔비디아는 서버를 임대한다고 발표했다.", "엔비디아"),
    ],
)
def test_a_partys_own_word_is_a_source(text: str, name: str) -> None:
    (first, *_) = read(text).sources

    assert (first.name, first.role) == (name, "statement")


@pytest.mark.parametrize(
    "text",
    [
        "A plan\n\nNvidia is expected to announce its results.",
        "A plan\n\nIt rained.\nIt snowed.\nIt blew.\nNvidia announced another thing long ago.",
        "Nvidia earnings preview\n\nIt rained.",
        "A plan\n\nNvidia rose.",
    ],
)
def test_what_is_only_awaited_or_told_in_passing_is_none(text: str) -> None:
    assert read(text).sources == ()


def test_a_report_comes_before_a_partys_word() -> None:
    said = read("Nvidia announces a plan\n\nReuters first reported it.")

    assert [one.name for one in said.sources] == ["Reuters", "Nvidia"]
    assert [one.name for one in said.citations] == ["Reuters"]
