"""Labelled files become items as the program would see them."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evaluation.matching.command import import_set, records
from evaluation.matching.pairs import pairs
from evaluation.matching.rungs import FIELDS, read_items, rungs
from evaluation.matching.runs import place_all
from evaluation.matching.sets import corpus, domain, multilingual, public
from tapestory.model import ArticleKind


def nothing(_: str) -> frozenset[str]:
    return frozenset()


def article(name: str, published: str | None, **more: object) -> dict[str, object]:
    return {
        "id": name,
        "lang": "en",
        "title": f"Harbour works at {name} resume",
        "text": "",
        "published": published,
        "gold_event": "harbour",
        "gold_related": [],
        "syndication_group": None,
        "kind": "roundup",
        **more,
    }


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "shared"
    (folder / "data/corpus").mkdir(parents=True)
    (folder / "data/clustering").mkdir()
    return folder


def write_corpus(shared: Path, *rows: dict[str, object]) -> None:
    text = "".join(json.dumps(row) + "\n" for row in rows)
    (shared / "data/corpus/dev.jsonl").write_text(text, encoding="utf-8")


def write_public(shared: Path, name: str, *rows: dict[str, object]) -> None:
    text = "".join(json.dumps(row) + "\n" for row in rows)
    path = shared / f"data/clustering/{name}_dev.jsonl.gz"
    path.write_bytes(gzip.compress(text.encode()))


def test_a_day_is_its_noon_a_month_its_first_day_and_order_is_that_of_time(shared: Path) -> None:
    write_corpus(
        shared,
        article("late", "2026-05-02T09:00:00Z"),
        article("day", "2026-05-01"),
        article("month", "2026-05"),
    )

    found = corpus(shared, nothing)

    noon = datetime(2026, 5, 1, 12, tzinfo=UTC)
    assert [one.item.article_id for one in found] == ["day", "month", "late"]
    assert [one.item.time for one in found[:2]] == [noon, noon]


def test_an_article_without_an_event_is_noise_unless_its_copies_are_with_it(shared: Path) -> None:
    write_corpus(
        shared,
        article("a", "2026-05-01", gold_event=None, gold_related=["harbour"]),
        article("b", "2026-05-01", gold_event=None, syndication_group="wire"),
        article("c", "2026-05-01", gold_event=None, syndication_group="wire"),
    )

    alone, first, second = corpus(shared, nothing)

    assert alone.noise
    assert alone.related == ("harbour",)
    assert first.gold == second.gold != alone.gold


def test_the_kind_is_what_the_program_sees_and_not_what_was_labelled(shared: Path) -> None:
    write_corpus(shared, article("a", "2026-05-01"))

    assert corpus(shared, nothing)[0].item.kind is ArticleKind.NEWS


def test_other_languages_are_asked_for(shared: Path) -> None:
    write_public(
        shared,
        "some",
        article("a", "2026-05-01T00:00:00Z"),
        article("b", "2026-05-01T00:00:00Z", lang="pt"),
    )

    assert len(public(shared, "some", nothing)) == 1
    assert len(public(shared, "some", nothing, lang="pt")) == 1
    assert len(public(shared, "some", nothing, lang="")) == 2


def test_languages_take_turns(shared: Path) -> None:
    told = {"one": {"en": ["A dam opens", "Dam opened"], "zh": ["大坝启用"]}}
    path = shared / "data/multilingual_headlines_dev.json"
    path.write_text(json.dumps(told), encoding="utf-8")

    found = multilingual(shared, nothing)

    assert [one.item.lang for one in found] == ["en", "zh", "en"]
    assert len({one.item.time for one in found}) == 3


def test_an_article_of_several_pairs_arrives_once(shared: Path) -> None:
    def pair(left: str, right: str, *, same: bool) -> dict[str, object]:
        sides = {"a": left, "b": right}
        return {
            "lang": "en",
            "same": same,
            **{f"{side}_title": f"Title {name}" for side, name in sides.items()},
            **{f"{side}_text": "" for side in sides},
            **{f"{side}_url": f"https://{name}.example/" for side, name in sides.items()},
        }

    write_public(shared, "tg_pairs", pair("x", "y", same=True), pair("x", "z", same=False))

    items, told = pairs(shared, nothing)

    assert len({one.item.article_id for one in items}) == len(items) == 3
    assert told[0].left == told[1].left
    assert [one.same for one in told] == [True, False]


def test_nothing_that_people_judged_goes_into_an_import(shared: Path) -> None:
    write_corpus(shared, article("a", "2026-05-01"))

    assert list(records(shared, "corpus_dev", ["lang"])) == [
        {"id": "a", "title": "Harbour works at a resume", "published": "2026-05-01"}
    ]


@pytest.mark.slow
def test_the_command_and_its_own_reading_in_process_agree(shared: Path, tmp_path: Path) -> None:
    titles = ("Orrin Mills buys Tal Dairy", "Tal Dairy bought by Orrin Mills", "Rain floods Vesk")
    write_corpus(
        shared,
        *(
            article(f"n{number}", f"2026-05-0{number + 1}", title=title)
            for number, title in enumerate(titles)
        ),
    )
    home = tmp_path / "home"
    shipped = domain()
    items = corpus(shared, shipped.symbols)

    imported = import_set(shared, "corpus_dev", home)
    changes = {name: run for name, _, run in rungs(items, read_items(home), shipped)}

    assert [*changes] == [*FIELDS, "everything"]
    assert imported.final == changes["everything"].bcubed
    assert imported.on_arrival == changes["everything"].on_arrival
    assert place_all(items, shipped).counts == (3, 1, len(set(imported.events)))
