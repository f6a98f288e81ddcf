"""An event's origins → how many independent reports it rests on, and who told it besides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tapestory.cli.look import Look
from tapestory.cli.terminal import fitted, plain, width_of
from tapestory.digest.citations import Citations
from tapestory.digest.inert import one_line
from tapestory.digest.wording import count
from tapestory.model import EventView, Origin, OriginKind, independent

_MOST_SHOWN = 8
_LONGEST_NAME = 32


def followers(origins: Sequence[Origin], citations: Citations) -> list[int]:
    """Return the numbers of the articles that go back to origins, copies counted once."""
    told = [citations.cite([article]) for origin in origins for article in origin.articles]
    return sorted({number for numbers in told for number in numbers})


def origin_lines(view: EventView, citations: Citations, *, width: int, look: Look) -> Iterator[str]:
    """Yield a heading that counts the origins, each of them, then who told it besides.

    An origin is seen or only cited. What a party put out itself, and articles that name no origin,
    stand below reports and are not counted beside them.

    Args:
        view: The event.
        citations: Numbers the articles.
        width: Cells that a line may take.
        look: Whether to cut.
    """
    counted = independent(view.origins)
    if not counted:
        return
    yield look.paint(_heading(counted, view.origins), "dim")
    shown = counted[: _MOST_SHOWN if look.cut else None]
    lines = [(_name(o), "seen" if o.seen else "cited, not seen", [o]) for o in shown]
    rest = [origin for origin in view.origins if origin not in counted]
    stated = [origin for origin in rest if origin.kind is OriginKind.STATEMENT]
    lines += [(_name(origin), "not counted", [origin]) for origin in stated]
    silent = [origin for origin in rest if origin.kind is OriginKind.UNSOURCED]
    if silent:
        lines.append(("no origin named", "not counted", silent))
    wide = max(width_of(name) for name, _, _ in lines)
    wide = min(wide, _LONGEST_NAME) if look.cut else wide
    for place, (name, how, origins) in enumerate(lines, start=1):
        told = followers(origins, citations)
        cites = "".join(f"[{number}]" for number in told)
        line = f"  {fitted(name, wide)}  {how:<15}  {count(len(told), 'article')}"
        if width_of(line) + 2 + len(cites) <= width or not look.cut:
            line += f"  {look.paint(cites, 'dim')}"
        yield line
        if place == len(shown) < len(counted):
            yield look.paint(f"  and {len(counted) - len(shown):,} more", "dim")


def _heading(counted: Sequence[Origin], origins: Sequence[Origin]) -> str:
    kind = counted[0].kind
    if kind is OriginKind.UNSOURCED:
        return "Names no common origin" if len(counted) > 1 else "Names no origin"
    if kind is OriginKind.STATEMENT:
        return "Rests on what a party put out itself"
    silent = any(origin.kind is OriginKind.UNSOURCED for origin in origins)
    many = count(len(counted), "independent origin")
    return f"Names {many}" if silent else f"Goes back to {many}"


def _name(origin: Origin) -> str:
    name = plain(one_line(origin.name, 60))
    return f"{name} itself" if origin.kind is OriginKind.STATEMENT else name
