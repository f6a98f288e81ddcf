"""An event's narratives → who argues what, what the prices say, and what would settle it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tapestory.digest.citations import Citations, outlet_of
from tapestory.digest.edition import Cited, Explanation, Falsifier, Quote
from tapestory.digest.inert import one_line, only_leads_in, quotation
from tapestory.digest.naming import Names
from tapestory.digest.readable import readable
from tapestory.digest.tape_words import tape_chip, tape_words
from tapestory.digest.wording import count, in_language
from tapestory.model import (
    ArticleId,
    EventView,
    MemberArticle,
    Narrative,
    NarrativeEvidence,
    NarrativeShare,
    Stance,
    TapeTest,
    TapeVerdict,
)

MAX_EXPLANATIONS = 5
MAX_QUOTED = 3
"""Of those, the leading ones come with a sentence of somebody who argues them."""
MAX_FALSIFIERS = 4
LEADING = 2
"""How many of the narratives are asked what would disprove them."""


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
    usable = [(a, quotation(s)) for a, s in sentences if a in articles and not only_leads_in(s)]
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
        known = readable(text, written_in=article.lang, lang=lang)
        return Quote(
            text=text,
            lang=article.lang,
            outlet=outlet_of(article),
            cites=citations.cite([article_id]),
            foreign="" if known else in_language(article.lang),
        )
    return None


def explanations(
    names: Names, narratives: Mapping[str, Narrative], citations: Citations
) -> tuple[Explanation, ...]:
    """Return the narratives that anybody supports, the most supported first."""
    return tuple(
        _explanation(share, narratives[share.narrative], names, citations, quoted=n < MAX_QUOTED)
        for n, share in enumerate(supported(names.view, narratives)[:MAX_EXPLANATIONS])
    )


def explainers(view: EventView) -> int:
    """Return how many independent outlets support any narrative."""
    counted = {outlet for share in view.shares for outlet in share.supporters}
    return len(counted) or max((share.supports for share in view.shares), default=0)


def falsifiers(view: EventView, narratives: Mapping[str, Narrative]) -> tuple[Falsifier, ...]:
    """Return what would speak against the leading narratives, taken in turn."""
    leading = [narratives[s.narrative] for s in supported(view, narratives)[:LEADING]]
    longest = max((len(narrative.falsifiers) for narrative in leading), default=0)
    found = [
        Falsifier(text=one_line(narrative.falsifiers[turn]), against=one_line(narrative.name, 60))
        for turn in range(longest)
        for narrative in leading
        if turn < len(narrative.falsifiers)
    ]
    return tuple(found[:MAX_FALSIFIERS])


def supported(view: EventView, narratives: Mapping[str, Narrative]) -> list[NarrativeShare]:
    """Return the shares of the configured narratives that anybody supports, the largest first.

    Of those that as many outlets support, the ones come first of which the prices say something.
    """
    held = [s for s in view.shares if s.supports > 0 and s.narrative in narratives]
    return sorted(held, key=lambda s: (-s.supports, not _judged(view.tape.get(s.narrative))))


def _judged(test: TapeTest | None) -> bool:
    return test is not None and test.verdict in {TapeVerdict.CONSISTENT, TapeVerdict.CONTRADICTS}


def _explanation(
    share: NarrativeShare,
    narrative: Narrative,
    names: Names,
    citations: Citations,
    *,
    quoted: bool,
) -> Explanation:
    view = names.view
    told = [e for e in view.narrative_evidence if e.narrative == narrative.id]
    supporting = _of(told, Stance.SUPPORTS, share.supporters, view)
    disputing = _of(told, Stance.DISPUTES, share.disputers, view)
    quote = best_quote(supporting, view.articles, citations) if quoted else None
    disputed = None
    if share.disputes:
        disputed = Cited(
            text=f"Disputed by {count(share.disputes, 'outlet')}",
            cites=citations.cite(article for article, _ in disputing),
        )
    test = view.tape.get(narrative.id)
    return Explanation(
        outlets=share.supports,
        narrative=narrative.id,
        name=one_line(narrative.name, 80),
        thesis=one_line(narrative.thesis, 240),
        quote=quote,
        supporters=citations.cite(article for article, _ in supporting),
        disputed=disputed,
        verdict=tape_chip(test),
        tape=tape_words(test, names),
        asked=test is not None,
    )


def _of(
    evidence: Sequence[NarrativeEvidence],
    stance: Stance,
    outlets: Sequence[str],
    view: EventView,
) -> list[tuple[ArticleId, str]]:
    """Return article and sentence that take a side, of the outlets that are counted on it.

    An outlet that says one thing here and another there stands on the side that it takes more
    often; the other sentence is not cited against its count.
    """
    tellers = {m.article.id: m.article.outlet or m.article.feed_url for m in view.articles}
    return [
        (e.article_id, e.sentence)
        for e in evidence
        if e.stance is stance and (not outlets or tellers.get(e.article_id) in outlets)
    ]
