"""An event's links → whom it is about, who is affected, who is only mentioned."""

from __future__ import annotations

from collections.abc import Iterator

from tapestory.cli.look import Look
from tapestory.cli.terminal import fitted, plain
from tapestory.digest.cells import fill
from tapestory.digest.naming import Names
from tapestory.digest.wording import listing
from tapestory.model import EventView, Role

_HEADINGS = {
    Role.SUBJECT: "About",
    Role.AFFECTED: "Affected",
    Role.MENTIONED: "Mentioned",
}
_INDENT = 12
_MOST_SHOWN = 6


def role_lines(view: EventView, names: Names, *, width: int, look: Look) -> Iterator[str]:
    """Yield a line for each role: instruments with their tickers, then sectors.

    Args:
        view: The event.
        names: For what is linked.
        width: Cells that a line may take.
        look: Whether to cut.
    """
    for role, heading in _HEADINGS.items():
        linked = [link for link in view.links if link.role is role]
        told = [_handle(link.symbol, names) for link in linked if link.symbol is not None]
        told += [names.sector(link.sector) for link in linked if link.sector is not None]
        if not told:
            continue
        text = plain(listing(list(dict.fromkeys(told)), most=_MOST_SHOWN if look.cut else None))
        rest = " " * _INDENT
        lines = fill(text, first=rest, rest=rest, width=width).splitlines()
        yield look.paint(fitted(heading, _INDENT), "dim") + lines[0][_INDENT:]
        yield from lines[1:]


def _handle(symbol: str, names: Names) -> str:
    """Return "Meta Platforms (META)", or the name alone where the symbol is no ticker."""
    name, label = names.full(symbol), names.label(symbol)
    return name if label == name or ":" in symbol else f"{name} ({label})"
