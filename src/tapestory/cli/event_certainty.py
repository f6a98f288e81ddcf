"""An event's verification → how sure anybody is, since when, by which words, and how it changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from tapestory.cli.look import Look
from tapestory.cli.terminal import Style, fitted, plain, width_of
from tapestory.digest.cells import fill
from tapestory.digest.citations import Citations, outlet_of
from tapestory.digest.inert import one_line, only_leads_in, quotation
from tapestory.digest.wording import STATE_WORDS, count, short_day
from tapestory.model import (
    Article,
    EventView,
    Evidence,
    Verification,
    VerificationChange,
    VerificationState,
)

STATE_STYLES: dict[VerificationState, Style] = {
    VerificationState.RUMOUR: "warn",
    VerificationState.REPORTED: "warn",
    VerificationState.CONFIRMED: "good",
    VerificationState.DENIED: "error",
    VerificationState.STALE: "dim",
}
_OPEN = {
    VerificationState.RUMOUR: "rumour, not confirmed",
    VerificationState.REPORTED: "reported, not confirmed",
}
_STEPS = {
    VerificationState.RUMOUR: "rumour",
    VerificationState.REPORTED: "reported",
    VerificationState.STALE: "gone quiet",
}
_WORDS_SHOWN = 30
"""Of the sentence that decided."""


def certainty_words(verification: Verification) -> str:
    """Return the present state: "reported, not confirmed", "denied by hand"."""
    state = verification.state
    word = _OPEN.get(state, STATE_WORDS[state].lower())
    return f"{word} by hand" if verification.by_hand else word


def state_words(change: VerificationChange) -> str:
    """Return the state of one change: "reported", "confirmed by hand"."""
    word = _STEPS.get(change.state, change.state.value)
    return f"{word} by hand" if change.by_hand else word


def history_lines(
    view: EventView,
    citations: Citations,
    *,
    width: int,
    look: Look,
    quoted: Collection[str] = (),
) -> Iterator[str]:
    """Yield a heading, then each change: day, state and who says so, and below it their words.

    Args:
        view: The event.
        citations: Numbers the articles.
        width: Cells that a line may take.
        look: Zone and colours.
        quoted: Sentences that stand on the page already; headlines do anyway.
    """
    changes = view.verification.history
    if not changes:
        return
    members = {member.article.id: member.article for member in view.articles}
    zone = ZoneInfo(look.zone)
    year = view.as_of.astimezone(zone).year
    days = [short_day(change.at.astimezone(zone).date(), year=year) for change in changes]
    states = [state_words(change) for change in changes]
    wide, long = max(map(width_of, days)), max(map(width_of, states))
    indent = " " * (2 + wide + 2)
    yield look.paint("How sure", "dim")
    for at, change in enumerate(changes):
        evidence = change.evidence
        article = None if evidence is None else members.get(evidence.article_id)
        why = _why(change, article, citations, since=_silence_before(view, change))
        state = look.paint(fitted(states[at], long), STATE_STYLES[change.state])
        head = f"  {days[at]:>{wide}}  {fitted(states[at], long)}  "
        lines = fill(why, first=head, rest=" " * width_of(head), width=width).splitlines()
        yield f"  {days[at]:>{wide}}  {state}{lines[0][len(indent) + long :]}".rstrip()
        yield from lines[1:]
        standing = {*quoted, "" if article is None else article.title.strip(), ""}
        if evidence is None or only_leads_in(evidence.sentence):
            continue
        if evidence.sentence.strip() not in standing:
            said = f"“{quotation(evidence.sentence, max_words=_WORDS_SHOWN)}”"
            for line in fill(plain(said), first=indent, rest=indent, width=width).splitlines():
                yield look.paint(line, "dim")


def _why(
    change: VerificationChange,
    article: Article | None,
    citations: Citations,
    *,
    since: datetime | None,
) -> str:
    """Return who says so, and which words give it away."""
    evidence = change.evidence
    if evidence is None:
        if change.state is VerificationState.STALE and since is not None:
            return f"no article for {count((change.at - since).days, 'day')}"
        return ""
    if evidence.by_hand:
        return "a person's note"
    if not evidence.article_id:
        return cue_words(evidence)
    if article is None:
        told = "an article that is no longer here"
    else:
        headline = evidence.sentence.strip() == article.title.strip()
        told = "headline of " if headline else ""
        told += outlet_of(article)
        told += "".join(f" [{number}]" for number in citations.cite([article.id]))
    speaker = speaker_of(evidence)
    return ", ".join(part for part in (told, speaker, cue_words(evidence)) if part)


def speaker_of(evidence: Evidence) -> str:
    """Return who says so within an article: "says Meta Platforms", or nothing."""
    speaker = one_line(evidence.speaker, 60)
    return f"by {speaker}" if speaker else ""


def cue_words(evidence: Evidence) -> str:
    """Return what gives a state away, fit to print: the rule, or the words between quotes."""
    cue = one_line(evidence.cue, 60)
    rule, colon, words = cue.partition(": ")
    if not colon:
        return rule
    return f"{rule} “{words}”"


def _silence_before(view: EventView, change: VerificationChange) -> datetime | None:
    """Return the time of the last article before a change, copies left out."""
    times = [
        member.article.time
        for member in view.articles
        if member.article.copy_of is None and member.article.time <= change.at
    ]
    return max(times, default=None)
