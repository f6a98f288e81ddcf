"""Edition → the HTML and the plain text of the mail, and its subject line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from tapestory.digest import bars, cells
from tapestory.digest.edition import Edition, Falsifier, LeadEvent, numbers_cited
from tapestory.digest.wording import count, explained_by, weekday_day
from tapestory.model import EventId

if TYPE_CHECKING:
    from jinja2 import Environment

BUDGET = 90_000
"""Bytes of HTML; Gmail cuts a mail off at about 102 kB."""
MAX_SUBJECT = 78
"""Characters, RFC 5322 section 2.1.1."""
_TAPE_NOTE = (
    "Tape: whether sectors moved, beyond the market, as an explanation predicts. It cannot show why"
    " they moved."
)
_ENOUGH_TITLE = 40
"""Characters of the headline that a move in the subject may not push out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours of one scheme, as #rrggbb; tests hold the contrasts."""

    page: str
    paper: str
    ink: str
    muted: str
    line: str
    strong_line: str
    link: str
    up: str
    up_reported: str
    up_range: str
    down: str
    down_reported: str
    down_range: str
    chip: str
    chip_ink: str
    warn: str
    warn_ink: str
    good: str
    good_ink: str
    bad: str
    bad_ink: str


LIGHT = Palette(
    page="#f3f2ee",
    paper="#ffffff",
    ink="#1a1a18",
    muted="#5c5b57",
    line="#e7e5df",
    strong_line="#d5d3cc",
    link="#0b57a4",
    up="#0b5cab",
    up_reported="#7fb0dd",
    up_range="#bcd6ee",
    down="#b3430e",
    down_reported="#dd9a78",
    down_range="#f0cdbb",
    chip="#efeee8",
    chip_ink="#53524e",
    warn="#fdf0c8",
    warn_ink="#6b4800",
    good="#dff0e2",
    good_ink="#1d5a2c",
    bad="#f9dfda",
    bad_ink="#8c2213",
)
DARK = Palette(
    page="#141413",
    paper="#1e1e1c",
    ink="#f1f0ec",
    muted="#b1afa8",
    line="#353430",
    strong_line="#4b4a45",
    link="#7db7f2",
    up="#74b3f2",
    up_reported="#3f6f9f",
    up_range="#2c4a68",
    down="#ff9a62",
    down_reported="#a8613a",
    down_range="#6b4129",
    chip="#32312d",
    chip_ink="#cbc9c1",
    warn="#4d3a05",
    warn_ink="#ffd76a",
    good="#1c4427",
    good_ink="#a6e3b4",
    bad="#56211a",
    bad_ink="#ffb4a6",
)


def subject(edition: Edition) -> str:
    """Return the subject: the headline, its moves as far as they fit, and how sure anybody is."""
    start = "[SAMPLE] " if edition.sample else ""
    start += "Update: " if edition.subject_update else ""
    if edition.is_empty:
        return f"{start}Nothing to report, {weekday_day(edition.day, year=0)}"
    end = f" ({edition.subject_state})" if edition.subject_state else ""
    room = MAX_SUBJECT - len(start) - len(end)
    # Mail programs, and the library that builds the mail, would decode RFC 2047's encoded words.
    title = edition.subject_lead.replace("=?", "= ?")
    for shown in range(len(edition.subject_moves), -1, -1):
        moves = ": " + ", ".join(edition.subject_moves[:shown]) if shown else ""
        if len(title) + len(moves) <= room:
            return f"{start}{title.rstrip('.')}{moves}{end}"
        if shown <= 1 and room - len(moves) >= _ENOUGH_TITLE:
            break
    return f"{start}{_cut(title, room - len(moves))}{moves}{end}"


def fitted(edition: Edition) -> Edition:
    """Return what of an edition fits into `BUDGET` bytes of HTML; what does not is counted.

    First the lead gets shorter; then as many of the others are left out as need be; where even the
    lead alone is too long, it loses its table.
    """
    lead = edition.lead
    if lead is None or _fits(edition):
        return edition
    shorter = edition
    for rows in (6, 3, 0):
        shorter = replace(edition, lead=_shorter(lead, rows=rows))
        if _fits(_with_others(shorter, 0)):
            return _with_most_others(shorter)
    return _with_others(shorter, 0)


def _with_most_others(edition: Edition) -> Edition:
    """Return an edition, that fits without others, with as many of them as fit."""
    if _fits(edition):
        return edition
    fit, too_many = 0, len(edition.others)
    while too_many - fit > 1:
        middle = (fit + too_many) // 2
        if _fits(_with_others(edition, middle)):
            fit = middle
        else:
            too_many = middle
    return _with_others(edition, fit)


def render_html(edition: Edition) -> str:
    """Return the HTML, styles inlined, under `BUDGET` bytes: what does not fit is counted."""
    return _inlined(_html(fitted(edition)))


def render_text(edition: Edition) -> str:
    """Return the plain text of the same, at most 72 cells wide but for addresses."""
    text = _environment().get_template("digest.txt.j2").render(_context(fitted(edition)))
    # What must not be parted by the end of a line is joined by spaces that do not break.
    text = text.replace("\N{NO-BREAK SPACE}", " ")
    return "".join(_trimmed(line) for line in text.splitlines(keepends=True))


def _fits(edition: Edition) -> bool:
    return len(_inlined(_html(edition)).encode()) < BUDGET


def _with_others(edition: Edition, kept: int) -> Edition:
    dropped = edition.others[kept:]
    owed = tuple(EventId(event.id) for event in dropped if event.update)
    return replace(
        edition,
        others=edition.others[:kept],
        more_events=edition.more_events + len(dropped),
        owed=(*owed, *edition.owed),
    )


def _trimmed(line: str) -> str:
    """Return a line without spaces at its end, but for the separator of RFC 3676 section 4.3."""
    return line if line == "-- \n" else line.rstrip() + "\n"


def _html(edition: Edition) -> str:
    context = _context(edition) | {"light": LIGHT, "dark": DARK}
    return _environment().get_template("digest.html.j2").render(context)


def _context(edition: Edition) -> dict[str, object]:
    table = edition.lead.table if edition.lead else None
    rows = [row for group in table.groups for row in group.rows] if table else []
    return {
        "e": edition,
        "lead": edition.lead,
        "table": table,
        "scale": bars.scale_of(rows),
        "tape_note": _TAPE_NOTE,
    }


def _shorter(lead: LeadEvent, *, rows: int) -> LeadEvent:
    """Return the lead with at most `rows` rows for each city, and nothing that is not cited."""
    table = lead.table
    if table is not None and rows:
        groups = tuple(replace(group, rows=group.rows[:rows]) for group in table.groups)
        hidden = sum(len(group.rows) for group in table.groups)
        hidden -= sum(len(group.rows) for group in groups)
        table = replace(table, groups=groups, more=table.more + hidden)
    shorter = replace(
        lead,
        table=table if rows else None,
        history=lead.history if rows > 3 else (),
        disagreements=lead.disagreements[: rows // 2],
        explanations=lead.explanations[: max(rows // 2, 1)],
        more_explanations=lead.more_explanations
        + max(len(lead.explanations) - max(rows // 2, 1), 0),
        falsifiers=lead.falsifiers if rows else (),
    )
    cited = set(numbers_cited(shorter))
    sources = tuple(source for source in lead.sources if source.number in cited)
    hidden = len(lead.sources) - len(sources)
    return replace(shorter, sources=sources, more_sources=lead.more_sources + hidden)


def _cut(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    head = text[: room - 1]
    at_word = head.rpartition(" ")[0]
    return (at_word if len(at_word) > room // 2 else head).rstrip(" ,;:.–—") + "…"


def _inlined(document: str) -> str:
    import css_inline  # noqa: PLC0415 - a compiled library that only the mail needs

    inliner = css_inline.CSSInliner(keep_style_tags=False, load_remote_stylesheets=False)
    return inliner.inline(document)


@cache
def _environment() -> Environment:
    from jinja2 import (  # noqa: PLC0415 - takes as long to import as the rest of the program
        Environment,
        PackageLoader,
        StrictUndefined,
        select_autoescape,
    )

    environment = Environment(
        loader=PackageLoader("tapestory.digest"),
        autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filters: dict[str, Callable[..., object]] = {
        "cites": _cites,
        "cell_width": cells.cell_width,
        "fill": cells.fill,
        "fit": cells.fit,
        "right": cells.right,
        "explained_by": explained_by,
        "by_narrative": _by_narrative,
    }
    environment.filters.update(filters)
    environment.globals.update(
        solid_bar=bars.solid_bar, pale_bar=bars.pale_bar, count=count, cell_width=cells.cell_width
    )
    return environment


def _by_narrative(falsifiers: Sequence[Falsifier]) -> list[tuple[str, list[str]]]:
    """Return what would speak against each narrative, in the order in which they come."""
    found: dict[str, list[str]] = {}
    for item in falsifiers:
        found.setdefault(item.against, []).append(item.text)
    return list(found.items())


def _cites(numbers: Sequence[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)
