"""Code of ours, changed in one place at a time → the changes that no test notices.

Each part of `PARTS` is copied to `build/mutation`, where mutmut 3 changes it and runs the part's
tests on every change, no test but those that reach it. A change that survives is a law that no
test states, or it changes nothing: `mutation_survivors.toml` says which do, and why. Changes of
messages and of type comments are not made. What was tried before is not tried again until the
code changes; `--anew` forgets it.

    python -m evaluation.mutation                  all parts; fails where a survivor is unexplained
    python -m evaluation.mutation dating           one part
    python -m evaluation.mutation dating --only "tapestory.ingest.dating.clocks.*"
    python -m evaluation.mutation dating --tell    of what was tried before, without trying
    python -m evaluation.mutation --record         keep the counts in mutation.json
"""

from __future__ import annotations

import argparse
import ast
import difflib
import json
import platform
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
SCRATCH = ROOT / "build" / "mutation"
EXPLAINED = Path(__file__).with_name("mutation_survivors.toml")
COUNTED = Path(__file__).with_name("mutation.json")

_COPIED = ("src", "tests", "config", "migrations", "pyproject.toml")
_MESSAGES = (r"^\s*(raise|message|reason) ?.*\(?f?\"", r"^\s*message = ", r"^\s*raise ")
"""Lines that word an error: which words is no law."""
_KILLED, _SURVIVED, _UNREACHED, _LATE = "killed", "survived", "unreached", "timeout"
_ENDINGS = {0: _SURVIVED, 33: _UNREACHED, 5: _UNREACHED, 24: _LATE, 36: _LATE, -24: _LATE}
"""How mutmut's process ended → what became of the change; any other ending is a kill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Code that is changed, and the tests that should notice."""

    code: tuple[str, ...]
    tests: tuple[str, ...]


PARTS = {
    "dating": Part(
        code=("src/tapestory/ingest/dating/*",),
        tests=tuple(f"tests/ingest/test_date{rest}.py" for rest in ("s", "_forms", "_laws")),
    ),
    "matching": Part(
        code=tuple(
            f"src/tapestory/matching/{name}.py"
            for name in ("likeness", "conflicts", "router", "parting", "regroup", "keys")
        ),
        tests=(
            "tests/matching/test_likeness.py",
            "tests/matching/test_matcher.py",
            "tests/matching/test_router.py",
        ),
    ),
    "moves": Part(code=("src/tapestory/moves/*.py",), tests=("tests/moves",)),
}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Change:
    """One change of one function, told by its lines: they stay when others come and go."""

    function: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What became of the changes of a part."""

    counts: Counter[str]
    survivors: tuple[Change, ...]


def prepare(name: str, part: Part, *, anew: bool = False) -> Path:
    """Return the folder in which mutmut works, with what the part needs as it is now."""
    folder = SCRATCH / name
    if anew and folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for item in _COPIED:
        source, target = ROOT / item, folder / item
        if source.is_dir():
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target)
    told = {
        "source_paths": ["src"],
        "only_mutate": list(part.code),
        "pytest_add_cli_args_test_selection": list(part.tests),
        "pytest_add_cli_args": ["-p", "no:randomly", "-x"],
        "also_copy": ["config", "migrations"],
        "do_not_mutate_patterns": list(_MESSAGES),
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in told.items()]
    with (folder / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n".join(["", "[tool.mutmut]", *lines, ""]))
    return folder


def tally(folder: Path) -> Tally:
    """Return what became of the changes that were tried in a folder."""
    counts: Counter[str] = Counter()
    survivors: list[Change] = []
    for kept in sorted(folder.glob("mutants/src/**/*.py.meta")):
        endings = json.loads(kept.read_text(encoding="utf-8"))["exit_code_by_key"]
        tried = {
            key: _ENDINGS.get(code, _KILLED) for key, code in endings.items() if code is not None
        }
        counts.update(tried.values())
        living = {key for key, became in tried.items() if became in {_SURVIVED, _UNREACHED}}
        survivors.extend(_changes(kept.with_suffix(""), living))
    return Tally(counts=counts, survivors=tuple(sorted(survivors)))


def _changes(module: Path, names: set[str]) -> Iterator[Change]:
    """Yield the changes of these names, as a mutated module holds them."""
    if not names:
        return
    functions = {
        node.name: node
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    for name in sorted(names):
        home, _, changed = name.rpartition(".")
        stem = changed.rpartition("__mutmut_")[0]
        original, other = functions.get(f"{stem}__mutmut_orig"), functions.get(changed)
        if original is None or other is None:
            continue
        was, now = _difference(original, other)
        called = stem.removeprefix("xǁ").removeprefix("x_").replace("ǁ", ".")
        yield Change(function=f"{home}.{called}", was=was, now=now)


def _difference(one: ast.AST, other: ast.AST) -> tuple[str, str]:
    was, now = (ast.unparse(node).splitlines()[1:] for node in (one, other))
    told = [line for line in difflib.ndiff(was, now) if line[:2] in {"- ", "+ "}]
    return (
        " ".join(line[2:].strip() for line in told if line[0] == "-"),
        " ".join(line[2:].strip() for line in told if line[0] == "+"),
    )


def explained() -> frozenset[Change]:
    """Return the survivors that are known to change nothing that is promised."""
    told = tomllib.loads(EXPLAINED.read_text(encoding="utf-8"))
    return frozenset(
        Change(function=one["function"], was=one["was"], now=one["now"])
        for one in told.get("survivor", [])
    )


def _run(folder: Path, only: Sequence[str], processes: int) -> None:
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(processes), *only]
    log = folder / "mutmut.log"
    with log.open("w", encoding="utf-8") as out:
        done = subprocess.run(  # noqa: S603  # the tool, on a copy of ours
            command, cwd=folder, stdout=out, stderr=subprocess.STDOUT, check=False
        )
    if done.returncode:
        sys.exit(f"mutmut ended with {done.returncode}: {log.relative_to(ROOT)} says why")


def _told(name: str, found: Tally) -> list[Change]:
    """Print what became of a part; return the survivors that nobody has explained."""
    known = explained()
    open_ = [change for change in found.survivors if change not in known]
    counts = found.counts
    print(
        f"{name}: {counts.total():,} changes tried, {counts[_KILLED]:,} killed,"
        f" {counts[_LATE]:,} timeouts, {len(found.survivors) - len(open_):,} survived explained,"
        f" {len(open_):,} unexplained"
    )
    for change in open_:
        print(f"  {change.function}\n    - {change.was}\n    + {change.now}")
    return open_


def main() -> int:
    """Try the parts that are asked for; return 1 where a survivor is unexplained."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--only", nargs="*", default=[], help="of these changes alone")
    parser.add_argument("--tell", action="store_true", help="what was tried before; try nothing")
    parser.add_argument("--anew", action="store_true", help="forget what was tried before")
    parser.add_argument("--record", action="store_true", help="keep the counts in mutation.json")
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    kept = json.loads(COUNTED.read_text(encoding="utf-8")) if COUNTED.exists() else {}
    unexplained = 0
    for name in asked.parts or PARTS:
        folder = SCRATCH / name
        if not asked.tell:
            folder = prepare(name, PARTS[name], anew=asked.anew)
            _run(folder, asked.only, asked.processes)
        found = tally(folder)
        open_ = _told(name, found)
        unexplained += len(open_)
        kept[name] = {
            "date": datetime.now(UTC).date().isoformat(),
            "python": platform.python_version(),
            "tried": found.counts.total(),
            "killed": found.counts[_KILLED],
            "timeout": found.counts[_LATE],
            "explained": len(found.survivors) - len(open_),
            "unexplained": len(open_),
        }
    if asked.record:
        COUNTED.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
