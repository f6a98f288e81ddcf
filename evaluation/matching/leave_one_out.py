"""Weights trained without a set → what they score on it: what unseen material will get."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from evaluation.matching.trials import SHIPPED, run_module, scored

LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "corpus_dev": ("corpus_dev",),
    "og2021": ("og2021",),
    "allsides": ("allsides",),
    "ecb": ("ecb",),
    "basil": ("basil",),
    "multilingual": ("multilingual",),
}
"""A set → all that training knows which holds articles of it."""


def main() -> None:
    """Train without each set, and print what it scores beside the shipped weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[3] / "shared")
    parser.add_argument(
        "--only", nargs="+", choices=[*LEFT_OUT], default=[*LEFT_OUT], metavar="SET"
    )
    parser.add_argument("--keep", type=Path, help="folder for the weights that were trained")
    chosen = parser.parse_args()
    print(f"{'set':<16}{'trained on':>12}{'left out':>12}")
    lost = []
    with TemporaryDirectory() as folder:
        keep = chosen.keep or Path(folder)
        keep.mkdir(parents=True, exist_ok=True)
        for name in chosen.only:
            weights = keep / f"without_{name}.py"
            run_module(
                "evaluation.matching.train",
                *("--shared", str(chosen.shared), "--write", str(weights)),
                *("--without", *LEFT_OUT[name]),
            )
            key = f"matching.{name}.bcubed_f1"
            known = scored(SHIPPED, [name], chosen.shared)[key]
            unknown = scored(weights, [name], chosen.shared)[key]
            lost.append(known - unknown)
            print(f"{name:<16}{known:>12.3f}{unknown:>12.3f}", flush=True)
    print(f"{'mean loss':<16}{sum(lost) / len(lost):>24.3f}")


if __name__ == "__main__":
    main()
