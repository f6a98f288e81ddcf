"""What an outlet prints in article after article is learnt as its articles arrive."""

from __future__ import annotations

from systems import System
from tapestory.model import Reading
from tapestory.pipeline.imports import ArticleRecord, import_articles
from tapestory.store import ArticleQuery

TEASER = "On other pages: Nvidia shares plunged 12% after the bell on Thursday."


def record(number: int, *, title: str = "", outlet: str = "Harbour Times") -> ArticleRecord:
    return ArticleRecord(
        id=str(number),
        title=title or f"Crane number {number} at the north pier falls",
        text=f"A foreman said that crane number {number} was taken down early this morning."
        f"\n\n{TEASER}",
        published=f"2026-03-16T{number:02}:00:00Z",
        outlet=outlet,
    )


def readings(system: System) -> list[Reading]:
    """Return them in the order in which the articles appeared."""
    with system.components.store.reading() as session:
        found = [stored.article for stored in session.articles.find(ArticleQuery())]
        read = session.readings.get_many(article.id for article in found)
    return [read[article.id] for article in reversed(found)]


def telling(system: System) -> list[bool]:
    return [TEASER in {s.text for s in said.sentences} for said in readings(system)]


def test_a_teaser_is_read_until_it_is_known(system: System) -> None:
    import_articles(system.components, [record(number) for number in range(1, 6)])

    assert telling(system) == [True, True, False, False, False]


def test_one_run_or_many_read_the_same(system: System) -> None:
    for number in range(1, 6):
        import_articles(system.components, [record(number)])

    assert telling(system) == [True, True, False, False, False]


def test_each_outlet_is_known_by_its_own_articles(system: System) -> None:
    outlets = [f"Quay Post {number}" for number in range(5)]
    import_articles(
        system.components,
        [record(number, outlet=outlet) for number, outlet in enumerate(outlets, start=1)],
    )

    assert telling(system) == [True] * 5


def test_versions_of_one_article_teach_nothing(system: System) -> None:
    versions = [
        record(1).model_copy(
            update={
                "id": str(number),
                "title": f"Crane number 1 at the north pier falls, update {number}",
                "published": f"2026-03-16T{number:02}:00:00Z",
            }
        )
        for number in range(1, 6)
    ]
    import_articles(system.components, versions)

    assert telling(system) == [True] * 5
