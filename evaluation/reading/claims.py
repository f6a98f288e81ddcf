"""The labelled claims of the seeds, and what is read there → recall, and conflict classes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from evaluation.reading.sets import Tally, rows, seed_readings
from tapestory import config, narratives
from tapestory.model import Aspect, Difference, Figure, Reading
from tapestory.reading import side_by_side, statements_side_by_side

_UNITS: Mapping[str, tuple[str, float]] = {
    "USD bn": ("USD", 1e9), "USD tn": ("USD", 1e12), "USD bn/month": ("USD", 1e9),
    "USD bn/GW/yr": ("USD/GW", 1e9), "GPUs": ("GPU", 1.0), "GW": ("W", 1e9), "MW": ("W", 1e6),
    "million H100-equivalents": ("GPU", 1e6), "pct": ("%", 1.0), "years": ("month", 12.0),
}  # fmt: skip
_SYMBOLS = {"xAI": "SPCX", "SpaceX": "SPCX", "Anthropic": "PRIVATE:ANTHROPIC",
            "OpenAI": "PRIVATE:OPENAI"}  # fmt: skip
_KINDS: Mapping[str, frozenset[str]] = {
    label: frozenset(kinds.split())
    for label, kinds in {
        "capex_guidance": "capex_guidance", "capex_guidance_prior": "capex_guidance_prior",
        "capex": "capex", "capex_annual_gpu_dc": "capex",
        "noncancelable_commitments": "commitments",
        "contract_value": "contract", "contract_value_added": "contract_added",
        "azure_contract": "contract", "pledge": "contract investment commitments",
        "lease_price": "price", "unit_price": "price", "cluster_gpus": "capacity",
        "capacity": "capacity", "compute_h100e": "capacity", "compute_power": "capacity",
        "compute_added": "capacity_added", "gpus": "capacity capacity_added",
        "power": "capacity capacity_added", "cloud_capacity_needed": "capacity",
        "total_capacity": "capacity", "demand": "capacity", "deployment": "capacity",
        "ai_infra_investment": "investment capex", "ai_infra_growth": "growth",
        "ai_capex": "capex_guidance capex", "market_cap_peak": "market_value",
        "market_value_lost": "market_value_change", "ad_revenue_share": "share",
        "h100_obsolescence": "duration", "shift_to_structural_surplus": "duration",
    }.items()
}  # fmt: skip
_ROUNDING = 0.02
_WORDS_FOR = {"c015": (100.0, 999.0), "c044": (1e5, 999e3)}
"""Claims whose label gives the order of magnitude in words only ("hundreds of billions")."""
_LABELS = "seeds/gold/claims_gold.csv"
NUMBERS: Mapping[str, frozenset[Difference]] = {
    "K4": frozenset({Difference.UNIT_ERROR}),
    "K4b": frozenset({Difference.CONFLICT}),
    "K5": frozenset(),
    "K6": frozenset({Difference.DIFFERENT_BASIS}),
    "K7": frozenset({Difference.AGREE, Difference.COMPATIBLE_BOUND}),
    "K9": frozenset({Difference.AGREE}),
    "K10": frozenset({Difference.DIFFERENT_BASIS}),
    "K11": frozenset({Difference.DIFFERENT_BASIS, Difference.CONFLICT}),
}
"""Conflict group of numbers → the classes that its note allows; none where the seeds hold one
figure alone, so that nothing may be set beside it."""


def numeric_claims(shared: Path) -> list[dict[str, str]]:
    """Return the labelled claims that give a number in a unit, or words for one."""
    return [
        row for row in rows(shared / _LABELS) if row["unit"] in _UNITS and _ends(row) is not None
    ]


def _ends(row: Mapping[str, str]) -> tuple[float, float] | None:
    if row["claim_id"] in _WORDS_FOR:
        return _WORDS_FOR[row["claim_id"]]
    values = [float(row[key]) for key in ("value_low", "value_high") if _is_number(row[key])]
    return (min(values), max(values)) if values else None


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def matching(row: Mapping[str, str], figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures that say what a claim is labelled with: its value, rounded, and unit."""
    ends = _ends(row)
    unit, factor = _UNITS[row["unit"]]
    if ends is None:
        return []
    low, high = ends[0] * factor, ends[1] * factor
    return [
        figure
        for figure in figures
        if figure.unit == unit and _close(figure.low, low)
        and (_close(figure.high, high) or row["value_high"] == "")
    ]  # fmt: skip


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= _ROUNDING * abs(other)


def _parties(row: Mapping[str, str]) -> set[str]:
    names = row["subject"].replace("+", "-").split("-")
    return {_SYMBOLS.get(name, name) for name in names if name.isupper() or name in _SYMBOLS}


def claims(shared: Path) -> dict[str, Tally]:
    """Return how many of the numeric claims are read: the number, whose it is, and what it is."""
    readings = seed_readings(shared)
    tallies = {name: Tally() for name in ("value", "subject", "kind")}
    for row in numeric_claims(shared):
        found = matching(row, readings[row["seed"]].figures)
        parties = _parties(row)
        whose = [
            f for f in found if parties & {*f.subject.split("+"), f.counterparty} or not parties
        ]
        what = [f for f in whose if f.kind in _KINDS[row["predicate"]]]
        for tally, right in zip(tallies.values(), (found, whose, what), strict=True):
            tally.gold += 1
            tally.right += bool(right)
            tally.found += 1
            if not right:
                tally.lines.append(f"{row['claim_id']} {row['subject']} {row['as_reported'][:70]}")
    return tallies


def number_groups(shared: Path) -> Tally:
    """Return how many of the conflict groups that are of numbers are classed rightly."""
    readings = seed_readings(shared)
    told = [figure for said in readings.values() for figure in said.figures]
    members: defaultdict[str, list[Figure]] = defaultdict(list)
    for row in numeric_claims(shared):
        if row["conflict_group"] in NUMBERS:
            members[row["conflict_group"]] += matching(row, readings[row["seed"]].figures)
    members["K4b"] += _of("c015", shared, readings["004"].figures)
    tally = Tally()
    for name, allowed in NUMBERS.items():
        figures = list(dict.fromkeys(f for f in told if f in members[name]))
        found = {group.difference for group in side_by_side(figures)}
        one_voice = not found and len({(f.low, f.high, f.unit) for f in figures}) <= 2
        right = found <= allowed and bool(found) if allowed else not found and len(figures) == 1
        if Difference.AGREE in allowed and one_voice and figures:
            right = True
        tally.gold += 1
        tally.right += right
        tally.lines.append(
            f"{name} {sorted(found)} of {len(figures)} {'right' if right else 'WRONG'}"
        )
    return tally


def _of(claim: str, shared: Path, figures: Sequence[Figure]) -> list[Figure]:
    row = next(r for r in rows(shared / _LABELS) if r["claim_id"] == claim)
    return matching(row, figures)


WORDS: Mapping[str, tuple[Aspect, frozenset[str], frozenset[Difference]]] = {
    "K1": (Aspect.STATUS, frozenset({"000", "001", "002", "003"}),
           frozenset({Difference.CONFLICT})),
    "K2": (Aspect.DEED, frozenset({"000", "002", "004"}), frozenset({Difference.CONFLICT})),
    "K3": (Aspect.DAY, frozenset({"001", "003"}), frozenset({Difference.DIFFERENT_BASIS})),
    "K8": (Aspect.REMARK, frozenset({"000", "001"}), frozenset({Difference.AGREE})),
    "K12": (Aspect.REMARK, frozenset({"002", "004"}), frozenset({Difference.AGREE})),
    "K13": (Aspect.NAME, frozenset({"002", "003"}), frozenset({Difference.CONFLICT})),
    "K14": (Aspect.QUALITY, frozenset({"001", "003"}),
            frozenset({Difference.CONFLICT, Difference.DIFFERENT_BASIS})),
    "K15": (Aspect.STATUS, frozenset({"000", "004"}), frozenset({Difference.CONFLICT})),
    "K16": (Aspect.STANCE, frozenset({"000", "003"}), frozenset({Difference.CONFLICT})),
}  # fmt: skip
"""Conflict group that is not of numbers → what it is about, the articles, and the classes that its
note allows."""
GROUPS = 17


def word_groups(shared: Path) -> Tally:
    """Return how many of the conflict groups that are not of numbers are classed rightly."""
    found = statements_side_by_side([*with_narratives(shared).values()])
    tally = Tally()
    for name, (aspect, articles, allowed) in WORDS.items():
        classes = {
            group.difference
            for group in found
            if group.aspect is aspect and articles <= {s.article_id for s in group.statements}
        }
        tally.gold += 1
        tally.right += bool(classes & allowed)
        tally.lines.append(f"{name} {sorted(classes)}")
    return tally


def with_narratives(shared: Path) -> Mapping[str, Reading]:
    """Return the readings of the seeds with what each argues, as the pipeline fills it in."""
    nowhere = config.resolve(None, {"TAPESTORY_HOME": str(Path(__file__).parent / "nowhere")})
    known = config.load_narratives(config.load(nowhere, {}), nowhere)
    return {
        name: replace(
            said,
            narratives=narratives.find_evidence(
                said.sentences, article_id=said.article_id, lang=said.lang, narratives=known
            ),
        )
        for name, said in seed_readings(shared).items()
    }
