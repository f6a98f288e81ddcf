"""Whoever silences a check, or catches everything, says why in the same line."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from house.files import PLACES, modules, named, nodes

_SILENCED = re.compile(
    r"""\#\s*(?:ruff:\s*)?
        (?:noqa(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?
          |type:\s*ignore(?:\[[\w\s,-]*\])?
          |pragma:\s*no\s*\w+
          |mypy:\s*[\w-]+)""",
    re.VERBOSE | re.IGNORECASE,
)
_REASON = re.compile(r"[\s#(-]*\w.{3}")
_EVERYTHING = frozenset({"Exception", "BaseException"})


def _says_nothing(comment: str) -> bool:
    """Tell whether a comment silences a check without a reason behind it."""
    silenced = list(_SILENCED.finditer(comment))
    return bool(silenced) and _REASON.match(comment, silenced[-1].end()) is None


def _comments(path: Path) -> dict[int, str]:
    text = path.read_text(encoding="utf-8")
    if not _SILENCED.search(text) and "except" not in text:
        return {}
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT}


def _broad(path: Path) -> Iterator[ast.ExceptHandler]:
    for node in nodes(path):
        if isinstance(node, ast.ExceptHandler):
            kinds = [] if node.type is None else list(ast.walk(node.type))
            names = {kind.id for kind in kinds if isinstance(kind, ast.Name)}
            if node.type is None or names & _EVERYTHING:
                yield node


def test_every_silenced_check_says_why() -> None:
    silent = [
        f"{named(path)}:{line} {comment}"
        for path in modules(*PLACES)
        for line, comment in _comments(path).items()
        if _says_nothing(comment)
    ]

    assert silent == []


def test_whoever_catches_everything_says_why() -> None:
    silent = [
        f"{named(path)}:{handler.lineno}"
        for path in modules(*PLACES)
        for handler in _broad(path)
        if _REASON.search(_comments(path).get(handler.lineno, "")) is None
    ]

    assert silent == []


@given(
    st.sampled_from(["noqa: S311", "noqa: S311, D1", "type: ignore[arg-type]", "pragma: no cover"]),
    st.sampled_from(["  # {}", " - {}", " ({})"]),
)
def test_a_reason_is_what_stands_behind(silencer: str, form: str) -> None:
    assert _says_nothing(f"# {silencer}")
    assert _says_nothing(f"# {silencer}" + form.format(""))
    assert not _says_nothing(f"# {silencer}" + form.format("made-up news, no secrets"))
