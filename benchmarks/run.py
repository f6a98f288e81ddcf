"""Runs every benchmark of this folder, one after the other: `make benchmark`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Run each in a process of its own; return 1 when any of them misses its bound."""
    missed: list[str] = []
    scripts = [path.stem for path in HERE.glob("*.py") if path.stem not in {"run", "__init__"}]
    for name in sorted([*scripts, *(path.parent.name for path in HERE.glob("*/__main__.py"))]):
        print(f"== {name}", flush=True)
        done = subprocess.run(
            [sys.executable, "-m", f"{HERE.name}.{name}"], cwd=HERE.parent, check=False
        )
        if done.returncode:
            missed.append(name)
    print(f"missed: {', '.join(missed)}" if missed else "all bounds hold")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
