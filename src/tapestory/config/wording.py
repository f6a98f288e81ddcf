"""What pydantic found wrong → a sentence about a key, with the nearest key that would be right."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, SecretStr, ValidationError
from pydantic_core import ErrorDetails

Loc = tuple[str | int, ...]

_SENTENCES = {
    "missing": "is missing",
    "string_type": "should be text in quotes",
    "int_type": "should be a whole number",
    "int_from_float": "should be a whole number",
    "float_type": "should be a number",
    "bool_type": "should be true or false",
    "tuple_type": "should be an array in [ ]",
    "list_type": "should be an array in [ ]",
    "model_type": "should be a table",
    "model_attributes_type": "should be a table",
    "dict_type": "should be a table",
    "finite_number": "should be a finite number",
    "string_too_short": "is too short",
}
_NEAR = 60
"""Least rapidfuzz ratio, 0 to 100, at which a key is offered as what was meant."""
_LISTED = 12
"""At most so many valid keys are listed when none is near."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, and where."""

    loc: Loc
    what: str
    hint: str | None = None
    at: Literal["key", "value"] = "value"
    kind: str = ""
    """Pydantic's name for it."""


def problems(
    model: type[BaseModel], error: ValidationError, data: Mapping[str, Any]
) -> list[Problem]:
    """Return every problem of a failed validation, at least one."""
    return [_problem(model, details, data) for details in error.errors(include_url=False)]


def nearest(word: str, choices: list[str]) -> str | None:
    """Return the choice that was probably meant, if any is near enough."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # only to word an error

    found = process.extractOne(word.casefold(), choices, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return str(found[0]) if found else None


def _problem(model: type[BaseModel], details: ErrorDetails, data: Mapping[str, Any]) -> Problem:
    kind = details["type"]
    loc = tuple(step for step in details["loc"] if step != "[key]")
    if kind == "extra_forbidden":
        hint = _hint_for_unknown_key(model, loc)
        return Problem(loc=loc, what="no such key", hint=hint, at="key", kind=kind)
    if kind == "missing":
        return Problem(loc=loc, what=_SENTENCES[kind], at="key", kind=kind)
    value = "" if _is_secret(model, loc) else _shown(_value_at(data, loc))
    if kind == "literal_error":
        expected = str(details.get("ctx", {}).get("expected", ""))
        return Problem(loc=loc, what=f"should be {expected}{_but(value)}", kind=kind)
    if kind == "value_error":
        return Problem(loc=loc, what=str(details.get("ctx", {}).get("error", "")), kind=kind)
    sentence = _SENTENCES.get(kind) or details["msg"].replace("Input should", "should", 1)
    return Problem(loc=loc, what=sentence + _but(value), kind=kind)


def _hint_for_unknown_key(model: type[BaseModel], loc: Loc) -> str | None:
    *parent, key = loc
    siblings = _keys_at(model, tuple(parent))
    meant = nearest(str(key), siblings)
    if meant is not None:
        return f"Did you mean {meant}?"
    elsewhere = [way for way in _ways(model) if way.rpartition(".")[2] == key]
    if elsewhere:
        return f"Did you mean {elsewhere[0]}?"
    if len(siblings) <= _LISTED:
        return f"Known here: {', '.join(siblings)}."
    return None


def _keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    kind: Any = model
    for step in loc:
        kind = _inner(kind, step)
    return list(kind.model_fields) if _is_model(kind) else []


def _inner(kind: Any, step: str | int) -> Any:
    """Return the type of what lies one step inside a type; None where that is unknown."""
    if _is_model(kind):
        found = kind.model_fields.get(step)
        return _bare(found.annotation) if found else None
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) is dict:
        return _bare(arguments[1])
    return _bare(arguments[0]) if arguments and isinstance(step, int) else None


def _bare(kind: Any) -> Any:
    """Strip `Annotated` and `| None`."""
    if typing.get_origin(kind) is typing.Annotated:
        return _bare(typing.get_args(kind)[0])
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        rest = [part for part in typing.get_args(kind) if part is not type(None)]
        return _bare(rest[0])
    return kind


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _is_secret(model: type[BaseModel], loc: Loc) -> bool:
    kind: Any = model
    for step in loc:
        kind = _inner(kind, step)
        if kind is SecretStr:
            return True
    return False


def _ways(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, found in model.model_fields.items():
        kind = _bare(found.annotation)
        if _is_model(kind):
            yield from _ways(kind, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"


def _value_at(data: Any, loc: Loc) -> Any:
    for step in loc:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        short = value if len(value) <= 40 else f"{value[:39]}…"
        return repr(short)
    return str(value) if isinstance(value, int | float) else ""


def _but(value: str) -> str:
    return f", not {value}" if value else ""
