"""A page with tagged figures → the page with what was measured in their place.

A figure is tagged by a comment right behind it, which a reader of the page does not see:

    .870<!--matching.corpus_dev.bcubed_f1-->     a score, to as many places as stand there
    3.8<!--tape.false.ever.alone %-->            the same as a percentage
    2026-11-22<!--measured matching-->           when that part was measured
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_TAGGED = re.compile(r"([0-9][0-9-]*\.?[0-9]*|\.[0-9]+)<!--(measured )?([a-z0-9_.]+)( %)?-->")


def filled(page: str, parts: Mapping[str, Mapping[str, Any]]) -> tuple[str, list[str]]:
    """Return the page with its tagged figures as they were measured, and tags that name nothing.

    Args:
        page: Markdown.
        parts: Part of the evaluation → `measured` and `scores`, as in `evaluation/measured.json`.
    """
    unknown: list[str] = []

    def figure(tagged: re.Match[str]) -> str:
        printed, date_of, name, percent = tagged.groups()
        part = parts.get(name.partition(".")[0], {})
        value = part.get("measured") if date_of else part.get("scores", {}).get(name)
        if value is None:
            unknown.append(name)
            return tagged[0]
        new = value if date_of else _like(printed, 100 * value if percent else value)
        return tagged[0].replace(printed, new, 1)

    return _TAGGED.sub(figure, page), unknown


def _like(printed: str, value: float) -> str:
    """Write a value with the places, and with or without the leading nought, of another."""
    _, _, places = printed.partition(".")
    text = f"{value:.{len(places)}f}"
    return text.removeprefix("0") if printed.startswith(".") and value < 1 else text
