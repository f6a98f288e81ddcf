"""Weights that are switched off no longer speak, in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from evaluation.matching.ablations import families, without
from evaluation.matching.leave_one_out import LEFT_OUT
from evaluation.matching.registry import SETS
from evaluation.matching.trials import SHIPPED
from tapestory.matching.weights import WEIGHTS

ROOT = Path(__file__).parents[2]


def test_every_weight_is_in_some_family() -> None:
    told = families()

    assert {name for names in told.values() for name in names} == set(WEIGHTS)


def test_a_family_switched_off_weighs_nothing_and_the_others_what_they_did() -> None:
    source = SHIPPED.read_text(encoding="utf-8")
    off = next(iter(families().values()))
    module: dict[str, object] = {"__name__": "trial"}

    exec(compile(without(source, off), "trial", "exec"), module)  # noqa: S102 - our own module

    assert module["WEIGHTS"] == {
        name: 0.0 if name in off else weight for name, weight in WEIGHTS.items()
    }


@pytest.mark.slow
def test_another_file_of_weights_is_what_the_matcher_decides_by(tmp_path: Path) -> None:
    source = SHIPPED.read_text(encoding="utf-8")
    weights = tmp_path / "weights.py"
    weights.write_text(without(source, WEIGHTS), encoding="utf-8")
    asked = tmp_path / "asked.py"
    asked.write_text(
        "from tapestory.matching import features\n"
        "from tapestory.matching.weights import WEIGHTS\n"
        "print(sum(map(abs, WEIGHTS.values())), features.WEIGHTS is WEIGHTS)\n",
        encoding="utf-8",
    )

    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(weights), "asked"],
        cwd=ROOT,
        env={"PYTHONPATH": f"{tmp_path}:{ROOT}:{ROOT / 'src'}"},
        check=True,
        capture_output=True,
        text=True,
    )

    assert done.stdout.split() == ["0.0", "True"]


def test_what_is_left_out_is_a_set() -> None:
    assert set(LEFT_OUT) <= set(SETS)


_RUN = "import evaluation.with_weights as it; it.main()"
