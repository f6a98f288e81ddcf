"""Command lines on standard input → each run in a process of its own, at the time it names.

Run by the Python of the environment under test, and imports nothing but the program that is
installed there. A call is a line of JSON: `at` (ISO 8601), `argv`, `environ`, `folder`, `out` and
`err` (files); the answer is a line with its exit code. What the program has loaded once is loaded
before the next call forks, which then takes no time for it.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from tapestory.cli.app import run
from tapestory.clock import FixedClock


def main() -> None:
    """Run what comes, until standard input ends."""
    seen: set[str] = set()
    for line in sys.stdin:
        call = json.loads(line)
        loaded = Path(call["out"] + ".loaded")
        child = os.fork()
        if child == 0:
            _run(call, loaded)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        for name in loaded.read_text(encoding="utf-8").split() if loaded.exists() else ():
            if name not in seen:
                seen.add(name)
                with suppress(ImportError):
                    importlib.import_module(name)
        print(json.dumps({"code": code}), flush=True)


def _run(call: dict[str, Any], loaded: Path) -> None:
    """Become the program; never returns."""
    os.chdir(call["folder"])
    os.environ.clear()
    os.environ.update(call["environ"])
    for stream, name in ((0, os.devnull), (1, call["out"]), (2, call["err"])):
        flags = os.O_RDONLY if stream == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        os.dup2(os.open(name, flags, 0o600), stream)
    sys.argv = call["argv"]
    code = 1
    try:
        code = run(sys.argv[1:], clock=FixedClock(datetime.fromisoformat(call["at"])))
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        names = [name for name in list(sys.modules) if not name.startswith("_")]
        loaded.write_text("\n".join(names), encoding="utf-8")
        os._exit(code)


if __name__ == "__main__":
    main()
