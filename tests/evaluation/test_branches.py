"""How much of a stage its tests take, as it is counted and told."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from evaluation.branches import LEAST, STAGES, Taken, table, together

ROOT = Path(__file__).parents[2]
PARTS = st.builds(
    lambda statements, branches, missed: Taken(
        stage="some", statements=statements, branches=branches,
        missed=min(missed, statements + branches),
    ),
    st.integers(0, 9999), st.integers(0, 9999), st.integers(0, 500),
)  # fmt: skip


@given(part=PARTS)
def test_a_share_below_the_least_is_never_rounded_into_enough(part: Taken) -> None:
    known = part.statements + part.branches

    assert 0.0 <= part.share <= 100.0
    assert part.is_enough is (100 * part.missed <= (100 - LEAST) * known)
    assert ("below" in table([part])) is not part.is_enough


@given(parts=st.lists(PARTS, min_size=1, max_size=5))
def test_all_stages_together_are_no_better_than_the_best_of_them(parts: list[Taken]) -> None:
    whole = together(parts)

    assert whole.missed == sum(part.missed for part in parts)
    assert whole.share <= max(part.share for part in parts) + 1e-9


def test_each_stage_has_its_folder_and_its_tests() -> None:
    for stage, packages in STAGES.items():
        assert (ROOT / "tests" / stage).is_dir()
        for package in packages:
            assert (ROOT / "src" / package.replace(".", "/") / "__init__.py").is_file()
