"""How surely an article belongs to its event is said in words; numbers are for those who ask."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.world import NOW, Home
from tapestory import bootstrap
from tapestory.cli.event_page import event_page
from tapestory.cli.look import Look
from tapestory.cli.strength import Strength, earlier, short_reason, strength, strength_words
from tapestory.cli.terminal import width_of
from tapestory.clock import FixedClock
from tapestory.config import load, resolve
from tapestory.matching import Matcher, MatchItem
from tapestory.model import Article, ArticleId, EventId, EventView, Match
from tapestory.pipeline.view import find_views
from tapestory.store import EventQuery

SCORES = st.floats(0.0, 1.0)
ORDER = [Strength.WEAK, Strength.FAIR, Strength.STRONG]
NUMBER = re.compile(r"(?:strong|fair|weak) 0\.\d\d\b")


@pytest.fixture(scope="module")
def view(sample: Home) -> EventView:
    paths = resolve(None, {"TAPESTORY_HOME": str(sample.path)})
    with bootstrap.build(paths, load(paths, {}), clock=FixedClock(NOW)) as components:
        return max(find_views(components, EventQuery()), key=lambda found: len(found.articles))


@pytest.fixture(scope="module")
def article(view: EventView) -> Article:
    return replace(view.articles[0].article, copy_of=None)


def match(score: float, reason: str = "shares ACME; 'valve'", *, by_hand: bool = False) -> Match:
    return Match(
        article_id=ArticleId("a1"),
        event_id=EventId("e1"),
        score=score,
        reason=reason,
        decided_at=NOW,
        by_hand=by_hand,
    )


@given(SCORES, SCORES)
def test_a_surer_match_is_never_called_weaker(article: Article, one: float, other: float) -> None:
    low, high = (ORDER.index(strength(match(score), article)) for score in sorted((one, other)))
    assert low <= high


@given(SCORES)
def test_who_decided_otherwise_is_said_whatever_the_score(article: Article, score: float) -> None:
    copy = replace(article, copy_of=ArticleId("a0"))
    assert strength(match(score, by_hand=True), copy) is Strength.BY_HAND
    assert strength(match(score), copy) is Strength.COPY
    assert strength(match(score, "merged: was in event e0"), article) is Strength.MERGED


@given(SCORES)
def test_no_match_is_said_to_be_certain(article: Article, score: float) -> None:
    told = strength_words(match(score), article, explain=True)
    assert "1.00" not in told
    assert strength_words(match(score), article) == told.partition(" ")[0]


def test_the_article_that_founds_an_event_is_its_first_report(article: Article) -> None:
    item = MatchItem(
        article_id=ArticleId("a1"),
        title="Acme sells its valve works to Bolt for $3 billion",
        text="",
        lang="en",
        time=NOW,
        symbols=frozenset(),
    )
    placed = Matcher(()).place(item)
    founding = match(placed.score, placed.reason)
    assert strength(founding, article) is Strength.FIRST_REPORT
    assert short_reason(founding, article) == ""


def test_a_page_says_in_words_how_strong_each_match_is_and_why(view: EventView) -> None:
    page = event_page(view, {}, look=Look(cut=False))
    for member in view.articles:
        if member.article.copy_of is None:
            assert f"  {strength_words(member.match, member.article)}\n" in f"{page}\n"
            assert short_reason(member.match, member.article) in page
    assert not NUMBER.search(page)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_an_explained_page_has_numbers_and_former_decisions_within_its_width(
    view: EventView, width: int
) -> None:
    last = max(view.articles, key=lambda member: len(member.match.reason))
    former = replace(
        last.match,
        event_id=EventId("k2v9aa01"),
        score=0.8,
        reason="shares ACME; 'valve', 'works', 'long enough to fill a line'; 3 figures",
        decided_at=last.match.decided_at - timedelta(minutes=5),
    )
    decisions = {last.article.id: [former, last.match]}
    page = event_page(view, {}, width=width, look=Look(decisions=decisions))
    assert [line for line in page.splitlines() if width_of(line) > width] == []
    joined = " ".join(page.split())
    assert "in k2v9aa01, fair 0.80: shares ACME; 'valve'" in joined
    assert earlier(decisions[last.article.id], last.match) == [former]


def test_show_explains_when_it_is_asked_to(sample: Home, view: EventView) -> None:
    short = sample("events", "show", view.event.id).out
    long = sample("events", "show", view.event.id, "--explain").out
    assert not NUMBER.search(short)
    assert NUMBER.search(long)


def test_documents_name_the_strength_beside_the_score(sample: Home, view: EventView) -> None:
    told = sample("events", "show", view.event.id, "--json").json["articles"]
    assert all(set(one["match"]) == {"score", "reason", "by_hand", "strength"} for one in told)
    assert {one["match"]["strength"] for one in told} <= {each.value for each in Strength}
    assert all("decisions" not in one for one in told)
    explained = sample("events", "show", view.event.id, "--explain", "--json").json["articles"]
    assert all(one["decisions"][-1]["event_id"] == view.event.id for one in explained)


def test_an_article_says_to_which_event_it_belongs_and_why(sample: Home, view: EventView) -> None:
    member = next(one for one in view.articles if strength(one.match, one.article).is_measured)
    shown = sample("articles", "show", member.article.id).out
    assert view.event.id in shown
    assert f"{strength_words(member.match, member.article)}: {member.match.reason}" in shown
    assert not NUMBER.search(shown)
    assert NUMBER.search(sample("articles", "show", member.article.id, "--explain").out)
    document = sample("articles", "show", member.article.id, "--explain", "--json").json
    assert document["match"]["strength"] == strength(member.match, member.article).value
    assert document["decisions"][-1]["reason"] == document["match"]["reason"]
