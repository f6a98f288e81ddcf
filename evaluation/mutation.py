"""Code of ours, changed in one place at a time → the changes that no test notices.

Each part of `PARTS` is copied to `build/mutation`, where mutmut 3 changes it and runs the part's
tests on every change, no test but those that reach it. A change that survives is a law that no
test states, or it changes nothing: `mutation_survivors.toml` says which do, and why. Changes of
messages are not made; what runs only while a module is loaded is counted and not tried, because
a change is chosen later than that. What was killed before is not tried again until the code
changes, what survived always is; `--anew` forgets all.

    python -m evaluation.mutation                  all parts; fails where a survivor is unexplained
    python -m evaluation.mutation dating           one part
    python -m evaluation.mutation moves --sample 300 --seed 1    so many of its changes, by lot
    python -m evaluation.mutation dating --only "tapestory.ingest.dating.clocks.*"
    python -m evaluation.mutation dating --tell    of what was tried before, without trying
    python -m evaluation.mutation --record         keep the counts in mutation.json
"""

from __future__ import annotations

import argparse
import ast
import difflib
import json
import os
import platform
import random
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import TextIO

from evaluation.record import machine

ROOT = Path(__file__).parent.parent
SCRATCH = ROOT / "build" / "mutation"
EXPLAINED = Path(__file__).with_name("mutation_survivors.toml")
COUNTED = Path(__file__).with_name("mutation.json")

_COPIED = ("src", "tests", "config", "migrations", "pyproject.toml")
_MESSAGES = (r"^\s*message = ", r"^\s*raise ")
"""Lines that word an error: which words is no law."""
_ALIKE = {"CI": "1", "TZ": "Asia/Kathmandu"}
"""Every change meets the same examples (hypothesis draws no lot in CI), far from UTC's clock."""
_MAKE = """
import mutmut.__main__ as mutmut
mutmut.set_mutant_under_test("mutant_generation")
mutmut.makedirs("mutants", exist_ok=True)
mutmut.copy_src_dir()
mutmut.copy_also_copy_files()
mutmut.setup_source_paths()
mutmut.create_mutants(1)
"""
"""What `mutmut run` begins with: it lists the changes, and tries none."""
_KILLED, _SURVIVED, _UNREACHED, _LATE = "killed", "survived", "unreached", "timeout"
_LOADING = "loading"
"""Of code that runs only while its module is loaded."""
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
        tests=tuple(
            f"tests/matching/test_{name}.py"
            for name in ("decision_laws", "likeness", "matcher", "packing", "router", "semantic")
        ),
    ),
    # The rooms that decide by small numbers; the wide arrays of a batch are held against them.
    "moves": Part(
        code=tuple(
            f"src/tapestory/moves/{name}.py"
            for name in (
                *("day_rank", "families", "follow_through", "market_model", "peers", "reported"),
                *("returns", "second_opinion", "sessions_meant", "student"),
            )
        ),
        tests=tuple(
            f"tests/moves/test_{name}.py"
            for name in (
                *("day_rank", "families", "follow_through", "market_model", "measure", "peers"),
                *(f"reported{rest}" for rest in ("", "_edges", "_laws")),
                *("peer_loading", "returns", "second_opinion", "sessions_meant"),
            )
        ),
    ),
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

    made: int
    counts: Counter[str]
    survivors: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which changes of a part are asked for; all, unless it says otherwise."""

    only: tuple[str, ...] = ()
    sample: int = 0
    seed: int = 1

    def of(self, names: Sequence[str]) -> frozenset[str]:
        """Return those of the names that are asked for: the same at each call."""
        fitting = sorted(
            name
            for name in names
            if not self.only or any(fnmatch(name, pattern) for pattern in self.only)
        )
        if 0 < self.sample < len(fitting):
            fitting = random.Random(self.seed).sample(fitting, self.sample)  # noqa: S311  # a lot to be drawn again, no secret
        return frozenset(fitting)


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


def tally(folder: Path, choice: Choice) -> Tally:
    """Return what became of the changes that were tried in a folder."""
    kept = _kept(folder)
    asked = choice.of([name for endings in kept.values() for name in endings])
    counts: Counter[str] = Counter()
    survivors: list[Change] = []
    for module, endings in kept.items():
        source = folder / module.relative_to(folder / "mutants")
        loading = {f"x_{function}" for function in _only_while_loading(source)}
        tried = {
            name: _LOADING if _stem(name) in loading else _ENDINGS.get(code, _KILLED)
            for name, code in endings.items()
            if code is not None and name in asked
        }
        counts.update(tried.values())
        living = {name for name, became in tried.items() if became in {_SURVIVED, _UNREACHED}}
        survivors.extend(_changes(module, living))
    return Tally(
        made=sum(map(len, kept.values())), counts=counts, survivors=tuple(sorted(survivors))
    )


def _kept(folder: Path) -> dict[Path, dict[str, int | None]]:
    """Return mutated module → name of each change → how its tests ended, None before that."""
    return {
        kept.with_suffix(""): json.loads(kept.read_text(encoding="utf-8"))["exit_code_by_key"]
        for kept in sorted(folder.glob("mutants/src/**/*.py.meta"))
    }


def _stem(name: str) -> str:
    """Return the function's part of a change's name."""
    return name.rpartition(".")[2].rpartition("__mutmut_")[0]


def _only_while_loading(source: Path) -> frozenset[str]:
    """Return the private functions that a module calls only while it is loaded."""
    body = ast.parse(source.read_text(encoding="utf-8")).body
    functions = {node.name: node for node in body if isinstance(node, ast.FunctionDef)}
    called = _names(node for node in body if not isinstance(node, ast.FunctionDef | ast.ClassDef))
    used = _names(
        node for node in body if isinstance(node, ast.FunctionDef) and node.name not in called
    ) | _names(node for node in body if isinstance(node, ast.ClassDef))
    return frozenset(name for name in called - used if name in functions and name[0] == "_")


def _names(nodes: Iterable[ast.stmt]) -> set[str]:
    return {node.id for top in nodes for node in ast.walk(top) if isinstance(node, ast.Name)}


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
        Change(function=one["function"], was=one["was"], now=now)
        for one in told.get("survivor", [])
        for now in one["now"]
    )


def _run(folder: Path, choice: Choice, processes: int) -> None:
    """Try the changes that are asked for, but those that are known to be noticed."""
    (folder / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)  # which test reaches what
    log = folder / "mutmut.log"
    with log.open("w", encoding="utf-8") as out:
        _call(folder, ["-c", _MAKE], out)
        endings = {name: code for kept in _kept(folder).values() for name, code in kept.items()}
        left = sorted(
            name
            for name in choice.of(list(endings))
            if endings[name] is None or endings[name] in _ENDINGS
        )
        if left:
            _call(folder, ["-m", "mutmut", "run", "--max-children", str(processes), *left], out)


def _call(folder: Path, arguments: Sequence[str], out: TextIO) -> None:
    done = subprocess.run(  # noqa: S603  # the tool, on a copy of ours
        [sys.executable, *arguments],
        cwd=folder,
        env=os.environ | _ALIKE,
        stdout=out,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        sys.exit(f"mutmut ended with {done.returncode}: {out.name} says why")


def _told(name: str, found: Tally) -> list[Change]:
    """Print what became of a part; return the survivors that nobody has explained."""
    known = explained()
    open_ = [change for change in found.survivors if change not in known]
    counts = found.counts
    print(
        f"{name}: {_tried(counts):,} of {found.made:,} changes tried, {counts[_KILLED]:,} killed,"
        f" {counts[_LATE]:,} timeouts, {len(found.survivors) - len(open_):,} survived explained,"
        f" {len(open_):,} unexplained; {counts[_LOADING]:,} more run only while modules are loaded"
    )
    for change in open_:
        print(f"  {change.function}\n    - {change.was}\n    + {change.now}")
    return open_


def _tried(counts: Counter[str]) -> int:
    return counts.total() - counts[_LOADING]


def main() -> int:
    """Try the parts that are asked for; return 1 where a survivor is unexplained."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--only", nargs="*", default=[], help="of these changes alone")
    parser.add_argument("--sample", type=int, default=0, help="so many of a part, by lot")
    parser.add_argument("--seed", type=int, default=1, help="of the lot")
    parser.add_argument("--tell", action="store_true", help="what was tried before; try nothing")
    parser.add_argument("--anew", action="store_true", help="forget what was tried before")
    parser.add_argument("--record", action="store_true", help="keep the counts in mutation.json")
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    choice = Choice(only=tuple(asked.only), sample=asked.sample, seed=asked.seed)
    kept = json.loads(COUNTED.read_text(encoding="utf-8")) if COUNTED.exists() else {}
    unexplained = 0
    for name in asked.parts or PARTS:
        folder = SCRATCH / name
        if not asked.tell:
            folder = prepare(name, PARTS[name], anew=asked.anew)
            _run(folder, choice, asked.processes)
        found = tally(folder, choice)
        open_ = _told(name, found)
        unexplained += len(open_)
        kept[name] = {
            "date": datetime.now(UTC).date().isoformat(),
            "machine": machine(),
            "python": platform.python_version(),
            "made": found.made,
            "by_lot": {"size": choice.sample, "seed": choice.seed} if choice.sample else None,
            "tried": _tried(found.counts),
            "killed": found.counts[_KILLED],
            "timeout": found.counts[_LATE],
            "explained": len(found.survivors) - len(open_),
            "unexplained": len(open_),
            "only_while_loading": found.counts[_LOADING],
        }
    if asked.record and not asked.only:
        COUNTED.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
