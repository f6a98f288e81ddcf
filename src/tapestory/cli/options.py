"""Dataclasses of options → the command-line options of a function, and back at the call.

A command that takes many options declares them as the fields of a frozen dataclass, each
`Annotated` for typer, and takes one parameter of that class.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Annotated, Any, get_type_hints

import typer

from tapestory.errors import UsageError

Command = Callable[..., None]


class Format(StrEnum):
    """How a result is written."""

    TABLE = "table"
    JSON = "json"
    NDJSON = "ndjson"
    CSV = "csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentOptions:
    """How one document is written."""

    as_json: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False

    @property
    def format(self) -> Format:
        """The format asked for."""
        return Format.JSON if self.as_json else Format.TABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowOptions:
    """How a document with its parts is written."""

    as_json: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False
    as_ndjson: Annotated[bool, typer.Option("--ndjson", help="One JSON object on a line.")] = False
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV with a header.")] = False
    limit: Annotated[
        int, typer.Option(min=0, metavar="N", help="At most so many rows of CSV; 0 for all.")
    ] = 0

    @property
    def format(self) -> Format:
        """The one format asked for.

        Raises:
            UsageError: More than one was.
        """
        return _one_of(self.as_json, self.as_ndjson, self.as_csv)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOptions:
    """How a list is written, and how much of it."""

    as_json: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False
    as_ndjson: Annotated[bool, typer.Option("--ndjson", help="A JSON object a line.")] = False
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV with a header.")] = False
    limit: Annotated[
        int | None,
        typer.Option(
            min=0, metavar="N", help="At most so many; 0 for all. Default: all, 20 on a terminal."
        ),
    ] = None

    @property
    def format(self) -> Format:
        """The one format asked for.

        Raises:
            UsageError: More than one was.
        """
        return _one_of(self.as_json, self.as_ndjson, self.as_csv)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeOptions:
    """Which stretch of time a query is about, and what was known when."""

    since: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="From then on: 3d, 12h, yesterday, 2026-07-01, ISO."),
    ] = None
    until: Annotated[str | None, typer.Option(metavar="TIME", help="Before then.")] = None
    as_of: Annotated[
        str | None, typer.Option(metavar="TIME", help="Answer with what was known then.")
    ] = None

    def none_fits(self, *, narrowed: bool, otherwise: str) -> str:
        """Return what to tell who asked and finds nothing.

        Args:
            narrowed: Something else than time was asked for.
            otherwise: What to tell who asked for everything.
        """
        if self.since is not None:
            return "Nothing fits; an earlier --since looks further back."
        if self.as_of is not None:
            return "Nothing that fits was known then."
        return "Nothing fits." if narrowed or self.until is not None else otherwise


AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="TIME", help="Answer with what was known then.")
]

AsOfSettings = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="TIME",
        help="Changes nothing: this is read from the configuration, which has no history.",
    ),
]

Explain = Annotated[
    bool, typer.Option("--explain", help="Numbers and whole reasons of matches, also earlier ones.")
]


def expanded(function: Command) -> Command:
    """Return the command with each dataclass parameter replaced by its fields.

    To be applied below typer's own decorator.
    """
    hints = get_type_hints(function, include_extras=True)
    parameters: list[inspect.Parameter] = []
    groups: dict[str, Any] = {}
    for parameter in inspect.signature(function).parameters.values():
        hint = hints[parameter.name]
        if isinstance(hint, type) and is_dataclass(hint):
            groups[parameter.name] = hint
            parameters.extend(_parameters_of(hint))
        else:
            parameters.append(
                parameter.replace(annotation=hint, kind=inspect.Parameter.KEYWORD_ONLY)
            )

    @functools.wraps(function)
    def command(**given: Any) -> None:
        for name, kind in groups.items():
            given[name] = kind(**{field.name: given.pop(field.name) for field in fields(kind)})
        function(**given)

    wrapped: Any = command
    wrapped.__signature__ = inspect.Signature(parameters)
    wrapped.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return command


def _parameters_of(kind: Any) -> list[inspect.Parameter]:
    hints = get_type_hints(kind, include_extras=True)
    return [
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if field.default is MISSING else field.default,
            annotation=hints[field.name],
        )
        for field in fields(kind)
    ]


def _one_of(*asked: bool) -> Format:
    formats = [
        form
        for form, wanted in zip((Format.JSON, Format.NDJSON, Format.CSV), asked, strict=True)
        if wanted
    ]
    if len(formats) > 1:
        message = " and ".join(f"--{form}" for form in formats) + " exclude each other"
        raise UsageError(message, hint="Give one of them.")
    return formats[0] if formats else Format.TABLE
