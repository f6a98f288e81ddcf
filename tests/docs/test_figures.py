"""Figures that a page tags are those that were measured, written as the page writes them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs.figures import filled
from evaluation.record import Record

MEASURED = {
    "tape": {
        "measured": "2026-11-22",
        "machine": "AMD EPYC, Linux",
        "scores": {"tape.false": 0.0384, "tape.all": 1.0, "tape.rate": 1791.4},
    },
}


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("| .999<!--tape.false--> |", "| .038<!--tape.false--> |"),
        ("it is 0.9<!--tape.false-->.", "it is 0.0<!--tape.false-->."),
        ("9.9<!--tape.false %--> %", "3.8<!--tape.false %--> %"),
        ("99<!--tape.false %--> %", "4<!--tape.false %--> %"),
        (".99<!--tape.all-->", "1.00<!--tape.all-->"),
        ("on 2020-01-01<!--measured tape-->", "on 2026-11-22<!--measured tape-->"),
        ("<!--machine tape-->An abacus<!---->", "<!--machine tape-->AMD EPYC, Linux<!---->"),
        ("1,000<!--tape.rate--> a second", "1,791<!--tape.rate--> a second"),
        ("1000.0<!--tape.rate--> a second", "1791.4<!--tape.rate--> a second"),
    ],
)
def test_a_tagged_figure_becomes_what_was_measured_in_the_form_it_had(
    page: str, wanted: str
) -> None:
    assert filled(page, MEASURED) == (wanted, [])


@pytest.mark.parametrize(
    "page", [".5<!--tape.gone-->", ".5<!--moves.size-->", "2020-01-01<!--measured moves-->"]
)
def test_a_tag_that_names_nothing_is_told_and_its_figure_left(page: str) -> None:
    text, unknown = filled(page, MEASURED)

    assert text == page
    assert len(unknown) == 1


@given(page=st.text())
def test_what_is_not_tagged_stays_as_it_is(page: str) -> None:
    untagged = page.replace("<!--", "")
    assert filled(untagged, MEASURED) == (untagged, [])


@given(value=st.floats(0, 1))
def test_filling_twice_changes_nothing(value: float) -> None:
    measured = {"a": {"measured": "2026-11-22", "scores": {"a.b": value}}}
    once, _ = filled(".123<!--a.b--> and 12.3<!--a.b %-->", measured)

    assert filled(once, measured) == (once, [])


def test_a_record_renews_only_the_parts_that_were_scored() -> None:
    old = Record(parts={"moves": {"measured": "2026-01-01", "scores": {"moves.size": 0.5}}})

    new = old.renewed({"tape.false": 0.03}, ["tape"], on=date(2026, 11, 22))

    assert new.parts["moves"] == old.parts["moves"]
    assert new.parts["tape"]["measured"] == "2026-11-22"
    assert new.parts["tape"]["scores"] == {"tape.false": 0.03}
