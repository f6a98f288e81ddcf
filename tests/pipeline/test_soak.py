"""Hours of the soak: feeds and mail fail, runs are killed; nothing is lost, doubled or altered."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.soak import soak
from evaluation.soaking.life import Days, World


@pytest.mark.slow
def test_faults_and_kills_lose_nothing_double_nothing_and_hurry_nobody(tmp_path: Path) -> None:
    days = Days(feeds=20, minutes=120, step=15, faulty=0.6, mail_at=1)

    soaked = soak(days, tmp_path)

    assert soaked.wrong == (), "\n".join(soaked.told)


@pytest.mark.slow
def test_whatever_step_a_run_is_killed_in_doing_it_again_leaves_what_no_kill_would_have(
    tmp_path: Path,
) -> None:
    days = Days(feeds=10, minutes=90, step=15, killed=0.8, mail_at=1)

    soaked = soak(days, tmp_path, World.KILLS)

    assert soaked.wrong == (), "\n".join(soaked.told)
