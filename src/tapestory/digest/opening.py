"""An event's evidence and articles → the sentences that say what happened, the best first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tapestory.digest.citations import Citations
from tapestory.digest.origins import behind, chief_origin
from tapestory.model import (
    ArticleId,
    ArticleKind,
    EventView,
    Evidence,
    MemberArticle,
    VerificationState,
)

_WORD = re.compile(r"[^\W_]{2,}")


def opening_sentences(view: EventView, citations: Citations) -> list[tuple[ArticleId, str]]:
    """Return article and sentence that may open an entry: what happened, on whose word.

    A denial never opens an event that is not denied: it would read as if it were.
    """
    denied = view.verification.state is VerificationState.DENIED
    carrying = pairs(e for e in evidence_of(view) if denied or e.state != "denied")
    return [*_attributing(view, citations), *_by_likeness(view, carrying)]


def deciding_sentences(view: EventView) -> list[tuple[ArticleId, str]]:
    """Return the sentences that confirm what is confirmed, else those that deny it."""
    confirmed = view.verification.state is VerificationState.CONFIRMED
    wanted = "confirmed" if confirmed else "denied"
    return pairs(e for e in evidence_of(view) if e.state == wanted)


def telling_sentences(view: EventView, citations: Citations) -> list[tuple[ArticleId, str]]:
    """Return the sentences behind an event's state, headlines last.

    What has gone quiet has none of its own any more: the sentence below the headline that was its
    evidence speaks for it, else one that tells the news with the report it comes from.
    """
    titles = {member.article.title.strip() for member in view.articles}
    denied = view.verification.state is VerificationState.DENIED
    evidence = [e for e in evidence_of(view) if denied or e.state != "denied"]
    tellers = {e.article_id for e in evidence}
    openings = [pair for pair in _openings(view) if pair[0] in tellers]
    told = [*pairs(evidence), *openings, *_attributing(view, citations)]
    return sorted(told, key=lambda pair: pair[1].strip() in titles)


def evidence_of(view: EventView) -> list[Evidence]:
    """Return the sentences behind the state, those that speak for the present one first."""
    state = view.verification.state
    evidence = [*view.verification.evidence]
    evidence.extend(c.evidence for c in reversed(view.verification.history) if c.evidence)
    speaks = {
        VerificationState.CONFIRMED: "confirmed",
        VerificationState.DENIED: "denied",
        VerificationState.RUMOUR: "rumour",
    }.get(state, "reported")
    return sorted(evidence, key=lambda e: (e.state != speaks, e.state == "denied"))


def pairs(evidence: Iterable[Evidence]) -> list[tuple[ArticleId, str]]:
    """Return article and sentence of each piece that has one."""
    return [(e.article_id, e.sentence) for e in evidence if e.sentence]


def _attributing(view: EventView, citations: Citations) -> list[tuple[ArticleId, str]]:
    """The sentences that tell the news with the report it comes from, where most go back to one.

    They say what happened and on whose word in one breath. Of news the earliest comes first; of
    comment, where there is nothing else, the likest to the title.
    """
    chief = chief_origin(view, citations)
    if chief is None or 2 * len(behind(chief, citations)) < len(citations.masters):
        return []
    title = _words(view.event.title)
    told = [
        (member, sentence.text)
        for member in citations.masters
        for sentence in member.reading.sentences
        if chief.name in sentence.text and sentence.text.strip() != member.article.title.strip()
    ]
    likest = sorted(told, key=lambda pair: -len(title & _words(pair[1])))
    news = [pair for pair in told if not _is_comment(pair[0])]
    return [(member.article.id, sentence) for member, sentence in news or likest]


def _by_likeness(
    view: EventView, evidence: Sequence[tuple[ArticleId, str]]
) -> list[tuple[ArticleId, str]]:
    """Sentences that may say what happened, the likest to the event's title first.

    A sentence that speaks for the state is preferred to the opening of an article when it shares
    up to a quarter fewer of the title's words.
    """
    title = _words(view.event.title)
    shared = {
        s: len(title & _words(s)) / max(len(title), 1) for _, s in (*evidence, *_openings(view))
    }
    scored = [(shared[s] + 0.25, a, s) for a, s in evidence]
    scored += [(shared[s], a, s) for a, s in _openings(view)]
    scored.sort(key=lambda item: -item[0])
    return [(article, sentence) for _, article, sentence in scored]


def _openings(view: EventView) -> list[tuple[ArticleId, str]]:
    """The first sentence below the headline of each article, news before comment."""
    members = sorted(view.articles, key=_is_comment)
    return [
        (member.article.id, sentence.text)
        for member in members
        for sentence in [
            s for s in member.reading.sentences if s.text.strip() != member.article.title.strip()
        ][:1]
    ]


def _is_comment(member: MemberArticle) -> bool:
    return member.kind not in {ArticleKind.NEWS, ArticleKind.RELEASE}


def _words(text: str) -> set[str]:
    """The words of a text; in scripts that do not divide them, its pairs of characters."""
    words = _WORD.findall(text.casefold())
    return {
        w for word in words for w in ([word] if word.isascii() else map("".join, pairwise(word)))
    }
