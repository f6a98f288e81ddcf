from __future__ import annotations

import re

import pytest

from digest.pages import contrast
from tapestory.report.markup import style_sheet
from tapestory.report.palette import variables

ENOUGH = 4.5
"""WCAG 2.1, success criterion 1.4.3."""
GRAPHICS = 3.0
"""Of what carries meaning without being text, success criterion 1.4.11."""
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COLOR = re.compile(r"(?:^|[;\s])color: var\(--([\w-]+)\)")
_GROUND = re.compile(r"background: var\(--([\w-]+)\)")


def _rules() -> list[tuple[str, str]]:
    sheet = style_sheet().partition("*, *::before")[2].partition("@media print")[0]
    return [(found[1].strip(), found[2]) for found in _RULE.finditer(sheet)]


@pytest.mark.parametrize("dark", [False, True])
def test_every_text_can_be_read_on_what_it_stands_on(*, dark: bool) -> None:
    colors = variables(dark=dark)
    weak = []
    checked = 0
    for selector, body in _rules():
        ink, ground = _COLOR.search(body), _GROUND.search(body)
        if ink is None:
            continue
        for name in [ground[1]] if ground else ["paper", "page"]:
            checked += 1
            ratio = contrast(colors[ink[1]], colors[name])
            if ratio < ENOUGH:
                weak.append((selector, ink[1], name, round(ratio, 2)))

    assert checked > 40
    assert weak == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", ["up", "down", "link", "ink"])
def test_bars_and_marks_stand_out_from_the_paper(name: str, *, dark: bool) -> None:
    colors = variables(dark=dark)

    assert contrast(colors[name], colors["paper"]) >= GRAPHICS


def test_both_schemes_name_the_same_colours() -> None:
    light, dark = variables(dark=False), variables(dark=True)

    assert light.keys() == dark.keys()
    assert all(re.fullmatch(r"#[0-9a-f]{6}", color) for color in (*light.values(), *dark.values()))


def test_every_colour_that_the_sheet_asks_for_is_there() -> None:
    asked = set(re.findall(r"var\(--([\w-]+)\)", style_sheet()))

    assert asked <= variables(dark=True).keys()
