from __future__ import annotations

import os
import subprocess
import sys

ASKED = """
from datetime import UTC, datetime, timedelta
from tapestory.matching.titles import TitleCandidate, event_title
from tapestory.model import ArticleKind

START = datetime(2026, 3, 2, tzinfo=UTC)
TOLD = (
    ("Harbour lends its rowing boats", "Whoever asks gets one."),
    ("Choirs and statues for the Old Mill", "The miller wrote 5,607 letters."),
    (
        "{who} recalls 5,612 {what} machines after fire in {where}",
        "{who} recalls 5,612 machines of its {what} line: one burned in {where}.",
    ),
    (
        "5,612 {what} machines recalled by {who}: one burned in {where}",
        "The fire in {where} makes {who} recall 5,612 {what} machines.",
    ),
    ("A baker counts loaves by the river", "There were 340 of them, he said."),
)
NAMES = ("Acme", "Borealis", "Cinder", "Dunmore", "Ember", "Fjordland", "Gale", "Hollin")

for place in range(len(NAMES)):
    who, what, where = (NAMES[(place + step) % len(NAMES)] for step in (0, 1, 3))
    candidates = [
        TitleCandidate(
            title=title.format(who=who, what=what, where=where),
            text=text.format(who=who, what=what, where=where),
            lang="en",
            kind=ArticleKind.NEWS,
            outlet=f"outlet {hours}",
            time=START + timedelta(hours=hours),
        )
        for hours, (title, text) in enumerate(TOLD)
    ]
    print(event_title(candidates))
"""


def test_every_process_gives_an_event_the_same_title() -> None:
    """Each process has an order of its own in which it goes through a set of words."""
    asked = [sys.executable, "-c", ASKED]
    titles = {
        subprocess.run(
            asked,
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in range(6)
    }

    assert len(titles) == 1
