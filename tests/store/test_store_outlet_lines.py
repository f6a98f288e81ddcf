from __future__ import annotations

from itertools import count
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tapestory.store import Store
from tapestory.store.outlet_lines import FORGOTTEN_EVERY

NUMBERS = count()
"""Each example has an outlet of its own."""


def test_what_is_counted_is_found_again_by_outlet(path: Path) -> None:
    with Store.open(path) as store:
        with store.writing() as session:
            session.outlet_lines.count("Harbour Times", {"a": 2, "b": 1}, articles=2)
            session.outlet_lines.count("Quay Post", {"a": 1}, articles=1)
        with store.writing() as session:
            session.outlet_lines.count("Harbour Times", {"a": 3}, articles=3)
        with store.reading() as session:
            lines = session.outlet_lines

            assert lines.met("Harbour Times", ["a", "b", "c"]) == {"a": 3, "b": 1}
            assert lines.met("Quay Post", ["a", "b"]) == {"a": 1}
            assert lines.met("Nobody", ["a"]) == {}
            assert lines.articles(["Harbour Times", "Quay Post", "Nobody"]) == {
                "Harbour Times": 3,
                "Quay Post": 1,
            }


def test_rare_lines_are_forgotten_and_common_ones_are_not(path: Path) -> None:
    with Store.open(path) as store:
        for number in range(1, 3 * FORGOTTEN_EVERY + 1):
            with store.writing() as session:
                session.outlet_lines.count(
                    "Harbour Times", {"menu": number, f"own {number}": 1}, articles=number
                )
        with store.reading() as session:
            own = [f"own {number}" for number in range(1, 3 * FORGOTTEN_EVERY + 1)]

            assert session.outlet_lines.met("Harbour Times", ["menu"]) == {
                "menu": 3 * FORGOTTEN_EVERY
            }
            assert len(session.outlet_lines.met("Harbour Times", own)) < FORGOTTEN_EVERY


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=40))
def test_counts_of_a_few_articles_are_exact(shared_store: Store, seen: list[int]) -> None:
    name = f"outlet {next(NUMBERS)}"
    for number, line in enumerate(seen, start=1):
        with shared_store.writing() as session:
            lines = session.outlet_lines
            met = lines.met(name, [str(line)]).get(str(line), 0)
            lines.count(name, {str(line): met + 1}, articles=number)
    with shared_store.reading() as session:
        found = session.outlet_lines.met(name, map(str, range(5)))

    assert found == {str(line): seen.count(line) for line in set(seen)}
