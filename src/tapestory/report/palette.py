"""The colours of the site: the digest's, and shades for the cells of a heatmap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import pairwise

from tapestory.digest.render import DARK, LIGHT, Palette

STEPS = (0.005, 0.01, 0.02, 0.04)
"""Size of a move, as a fraction, from which the next darker shade is taken."""

HEAT_LIGHT: Mapping[str, str] = {
    "heat-none": "#f7f6f2",
    "heat-none-ink": "#5c5b57",
    "up-1": "#e6f0fa",
    "up-2": "#cbe0f4",
    "up-3": "#9cc6ec",
    "up-4": "#0b5cab",
    "down-1": "#fbeae2",
    "down-2": "#f6d3c1",
    "down-3": "#efb394",
    "down-4": "#b3430e",
    "heat-ink": "#1a1a18",
    "heat-strong-ink": "#ffffff",
}
HEAT_DARK: Mapping[str, str] = {
    "heat-none": "#262623",
    "heat-none-ink": "#b1afa8",
    "up-1": "#20303f",
    "up-2": "#254460",
    "up-3": "#2c5b88",
    "up-4": "#74b3f2",
    "down-1": "#38271e",
    "down-2": "#573421",
    "down-3": "#7d4625",
    "down-4": "#ff9a62",
    "heat-ink": "#f1f0ec",
    "heat-strong-ink": "#141413",
}


def variables(*, dark: bool) -> dict[str, str]:
    """Return CSS name → colour of one scheme."""
    palette: Palette = DARK if dark else LIGHT
    named = {name.replace("_", "-"): str(value) for name, value in asdict(palette).items()}
    return {**named, **(HEAT_DARK if dark else HEAT_LIGHT)}


def shade(value: float) -> str:
    """Return the class of a heatmap's cell: "up-3", "down-1", "heat-none" for next to nothing."""
    size = abs(value)
    if size < STEPS[0]:
        return "heat-none"
    level = next((at for at, step in enumerate(STEPS) if size < step), len(STEPS))
    return f"{'up' if value > 0 else 'down'}-{level}"


def legend() -> Iterator[tuple[str, str]]:
    """Yield class and words of each shade, from the largest fall to the largest rise."""
    rises = [(f"up-{at}", _words(low, high)) for at, (low, high) in enumerate(_spans(), 1)]
    yield from (
        (name.replace("up", "down"), "\N{MINUS SIGN}" + words) for name, words in rises[::-1]
    )
    yield "heat-none", f"under {STEPS[0] * 100:g}"
    yield from ((name, "+" + words) for name, words in rises)


def _spans() -> list[tuple[float, float | None]]:
    return [*pairwise(STEPS), (STEPS[-1], None)]


def _words(low: float, high: float | None) -> str:
    return f"{low * 100:g} or more" if high is None else f"{low * 100:g} to {high * 100:g}"
