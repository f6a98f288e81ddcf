"""The drawing of the architecture is what the code is, late imports included."""

from __future__ import annotations

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
