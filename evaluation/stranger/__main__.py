"""A fresh environment from the wheel, and strangers who know the pages only; exit 1 on a stumble.

python -m evaluation.stranger                 all of them
python -m evaluation.stranger --only theme    one of them: investor, upgrade, theme, provider
python -m evaluation.stranger --environment D use what is installed in D, or install there
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path

from evaluation.stranger import investor, provider, theme, upgrade
from evaluation.stranger.journal import Journal
from evaluation.stranger.machine import Machine, build_wheel, install

WALKS = {
    "investor": investor.walk,
    "upgrade": upgrade.walk,
    "theme": theme.walk,
    "provider": provider.walk,
}

_AT_ONCE = 2
"""The first takes as long as the others together."""


def main() -> int:
    """Walk; return 1 when somebody stumbled."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--only", choices=sorted(WALKS), action="append", default=[])
    options.add_argument("--environment", type=Path, help="folder; kept, and used again")
    chosen = options.parse_args()
    began = time.monotonic()
    journal = Journal()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary).resolve()
        environment = chosen.environment or folder / "environment"
        if not (environment / "bin" / "tapestory").exists():
            journal.chapter("Install: the wheel, in an environment of its own")
            wheel = build_wheel(folder)
            install(wheel, environment)
            journal.told(f"pip install {wheel.name}", [f"{time.monotonic() - began:.0f} s"], [])
        journals = [journal]
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            walks = [
                pool.submit(_walk, name, environment.resolve(), folder)
                for name in chosen.only or WALKS
            ]
            journals += [walk.result() for walk in walks]
    steps = sum(one.steps for one in journals)
    stumbles = [stumble for one in journals for stumble in one.stumbles]
    seconds = time.monotonic() - began
    print(f"\n{steps} steps, {len(stumbles)} stumbles, {seconds:.0f} s")
    for stumble in stumbles:
        print(f"  {stumble}")
    return 1 if stumbles else 0


def _walk(name: str, environment: Path, folder: Path) -> Journal:
    """Go one way, and tell it when it is gone: others are under way meanwhile."""
    home = folder / name
    home.mkdir()
    told = StringIO()
    machine = Machine(environment=environment, home=home, journal=Journal(out=told))
    try:
        WALKS[name](machine)
    finally:
        machine.switch_off()
        print(told.getvalue(), end="", flush=True)
    return machine.journal


if __name__ == "__main__":
    sys.exit(main())
