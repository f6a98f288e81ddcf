"""What an event's articles recall of the months before → lines of its page, and its JSON shape."""

from __future__ import annotations

from collections.abc import Iterator

from tapestory.cli.look import Look
from tapestory.cli.shapes import Json
from tapestory.cli.terminal import plain
from tapestory.digest.cells import fill
from tapestory.digest.citations import Citations
from tapestory.digest.course import background
from tapestory.model import EventView, Recalled


def background_lines(
    view: EventView, citations: Citations, *, year: int, width: int, look: Look
) -> Iterator[str]:
    """Yield a heading, then each thing of the past: when it was, and who recalls it how.

    Args:
        view: The event.
        citations: Numbers the articles.
        year: The reader's: days of another are told with theirs.
        width: Cells that a line may take.
        look: Colours.
    """
    steps = [step for _, _, step in background(view, citations, year=year)]
    if not steps:
        return
    yield look.paint("What came before", "dim")
    wide = max(len(step.when) for step in steps)
    for step in steps:
        quote = step.quote
        if quote is None:
            continue
        cites = "".join(f"[{number}]" for number in quote.cites)
        said = plain(f"“{quote.text}” {quote.outlet} {cites}")
        indent = " " * (2 + wide + 2)
        yield from fill(
            said, first=f"  {step.when:<{wide}}  ", rest=indent, width=width
        ).splitlines()


def recalled_json(item: Recalled) -> Json:
    """Return one thing of the past with every sentence that recalls it."""
    return {
        "first": item.first.isoformat(),
        "last": item.last.isoformat(),
        "tellings": [
            {
                "article_id": one.article_id,
                "sentence": one.sentence,
                "cue": one.cue,
                "start": one.start,
                "end": one.end,
            }
            for one in item.tellings
        ],
    }
