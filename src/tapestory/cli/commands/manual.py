"""Print a page of the manual: mail, prices, cron and more."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from tapestory.cli.invocation import invocation
from tapestory.cli.options import ListOptions, expanded
from tapestory.cli.output import Column, Listing, emit_list
from tapestory.cli.terminal import plain_block
from tapestory.cli.tree import single
from tapestory.errors import NotFoundError
from tapestory.resources import shipped

app = single()

PAGES = (
    "cron",
    "mail",
    "prices",
    "report",
    "full-text",
    "new-theme",
    "cli",
    "sql",
    "method",
    "evaluation",
    "tape-test",
    "confounders",
    "semantic",
    "glossary",
)
"""What a user may want to read: the wheel carries these. How it is built, the repository tells."""

_ASIDE = re.compile(r"^<!--.*?-->\n|<!--.*?-->", re.DOTALL | re.MULTILINE)
"""Notes to the tools that write and run the pages."""


def _pages(incomplete: str) -> list[str]:
    return [name for name in PAGES if name.startswith(incomplete)]


@app.command()
@expanded
def manual(
    ctx: typer.Context,
    page: Annotated[
        str, typer.Argument(metavar="PAGE", help="One of the list.", autocompletion=_pages)
    ] = "",
    *,
    output: ListOptions,
) -> None:
    """Print a page of the manual, as Markdown; without PAGE, list them.

    For instance `tapestory manual mail | less`.
    """
    call = invocation(ctx)
    if page:
        name = page.removeprefix("docs/").removesuffix(".md")
        if name not in PAGES:
            message = f"the manual has no page {plain_block(page)!r}"
            raise NotFoundError(message, hint="tapestory manual lists them.")
        call.out.write(_text(name))
        return
    listing = Listing(
        noun="pages",
        documents=[{"page": name, "title": _title(name)} for name in PAGES],
        columns=(
            Column(heading="page", text=lambda item: item["page"], style=lambda _: "bold"),
            Column(heading="title", text=lambda item: item["title"], flexible=True),
        ),
        empty="Reinstall tapestory: its pages are missing.",
    )
    emit_list(listing, output, call.out)


def _text(name: str) -> str:
    return _ASIDE.sub("", (shipped("docs") / f"{name}.md").read_text(encoding="utf-8"))


def _title(name: str) -> str:
    return _text(name).partition("\n")[0].removeprefix("# ")
