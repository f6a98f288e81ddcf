"""A narrative over time, or all narratives of an event → lines for a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tapestory.cli.terminal import fitted, plain, width_of, wrapped
from tapestory.model import Narrative, NarrativeAccount, NarrativeVoice, SharePoint, Stance
from tapestory.pipeline.narrating import NarrativeHistory

_BARS = "▁▂▃▄▅▆▇█"
_NOTHING = "·"
_MINUS = "\N{MINUS SIGN}"
_SIDES = ((Stance.SUPPORTS, "for"), (Stance.DISPUTES, "against"))


def sparkline(points: Sequence[SharePoint]) -> str:
    """Return a bar for each stretch: its share of all support, from none to all.

    A dot stands where nobody supported anything, so that silence is not taken for a share of 0.
    """
    return "".join(
        _NOTHING if point.share is None else _BARS[round(point.share * (len(_BARS) - 1))]
        for point in points
    )


def history_lines(history: NarrativeHistory, *, width: int) -> Iterator[str]:
    """Yield how a narrative fared: counts, share over time, strongest quotes, events."""
    account = history.account
    if account is None:
        yield f"Nobody speaks of it since {history.since:%Y-%m-%d}."
        return
    days = (history.points[0].until - history.points[0].since).days
    each = "a day" if days == 1 else f"{days} days"
    yield f"Share    {sparkline(history.points)}  {percent(account.share)}"
    yield f"         {history.since:%Y-%m-%d} to {history.until:%Y-%m-%d}, {each} a bar"
    yield f"Outlets  {sides(account)}"
    yield from _facts(account)
    yield from quote_lines(account, width=width)
    if history.events:
        yield ""
        yield "Events"
    for view, part in history.events:
        head = f"  {view.event.first_seen:%Y-%m-%d}  {_short(part)}  "
        yield fitted(head + plain(view.event.title), width).rstrip()


def event_lines(
    accounts: Sequence[NarrativeAccount], narratives: Mapping[str, Narrative], *, width: int
) -> Iterator[str]:
    """Yield a block for each narrative of an event."""
    for number, account in enumerate(accounts):
        if number:
            yield ""
        known = narratives.get(account.narrative)
        yield fitted(plain(known.name if known else account.narrative), width).rstrip()
        yield f"  {sides(account)}, {percent(account.share)} of all support"
        yield from (f"  {line}" for line in _facts(account))
        yield from (f"  {line}" for line in quote_lines(account, width=width - 2))


def quote_lines(account: NarrativeAccount, *, width: int) -> Iterator[str]:
    """Yield the best quote of each side that is taken, with whose it is."""
    for side, word in _SIDES:
        voice = account.quotes.get(side)
        if voice is None:
            continue
        head = f"{word:<8} "
        text = f"“{plain(voice.evidence.sentence)}” {whose(voice)}"
        for at, line in enumerate(wrapped(text, width - width_of(head))):
            yield (head if at == 0 else " " * width_of(head)) + line


def whose(voice: NarrativeVoice) -> str:
    """Return who says it: a quoted voice is not the outlet's."""
    outlet, speaker = plain(voice.outlet), plain(voice.evidence.speaker)
    return f"({speaker}, in {outlet})" if speaker and speaker != outlet else f"({outlet})"


def sides(account: NarrativeAccount) -> str:
    """Return how many outlets stand where."""
    counts = ((account.supports, "support"), (account.disputes, "dispute"))
    told = [f"{count} {verb if count != 1 else verb + 's'} it" for count, verb in counts]
    return ", ".join([*told, f"{account.reports} only report{'s' * (account.reports == 1)} it"])


def percent(fraction: float) -> str:
    """Return a share as people write it."""
    return f"{fraction:.0%}"


def _facts(account: NarrativeAccount) -> Iterator[str]:
    facts = []
    if account.disagreement is not None:
        facts.append(f"disagreement {account.disagreement:.2f}")
    if account.momentum is not None:
        points = round(account.momentum * 100)
        sign = _MINUS if points < 0 else "+" if points > 0 else "±"
        facts.append(f"share {sign}{abs(points)} points on the week before")
    if account.first is not None:
        facts.append(f"first said {account.first.at:%Y-%m-%d} {whose(account.first)}")
    if facts:
        yield "; ".join(facts)


def _short(account: NarrativeAccount) -> str:
    return f"+{account.supports} {_MINUS}{account.disputes} ={account.reports}"
