"""A page with tagged figures → the page with what was measured in their place.

A figure is tagged by a comment right behind it, which a reader of the page does not see:

    .870<!--matching.corpus_dev.bcubed_f1-->     a score, to as many places as stand there
    3.8<!--tape.false.ever.alone %-->            the same as a percentage
    1,790<!--benchmark.moves.ratio-->            thousands apart, where they stand apart
    2026-11-22<!--measured matching-->           when that part was measured
    <!--machine matching-->AMD EPYC, Linux<!---->   on what
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

TAG = r"<!--(measured )?([a-z0-9_.]+)( %)?-->"
_FIGURE = re.compile(rf"([0-9][0-9,-]*\.?[0-9]*|\.[0-9]+){TAG}")
_MACHINE = re.compile(r"(<!--machine ([a-z0-9_.]+)-->)[^<]*<!---->")


def filled(page: str, parts: Mapping[str, Mapping[str, Any]]) -> tuple[str, list[str]]:
    """Return the page with its tagged figures as they were measured, and tags that name nothing.

    Args:
        page: Markdown.
        parts: Part → `measured`, `machine` and `scores`, as in `evaluation/measured.json` and
            `benchmarks/measured.json`.
    """
    unknown: list[str] = []
    scores = {name: score for part in parts.values() for name, score in part["scores"].items()}

    def figure(tagged: re.Match[str]) -> str:
        printed, date_of, name, percent = tagged.groups()
        value = parts.get(name, {}).get("measured") if date_of else scores.get(name)
        if value is None:
            unknown.append(name)
            return tagged[0]
        new = value if date_of else _like(printed, 100 * value if percent else value)
        return tagged[0].replace(printed, new, 1)

    def machine(tagged: re.Match[str]) -> str:
        opening, name = tagged.groups()
        if "machine" not in parts.get(name, {}):
            unknown.append(name)
            return tagged[0]
        return f"{opening}{parts[name]['machine']}<!---->"

    return _MACHINE.sub(machine, _FIGURE.sub(figure, page)), unknown


def _like(printed: str, value: float) -> str:
    """Write a value with the places, the commas and the leading nought or none of another."""
    _, _, places = printed.partition(".")
    text = f"{value:,.{len(places)}f}" if "," in printed else f"{value:.{len(places)}f}"
    return text.removeprefix("0") if printed.startswith(".") and value < 1 else text
