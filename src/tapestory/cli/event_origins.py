"""An event's origins → how many independent reports it rests on, which of them were seen."""

from __future__ import annotations

from collections.abc import Iterator

from tapestory.cli.look import Look
from tapestory.cli.terminal import fitted, plain, width_of
from tapestory.digest.citations import Citations
from tapestory.digest.inert import one_line
from tapestory.digest.wording import count
from tapestory.model import EventView, Origin

_MOST_SHOWN = 8
_LONGEST_NAME = 32


def followers(origin: Origin, citations: Citations) -> list[int]:
    """Return the numbers of the articles that go back to an origin, copies counted once."""
    told = [citations.cite([article]) for article in origin.articles]
    return sorted({number for numbers in told for number in numbers})


def origin_lines(view: EventView, citations: Citations, *, width: int, look: Look) -> Iterator[str]:
    """Yield a heading that counts the origins, then each: seen or only cited, and who follows it.

    Args:
        view: The event.
        citations: Numbers the articles.
        width: Cells that a line may take.
        look: Whether to cut.
    """
    if not view.origins:
        return
    many = count(len(view.origins), "independent origin")
    yield look.paint(f"Goes back to {many}", "dim")
    shown = view.origins[: _MOST_SHOWN if look.cut else None]
    names = [plain(one_line(origin.name, 60)) for origin in shown]
    wide = max(map(width_of, names))
    wide = min(wide, _LONGEST_NAME) if look.cut else wide
    for origin, name in zip(shown, names, strict=True):
        told = followers(origin, citations)
        seen = "seen" if origin.seen else "cited, not seen"
        cites = "".join(f"[{number}]" for number in told)
        line = f"  {fitted(name, wide)}  {seen:<15}  {count(len(told), 'article')}"
        if width_of(line) + 2 + len(cites) <= width or not look.cut:
            line += f"  {look.paint(cites, 'dim')}"
        yield line
    if len(shown) < len(view.origins):
        yield look.paint(f"  and {len(view.origins) - len(shown):,} more", "dim")
