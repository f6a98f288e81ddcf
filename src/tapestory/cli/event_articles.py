"""The articles of an event → the lines of its page: who tells it, how strong the match, and why."""

from __future__ import annotations

from collections.abc import Iterator

from tapestory.cli.look import Look
from tapestory.cli.strength import decision_words, earlier, short_reason, strength_words
from tapestory.cli.terminal import fitted, plain, width_of
from tapestory.digest.cells import fill
from tapestory.digest.citations import Citations, outlet_of
from tapestory.digest.wording import count
from tapestory.model import EventView, MemberArticle

_HEADING = "match"


def article_lines(
    view: EventView, citations: Citations, *, width: int, look: Look
) -> Iterator[str]:
    """Yield a heading, then each article that is no copy: its line, and below it the reason.

    Args:
        view: The event.
        citations: In the order and with the numbers of the list.
        width: Cells that a line may take.
        look: Whether to cut, and whether to explain.
    """
    masters = citations.masters
    explain = look.decisions is not None
    words = [strength_words(one.match, one.article, explain=explain) for one in masters]
    last = max(map(width_of, [_HEADING, *words]))
    yield look.paint(fitted("Articles", width - last) + f"{_HEADING:>{last}}", "dim")
    digits = len(str(len(masters))) + 2
    outlets = [_outlet(view, citations, member) for member in masters]
    wide = max(map(width_of, outlets), default=0)
    if look.cut:
        wide = min(wide, max(16, width // 3))
    titles = [plain(member.article.title) or "(no title)" for member in masters]
    room = width - 2 - digits - 1 - 2 - wide - 2 - last
    if not look.cut:
        room = max(room, *map(width_of, titles))
    indent = " " * (2 + digits + 1)
    for number, member in enumerate(masters, start=1):
        at = number - 1
        yield (
            f"  {look.paint(f'[{number}]'.rjust(digits), 'dim')} {fitted(titles[at], room)}"
            f"  {look.paint(fitted(outlets[at], wide), 'dim')}  {words[at]:>{last}}"
        )
        for line in _why(view, member, indent, width=width, look=look):
            yield look.paint(line, "dim")


def _why(
    view: EventView, member: MemberArticle, indent: str, *, width: int, look: Look
) -> Iterator[str]:
    """Yield why an article is here: in one line, or all that is known."""
    match, article = member.match, member.article
    reason = plain(short_reason(match, article))
    if look.decisions is None:
        if reason:
            line = indent + reason
            yield fitted(line, width).rstrip() if look.cut else line
        return
    told = [reason] if reason else []
    told += [
        f"before: {decision_words(one, article, zone=look.zone, now=view.as_of)}"
        for one in earlier(look.decisions.get(article.id, ()), match)
    ]
    for text in told:
        yield from fill(plain(text), first=indent, rest=f"{indent}  ", width=width).splitlines()


def _outlet(view: EventView, citations: Citations, member: MemberArticle) -> str:
    article = member.article
    copies = sum(
        1
        for other in view.articles
        if other.article.id != article.id and citations.master(other.article.id) == article.id
    )
    folded = f" +{count(copies, 'copy', 'copies')}" if copies else ""
    return outlet_of(article) + folded
