"""The drawing of the architecture is what the code is, late imports included."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from docs.drawing import package_imports, redrawn, unsaid

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "tapestory"
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_the_page_is_drawn_as_the_code_is_and_every_table_is_explained() -> None:
    assert redrawn(PAGE, SOURCE) == PAGE
    assert unsaid(PAGE) == []


def test_every_package_stands_in_the_picture_of_layers() -> None:
    picture = re.search(r"```\n( +cli .*?)```", PAGE, re.DOTALL)
    assert picture is not None
    packages = {name for name in package_imports(SOURCE) if not name.startswith("__")}

    assert {name for name in packages if not re.search(rf"\b{name}\b", picture[1])} == set()


def test_an_import_inside_a_function_is_seen(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "deep.py").write_text(
        "import os\nfrom tapestory import errors\n\n\ndef late():\n    import tapestory.two.much\n"
        "    from tapestory.one.deep import late\n    return tapestory, late\n"
    )
    assert package_imports(tmp_path) == {"one": {"errors", "two"}}


def test_a_table_that_nobody_explained_is_told() -> None:
    drawn = redrawn("<!-- drawn: tables -->\n<!-- end -->", SOURCE)

    assert {"articles", "outbox", "moves"} <= set(unsaid(drawn))


def test_a_package_of_the_same_name_says_nothing_of_a_table() -> None:
    page = "| `moves` | nothing else |\n<!-- drawn: tables -->\n| `moves` | ? | |\n<!-- end -->"

    assert unsaid(page) == ["moves"]


def test_every_module_and_room_that_a_page_names_is_there() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    packages = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    named = {
        (page.name, place)
        for page in pages
        for place in re.findall(r"`(\w+(?:/\w+)+(?:\.py)?)`", page.read_text(encoding="utf-8"))
        if place.partition("/")[0] in packages
    }
    assert ("architecture.md", "pipeline/poll_step.py") in named
    assert {one for one in named if not (SOURCE / one[1]).exists()} == set()


def test_the_steps_stand_in_the_order_in_which_a_run_takes_them() -> None:
    tree = ast.parse((SOURCE / "pipeline" / "run.py").read_text(encoding="utf-8"))
    module_of = {
        alias.name: node.module.rpartition(".")[2]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module is not None
        for alias in node.names
    }
    inner = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}

    def called(function: ast.FunctionDef) -> list[str]:
        calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
        found: list[str] = []
        for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
            name = getattr(call.func, "id", "")
            found += called(inner[name]) if name in inner else [module_of.get(name, "")]
        return found

    steps = re.findall(r"^\| \w+ \| `pipeline/(\w+)\.py`", PAGE, re.MULTILINE)
    taken = [module for module in called(inner["run"]) if module in steps]

    assert "place_step" in steps
    assert list(dict.fromkeys(taken)) == [step for step in steps if step in taken]
    assert set(steps) - set(taken) == {"view"}
