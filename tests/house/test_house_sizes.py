"""Files that a reader holds in mind, functions that fit a screen."""

from __future__ import annotations

from house.files import functions, modules, named

MOST_LINES = 400
MOST_OF_NEARLY_ALL = 35
"""What 95 of 100 functions are no longer than."""
MOST_OF_ANY = 60
"""What a function is no longer than, unless it is named below."""

LONGER = {
    "src/tapestory/digest/compose.py compose": 65,
    "src/tapestory/pipeline/view.py _view": 73,
    "src/tapestory/cli/commands/prices.py import_": 68,
    "src/tapestory/cli/commands/moves.py _measure_one": 64,
    "src/tapestory/cli/commands/run.py _run": 61,
    "src/tapestory/cli/commands/sectors.py show": 62,
    "src/tapestory/cli/commands/tickers.py show": 62,
}
"""How long the longest are: none may grow. A command is long for the options that it declares."""


def _lengths() -> dict[str, int]:
    return {
        f"{named(path)} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in modules("src")
        for node in functions(path)
    }


def test_no_module_is_longer_than_a_reader_holds_in_mind() -> None:
    lengths = {
        named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules("src")
    }

    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_nearly_all_functions_fit_a_screen() -> None:
    lengths = sorted(_lengths().values())

    assert lengths[int(0.95 * len(lengths))] <= MOST_OF_NEARLY_ALL


def test_a_function_that_is_longer_is_named_and_does_not_grow() -> None:
    too_long = {
        name: length
        for name, length in _lengths().items()
        if length > LONGER.get(name, MOST_OF_ANY)
    }

    assert too_long == {}
