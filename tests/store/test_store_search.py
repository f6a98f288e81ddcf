from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.builders import article, at, event, match, tell
from tapestory.model import EventId
from tapestory.store import Store
from tapestory.store.search import BEGINNING, index_text, phrases, terms

CJK = st.text(
    alphabet="算力过剩芯片半导体반도체를메타データ半導体カタカナひらがな", min_size=1, max_size=12
)
NUMBERS = count()


def found(store: Store, query: str) -> list[str]:
    with store.reading() as session:
        return [hit.article.id for hit in session.articles.search(query, limit=0)]


@pytest.fixture
def library(store: Store) -> Store:
    texts = {
        "zh": ("算力过剩引发抛售", "云厂商出租闲置的芯片"),
        "ko": ("메타, 남는 컴퓨팅 판매", "반도체를 대량으로 사들였다"),
        "ja": ("メタが余剰計算資源を販売", "データセンターの半導体"),
        "en": (
            "Operator sells excess compute",
            "Selling idle GPUs is naïve, says Société Générale",
        ),
        "mix": ("AI芯片 prices fall 5.5%", "Shares of 0700.HK and BRK.B slid"),
    }
    with store.writing() as session:
        for name, (title, text) in texts.items():
            session.articles.save(article(name, title=title, text=text))
    return store


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("算力", ["zh"]),
        ("力过", ["zh"]),
        ("剩", ["zh"]),
        ("芯片", ["mix", "zh"]),
        ("芯", ["mix", "zh"]),
        ("片芯", []),
        ("반도체", ["ko"]),
        ("도체", ["ko"]),
        ("체", ["ko"]),
        ("메타 반도체", ["ko"]),
        ("남는컴퓨팅", ["ko"]),
        ("半導体", ["ja"]),
        ("データ", ["ja"]),
        ("ﾃﾞｰﾀ", ["ja"]),
        ("センター", ["ja"]),
        ("sell", ["en"]),
        ("SELLS", ["en"]),
        ("gpu", ["en"]),
        ("societe", ["en"]),
        ("naive Société", ["en"]),
        ("ｃｏｍｐｕｔｅ", ["en"]),
        ('"excess compute"', ["en"]),
        ('"compute excess"', []),
        ("compute excess", ["en"]),
        ("exces", ["en"]),
        ('"exces"', []),
        ("exc", []),
        ("xcess", []),
        ("AI芯片", ["mix"]),
        ("0700.HK", ["mix"]),
        ("brk.b", ["mix"]),
        ("5.5%", ["mix"]),
        ("operator 芯片", []),
        ("", []),
        ("   ", []),
        ("!?…—", []),
        ('""', []),
    ],
)
def test_words_and_any_part_of_cjk_text_are_found(
    library: Store, query: str, expected: list[str]
) -> None:
    assert sorted(found(library, query)) == expected


@pytest.mark.parametrize(
    "query",
    [
        '"',
        '"open',
        "a AND",
        "NOT x",
        "NEAR(a b)",
        "title:meta",
        "a*",
        "^a",
        "-a",
        "(a",
        "a + b",
        "{title body}: a",
        "'; DROP TABLE articles; --",
        "\x00",
        "a\x00b",
        "\ud800",
        "算" * 5000,
        "x " * 5000,
        '"' * 999,
    ],
)
def test_nothing_that_a_user_types_is_syntax(library: Store, query: str) -> None:
    found(library, query)
    with library.reading() as session:
        session.events.search(query, limit=3)
        session.events.search(query, limit=3, as_of=at(0))
        session.articles.search(query, limit=3, as_of=at(0))


@settings(max_examples=40)
@given(query=st.text())
def test_no_query_raises(shared_store: Store, query: str) -> None:
    with shared_store.reading() as session:
        session.articles.search(query, limit=5)
        session.events.search(query, limit=5)


@settings(max_examples=40)
@given(before=CJK, middle=CJK, after=CJK)
def test_every_substring_of_a_cjk_text_finds_it(
    shared_store: Store, before: str, middle: str, after: str
) -> None:
    name = f"s{next(NUMBERS)}"
    with shared_store.writing() as session:
        session.articles.save(article(name, title="", text=before + middle + after))

        hits = session.articles.search(middle, limit=0)

    assert name in {hit.article.id for hit in hits}


@given(text=st.text())
def test_cutting_a_text_twice_gives_the_same_terms(text: str) -> None:
    assert terms(index_text(text)) == terms(text)


@given(text=st.text())
def test_terms_hold_nothing_that_could_be_syntax(text: str) -> None:
    for term in terms(text):
        assert term
        assert all(ord(letter) > 127 or letter.isalnum() for letter in term)


@given(query=st.text())
def test_a_query_asks_only_for_what_it_says(query: str) -> None:
    asked = [term.removesuffix(BEGINNING) for phrase in phrases(query) for term in phrase]

    assert set(asked) <= set(terms(query))


def test_a_text_that_changed_is_found_by_its_new_words_only(library: Store) -> None:
    with library.writing() as session:
        session.articles.save(article("zh", title="云厂商扩建", text="新建机房", minute=5))

    assert found(library, "算力") == []
    assert found(library, "机房") == ["zh"]


def test_a_hit_in_the_title_comes_first(store: Store) -> None:
    with store.writing() as session:
        session.articles.save(article("body", title="Other", text="The glut of servers grows"))
        session.articles.save(article("title", title="Glut", text="Servers stand idle today"))

    assert found(store, "glut") == ["title", "body"]


def test_of_equal_hits_the_newer_comes_first_and_the_limit_holds(store: Store) -> None:
    with store.writing() as session:
        for n in range(5):
            session.articles.save(article(f"a{n}", minute=n))
        hits = session.articles.search("servers", limit=2)

    assert [hit.article.id for hit in hits] == ["a4", "a3"]


def test_a_search_as_of_a_time_knows_neither_later_articles_nor_later_wordings(
    store: Store,
) -> None:
    with store.writing() as session:
        session.articles.save(article("a1", minute=0, title="Rumour of a glut", text="Old words."))
        session.articles.save(article("a1", minute=10, title="Denied", text="New words."))
        session.articles.save(article("a2", minute=20, title="Glut again", text="Words."))

        def as_of(query: str, minute: float) -> list[tuple[str, str]]:
            hits = session.articles.search(query, limit=0, as_of=at(minute))
            return [(hit.article.id, hit.article.title) for hit in hits]

        assert as_of("glut", 5) == [("a1", "Rumour of a glut")]
        assert as_of("rumours", 5) == [("a1", "Rumour of a glut")]
        assert as_of("denied", 5) == []
        assert as_of("glut", 15) == []
        assert as_of("denied", 15) == [("a1", "Denied")]
        assert as_of("glut", 20) == [("a2", "Glut again")]


def test_an_event_is_found_by_its_articles_and_by_the_title_it_was_given(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1", title="算力过剩", text="闲置")
        tell(session, "e2", "a2", minute=1, title="Something else", text="entirely")
        session.events.refresh(event("e2", title="Compute glut", minute=1))

        def search(query: str) -> list[str]:
            return [hit.event.id for hit in session.events.search(query, limit=5)]

        assert search("算力") == ["e1"]
        assert search("glut") == ["e2"]
        assert search("else") == ["e2"]
        session.events.refresh(event("e2", title="Servers", minute=1))
        assert search("glut") == []
        assert search("servers") == ["e2"]


def test_events_found_as_of_a_time_hold_what_was_decided_by_then(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1", title="Glut")
        session.events.place(match("a1", "e2", minute=30), event("e2"))

        early = session.events.search("glut", limit=5, as_of=at(10))
        late = session.events.search("glut", limit=5, as_of=at(30))

    assert [hit.event.id for hit in early] == [EventId("e1")]
    assert [hit.event.id for hit in late] == [EventId("e2")]
