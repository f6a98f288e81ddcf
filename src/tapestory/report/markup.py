"""Templates and values → pages, with one style sheet that their policy knows by its hash."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from tapestory.digest.wording import count, explained_by
from tapestory.report.palette import variables

if TYPE_CHECKING:
    from jinja2 import Environment


def render(template: str, context: Mapping[str, object]) -> bytes:
    """Return a page or feed as UTF-8; everything in the context is escaped."""
    text = environment().get_template(template).render(context)
    return text.encode("utf-8")


@cache
def style_sheet() -> str:
    """Return the style sheet of every page."""
    template = environment().get_template("style.css.j2")
    return template.render(light=variables(dark=False), dark=variables(dark=True))


@cache
def content_policy() -> str:
    """Return what a browser may load for a page: our style sheet, and nothing else.

    Source:
        Content Security Policy Level 3, sections 6.1 and 8.3 (hashes).
    """
    digest = base64.b64encode(hashlib.sha256(style_sheet().encode("utf-8")).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )


@cache
def environment() -> Environment:
    """Return the templates, with what they call."""
    from jinja2 import (  # noqa: PLC0415 - takes as long to import as the rest of the program
        Environment,
        PackageLoader,
        StrictUndefined,
    )

    made = Environment(
        loader=PackageLoader("tapestory.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["explained_by"] = explained_by
    made.globals["count"] = count
    return made
