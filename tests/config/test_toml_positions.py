"""Places of keys and values in TOML texts."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from tapestory.config.positions import Position, position

TEXT = """\
top = 1  # a comment
[a.b]
k.j = "x"
arr = [1, { z = 2 },
  3]
[[n]]
id = "é"  # second
[n.inner]
deep = true
[[n]]
"quo ted" = 2
"""


def test_keys_and_values_are_found_wherever_toml_lets_them_stand() -> None:
    assert position(TEXT, ("top",), at="key") == Position(1, 1)
    assert position(TEXT, ("top",)) == Position(1, 7)
    assert position(TEXT, ("a", "b", "k", "j")) == Position(3, 7)
    assert position(TEXT, ("a", "b", "arr", 1, "z")) == Position(4, 17)
    assert position(TEXT, ("a", "b", "arr", 2)) == Position(5, 3)
    assert position(TEXT, ("n", 0, "id")) == Position(7, 6)
    assert position(TEXT, ("n", 0, "inner", "deep")) == Position(9, 8)
    assert position(TEXT, ("n", 1, "quo ted"), at="key") == Position(11, 1)


def test_what_is_missing_is_placed_where_it_would_belong() -> None:
    assert position(TEXT, ("a", "b", "absent")) == Position(2, 4)
    assert position(TEXT, ("nowhere",)) == Position(1, 1)
    assert position("", ("nowhere", 3)) == Position(1, 1)


@given(
    before=st.lists(st.sampled_from(["", "# note", "x = 1", "é = 'ü'"]), max_size=6, unique=True),
    indent=st.integers(0, 8),
    key=st.text(string.ascii_lowercase, min_size=2, max_size=8),
)
def test_a_key_is_found_at_any_line_and_column(before: list[str], indent: int, key: str) -> None:
    lines = [line if line.isascii() else f'"{line[0]}"{line[1:]}' for line in before]
    source = "\n".join([*lines, f"{' ' * indent}{key} = 5", ""])

    assert position(source, (key,), at="key") == Position(len(lines) + 1, indent + 1)
    assert position(source, (key,)) == Position(len(lines) + 1, indent + len(key) + 4)
