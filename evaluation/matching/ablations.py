"""Each family of features switched off → what the scores lose.

Switched off means that its weights are 0 and all others stay: it says how much the shipped
decision leans on the family, not how well one without it could have been trained.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from evaluation.matching.registry import SETS
from evaluation.matching.sets import PUBLIC
from evaluation.matching.trials import SHIPPED, all_scored

DEFAULT = ("corpus_dev", *PUBLIC, "multilingual")
_PLACES = ("tapestory.matching.weights", "tapestory.matching.evidence")
_OFF = """

_OFF = {names!r}
WEIGHTS = {{name: 0.0 if name in _OFF else weight for name, weight in WEIGHTS.items()}}
"""


def families() -> Mapping[str, tuple[str, ...]]:
    """Return family → its weights: `FAMILIES` of the matcher if it has some, else each its own."""
    for place in _PLACES:
        told: Mapping[str, Iterable[str]] = getattr(import_module(place), "FAMILIES", {})
        if told:
            return {family: tuple(names) for family, names in told.items()}
    weights: Mapping[str, float] = import_module(_PLACES[0]).WEIGHTS
    return {name: (name,) for name in weights}


def without(source: str, names: Iterable[str]) -> str:
    """Return the source of a weights module in which some weights are 0."""
    return source + _OFF.format(names=tuple(names))


def main() -> None:
    """Print what each family's absence costs on each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[3] / "shared")
    parser.add_argument("--only", nargs="+", choices=[*SETS], default=[*DEFAULT], metavar="SET")
    chosen = parser.parse_args()
    source = SHIPPED.read_text(encoding="utf-8")
    off = {"(all on)": (), **families()}
    with TemporaryDirectory() as folder:
        trials = {}
        for number, (family, names) in enumerate(off.items()):
            trials[family] = Path(folder) / f"weights_{number}.py"
            trials[family].write_text(without(source, names), encoding="utf-8")
        base: dict[str, float] = {}
        for family, scores in all_scored(trials, chosen.only, chosen.shared):
            if not base:
                base = scores
                print(f"{'off':<18}" + "".join(f"{name:>14}" for name in chosen.only))
            told = "".join(_cell(name, scores, base, family) for name in chosen.only)
            print(f"{family:<18}{told}", flush=True)


def _cell(name: str, scores: Mapping[str, float], base: Mapping[str, float], family: str) -> str:
    key = f"matching.{name}.bcubed_f1"
    value = scores[key] if family == "(all on)" else scores[key] - base[key]
    return f"{value:>14.3f}" if family == "(all on)" else f"{value:>+14.3f}"


if __name__ == "__main__":
    main()
