"""Two hours of the soak: feeds and mail fail, runs are killed; nothing is lost or doubled."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.soak import soak
from evaluation.soaking.life import Days


@pytest.mark.slow
def test_faults_and_kills_lose_nothing_double_nothing_and_hurry_nobody(tmp_path: Path) -> None:
    soaked = soak(Days(feeds=20, minutes=120, step=15, faulty=0.6, mail_at=1), tmp_path)

    assert soaked.wrong == (), "\n".join(soaked.told)
