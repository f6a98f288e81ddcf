"""What articles report of prices, beside what the sessions did → lines of the event's page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tapestory.cli.look import Look
from tapestory.digest.cells import fill
from tapestory.digest.check_words import WORDS
from tapestory.digest.citations import Citations
from tapestory.digest.inert import one_line
from tapestory.digest.naming import Names
from tapestory.digest.wording import count, listing, percent, printed_range, short_day
from tapestory.model import Agreement, Basis, Comparator, EventView, ReportedCheck

MAX_LINES = 12
_ORDER = (
    Agreement.CONTRADICTED,
    Agreement.INTRADAY,
    Agreement.TRUNCATED,
    Agreement.AGREES_AS_BOUND,
    Agreement.AGREES,
    Agreement.UNVERIFIABLE,
)
_BASES = {
    Basis.CLOSE: " at the close",
    Basis.INTRADAY: " during the session",
    Basis.PREMARKET: " before the open",
    Basis.AFTER_HOURS: " after hours",
    Basis.UNSTATED: "",
}


def check_lines(
    view: EventView, names: Names, citations: Citations, *, width: int, look: Look
) -> Iterator[str]:
    """Yield what printed figures are worth: whose fit, and a line for each other one."""
    told: defaultdict[str, list[ReportedCheck]] = defaultdict(list)
    year = view.as_of.year
    fitting: dict[str, None] = {}
    for check in sorted(view.reported_checks, key=lambda item: _ORDER.index(item.kind)):
        if check.reported.low is None and check.reported.high is None:
            continue
        if check.kind is Agreement.AGREES:
            fitting[names.label(check.reported.symbol)] = None
        else:
            told[_words(check, names, year=year)].append(check)
    if not told and not fitting:
        return
    yield look.paint("Reported against measured", "dim")
    if fitting:
        also = "Figures that fit" if told else "Every figure fits"
        text = f"{also} the close: {listing(list(fitting))}"
        yield from fill(text, first="  ", rest=" " * 6, width=width).splitlines()
    for words, checks in list(told.items())[:MAX_LINES]:
        cites = citations.cite((check.reported.article_id for check in checks), most=4)
        cited = "".join(f"[{number}]" for number in cites)
        text = fill(f"{words} {cited}".rstrip(), first="  ", rest=" " * 6, width=width)
        first, *rest = text.splitlines()
        yield _painted(first, checks[0], look)
        yield from rest
    if len(told) > MAX_LINES:
        yield look.paint(f"  {count(len(told) - MAX_LINES, 'more figure')} in --json", "dim")


def _words(check: ReportedCheck, names: Names, *, year: int) -> str:
    """Return "META: said more than +8%, closed +8.81%: fits as a bound"."""
    said = check.reported
    ends = [end for end in (said.low, said.high) if end is not None]
    # What has one end only is a bound, whatever word it hangs on.
    comparator = said.comparator if len(ends) == 2 else Comparator.OVER
    figure = printed_range(ends[0], ends[-1], comparator) + _BASES[said.basis]
    who = names.label(said.symbol)
    day = f", {short_day(check.session, year=year)}" if check.session is not None else ""
    if check.kind is Agreement.UNVERIFIABLE:
        return f"{who}{day}: said {figure}: {WORDS[check.kind]}, {one_line(check.note, 80)}"
    did = [f"closed {percent(check.close, digits=2)}"] if check.close is not None else []
    if check.kind in {Agreement.INTRADAY, Agreement.CONTRADICTED}:
        extreme = check.low if ends[0] < 0 else check.high
        if extreme is not None:
            did.append(f"{'low' if ends[0] < 0 else 'high'} {percent(extreme, digits=2)}")
    return f"{who}{day}: said {figure}, {', '.join(did) or 'no close'}: {WORDS[check.kind]}"


def _painted(line: str, check: ReportedCheck, look: Look) -> str:
    word = WORDS[check.kind]
    if check.kind is Agreement.CONTRADICTED:
        return line.replace(word, look.paint(word, "warn"))
    return line
