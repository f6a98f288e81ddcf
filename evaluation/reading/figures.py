"""Labelled seeds and planted errors → how often figures that disagree are told apart rightly."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from evaluation.reading import blind_figures, claims, planted
from evaluation.reading.sets import corpus_readings, seed_readings
from tapestory.model import (
    ArticleId,
    Figure,
)
from tapestory.reading import compare


def score(shared: Path) -> dict[str, float]:
    """Return the scores by name, 0 to 1 each."""
    caught, false = unit_errors(shared)
    claimed = claims.claims(shared)
    numbers, words = claims.number_groups(shared), claims.word_groups(shared)
    told = planted.planted_in_text()
    return {
        **{f"reading.claims.{name}": tally.recall for name, tally in claimed.items()},
        "reading.conflict_groups.numbers": numbers.recall,
        "reading.conflict_groups": (numbers.right + words.right) / claims.GROUPS,
        "reading.unit_errors_in_text.caught": told.caught,
        "reading.unit_errors_in_text.spared": 1 - told.accused,
        "reading.unit_errors_in_text.read": told.read,
        "reading.unit_errors.caught": caught,
        "reading.unit_errors.spared": 1 - false,
        "reading.seed_unit_error": float(seed_unit_error(shared)),
        **blind_figures.score(shared),
    }


PLANTED = 50


def seed_unit_error(shared: Path) -> bool:
    """Tell whether the one wrong unit of the seeds is found, and no right figure is accused."""
    flagged = [
        figure
        for figure in compare([f for said in seed_readings(shared).values() for f in said.figures])
        if figure.flag == "unit_error"
    ]
    return [(f.article_id, f.subject, f.kind) for f in flagged] == [
        ("004", "META", "capex_guidance")
    ]


def unit_errors(shared: Path) -> tuple[float, float]:
    """Plant unit errors among agreeing figures; return shares caught and falsely accused.

    Each planted case is a real figure of the corpus or seeds with a subject, told by three
    articles, one of which is ten, a hundred or a thousand times off.
    """
    dice = random.Random(11)  # noqa: S311 (the cases only have to stay the same)
    pool = [
        figure
        for said in (*seed_readings(shared).values(), *corpus_readings(shared).values())
        for figure in said.figures
        if figure.subject and figure.kind != "amount"
    ]
    cases = dice.sample(pool, k=min(PLANTED, len(pool)))
    caught = accused = told = 0
    for number, figure in enumerate(cases):
        slip = dice.choice((10, 100, 1000))
        up = dice.random() < 0.8
        wrong = _scaled(figure, slip if up else 1 / slip, f"wrong{number}")
        right = [_scaled(figure, 1.0, f"right{number}.{i}") for i in range(2)]
        flags = {f.article_id: f.flag for f in compare([*right, wrong])}
        caught += flags[wrong.article_id] == "unit_error"
        accused += sum(flags[f.article_id] == "unit_error" for f in right)
        told += len(right)
    return caught / max(1, len(cases)), accused / max(1, told)


def _scaled(figure: Figure, factor: float, article: str) -> Figure:
    return replace(
        figure,
        low=figure.low * factor,
        high=figure.high * factor,
        article_id=ArticleId(article),
        sentence=f"{article}: {figure.sentence}",
    )
