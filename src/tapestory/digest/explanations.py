"""An event's narratives → who argues what, what the prices say, and what would settle it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tapestory.digest.citations import Citations, outlet_of
from tapestory.digest.edition import Cited, Explanation, Falsifier, Quote
from tapestory.digest.inert import one_line, quotation
from tapestory.digest.naming import Names
from tapestory.digest.readable import readable
from tapestory.digest.wording import count
from tapestory.model import (
    ArticleId,
    EventView,
    MemberArticle,
    Narrative,
    NarrativeEvidence,
    NarrativeShare,
    Stance,
    TapeLook,
    TapeTest,
    TapeVerdict,
)

MAX_EXPLANATIONS = 5
MAX_FALSIFIERS = 4
LEADING = 2
"""How many of the narratives are asked what would disprove them."""

_VERDICT_WORDS = {
    TapeVerdict.CONSISTENT: "The tape: consistent.",
    TapeVerdict.CONTRADICTS: "The tape: contradicts it.",
    TapeVerdict.INSUFFICIENT: "The tape: cannot tell.",
}
_SHORT_VERDICTS = {
    TapeVerdict.CONSISTENT: "consistent",
    TapeVerdict.CONTRADICTS: "contradicts",
    TapeVerdict.INSUFFICIENT: "cannot tell",
}
_LONGEST_REASON = 360


def best_quote(
    sentences: Sequence[tuple[ArticleId, str]],
    members: Sequence[MemberArticle],
    citations: Citations,
    *,
    lang: str = "en",
) -> Quote | None:
    """Return the first sentence in the reader's language that is not a headline; None without any.

    A headline comes before a foreign sentence, because the reader can read it.

    Args:
        sentences: Candidates, the best first.
        members: The articles of the event.
        citations: Numbers the article that is quoted.
        lang: The reader's language.
    """
    articles = {member.article.id: member.article for member in members}
    usable = [(a, quotation(s)) for a, s in sentences if a in articles]
    usable = [(article, text) for article, text in usable if text]
    headlines = {article_id: quotation(article.title) for article_id, article in articles.items()}
    usable.sort(
        key=lambda pair: (
            not readable(pair[1], written_in=articles[pair[0]].lang, lang=lang),
            headlines[pair[0]] == pair[1],
        )
    )
    for article_id, text in usable:
        article = articles[article_id]
        cites = citations.cite([article_id])
        return Quote(text=text, lang=article.lang, outlet=outlet_of(article), cites=cites)
    return None


def explanations(
    names: Names, narratives: Mapping[str, Narrative], citations: Citations
) -> tuple[Explanation, ...]:
    """Return the narratives that anybody supports, the most supported first."""
    return tuple(
        _explanation(share, narratives[share.narrative], names, citations)
        for share in _supported(names.view, narratives)[:MAX_EXPLANATIONS]
    )


def explainers(view: EventView) -> int:
    """Return how many independent outlets support any narrative."""
    outlets = {member.article.id: member.article for member in view.articles}
    return len(
        {
            outlets[evidence.article_id].outlet or evidence.article_id
            for evidence in view.narrative_evidence
            if evidence.stance is Stance.SUPPORTS
            and evidence.article_id in outlets
            and outlets[evidence.article_id].copy_of not in outlets
        }
    )


def falsifiers(view: EventView, narratives: Mapping[str, Narrative]) -> tuple[Falsifier, ...]:
    """Return what would speak against the leading narratives, taken in turn."""
    leading = [narratives[s.narrative] for s in _supported(view, narratives)[:LEADING]]
    longest = max((len(narrative.falsifiers) for narrative in leading), default=0)
    found = [
        Falsifier(text=one_line(narrative.falsifiers[turn]), against=one_line(narrative.name, 60))
        for turn in range(longest)
        for narrative in leading
        if turn < len(narrative.falsifiers)
    ]
    return tuple(found[:MAX_FALSIFIERS])


def _supported(view: EventView, narratives: Mapping[str, Narrative]) -> list[NarrativeShare]:
    return [s for s in view.shares if s.supports > 0 and s.narrative in narratives]


def _explanation(
    share: NarrativeShare, narrative: Narrative, names: Names, citations: Citations
) -> Explanation:
    view = names.view
    told = [e for e in view.narrative_evidence if e.narrative == narrative.id]
    supporting = _of(told, Stance.SUPPORTS)
    quote = best_quote(supporting, view.articles, citations)
    disputed = None
    if share.disputes:
        disputed = Cited(
            text=f"Disputed by {count(share.disputes, 'outlet')}",
            cites=citations.cite(article for article, _ in _of(told, Stance.DISPUTES)),
        )
    return Explanation(
        outlets=share.supports,
        name=one_line(narrative.name, 80),
        thesis=one_line(narrative.thesis, 240),
        quote=quote,
        supporters=citations.cite(article for article, _ in supporting),
        disputed=disputed,
        tape=_tape(view.tape.get(narrative.id), names),
    )


def _of(evidence: Sequence[NarrativeEvidence], stance: Stance) -> list[tuple[ArticleId, str]]:
    return [(e.article_id, e.sentence) for e in evidence if e.stance is stance]


def _tape(test: TapeTest | None, names: Names) -> str:
    if test is None:
        return "The tape: not asked."
    reason = one_line(tape_reason(test, names), _LONGEST_REASON)
    if reason:
        reason = " " + reason[0].upper() + reason[1:]
        reason += "" if reason.endswith((".", "…")) else "."
    return _VERDICT_WORDS[test.verdict] + reason


def tape_reason(test: TapeTest, names: Names) -> str:
    """Return why the tape says what it says, and what it said earlier where that was another."""
    words = [_SHORT_VERDICTS[look.verdict] for look in _latest(test)]
    reason = _with_names(test, names)
    if len(set(words)) < 2:
        return reason
    looks = [
        _spoken(look.window) + ": " + said for look, said in zip(_latest(test), words, strict=True)
    ]
    return f"{reason} Look by look: {'; '.join(looks)}."


def _latest(test: TapeTest) -> list[TapeLook]:
    """Return the last look over each window, the shortest first."""
    latest = {look.window: look for look in test.history}
    return [latest[window] for window in sorted(latest, key=lambda window: window[1])]


def _spoken(window: tuple[int, int]) -> str:
    return f"after {count(window[1], 'session')}" if window[1] else "day 0"


def _with_names(test: TapeTest, names: Names) -> str:
    """Return the reason with names for ids, all at once: a name may hold an id."""
    ids = sorted((verdict.sector for verdict in test.per_sector), key=len, reverse=True)
    if not ids:
        return test.reason
    pattern = rf"(?<![\w-])(?:{'|'.join(map(re.escape, ids))})(?![\w-])"
    return re.sub(pattern, lambda found: names.sector(found[0]), test.reason)
