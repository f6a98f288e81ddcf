"""Runs every benchmark of this folder, one after the other: `make benchmark`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Run each script in a process of its own; return 1 when any of them misses its bound."""
    missed: list[str] = []
    for script in sorted(HERE.glob("*.py")):
        if script.name == Path(__file__).name or script.name.startswith("_"):
            continue
        print(f"== {script.stem}", flush=True)
        done = subprocess.run(
            [sys.executable, "-m", f"{HERE.name}.{script.stem}"], cwd=HERE.parent, check=False
        )
        if done.returncode:
            missed.append(script.stem)
    print(f"missed: {', '.join(missed)}" if missed else "all bounds hold")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
