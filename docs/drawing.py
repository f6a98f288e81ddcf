"""Code → what docs/architecture.md draws of it: who imports whom, and the store's tables."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from sqlalchemy import Table

from tapestory.store import mail_tables, market_tables, story_tables, tables

PROGRAM = "tapestory"
ANYWHERE = frozenset({"model", "errors"})
"""What every package may import."""

_DEFINING = (tables, story_tables, market_tables, mail_tables)
"""Modules that define tables, in the order in which data meets them."""

_BLOCK = re.compile(r"(<!-- drawn: (imports|tables) -->\n).*?(<!-- end -->)", re.DOTALL)
_HOLDS = re.compile(r"^\| `(\w+)` \| (.*?) \|", re.MULTILINE)
_UNSAID = "?"


def redrawn(page: str, source: Path) -> str:
    """Return the page with each `<!-- drawn: … -->` block as the code under `source` has it.

    What a table holds is said by hand and kept; a table of which nobody has said it gets `?`.
    """

    def drawn(block: re.Match[str]) -> str:
        if block[2] == "imports":
            return block[1] + _imports(source) + block[3]
        return block[1] + _tables(source / "store", _said(page)) + block[3]

    return _BLOCK.sub(drawn, page)


def unsaid(page: str) -> list[str]:
    """Return the tables of which the page does not say what they hold."""
    return [name for name, holds in _said(page).items() if holds == _UNSAID]


def _said(page: str) -> dict[str, str]:
    """Return table → what the page says that it holds."""
    blocks = (block[0] for block in _BLOCK.finditer(page) if block[2] == "tables")
    return {name: holds for block in blocks for name, holds in _HOLDS.findall(block)}


def package_imports(source: Path) -> dict[str, set[str]]:
    """Return package → the other packages it imports, anywhere in its modules, functions included.

    A module beside the packages counts as one.
    """
    edges: dict[str, set[str]] = defaultdict(set)
    for path in sorted(source.rglob("*.py")):
        package = path.relative_to(source).parts[0].removesuffix(".py")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {name.split(".")[1] for name in _imported(tree) if name.count(".")}
        edges[package] |= imported - {package}
    return edges


def _imported(tree: ast.Module) -> Iterator[str]:
    """Yield the dotted names of ours that a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == PROGRAM:
            names = [f"{PROGRAM}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            continue
        yield from (name for name in names if name.split(".")[0] == PROGRAM)


def _imports(source: Path) -> str:
    edges = package_imports(source)
    known = {package for package in edges if not package.startswith("__")}
    rows = []
    for package in sorted(known - ANYWHERE, key=lambda name: (-len(edges[name] & known), name)):
        others = ", ".join(f"`{other}`" for other in sorted(edges[package] & known - ANYWHERE))
        rows.append(f"| `{package}` | {others or 'nothing else'} |")
    return "\n".join(
        ["| package | imports, besides `model` and `errors` |", "| --- | --- |", *rows, ""]
    )


def _tables(store: Path, said: Mapping[str, str]) -> str:
    users = _users(store)
    defined = [
        value for module in _DEFINING for value in vars(module).values() if isinstance(value, Table)
    ]
    rows = [
        f"| `{table.name}` | {said.get(table.name, _UNSAID)} | {_modules(users[table.name])} |"
        for table in defined
    ]
    head = ["| table | holds | named in `store/` by |", "| --- | --- | --- |"]
    return "\n".join([*head, *rows, ""])


def _users(store: Path) -> dict[str, set[str]]:
    """Return table → the modules of the store that import it, by their names."""
    users: dict[str, set[str]] = defaultdict(set)
    defining = {module.__name__ for module in _DEFINING}
    for path in store.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module in defining:
                for alias in node.names:
                    users[alias.name].add(path.stem)
    return users


def _modules(names: set[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names)) or "what names it in SQL"
