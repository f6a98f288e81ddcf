"""The house's own files, as its tests read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
PLACES = ("src", "tests", "evaluation", "benchmarks", "docs", "migrations")
"""Where code of ours stands."""


def modules(*places: str) -> Iterator[Path]:
    """Yield the Python files below folders of the repository."""
    for place in places:
        yield from sorted((ROOT / place).rglob("*.py"))


def named(path: Path) -> str:
    """Return how a file is called from the top of the repository."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """Return what a file says."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return all that a file consists of: walked once, however many tests ask."""
    return tuple(ast.walk(tree(path)))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method of a file."""
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
