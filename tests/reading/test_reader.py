from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.readings import read
from tapestory.model import ArticleKind

PIECES = st.sampled_from(
    [
        *("Meta", " fell 5%", "Bloomberg reported", "$125 billion", ". ", "\n", "英伟达跌5%。"),
        *("\x00", "\u202e", "삼성전자 급락", "denied", "Share To", "Disclaimer:", ", and "),
        *("<META.O>", "2026"),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_everything_found_stands_in_a_sentence_that_was_kept(text: str) -> None:
    said = read(text)
    kept = {s.text for s in said.sentences}

    assert {move.sentence for move in said.reported_moves} <= kept
    assert {figure.sentence for figure in said.figures} <= kept
    assert {citation.sentence for citation in said.citations} <= kept
    assert {item.sentence for item in said.evidence} <= kept
    assert all(move.cue for move in said.reported_moves)
    assert all(citation.cue for citation in said.citations)
    assert all(item.cue for item in said.evidence)
    for mention in said.mentions:
        assert any(s.start <= mention.start and mention.end <= s.end for s in said.sentences)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text) == read(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Meta opens a data center\n\nIt is large.", ArticleKind.NEWS),
        ("Market wrap: chips fall again\n\nA long day.", ArticleKind.ROUNDUP),
        ("Five things to know before the bell\n\nOne.", ArticleKind.ROUNDUP),
        ("早报:三大指数收跌\n\n一天。", ArticleKind.ROUNDUP),
        ("뉴욕증시 마감 시황\n\n하루.", ArticleKind.ROUNDUP),
        ("Why the plan matters\n\nIt does.", ArticleKind.ANALYSIS),
        ("深度解读:算力为何过剩\n\n原因。", ArticleKind.ANALYSIS),
        ("Opinion: the boom is over\n\nIt is.", ArticleKind.OPINION),
        ("A view on chips\n\nI think so. I believe it. My view is clear.", ArticleKind.OPINION),
        ("Acme Inc. Announces Results\n\nCITY -- PRNewswire -- Acme.", ArticleKind.RELEASE),
    ],
)
def test_the_kind_follows_from_title_and_text(text: str, kind: ArticleKind) -> None:
    assert read(text).kind is kind


def test_a_menu_names_nobody() -> None:
    assert read("A plan\n\nIt rained all day.\nShare To\nFacebook\nMeta").mentions == ()
