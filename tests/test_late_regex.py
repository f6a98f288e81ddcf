"""A late pattern is the pattern; and every one that ships can be compiled."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
from contextlib import suppress

import pytest

import tapestory
from tapestory.late_regex import late_regex


def test_it_answers_as_the_compiled_pattern() -> None:
    late, plain = (
        late_regex(r"(?P<n>\d+)%", re.IGNORECASE),
        re.compile(r"(?P<n>\d+)%", re.IGNORECASE),
    )
    text = "4% and 15%"

    assert late.flags == plain.flags
    assert late.pattern == plain.pattern
    assert late.groups == plain.groups
    assert late.groupindex == plain.groupindex
    assert late.findall(text) == plain.findall(text)
    assert late.sub("x", text) == plain.sub("x", text)
    assert [m.span() for m in late.finditer(text)] == [m.span() for m in plain.finditer(text)]
    found = late.search(text, 2)
    assert found is not None
    assert found["n"] == "15"
    assert late_regex(rb"\d").search(b"in 2026") is not None


def test_what_a_pattern_has_not_is_missing() -> None:
    with pytest.raises(AttributeError):
        _ = late_regex("a").searches  # type: ignore[attr-defined]  # what is tested


def test_a_wrong_pattern_is_told_when_it_is_asked() -> None:
    wrong = late_regex("(")

    with pytest.raises(re.error):
        wrong.search("")


def test_every_pattern_that_ships_can_be_compiled() -> None:
    for module in pkgutil.walk_packages(tapestory.__path__, "tapestory."):
        if not module.name.endswith("__main__"):
            with suppress(ModuleNotFoundError):  # of the extra that is not installed
                importlib.import_module(module.name)
    gc.unfreeze()  # placing sets apart what there is, and so hides it
    kind = type(late_regex("a"))
    all_of_them = [one for one in gc.get_objects() if type(one) is kind and one.pattern != "("]

    assert len(all_of_them) > 900
    for one in all_of_them:
        assert one.flags is not None
