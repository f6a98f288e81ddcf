"""Articles from a file take the same path as polled ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from systems import System
from tapestory.errors import InputError
from tapestory.pipeline.imports import ArticleRecord, import_articles, read_records
from tapestory.store import ArticleQuery

RECORDS = [
    ArticleRecord(
        id="a",
        title="Nebius wins a $27 billion contract from Meta for AI computing power",
        text="Nebius said it signed a five-year contract with Meta worth up to $27 billion.",
        published="2026-03-16T11:00:00Z",
        outlet="Quay News",
    ),
    ArticleRecord(
        id="b",
        title="Meta signs $27 billion AI cloud contract with Nebius",
        text="Meta will buy up to $27 billion of AI computing power from Nebius over five years.",
        published="2026-03-16T12:30:00Z",
        outlet="Mole Press",
    ),
    ArticleRecord(
        id="c",
        title="City library extends its opening hours over the summer",
        published="2026-03-16",
        outlet="Town Gazette",
    ),
]


def test_two_tellings_of_one_deal_meet_and_a_stranger_does_not(system: System) -> None:
    found = {item.id: item for item in import_articles(system.components, RECORDS)}

    assert found["a"].event_id == found["b"].event_id != found["c"].event_id


def test_what_was_decided_on_arrival_is_the_first_decision_of_the_history(system: System) -> None:
    arrived = import_articles(system.components, RECORDS, online=True)
    settled = import_articles(system.components, RECORDS)

    with system.components.store.reading() as session:
        for item in session.articles.find(ArticleQuery()):
            history = session.events.history(item.article.id)
            assert {a.event_id for a in arrived if a.id == item.article.guid} == {
                history[0].event_id
            }
            assert {a.event_id for a in settled if a.id == item.article.guid} == {
                history[-1].event_id
            }


def test_an_imported_article_counts_to_the_newsroom_that_its_outlet_is(system: System) -> None:
    names = ["WSJ", "wsj.com", "Wall Street Journal"]
    told = [
        record.model_copy(update={"outlet": name})
        for record, name in zip(RECORDS, names, strict=True)
    ]

    import_articles(system.components, told)

    with system.components.store.reading() as session:
        found = session.articles.find(ArticleQuery())
        assert {item.article.outlet for item in found} == {"Wall Street Journal"}


def test_importing_again_doubles_nothing(system: System) -> None:
    first = import_articles(system.components, RECORDS)
    again = import_articles(system.components, RECORDS)

    assert first == again
    with system.components.store.reading() as session:
        assert session.articles.count() == len(RECORDS)


def test_the_order_of_the_file_does_not_matter(system: System) -> None:
    forwards = import_articles(system.components, RECORDS)
    backwards = import_articles(system.components, reversed(RECORDS))

    assert sorted(forwards, key=str) == sorted(backwards, key=str)


def test_an_imported_article_was_first_seen_when_it_was_published(system: System) -> None:
    import_articles(system.components, RECORDS[:1])

    with system.components.store.reading() as session:
        [stored] = session.articles.find(ArticleQuery())
    assert stored.article.first_seen == stored.article.published.instant


def test_a_record_without_a_usable_time_is_refused_and_nothing_is_stored(system: System) -> None:
    bad = ArticleRecord(id="x", title="Undated", published="soon")

    with pytest.raises(InputError, match="x: 'soon'"):
        import_articles(system.components, [*RECORDS, bad])

    with system.components.store.reading() as session:
        assert session.articles.count() == 0


def test_an_undated_record_arrives_with_the_newest_and_stays_undated(system: System) -> None:
    undated = RECORDS[1].model_copy(update={"published": ""})

    found = {i.id: i for i in import_articles(system.components, [undated, *RECORDS[:1]])}

    assert found["b"].event_id == found["a"].event_id
    with system.components.store.reading() as session:
        stored = {item.article.guid: item.article for item in session.articles.find(ArticleQuery())}
    assert stored["b"].published.instant is None
    assert stored["b"].first_seen == stored["a"].first_seen


def test_undated_records_alone_arrive_now(system: System) -> None:
    alone = RECORDS[0].model_copy(update={"published": ""})

    assert [item.id for item in import_articles(system.components, [alone])] == ["a"]


def test_every_record_comes_back_also_two_of_one_address(system: System) -> None:
    address = "https://quay.example/nebius"
    records = [record.model_copy(update={"url": address}) for record in RECORDS[:2]]

    found = import_articles(system.components, [*records, RECORDS[2]])

    assert sorted(item.id for item in found) == ["a", "b", "c"]
    assert len({item.event_id for item in found if item.id != "c"}) == 1


def test_only_a_line_feed_ends_a_line(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    lines = [{"title": "One\u2028two\x85three"}, {"title": "Four", "published": None}]
    file.write_text(
        "\r\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8"
    )

    assert [record.title for record in read_records(file)] == ["One\u2028two\x85three", "Four"]


def test_a_bad_line_is_named_by_file_and_number(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text('{"title": "t", "published": "2026-07-01"}\n\n{"title": 3}\n', encoding="utf-8")

    with pytest.raises(InputError, match=r"articles\.jsonl:3: not an article: title"):
        list(read_records(file))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(line=st.one_of(st.text(), st.dictionaries(st.text(), st.text()).map(json.dumps)))
def test_no_line_does_anything_but_become_a_record_or_a_named_error(
    tmp_path: Path, line: str
) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text(line, encoding="utf-8", errors="replace")

    try:
        records = list(read_records(file))
    except InputError as error:
        assert str(file) in str(error)  # noqa: PT017 - either outcome is right
    else:
        assert all(isinstance(record, ArticleRecord) for record in records)


@pytest.mark.parametrize("hidden", ["\x1b[31m", "\x07", "\u202e", "\ud800", "\u200b"])
def test_what_nobody_may_print_is_not_stored(system: System, hidden: str) -> None:
    given = ArticleRecord(
        id=f"a{hidden}1",
        title=f"Nebius wins a {hidden}contract",
        text=f"Nebius said it signed{hidden} a contract.\n\n\n\nMeta will   pay.",
        outlet=f"Quay{hidden} News",
        lang=f"en{hidden}",
        published="2026-03-16T11:00:00Z",
    )

    import_articles(system.components, [given])

    with system.components.store.reading() as session:
        [stored] = session.articles.find(ArticleQuery())
    kept = stored.article
    assert kept.title == "Nebius wins a contract"
    assert kept.text == "Nebius said it signed a contract.\n\nMeta will pay."
    assert (kept.outlet, kept.guid, kept.lang) == ("Quay News", "a1", "en")
