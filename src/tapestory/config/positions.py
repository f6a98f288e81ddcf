"""The text of a TOML file and the way to a key → the line and column where it stands."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Literal, NamedTuple

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

Loc = tuple[str | int, ...]


class Position(NamedTuple):
    """A place in a text, counted from 1; columns in characters."""

    line: int
    column: int


class _Span(NamedTuple):
    key: Position
    value: Position


def position(source: str, loc: Loc, *, at: Literal["key", "value"] = "value") -> Position:
    """Return where a key or its value stands; of what is missing, where it would belong.

    Args:
        source: The whole text; valid TOML, or empty.
        loc: Table names, keys and array indices from the top.
        at: Which of the two; a table's value begins with its header.
    """
    places = _places(source)
    for length in range(len(loc), 0, -1):
        span = places.get(loc[:length])
        if span is not None:
            return span.value if at == "value" and length == len(loc) else span.key
    return Position(1, 1)


@lru_cache(maxsize=4)
def _places(source: str) -> dict[Loc, _Span]:
    tree = Parser(Language(tree_sitter_toml.language())).parse(source.encode())
    survey = _Survey(source)
    for node in tree.root_node.named_children:
        survey.top_level(node)
    return survey.places


class _Survey:
    """Walks a syntax tree once and notes where every key and value begins."""

    def __init__(self, source: str) -> None:
        self.places: dict[Loc, _Span] = {}
        self._lines = source.encode().split(b"\n")
        self._elements: dict[Loc, int] = {}
        """How many elements each array of tables has so far."""

    def top_level(self, node: Node) -> None:
        """Note a pair, a table, or an element of an array of tables."""
        if node.type == "pair":
            self._pair((), node)
        elif node.type in ("table", "table_array_element"):
            key, *pairs = [child for child in node.named_children if child.type != "comment"]
            base = self._header(key, is_element=node.type == "table_array_element")
            for pair in pairs:
                self._pair(base, pair)

    def _header(self, key: Node, *, is_element: bool) -> Loc:
        base: Loc = ()
        names = _key_path(key)
        for depth, (name, leaf) in enumerate(names):
            start = self._at(leaf)
            base = (*base, name)
            self._note(base, start, start)
            if is_element and depth == len(names) - 1:
                self._elements[base] = self._elements.get(base, 0) + 1
            if base in self._elements:
                base = (*base, self._elements[base] - 1)
                self._note(base, start, start)
        return base

    def _pair(self, base: Loc, node: Node) -> None:
        if node.type != "pair":
            return
        key, value = [child for child in node.named_children if child.type != "comment"][:2]
        loc = base
        for name, leaf in _key_path(key):
            loc = (*loc, name)
            self._note(loc, self._at(leaf), self._at(value))
        self._value(loc, value)

    def _value(self, loc: Loc, node: Node) -> None:
        children = [child for child in node.named_children if child.type != "comment"]
        if node.type == "inline_table":
            for child in children:
                self._pair(loc, child)
        elif node.type == "array":
            for index, child in enumerate(children):
                self._note((*loc, index), self._at(child), self._at(child))
                self._value((*loc, index), child)

    def _note(self, loc: Loc, key: Position, value: Position) -> None:
        self.places.setdefault(loc, _Span(key, value))

    def _at(self, node: Node) -> Position:
        row, column = node.start_point
        before = self._lines[row][:column]
        return Position(row + 1, len(before.decode(errors="replace")) + 1)


def _key_path(node: Node) -> list[tuple[str, Node]]:
    """Return the names of a bare, quoted or dotted key, each with its own node."""
    if node.type == "dotted_key":
        return [part for child in node.named_children for part in _key_path(child)]
    text = (node.text or b"").decode()
    (name,) = tomllib.loads(f"{text} = 0")
    return [(name, node)]
