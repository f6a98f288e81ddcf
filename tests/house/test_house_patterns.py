"""What a module looks for is compiled when it is asked, not when the module is loaded."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from house.files import modules, named, tree

LATE = ("ingest", "linking", "matching", "narratives", "reading")


def compiled_at_once(module: ast.AST) -> Iterator[int]:
    """Yield the lines on which a pattern is compiled while the module is loaded."""
    for node in ast.iter_child_nodes(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile":
            yield node.lineno
        yield from compiled_at_once(node)


@pytest.mark.parametrize("package", LATE)
def test_no_pattern_is_compiled_while_its_module_is_loaded(package: str) -> None:
    found = [
        f"{named(path)}:{line}"
        for path in modules(f"src/tapestory/{package}")
        for line in compiled_at_once(tree(path))
    ]

    assert found == []


def test_one_that_is_compiled_at_once_is_found() -> None:
    text = "a = [re.compile('x')]\ndef f():\n    return re.compile('y')\nb = {1: re.compile('z')}\n"

    assert [*compiled_at_once(ast.parse(text))] == [1, 4]
